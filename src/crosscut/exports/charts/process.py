"""The process that draws beside this one: tasks go to it in order, and its answers are read as they come.

Another process may ask it too, by a socket. It ends when its input ends, whatever became of the caller.
"""

from __future__ import annotations

import socket
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import IO

from crosscut.exports.charts.worker import KEEPING
from crosscut.processes import ended, started

Asked = Future[bytes | None]
"""An answer: bytes, or None where the process could not give any."""


class DrawingClient:
    """Asks a process that draws, by what leads to it and back; the same task is drawn once."""

    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to, self._back = to, back
        self._known: dict[str, Asked] = {}
        self._waiting: SimpleQueue[tuple[str, Asked] | None] = SimpleQueue()
        self._lock = Lock()
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    @property
    def beside(self) -> int | None:
        """The open file by which another process asks too; None where there is none."""
        return None

    def given(self) -> None:
        """Keep that file open no longer: one process has it, and no other is to read its answers."""

    def ask(self, task: str) -> Asked:
        """The answer to a task: one line of text."""
        with self._lock:
            if task not in self._known:
                self._known[task] = Future()
                self._waiting.put((task, self._known[task]))
            return self._known[task]

    def close(self) -> None:
        """Ask no more; what has no answer is answered by None."""
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            task, answer = waiting
            try:
                answer.set_result(self._answer(task))
            except (OSError, ValueError):
                answer.set_result(None)

    def _answer(self, task: str) -> bytes | None:
        """One task and its answer; None where the process says so, or is gone."""
        self._to.write(task.encode() + b"\n")
        self._to.flush()
        length = int(self._back.readline() or b"-1")
        made = self._back.read(length) if length >= 0 else b""
        return made if len(made) == length else None


class DrawingProcess(DrawingClient):
    """A process that draws, begun here.

    Parameters
    ----------
    keeping
        Whether it keeps pictures for the next time.

    Raises
    ------
    OSError
        where no process can be started.

    """

    def __init__(self, *, keeping: bool = False) -> None:
        self._beside, there = socket.socketpair()
        with there:
            number = there.fileno()
            words = (str(number), *([KEEPING] if keeping else []))
            self._process = started("crosscut.exports.charts.worker", *words, quiet=True, holding=[number])
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        super().__init__(self._process.stdin, self._process.stdout)

    @property
    def beside(self) -> int | None:
        """The open file by which one other process asks too; None once it has been given."""
        number = self._beside.fileno()
        return number if number >= 0 else None

    def given(self) -> None:
        """As :meth:`DrawingClient.given`."""
        self._beside.close()

    def close(self) -> None:
        """End the process at once; what it has not answered is answered by None."""
        self._process.kill()
        super().close()
        self._beside.close()
        ended(self._process)


class SharedDrawing(DrawingClient):
    """The drawing process of the process that started this one, by the open file ``number``."""

    def __init__(self, number: int) -> None:
        self._socket = socket.socket(fileno=number)
        super().__init__(self._socket.makefile("wb"), self._socket.makefile("rb"))

    def close(self) -> None:
        """Ask no more; the process goes on for whoever began it."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        super().close()
        self._socket.close()
