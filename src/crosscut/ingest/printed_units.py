"""What headers, titles and notes say of the unit that amounts are printed in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from crosscut.characters import clean
from crosscut.ingest.named_currency import money_words, names_code
from crosscut.money import currencies_named, is_scale

_AFTER_WORD = re.compile(
    r"(?:단위|単位|单位|單位|\bunits?\b|\bEinheit|\bunité|\bunidad|\bunidade)\s*[::]?\s*([^)\],;]+)", re.IGNORECASE
)
_IN = r"(?:^|\s)(?:in|en|em|w|v|i|à|ve)\s"
"""What stands before a unit: ``in Mio. €``, ``w tys. zł``, ``v tis. Kč``, ``en miles de euros``."""
_PARTS = re.compile(rf"\s*[,;|:]\s+|\s[–—-]\s|\s\|\s|{_IN}", re.IGNORECASE)
_IN_AT_END = re.compile(rf"{_IN}(\S+)$", re.IGNORECASE)
_POWER = re.compile(r"\D*(?<!\d)(?:1[\s.,'’]?|['’]?)000(?:[\s.,'’]?000)?\D*")
_IN_FIRST = re.compile(r"^(?:in|en|em|w|v|i|à|ve)\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d(?:\s*[/–-]\s*\d{2,4})?|FY\s?\d\d)(?!\d)", re.IGNORECASE)
_COLUMN_LETTER = "B"
"""A letter in brackets that names a column, as A beside it does, for ``B-A``; alone it may stand for billions."""
_LETTERED = re.compile(r"[(\[]\s*(?:[AC-JLN-SU-Z]|[A-Z]\s*[-−–+=÷/×*].*[A-Z])\s*[)\]]")
"""What shows that letters name columns: one that is no scale, or one of a formula."""
_EASTERN = re.compile(r"[^\u0000-\u2e7f]")
_ONE_OF_A_SCALE = re.compile(r"(?<![\d.,])1\s?[^\W\d_]")
"""A single million, as of ``under $1 million``: an amount where it stands free, and not behind ``x``."""
_SHORT_NOTE = 60
"""Characters of a note that says a unit and nothing else."""
_FEW_WORDS = 4
_IN_PARENTHESES = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")


def is_power_of_money(text: str) -> bool:
    """Whether a text is a thousand or a million of a currency, as a unit is written: ``1 000 €``, ``€000``."""
    return _POWER.fullmatch(text.strip()) is not None and bool(currencies_named(_IN_FIRST.sub("", text.strip(" ()[]"))))


def without_lead(text: str) -> str:
    """A unit without the word that leads it in: ``T€`` for ``in T€``."""
    return _IN_FIRST.sub("", text)


def leads_in(word: str) -> bool:
    """Whether a word stands before units: ``in``, ``단위``, ``Einheit``."""
    return bool(re.fullmatch(_IN, f"{word} ", re.IGNORECASE) or _AFTER_WORD.match(f"{word} x"))


def says_unit(text: str) -> bool:
    """Whether a short text says the unit of a table: ``(Rs. in lakh)``, ``Bedragen x € 1.000``, ``Belopp i tkr``."""
    said = [text, *printed_units(text)]
    return len(text) < _SHORT_NOTE and (leads_in_unit(text) or ends_in_currency(text) or any(map(is_scale, said)))


def ends_in_currency(text: str) -> bool:
    """Whether a text is a few words and a currency that amounts are in: ``Montants en euros``, ``(in dollars)``."""
    plain = clean(text.strip(" ()[]*.:;"))
    found = _IN_AT_END.search(plain)
    return found is not None and bool(currencies_named(found[1])) and len(plain.split()) <= _FEW_WORDS


def leads_in_unit(text: str) -> bool:
    """Whether a text begins by naming its unit: ``단위: 억원``, ``(Unit: EUR million)``."""
    return bool(_AFTER_WORD.match(unicodedata.normalize("NFKC", text).lstrip(" ([*※")))


def printed_units(text: str) -> list[str]:
    """What a header or title may say about its unit.

    What follows 단위 or "unit", what stands in parentheses, and any part of it that is a scale with or without a
    currency, such as that of ``Budget, USD thousand``, ``Ausgaben in Mio. €`` and ``Budget 2024 tkr``; a currency where
    it ends in one, as ``Expenditure in dollars`` does.
    """
    plain = unicodedata.normalize("NFKC", text)
    led, enclosed = ([clean(match[1]) for match in each.finditer(plain)] for each in (_AFTER_WORD, _IN_PARENTHESES))
    named = [*led, *(text for text in enclosed if text.upper() != _COLUMN_LETTER)]
    bare = [re.sub(_IN, "", text, count=1, flags=re.IGNORECASE) for text in named]
    parts = [part for part in map(clean, _PARTS.split(plain)) if len(part) > 2 and is_scale(part)]
    ends = [match[1] for match in _IN_AT_END.finditer(plain) if currencies_named(match[1])]
    return [*dict.fromkeys([*named, *bare, *parts, *_free(plain), *ends, *_of_identifier(plain)])]


def may_be_billions(head: str, heads: Iterable[str]) -> bool:
    """Whether a head holds a B in brackets that no other of a table shows to name its column."""
    plain = unicodedata.normalize("NFKC", head)
    holds = any(clean(match[1]) == _COLUMN_LETTER for match in _IN_PARENTHESES.finditer(plain))
    return holds and not _EASTERN.search(plain) and not any(_LETTERED.search(each) for each in heads)


def _of_identifier(text: str) -> list[str]:
    """Scales of a currency in a head that is written as one word: ``amount_gbp_m``, ``budget_thousand_usd``."""
    words = [] if " " in text else text.split("_")
    runs = [" ".join(words[at : at + length]) for length in (2, 1) for at in range(len(words) - length + 1)]
    return [run for run in runs if is_scale(run) and any(map(names_code, run.split()))]


def _free(text: str) -> list[str]:
    """Scales of a currency that stand free in a text and behind no number: ``Budget 2024 tkr``, ``Plans £m``."""
    runs = [run for run in money_words(text) if is_scale(run) and not _is_one_of_a_scale(run, text)]
    return [run for run in runs if not re.search(rf"\d[\d.,]*\s*{re.escape(run)}", _YEAR.sub(" ", text))]


def _is_one_of_a_scale(run: str, text: str) -> bool:
    return bool(_ONE_OF_A_SCALE.search(run)) and not re.search(rf"[x×]\s*{re.escape(run)}", text)
