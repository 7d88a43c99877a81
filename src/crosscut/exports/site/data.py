"""The data that pages load: scripts that each give one value to ``crosscut``, since pages from disk cannot fetch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NotRequired, TypedDict, TypeVar

from crosscut.config import Counting
from crosscut.exports.words import WORDS
from crosscut.exports.words_of import word
from crosscut.figures import Figure, FigureBook, Printed
from crosscut.figures.figure import FigureKind
from crosscut.findings import Finding
from crosscut.tables import OUTSIDE, PLANNED, UNREAD
from crosscut.text import LANGUAGES, Language, Text
from crosscut.text.areas import AREAS
from crosscut.views.programmes import Directory
from crosscut.views.totals import Totals

T = TypeVar("T", str, int)


class NamesScript(TypedDict):
    """Programmes, areas and stages by name; programmes refer to ministries, committees and areas by place.

    ``english`` is what ministries are called in English, where that is known.

    An area is its id and its names in Korean and English. A programme is its id, name, English name, ministry,
    committee, areas and page; one that nobody has looked at says so at its end.
    """

    ministries: list[str]
    english: dict[str, str]
    committees: list[str]
    ministry_pages: list[str]
    areas: list[list[str]]
    stages: dict[str, list[str]]
    programmes: list[list[str | int | list[int]]]


class Coded(TypedDict):
    """A column of texts or years: the distinct ones, and the place of each row's among them."""

    values: Sequence[str] | Sequence[int]
    at: list[int]


class RowsScript(TypedDict):
    """The atoms, column by column; amounts as texts of integers."""

    counting: Coded
    programme: Coded
    area: Coded
    sub: Coded
    ministry: Coded
    committee: Coded
    fiscal_year: Coded
    stage: Coded
    account: Coded
    id: list[str]
    amount: list[str]


class FigureScript(TypedDict):
    """A figure for scripts: numbers as texts of integers, rows as runs of places; what it lacks is left out."""

    kind: FigureKind
    counting: Counting
    where: dict[str, str | int]
    value: str
    rows: str
    whole: NotRequired[str]
    low: NotRequired[str]
    high: NotRequired[str]
    minus: NotRequired[str]
    of: NotRequired[list[str]]
    by: NotRequired[list[str]]
    explanation: NotRequired[list[str]]


FindingScript = dict[str, str | int]
"""A finding's fields that say something (see ``FindingRow``), amounts as texts of integers."""


def script(name: str, value: object) -> str:
    """A script that sets ``crosscut.data[name]``; safe to stand in a page as well."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"crosscut.data[{json.dumps(name)}]={_escaped(text)};\n"


def json_text(value: object) -> str:
    """JSON that may stand inside a ``<script>`` element."""
    return _escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def _escaped(text: str) -> str:
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def names(totals: Totals, directory: Directory) -> NamesScript:
    """Who and what the rows of figures are of."""
    people = directory.programmes.values()
    ministries = sorted({row["ministry"] for row in people})
    committees = sorted({row["committee"] for row in people})
    areas = list(totals.areas)
    place = {text: index for index, text in enumerate(areas)}
    return {
        "ministries": ministries,
        "english": {each: named for each in ministries if (named := totals.ministry_name(each, "en")) != each},
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


ROWS_IN_SHARD = 4_000
"""Rows of one data file: what opens a number loads the files that hold its rows, and no other."""


def rows(totals: Totals) -> Iterator[RowsScript]:
    """The atoms that figures are traced to, in parts of ``ROWS_IN_SHARD``."""
    for start in range(0, max(totals.book.traced.num_rows, 1), ROWS_IN_SHARD):
        yield _rows(totals.book.traced.slice(start, ROWS_IN_SHARD).to_pydict())


def _rows(table: Mapping[str, list[Any]]) -> RowsScript:
    return {
        "counting": _coded(table["counting"]),
        "programme": _coded(table["programme"]),
        "area": _coded(table["area"]),
        "sub": _coded(table["sub"]),
        "ministry": _coded(table["ministry"]),
        "committee": _coded(table["committee"]),
        "fiscal_year": _coded(table["fiscal_year"]),
        "stage": _coded(table["stage"]),
        "account": _coded(table["account"]),
        "id": table["row"],
        "amount": [str(amount) for amount in table["amount"]],
    }


def _coded(values: Sequence[T]) -> Coded:
    distinct = sorted(set(values))
    place = {value: index for index, value in enumerate(distinct)}
    return {"values": distinct, "at": [place[value] for value in values]}


def figure_shards(book: FigureBook, printed: Printed, letters: int) -> Iterator[tuple[str, dict[str, FigureScript]]]:
    """The figures that were printed, in parts named by the last letters of their ids."""
    places = {row: index for index, row in enumerate(book.traced.column("row").to_pylist())}
    figures = sorted(printed, key=lambda figure: (figure.id[-letters:], figure.id))
    for ending, group in groupby(figures, key=lambda figure: figure.id[-letters:]):
        yield ending, {figure.id: _figure(book, figure, places) for figure in group}


def _figure(book: FigureBook, figure: Figure, places: Mapping[str, int]) -> FigureScript:
    rows = book.rows(figure)
    script: FigureScript = {
        "kind": figure.kind,
        "counting": figure.counting,
        "where": dict(figure.where),
        "value": str(figure.value),
        "rows": runs(places[row] for row, sign in rows if sign > 0),
    }
    if minus := runs(places[row] for row, sign in rows if sign < 0):
        script["minus"] = minus
    if figure.whole is not None:
        script["whole"] = str(figure.whole)
    if figure.low is not None:
        script["low"] = str(figure.low)
    if figure.high is not None:
        script["high"] = str(figure.high)
    if figure.of:
        script["of"] = [each.id for each in figure.of]
    if figure.by:
        script["by"] = list(figure.by)
    if figure.explanation:
        script["explanation"] = _both(figure.explanation)
    return script


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


def findings(totals: Totals) -> list[FindingScript]:
    """All findings, worst first; empty fields left out."""
    return [_finding(each) for each in totals.publication.findings]


def _finding(finding: Finding) -> FindingScript:
    fields: dict[str, str | int | None] = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message.en,
        "message_ko": finding.message.ko,
        "programme": finding.programme,
        "hint": finding.hint.en,
        "hint_ko": finding.hint.ko,
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "row": finding.place.row,
        "column": finding.place.column,
    }
    for key, amount in (("value", finding.value), ("expected", finding.expected), ("difference", finding.difference)):
        fields[key] = None if amount is None else str(amount)
    return {key: value for key, value in fields.items() if value}


def words(languages: Sequence[Language]) -> Iterator[tuple[str, dict[str, str]]]:
    """The words of some languages, for scripts."""
    for language in languages:
        yield language, {key: word(key, language) for key in WORDS}
