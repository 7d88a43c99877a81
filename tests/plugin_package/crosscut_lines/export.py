"""Export ``total``: one line with the whole of the leading period, and the figure that traces it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscut.exports.export import Artefact, Export
from crosscut.figures import Printed
from crosscut.progress import Progress
from crosscut.views.publication import Publication


def _write(shown: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing the total")
    printed = Printed()
    total = printed.add(shown.book.amount("partition", **shown.calendar.leading.where))
    (out / "total.txt").write_text(f"{total.value} {total.id}\n", encoding="utf-8")
    yield Artefact("total.txt", printed)


EXPORT = Export(("total",), _write, in_build=True)
