"""What readers read: words in Korean and English, and numbers as pages print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosscut.money import Unit, currency, format_number, unit
from crosscut.publish.figures import Figure
from crosscut.publish.words import WORDS

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")

_EAST_ASIAN = ("KRW", "JPY", "CNY", "TWD")
_POWERS = {
    True: {"headline": {"ko": 12, "en": 12}, "table": {"ko": 8, "en": 9}, "detail": {"ko": 6, "en": 6}},
    False: {"headline": {"ko": 9, "en": 9}, "table": {"ko": 6, "en": 6}, "detail": {"ko": 3, "en": 3}},
}
_DECIMALS = {"headline": 2, "table": 1, "detail": 0}


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit that amounts are printed in, and with how many decimals."""

    unit: Unit
    decimals: int

    def name(self, language: Language) -> str:
        """The unit in words: ``억 원``, ``KRW billion``."""
        return self.unit.label(language)


def word(key: str, language: Language, **values: object) -> str:
    """The word or sentence of ``key`` in one language, with its ``{places}`` filled."""
    text = WORDS[key][0 if language == "ko" else 1]
    return text.format(**values) if values else text


def scale(use: str, language: Language, code: str, printed_unit: str = "") -> Scale:
    """The unit that amounts of one use are printed in.

    Parameters
    ----------
    use
        ``headline`` (one large number), ``table`` or ``detail`` (single programmes).
    code
        The currency's code.
    printed_unit
        The budget's own unit (``unit`` in crosscut.toml), which tables and details follow; empty chooses by currency.

    """
    if printed_unit and use != "headline":
        return Scale(unit(printed_unit, code), _DECIMALS[use])
    money = currency(code)
    power = _POWERS[money.code in _EAST_ASIAN][use][language]
    return Scale(Unit(f"1e{power}", money, 10**power * money.base), _DECIMALS[use])


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
    size = (abs(part) * 2000 + abs(whole)) // (2 * abs(whole))
    text = f"{size // 10:,}.{size % 10}%"
    if not size or not part:
        return text
    if (part < 0) != (whole < 0):
        return f"−{text}"
    return f"+{text}" if sign else text


def figure_text(figure: Figure, language: Language, printed_in: Scale) -> str:
    """A figure as a page prints it: rounded, signed where it is a change, with its interval where it is not exact.

    A figure that no row falls into is a dash: nothing was read there, which is not the same as an amount of zero.
    """
    if not figure.rows:
        return "–"
    if figure.kind == "count":
        return f"{figure.value:,}"
    if figure.kind == "ratio":
        return percent(figure.value, figure.whole or 0)
    sign = figure.kind == "difference"
    text = amount_text(figure.value, printed_in, sign=sign)
    if figure.low is None and figure.high is None:
        return text
    bounds = (figure.value if bound is None else bound for bound in (figure.low, figure.high))
    low, high = (amount_text(bound, printed_in, sign=sign) for bound in bounds)
    return word("about", language, value=text, low=low, high=high)


def change_text(figure: Figure, language: Language, printed_in: Scale) -> str:
    """A figure of a change: as :func:`figure_text`, and a plus sign before a rate above zero."""
    if figure.kind == "ratio":
        return percent(figure.value, figure.whole or 0, sign=True)
    return figure_text(figure, language, printed_in)


def stage_name(stage: str, language: Language) -> str:
    """A stage in words; a stage of the budget's own keeps its name."""
    key = f"stage_{stage}"
    return word(key, language) if key in WORDS else stage


def period_name(year: int, stage: str, language: Language) -> str:
    """A fiscal year at a stage: ``2026년 정부안``, ``2026 proposed``."""
    return word("period", language, year=year, stage=stage_name(stage, language))
