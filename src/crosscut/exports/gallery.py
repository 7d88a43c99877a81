"""The gallery: every chart as a picture with its figures beside it, wherever a format shows charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscut.exports.documents.content import Gallery
from crosscut.exports.export import Artefact, Export
from crosscut.progress import Progress
from crosscut.views.facts import Facts
from crosscut.views.publication import Publication

FOLDER = "charts"


def _export(publication: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing the charts")
    yield Artefact(FOLDER, Gallery(Facts(publication)).write(out / FOLDER))


EXPORT = Export((), _export, order=60, goes_with=("pdf", "hwpx", "docx", "site"))
