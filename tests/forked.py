"""Commands in processes of their own, forked from one that has imported what Crosscut needs.

Starting Python and importing libraries is most of a short command, and drawing charts most of a build: they take those
that this run of tests drew, and write all by themselves. What a command finds of other packages it looks for after the
fork, in the environment that it is given.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests import drawn

MODULES = (
    *("pandas", "scipy.sparse", "alembic.command"),
    *("crosscut.cli.check", "crosscut.cli.review", "crosscut.cli.build"),
    *("crosscut.workbench.check", "crosscut.workbench.build", "crosscut.review.run", "crosscut.ledger.ledger"),
    *("crosscut.exports.registry", "crosscut.exports.site.writer", "crosscut.exports.workbook.writer"),
)
"""What the commands import when they use it."""


@dataclass(frozen=True)
class Forker:
    """The process that others are forked from."""

    asked: IO[str]
    answered: IO[str]

    def run(self, words: Sequence[str], environment: Mapping[str, str], place: Path) -> tuple[str, str]:
        """What a command of Crosscut says on its standard output and error, which are written in a folder."""
        out, err = place / "out.txt", place / "err.txt"
        self.asked.write(json.dumps([list(words), dict(environment), str(out), str(err)]) + "\n")
        self.asked.flush()
        assert self.answered.readline() == "done\n"
        return out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")


@contextmanager
def forker() -> Iterator[Forker]:
    """A process that others are forked from, until the end."""
    command, root = [sys.executable, "-m", "tests.forked", str(drawn.folder())], Path(__file__).resolve().parents[1]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, text=True, **pipes) as process:
        assert process.stdin
        assert process.stdout
        yield Forker(process.stdin, process.stdout)
        process.stdin.close()


def _serve() -> None:
    for each in MODULES:
        importlib.import_module(each)
    from crosscut import cli, plugins
    from crosscut.exports import writing_process

    writing_process.processors = lambda: 1
    assert not plugins._installed.cache_info().currsize, "what packages offer is looked for by each command"
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        words, environment, out, err = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(environment, out, err)
            cli.main(words)
        os.waitpid(child, 0)
        sys.stdout.write("done\n")
        sys.stdout.flush()


def _become(environment: dict[str, str], out: str, err: str) -> None:
    """Have the environment and the streams of a process that was started for one command."""
    os.environ.clear()
    os.environ.update(environment)
    added = environment.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:0] = [each for each in added if each and each not in sys.path]
    importlib.invalidate_caches()
    for descriptor, name in ((0, os.devnull), (1, out), (2, err)):
        opened = os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, descriptor)
        os.close(opened)


if __name__ == "__main__":
    with drawn.drawn_once(Path(sys.argv[1])):
        _serve()
