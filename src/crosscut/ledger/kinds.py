"""What a ledger keeps: the kinds of rows, their keys, and who says them.

Every kind is kept in the same way, as versions of rows. A kind is a schema of :mod:`crosscut.tables` with a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ledger.continuity import EVENTS, LINKS, MINISTRIES
from crosscut.ledger.findings import DISPOSITIONS
from crosscut.tables import ATTRIBUTES, DECISIONS, FACTS, LINES, PROGRAMMES, SUBPROGRAMMES, TAGS, Placed

PLACE = ("file", "sheet", "row", "column")
"""Where a row stands in its source: kept, but a row that only moved has not changed."""

CORRECTIONS = pa.schema(
    [
        ("line", pa.string()),
        ("was", pa.int64()),
        ("amount", pa.int64()),
        ("low", pa.int64()),
        ("high", pa.int64()),
        ("corrected_by", pa.string()),
        ("corrected_at", pa.string()),
        ("reason", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
    ]
)
"""People's corrections of amounts: the line's amount is ``amount``, not ``was``. Amounts in minor units.

A correction holds for as long as the source says ``was``; a source that comes to say something else has the last word.
"""


class CorrectionRow(Placed):
    """A row of CORRECTIONS."""

    line: str
    was: int | None
    amount: int
    low: int | None
    high: int | None
    corrected_by: str
    corrected_at: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatementColumns:
    """Which columns say what people's statements of a kind are about, who made them and when.

    All rows with one subject, one person and one time are one statement; :mod:`crosscut.ledger.in_force` says which
    holds.
    """

    subject: str
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class StatementKind:
    """One kind of row: name, schema, the columns that identify a row, and its statement's where people make it."""

    name: str
    schema: pa.Schema
    key: tuple[str, ...]
    statement: StatementColumns | None = None

    @property
    def content(self) -> tuple[str, ...]:
        """The columns that say something about the row, its place aside."""
        return tuple(name for name in self.schema.names if name not in PLACE)

    def keys_of(self, table: pa.Table) -> pa.ChunkedArray | pa.Array:
        """The key of each row as one text."""
        return joined(table, self.key)

    def conform(self, table: pa.Table) -> pa.Table:
        """The table with exactly this kind's columns and types.

        Raises
        ------
        ValueError
            where a column is missing, a key is null or a value does not fit its type.

        """
        missing = [name for name in self.schema.names if name not in table.column_names]
        if missing:
            raise ValueError(f"{self.name}: no column {', '.join(missing)}; give a table of the {self.name} schema")
        table = table.select(self.schema.names).cast(self.schema)
        for name in self.schema.names:
            self._refuse_unkeepable(name, table[name])
        return table

    def _refuse_unkeepable(self, name: str, column: pa.ChunkedArray) -> None:
        identifies = name in self.key
        if identifies and column.null_count:
            raise ValueError(f"{self.name}: column {name} has no value in some row, but it identifies the row")
        if not pa.types.is_string(column.type):
            return
        for control in ("\x00", "\x1f") if identifies else ("\x00",):
            if pc.any(pc.match_substring(column, control)).as_py():
                raise ValueError(f"{self.name}: column {name} holds the control character {control!r}; remove it")


def joined(table: pa.Table, columns: tuple[str, ...]) -> pa.ChunkedArray | pa.Array:
    """The columns of each row as one text, which is the same for two rows exactly if the columns are."""
    if len(columns) == 1:
        return table[columns[0]]
    return pc.binary_join_element_wise(*(table[name].cast(pa.string()) for name in columns), "\x1f")


_DECIDED = ("programme", "decided_by", "decided_at", "area", "sub")
_DISPOSED = ("subject", "decided_by", "decided_at")
_CORRECTED = ("line", "corrected_by", "corrected_at")

KINDS: Mapping[str, StatementKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            StatementKind("programmes", PROGRAMMES, ("programme",)),
            StatementKind("subprogrammes", SUBPROGRAMMES, ("programme", "subprogramme")),
            StatementKind("lines", LINES, ("line",)),
            StatementKind("tags", TAGS, ("tag",)),
            StatementKind("decisions", DECISIONS, _DECIDED, StatementColumns("programme", "decided_by", "decided_at")),
            StatementKind(
                "corrections", CORRECTIONS, _CORRECTED, StatementColumns("line", "corrected_by", "corrected_at")
            ),
            StatementKind("links", LINKS, ("predecessor", "successor")),
            StatementKind("ministries", MINISTRIES, ("predecessor", "successor", "date")),
            StatementKind("events", EVENTS, ("event",)),
            StatementKind(
                "dispositions", DISPOSITIONS, _DISPOSED, StatementColumns("subject", "decided_by", "decided_at")
            ),
            StatementKind("attributes", ATTRIBUTES, ("programme", "fiscal_year", "stage")),
            StatementKind("facts", FACTS, ("programme", "fiscal_year", "name")),
        )
    }
)
"""Every kind by name, in the order they are written."""


def tables_by_kind(**tables: Any) -> dict[str, pa.Table]:
    """The tables that were given, conformed to their kinds; None is left out."""
    return {name: KINDS[name].conform(table) for name, table in tables.items() if table is not None}
