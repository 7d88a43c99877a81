"""What a consistency rule is given and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pyarrow as pa

from crosscut.config import Settings
from crosscut.findings import Finding
from crosscut.money import Unit, format_amount
from crosscut.tables import Placed
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

    def query(self, sql: str, parameters: tuple[str, ...] = ()) -> pa.Table:
        """What a query gives over the tables, which are known to it by their names."""
        with duckdb.connect(":memory:") as connection:
            for name in ("programmes", "attributes", "subprogrammes", "lines", "tags", "corrected"):
                connection.register(name, getattr(self, name))
            return connection.sql(sql, params=list(parameters)).to_arrow_table()


Rule = Callable[[Tables], list[Finding]]
"""A rule: from the tables to its findings, in any order."""


class Dated(Placed):
    """What rows of queries have in common: a programme's money of one year and stage."""

    programme: str
    fiscal_year: int
    stage: str


def moment(row: Dated, language: str = "en") -> str:
    """The fiscal year and stage of a query's row; a stage of the budget's own keeps its name."""
    text = period_text(row["fiscal_year"], row["stage"])
    return text.ko if language == "ko" else text.en
