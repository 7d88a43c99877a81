"""What readers read: words in Korean and English, and numbers as pages print them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crosscut.exports.words import WORDS
from crosscut.figures.rounding import tenths
from crosscut.money import Unit, currency, format_number
from crosscut.text import LANGUAGES, Language, Text, particles
from crosscut.text.own_words import OwnWords, spoken
from crosscut.text.periods import period_text


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit that amounts are printed in, and with how many decimals."""

    unit: Unit
    decimals: int

    def name(self, language: Language) -> str:
        """The unit in words: ``억 원``, ``KRW billion``."""
        return self.unit.label(language)


def word(key: str, language: Language, **values: object) -> str:
    """The word or sentence of ``key`` in one language and the office's words, with its ``{places}`` filled."""
    if not values:
        return _word(key, language, spoken())
    text = pattern(key, language).format(**values)
    return particles(text) if language == "ko" else text


@lru_cache(maxsize=8192)
def _word(key: str, language: Language, own: OwnWords) -> str:
    text = _pattern(key, language, own)
    return particles(text) if language == "ko" else text


def in_own_words(text: Text, language: Language) -> str:
    """A text of ours that is no word of the catalogue, in the office's words."""
    said = spoken().replaced(text[language], language)
    return particles(said) if language == "ko" else said


def both_in_own_words(text: Text) -> Text:
    """A text of ours that is no word of the catalogue, in both languages and the office's words."""
    return Text(en=in_own_words(text, "en"), ko=in_own_words(text, "ko"))


def pattern(key: str, language: Language) -> str:
    """The sentence of ``key`` in the office's words, its ``{places}`` and Korean particles open."""
    return _pattern(key, language, spoken())


@lru_cache(maxsize=8192)
def _pattern(key: str, language: Language, own: OwnWords) -> str:
    return own.replaced(WORDS[key][language], language)


def both(key: str, names: Mapping[str, Text] | None = None, **values: object) -> tuple[str, str]:
    """The sentence of ``key`` in English and Korean; ``names`` are the values that differ between them."""
    english, korean = ({each: name[language] for each, name in (names or {}).items()} for language in ("en", "ko"))
    return word(key, "en", **values, **english), word(key, "ko", **values, **korean)


def exact_scale(code: str) -> Scale:
    """Whole units of a currency with all of its decimals: the scale of a trace."""
    money = currency(code)
    return Scale(Unit(money.code, money, money.base), money.exponent)


def amount_text(amount: int, printed_in: Scale, *, sign: bool = False) -> str:
    """An amount with thousands separators, rounded half away from zero, with a true minus sign."""
    return format_number(amount, printed_in.unit, digits=printed_in.decimals, sign=sign).replace("-", "−")


def percent(part: int, whole: int, *, sign: bool = False) -> str:
    """``part / whole`` as a percentage with one decimal; a dash where the whole is nothing."""
    if not whole:
        return "–"
    size = abs(tenths(part, whole))
    text = f"{size // 10:,}.{size % 10}%"
    if not size or not part:
        return text
    if (part < 0) != (whole < 0):
        return f"−{text}"
    return f"+{text}" if sign else text


def period_name(year: int, stage: str, language: Language) -> str:
    """A fiscal year at a stage: ``2026년 정부안``, ``2026 proposed``."""
    return period_text(year, stage)[language]


def by_language(text: Text, made: Collection[Language]) -> list[str]:
    """A text in the languages that are published, in the order that scripts know all of them in."""
    return [text[language] if language in made else "" for language in LANGUAGES]
