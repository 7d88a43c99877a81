"""One process makes what the others of a test run wait for: those that begin together begin with the same."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path


def made_once(file: Path, make: Callable[[], bytes]) -> bytes:
    """What a file holds; where it is not there it is made by whoever asks first, whole or not at all."""
    if not file.exists():
        with file.with_name(f"{file.name}.lock").open("w") as claim:
            fcntl.flock(claim, fcntl.LOCK_EX)
            if not file.exists():
                keep(file, make())
    return file.read_bytes()


def keep(file: Path, made: bytes) -> None:
    """Write a file in one step, so that nobody reads half of it."""
    written = file.with_name(f"{file.name}.{os.getpid()}")
    written.write_bytes(made)
    written.replace(file)
