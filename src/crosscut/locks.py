"""One at a time: locks that the operating system holds, so that a process that is killed leaves none behind."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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
_AS_IT_IS = os.O_NOFOLLOW | os.O_NONBLOCK
_LONGEST_NAME = 200
_READ_ONLY = (errno.EACCES, errno.EROFS, errno.EPERM)
_NO_FILE = (errno.EISDIR, errno.ELOOP, errno.ENXIO)
"""What a system says of a folder, a link and a socket that is to be opened as a file."""
_NO_LOCK = (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)
"""What a system says of a folder that it cannot lock, such as one of a network disk."""
_LOCKS, _INODE = Path("/proc/locks"), 5


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
        where another process holds it for longer than that: the line names the holder; where one is needed and its
        folder cannot be written.
    """
    try:
        handle = _acquired(file, what, progress, wait)
    except OSError as error:
        if error.errno not in _READ_ONLY or os.path.lexists(file):
            raise
        if needed:
            raise _unwritable(file.parent, error) from error
        yield ()
        return
    try:
        with suppress(OSError):  # of somebody else, who lets others only read it: the system knows who holds it
            os.ftruncate(handle, 0)
            os.pwrite(handle, _holder(doing).encode(errors="replace"), 0)
        yield (handle,)
    finally:
        _let_go(file, handle)


def _unwritable(folder: Path, error: OSError) -> CrosscutError:
    reason = (error.strerror or "permission denied").lower()
    return CrosscutError(
        f"nothing can be written in this folder: {reason}",
        code="system",
        file=str(folder),
        hint="Let it be written, or work on a copy of it where you may write",
    )


@contextmanager
def folder_locked(
    folder: Path, what: str, progress: Progress = quiet, *, wait: float = WAIT
) -> Iterator[tuple[int, ...]]:
    """Hold a folder itself, whatever path leads to it; gives the open file that holds it, none where systems cannot.

    Parameters
    ----------
    folder
        The folder, which must stand there; while it is held it may change its name.
    what, wait
        As for :func:`locked`.

    Raises
    ------
    CrosscutError
        where another process holds it for longer than that.
    """

    def opened() -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)

    try:
        handle = _waited(_Wanted(what, folder, opened, _holder_of), progress, wait)
    except OSError as error:
        if error.errno not in _NO_LOCK:
            raise
        yield ()
        return
    try:
        yield (handle,)
    finally:
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


def _let_go(file: Path, handle: int) -> None:
    """Take a lock file away, where its folder lets one, and open the lock."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise
    finally:
        os.close(handle)


def _holder(doing: str) -> str:
    process = f"process {os.getpid()} on {socket.gethostname()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    return f"{_OURS.decode()}{doing} ({process})"


def _acquired(file: Path, what: str, progress: Progress, wait: float) -> int:
    def opened() -> int:
        try:
            return os.open(file, os.O_RDWR | os.O_CREAT | _AS_IT_IS, 0o666)
        except OSError as error:
            if error.errno in _READ_ONLY and os.path.lexists(file):
                return os.open(file, os.O_RDONLY | _AS_IT_IS)
            raise _foreign(file) if error.errno in _NO_FILE else error from None

    def holder(handle: int) -> str:
        said, known = os.pread(handle, _LONGEST_NAME, 0).decode(errors="replace"), _holder_of(handle)
        return said if not known or f"({known} on" in said else known

    handle = _waited(_Wanted(what, file, opened, holder), progress, wait)
    try:
        _refuse_foreign(file, handle)
    except BaseException:
        os.close(handle)
        raise
    return handle


@dataclass(frozen=True)
class _Wanted:
    """What is to be locked, where it stands, how it is opened, and how its holder is told from what was opened."""

    what: str
    path: Path
    opened: Callable[[], int]
    holder: Callable[[int], str]


def _waited(wanted: _Wanted, progress: Progress, wait: float) -> int:
    """Open and lock what stands at a path, and wait for whoever holds it."""
    until, told = time.monotonic() + wait, False
    while True:
        handle = wanted.opened()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _stands(wanted.path, handle):
                return handle
        except BlockingIOError:
            name = wanted.holder(handle) or "another process"
            if time.monotonic() >= until:
                os.close(handle)
                raise CrosscutError(
                    f"{wanted.what} is in use by {name}",
                    code="in-use",
                    hint=f"It was waited for for {wait:.0f} seconds. Try again when that has ended.",
                ) from None
            if not told:
                told = True
                progress(f"Waiting for {name}")
            time.sleep(_AGAIN)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _holder_of(handle: int) -> str:
    """Who holds a lock that has no file of its own, as Linux says it; empty where it does not say."""
    with suppress(OSError):
        there = os.fstat(handle)
        device, found = f"{os.major(there.st_dev):02x}:{os.minor(there.st_dev):02x}", dict[str, str]()
        for line in _LOCKS.read_text(encoding="utf-8").splitlines():
            fields = line.split()  # 7: FLOCK ADVISORY WRITE 4711 fe:00:131074 0 EOF
            lock = len(fields) > _INODE and fields[1] == "FLOCK" and fields[_INODE].endswith(f":{there.st_ino}")
            if lock and int(fields[_INODE - 1]) > 0:
                found[fields[_INODE].rpartition(":")[0]] = f"process {fields[_INODE - 1]}"
        if device in found or len(found) == 1:  # layered disks number their devices otherwise
            return found.get(device) or next(iter(found.values()))
    return ""


def _refuse_foreign(file: Path, handle: int) -> None:
    """Refuse a file that no lock made: it would be emptied and taken away."""
    found = os.fstat(handle)
    lone = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
    if not lone or os.pread(handle, len(_OURS), 0) not in (b"", _OURS):
        raise _foreign(file)


def _foreign(file: Path) -> CrosscutError:
    return CrosscutError(
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
