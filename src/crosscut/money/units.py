"""The units that tables are printed in, and the words for them in English, Korean and the languages of currencies."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosscut.money.currencies import COMMON, CURRENCIES, Currency, MoneyError, currency, rows_of


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
_HANJA = str.maketrans("十拾百佰千仟万萬億亿兆", "십십백백천천만만억억조")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What the words of a unit say: each part is None where the words are silent on it.

    ``codes`` are the currencies that the words may mean: more than one for ``$`` and ``cents``. ``minor`` says that
    the minor unit itself is named. ``korean`` says that the scale is a Korean one, which mixed numbers are made of.
    """

    scale: int | None = None
    codes: frozenset[str] | None = None
    minor: bool = False
    korean: bool = False


ANY = "any"
"""Stands for an expected currency where all of them are known."""


def _currency_words(entries: Iterable[Currency]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in entries:
        for word in filter(None, (entry.code, entry.symbol, entry.en, f"{entry.en}s", entry.ko, *entry.words)):
            found.setdefault(word.lower(), set()).add(entry.code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _minor_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in CURRENCIES.values():
        for word in filter(None, (entry.minor_en, entry.minor_ko, entry.minor_en.removesuffix("s"))):
            found.setdefault(word, set()).add(entry.code)
    return {word: frozenset(codes) for word, codes in found.items()}


_MINOR_WORDS = _minor_words()
_FILLERS = frozenset({"in", "of"})
_MORE_FILLERS = frozenset({"de", "di", "en", "von", "the", "d'", "d’", "x", "×", "em", "în", "dalam"})
_LEADING = frozenset({"u", "v", "w", "i", "в", "у"})
"""Fillers of one letter, which lead a unit in and stand nowhere else: ``w tys. zł``, but ``million W``."""


@dataclass(frozen=True)
class _Vocabulary:
    """The words that units are made of, and which of them are left unread."""

    currencies: dict[str, frozenset[str]]
    scales: dict[str, int]
    fillers: frozenset[str]
    lengths: tuple[int, ...]

    def piece(self, text: str) -> str:
        """The longest word of a currency or a scale that a text begins with; empty where there is none."""
        starts = (text[:length] for length in self.lengths)
        known = (self.currencies, self.scales, _MINOR_WORDS)
        return next((each for each in starts if any(each in words for words in known)), "")


@cache
def _vocabulary(code: str) -> _Vocabulary:
    """The words that are known where a currency is expected; without one, those that any text may mean."""
    known = CURRENCIES if code == ANY else dict.fromkeys((*COMMON, *filter(None, (code,))))
    named = [CURRENCIES[each] for each in known]
    currencies, scales = _currency_words(named), ENGLISH_SCALES | KOREAN_SCALES
    if code:
        scales = {row["word"]: int(row["scale"]) for row in rows_of("scales.csv") if _is_known(row, code)} | scales
    lengths = sorted({len(word) for word in (*currencies, *_MINOR_WORDS, *scales)}, reverse=True)
    return _Vocabulary(currencies, scales, _FILLERS | (_MORE_FILLERS if code else frozenset()), tuple(lengths))


def _is_known(row: Mapping[str, str], code: str) -> bool:
    """Whether a scale is one of an expected currency: ``cr`` is a crore of rupees, ``M$`` a thousand in Chile alone."""
    return not row["currencies"] or code in row["currencies"].split() or (code == ANY and "$" not in row["word"])


_ELIDED = re.compile(r"\bd['’]\s*")
_LONG_SCALE = re.compile(r"\b(?:b|tr)illions?\s+(?:d['’]|de\b)")
"""An English word beside a French one: ``billions d'euros`` are 10¹² to one reader and 10⁹ to another."""
_T_THOUSAND = re.compile(r"\bt(?=\s?(?:€|eur|chf|kr)\b|€)")


def read_words(text: str, expected: str = "") -> UnitWords | None:
    """What the words of a unit say, or None where some of them are unknown or contradict one another.

    ``text`` is at most one scale and one currency in either order, together or apart: ``백만원``, ``USD thousand``,
    ``Mio. EUR``. Where a currency is ``expected``, by its code, its words and the scales of all languages are known;
    where it is ``ANY``, the words of all currencies.
    """
    known, lowered = _vocabulary(expected), _small_letters(text).translate(_HANJA)
    if expected:
        lowered = _T_THOUSAND.sub("tsd ", _ELIDED.sub("", lowered.replace("’", "'")))
    pieces: list[str] = []
    rest = " ".join(lowered.split())
    if expected and _LONG_SCALE.search(" ".join(text.lower().split())):
        return None
    while rest:
        word = rest.split(" ", 1)[0]
        piece = known.piece(rest)
        leads = not pieces and word in _LEADING and known.fillers > _FILLERS and rest != word
        if not piece and not leads and word not in known.fillers:
            return None
        pieces += [piece] if piece else []
        rest = rest[len(piece or word) :].lstrip()
    scales = [piece for piece in pieces if piece in known.scales]
    named = [piece for piece in pieces if piece not in known.scales]
    little = bool(lowered.strip()) and not pieces  # words such as "of" alone, or the x of 12x, name no unit
    if little or len(scales) > 1 or len(named) > (2 if expected else 1):
        return None
    return _combine(scales[0] if scales else "", named, known)


def _small_letters(text: str) -> str:
    """The text in small letters, of which Turkey's capital İ has one without a mark of its own: ``BİN TL``."""
    return text.replace("İ", "i").lower()


def _combine(scale: str, named: Sequence[str], known: _Vocabulary) -> UnitWords | None:
    minor = any(word in _MINOR_WORDS for word in named)
    if minor and (scale or len(named) > 1):
        return None
    meant = [(_MINOR_WORDS if minor else known.currencies)[word] for word in named]
    codes = frozenset.intersection(*meant) if meant else None
    if codes is not None and not codes:
        return None
    return UnitWords(
        scale=known.scales[scale] if scale else None,
        codes=codes,
        minor=minor,
        korean=scale in KOREAN_SCALES,
    )


def is_scale(text: str) -> bool:
    """Whether a text is a scale of money in some language, with or without a currency, and nothing else."""
    words = read_words(_bare(text), ANY) if len(text) <= 60 else None
    return words is not None and words.scale is not None


def is_unclear(text: str, code: str) -> bool:
    """Whether a text is a unit in a currency whose scale is known of other currencies alone: ``mil Kč``."""
    bare = _bare(text)
    words = read_words(bare, ANY) if 2 < len(text.strip(".")) <= 60 else None
    named = words is not None and words.scale is not None and (words.codes is None or code in words.codes)
    return named and read_words(bare, code) is None


def currencies_named(text: str) -> frozenset[str]:
    """The codes of the currencies that a unit may be in: four for ``tkr``, many for ``$'000``, none for ``million``."""
    words = read_words(_bare(text), ANY) if len(text) <= 60 else None
    return (words.codes if words is not None else None) or frozenset()


def unit(name: str, currency: str) -> Unit:
    """The unit that ``name`` says in ``currency``: ``백만원``, ``million``, ``thousand USD``, ``KRW``, ``cents``.

    Raises
    ------
    MoneyError
        where the name is empty, unknown, or names another currency. A unit is never guessed (§3.1).
    """
    money = _currency_of(currency)
    text = unicodedata.normalize("NFC", name).strip()
    if _TWO_SCALES.match(text):
        raise MoneyError(_two_scales(text))
    words = read_words(_bare(text), money.code) if 0 < len(text) <= 60 else None
    if words is None or words == UnitWords():
        raise MoneyError(_of_two_scales(text, money) if is_unclear(text, money.code) else _unknown(name, money))
    check_currency(name, words, money)
    return Unit(name=text, currency=money, factor=factor(words, money))


def stated_unit(name: str, currency: str) -> Unit:
    """The unit that a setting states: as :func:`unit` reads it, or whole units of whatever currency each row is in.

    ``1`` and ``units`` name no currency, so that one setting holds for rows in dollars and in yen.
    """
    money = _currency_of(currency)
    return Unit(name, money, money.base) if name.strip().lower() in _WHOLE else unit(name, currency)


_currency_of = currency

_WHOLE = frozenset({"1", "units"})
_TWO_SCALES = re.compile(r"(?:Billion|Trillion)\s+(?:Euro|Dollar|Franken|Kronen|Mark)$")
"""German nouns whose first word is a thousand times an English one, or more: ``Billion Euro`` is 10^12."""


def _two_scales(text: str) -> str:
    word, money = text.split()
    return (
        f"{text!r} is one thing in English and another in German: write {word.lower()!r} for the English "
        f"{word.lower()} ({'10^9' if word == 'Billion' else '10^12'}), '{word}en {money}' for the German one"
    )


def _of_two_scales(text: str, money: Currency) -> str:
    return (
        f"unclear unit {text[:40]!r}: its scale is not the same in all languages, and {money.code} settles none: "
        f"write 'thousand {money.code}' or 'million {money.code}'"
    )


_LED_IN = re.compile(r"(?:단위|単位|單位|单位|units?|einheit|unité|unidad|unidade|unità|eenheid)\s*:\s*")
_AFTER_SIGN = re.compile(r"(?<=[^\w\s'’])['’](?=[^\W\d])")
"""The mark between a sign and its scale: ``₦'million``."""
_NUMERAL = re.compile(
    r"(?<![\w.,'])1(?:[ .,'’\u00a0\u202f]?(000))?(?:[ .,'’\u00a0\u202f]?(000))?(?:[.,]00)?(?![\w.,]*\d)"
)


def _bare(text: str) -> str:
    """The words of a unit without what leads them in, brackets, and with numerals in words: ``(Unit: 1 000 EUR)``.

    A numeral alone names no unit and stays.
    """
    plain = _small_letters(unicodedata.normalize("NFKC", text)).strip()
    plain = _AFTER_SIGN.sub(" ", plain)
    enclosed = re.fullmatch(r"[(\[](.*)[)\]]", plain)
    led_in = _LED_IN.sub("", enclosed[1] if enclosed else plain, count=1)
    if not re.search(r"[^\d\s.,'’]", led_in):
        return led_in
    return _NUMERAL.sub(lambda match: _POWERS[len(match[1] or "") + len(match[2] or "")], led_in)


_POWERS = {0: "", 3: "thousand", 6: "million"}


def factor(words: UnitWords, money: Currency) -> int:
    """Minor units that one of ``words`` is worth in ``money``."""
    return 1 if words.minor else (words.scale or 1) * money.base


def check_currency(text: str, words: UnitWords, money: Currency) -> None:
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
