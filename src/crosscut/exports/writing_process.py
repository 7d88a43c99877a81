"""A process that writes the public edition while this one reviews, plans and writes the desk's.

It writes one export after the other, and this process those that are left when it has done with all else: the same
bytes and figures, whoever writes them. Whatever it cannot do is done here, where it fails in its own words.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from crosscut.exports import charts
from crosscut.exports.export import Export
from crosscut.exports.registry import build_exports
from crosscut.figures import Printed
from crosscut.processes import ended, processors, started
from crosscut.progress import Progress, quiet
from crosscut.views.publication import Publication

_ENGINE = "duckdb"
"""The engine that a second process opens in no time."""
_WORKER = "crosscut.exports.writing_worker"
_LONGEST = "site"
"""The format that takes as long as all others together, and is begun first."""


def _left() -> deque[Export]:
    return deque(sorted(build_exports("public"), key=lambda each: _LONGEST not in each.formats))


@dataclass(frozen=True)
class Writing:
    """The public edition of a publication, written into ``out`` beside this process or when it is asked for.

    ``left`` are the exports that nobody has begun: a process takes from the front, this one from the end.
    """

    publication: Publication
    out: Path
    left: deque[Export] = field(default_factory=_left)
    answer: Future[Printed] | None = None

    def printed(self, progress: Progress = quiet) -> Printed:
        """The figures that it prints, once it is written."""
        progress("Writing the public edition")
        printed = Printed()
        self._write_left(printed, progress)
        if self.answer:
            printed.take(self.answer.result())
            self._write_left(printed, progress)
        return printed

    def _write_left(self, printed: Printed, progress: Progress) -> None:
        with suppress(IndexError):
            while True:
                export = self.left.pop()
                printed.take(write_public(self.publication, export, self.out, progress))


class EditionWriter:
    """Begins to write public editions: one beside this process, where there is another."""

    def __init__(self, process: Popen[bytes] | None = None) -> None:
        self._process, self._thread = process, ThreadPoolExecutor(1)

    def begin(self, publication: Publication, out: Path) -> Writing:
        """Begin to write the public edition of a publication into ``out``.

        Its rows under every counting are made first: both processes need them, and what is there goes along.
        """
        if self._process is None or publication.run.engine_name != _ENGINE:
            return Writing(publication, out)
        publication.run.atoms()
        try:
            task = pickle.dumps((publication, out))
        except (pickle.PicklingError, AttributeError, TypeError):
            return Writing(publication, out)
        left = _left()
        return Writing(publication, out, left, self._thread.submit(_beside, self._process, task, left))

    def close(self) -> None:
        """End the process, whatever it has not answered."""
        if self._process:
            ended(self._process)
        self._thread.shutdown(wait=True, cancel_futures=True)


@contextmanager
def writer(holding: Collection[int] = ()) -> Iterator[EditionWriter]:
    """What writes public editions until the end; ``holding`` are open locks that its process holds too.

    A process that outlives this one for a moment so keeps the next from the folder that it writes to. Where charts are
    drawn in another process, it draws for both.
    """
    process = None
    if processors() > 1:
        with suppress(OSError):
            drawing = charts.beside()
            numbers = map(str, drawing)
            process = started(_WORKER, *numbers, quiet=True, holding=(*holding, *drawing))
            charts.given()
    begun = EditionWriter(process)
    try:
        yield begun
    finally:
        begun.close()


def write_public(publication: Publication, export: Export, out: Path, progress: Progress = quiet) -> Printed:
    """Write one public export into ``out``; the figures that it prints."""
    printed = Printed()
    for artefact in export.artefacts(publication, out, export.formats, progress):
        printed.take(artefact.printed)
    return printed


def _beside(process: Popen[bytes], task: bytes, left: deque[Export]) -> Printed:
    """What the process printed of what it took; what it could not write, or is gone over, is left again."""
    printed = Printed()
    while left:
        with suppress(IndexError):
            export = left.popleft()
            answer = _answer(process, task + pickle.dumps(export.formats))
            if answer is None:
                left.append(export)
                break
            printed.take(answer)
            task = b""
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
