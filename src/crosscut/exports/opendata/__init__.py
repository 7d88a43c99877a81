"""Open data: a Data Package with fiscal fields, SDMX-CSV and DCAT, which Crosscut reads back to the same digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscut.exports.export import Artefact, Download, Export
from crosscut.exports.opendata.folder import write
from crosscut.progress import Progress
from crosscut.text import Text
from crosscut.views.publication import Publication

__all__ = ["EXPORT", "write"]

FOLDER = "datapackage"


def _export(publication: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing the open data")
    yield Artefact(FOLDER, write(publication, out / FOLDER))


_DOWNLOADS = (
    Download(
        f"{FOLDER}/datapackage.json",
        Text("The open data with its schemas, as a Data Package", "스키마를 갖춘 개방 데이터(데이터 패키지)"),
        FOLDER,
    ),
    Download(
        f"{FOLDER}/data/crosscut.csv",
        Text("Amounts by area, ministry, year and stage", "분야 × 부처 × 연도 × 단계별 금액"),
        FOLDER,
    ),
    Download(
        f"{FOLDER}/data/amounts.csv",
        Text("The rows that every number is made from", "모든 숫자를 이루는 근거 행"),
        FOLDER,
    ),
    Download(
        f"{FOLDER}/data/shares.csv",
        Text("Each programme's shares by area, and where they come from", "사업마다 분야별 몫과 그 출처"),
        FOLDER,
    ),
)
EXPORT = Export((FOLDER,), _export, order=40, downloads=_DOWNLOADS)
