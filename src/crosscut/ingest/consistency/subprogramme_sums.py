"""Rules ``subprogramme-sum`` and ``no-subprogrammes``: the parts of a programme make the programme."""

from __future__ import annotations

from decimal import Decimal

from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import MAIN, Dated, Tables, moment
from crosscut.tables import Placed

_SQL = f"""
with amount as (
    select programme, fiscal_year, stage, sum(amount) as amount, list(line order by line) as ids,
           arg_min({{'file': file, 'sheet': sheet, 'row': "row", 'column': "column"}}, line) as spot
    from lines where {MAIN} group by all
), parts as (
    select programme, fiscal_year, stage, sum(amount) as parts, list(line order by line) as part_ids
    from lines where not {MAIN} group by all
)
select amount.* exclude (spot), parts, part_ids, unnest(spot)
from amount join parts using (programme, fiscal_year, stage)
where parts <> amount order by all
"""  # noqa: S608

_ABSENT = f"""
select programmes.programme, programmes.name, programmes.file, programmes.sheet, programmes."row", '' as "column",
       list(line order by line) filter (line is not null) as ids
from programmes anti join (select distinct programme from subprogrammes) using (programme)
left join (select programme, line from lines where {MAIN}) as own using (programme)
group by all order by all
"""  # noqa: S608


class _Sums(Dated):
    amount: Decimal
    ids: list[str]
    parts: Decimal
    part_ids: list[str]


class _Undivided(Placed):
    programme: str
    name: str
    ids: list[str] | None


def check(tables: Tables) -> list[Finding]:
    """One finding a programme, year and stage whose subprogrammes sum to another amount."""
    if tables.subprogrammes.num_rows == 0:
        return []
    rows: list[_Sums] = tables.query(_SQL).to_pylist()
    return [
        Finding(
            "subprogramme-sum",
            Severity.WARNING,
            f"{row['programme']} ({moment(row)}): its subprogrammes sum to {tables.amount(int(row['parts']))}, "
            f"its amount is {tables.amount(int(row['amount']))}.",
            f"{row['programme']} ({moment(row, 'ko')}): 내역사업 합 {tables.amount(int(row['parts']), 'ko')}이(가) "
            f"세부사업 예산 {tables.amount(int(row['amount']), 'ko')}과 다릅니다.",
            Place.of(row),
            row["programme"],
            int(row["parts"]),
            int(row["amount"]),
            int(row["parts"] - row["amount"]),
            "Find the subprogramme that is missing or wrong.",
            "빠지거나 틀린 내역사업을 찾으십시오.",
            (*row["ids"], *row["part_ids"]),
        )
        for row in rows
    ]


def check_present(tables: Tables) -> list[Finding]:
    """One finding a programme without a subprogramme, where the budget has subprogrammes at all."""
    if tables.subprogrammes.num_rows == 0:
        return []
    rows: list[_Undivided] = tables.query(_ABSENT).to_pylist()
    return [
        Finding(
            "no-subprogrammes",
            Severity.INFO,
            f"{row['programme']} {row['name']} has no subprogramme.",
            f"{row['programme']} {row['name']}에 내역사업이 없습니다.",
            Place.of(row),
            row["programme"],
            hint="Add its subprogrammes, if it has any.",
            hint_ko="내역사업이 있으면 더하십시오.",
            rows=tuple(row["ids"] or ()),
        )
        for row in rows
    ]
