"""Digests of what was read and written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import FileIO
from pathlib import Path

_AT_ONCE = 1 << 20
"""Bytes of a file that are read at once."""


def file_digest(path: str | Path) -> str:
    """BLAKE2b digest of a file's bytes: 32 hexadecimal digits."""
    with FileIO(path) as file:
        if os.fstat(file.fileno()).st_size <= _AT_ONCE:
            return bytes_digest(file.read())
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def bytes_digest(content: bytes) -> str:
    """The digest that :func:`file_digest` gives a file of these bytes."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def file_digests(paths: Iterable[Path]) -> list[str]:
    """The digests of several files, worked out side by side: large ones take as long as they take to read."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(file_digest, paths))


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, as ``sha256sum`` prints it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_digest(text: str, *, size: int = 16) -> str:
    """BLAKE2b digest of a text in UTF-8: two hexadecimal digits a byte of ``size``."""
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()
