"""A process that writes the public edition while this one reviews, plans and writes the desk's.

It writes the same bytes and prints the same figures as this process would. Whatever it cannot do is done here, where it
fails in its own words.
"""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from crosscut.exports.registry import build_exports
from crosscut.figures import Printed
from crosscut.processes import ended, processors, started
from crosscut.progress import Progress, quiet
from crosscut.views.publication import Publication

_ENGINE = "duckdb"
"""The engine that a second process opens in no time."""


@dataclass(frozen=True)
class Writing:
    """The public edition of a publication, written into ``out`` beside this process or when it is asked for."""

    publication: Publication
    out: Path
    answer: Future[Printed | None] | None = None

    def printed(self, progress: Progress = quiet) -> Printed:
        """The figures that it prints, once it is written."""
        progress("Writing the public edition")
        done = self.answer.result() if self.answer else None
        return write_public(self.publication, self.out, progress) if done is None else done


class EditionWriter:
    """Begins to write public editions: one beside this process, where there is another."""

    def __init__(self, process: Popen[bytes] | None = None) -> None:
        self._process, self._thread = process, ThreadPoolExecutor(1)

    def begin(self, publication: Publication, out: Path) -> Writing:
        """Begin to write the public edition of a publication into ``out``."""
        if self._process is None or publication.run.engine_name != _ENGINE:
            return Writing(publication, out)
        try:
            task = pickle.dumps((publication, out))
        except (pickle.PicklingError, AttributeError, TypeError):
            return Writing(publication, out)
        return Writing(publication, out, self._thread.submit(_answer, self._process, task))

    def close(self) -> None:
        """End the process, whatever it has not answered."""
        if self._process:
            ended(self._process)
        self._thread.shutdown(wait=True, cancel_futures=True)


@contextmanager
def writer(holding: Collection[int] = ()) -> Iterator[EditionWriter]:
    """What writes public editions until the end; ``holding`` are open locks that its process holds too.

    A process that outlives this one for a moment so keeps the next from the folder that it writes to.
    """
    process = None
    if processors() > 1:
        with suppress(OSError):
            process = started("crosscut.exports.writing_worker", quiet=True, holding=holding)
    begun = EditionWriter(process)
    try:
        yield begun
    finally:
        begun.close()


def write_public(publication: Publication, out: Path, progress: Progress = quiet) -> Printed:
    """Write every public export of a build into ``out``; the figures that they print."""
    printed = Printed()
    for export in build_exports("public"):
        for artefact in export.artefacts(publication, out, export.formats, progress):
            printed.take(artefact.printed)
    return printed


def _answer(process: Popen[bytes], task: bytes) -> Printed | None:
    """What the process printed; None where it could not write, or is gone."""
    to, back = process.stdin, process.stdout
    assert to is not None
    assert back is not None
    with suppress(OSError, ValueError, EOFError, pickle.UnpicklingError):
        to.write(task)
        to.flush()
        answer: Printed | None = pickle.load(back)  # noqa: S301 - from a process that this one started
        return answer
    return None
