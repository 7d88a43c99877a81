"""The unit of money that words of a table name, and the currency that its cells print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from crosscut.money import CURRENCIES
from crosscut.money.units import factor, read_words

_UNIT = re.compile(
    r"[(\[]?(?:단위|単位|单位|units?)(?:\s{0,2}[:：]\s{0,2}|\s{1,2})(?P<told>[^)\]\n\t|]{1,30})"
    r"|[(\[](?P<closed>[^()\[\]]{1,24})[)\]]",
    re.IGNORECASE,
)
WORDED = re.compile(
    r"(?<![A-Za-z])(?P<code>KRW|USD|EUR|GBP|JPY|[$€£₩])?\s?(?P<word>trillion|billion|million|thousand|bn|mn"
    r"|tn)(?![A-Za-z])|(?P<ko>조원|천억원|억 ?원|백만 ?원|천 ?원|만원|千円|百万円|億円|万元|亿元)",
    re.IGNORECASE,
)
"""What names a scale of money, with or without its currency."""
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW"}


@dataclass(frozen=True, slots=True)
class TableUnit:
    """What a number of a table is worth: ``factor`` minor units of ``currency``; ``name`` is how it was told."""

    factor: Fraction
    currency: str
    name: str


def unit_of(text: str) -> TableUnit | None:
    """The unit of money that words name; of several, one that is called the unit, and the last of those."""
    told = sorted(_UNIT.finditer(text[-400:]), key=lambda match: (not match["told"], -match.start()))
    for match in told:
        for part in re.split(r"[,/·;]", match["told"] or match["closed"]):
            found = _worded(part.strip())
            if found:
                return found
    worded = WORDED.search(text[-400:])
    return _worded(worded[0]) if worded else None


def of_currency(unit: TableUnit | None, printed: Iterable[str]) -> TableUnit | None:
    """A unit that names no currency, in that of the one sign that cells print."""
    words = read_words(unit.name) if unit is not None else None
    if unit is None or words is None or words.codes is not None:
        return unit
    signs = {_SIGNS.get(sign) for sign in printed} - {None}
    code = signs.pop() if len(signs) == 1 else None
    return unit if code is None else TableUnit(Fraction(factor(words, CURRENCIES[code])), code, unit.name)


def _worded(text: str) -> TableUnit | None:
    words = read_words(text) if 1 < len(text) <= 24 or text in ("원", "$", "€", "₩") else None
    if words is None or (words.scale is None and words.codes is None):
        return None
    if words.codes is None and words.scale is not None and words.scale < 10**3:
        return None
    code = "KRW" if words.codes is None or "KRW" in words.codes else sorted(words.codes, key=list(CURRENCIES).index)[0]
    return TableUnit(Fraction(factor(words, CURRENCIES[code])), code, text)
