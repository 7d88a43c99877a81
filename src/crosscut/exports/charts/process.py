"""The process that draws beside this one: tasks go to it in order, and its answers are read as they come.

It ends when its input ends, whatever became of the caller.
"""

from __future__ import annotations

from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread

from crosscut.processes import ended, started

Asked = Future[bytes | None]
"""An answer: bytes, or None where the process could not give any."""


class DrawingProcess:
    """A process that draws; the same task is drawn once.

    Raises
    ------
    OSError
        where no process can be started.

    """

    def __init__(self) -> None:
        self._process = started("crosscut.exports.charts.worker", quiet=True)
        self._known: dict[str, Asked] = {}
        self._waiting: SimpleQueue[tuple[str, Asked] | None] = SimpleQueue()
        self._lock = Lock()
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def ask(self, task: str) -> Asked:
        """The answer to a task: one line of text."""
        with self._lock:
            if task not in self._known:
                self._known[task] = Future()
                self._waiting.put((task, self._known[task]))
            return self._known[task]

    def close(self) -> None:
        """End the process at once; what it has not answered is answered by None."""
        self._process.kill()
        self._waiting.put(None)
        self._thread.join()
        ended(self._process)

    def _work(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            task, answer = waiting
            try:
                answer.set_result(self._answer(task))
            except (OSError, ValueError):
                answer.set_result(None)

    def _answer(self, task: str) -> bytes | None:
        """One task and its answer; None where the process says so, or is gone."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        to.write(task.encode() + b"\n")
        to.flush()
        length = int(back.readline() or b"-1")
        made = back.read(length) if length >= 0 else b""
        return made if len(made) == length else None
