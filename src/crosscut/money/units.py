"""Currencies, the units that tables are printed in, and the words for both in English and Korean."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from crosscut.errors import CrosscutError


class MoneyError(CrosscutError):
    """A unit or an amount that cannot be read; the message says what was found and what is expected."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency.

    ``exponent`` is the number of decimals of its minor unit: 0 for won, 2 for dollars. ``words`` are other words for
    it in texts, in lower case; ``minor_en`` and ``minor_ko`` name the minor unit where the currency has one.
    """

    code: str
    exponent: int
    symbol: str
    en: str
    ko: str
    words: tuple[str, ...] = ()
    minor_en: str = ""
    minor_ko: str = ""

    @property
    def base(self) -> int:
        """Minor units in one of the currency: 1 for won, 100 for dollars."""
        return int(10**self.exponent)

    def __str__(self) -> str:
        return f"{self.en} ({self.code})"


_DOLLAR = ("dollar", "dollars", "달러")

CURRENCIES: dict[str, Currency] = {
    entry.code: entry
    for entry in (
        Currency("KRW", 0, "₩", "Korean won", "원", ("won", "원화", "圓")),
        Currency(
            "USD",
            2,
            "$",
            "US dollar",
            "달러",
            ("us$", "us dollar", "us dollars", "미국 달러", "미 달러", *_DOLLAR),
            "cents",
            "센트",
        ),
        Currency("EUR", 2, "€", "euro", "유로", ("euros",), "cents", "센트"),
        Currency("GBP", 2, "£", "pound sterling", "파운드", ("pound", "pounds"), "pence", "펜스"),
        Currency("JPY", 0, "¥", "Japanese yen", "엔", ("yen", "円", "엔화")),
        Currency("CNY", 2, "¥", "Chinese yuan", "위안", ("yuan", "rmb", "元", "위안화"), "fen", "펀"),
        Currency("CHF", 2, "Fr.", "Swiss franc", "스위스 프랑", ("swiss francs", "sfr"), "rappen", "라펜"),
        Currency("CAD", 2, "$", "Canadian dollar", "캐나다 달러", ("c$", "ca$", *_DOLLAR), "cents", "센트"),
        Currency("AUD", 2, "$", "Australian dollar", "호주 달러", ("a$", "au$", *_DOLLAR), "cents", "센트"),
        Currency("SGD", 2, "$", "Singapore dollar", "싱가포르 달러", ("s$", *_DOLLAR), "cents", "센트"),
        Currency("TWD", 2, "NT$", "New Taiwan dollar", "대만 달러", _DOLLAR, "cents", "센트"),
        Currency("SEK", 2, "kr", "Swedish krona", "스웨덴 크로나", ("kronor",), "öre", "외레"),
    )
}
"""The currencies that can be read, by code."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one in a printed table is worth: ``factor`` minor units of ``currency``."""

    name: str
    currency: Currency
    factor: int

    def label(self, language: str = "en") -> str:
        """The unit in words: ``KRW million`` or ``백만원``."""
        return unit_label(self, language)


ENGLISH_SCALES: dict[str, int] = {
    "thousand": 10**3,
    "thousands": 10**3,
    "k": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "billions": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}

