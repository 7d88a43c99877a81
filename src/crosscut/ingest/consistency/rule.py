"""What a consistency rule is given and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb
import pyarrow as pa

from crosscut.config import Settings
from crosscut.findings import Finding, Place
from crosscut.money import Unit, format_amount
from crosscut.text.periods import period_text

MAIN = "subprogramme = ''"
"""SQL for the rows of programmes themselves, not of their parts."""


@dataclass(frozen=True)
class Tables:
    """The tables of one budget; ``corrected`` are its lines with people's corrections in place."""

    settings: Settings
    programmes: pa.Table
    attributes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    tags: pa.Table
    corrected: pa.Table

    @cached_property
    def unit(self) -> Unit:
        """The unit that messages print amounts in."""
        return self.settings.printed_unit

    def amount(self, value: int, language: str = "en", *, sign: bool = False) -> str:
        """An amount as a message prints it."""
        return format_amount(value, self.unit, language="ko" if language == "ko" else "en", sign=sign)

    def query(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
        """The rows of a query over the tables, which are known to it by their names."""
        with duckdb.connect(":memory:") as connection:
            for name in ("programmes", "attributes", "subprogrammes", "lines", "tags", "corrected"):
                connection.register(name, getattr(self, name))
            rows: list[dict[str, Any]] = connection.sql(sql, params=list(parameters)).to_arrow_table().to_pylist()
        return rows


Rule = Callable[[Tables], list[Finding]]
"""A rule: from the tables to its findings, in any order."""


def place(row: dict[str, Any]) -> Place:
    """The place that a query's row names."""
    return Place(row["file"], row["sheet"], row["row"], row.get("column") or "")


def moment(row: dict[str, Any], language: str = "en") -> str:
    """The fiscal year and stage of a query's row; a stage of the budget's own keeps its name."""
    text = period_text(row["fiscal_year"], row["stage"])
    return text.ko if language == "ko" else text.en
