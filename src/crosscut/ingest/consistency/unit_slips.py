"""Rule ``unit-slip``: nearly every programme's amounts of a period are a power of ten times those of the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from crosscut.calendar import Period
from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import MAIN, Tables
from crosscut.tables import Placed
from crosscut.text import Text

_FACTORS = (100, 1_000, 10_000, 1_000_000, 100_000_000)
"""Between units that are mistaken for each other: thousand and million, won and thousand won, 만원 and 억원."""
_SURE = (1_000, 1_000_000)
"""Those that two programmes are enough for."""
_MANY, _TWO = 3, 2
_NEAR, _NEARER, _SCATTER = 2.0, 1.5, 4.0
"""How far the middle of the ratios may be from a factor, that of two programmes, and most ratios from the middle."""
_MOST = 0.8
"""The share of programmes whose ratios lie so."""

_PART = "\x1f"
_SQL = f"""
with ordered as (
    select unnest(string_split(?, '{_PART}'))::int as fiscal_year, unnest(string_split(?, '{_PART}')) as stage,
           unnest(generate_series(0, ?::int)) as place
), amounts as (
    select programme, place, sum(amount)::double as amount from lines join ordered using (fiscal_year, stage)
    where {MAIN} group by all having sum(amount) > 0
), ratios as (
    select before.place, after.amount / before.amount as ratio
    from amounts before join amounts after on after.programme = before.programme and after.place = before.place + 1
), far as (
    select place from ratios group by place having median(ratio) > {min(_FACTORS) / _NEAR} or
           median(ratio) < {_NEAR / min(_FACTORS)}
)
select place, list(ratio) as ratios from ratios semi join far using (place) group by place order by place
"""  # noqa: S608
_PLACE = """
select file, sheet, "row", "column" from lines where fiscal_year = ? and stage = ?
order by file, "row", "column" limit 1
"""


@dataclass(frozen=True)
class _Jump:
    """From a period to the next the amounts are ``factor`` times as large, or as small where ``down``."""

    before: Period
    after: Period
    factor: int
    down: bool
    count: int


def check(tables: Tables) -> list[Finding]:
    """One finding a period that is another power of ten than its neighbours, or the larger one of two."""
    periods = tables.settings.calendar.over(tables.lines).periods
    jumps = list(_jumps(periods, tables)) if len(periods) > 1 else []
    returned = {jump.after for jump, then in pairwise(jumps) if _undoes(then, jump)}
    return [_finding(jump, jump.after in returned, tables) for jump in jumps if jump.before not in returned]


def _undoes(then: _Jump, jump: _Jump) -> bool:
    return then.before == jump.after and then.down != jump.down and then.factor == jump.factor


def _jumps(periods: Sequence[Period], tables: Tables) -> Iterator[_Jump]:
    years, stages = (_PART.join(map(str, each)) for each in zip(*periods, strict=True))
    for row in tables.query(_SQL, (years, stages, str(len(periods) - 1))).to_pylist():
        factor = _factor(np.asarray(row["ratios"], np.float64))
        if factor:
            before, after = periods[row["place"]], periods[row["place"] + 1]
            yield _Jump(before, after, abs(factor), factor < 0, len(row["ratios"]))


def _factor(ratios: npt.NDArray[np.float64]) -> int:
    """The factor that most ratios are near, below zero where they are its inverse; 0 where there is none."""
    if len(ratios) < _TWO:
        return 0
    middle = float(np.median(ratios))
    down = middle < 1
    ratios, middle = (1 / ratios, 1 / middle) if down else (ratios, middle)
    few = len(ratios) < _MANY
    near = _NEARER if few else _NEAR
    factor = next((each for each in (_SURE if few else _FACTORS) if each / near <= middle <= each * near), 0)
    scatter = near if few else _SCATTER
    close = np.mean((ratios >= middle / scatter) & (ratios <= middle * scatter)) if factor else 0.0
    return 0 if close < _MOST else -factor if down else factor


def _finding(jump: _Jump, back: bool, tables: Tables) -> Finding:
    odd, other = (jump.before, jump.after) if jump.down and not back else (jump.after, jump.before)
    smaller = jump.down and back
    said, than = (tables.settings.calendar.text(period) for period in (odd, other))
    factor = f"{jump.factor:,}"
    times, times_ko = (f"1/{factor} of", f"{factor}분의 1") if smaller else (f"{factor} times", f"{factor}배")
    message = Text(
        f"In {jump.count:,} programmes the amounts of {said.en} are about {times} those of {than.en}.",
        f"사업 {jump.count:,}개에서 {said.ko} 금액이 {than.ko} 금액의 약 {times_ko}입니다.",
    )
    row: Placed = tables.query(_PLACE, (str(odd.year), odd.stage)).to_pylist()[0]
    return Finding(
        "unit-slip",
        Severity.WARNING,
        message,
        Place.of(row),
        hint=Text(
            "Check the unit of that year's file, source.unit, or of its column, source.units.",
            "그 해 파일의 단위(source.unit)나 열의 단위(source.units)를 확인하십시오.",
        ),
    )
