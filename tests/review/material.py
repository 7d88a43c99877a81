"""Small demands, written as plain rows."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from crosscut.calendar import Calendar, Stage, usual_role
from crosscut.config import FACT_KINDS
from crosscut.review import ReviewDemand
from crosscut.tables import FACTS, LINES, PROGRAMMES, SUBPROGRAMMES, TAGS, line_id, row_id

STAGES = ("requested", "confirmed", "executed")
MILLION = 1_000_000


def table(schema: pa.Schema, rows: list[dict[str, Any]]) -> pa.Table:
    blank = {field.name: "" if field.type == pa.string() else None for field in schema}
    return pa.Table.from_pylist([blank | row for row in rows], schema=schema)


def demand(
    amounts: dict[str, dict[tuple[int, str], int]],
    *,
    about: dict[str, dict[str, Any]] | None = None,
    facts: dict[str, dict[str, Any]] | None = None,
    parts: dict[str, list[int]] | None = None,
    tags: dict[str, dict[str, int]] | None = None,
    year: int = 2026,
    currency: str = "KRW",
    **more: Any,
) -> ReviewDemand:
    """``amounts``: programme → (year, stage) → amount. Everything else is by programme too."""
    about = about or {}
    programmes = [
        {"programme": key, "name": f"사업 {key}", "ministry": "과기부", "file": "p.csv", "row": at + 2}
        | about.get(key, {})
        for at, key in enumerate(amounts)
    ]
    lines = [_line(key, "", at, stage, amount) for key, own in amounts.items() for (at, stage), amount in own.items()]
    parts = parts or {}
    lines += [
        _line(key, f"{key}.{at}", year, "requested", amount)
        for key, own in parts.items()
        for at, amount in enumerate(own)
    ]
    subprogrammes = [
        {"programme": key, "subprogramme": f"{key}.{at}", "name": f"내역 {key} {at}"}
        for key, own in parts.items()
        for at in range(len(own))
    ]
    tagged = [
        {
            "tag": row_id(key, area),
            "programme": key,
            "fiscal_year": year,
            "stage": "requested",
            "area": area,
            "amount": amount,
        }
        for key, own in (tags or {}).items()
        for area, amount in own.items()
    ]
    said = [
        {"programme": key, "fiscal_year": year, "name": name}
        | ({"text": v} if FACT_KINDS[name] == "text" else {"value": v})
        for key, own in (facts or {}).items()
        for name, v in own.items()
    ]
    held = table(LINES, lines)
    return ReviewDemand(
        table(PROGRAMMES, programmes),
        table(SUBPROGRAMMES, subprogrammes),
        held,
        table(TAGS, tagged),
        table(FACTS, said),
        Calendar([Stage(each, usual_role(each)) for each in STAGES]).over(held),
        currency,
        **more,
    )


def _line(key: str, part: str, year: int, stage: str, amount: int) -> dict[str, Any]:
    return {
        "line": line_id(key, part, year, stage, ""),
        "programme": key,
        "subprogramme": part,
        "fiscal_year": year,
        "stage": stage,
        "amount": amount,
    }


def asked(*amounts: int, executed: dict[int, int] | None = None) -> dict[tuple[int, str], int]:
    """What a programme asks for in 2026 and had confirmed in 2025, 2024 …; what it executed, by year."""
    own = {(2026, "requested"): amounts[0]} | {(2025 - at, "confirmed"): each for at, each in enumerate(amounts[1:])}
    return own | {(year, "executed"): each for year, each in (executed or {}).items()}
