"""Small tables for the ledger's tests, made from plain Python rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from crosscut.ledger import CORRECTIONS, LINKS, Contents, Reading
from crosscut.ledger.in_force import corrected
from crosscut.tables import DECISIONS, LINES, PROGRAMMES, SUBPROGRAMMES, TAGS, line_id, row_id


def day(number: int) -> datetime:
    """Noon of a day in 2026, from 1."""
    return datetime(2026, 1 + (number - 1) // 28, 1 + (number - 1) % 28, 12, tzinfo=UTC)


def _table(schema: pa.Schema, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    blank = {field.name: "" if pa.types.is_string(field.type) else None for field in schema}
    return pa.Table.from_pylist([blank | dict(row) for row in rows], schema=schema)


def line(
    programme: str, amount: int | None, *, year: int = 2026, stage: str = "requested", **more: Any
) -> dict[str, Any]:
    key = {"programme": programme, "subprogramme": "", "fiscal_year": year, "stage": stage, "account": ""}
    return {"line": line_id(*key.values()), **key, "amount": amount, **more}


def lines(*rows: Mapping[str, Any]) -> pa.Table:
    return _table(LINES, rows)


def amounts(**by_programme: int | None) -> pa.Table:
    """One line a programme."""
    return lines(*(line(programme, amount) for programme, amount in by_programme.items()))


def programmes(*rows: Mapping[str, Any]) -> pa.Table:
    return _table(PROGRAMMES, rows)


def subprogrammes(*rows: Mapping[str, Any]) -> pa.Table:
    return _table(SUBPROGRAMMES, rows)


def tags(*rows: Mapping[str, Any]) -> pa.Table:
    return _table(TAGS, [{"tag": row_id("tag", row["programme"], row["area"]), **row} for row in rows])


def decision(programme: str, area: str, by: str, at: str = "", **more: Any) -> dict[str, Any]:
    said = {"decided_by": by, "decided_at": at, "reason": "because", "numerator": 1, "denominator": 1}
    return {"programme": programme, "area": area, **said, **more}


def decisions(*rows: Mapping[str, Any]) -> pa.Table:
    return _table(DECISIONS, rows)


def correction(
    programme: str, was: int | None, amount: int, by: str = "kim", at: str = "", **more: Any
) -> dict[str, Any]:
    said = {"corrected_by": by, "corrected_at": at, "reason": "a misprint"}
    return {"line": line(programme, 0)["line"], "was": was, "amount": amount, **said, **more}


def corrections(*rows: Mapping[str, Any]) -> pa.Table:
    return _table(CORRECTIONS, rows)


def links(*pairs: tuple[str, str]) -> pa.Table:
    share = {"numerator": 1, "denominator": 1, "reason": "renamed", "decided_by": "kim"}
    return _table(LINKS, [{"predecessor": one, "successor": other, **share} for one, other in pairs])


def reading(source: str = "a.csv", digest: str = "", **tables: Any) -> Reading:
    return Reading(source=source, digest=digest or "same", **tables)


def amounts_of(table: pa.Table) -> dict[str, int | None]:
    """Programme → amount."""
    return dict(zip(table["programme"].to_pylist(), table["amount"].to_pylist(), strict=True))


def corrected_lines(contents: Contents) -> pa.Table:
    """The lines with the corrections in force."""
    return corrected(contents.lines, contents.in_force("corrections"))[0]
