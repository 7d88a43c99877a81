"""The history frame: one row a programme, its years and stages side by side, made once and read by every rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.calendar import Calendar, Period
from crosscut.config import FACT_KINDS
from crosscut.engine import Engine
from crosscut.engine.base import Frame
from crosscut.review.model import ReviewDemand
from crosscut.text import Text

YEARS = 5
"""How many years before the reviewed one the frame holds amounts of."""

RATES = 3
"""How many years before the reviewed one the frame holds budgeted and executed amounts of."""

NEEDS: Mapping[str, Text] = {name: Text.same(f"facts.{name}") for name in FACT_KINDS} | {
    "history": Text(
        "amounts of earlier years ([[source]] fiscal_year or columns.fiscal_year)",
        "이전 연도 금액([[source]] fiscal_year 또는 columns.fiscal_year)",
    ),
    "execution": Text(
        'amounts budgeted and executed in one year (stage "executed")', '같은 해의 예산액과 집행액(단계 "executed")'
    ),
    "text": Text("what programmes are for (columns.text)", "사업 설명(columns.text)"),
    "start": Text("first years of programmes (columns.start)", "사업 시작 연도(columns.start)"),
    "end": Text("last years of programmes (columns.end)", "사업 종료 연도(columns.end)"),
    "subprogrammes": Text('a [[source]] of kind "subprogrammes"', '종류가 "subprogrammes"인 [[source]]'),
    "tags": Text("tagged amounts ([source.tags])", "분야 표기 금액([source.tags])"),
    "grade": Text("grades of evaluations (facts.grade)", "평가 등급(facts.grade)"),
    "score": Text("scores of evaluations (facts.score)", "평가 점수(facts.score)"),
    "feasibility": Text("feasibility studies (facts.feasibility)", "예비타당성조사 결과(facts.feasibility)"),
    "total_cost": Text("total costs (facts.total_cost)", "총사업비(facts.total_cost)"),
    "total_cost_plan": Text(
        "total costs as first planned (facts.total_cost_plan)", "당초 총사업비(facts.total_cost_plan)"
    ),
    "midterm": Text("amounts of the mid-term plan (facts.midterm)", "중기사업계획 금액(facts.midterm)"),
    "carried_over": Text("amounts carried over (facts.carried_over)", "이월액(facts.carried_over)"),
    "q4": Text("spending of the last quarter (facts.q4)", "4분기 집행액(facts.q4)"),
    "december": Text("spending of December (facts.december)", "12월 집행액(facts.december)"),
}
"""Names of data that rules need, and where ``crosscut.toml`` says it."""

_MOST = 2**60


@dataclass(frozen=True)
class History:
    """The frame and what is there to look at.

    ``frame`` has the columns of :func:`columns`; ``has`` names the data that is there (keys of NEEDS).
    """

    frame: pa.Table
    year: int
    stage: str
    has: frozenset[str]


def columns() -> tuple[str, ...]:
    """The frame's columns beside those of PROGRAMMES.

    ``amount`` is what is asked for in the reviewed year, at the reviewed stage or the latest one that is not
    execution; ``p1`` … ``p5`` the same of the years before (what was executed, where nothing else is known);
    ``b0`` … ``b3`` and ``x0`` … ``x3`` what was budgeted and executed; ``budgeted`` and ``executed`` the latest
    of them that are both known, ``spent_back`` years ago, ``budgeted_years`` and ``executed_years`` their sums over
    ``rated`` years; ``before`` the latest amount of the years before; ``trend`` where the amount would go on its own;
    ``parts`` what the subprogrammes sum to, ``tagged`` what the tags do; and every fact's latest value. All amounts are
    int64 in minor units, null where not known.
    """
    numbered = [f"p{k}" for k in range(1, YEARS + 1)]
    numbered += [f"{letter}{k}" for letter in "bx" for k in range(RATES + 1)]
    return (
        "amount",
        *numbered,
        "parts",
        "tagged",
        "before",
        "trend",
        "budgeted",
        "executed",
        "spent_back",
        "budgeted_years",
        "executed_years",
        "rated",
        *FACT_KINDS,
    )


def history(engine: Engine, demand: ReviewDemand) -> History:
    """Make the frame of a demand on an engine.

    A year that the demand does not say is the one that the budget leads with; a stage, the latest that asks.
    """
    moments = demand.calendar.periods
    year = demand.year or demand.calendar.leading_year
    ranked = _ranked(demand.calendar)
    stage = demand.stage or demand.calendar.asked_in(year).stage or demand.executed
    pivots = _pivots(demand, moments, year, stage, ranked)
    own, parts = _sums(engine, demand, pivots, year, stage)
    frame = engine.load(_programmes(demand.programmes)).join(own, on="programme", how="left")
    frame = _with(frame, parts, ("parts",))
    frame = _with(frame, _tagged(engine, demand.tags, year, stage), ("tagged",))
    frame = _with(frame, _facts(engine, demand.facts, year), tuple(FACT_KINDS))
    frame = _derived(engine, _settled(frame, ranked, stage, demand.executed, pivots))
    table = engine.collect(frame.select(*_programmes(demand.programmes).column_names, *columns()))
    table = _conform(table)
    return History(table, year, stage, _has(demand, table, moments, year))


def _programmes(programmes: pa.Table) -> pa.Table:
    return programmes.select(["programme", "name", "name_en", "ministry", "committee", "text", "start", "end"])


def _ranked(calendar: Calendar) -> list[str]:
    """The stages that hold money but execution, latest first."""
    return [stage for stage in reversed(calendar.stages) if calendar.role(stage) != "execution"]


Pivot = tuple[int, str]
"""Years before the reviewed one, and a stage."""


def _pivots(
    demand: ReviewDemand, moments: Collection[Period], year: int, stage: str, ranked: list[str]
) -> dict[Pivot, str]:
    """The sums that are needed, and their columns: no year holds the reviewed stage's successors in year zero."""
    wanted = {}
    for back in range(YEARS + 1):
        for at, name in enumerate([*ranked, demand.executed]):
            later = back == 0 and name not in (stage, demand.executed) and name in ranked[: _place(ranked, stage)]
            if (year - back, name) in moments and not later:
                wanted[back, name] = f"s{back}_{at}"
    return wanted


