"""A receipt in words: its amount in the budget's unit and its moment in local time, beside what was signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from crosscut.money import Unit, amount_text, currency
from crosscut.text import Text


def filing_verdict(facts: Mapping[str, str | int | bool]) -> Text:
    """What a receipt of a filing that holds says, so that it can be compared with the page by eye."""
    number, ministry, code, total = (str(facts.get(each)) for each in ("number", "ministry", "currency", "total"))
    late = bool(facts.get("late"))
    at, here = str(facts.get("filed_at")), _local(str(facts.get("filed_at")))
    amount = _amount(facts)
    return Text(
        f"valid: {number}, {ministry}, filed {at} ({'late' if late else 'in time'}; {here}), "
        f"{total} {code} minor units ({amount.en})",
        f"유효함: {number}, {ministry}, {here} 제출({'기한 후' if late else '기한 내'}; {at}), "
        f"요구액 {amount.ko}({total} {code} 최소 단위)",
    )


def _local(text: str) -> str:
    """A moment by the clock of this machine, with its zone."""
    said = datetime.fromisoformat(text).astimezone().isoformat(sep=" ", timespec="seconds")
    return f"{said[:-6]} UTC{said[-6:]}"


def _amount(facts: Mapping[str, str | int | bool]) -> Text:
    """The amount in the unit that the receipt names; those that name none are told in whole units of the currency."""
    money = currency(str(facts.get("currency")))
    unit = Unit("", money, int(facts.get("unit") or money.base))
    return amount_text(int(facts.get("total") or 0), unit)
