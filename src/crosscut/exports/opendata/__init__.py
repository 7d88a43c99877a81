"""Open data: a Data Package with fiscal fields, SDMX-CSV and DCAT, which Crosscut reads back to the same digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscut.exports.export import Artefact, Export
from crosscut.exports.opendata.folder import write
from crosscut.progress import Progress
from crosscut.views.publication import Publication

__all__ = ["EXPORT", "write"]

FOLDER = "datapackage"


def _export(publication: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing the open data")
    yield Artefact(FOLDER, write(publication, out / FOLDER))


EXPORT = Export((FOLDER,), _export, order=40)
