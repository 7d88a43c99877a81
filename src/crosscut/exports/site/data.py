"""The data that pages load: scripts that each give one value to ``crosscut``, since pages from disk cannot fetch."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import TypedDict

from crosscut.exports.words import WORDS
from crosscut.exports.words_of import by_language, word
from crosscut.findings import Finding
from crosscut.money import currency
from crosscut.tables import OUTSIDE, PLANNED, UNREAD
from crosscut.text import Language, Text
from crosscut.text.areas import AREAS
from crosscut.views.figure_pages import headline_figures
from crosscut.views.programmes import Directory
from crosscut.views.publication import Publication
from crosscut.views.totals import Totals

NAMES_IN_PART = 500
"""Programmes of one file of names: what names a few programmes loads the files that hold them, and no other."""

ProgrammeName = list[str | int | list[int]]
"""A programme: its id, name, English name, ministry, committee, areas and page; last, that nobody has looked at it.
Ministries, committees and areas are places among those of ``NamesScript``."""


class NamesScript(TypedDict):
    """Ministries, areas and stages by name, and how many programmes the files of their names hold in parts.

    ``english`` is what ministries are called in English, where that is known. An area is its id and its names in Korean
    and English. ``years`` are those that are printed otherwise than by their digits; ``figures`` those that have a page
    of their own.
    """

    ministries: list[str]
    called: dict[Language, dict[str, str]]
    committees: list[str]
    ministry_pages: list[str]
    areas: list[list[str]]
    stages: dict[str, list[str]]
    years: dict[int, list[str]]
    figures: list[str]
    programmes: int
    part: int


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
    """What the rows of figures are of, but for the programmes."""
    ministries, committees = _of_programmes(directory)
    made = totals.publication.settings.languages
    return {
        "ministries": ministries,
        "called": {
            language: {each: named for each in ministries if (named := totals.ministry_name(each, language)) != each}
            for language in made
        },
        "committees": committees,
        "ministry_pages": [totals.ministries.get(ministry, "") for ministry in ministries],
        "areas": [
            *([key, *by_language(Text(area.en, area.ko), made)] for key, area in totals.areas.items()),
            *([key, *by_language(AREAS[key], made)] for key in (OUTSIDE, *([UNREAD] if totals.has_unread else []))),
        ],
        "stages": {
            stage: by_language(totals.calendar.name(stage), made)
            for stage in sorted({*totals.calendar.stages, PLANNED})
        },
        "years": {
            year: by_language(said, made)
            for year in totals.calendar.years
            if (said := Text(totals.calendar.year(year), totals.calendar.year(year, "ko"))) != Text.same(str(year))
        },
        "figures": [each.id for each in headline_figures(totals)] if totals.publication.edition == "public" else [],
        "programmes": len(directory.programmes),
        "part": NAMES_IN_PART,
    }


def programme_names(totals: Totals, directory: Directory) -> Iterator[list[ProgrammeName]]:
    """Who the programmes are, in parts of ``NAMES_IN_PART``."""
    ministries, committees = ({name: place for place, name in enumerate(each)} for each in _of_programmes(directory))
    areas = {area: place for place, area in enumerate(totals.areas)}
    named: list[ProgrammeName] = [
        [
            row["programme"],
            row["name"] or row["programme"],
            row["name_en"],
            ministries[row["ministry"]],
            committees[row["committee"]],
            [areas[area] for area in directory.areas.get(row["programme"], []) if area in areas],
            directory.pages.get(row["programme"], ""),
            *([True] if row["programme"] in directory.unread else []),
        ]
        for row in directory.programmes.values()
    ]
    for start in range(0, len(named), NAMES_IN_PART):
        yield named[start : start + NAMES_IN_PART]


def _of_programmes(directory: Directory) -> tuple[list[str], list[str]]:
    """The ministries and the committees of the programmes."""
    people = directory.programmes.values()
    return sorted({row["ministry"] for row in people}), sorted({row["committee"] for row in people})


def findings(found: Iterable[Finding], made: Collection[Language]) -> list[FindingScript]:
    """All findings, worst first; empty fields left out."""
    return [_finding(each, made) for each in found]


def _finding(finding: Finding, made: Collection[Language]) -> FindingScript:
    (message_ko, message), (hint_ko, hint) = (_in_made(each, made) for each in (finding.message, finding.hint))
    fields: dict[str, str | int | None] = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": message,
        "message_ko": message_ko,
        "programme": finding.programme,
        "hint": hint,
        "hint_ko": hint_ko,
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "row": finding.place.row,
        "column": finding.place.column,
    }
    for key, amount in (("value", finding.value), ("expected", finding.expected), ("difference", finding.difference)):
        fields[key] = None if amount is None else str(amount)
    return {key: value for key, value in fields.items() if value}


def _in_made(text: Text, made: Collection[Language]) -> list[str]:
    """A text of a finding by language; where it has no Korean, its English stands for it."""
    ko, en = by_language(text, made)
    return [ko, en or ("" if ko else text.en)]


class WordsScript(TypedDict):
    """The words of a language, and what a page of another one is ``told`` of itself to speak it."""

    words: dict[str, str]
    told: dict[str, str]


def words(publication: Publication) -> Iterator[tuple[str, WordsScript]]:
    """The words of all languages, for scripts."""
    settings = publication.settings
    money = currency(settings.currency)
    for language in settings.languages:
        told = {
            "taxonomy": publication.taxonomy.name(language),
            "title": settings.title[language],
            "office": settings.publication.office[language],
            "exact": money.ko if language == "ko" else money.code,
        }
        yield f"words-{language}", {"words": {key: word(key, language) for key in WORDS}, "told": told}
