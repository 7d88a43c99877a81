"""What the headers of budgets usually mean, in many languages."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from crosscut.characters import folded

_WORD = re.compile(r"[^\W\d_]+|\d+")
CODE = "code"
"""The role of a column of codes, of which several may make an id."""
OTHER = "other"
"""The role of a column of numbers that are no amounts of a period, such as changes and shares."""
_BESIDE_YEAR = "beside_year"
"""Words that may stand beside one for a year in the header of the years of amounts."""
_BELOW = "below"
"""Words for an office that stands below another one, where a table names both."""
_NO_ROLES = frozenset({_BESIDE_YEAR, _BELOW})


@cache
def _words() -> tuple[tuple[str, frozenset[str]], ...]:
    text = (files("crosscut.ingest") / "data" / "header_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    listed = ((row["role"], row["words"].split("|")) for row in rows)
    return tuple(
        (role, frozenset(folded(form) for word in words for form in (word, word.replace("_", " "))))
        for role, words in listed
    )


def roles(header: str) -> list[tuple[int, str]]:
    """What a header may mean, surest first: 0 for the whole of it, 1 for a word of it."""
    whole = re.sub(r"\(.*?\)|\[.*?\]", "", folded(header)).strip()
    spaced = folded(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", header))
    parts = set(_WORD.findall(spaced))
    found = [(0, role) for role, words in _words() if role not in _NO_ROLES and (whole in words or spaced in words)]
    return found + [(1, role) for role, words in _words() if _has(role, words, whole, parts)]


def _has(role: str, words: frozenset[str], whole: str, parts: set[str]) -> bool:
    """Whether a word of a header says a role; a year of something else, such as a review, is none of amounts."""
    if role == "fiscal_year":
        return bool(parts & words) and parts <= words | dict(_words())[_BESIDE_YEAR]
    return role not in _NO_ROLES and (bool(parts & words) or _ends_with(whole, words))


def _ends_with(text: str, words: frozenset[str]) -> bool:
    return any(len(word) > 1 and not word.isascii() and text.endswith(word) for word in words)


def is_below(header: str) -> bool:
    """Whether a header says an office that stands below another one, where there are both."""
    return folded(header).strip() in dict(_words())[_BELOW]


def is_code(header: str) -> bool:
    """Whether a header says that its column holds codes."""
    return any(role == CODE for _, role in roles(header))
