"""Commands run in a process of their own, forked from one that has imported everything and started nothing."""

from __future__ import annotations

import gc
import os
import pkgutil
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile

import crosscut
from crosscut.cli import main

SECONDS = 30.0
MEMORY = 2 << 30
_PATIENCE = 600.0
_LIBRARIES = (
    "alembic.command",
    "alembic.context",
    "alembic.script",
    "duckdb",
    "pandas",
    "pyarrow.acero",
    "pyarrow.parquet",
    "sqlalchemy.dialects.sqlite",
    "xlsxwriter",
)
"""What commands import when they need it, so that each of them need not do it again."""
_APART = ("spark", "__main__", "worker", "migrations")
_CPU_OF_PROCESS = 2


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status (negative for a signal), what it printed, processor seconds, and memory."""

    words: tuple[str, ...]
    status: int
    out: str
    err: str
    seconds: float
    memory: int

    @property
    def fault(self) -> str:
        """What of the promise does not hold: 0, 1 or 2, no traceback, one line, 30 s and 2 GB; empty where all does."""
        lines = [line for line in self.err.splitlines() if line.startswith("crosscut: ")]
        if self.status not in (0, 1, 2):
            return f"status {self.status}"
        if "Traceback" in self.out + self.err or "panicked" in self.err:
            return "a traceback"
        if self.status == 2 and len(lines) != 1:
            return f"{len(lines)} lines"
        if "should not happen" in self.err:
            return "a fault of Crosscut itself"
        if self.seconds > SECONDS:
            return f"{self.seconds:.0f} s"
        return f"{self.memory >> 20} MB" if self.memory > MEMORY else ""


def load() -> None:
    """Import what commands need and compile their templates, once, before the first of them is forked."""
    from crosscut.exports.site.render import compile_all

    for name in _LIBRARIES:
        import_module(name)
    for found in pkgutil.walk_packages(crosscut.__path__, "crosscut."):
        if not any(word in found.name for word in _APART):
            import_module(found.name)
    compile_all()
    gc.collect()
    gc.freeze()  # pages that the collector does not touch need not be copied for each process


class Running:
    """A command that runs beside this process."""

    def __init__(self, words: Sequence[str | Path]) -> None:
        self.words = tuple(map(str, words))
        self._out, self._err = TemporaryFile(), TemporaryFile()  # noqa: SIM115 - closed once it has ended
        self._begun = time.monotonic()
        self.process = os.fork()
        if self.process == 0:
            self._run()

    def _run(self) -> None:
        try:
            os.setpgid(0, 0)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(self._out.fileno(), 1)
            os.dup2(self._err.fileno(), 2)
            main(self.words)
        except SystemExit as ended:
            os._exit(ended.code if isinstance(ended.code, int) else 3)
        except BaseException as error:
            os.write(2, f"Traceback: {error!r}\n".encode())
        os._exit(3)

    def kill(self, after: float) -> Ended:
        """Kill it once it has used so many seconds of the processor, unless it has ended.

        The processor's seconds are the same on a machine that is busy with something else.
        """
        clock = (~self.process << 3) | _CPU_OF_PROCESS
        while not os.waitid(os.P_PID, self.process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if time.clock_gettime(clock) >= after or time.monotonic() - self._begun > _PATIENCE:
                break
            time.sleep(0.001)
        os.kill(self.process, signal.SIGKILL)
        return self.ended()

    def ended(self) -> Ended:
        """How it ended; waits for that, and kills it where it takes far too long."""
        while True:
            process, status, used = os.wait4(self.process, os.WNOHANG)
            if process:
                break
            if time.monotonic() - self._begun > _PATIENCE:
                os.kill(self.process, signal.SIGKILL)
            time.sleep(0.005)
        texts = []
        for file in (self._out, self._err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
            file.close()
        code = os.waitstatus_to_exitcode(status)
        return Ended(self.words, code, *texts, used.ru_utime + used.ru_stime, used.ru_maxrss << 10)


def run(*words: str | Path) -> Ended:
    """A command run to its end."""
    return Running(words).ended()


def faults_of(ended: Ended) -> list[str]:
    """What of the promise does not hold, in a line; nothing where all does."""
    return [f"{' '.join(ended.words)}: {ended.fault}: {ended.err[-400:]}"] if ended.fault else []
