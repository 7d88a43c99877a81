"""All rules over one history frame: tables of hits first, sentences only for what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pyarrow as pa

from crosscut.engine import Engine
from crosscut.engine.base import Frame
from crosscut.plugins import check_given, working
from crosscut.review.history import NEEDS, History
from crosscut.review.model import HistoryCells, Hit, NotRun, Rule, Values
from crosscut.review.policy import ReviewPolicy
from crosscut.text import Text

HITS = pa.schema(
    [("programme", pa.string()), ("value", pa.int64()), ("expected", pa.int64()), ("at_stake", pa.int64())]
)
"""What a rule's expression gives, one row a programme; the columns of its ``more`` follow."""


@dataclass(frozen=True)
class Evaluated:
    """Hits by rule, each a table of HITS sorted by programme; what could not run; and the parameters that held."""

    hits: Mapping[str, pa.Table]
    not_run: tuple[NotRun, ...]
    values: Mapping[str, Values]


def evaluate(engine: Engine, history: History, rules: tuple[Rule, ...], policy: ReviewPolicy) -> Evaluated:
    """Run every rule that is not switched off and whose data is there."""
    frame = engine.load(history.frame).with_columns(year=nw.lit(history.year).cast(nw.Int64))
    hits, not_run, settled = {}, [], {}
    for rule in rules:
        if rule.id in policy.off:
            continue
        with working(rule):
            lacking = _lacking(rule, history, policy)
        if lacking:
            not_run.append(NotRun(rule.id, lacking))
            continue
        settled[rule.id] = policy.values[rule.id]
        if rule.hits:
            with working(rule):
                values = _relative(rule, history, settled[rule.id])
                hit = rule.hits(HistoryCells(_wide(engine)), values)
                if not isinstance(hit, Hit):
                    raise TypeError(f"its hits are {type(hit).__name__}, not Hit")
                check_given(rule, hit)
                hits[rule.id] = _hits(engine, frame, hit)
    return Evaluated(hits, tuple(not_run), settled)


_OR = Text(" or ", " 또는 ")
_CURRENCY = Text("policy.toml review.{place} in this currency", "이 통화로 적은 policy.toml review.{place}")


def _lacking(rule: Rule, history: History, policy: ReviewPolicy) -> tuple[Text, ...]:
    lacking = [need for need in rule.needs if not any(each in history.has for each in need.split("|"))]
    words = [_OR.join(NEEDS[each] for each in need.split("|")) for need in lacking]
    words += [_CURRENCY.format(place=f"{rule.id}.{name}") for name in policy.unset.get(rule.id, ())]
    return tuple(words)


def _wide(engine: Engine) -> Any:
    return nw.Int128 if engine.name == "duckdb" else nw.Decimal(38, 0)


_MOST = 2**63 - 1


def _bounded(amount: nw.Expr) -> nw.Expr:
    """An amount no larger than an int64 holds: no programme asks for more, and stakes count no more than it asks."""
    return nw.when(amount > _MOST).then(nw.lit(_MOST)).when(amount < -_MOST).then(nw.lit(-_MOST)).otherwise(amount)


def _hits(engine: Engine, frame: Frame, hit: Hit) -> pa.Table:
    divisor = nw.col(hit.per).cast(nw.Int64) if hit.per else nw.lit(hit.divisor).cast(nw.Int64)
    frame = frame.filter(hit.when).select(
        "programme",
        value=hit.value.cast(nw.Int64),
        expected=hit.expected.cast(nw.Int64),
        stake=hit.at_stake,
        divisor=divisor,
        **hit.more,
    )
    divided = hit.per or hit.divisor != 1
    frame = engine.quotient(frame, "at_stake", "stake", "divisor") if divided else frame
    stake = _bounded(nw.col("at_stake" if divided else "stake")).cast(nw.Int64).alias("at_stake")
    table = engine.collect(frame.select("programme", "value", "expected", stake, *hit.more))
    found = pa.table([table[field.name].cast(field.type) for field in HITS], schema=HITS)
    for name in hit.more:
        found = found.append_column(name, table[name])
    return found.sort_by("programme")


def _relative(rule: Rule, history: History, values: Values) -> Values:
    """The parameters, with a rank among all programmes that ask turned into the value that bounds it."""
    if not rule.relative:
        return values
    column, parameter = rule.relative
    pairs = zip(history.frame[column].to_pylist(), history.frame["amount"].to_pylist(), strict=True)
    known = sorted(value for value, amount in pairs if value is not None and (amount or 0) > 0)
    part = values.percent(parameter)
    room = len(known) * part.numerator // part.denominator
    while 0 < room < len(known) and known[room - 1] == known[room]:
        room -= 1
    bound = known[room - 1] if room else min(known, default=0) - 1
    return values.with_number(parameter, bound)
