# ruff: noqa: E501, B905
"""All review rules over a million programmes × ten years, against the same expressions written by hand in DuckDB SQL.

    python benchmarks/review_rules.py [programmes] [years]

Both start from the same Arrow tables, make the wide frame once, and run every rule that is an expression over it. The
hits of both are compared; each is timed three times in turn and the best counts. Synthetic amounts; some programmes surge, some do not spend, some have ended.
"""

from __future__ import annotations

import resource
import sys
import time

import duckdb
import numpy as np
import pyarrow as pa

from crosscut import engine, review
from crosscut.review import run
from crosscut.tables import FACTS, LINES, PROGRAMMES, SUBPROGRAMMES, TAGS

YEAR = 2026


def made(many: int, years: int) -> review.ReviewDemand:
    draw = np.random.default_rng(7)
    ids = pa.array([f"P{n:07d}" for n in range(many)])
    words = np.array(
        ["소재 부품 개발", "바우처 지원", "감염병 대응", "vaccine platform", "원천기술개발", "quantum network"]
    )
    names = pa.array([f"{words[k]} {n}" for n, k in enumerate(draw.integers(0, len(words), many))])
    texts = pa.array(np.where(draw.random(many) < 0.02, "", "목적과 내용을 설명하는 문장입니다. 성과를 확산한다."))
    columns = {
        "programme": ids,
        "name": names,
        "text": texts,
        "end": pa.array(draw.integers(2020, 2035, many), pa.int16()),
    }
    programmes = filled(PROGRAMMES, many, columns)
    base = np.exp(draw.normal(22, 1.5, many)).astype(np.int64)
    pieces = []
    for back in range(years):
        amount = (base * np.exp(draw.normal(-0.05 * back, 0.2, many))).astype(np.int64)
        stages = [("requested", amount)] if back == 0 else [("confirmed", amount)]
        if back:
            stages.append(("executed", (amount * draw.beta(8, 1.2, many)).astype(np.int64)))
        for stage, values in stages:
            pieces.append(
                filled(
                    LINES,
                    many,
                    {
                        "line": ids,
                        "programme": ids,
                        "amount": pa.array(values),
                        "fiscal_year": pa.array(np.full(many, YEAR - back, np.int16)),
                        "stage": pa.array([stage]).take(pa.array(np.zeros(many, np.int8))),
                    },
                )
            )
    facts = [
        filled(
            FACTS,
            many,
            {
                "programme": ids,
                "fiscal_year": pa.array(np.full(many, YEAR, np.int16)),
                "name": pa.array([name]).take(pa.array(np.zeros(many, np.int8))),
                **values,
            },
        )
        for name, values in (
            ("score", {"value": pa.array(draw.integers(50_000, 100_000, many))}),
            ("q4", {"value": pa.array(draw.integers(10_000, 70_000, many))}),
            ("total_cost", {"value": pa.array(base * 5)}),
            ("total_cost_plan", {"value": pa.array((base * draw.uniform(3.5, 5.5, many)).astype(np.int64))}),
            ("midterm", {"value": pa.array((base * draw.uniform(0.8, 1.6, many)).astype(np.int64))}),
            ("carried_over", {"value": pa.array((base * draw.uniform(0, 0.3, many)).astype(np.int64))}),
            ("feasibility", {"text": pa.array(["", "yes"]).take(pa.array(draw.integers(0, 2, many)))}),
        )
    ]
    return review.ReviewDemand(
        programmes,
        SUBPROGRAMMES.empty_table(),
        pa.concat_tables(pieces),
        TAGS.empty_table(),
        pa.concat_tables(facts),
        ("requested", "confirmed", "executed"),
        "KRW",
    )


def filled(schema: pa.Schema, many: int, columns: dict[str, pa.Array]) -> pa.Table:
    blank = {pa.string(): pa.repeat("", many)}
    return pa.table(
        [columns.get(field.name, blank.get(field.type, pa.nulls(many, field.type))) for field in schema], schema=schema
    )


def ours(demand: review.ReviewDemand, policy: review.ReviewPolicy) -> dict[str, set[tuple[str, int]]]:
    with engine.open() as running:
        past = review.history(running, demand)
        rules = tuple(rule for rule in review.all_rules() if rule.hits)
        found = run.evaluate(running, past, rules, policy)
    return found.hits


