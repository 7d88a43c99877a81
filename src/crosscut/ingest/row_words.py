"""Words of columns that say what each row's amount is: a unit, a currency, a level, a kind of amount."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from crosscut.characters import folded
from crosscut.ingest.total_words import total_word

_WORD = re.compile(r"[^\W\d_]+")
_IN_BRACKETS = re.compile(r"\s*(?:\(.*?\)|\[.*?\])")
_LETTERS = {"debit_letter": "debit", "credit_letter": "credit"}
ALWAYS = (("revenue", "expenditure"), ("debit", "credit"))
"""Groups whose amounts are never added to each other's."""
PEOPLE, TOTAL, OTHER = "people", "total", ""


@cache
def _words(kind: str) -> frozenset[str]:
    text = (files("crosscut.ingest") / "data" / "row_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return frozenset(folded(word) for row in rows if row["kind"] == kind for word in row["words"].split("|"))


@cache
def _groups() -> dict[str, frozenset[str]]:
    kinds = ("budget", "execution", "request", "revenue", "expenditure", "debit", "credit", PEOPLE, "draft", "final")
    found: dict[str, set[str]] = {}
    for kind in (*kinds, TOTAL):
        for word in _words(kind):
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(each) for word, each in found.items()}


def heads(kind: str, header: str) -> bool:
    """Whether a header names a column of ``unit``, ``currency``, ``level`` or ``sign``."""
    return _plain(header) in _words(f"{kind}_header") or folded(header) in _words(f"{kind}_header")


def groups_of(text: str, header: str = "") -> frozenset[str]:
    """The kinds of amounts that a text may name; none where it names no kind that is known."""
    plain = _plain(text)
    found = _groups().get(plain, frozenset())
    word = None if found or not plain else total_word(text)
    if word is not None and not word.rest:
        return frozenset({TOTAL})
    letters = {group for kind, group in _LETTERS.items() if plain in _words(kind)} if heads("sign", header) else set()
    return found | letters | _initials(plain, header)


def _initials(letter: str, header: str) -> set[str]:
    """What one letter stands for below a header that names revenue and expenditure: A below Einnahmen-Ausgaben."""
    if len(letter) != 1 or not header:
        return set()
    named = {word: _groups().get(word, frozenset()) & set(ALWAYS[0]) for word in _WORD.findall(folded(header))}
    kinds = [kind for word, found in named.items() if word.startswith(letter) for kind in found]
    return set(kinds) if set(ALWAYS[0]) <= set().union(*named.values()) and len(kinds) == 1 else set()


def names_total(text: str) -> bool:
    """Whether a text says a word for a total, alone or beside what it is of: ``section_total``."""
    return bool(text) and total_word(text) is not None


def counts_things(text: str) -> bool:
    """Whether a text is a word for what is counted and is no money: persons, posts, cases."""
    return _plain(text) in _words(PEOPLE) | _words("counted")


def listed(kind: str) -> frozenset[str]:
    """The words of a kind, such as ``share`` for heads of columns of shares, in the form that words are compared in."""
    return _words(kind)


def _plain(text: str) -> str:
    return _IN_BRACKETS.sub("", folded(text)).strip()
