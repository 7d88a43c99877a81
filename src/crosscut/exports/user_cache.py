"""What takes seconds to make and is always the same, kept for the next run in the user's own cache folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import get_ident

from crosscut.digests import bytes_digest, file_digest
from crosscut.errors import CrosscutError
from crosscut.wholefiles import read_whole, write_whole

_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_MOST = 256 << 20
"""Bytes that are kept at most, beside folders of files."""


def kept(name: str, make: Callable[[], str]) -> str:
    """The text of that name, made where none is kept or what is kept is not as it was written.

    A folder that another may write to is not used: what is kept there could be anybody's.

    Parameters
    ----------
    name
        Names what is made and everything that it depends on, such as a library's version.
    make
        Makes it; the same for the same name.

    """
    found = find(name)
    if found is None:
        found = make()
        keep(name, found)
    return found


def find(name: str) -> str | None:
    """The text of that name as it was kept; None where there is none, or it is not as it was written."""
    found = find_bytes(name)
    try:
        return None if found is None else found.decode()
    except UnicodeDecodeError:
        return None


def find_bytes(name: str) -> bytes | None:
    """The bytes of that name as they were kept; None where there are none, or they are not as they were written."""
    folder = _folder()
    return None if folder is None else _read(folder / name)


def keep(name: str, content: str | bytes) -> None:
    """Keep a text or bytes for the next run, where that is possible; what was used longest ago makes room.

    Nothing waits for the disk: what does not stand whole after a failure of power is made anew.
    """
    folder = _folder()
    if folder is None:
        return
    made = content.encode() if isinstance(content, str) else content
    partial = folder / f".{name}.{os.getpid()}.{get_ident()}"
    with suppress(OSError):
        try:
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(f"{bytes_digest(made)}\n".encode() + made)
            partial.replace(folder / name)
        finally:
            partial.unlink(missing_ok=True)
        _room.take(folder, len(made))


class _Room:
    """What may still be kept before the folder is looked through again."""

    def __init__(self) -> None:
        self._left: dict[Path, int] = {}

    def take(self, folder: Path, size: int) -> None:
        """Note what was kept; where no more may be, what was used longest ago goes, until a fourth is free."""
        self._left[folder] = self._left.get(folder, 0) - size
        if self._left[folder] > 0:
            return
        files = sorted((found.st_mtime_ns, found.st_size, name) for name, found in _files(folder))
        held = sum(each for _, each, _ in files)
        most = _MOST if held <= _MOST else _MOST * 3 // 4
        for _, each, name in files:
            if held <= most:
                break
            (folder / name).unlink(missing_ok=True)
            held -= each
        self._left[folder] = _MOST - held


_room = _Room()


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for each in entries:
            with suppress(FileNotFoundError):
                found = each.stat(follow_symlinks=False)
                if stat.S_ISREG(found.st_mode):
                    yield each.name, found


def kept_folder(name: str, make: Mapping[str, Callable[[], bytes]]) -> Path | None:
    """A folder with files for programs that take a path, each made where it is not there as it was written.

    None where none can be kept.

    Parameters
    ----------
    name
        Names what is made and everything that it depends on.
    make
        Makes each file, by its name.

    """
    cache = _folder()
    if cache is None:
        return None
    folder = cache / name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for file, made in make.items():
            if not _is_as_written(folder / file):
                content = made()
                write_whole(folder / file, content)
                write_whole(_digest_of(folder / file), bytes_digest(content))
    except (OSError, CrosscutError):
        return None
    return folder


def _is_as_written(file: Path) -> bool:
    digest = _digest_of(file)
    if not (file.is_file() and digest.is_file()):
        return False
    found = file.stat()
    return digest.read_bytes() == _digest(file, found.st_ino, found.st_mtime_ns, found.st_size).encode()


@lru_cache(maxsize=16)
def _digest(file: Path, _number: int, _written: int, _size: int) -> str:
    """The digest of a file, read again only where it was replaced or written to: fonts are asked for at every chart."""
    return file_digest(file)


def _digest_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.digest")


def _read(file: Path) -> bytes | None:
    try:
        digest, _, content = read_whole(file).partition(b"\n")
    except (OSError, CrosscutError):
        return None
    if digest != bytes_digest(content).encode():
        return None
    with suppress(OSError):  # what is kept may be read where nothing can be written
        os.utime(file)
    return content


def _folder() -> Path | None:
    """The cache folder; None where there is none of this user alone."""
    try:
        named = Path(os.environ.get("XDG_CACHE_HOME", ""))
        folder = (named if named.is_absolute() else Path.home() / ".cache") / "crosscut"
        if not folder.is_absolute():
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except (OSError, RuntimeError):
        return None
    own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & _OF_OTHERS
    return folder if own else None
