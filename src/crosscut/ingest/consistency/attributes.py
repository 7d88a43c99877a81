"""Rules ``missing-name`` and ``missing-ministry``: a programme with money says what it is and whose."""

from __future__ import annotations

from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import MAIN, Tables
from crosscut.tables import Placed
from crosscut.text import Text

_SQL = f"""
select programmes.programme, name, ministry, programmes.file, programmes.sheet, programmes."row", '' as "column",
       list(line order by line) filter (line is not null) as ids
from programmes left join (select programme, line from lines where {MAIN}) as own using (programme)
where (name = '' or ministry = '') and programme in (select programme from lines) group by all order by all
"""  # noqa: S608


class _Programme(Placed):
    programme: str
    name: str
    ministry: str
    ids: list[str] | None


_KOREAN = {"name": "이름", "ministry": "부처"}


def check(tables: Tables) -> list[Finding]:
    """One finding a programme and attribute that no source says; one in all where no source has such a column."""
    blank = [each for each in _KOREAN if "" in tables.programmes[each].unique().to_pylist()]
    mapped = {key for source in tables.settings.source if source.kind == "programmes" for key in source.columns}
    unmapped = [_unmapped(each) for each in blank if each not in mapped]
    if not set(blank) & mapped:
        return unmapped
    rows: list[_Programme] = tables.query(_SQL).to_pylist()
    return unmapped + [
        Finding(
            f"missing-{attribute}",
            Severity.WARNING,
            Text(
                f"{row['programme']} has no {attribute}.", f"{row['programme']}의 {_KOREAN[attribute]}이(가) 없습니다."
            ),
            Place.of(row),
            row["programme"],
            hint=Text(
                f"Fill the cell, or map columns.{attribute}.", f"칸을 채우거나 columns.{attribute}을(를) 지정하십시오."
            ),
            rows=tuple(row["ids"] or ()),
        )
        for row in rows
        for attribute, said in (("name", row["name"]), ("ministry", row["ministry"]))
        if not said and attribute in mapped
    ]


def _unmapped(attribute: str) -> Finding:
    return Finding(
        f"missing-{attribute}",
        Severity.INFO,
        Text(f"No source has a column of the {attribute}.", f"{_KOREAN[attribute]} 열을 지정한 원본이 없습니다."),
        Place("crosscut.toml", column=f"columns.{attribute}"),
        hint=Text(
            f"Map columns.{attribute} where the files say it.", f"자료에 있으면 columns.{attribute}을(를) 지정하십시오."
        ),
    )
