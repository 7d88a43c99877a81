"""The charts of a publication as files: SVG and PNG for a page and for a column, the figures they show, an index."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import pyarrow as pa

from crosscut.csvtext import write_csv
from crosscut.exports import charts
from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.content.pictures import CHARTS, DocumentPictures, Sketch
from crosscut.exports.documents.figure_text import FigureText
from crosscut.exports.words_of import word
from crosscut.figures import Figure, Printed
from crosscut.text import Language
from crosscut.views.facts import Facts

_WIDTHS = {"page": ("", charts.PAGE), "column": ("-column", charts.COLUMN)}
_DATA = pa.schema(
    [
        ("figure", pa.string()),
        ("kind", pa.string()),
        ("counting", pa.string()),
        ("area", pa.string()),
        ("ministry", pa.string()),
        ("fiscal_year", pa.int16()),
        ("stage", pa.string()),
        ("value", pa.int64()),
        ("of", pa.list_(pa.string())),
    ]
)
"""The figures of a chart: ``value`` in minor units; ``of`` are the figures that a difference or a share is made of."""


class _Row(TypedDict):
    figure: str
    kind: str
    counting: str
    area: str | int | None
    ministry: str | int | None
    fiscal_year: str | int | None
    stage: str | int | None
    value: int
    of: list[str]


class _Entry(TypedDict):
    name: str
    title: dict[Language, str]
    text: dict[Language, str]
    figures: list[str]
    data: str
    files: dict[str, dict[Language, list[str]]]


class Absent(TypedDict):
    """A chart that the data do not allow, with why in each language."""

    name: str
    why: dict[Language, str]


@dataclass(frozen=True)
class _Chart:
    """One chart in each language, asked for in both widths."""

    name: str
    sketches: dict[Language, Sketch]
    pictures: dict[tuple[str, Language], charts.Picture]

    @property
    def figures(self) -> list[Figure]:
        """The figures that the picture prints and its text says, each once, in order."""
        return list({each.id: each for sketch in self.sketches.values() for each in sketch.figures}.values())

    def to_json(self) -> _Entry:
        """The chart as the index has it."""
        return {
            "name": self.name,
            "title": {language: sketch.title for language, sketch in self.sketches.items()},
            "text": {language: sketch.alt for language, sketch in self.sketches.items()},
            "figures": [each.id for each in self.figures],
            "data": f"{self.name}.csv",
            "files": {
                width: {
                    language: [self.pictures[width, language].file(ending) for ending in ("svg", "png")]
                    for language in self.sketches
                }
                for width in _WIDTHS
            },
        }


class Gallery:
    """Every chart that the data allow, asked for at once; ``write`` waits for them.

    ``absent`` are the charts that the data do not allow, each with why in each language.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts, self.languages = facts, facts.publication.settings.languages
        makers = {
            each: DocumentPictures(facts, DocumentNames(facts, each), FigureText(facts.rounding, each))
            for each in self.languages
        }
        self.charts: list[_Chart] = []
        self.absent: list[Absent] = []
        for key in CHARTS:
            sketches = {language: maker.sketch(key) for language, maker in makers.items()}
            known = {language: sketch for language, sketch in sketches.items() if sketch}
            name, _, place = key.partition("/")
            if known:
                self.charts.append(_asked(f"{name}-{int(place) + 1}" if place else name, known))
            elif place in ("", "0"):
                why: dict[Language, str] = {
                    language: word(f"doc_absent_{name}", language) for language in self.languages
                }
                self.absent.append({"name": name, "why": why})

    def write(self, folder: Path) -> Printed:
        """Write the pictures, ``<name>.csv`` with the figures of each, and ``charts.json``; the figures shown."""
        folder.mkdir(parents=True)
        for each in self.charts:
            for picture in each.pictures.values():
                for name, content in picture.files().items():
                    (folder / name).write_bytes(content)
            rows = list(map(_row, each.figures))
            write_csv(folder / f"{each.name}.csv", pa.Table.from_pylist(rows, schema=_DATA))
        index = {
            "run": self.facts.publication.id,
            "currency": self.facts.book.context.currency,
            "unit": {language: FigureText(self.facts.rounding, language).unit for language in self.languages},
            "charts": [each.to_json() for each in self.charts],
            "absent": self.absent,
        }
        text = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / "charts.json").write_text(text + "\n", encoding="utf-8")
        return Printed(figure for each in self.charts for figure in each.figures)


def _asked(name: str, sketches: dict[Language, Sketch]) -> _Chart:
    pictures = {}
    for width, (ending, pixels) in _WIDTHS.items():
        for language, sketch in sketches.items():
            chart = sketch.draw(pixels)
            pictures[width, language] = charts.Picture(
                f"{name}{ending}",
                language,
                sketch.title,
                sketch.alt,
                charts.ask(chart, pixels),
                charts.ask_png(chart, pixels),
            )
    return _Chart(name, sketches, pictures)


def _row(figure: Figure) -> _Row:
    where = dict(figure.where)
    return {
        "figure": figure.id,
        "kind": figure.kind,
        "counting": figure.counting,
        "area": where.get("area"),
        "ministry": where.get("ministry"),
        "fiscal_year": where.get("fiscal_year"),
        "stage": where.get("stage"),
        "value": figure.value,
        "of": [each.id for each in figure.of],
    }
