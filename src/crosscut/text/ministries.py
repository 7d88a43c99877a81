"""Ministries and agencies by a register of their names in Korean and English."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from crosscut.text.pair import Text

_BOTH = re.compile(r"([가-힣][^()A-Za-z]*?) ?\(([A-Za-z][^()가-힣]*)\)")
"""A label in both scripts: ``다부처 (inter-ministerial)``."""
_HANGUL = re.compile("[가-힣]")
_UNKNOWN = re.compile(
    r"^\W*$|미공표|미상|미정|다부처|범부처|not published|not stated|unknown|inter-?ministerial|multi-?ministry",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry or agency: a short stable id, its full names, and what else it is called."""

    id: str
    ko: str
    en: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called."""
        return (self.ko, self.en, *self.aliases)


@cache
def register() -> dict[str, Ministry]:
    """All ministries by id."""
    file = resources.files("crosscut.text").joinpath("data", "ministries.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {
        row["id"]: Ministry(row["id"], row["ko"], row["en"], tuple(filter(None, row["aliases"].split("|"))))
        for row in rows
    }


@cache
def parts() -> dict[str, tuple[str, str]]:
    """What parts of a ministry that budgets list apart are called in Korean and English, by their short labels.

    A part has no id of its own: it is found by its label, as a ministry that the register does not have.
    """
    file = resources.files("crosscut.text").joinpath("data", "ministry_parts.csv")
    return {
        row["label"]: (row["ko"], row["en"]) for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    }


@cache
def ids() -> dict[str, str]:
    """The id of a ministry by each of its names, in small letters."""
    return {name.lower(): each.id for each in register().values() for name in each.names}


def is_korean(name: str) -> bool:
    """Whether a name is written in Korean."""
    return bool(_HANGUL.search(name))


def find(label: str) -> str:
    """The id of the ministry that a label is the name of; empty where it is none."""
    bare = re.sub(r"^[\s0-9.○ㅇ□·•*-]+|[\s*]+$", "", label)
    parts = re.split(r"\s*(?:[()]| / )\s*", bare)
    found = {ids()[part.lower()] for part in parts if part and part.lower() in ids()}
    return found.pop() if len(found) == 1 else ""


def ministry_name(ministry: str, language: str) -> str:
    """What a ministry is called; the id itself where the register does not have it."""
    known = register().get(ministry)
    return ministry if known is None else known.ko if language == "ko" else known.en


def is_one(name: str) -> bool:
    """Whether a name is one ministry's, and not what sources write where none or several are meant."""
    return not _UNKNOWN.search(name)


def names_in_both(label: str) -> tuple[str, str] | None:
    """The Korean and the English name that a label gives itself; None where it gives but one.

    Both are known to be the same: names of one ministry or its id, or words for none. What stands in brackets behind
    other names may as well be a part, an account or a branch: ``국방부 (Army)``.
    """
    both = _BOTH.fullmatch(label)
    if both is None:
        return None
    known = find(both[1])
    if known not in (find(both[2]), both[2].lower()) or (not known and (is_one(both[1]) or is_one(both[2]))):
        return None
    return both[1], both[2][0].upper() + both[2][1:]


def korean_names(names: Iterable[str]) -> dict[str, str]:
    """What ministries are called in Korean whose labels give the English name too; none where two would be alike."""
    labels = {*names}
    given = {name: both[0] for name in labels if (both := names_in_both(name))}
    return _unambiguous(given, labels)


@lru_cache(maxsize=16)
def in_both(labels: frozenset[str]) -> Mapping[str, Text]:
    """What ministries are called in each language by the labels that a source has for them, which stand beside others.

    A label that is not known, or not told from another's name, is its own.
    """
    english, korean = english_names(labels), korean_names(labels)
    return {each: Text(english.get(each, each), korean.get(each, each)) for each in labels}


def english_names(names: Iterable[str]) -> dict[str, str]:
    """What ministries with Korean names are called in English, by the register or else by their own label.

    None where two would get one name.
    """
    labels = {*names}
    given = {name: english for name in labels if is_korean(name) and (english := _english(name))}
    return _unambiguous(given, labels)


def _english(label: str) -> str:
    if label in parts():
        return parts()[label][1]
    known, both = find(label), names_in_both(label)
    return ministry_name(known, "en") if known else both[1] if both else ""


def _unambiguous(given: dict[str, str], labels: set[str]) -> dict[str, str]:
    used = Counter([*given.values(), *(labels - given.keys())])
    return {name: called for name, called in given.items() if used[called] == 1}
