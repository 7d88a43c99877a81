"""Rules ``subprogramme-sum`` and ``no-subprogrammes``: the parts of a programme make the programme."""

from __future__ import annotations

from decimal import Decimal

from crosscut.findings import Finding, Phrase, Place, Severity
from crosscut.ingest.consistency.rule import MAIN, Dated, Tables
from crosscut.tables import Placed
from crosscut.text import Text

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


_DIFFERS = Text(
    "{programme} ({period}): its subprogrammes sum to {parts}, its amount is {amount}.",
    "{programme} ({period}): 내역사업 합 {parts}이(가) 세부사업 예산 {amount}과(와) 다릅니다.",
)


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
    return [_finding(row, tables) for row in rows]


def _finding(row: _Sums, tables: Tables) -> Finding:
    parts, amount = int(row["parts"]), int(row["amount"])
    phrase = Phrase.of(
        _DIFFERS,
        programme=row["programme"],
        period=tables.period(row),
        parts=tables.amount(parts),
        amount=tables.amount(amount),
    )
    return Finding(
        "subprogramme-sum",
        Severity.WARNING,
        phrase.text,
        Place.of(row),
        row["programme"],
        parts,
        amount,
        parts - amount,
        Text("Find the subprogramme that is missing or wrong.", "빠지거나 틀린 내역사업을 찾으십시오."),
        (*row["ids"], *row["part_ids"]),
        phrase,
    )


def check_present(tables: Tables) -> list[Finding]:
    """One finding a programme without a subprogramme, where the budget has subprogrammes at all."""
    if tables.subprogrammes.num_rows == 0:
        return []
    rows: list[_Undivided] = tables.query(_ABSENT).to_pylist()
    return [
        Finding(
            "no-subprogrammes",
            Severity.INFO,
            Text(
                f"{row['programme']} {row['name']} has no subprogramme.",
                f"{row['programme']} {row['name']}에 내역사업이 없습니다.",
            ),
            Place.of(row),
            row["programme"],
            hint=Text("Add its subprogrammes, if it has any.", "내역사업이 있으면 더하십시오."),
            rows=tuple(row["ids"] or ()),
        )
        for row in rows
    ]