FRAME = """
create temp table h as
with own as (
  select programme, {sums}
  from lines where subprogramme = '' and fiscal_year between 2021 and 2026 group by programme
), latest as (
  select programme, name, max(fiscal_year) as fiscal_year from facts where fiscal_year <= 2026 group by all
), wide as (
  select programme, {facts} from facts join latest using (programme, name, fiscal_year) group by programme
)
select p.programme, p.name, p.name_en, p.ministry, p.committee, p.text, p.start, p."end", own.* exclude (programme),
       wide.* exclude (programme) from programmes p left join own using (programme) left join wide using (programme)
"""

DERIVED = """
create temp table f as select *,
  coalesce(b1, x1) as p1, coalesce(b2, x2) as p2, coalesce(b3, x3) as p3,
  coalesce(b1, x1, b2, x2, b3, x3, b4, x4, b5, x5) as before,
  case when b1 > 0 and x1 is not null then b1 when b2 > 0 and x2 is not null then b2
       when b3 > 0 and x3 is not null then b3 end as budgeted,
  case when b1 > 0 and x1 is not null then x1 when b2 > 0 and x2 is not null then x2
       when b3 > 0 and x3 is not null then x3 end as executed,
  coalesce(if(b1 > 0 and x1 is not null, b1, 0), 0) + coalesce(if(b2 > 0 and x2 is not null, b2, 0), 0)
    + coalesce(if(b3 > 0 and x3 is not null, b3, 0), 0) as by3,
  coalesce(if(b1 > 0 and x1 is not null, x1, 0), 0) + coalesce(if(b2 > 0 and x2 is not null, x2, 0), 0)
    + coalesce(if(b3 > 0 and x3 is not null, x3, 0), 0) as xy3,
  (b1 > 0 and x1 is not null)::int + (b2 > 0 and x2 is not null)::int + (b3 > 0 and x3 is not null)::int as rated,
  p1 + greatest((if(p3 is not null, p1 - p3, (p1 - p2) * 2)) // 2, 0) as trend
from h
"""

LATIN = "lower(coalesce(name, '')) similar to '.*({0}).*' or lower(coalesce(name_en, '')) similar to '.*({0}).*'"

RULES = {
    "surge": "select programme, amount, trend, amount - trend from f where p1 > 0 and amount * 10 > trend * 13 and amount - trend >= 1",
    "low-execution": "select programme, executed, budgeted, least(budgeted - executed, amount) from f where amount > 0 and executed * 10 < budgeted * 7 and budgeted - executed >= 1",
    "low-execution-years": "select programme, xy3, by3, least(by3 - xy3, amount * rated) // rated from f where amount > 0 and rated >= 2 and xy3 * 10 < by3 * 7",
    "carried-over": "select programme, carried_over, coalesce(budgeted, p1, amount), least(carried_over, amount) from f where amount > 0 and coalesce(budgeted, p1, amount) > 0 and carried_over * 5 >= coalesce(budgeted, p1, amount) and carried_over > 0",
    "year-end-rush": "select programme, coalesce(executed, x0, p1, amount), null, coalesce(executed, x0, p1, amount)::hugeint * greatest(q4 - 25000, 0) // 100000 from f where q4 * 2 >= 100000 and amount > 0 and coalesce(executed, x0, p1, amount) > 0",
    "poor-grade": "select programme, amount, null, amount // 10 from f where score * 4 <= 300000 and amount > 0",
    "bottom-ranked": "select programme, amount, null, amount // 10 from f where score <= (select max(score) from (select score, sum(count(*)) over (order by score) as upto from f where amount > 0 and score is not null group by score) where upto <= (select count(*) // 5 from f where amount > 0 and score is not null)) and amount > 0",
    "ended": 'select programme, amount, 0, amount from f where "end" < 2026 and amount > 0',
    "no-feasibility": "select programme, total_cost, 50000000000, amount from f where before is null and (start is null or start >= 2026) and total_cost >= 50000000000 and lower(trim(coalesce(feasibility, ''))) in ('', 'no', 'none', '없음', '미실시', 'x', 'n', '아니오', '無') and amount > 0",
    "cost-overrun": "select programme, total_cost, total_cost_plan, least(total_cost - total_cost_plan, amount) from f where total_cost_plan > 0 and amount > 0 and total_cost * 5 > total_cost_plan * 6",
    "above-midterm": "select programme, amount, midterm, amount - midterm from f where midterm >= 0 and amount * 10 > midterm * 11",
    "missing-name": "select programme, amount, null, amount from f where length(trim(name)) < 2 and length(trim(name_en)) < 2 and amount > 0",
    "missing-text": "select programme, amount, null, amount from f where length(trim(text)) < 20 and amount > 0",
}


