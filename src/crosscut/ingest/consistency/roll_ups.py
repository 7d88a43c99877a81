"""Rule ``tag-roll-up``: what subprogrammes are tagged with makes what their programme is tagged with."""

from __future__ import annotations

from decimal import Decimal

from crosscut.findings import Finding, Phrase, Place, Severity
from crosscut.ingest.consistency.rule import MAIN, Dated, Tables
from crosscut.text import Text

_SQL = f"""
with whole as (
    select programme, fiscal_year, stage, area, sum(amount) as whole, list(tag order by tag) as ids,
           arg_min({{'file': file, 'sheet': sheet, 'row': "row", 'column': "column"}}, tag) as spot
    from tags where {MAIN} group by all
), parts as (
    select programme, fiscal_year, stage, area, sum(amount) as parts, list(tag order by tag) as part_ids,
           arg_min({{'file': file, 'sheet': sheet, 'row': "row", 'column': "column"}}, tag) as part_spot
    from tags where not {MAIN} group by all
), divided as (select distinct programme, fiscal_year, stage from lines where not {MAIN}),
tagged as (select distinct programme, fiscal_year, stage from lines where {MAIN})
select programme, fiscal_year, stage, area, coalesce(whole, 0) as whole, coalesce(parts, 0) as parts,
       coalesce(ids, []) as ids, coalesce(part_ids, []) as part_ids, unnest(coalesce(spot, part_spot))
from whole full join parts using (programme, fiscal_year, stage, area)
semi join divided using (programme, fiscal_year, stage) semi join tagged using (programme, fiscal_year, stage)
where coalesce(whole, 0) <> coalesce(parts, 0) order by all
"""  # noqa: S608


_DIFFERS = Text(
    "{programme}, {area} ({period}): its subprogrammes are tagged with {parts}, the programme with {whole}.",
    "{programme}, {area} ({period}): 내역사업 표기 합 {parts}이(가) 세부사업 표기 {whole}과(와) 다릅니다.",
)


class _RollUp(Dated):
    area: str
    whole: Decimal
    parts: Decimal
    ids: list[str]
    part_ids: list[str]


def check(tables: Tables) -> list[Finding]:
    """One finding a programme, area, year and stage, where programmes and subprogrammes are both tagged."""
    levels = {bool(text) for text in tables.tags.column("subprogramme").unique().to_pylist()}
    return [_finding(row, tables) for row in tables.query(_SQL).to_pylist()] if len(levels) == 2 else []


def _finding(row: _RollUp, tables: Tables) -> Finding:
    parts, whole = int(row["parts"]), int(row["whole"])
    phrase = Phrase.of(
        _DIFFERS,
        programme=row["programme"],
        area=row["area"],
        period=tables.period(row),
        parts=tables.amount(parts),
        whole=tables.amount(whole),
    )
    return Finding(
        "tag-roll-up",
        Severity.WARNING,
        phrase.text,
        Place.of(row),
        row["programme"],
        parts,
        whole,
        parts - whole,
        Text("Fix the tag that is wrong.", "틀린 표기를 고치십시오."),
        (*row["ids"], *row["part_ids"]),
        phrase,
    )
