"""The fields of a request: how what people write in them is read, and how it is shown again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from crosscut.characters import CONTROL
from crosscut.money import MoneyError, Unit, ascii_digits, format_number, read, read_number
from crosscut.money.reading import BEYOND
from crosscut.text import LANGUAGES, Text
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word

FIELDS = ("name", "text", "start", "end", "amount", "reason")
"""All that a call asks of a programme."""

LARGEST, LARGEST_SUM = 10**15, 10**16
"""The largest amount that may be asked for a programme, and for a whole request; minor units."""

LONGEST: Mapping[str, int] = {"name": 300, "text": 20_000, "reason": 4000}
_YEAR = re.compile(r"(19|20|21)\d{2}")


_WIDE = str.maketrans("％－＋．，", "%-+.,")


def narrow(text: str) -> str:
    """A written number without blank ends, digits and signs as ASCII: Korean keyboards write them full-width too."""
    return ascii_digits(text).translate(_WIDE).strip()


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
        text = narrow(text)
        if text and not _YEAR.fullmatch(text):
            raise WorkspaceError(word("not_a_year", value=text[:20]), column=field)
        return text
    if len(text) > LONGEST[field]:
        raise WorkspaceError(word("too_long", field=label(field), most=LONGEST[field]), column=field)
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
    except MoneyError as error:
        if error.code == BEYOND:
            raise WorkspaceError(too_large("amount_large", LARGEST, unit), column="amount") from None
        raise WorkspaceError(word("not_an_amount", value=str(value)[:40]), column="amount") from None
    if found.exact is not None:
        raise WorkspaceError(word("amount_fraction", value=str(value)[:40]), column="amount")
    if found.value < 0:
        raise WorkspaceError(word("amount_negative"), column="amount")
    if found.value > LARGEST:
        raise WorkspaceError(too_large("amount_large", LARGEST, unit), column="amount")
    return str(found.value)


def too_large(key: str, most: int, unit: Unit) -> Text:
    """That an amount or a sum is above the largest, which is given in minor units and said in the unit."""
    text = format_number(most, unit)
    said = {lang: f"{text} {unit.label(lang)}" for lang in LANGUAGES}
    return word(key, field=label("amount"), most=Text(said["en"], said["ko"]))


def field_text(field: str, value: str, unit: Unit) -> str:
    """A kept value as a form or table shows it: amounts in the unit, with all their decimals."""
    return format_number(int(value), unit) if field == "amount" and value else value