def words_rules() -> dict[str, str]:
    texts = {
        rule.id: {each.name: "|".join(each.default) for each in rule.parameters if each.kind == "words"}
        for rule in review.all_rules()
    }

    def has(column: str, words: str) -> str:
        return f"regexp_matches(lower(coalesce({column}, '')), '{words.lower()}')"

    subsidy, flagship = texts["subsidy-like"], texts["flagship-without-amount"]
    units = [
        f"({a}::hugeint * 5 >= {b}::hugeint * {u} * 4 and {a}::hugeint * 5 <= {b}::hugeint * {u} * 6)"
        for u in (1_000, 1_000_000)
        for a, b in (("amount", "p1"), ("p1", "amount"))
    ]
    exact = [
        f"({a}::hugeint = {b}::hugeint * {u})"
        for u in (10, 100, 1_000, 10_000, 1_000_000)
        for a, b in (("amount", "p1"), ("p1", "amount"))
    ]
    return {
        "subsidy-like": "select programme, amount, null, amount from f where amount > 0 and "
        f"({has('name', subsidy['words'])} or {has('name_en', subsidy['words'])} or {has('text', subsidy['text_words'])})",
        "flagship-without-amount": "select programme, coalesce(amount, 0), null, 0 from f where coalesce(amount, 0) <= 0 and "
        f"({has('name', flagship['words'])} or {has('name_en', flagship['words'])})",
        "slip": "select programme, amount, p1, greatest(amount - p1, 0) from f where amount > 0 and p1 > 0 and "
        f"({' or '.join([*units, *exact])}) and abs(amount - p1) >= 1",
    }


def by_hand(demand: review.ReviewDemand) -> dict[str, pa.Table]:
    sums = [
        "sum(amount) filter (fiscal_year = 2026 and stage = 'requested')::bigint as amount",
        "null::bigint as b0",
        "null::bigint as x0",
    ]
    for back in range(1, 6):
        for letter, stage in (("b", "confirmed"), ("x", "executed")):
            sums.append(
                f"sum(amount) filter (fiscal_year = {YEAR - back} and stage = '{stage}')::bigint as {letter}{back}"
            )
    numbers = ("score", "q4", "total_cost", "total_cost_plan", "midterm", "carried_over")
    facts = [f"max(value) filter (name = '{name}') as {name}" for name in numbers]
    facts.append("max(text) filter (name = 'feasibility') as feasibility")
    with duckdb.connect(":memory:") as connection:
        for name in ("programmes", "lines", "facts"):
            connection.register(name, getattr(demand, name))
        connection.execute(FRAME.format(sums=", ".join(sums), facts=", ".join(facts)))
        connection.execute(DERIVED)
        return {
            name: connection.sql(f"select * from ({sql}) order by programme").to_arrow_table()
            for name, sql in (RULES | words_rules()).items()
        }


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    years = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    demand = made(many, years)
    print(f"{many:,} programmes × {years} years, {demand.lines.num_rows:,} lines; tables {peak():.1f} GiB")
    policy = review.load_policy(None, "KRW")
    times = {}
    results = {}
    works = {"crosscut": lambda: ours(demand, policy), "SQL by hand": lambda: by_hand(demand)}
    for name in ["crosscut", "SQL by hand"] * 3:
        start = time.perf_counter()
        results[name] = works[name]()
        took = time.perf_counter() - start
        times[name] = min(took, times.get(name, took))
        print(f"{name}: {took:.2f} s, peak so far {peak():.1f} GiB")
    print(f"ratio {times['crosscut'] / times['SQL by hand']:.2f}")
    for rule, table in results["SQL by hand"].items():
        mine = results["crosscut"].get(rule)
        one = (
            [] if mine is None else list(zip(*(mine[name].to_pylist() for name in ("programme", "value", "at_stake"))))
        )
        columns = [table.column(at).to_pylist() for at in (0, 1, 3)]
        other = [(p, None if v is None else int(v), int(s)) for p, v, s in zip(*columns)]
        print(f"  {rule}: {len(one):,} hits, {'equal' if one == other else f'SQL has {len(other):,}'}")


if __name__ == "__main__":
    main()