def _place(ranked: list[str], stage: str) -> int:
    return ranked.index(stage) if stage in ranked else 0


def _sums(
    engine: Engine, demand: ReviewDemand, pivots: Mapping[Pivot, str], year: int, stage: str
) -> tuple[Frame, Frame | None]:
    names = ["programme", "subprogramme", "fiscal_year", "stage", "amount"]
    lines = engine.load(demand.lines.select(names)).with_columns(amount=engine.wide(nw.col("amount")))
    window = (nw.col("fiscal_year") >= year - YEARS) & (nw.col("fiscal_year") <= year)
    own = lines.filter((nw.col("subprogramme") == "") & window).with_columns(cell=_cell(pivots, year))
    sums = []
    for at, column in enumerate(pivots.values()):
        here = nw.when(nw.col("cell") == at).then(nw.col("amount"))
        sums += [here.sum().alias(column), here.count().alias(f"{column}_n")]
    wide = own.group_by("programme").agg(*sums) if sums else own.select("programme").unique()
    if demand.subprogrammes.num_rows == 0:
        return wide, None
    there = (nw.col("subprogramme") != "") & (nw.col("fiscal_year") == year) & (nw.col("stage") == stage)
    parts = lines.filter(there).group_by("programme").agg(nw.col("amount").sum().alias("parts"))
    return wide, parts


def _cell(pivots: Mapping[Pivot, str], year: int) -> nw.Expr:
    """The number of a line's pivot, looked up by comparing its stage once a stage and not once a pivot."""
    stages = list(dict.fromkeys(name for _, name in pivots))
    stage = nw.lit(-1)
    for at, name in enumerate(stages):
        stage = nw.when(nw.col("stage") == name).then(nw.lit(at)).otherwise(stage)
    numbers = {back * len(stages) + stages.index(name): at for at, (back, name) in enumerate(pivots)}
    key = (nw.lit(year) - nw.col("fiscal_year")) * max(len(stages), 1) + stage
    cell = nw.lit(-1)
    for number, at in numbers.items():
        cell = nw.when((key == number) & (stage >= 0)).then(nw.lit(at)).otherwise(cell)
    return cell


def _tagged(engine: Engine, tags: pa.Table, year: int, stage: str) -> Frame | None:
    if tags.num_rows == 0:
        return None
    names = ["programme", "subprogramme", "fiscal_year", "stage", "amount"]
    rows = engine.load(tags.select(names)).filter(
        (nw.col("subprogramme") == "") & (nw.col("fiscal_year") == year) & (nw.col("stage") == stage)
    )
    return rows.group_by("programme").agg(engine.wide(nw.col("amount")).sum().alias("tagged"))


def _with(frame: Frame, other: Frame | None, names: tuple[str, ...]) -> Frame:
    """The frame with another's columns, and nulls for those of ``names`` that it has not."""
    there: set[str] = set()
    if other is not None:
        there = set(other.collect_schema().names())
        frame = frame.join(other, on="programme", how="left")
    types = {name: nw.String if FACT_KINDS.get(name) == "text" else nw.Int64 for name in names}
    lacking = [name for name in names if name not in there]
    return frame.with_columns(*(nw.lit(None).cast(types[name]).alias(name) for name in lacking)) if lacking else frame


def _facts(engine: Engine, facts: pa.Table, year: int) -> Frame | None:
    """Each programme's latest value of each fact, up to the reviewed year."""
    if facts.num_rows == 0:
        return None
    rows = engine.load(facts.select(["programme", "name", "fiscal_year", "value", "text"]))
    rows = rows.filter(nw.col("fiscal_year") <= year)
    if len(facts["fiscal_year"].unique()) > 1:
        latest = rows.group_by("programme", "name").agg(nw.col("fiscal_year").max())
        rows = rows.join(latest, on=["programme", "name", "fiscal_year"], how="inner")
    there = set(facts["name"].unique().to_pylist())
    cells = [
        nw.when(nw.col("name") == name).then(nw.col("text" if kind == "text" else "value")).max().alias(name)
        for name, kind in FACT_KINDS.items()
        if name in there
    ]
    return rows.group_by("programme").agg(*cells)


