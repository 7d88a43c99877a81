"""Rule ``far-amount``: amounts so far beyond all others of a period that they may be in another unit."""

from __future__ import annotations

from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import MAIN, Dated, Tables
from crosscut.text import Text

_TIMES, _FEWEST, _SHARE = 100_000, 3, 10
"""How many times the next amount is one beyond others; of how many at least; and one in how many rows may be."""
_SQL = f"""
with ordered as (
    select fiscal_year, stage, amount, lead(amount) over by_size as next, row_number() over by_size as place,
           count(*) over (partition by fiscal_year, stage) as count
    from lines where {MAIN} and amount > 0
    window by_size as (partition by fiscal_year, stage order by amount desc)
),
far as (
    select * from ordered
    where amount // {_TIMES} >= next and count - place >= {_FEWEST} and place <= greatest(1, count // {_SHARE})
)
select lines.*, far.next, far.place
from lines join far using (fiscal_year, stage, amount)
where {MAIN}
qualify row_number() over (
    partition by fiscal_year, stage, amount
    order by programme desc nulls first, file desc nulls first, "row" desc nulls first, "column" desc nulls first
) = 1
order by fiscal_year, stage, place
"""  # noqa: S608


class _Far(Dated):
    amount: int
    next: int
    place: int
    line: str


def check(tables: Tables) -> list[Finding]:
    """One finding a period whose largest amounts are that far beyond the next."""
    rows: list[_Far] = tables.query(_SQL).to_pylist()
    return [_finding(row, tables) for row in rows]


def _finding(row: _Far, tables: Tables) -> Finding:
    period, own, other = tables.period(row), tables.amount(row["amount"]), tables.amount(row["next"])
    more = f" and {row['place'] - 1} larger" if row["place"] > 1 else ""
    more_ko = f" 등 {row['place']}건" if row["place"] > 1 else ""
    return Finding(
        "far-amount",
        Severity.WARNING,
        Text(
            f"{row['programme']} ({period.en}): {own.en}{more} stand far beyond all others, of which the largest is "
            f"{other.en}.",
            f"{row['programme']} ({period.ko}): {own.ko}{more_ko}이(가) "
            f"나머지 가운데 가장 큰 {other.ko}보다 훨씬 큽니다.",
        ),
        Place.of(row),
        row["programme"],
        value=row["amount"],
        hint=Text("Check the unit that the row is written in.", "그 행의 단위를 확인하십시오."),
        rows=(row["line"],),
    )
