"""The data that pages load: scripts that each give one value to ``crosscut``, since pages from disk cannot fetch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from crosscut.allocate.figures import PLANNED
from crosscut.exports.words import WORDS
from crosscut.exports.words_of import word
from crosscut.figures import Figure, FigureBook, Printed
from crosscut.tables import OUTSIDE, UNREAD
from crosscut.text import LANGUAGES, Text
from crosscut.text.areas import AREAS
from crosscut.views.programmes import Directory
from crosscut.views.totals import Totals

_ROW_KEYS = ("counting", "programme", "area", "sub", "ministry", "committee", "fiscal_year", "stage", "account")


def script(name: str, value: Any) -> str:
    """A script that sets ``crosscut.data[name]``; safe to stand in a page as well."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"crosscut.data[{json.dumps(name)}]={_escaped(text)};\n"


def json_text(value: Any) -> str:
    """JSON that may stand inside a ``<script>`` element."""
    return _escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def _escaped(text: str) -> str:
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def names(totals: Totals, directory: Directory) -> dict[str, Any]:
    """Programmes, areas and stages by name; programmes refer to ministries, committees and areas by place.

    A programme that nobody has looked at says so at its end.
    """
    people = directory.programmes.values()
    ministries = sorted({row["ministry"] for row in people})
    committees = sorted({row["committee"] for row in people})
    areas = list(totals.areas)
    place = {text: index for index, text in enumerate(areas)}
    return {
        "ministries": ministries,
        "committees": committees,
        "ministry_pages": [totals.ministries.get(ministry, "") for ministry in ministries],
        "areas": [
            *([key, area.name("ko"), area.name("en")] for key, area in totals.areas.items()),
            *([key, *_both(AREAS[key])] for key in (OUTSIDE, *([UNREAD] if totals.has_unread else []))),
        ],
        "stages": {stage: _both(totals.calendar.name(stage)) for stage in sorted({*totals.calendar.stages, PLANNED})},
        "programmes": [
            [
                row["programme"],
                row["name"] or row["programme"],
                row["name_en"],
                ministries.index(row["ministry"]),
                committees.index(row["committee"]),
                [place[area] for area in directory.areas.get(row["programme"], []) if area in place],
                directory.pages.get(row["programme"], ""),
                *([True] if row["programme"] in directory.unread else []),
            ]
            for row in people
        ],
    }


def rows(totals: Totals) -> dict[str, Any]:
    """The atoms, column by column: texts as places in a list of distinct ones, amounts as texts of integers."""
    table = totals.book.traced.to_pydict()
    columns: dict[str, Any] = {}
    for key in _ROW_KEYS:
        distinct = sorted(set(table[key]))
        place = {value: index for index, value in enumerate(distinct)}
        columns[key] = {"values": distinct, "at": [place[value] for value in table[key]]}
    columns["id"] = table["row"]
    columns["amount"] = [str(amount) for amount in table["amount"]]
    return columns


def figure_shards(book: FigureBook, printed: Printed) -> Iterator[tuple[str, dict[str, Any]]]:
    """The figures that were printed, in parts named by the last letter of their ids."""
    places = {row: index for index, row in enumerate(book.traced.column("row").to_pylist())}
    figures = sorted(printed, key=lambda figure: (figure.id[-1], figure.id))
    for letter, group in groupby(figures, key=lambda figure: figure.id[-1]):
        yield letter, {figure.id: _figure(book, figure, places) for figure in group}


def _figure(book: FigureBook, figure: Figure, places: dict[str, int]) -> dict[str, Any]:
    rows = book.rows(figure)
    found: dict[str, Any] = {
        "kind": figure.kind,
        "counting": figure.counting,
        "where": dict(figure.where),
        "value": str(figure.value),
        "rows": runs(places[row] for row, sign in rows if sign > 0),
    }
    minus = runs(places[row] for row, sign in rows if sign < 0)
    optional = {"whole": figure.whole, "low": figure.low, "high": figure.high}
    found |= {key: str(value) for key, value in optional.items() if value is not None}
    said = _both(figure.said) if figure.said else []
    lists = {"minus": minus, "of": [each.id for each in figure.of], "by": list(figure.by), "said": said}
    return found | {key: value for key, value in lists.items() if value}


def _both(text: Text) -> list[str]:
    """A text by language, in the order that scripts know them in."""
    return [text[language] for language in LANGUAGES]


def runs(numbers: Iterable[int]) -> str:
    """Numbers as text, runs of consecutive ones as ``first-last``: ``0-13 15 20-22``."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)


def findings(totals: Totals) -> list[dict[str, Any]]:
    """All findings, worst first; amounts as texts of integers, empty fields left out."""
    found = []
    for finding in totals.shown.findings:
        flat = dict(finding.to_json())
        del flat["rows"]
        for key in ("value", "expected", "difference"):
            flat[key] = None if flat[key] is None else str(flat[key])
        found.append({key: value for key, value in flat.items() if value not in (None, "", 0)})
    return found


def words() -> Iterator[tuple[str, dict[str, str]]]:
    """The words of each language, for scripts."""
    for language in LANGUAGES:
        yield language, {key: word(key, language) for key in WORDS}