def _settled(frame: Frame, ranked: list[str], stage: str, executed: str, pivots: Mapping[Pivot, str]) -> Frame:
    """From one column a year and stage to what was budgeted and executed in each year."""

    def cell(back: int, name: str) -> nw.Expr:
        column = pivots.get((back, name))
        if column is None:
            return nw.lit(None).cast(nw.Int64)
        fits = (nw.col(f"{column}_n") > 0) & (nw.col(column) <= _MOST) & (nw.col(column) >= -_MOST)
        return nw.when(fits).then(nw.col(column).cast(nw.Int64))

    def budgeted(back: int) -> nw.Expr:
        names = [name for name in ranked if (back, name) in pivots]
        return nw.coalesce(*(cell(back, name) for name in names)) if names else nw.lit(None).cast(nw.Int64)

    years = {f"b{back}": budgeted(back) for back in range(YEARS + 1)}
    years |= {f"x{back}": cell(back, executed) for back in range(YEARS + 1)}
    frame = frame.with_columns(**years)
    asked = cell(0, stage) if stage != executed else nw.col("x0")
    before = {f"p{back}": nw.coalesce(nw.col(f"b{back}"), nw.col(f"x{back}")) for back in range(1, YEARS + 1)}
    sums = {
        name: nw.when((nw.col(name) <= _MOST) & (nw.col(name) >= -_MOST)).then(nw.col(name).cast(nw.Int64))
        for name in ("parts", "tagged")
    }
    return frame.with_columns(amount=asked, **sums, **before)


def _derived(engine: Engine, frame: Frame) -> Frame:
    none = nw.lit(None).cast(nw.Int64)
    known = [(nw.col(f"b{k}") > 0) & ~nw.col(f"x{k}").is_null() for k in range(RATES + 1)]
    latest = dict.fromkeys(("budgeted", "executed", "spent_back"), none)
    for k in reversed(range(RATES + 1)):
        for name, letter in (("budgeted", "b"), ("executed", "x")):
            latest[name] = nw.when(known[k]).then(nw.col(f"{letter}{k}")).otherwise(latest[name])
        latest["spent_back"] = nw.when(known[k]).then(nw.lit(k).cast(nw.Int64)).otherwise(latest["spent_back"])
    sums = {
        name: sum(
            (nw.when(known[k]).then(nw.col(f"{letter}{k}")).otherwise(nw.lit(0)) for k in range(RATES + 1)),
            start=nw.lit(0),
        ).cast(nw.Int64)
        for name, letter in (("budgeted_years", "b"), ("executed_years", "x"))
    }
    rated = sum((nw.when(known[k]).then(nw.lit(1)).otherwise(nw.lit(0)) for k in range(RATES + 1)), start=nw.lit(0))
    before = nw.coalesce(*(nw.col(f"p{k}") for k in range(1, YEARS + 1)))
    late = nw.when(~nw.col("p3").is_null()).then(nw.col("p1") - nw.col("p3"))
    slope = late.otherwise((nw.col("p1") - nw.col("p2")) * 2)
    frame = frame.with_columns(**latest, **sums, rated=rated.cast(nw.Int64), before=before, slope=slope, two=nw.lit(2))
    frame = frame.with_columns(two=nw.col("two").cast(nw.Int64))
    frame = engine.quotient(frame, "yearly", "slope", "two")
    rising = nw.when(nw.col("yearly") > 0).then(nw.col("yearly")).otherwise(nw.lit(0))
    return frame.with_columns(trend=(nw.col("p1") + rising).cast(nw.Int64))


def _conform(table: pa.Table) -> pa.Table:
    texts = {name for name, kind in FACT_KINDS.items() if kind == "text"}
    for name in columns():
        kind = pa.string() if name in texts else pa.int64()
        table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(kind))
    return table


def _has(demand: ReviewDemand, table: pa.Table, moments: Iterable[Period], year: int) -> frozenset[str]:
    years = {each for each, _ in moments}
    has = {name for name in FACT_KINDS if table[name].null_count < table.num_rows}
    tests: dict[str, bool] = {
        "history": any(year - YEARS <= each < year for each in years),
        "execution": table["budgeted"].null_count < table.num_rows,
        "text": pc.any(pc.not_equal(table["text"], ""), min_count=0).as_py(),
        "start": table["start"].null_count < table.num_rows,
        "end": table["end"].null_count < table.num_rows,
        "subprogrammes": demand.subprogrammes.num_rows > 0,
        "tags": demand.tags.num_rows > 0,
    }
    return frozenset(has | {name for name, holds in tests.items() if holds})
