"""What the headers of budgets usually mean, in many languages."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from crosscut.ingest.texts import form

_WORD = re.compile(r"[^\W\d_]+|\d+")
CODE = "code"
"""The role of a column of codes, of which several may make an id."""


@cache
def _words() -> tuple[tuple[str, frozenset[str]], ...]:
    text = (files("crosscut.ingest") / "data" / "header_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((row["role"], frozenset(map(form, row["words"].split("|")))) for row in rows)


def roles(header: str) -> list[tuple[int, str]]:
    """What a header may mean, surest first: 0 for the whole of it, 1 for a word of it."""
    whole = re.sub(r"\(.*?\)|\[.*?\]", "", form(header)).strip()
    spaced = form(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", header))
    parts = set(_WORD.findall(spaced))
    found = [(0, role) for role, words in _words() if whole in words or spaced in words]
    return found + [(1, role) for role, words in _words() if parts & words or _ends_with(whole, words)]


def _ends_with(text: str, words: frozenset[str]) -> bool:
    return any(len(word) > 1 and not word.isascii() and text.endswith(word) for word in words)


def is_code(header: str) -> bool:
    """Whether a header says that its column holds codes."""
    return any(role == CODE for _, role in roles(header))
