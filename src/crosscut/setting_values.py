"""The values of settings: what a person may write for them, and what is said where it cannot be."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from crosscut.calendar import Stage, usual_role
from crosscut.money import MoneyError, currency
from crosscut.text import Language, Text
from crosscut.text.periods import year_text
from crosscut.text.refusals import UnfitValueError
from crosscut.text.year_words import buddhist_year, one_digit_span, year


def _inside(value: str) -> str:
    path = Path(value)
    if path.is_absolute() or ".." in path.parts or "\\" in value or re.match(r"^[A-Za-z]:", value):
        raise UnfitValueError(_OUTSIDE.format(value=repr(value)))
    return value


_OUTSIDE = Text(
    "{value} leaves the budget folder; copy the file into it and name it from there",
    "{value}은(는) 예산 폴더 밖에 있음. 폴더 안에 복사하고 그 이름을 적을 것",
)
FileInside = Annotated[str, BeforeValidator(_inside)]


def _pair(value: Any) -> Any:
    """A text given once serves for both languages; of two, one that is empty takes the other."""
    if isinstance(value, str):
        return Text.same(value)
    if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
        return value | {one: value.get(one) or value.get(other, "") for one, other in (("en", "ko"), ("ko", "en"))}
    return value


Names = Annotated[Text, BeforeValidator(_pair)]
"""A text in both languages; one given alone serves for both."""


def _stage(value: Any) -> Any:
    """A stage by its id alone, or as a table that says what it is for and how it is called."""
    if isinstance(value, str):
        return Stage(value, usual_role(value))
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        name = {"name": _pair(value["name"])} if "name" in value else {}
        return {"role": usual_role(value["id"])} | value | name
    return value


StageSetting = Annotated[Stage, BeforeValidator(_stage)]
"""``"confirmed"``, or ``{ id = "予算", role = "budget", name = { en = "Budget" } }``."""


def _row_numbers(value: Any) -> Any:
    """Rows as first and last: of ``7`` or ``"9-12"``."""
    found = re.fullmatch(r"\s*(\d+)\s*(?:[-–:]\s*(\d+)\s*)?", str(value))
    if isinstance(value, bool) or not found:
        raise ValueError(f'{value!r} is no row; write a number such as 7, or "9-12"')
    return int(found[1]), int(found[2] or found[1])


RowNumbers = Annotated[tuple[int, int], BeforeValidator(_row_numbers)]
"""The first and the last of some rows, as a spreadsheet numbers them."""


def _fiscal_year(value: Any) -> Any:
    """A year as offices write it: of ``"2023/24"`` the one that it begins in."""
    if thai := buddhist_year(str(value)):
        raise ValueError(f"{value} counts from the Buddha's passing; write {thai}")
    return (year(value) or one_digit_span(value) or value) if isinstance(value, str) else value


FiscalYear = Annotated[int, BeforeValidator(_fiscal_year)]
"""``2026``, or a text such as ``"2023/24"``, ``"FY24"`` and ``"令和5年度"``."""


def _positive(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal(0)
    if not (number.is_finite() and 0 < number < 10**9) or len(value) > 30:
        raise ValueError(f'{value!r} is no rate; write a number above zero in quotes, such as "1350.5"')
    return value


def _code(value: str) -> str:
    try:
        return currency(value).code
    except MoneyError as error:
        raise ValueError(error.message) from None


def _year_label(value: str) -> str:
    try:
        year_text(2024, value)
    except (KeyError, IndexError, ValueError):
        raise ValueError(f"{value!r} holds something other than {{year}}, {{yy}}, {{next}} and {{next_year}}") from None
    return value


def _each_once(value: tuple[Language, ...]) -> tuple[Language, ...]:
    if len(set(value)) < len(value):
        raise ValueError("a language stands twice")
    return value


CurrencyCode = Annotated[str, AfterValidator(_code)]
"""A code of ISO 4217."""

Positive = Annotated[str, AfterValidator(_positive)]
"""A decimal number above zero, as text so that it stays exact."""

YearLabel = Annotated[str, AfterValidator(_year_label)]
"""How years are printed: ``{year}/{next}``."""

Languages = Annotated[tuple[Language, ...], AfterValidator(_each_once)]
"""Languages, each once."""


def _one_a_period(value: tuple[Any, ...]) -> tuple[Any, ...]:
    periods = [(each.currency, each.fiscal_year, each.stage) for each in value]
    twice = next((period for at, period in enumerate(periods) if period in periods[:at]), None)
    if twice:
        code, year_of, stage = twice
        when = " ".join(filter(None, (year_text(year_of, "") if year_of else "", stage))) or "all periods"
        raise ValueError(
            f"{code} has two rates for {when}; keep the one that holds, or tell them apart by fiscal_year or stage"
        )
    return value


OneAPeriod = AfterValidator(_one_a_period)
"""Of what holds for periods: no two speak of one currency and the same year and stage."""


_OF_ROWS = (
    "sheet",
    "first_row",
    "last_row",
    "range",
    "skip_rows",
    "keep_rows",
    "fill_down",
    "hidden",
    "facts",
)
"""Settings that speak of single rows, which a source that is summed has not."""


def unfit_to_sum(source: Any) -> list[str]:
    """What the settings of a source state that goes with no sums of many files."""
    unfit = [name for name in _OF_ROWS if getattr(source, name)]
    unfit += [f"format {source.format!r}"] if source.format not in ("", "csv", "parquet") else []
    unfit += [name for name in ("header_row", "header_rows") if getattr(source, name) > 1]
    unfit += [f"encoding {source.encoding!r}"] if source.encoding.lower() not in ("", "utf-8", "utf8") else []
    return unfit + [f"columns.{name}" for name in ("low", "high") if name in source.columns]
