"""Rule ``over-tagged``: the tags of a programme add up to more than its amount."""

from __future__ import annotations

from decimal import Decimal

from crosscut.findings import Finding, Phrase, Place, Severity
from crosscut.ingest.consistency.rule import MAIN, Dated, Tables
from crosscut.text import Text

_SQL = f"""
with amount as (
    select programme, fiscal_year, stage, sum(amount) as amount, list(line order by line) as ids,
           arg_min({{'file': file, 'sheet': sheet, 'row': "row", 'column': "column"}}, line) as spot
    from lines where {MAIN} group by all
), tagged as (
    select programme, fiscal_year, stage, sum(amount) as tagged, list(tag order by tag) as tags, count(*) as areas
    from tags where {MAIN} group by all
)
select amount.* exclude (spot), tagged, tags, areas, unnest(spot)
from amount join tagged using (programme, fiscal_year, stage)
where tagged > amount order by all
"""  # noqa: S608


_MORE = Text(
    "{programme} ({period}): {areas} tagged amounts add up to {tagged}, its amount is {amount}.",
    "{programme} ({period}): 분야 표기 {areas}건의 합 {tagged}이(가) 예산 {amount}보다 많습니다.",
)
_ONE = Text(
    "{programme} ({period}): the tagged amount is {tagged}, its amount is {amount}.",
    "{programme} ({period}): 분야 표기 {tagged}이(가) 예산 {amount}보다 많습니다.",
)


class _Tagged(Dated):
    amount: Decimal
    ids: list[str]
    tagged: Decimal
    tags: list[str]
    areas: int


def check(tables: Tables) -> list[Finding]:
    """One finding a programme, year and stage whose tags are more than its lines."""
    if tables.tags.num_rows == 0:
        return []
    rows: list[_Tagged] = tables.query(_SQL).to_pylist()
    return [_finding(row, tables) for row in rows]


def _finding(row: _Tagged, tables: Tables) -> Finding:
    tagged, amount = int(row["tagged"]), int(row["amount"])
    phrase = Phrase.of(
        _MORE if row["areas"] > 1 else _ONE,
        programme=row["programme"],
        period=tables.period(row),
        areas=str(row["areas"]),
        tagged=tables.amount(tagged),
        amount=tables.amount(amount),
    )
    return Finding(
        "over-tagged",
        Severity.WARNING,
        phrase.text,
        Place.of(row),
        row["programme"],
        tagged,
        amount,
        tagged - amount,
        Text(
            "Tag each part once, or decide shares in decisions/.", "중복 없이 표기하거나 decisions/에 몫을 정하십시오."
        ),
        (*row["ids"], *row["tags"]),
        phrase,
    )
