"""Who writes next: first come, first served, among the threads of a process and among processes of one machine.

Order is a courtesy. That no two write at once is the database's own work, so that whoever finds no order here, on a
system or a disk that has none, or waits behind somebody who stands still, loses his place and nothing else.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread

_PLACES = 1 << 40
"""The byte before the first place: far behind the end of any file, and a lock on a byte writes none."""

_FLOCK = "hhqqi4x"
"""Linux's ``struct flock``: kind, whence, start, length (0: to the end), process."""

_OPEN = set[int]()
"""The files that this process queues by; a child that is forked meanwhile would keep our places after we are killed."""

_IN_VAIN = set[Path]()
"""The files at which a wait of ours goes on that nobody needs any more, since whoever is before us stands still."""


class Turnstile:
    """A lock that goes to whoever has waited longest; :class:`threading.Lock` goes to whoever runs first."""

    def __init__(self) -> None:
        self._door, self._waiting, self._taken = Lock(), deque[Lock](), False

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn for so many seconds; says whether it came."""
        with self._door:
            if not self._taken:
                self._taken = True
                return True
            ours = Lock()
            ours.acquire()
            self._waiting.append(ours)
        try:
            came = ours.acquire(timeout=timeout)
        except BaseException:
            if not self._left(ours):
                self.release()
            raise
        return came or not self._left(ours)

    def release(self) -> None:
        """Hand on to whoever is next."""
        with self._door:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _left(self, ours: Lock) -> bool:
        """Leave the queue; False where the turn had come already."""
        with self._door:
            if ours in self._waiting:
                self._waiting.remove(ours)
                return True
            return False


@contextmanager
def in_order(file: Path, seconds: float) -> Iterator[None]:
    """Have one's turn among the processes that queue at a file, or have waited for it for so many seconds.

    The operating system holds the places, as locks on bytes of the file, and gives those of a killed process on. The
    file is not changed; where it is not there, or cannot be locked, there is no order, nor where we waited in vain and
    whoever was before us then is so still.
    """
    if sys.platform != "linux" or file in _IN_VAIN:
        yield
        return
    try:
        handle = _opened(os.open(file, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC))
    except OSError:
        yield
        return
    over = Event()
    try:
        with suppress(OSError):
            _wait(handle, _queued(handle), seconds, over, file)
        yield
    finally:
        over.set()
        _left(handle)


def _opened(handle: int) -> int:
    _OPEN.add(handle)
    return handle


def _closed(handle: int) -> None:
    with suppress(OSError, KeyError):
        _OPEN.remove(handle)
        os.close(handle)


def _forget() -> None:
    _IN_VAIN.clear()
    for handle in list(_OPEN):
        _closed(handle)


if sys.platform == "linux":
    import fcntl

    def _locked(handle: int, kind: int, first: int, length: int, *, wait: bool = False) -> bool:
        """Lock or unlock places; False where another has one of them and we do not wait."""
        what = struct.pack(_FLOCK, kind, os.SEEK_SET, _PLACES + first, length, 0)
        try:
            fcntl.fcntl(handle, fcntl.F_OFD_SETLKW if wait else fcntl.F_OFD_SETLK, what)
        except BlockingIOError:
            return False
        return True

    def _left(handle: int) -> None:
        """Give up all places. Closing alone would not, where a thread of ours still waits."""
        if handle in _OPEN:
            with suppress(OSError):
                _locked(handle, fcntl.F_UNLCK, 1, 0)
            _closed(handle)

    def _queued(handle: int) -> int:
        """Take the first place behind all that are taken."""
        while not _locked(handle, fcntl.F_WRLCK, place := _last(handle) + 1, 1):
            pass
        return place

    def _last(handle: int) -> int:
        """The last place that somebody has; 0 where nobody has one.

        Raises
        ------
        OSError
            where another program has locked more of the file than places.
        """
        last = 0
        while True:
            asked = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, _PLACES + last + 1, 0, 0)
            kind, _, first, length, _ = struct.unpack(_FLOCK, fcntl.fcntl(handle, fcntl.F_OFD_GETLK, asked))
            if kind == fcntl.F_UNLCK:
                return last
            if not _PLACES < first < first + length <= 2 * _PLACES:
                raise OSError(errno.ENOLCK, "another program has locked the file")
            last = first + length - 1 - _PLACES

    def _wait(handle: int, place: int, seconds: float, over: Event, file: Path) -> None:
        """Wait until nobody is before a place. The system waits without end, so that a thread does it for us."""
        before = place - 1
        if not before or _locked(handle, fcntl.F_WRLCK, 1, before):
            return
        ours, came, state = _opened(os.dup(handle)), Event(), Lock()

        def wait() -> None:
            with suppress(OSError):
                _locked(ours, fcntl.F_WRLCK, 1, before, wait=True)
            with state:
                came.set()
                _IN_VAIN.discard(file)
            if over.is_set():
                _left(ours)
            else:
                _closed(ours)

        try:
            Thread(target=wait, daemon=True).start()
        except RuntimeError:  # there can be no more threads, or the process ends
            _closed(ours)
            return
        came.wait(seconds)
        with state:
            if not came.is_set():
                _IN_VAIN.add(file)

    os.register_at_fork(after_in_child=_forget)