_SMALL = {"": 1, "십": 10, "백": 100, "천": 1000}
_BIG = {"": 1, "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
KOREAN_SCALES: dict[str, int] = {
    small + big: _SMALL[small] * _BIG[big] for small in _SMALL for big in _BIG if small or big
}
_HANJA = str.maketrans("十百千万萬億兆", "십백천만만억조")


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a unit say: each part is None where the words are silent on it.

    ``codes`` are the currencies that the words may mean: more than one for ``$`` and ``cents``. ``minor`` says that
    the minor unit itself is named. ``korean`` says that the scale is a Korean one, which mixed numbers are made of.
    """

    scale: int | None = None
    codes: frozenset[str] | None = None
    minor: bool = False
    korean: bool = False


def _currency_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in CURRENCIES.values():
        for word in (entry.code, entry.symbol, entry.en, entry.ko, *entry.words):
            found.setdefault(word.lower(), set()).add(entry.code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _minor_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in CURRENCIES.values():
        for word in filter(None, (entry.minor_en, entry.minor_ko, entry.minor_en.removesuffix("s"))):
            found.setdefault(word, set()).add(entry.code)
    return {word: frozenset(codes) for word, codes in found.items()}


_CURRENCY_WORDS = _currency_words()
_MINOR_WORDS = _minor_words()
_FILLERS = frozenset({"in", "of"})
_PIECE = re.compile(
    "|".join(
        re.escape(word)
        for word in sorted(
            {*_CURRENCY_WORDS, *_MINOR_WORDS, *ENGLISH_SCALES, *KOREAN_SCALES}, key=lambda word: (-len(word), word)
        )
    )
)


def read_words(text: str) -> Words | None:
    """What the words of a unit say, or None where some of them are unknown or contradict one another.

    ``text`` is at most one scale and one currency in either order, together or apart: ``백만원``, ``USD thousand``.
    """
    words = [word for word in text.lower().translate(_HANJA).split() if word not in _FILLERS]
    rest, pieces = " ".join(words), []
    while rest:
        match = _PIECE.match(rest)
        if match is None:
            return None
        pieces.append(match.group())
        rest = rest[match.end() :].lstrip()
    scales = [piece for piece in pieces if piece in ENGLISH_SCALES or piece in KOREAN_SCALES]
    named = [piece for piece in pieces if piece not in scales]
    if len(scales) > 1 or len(named) > 1:
        return None
    return _combine(scales[0] if scales else "", named[0] if named else "")


def _combine(scale: str, named: str) -> Words | None:
    minor = named in _MINOR_WORDS
    if minor and scale:
        return None
    return Words(
        scale=(ENGLISH_SCALES | KOREAN_SCALES)[scale] if scale else None,
        codes=(_MINOR_WORDS if minor else _CURRENCY_WORDS)[named] if named else None,
        minor=minor,
        korean=scale in KOREAN_SCALES,
    )


def currency(code: str) -> Currency:
    """The currency of an ISO 4217 code, in any case.

    Raises
    ------
    MoneyError
        for a code that is not among :data:`CURRENCIES`, with the nearest one that is.
    """
    found = CURRENCIES.get(code.strip().upper())
    if found is None:
        near = difflib.get_close_matches(code.strip().upper(), CURRENCIES, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(CURRENCIES)}"
        raise MoneyError(f"unknown currency {code[:40]!r}: {hint}")
    return found


def unit(name: str, currency: str) -> Unit:
    """The unit that ``name`` says in ``currency``: ``백만원``, ``million``, ``thousand USD``, ``KRW``, ``cents``.

    Raises
    ------
    MoneyError
        where the name is empty, unknown, or names another currency. A unit is never guessed (§3.1).
    """
    money = _currency_of(currency)
    text = name.strip()
    words = read_words(text) if 0 < len(text) <= 60 else None
    if words is None or words == Words():
        raise MoneyError(_unknown(name, money))
    check_currency(name, words, money)
    return Unit(name=text, currency=money, factor=factor(words, money))


_currency_of = currency


def factor(words: Words, money: Currency) -> int:
    """Minor units that one of ``words`` is worth in ``money``."""
    return 1 if words.minor else (words.scale or 1) * money.base


def check_currency(text: str, words: Words, money: Currency) -> None:
    """Raise MoneyError, naming both, where ``words`` name another currency than ``money``."""
    if words.codes is None or money.code in words.codes:
        return
    if words.minor and money.exponent == 0:
        raise MoneyError(f"{text[:40]!r} names a minor unit, but the {money} has none")
    other = CURRENCIES[min(words.codes, key=list(CURRENCIES).index)]
    raise MoneyError(
        f"{text[:40]!r} is in {other}, but {money} is expected: give the amount in {money.code}, "
        f"or describe the source as {other.code}"
    )


def _unknown(name: str, money: Currency) -> str:
    spelled = ("thousand", "million", "billion", "trillion")
    known = [*spelled, money.code, *(f"{word} {money.code}" for word in spelled), money.ko]
    known += [f"{scale}{money.ko}" for scale in ("천", "만", "백만", "십억", "억", "조")]
    known += [money.minor_en] if money.minor_en else []
    near = difflib.get_close_matches(name.strip()[:60], known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"unknown unit {name[:40]!r}: {hint}Write a unit such as {', '.join(map(repr, known[:6]))} or {known[-2]!r}"


ENGLISH_NAMES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (1, ""))
"""English scales in major units, largest first."""
KOREAN_NAMES = {scale: word for word, scale in KOREAN_SCALES.items()} | {1: ""}


def unit_label(unit: Unit, language: str) -> str:
    """The unit in words: ``KRW million`` or ``백만원``."""
    money = unit.currency
    if language != "ko":
        scale, word = english_scale(unit)
        if word == money.minor_en and word:
            return word
        times = "" if scale == unit.factor else f"{unit.factor // scale} "
        return f"{money.code} {times}{word}".rstrip()
    return "".join(korean_scale(unit))


def english_scale(unit: Unit) -> tuple[int, str]:
    """The English scale at or below a unit, in minor units, and its word."""
    base = unit.currency.base
    if unit.factor < base:
        return 1, unit.currency.minor_en
    scale, word = next(entry for entry in ENGLISH_NAMES if unit.factor >= entry[0] * base)
    return scale * base, word


def korean_scale(unit: Unit) -> tuple[str, str]:
    """The Korean scale of a unit and the word for its currency, or for the currency's minor unit."""
    money = unit.currency
    return ("", money.minor_ko) if unit.factor < money.base else (KOREAN_NAMES[unit.factor // money.base], money.ko)
