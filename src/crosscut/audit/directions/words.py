"""Words of more and of less in pairs, each of which says the opposite of its partner."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

_JOINED = frozenset({"ko", "ja", "zh"})
"""Languages whose words go on without a space."""

OPPOSITE = "opposite direction"
"""Why the opposite of a word or a sign is suggested."""

_NEAR = 16

_NO_CHANGE = r"(?!\s?(?:율|률|폭|세|분|액|량|지\s?않|지\s?못|하지\s?않|하지\s?못|되지\s?않|幅|率|額|から))"
"""What no word of a direction is followed by: a rate of its own, or that it did not come to it."""


@cache
def _register() -> dict[str, dict[str, tuple[int, str]]]:
    """The direction that each word says and its partner, of languages that join their words and of the others."""
    found: dict[str, dict[str, tuple[int, str]]] = {"joined": {}, "spaced": {}}
    file = resources.files("crosscut.audit.directions").joinpath("data", "directions.csv")
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        words = found["joined" if row["language"] in _JOINED else "spaced"]
        words.setdefault(row["up"], (1, row["down"]))
        words.setdefault(row["down"], (-1, row["up"]))
    return found


@cache
def pattern() -> str:
    """A word that says a direction, for a larger expression."""
    joined, spaced = (
        "|".join(sorted(map(re.escape, _register()[kind]), key=len, reverse=True)) for kind in ("joined", "spaced")
    )
    return rf"(?:(?:{joined}){_NO_CHANGE}|(?<![A-Za-zÀ-ÿ])(?:{spaced})(?![A-Za-zÀ-ÿ]))"


def word_behind(text: str, end: int) -> tuple[str, int]:
    """The word right behind a number that says its direction, and where it stands; an empty one where none does."""
    match = re.match(rf"\)?\s?(?:이|가|을|를|p)?\s?({pattern()})", text[end : end + _NEAR])
    return (match[1], end + match.start(1)) if match else ("", end)


def direction_of(word: str) -> int:
    """1 where a word says more, -1 where it says less."""
    return _partnered(word)[0]


def opposite(word: str) -> str:
    """The word that says the opposite of a word."""
    partner = _partnered(word)[1]
    return partner.capitalize() if word[:1].isupper() and partner.islower() else partner


def _partnered(word: str) -> tuple[int, str]:
    words = _register()
    known = words["joined"].get(word) or words["spaced"].get(word) or words["spaced"].get(word.lower())
    return known or (0, "")
