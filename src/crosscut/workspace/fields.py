"""The fields of a request: how what people write in them is read, and how it is shown again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from crosscut.characters import CONTROL
from crosscut.money import MoneyError, Unit, format_number, read, read_number
from crosscut.text import Text
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word

FIELDS = ("name", "text", "start", "end", "amount", "reason")
"""All that a call asks of a programme."""

_LONGEST: Mapping[str, int] = {"name": 300, "text": 20_000, "reason": 4000}
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\d,])")
_YEAR = re.compile(r"(19|20|21)\d{2}")


def label(field: str) -> Text:
    """What a field is called."""
    return word(f"field_{field}")


def stored(field: str, value: str | float | Decimal, unit: Unit) -> str:
    """What is kept of a written value: amounts as integers in minor units, texts without blank ends.

    Raises
    ------
    WorkspaceError
        where the value cannot be kept, with the mend.
    """
    if field == "amount":
        return _amount(value, unit)
    text = _plain(value).replace("\r\n", "\n").strip()
    if field in ("start", "end"):
        if text and not _YEAR.fullmatch(text):
            raise WorkspaceError(word("not_a_year", value=text[:20]), column=field)
        return text
    if len(text) > _LONGEST[field]:
        raise WorkspaceError(word("too_long", field=label(field), most=_LONGEST[field]), column=field)
    if CONTROL.search(text.replace("\n", " ").replace("\t", " ")):
        raise WorkspaceError(word("control_character", field=label(field)), column=field)
    return " ".join(text.split()) if field == "name" else text


def _plain(value: str | float | Decimal) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _amount(value: str | float | Decimal, unit: Unit) -> str:
    if isinstance(value, str) and not value.strip():
        return ""
    try:
        found = read(value.strip(), unit) if isinstance(value, str) else read_number(value, unit)
    except MoneyError:
        key = "amount_large" if _is_large(value, unit) else "not_an_amount"
        raise WorkspaceError(word(key, value=str(value)[:40]), column="amount") from None
    if found.exact is not None:
        raise WorkspaceError(word("amount_fraction", value=str(value)[:40]), column="amount")
    if found.value < 0:
        raise WorkspaceError(word("amount_negative"), column="amount")
    return str(found.value)


def _is_large(value: str | float | Decimal, unit: Unit) -> bool:
    """Whether what cannot be read would be an amount if its numbers were small."""
    if not isinstance(value, str):
        return not -1 <= value <= 1
    try:
        read(_NUMBER.sub("1", value.strip()), unit)
    except MoneyError:
        return False
    return True


def shown(field: str, value: str, unit: Unit) -> str:
    """A kept value as a form or table shows it: amounts in the unit, with all their decimals."""
    return format_number(int(value), unit) if field == "amount" and value else value
