"""What a cell says where it says no amount: nothing stated, new, an error of a formula, or a note beside the amount."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from crosscut.characters import folded
from crosscut.money import currencies_named

NEW = frozenset({"신규", "신규사업", "(신규)", "new", "(new)", "新規", "(新規)"})
"""Cells that say that a programme is new."""


@cache
def error_pattern() -> str:
    """What a spreadsheet shows in place of a formula's result, or of a number that its column has no room for."""
    text = (files("crosscut.ingest") / "data" / "error_words.csv").read_text(encoding="utf-8")
    listed = "|".join(re.escape(row["word"]) for row in csv.DictReader(text.splitlines()))
    return rf"(?i)^(?:{listed}|Err:\d{{3}}|#{{4,}})$"


@cache
def blank_words() -> frozenset[str]:
    """Cells that say that nothing is stated, in the languages of the world's budgets."""
    text = (files("crosscut.ingest") / "data" / "blank_words.csv").read_text(encoding="utf-8")
    return frozenset(folded(row["word"]) for row in csv.DictReader(text.splitlines()))


_SIGNED_DASH = re.compile(r"([^\d\s–—−-]{0,4})\s*[–—−-]{1,2}\s*([^\d\s–—−-]{0,4})")


def says_nothing(text: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a cell states nothing: in a word, in one of the office's ``own``, or as a dash beside a currency."""
    word = folded(text)
    if word in blank_words() or word in own:
        return True
    found = _SIGNED_DASH.fullmatch(word)
    return found is not None and bool(found[1]) != bool(found[2]) and bool(currencies_named(found[1] or found[2]))


_WORDS_MARK = re.compile(r"(?<=\S)\s*(?:[*†‡§※#^]+|[⁰¹²³⁴-⁹ᵃ-ᶻʰ-ʸˠ-ˤ]+|\(\s*[a-zA-Z\d]{1,2}\s*\)|\s\d{1,2}\))$")


def word_without_mark(text: str) -> str:
    """A word without the mark of a note behind it: ``pm*``, ``n/a¹``."""
    return _WORDS_MARK.sub("", text.rstrip())


def is_error(text: str) -> bool:
    """Whether a cell shows an error of a formula."""
    return text[:1] in "#Ee" and re.match(error_pattern(), text) is not None


_SUPERSCRIPT = "⁰¹²³⁴-⁹⁺⁻⁽⁾ᵃ-ᶻʰ-ʸˠ-ˤ"
_MARK = rf"""(?:
    [*†‡§※#^]+\)?
    | [{_SUPERSCRIPT}]+\)?
    | \(\s*(?:[a-zA-Z]{{1,2}}|(?:주|注|註)?\s*[0-9]{{1,2}}|[0-9](?:\s*,\s*[0-9]){{1,3}}|[*†]+)\s*\)
    | [\[{{]\s*(?:[a-zA-Z]|(?:주|注|註)?\s*[0-9]{{1,2}})\s*[\]}}]
    | \s[0-9]{{1,2}}[)/]
    | [①-⑳]
    | \(\s*(?:주|注|註)\s*\)
    | \s[bdefnprsuz]
    | (?<![^\W\d_])[epr]
    | \s?[a-z][/)]
    | \s?(?:주|注|註)\s?[0-9]{{0,2}}\)?
    | \.
)"""
_AFTER = re.compile(rf"(?:\s*{_MARK})+$", re.VERBOSE)
_BEFORE = re.compile(r"^(?:[*†‡※]+\s*|[epr]\s?(?=[0-9]))")
_DIGITS = re.compile(r"[0-9]")
_NARROW = str.maketrans("（）［］", "()[]")


_BREAK_OR_BILLION = re.compile(r"\d\s+b\s*$")
FLAGGED = r"\d\s+[defnprsuz]\s*$"
"""Amounts with a flag of statistics behind them, such as ``1,234 p``."""


def may_be_flag(text: str) -> bool:
    """Whether a lone ``b`` stands behind an amount: a break in the series to statisticians, billions to others."""
    return _BREAK_OR_BILLION.search(text) is not None


def without_marks(text: str) -> str:
    """The text without the marks of notes before and after it; the text itself where it has none."""
    bare = _AFTER.sub("", _BEFORE.sub("", text.translate(_NARROW)))
    opened = bare.count("(") > bare.count(")")
    return bare if _DIGITS.search(bare) and not opened else text
