"""Requests that changed since a plan was applied: what was decided then stands, and nobody decided the difference."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path, PurePosixPath

import pyarrow as pa

from crosscut import ingest
from crosscut.config import Settings
from crosscut.findings import Finding, Severity
from crosscut.ingest.plan_names import is_plan
from crosscut.money import amount_text
from crosscut.text import Text
from crosscut.text.periods import period_text


def changed_requests(folder: Path, lines: pa.Table, settings: Settings) -> list[Finding]:
    """A finding on each programme that asks for something else than when the plan was applied that counts."""
    files = sorted(filter(is_plan, lines["file"].unique().to_pylist()))
    then = ingest.asked_then(folder, settings.currency, [PurePosixPath(each).name for each in files])
    if not then:
        return []
    now, given = _amounts(lines, plans=False), _amounts(lines, plans=True)
    return [
        _finding(each, now.get((each.programme, each.fiscal_year, each.stage), 0), settings, given)
        for each in then
        if each.amount != now.get((each.programme, each.fiscal_year, each.stage), 0)
    ]


Amounts = dict[tuple[str, int, str], int]


def _amounts(lines: pa.Table, *, plans: bool) -> Amounts:
    """What applied plans give, or what all else says, by programme, year and stage; parts where no whole is stated."""
    wholes: Amounts = defaultdict(int)
    parts: Amounts = defaultdict(int)
    columns = ("programme", "fiscal_year", "stage", "subprogramme", "amount", "file")
    for programme, year, stage, part, amount, file in zip(*(lines[name].to_pylist() for name in columns), strict=True):
        if is_plan(file) is plans:
            (parts if part else wholes)[programme, year, stage] += amount
    return {**parts, **wholes}


def _finding(then: ingest.AskedThen, now: int, settings: Settings, given: Amounts) -> Finding:
    unit, period = settings.printed_unit, period_text(then.fiscal_year, then.stage)
    gets = sum(amount for (key, year, _), amount in given.items() if (key, year) == (then.programme, then.fiscal_year))
    words = _CHANGED.format(
        programme=then.programme,
        period=period,
        then=amount_text(then.amount, unit),
        now=amount_text(now, unit),
        gets=amount_text(gets, unit),
    )
    difference = now - then.amount
    place = then.place
    return Finding(
        "plan-request-changed", Severity.WARNING, words, place, then.programme, now, then.amount, difference, _MEND
    )


_CHANGED = Text(
    "{programme} asked for {then} ({period}) when the plan was applied, and asks for {now} now; the plan gives {gets}, "
    "and nobody decided what came of that.",
    "{programme}: 배분안을 적용할 때 요구액은 {then}({period})이었으나 지금은 {now}임. 배분안의 금액은 {gets}이며, "
    "그 차이는 아무도 결정하지 않음.",
)
_MEND = Text(
    "Decide it: take the plan's file away and apply a plan of the requests as they are now, or set the request right.",
    "배분안 파일을 지우고 현재 요구액으로 다시 적용하거나, 요구액을 바로잡으십시오.",
)
