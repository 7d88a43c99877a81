"""What a consistency rule is given and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pyarrow as pa

from crosscut.config import Settings
from crosscut.engine import in_memory
from crosscut.findings import Finding
from crosscut.money import Unit, amount_text
from crosscut.tables import Placed
from crosscut.text import Text

MAIN = "subprogramme = ''"
"""SQL for the rows of programmes themselves, not of their parts."""


class Dated(Placed):
    """What rows of queries have in common: a programme's money of one year and stage."""

    programme: str
    fiscal_year: int
    stage: str


@dataclass(frozen=True)
class Tables:
    """The tables of one budget; its lines have people's corrections in place."""

    settings: Settings
    programmes: pa.Table
    attributes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    tags: pa.Table

    @cached_property
    def unit(self) -> Unit:
        """The unit that messages print amounts in."""
        return self.settings.printed_unit

    def amount(self, value: int) -> Text:
        """An amount as a message prints it."""
        return amount_text(value, self.unit)

    def period(self, row: Dated) -> Text:
        """The fiscal year and stage of a query's row, as the budget prints and names them."""
        return self.settings.calendar.text((row["fiscal_year"], row["stage"]))

    def query(self, sql: str, parameters: tuple[str, ...] = ()) -> pa.Table:
        """What a query gives over the tables, which are known to it by their names."""
        return self._connection.sql(sql, params=list(parameters)).to_arrow_table()

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        """One for all queries: a budget may have thousands of controls, and each would open its own."""
        connection = in_memory.connection()
        for name in ("programmes", "attributes", "subprogrammes", "lines", "tags"):
            connection.register(name, getattr(self, name))
        return connection


Rule = Callable[[Tables], list[Finding]]
"""A rule: from the tables to its findings, in any order."""
