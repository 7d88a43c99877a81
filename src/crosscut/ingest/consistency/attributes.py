"""Rules ``missing-name`` and ``missing-ministry``: a programme says what it is and whose."""

from __future__ import annotations

from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import MAIN, Tables
from crosscut.tables import Placed

_SQL = f"""
select programmes.programme, name, ministry, programmes.file, programmes.sheet, programmes."row", '' as "column",
       list(line order by line) filter (line is not null) as ids
from programmes left join (select programme, line from lines where {MAIN}) as own using (programme)
where name = '' or ministry = '' group by all order by all
"""  # noqa: S608


class _Programme(Placed):
    programme: str
    name: str
    ministry: str
    ids: list[str] | None


_KOREAN = {"name": "이름", "ministry": "부처"}


def check(tables: Tables) -> list[Finding]:
    """One finding a programme and attribute that no source says."""
    if not any("" in tables.programmes[attribute].unique().to_pylist() for attribute in _KOREAN):
        return []
    rows: list[_Programme] = tables.query(_SQL).to_pylist()
    return [
        Finding(
            f"missing-{attribute}",
            Severity.WARNING,
            f"{row['programme']} has no {attribute}.",
            f"{row['programme']}의 {_KOREAN[attribute]}이(가) 없습니다.",
            Place.of(row),
            row["programme"],
            hint=f"Fill the cell, or map columns.{attribute}.",
            hint_ko=f"칸을 채우거나 columns.{attribute}을(를) 지정하십시오.",
            rows=tuple(row["ids"] or ()),
        )
        for row in rows
        for attribute, said in (("name", row["name"]), ("ministry", row["ministry"]))
        if not said
    ]
