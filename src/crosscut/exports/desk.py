"""The desk edition: what the office has beside the public one, and never leaves the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscut.exports import files, site, workbook
from crosscut.exports.export import Artefact, Export
from crosscut.progress import Progress
from crosscut.views.publication import Publication

FOLDER = "desk"


def _export(shown: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing the desk")
    files.write_for_desk(shown, out)
    yield Artefact(FOLDER, site.write(shown, out / FOLDER, progress))
    book = f"{FOLDER}/{workbook.FILE}"
    yield Artefact(book, workbook.write(shown, out / book))


EXPORT = Export(("desk",), _export, in_build=True, in_publication=False, order=40, edition="desk")
