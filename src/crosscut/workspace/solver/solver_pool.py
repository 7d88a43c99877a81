"""Asking the solver: warm processes that can be killed, a question each at a time, and none that was overtaken."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Protocol

from crosscut import processes
from crosscut.errors import CrosscutError
from crosscut.text import Text
from crosscut.workspace.errors import AgainError, TooOftenError, WorkspaceError
from crosscut.workspace.solver import solver_areas
from crosscut.workspace.solver.solver_shapes import SolverQuestion
from crosscut.workspace.words import word

if TYPE_CHECKING:
    from crosscut.workspace.solver.solver_service import SolverService

LIMIT = 90.0
"""Seconds after which a question is given up and its process ended."""
PATIENCE = 5.0
"""Seconds after which the process of a question that was overtaken is ended."""
MOST_WAITING = 24
"""Questions that wait at one time."""
PROCESS = "crosscut.workspace.solver.solver_process"
_LOOK = 0.1


class OvertakenError(AgainError):
    """Somebody asked the same anew before it was answered; that answer counts."""

    usual = "overtaken"


class Solver(Protocol):
    """Answers questions about scenarios."""

    def ask(self, question: SolverQuestion, key: str = "") -> object:
        """The answer. Of questions with one key that wait, the newest alone is answered.

        Raises
        ------
        OvertakenError
            where a newer one with its key came first.
        WorkspaceError
            where it cannot be answered, and why.
        """

    def close(self) -> None:
        """End all processes."""


@dataclass
class SolverHere:
    """Answers in this very process: for tests, and for one question."""

    folder: Path
    service: SolverService | None = None
    _one: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, question: SolverQuestion, key: str = "") -> object:  # noqa: ARG002 - here nothing waits
        """The answer."""
        from crosscut.workspace.solver.solver_service import SolverService

        with self._one:
            self.service = self.service or SolverService(self.folder)
            try:
                return json.loads(json.dumps(self.service.answer(question)))
            except CrosscutError as error:
                raise workspace_error(error.code, error.message) from None

    def close(self) -> None:
        """Nothing is to be ended."""


_TOLD = {
    "unknown-target": "scenario_unknown_target",
    "faulty-value": "scenario_faulty_value",
    "nothing-requested": "scenario_nothing_requested",
    "not-rounded": "scenario_not_rounded",
    "out-of-time": "scenario_out_of_time",
    "unknown-programme": "scenario_unknown_programme",
}


def workspace_error(code: str, message: str) -> WorkspaceError:
    """What a solver refuses, as the workspace says it."""
    if code in _TOLD:
        return WorkspaceError(word(_TOLD[code], said=message), code)
    if code == solver_areas.CODE:
        return WorkspaceError(word("scenario_policy_areas", areas=Text(*message.split("\n"))), code)
    return WorkspaceError(word("scenario_unplanned", said=message), code or "unplanned")


@dataclass
class _Waiting:
    question: SolverQuestion
    key: str
    done: threading.Event = field(default_factory=threading.Event)
    overtaken: bool = False
    answer: object = None
    error: WorkspaceError | None = None

    def end(self, answer: object = None, error: WorkspaceError | None = None) -> None:
        self.answer, self.error = answer, error
        self.done.set()


class SolverPool:
    """A few processes that keep a folder's budget and its plans warm, begun when first asked."""

    def __init__(self, folder: Path, count: int = 0, limit: float = LIMIT, module: str = PROCESS) -> None:
        self.folder, self.limit, self.module = folder, limit, module
        self.count = count or min(2, processes.processors())
        self._changed = threading.Condition()
        self._waiting: list[_Waiting] = []
        self._threads: list[threading.Thread] = []
        self.closed = False

    def ask(self, question: SolverQuestion, key: str = "") -> object:
        """The answer, as :meth:`Solver.ask` says."""
        item = _Waiting(question, key)
        with self._changed:
            self._overtake(key)
            if len(self._waiting) >= MOST_WAITING:
                raise TooOftenError(word("busy"))
            self._waiting.append(item)
            self._begin()
            self._changed.notify()
        item.done.wait()
        if item.error is not None:
            raise item.error
        return item.answer

    def _overtake(self, key: str) -> None:
        """Drop what waits under a key, and let go of what is being worked at under it."""
        for each in [each for each in self._waiting if key and each.key == key]:
            self._waiting.remove(each)
            each.end(error=OvertakenError(word("scenario_overtaken")))
        for working in self._threads:
            held: _Waiting | None = getattr(working, "item", None)
            if held is not None and key and held.key == key:
                held.overtaken = True

    def _begin(self) -> None:
        while len(self._threads) < self.count and not self.closed:
            thread = _SolverThread(self)
            self._threads.append(thread)
            thread.start()

    def next(self) -> _Waiting | None:
        """The next question; None at the end."""
        with self._changed:
            while not self._waiting and not self.closed:
                self._changed.wait()
            return None if self.closed else self._waiting.pop(0)

    def close(self) -> None:
        """End all processes; what waits is refused."""
        with self._changed:
            self.closed = True
            left, self._waiting = self._waiting, []
            self._changed.notify_all()
        for each in left:
            each.end(error=workspace_error("", "the server ends"))
        for thread in self._threads:
            thread.join(timeout=self.limit)


class _SolverThread(threading.Thread):
    """Gives questions to one process and waits for its answers."""

    def __init__(self, pool: SolverPool) -> None:
        super().__init__(name="solver", daemon=True)
        self.pool = pool
        self.item: _Waiting | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self.lines: queue.Queue[bytes] = queue.Queue()

    def run(self) -> None:
        """Answer until the end."""
        while (item := self.pool.next()) is not None:
            self.item = item
            try:
                self._answer(item)
            except OSError as error:
                self._end()
                item.end(error=workspace_error("", str(error)))
            self.item = None
        self._end()

    def _answer(self, item: _Waiting) -> None:
        if self.process is None or self.process.poll() is not None:
            self._start()
        self._say(item.question)
        line = self._line(item)
        if line is None:
            self._end()
            item.end(error=workspace_error("too-long", word("scenario_too_long").en))
            return
        said = json.loads(line)
        if "answer" in said:
            item.end(said["answer"])
        else:
            item.end(error=workspace_error(said["code"], said["message"]))

    def _start(self) -> None:
        self._end()
        self.process = processes.started(self.pool.module, quiet=True)
        self.lines = queue.Queue()
        assert self.process.stdout is not None
        threading.Thread(target=_read, args=(self.process.stdout, self.lines), daemon=True).start()
        self._say(str(self.pool.folder))

    def _say(self, told_: object) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(told_).encode() + b"\n")
        self.process.stdin.flush()

    def _line(self, item: _Waiting) -> bytes | None:
        """The line that answers; None where the process died, took too long, or is wanted for what came after."""
        begun = monotonic()
        while True:
            with suppress(queue.Empty):
                return self.lines.get(timeout=_LOOK) or None
            took = monotonic() - begun
            if took > self.pool.limit or (item.overtaken and took > PATIENCE) or self.pool.closed:
                return None

    def _end(self) -> None:
        if self.process is not None:
            processes.ended(self.process)
            self.process = None


def _read(stream: IO[bytes], lines: queue.Queue[bytes]) -> None:
    with suppress(ValueError, OSError):
        for line in stream:
            lines.put(line)
    lines.put(b"")
