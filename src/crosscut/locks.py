"""One at a time: locks that the operating system holds, so that a process that is killed leaves none behind."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.progress import Progress, quiet

WAIT = 60.0
"""Seconds that a second process waits before it gives up."""

BUDGET = ".crosscut.lock"
"""The lock file of a budget folder."""

_OURS = b"crosscut "
"""How a lock file begins."""
_AGAIN = 0.1
_LONGEST_NAME = 200
_READ_ONLY = (errno.EACCES, errno.EROFS, errno.EPERM)


@contextmanager
def locked(
    file: Path, what: str, doing: str, progress: Progress = quiet, *, wait: float = WAIT, needed: bool = True
) -> Iterator[tuple[int, ...]]:
    """Hold a lock file, which is gone again afterwards; gives the open files that hold it.

    Parameters
    ----------
    file
        The lock file; its folder must exist.
    what, doing
        What is locked, and the command that locks it: both are told to whoever waits.
    wait
        Seconds to wait for another process.
    needed
        Whether it is an error that no lock file can be made where nothing can be written.

    Raises
    ------
    CrosscutError
        where another process holds it for longer than that: the line names the holder.
    """
    try:
        handle = _acquired(file, what, progress, wait)
    except OSError as error:
        if needed or error.errno not in _READ_ONLY:
            raise
        yield ()
        return
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, _holder(doing).encode(errors="replace"), 0)
        yield (handle,)
    finally:
        file.unlink(missing_ok=True)
        os.close(handle)


@contextmanager
def budget_locked(folder: Path, doing: str, progress: Progress = quiet, *, needed: bool = True) -> Iterator[None]:
    """Hold a budget folder while what it says is read and recorded, or a decision is added to it.

    Raises
    ------
    CrosscutError
        as :func:`locked`.
    """
    if not folder.is_dir():
        yield
        return
    with locked(folder.resolve() / BUDGET, f"the budget folder {folder}", doing, progress, needed=needed):
        yield


def _holder(doing: str) -> str:
    process = f"process {os.getpid()} on {socket.gethostname()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    return f"{_OURS.decode()}{doing} ({process})"


def _acquired(file: Path, what: str, progress: Progress, wait: float) -> int:
    until, told = time.monotonic() + wait, False
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _stands(file, handle):
                _refuse_foreign(file, handle)
                return handle
        except BlockingIOError:
            holder = os.pread(handle, _LONGEST_NAME, 0).decode(errors="replace") or "another process"
            if time.monotonic() >= until:
                os.close(handle)
                raise CrosscutError(
                    f"{what} is in use by {holder}",
                    code="in-use",
                    hint=f"It was waited for for {wait:.0f} seconds. Try again when that has ended.",
                ) from None
            if not told:
                told = True
                progress(f"Waiting for {holder}")
            time.sleep(_AGAIN)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _refuse_foreign(file: Path, handle: int) -> None:
    """Refuse a file that no lock made: it would be emptied and taken away."""
    found = os.fstat(handle)
    lone = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
    if not lone or os.pread(handle, len(_OURS), 0) not in (b"", _OURS):
        raise CrosscutError(
            "stands where a lock has to, and Crosscut did not write it",
            code="in-the-way",
            file=str(file),
            hint="Move it away, or name another folder.",
        )


def _stands(file: Path, handle: int) -> bool:
    """Whether the file that was locked is still the one of that name: its last holder takes it away."""
    try:
        return os.path.samestat(file.lstat(), os.fstat(handle))
    except FileNotFoundError:
        return False
