"""Which of the countries that share a word for their money a file is of: ``kr``, ``$``, pesos, rupees."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crosscut.characters import folded
from crosscut.ingest.named_currency import money_words
from crosscut.money import currencies_named

_INDIAN = frozenset(("INR", "PKR", "NPR", "BDT", "LKR"))
_INDIAN_SCALE = re.compile(r"\b(?:lakhs?|lacs?|crores?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class SharedCurrency:
    """An office's currency among those of one name: ``sure`` where its own words show it, else the usual one."""

    code: str = ""
    sure: bool = True


@dataclass(frozen=True)
class _Evidence:
    code: str
    usual: bool
    letters: tuple[str, ...]
    words: re.Pattern[str]


@cache
def _table() -> tuple[_Evidence, ...]:
    text = (files("crosscut.ingest") / "data" / "currency_evidence.csv").read_text(encoding="utf-8")
    return tuple(_evidence(row) for row in csv.DictReader(text.splitlines()))


def _evidence(row: dict[str, str]) -> _Evidence:
    words = row["words"].split("|")
    whole = "|".join(re.escape(folded(word)) for word in words if len(word) > 1)
    return _Evidence(
        row["code"],
        bool(row["usual"]),
        tuple(word for word in words if len(word) == 1),
        re.compile(rf"(?<!\w)(?:{whole})(?!\w)"),
    )


def shared_currency(units: Iterable[str], around: Iterable[str]) -> SharedCurrency:
    """The currency that texts name by a word of several countries, by the words of one country around it.

    Parameters
    ----------
    units
        Texts that may say a unit: headers of amounts, titles, notes.
    around
        All texts of the file that may show whose it is.
    """
    said = list(units)
    shared = next((codes for text in said if (codes := _shared(text))), frozenset())
    if not shared:
        return SharedCurrency()
    text = folded("\n".join(around))
    known = [each for each in _table() if each.code in shared]
    hits = {each.code: _hits(each, text) for each in known}
    most = max(hits.values(), default=0)
    best = [code for code, count in hits.items() if count == most]
    if most and len(best) == 1:
        return SharedCurrency(best[0])
    usual = next((each.code for each in known if each.usual), "")
    return SharedCurrency(usual, sure=False)


def _shared(text: str) -> frozenset[str]:
    named = next((codes for run in money_words(text) if len(codes := currencies_named(run)) > 1), frozenset())
    return named or (_INDIAN if _INDIAN_SCALE.search(text) else frozenset())


def _hits(each: _Evidence, text: str) -> int:
    return len(set(each.words.findall(text))) + sum(letter in text for letter in each.letters)
