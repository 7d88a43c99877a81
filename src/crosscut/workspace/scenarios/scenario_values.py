"""Values of a scenario's changes: how people write them in fields, how they are kept, and how they are shown again."""

from __future__ import annotations

import re

from crosscut.allocate.amendments import amount_value
from crosscut.allocate.quantities import percent, takes_too_much
from crosscut.money import MoneyError, Unit, format_amount, format_number, read
from crosscut.text import Language, Text
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.fields import LARGEST_SUM, narrow
from crosscut.workspace.words import word

_PERCENT = re.compile(r"([+\-−△]?)\s*(\d{1,5}(?:\.\d{1,6})?)\s*%?")


def stored(text: str, unit: Unit, field: str = "") -> str:
    """What is kept of a limit: growth in per cent, or an amount that names its unit; empty where nothing is written.

    Raises
    ------
    WorkspaceError
        where it is neither, or leaves less than nothing.
    """
    text = " ".join(narrow(text).split())
    if not text:
        return ""
    if match := _PERCENT.fullmatch(text):
        number = match[2].lstrip("0") or "0"
        number = f"0{number}" if number.startswith(".") else number
        number = number.rstrip("0").rstrip(".") if "." in number else number
        value = f"{'-' if match[1] in ('-', '−', '△') and number != '0' else ''}{number} %"
        if takes_too_much(percent(value)):
            raise WorkspaceError(word("scenario_below_nothing", value=text[:40]), column=field)
        return value
    if re.fullmatch(r"[\d.,\s]+", text):
        raise WorkspaceError(word("scenario_no_unit", value=text[:40]), column=field)
    return amount_value(amount(text, unit, field), unit.currency.code)


def amount(text: str, unit: Unit, field: str, fault: str = "scenario_not_a_limit") -> int:
    """An amount in minor units; a number without a unit is in the unit that pages show; ``fault`` says that it is none.

    Raises
    ------
    WorkspaceError
        where it is none, is below zero, or is not whole.
    """
    try:
        found = read(text, unit)
    except MoneyError:
        raise WorkspaceError(word(fault, value=text[:40]), column=field) from None
    if found.exact is not None or not 0 <= found.value <= LARGEST_SUM:
        raise WorkspaceError(word(fault, value=text[:40]), column=field)
    return found.value


def typed(value: str, unit: Unit, lang: Language) -> str:
    """A kept value as a field holds it."""
    if not value or value.endswith("%"):
        return value.removesuffix("%").strip()
    return format_amount(_minor(value), unit, language=lang)


def inward(low: int, high: int, unit: Unit) -> tuple[int, int]:
    """The ends of what is possible, drawn in to whole units; as they are where no whole unit lies between."""
    ends = -(-low // unit.factor) * unit.factor, high // unit.factor * unit.factor
    return ends if ends[0] <= ends[1] else (low, high)


def grown(amount: int, past: int, *, up: bool = False) -> str:
    """What an amount is on last year, in per cent to the tenth below or above; empty where last year had nothing."""
    if past <= 0:
        return ""
    tenths = -((past - amount) * 1000 // past) if up else (amount - past) * 1000 // past
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def growth_of(text: str, unit: Unit, past: int) -> str:
    """The growth on last year that is written into a field, or that an amount in it comes to; empty for neither."""
    try:
        value = stored(text, unit)
    except WorkspaceError:
        return ""
    return value.removesuffix("%").strip() if value.endswith("%") else grown(_minor(value), past) if value else ""


def value_text(kind: str, value: str, unit: Unit) -> Text:
    """A kept value in words."""
    if kind == "without":
        return word("scenario_left_out") if value else word("scenario_taken_back")
    if not value:
        return word("scenario_taken_back")
    if kind == "pin":
        how, _, rest = value.partition(" ")
        return word(f"pin_{how}", amount=_money(rest, unit) if rest else "")
    if value.endswith("%"):
        key = "scenario_loosened" if kind == "loosen" else "scenario_growth"
        return word(key, value=value.replace("-", "−"))
    return _money(value, unit)


def _money(value: str, unit: Unit) -> Text:
    shown = format_number(_minor(value), unit)
    return Text(f"{shown} {unit.label('en')}", f"{shown} {unit.label('ko')}")


def _minor(value: str) -> int:
    return int(value.partition(" ")[0])
