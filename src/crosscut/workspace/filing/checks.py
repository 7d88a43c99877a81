"""The rules of a request: the same while it is typed, when it is filed, and at the office's desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from crosscut.text import Text
from crosscut.workspace.filing.total_rows import says_total, sums_up
from crosscut.workspace.words import word


@dataclass(frozen=True, slots=True)
class CheckedProgramme:
    """One programme as the rules look at it; amounts in minor units, years as written."""

    key: str
    name: str
    start: str
    end: str
    amount: int | None
    before: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class FilingFault:
    """What a rule says: fatal faults stop a filing, warnings ask to look again."""

    rule: str
    severity: Literal["fatal", "warning"]
    key: str
    field: str
    text: Text


def faults(rows: Iterable[CheckedProgramme], *, year: int, reason_from: int) -> list[FilingFault]:
    """Everything the rules say of a request, fatal first."""
    asked = list(rows)
    found = [fault for row in asked for fault in _of(row, year, reason_from)]
    found += [*_twice(asked), *_totals(asked)]
    return sorted(found, key=lambda each: each.severity)


def _of(row: CheckedProgramme, year: int, reason_from: int) -> Iterator[FilingFault]:
    if not row.name:
        yield FilingFault("name", "fatal", row.key, "name", word("rule_name"))
    if row.amount is None:
        yield FilingFault("amount", "fatal", row.key, "amount", word("rule_amount"))
        return
    if row.start and row.end and row.end < row.start:
        yield FilingFault("years", "fatal", row.key, "end", word("rule_years", start=row.start, end=row.end))
    if _needs_reason(row.before, row.amount, reason_from) and not row.reason:
        rule = "rule_reason_new" if row.before is None else "rule_reason"
        yield FilingFault("reason", "fatal", row.key, "reason", word(rule, percent=reason_from))
    if row.end and row.amount and int(row.end) < year:
        yield FilingFault("over", "warning", row.key, "end", word("rule_over", end=row.end, year=year))
    if row.before and row.amount and (row.amount >= 10 * row.before or 10 * row.amount <= row.before):
        more = row.amount >= row.before
        times = row.amount // row.before if more else row.before // row.amount
        text = word("rule_tenfold" if more else "rule_tenth", times=f"{times:,}")
        yield FilingFault("tenfold", "warning", row.key, "amount", text)


def _needs_reason(before: int | None, amount: int, reason_from: int) -> bool:
    """Whether the change reaches that many per cent; every new programme says why it is needed."""
    if before is None:
        return True
    return amount != before and 100 * abs(amount - before) >= reason_from * before


def _twice(rows: list[CheckedProgramme]) -> Iterator[FilingFault]:
    counts = Counter(row.name for row in rows if row.name)
    for row in rows:
        if counts[row.name] > 1:
            yield FilingFault("twice", "warning", row.key, "name", word("rule_twice"))


def _totals(rows: list[CheckedProgramme]) -> Iterator[FilingFault]:
    """New programmes that look like totals of the others."""
    for row in rows:
        others = (each.amount or 0 for each in rows if each is not row)
        if row.before is None and row.name and (says_total(row.name) or sums_up(row.amount or 0, others)):
            yield FilingFault("total", "warning", row.key, "name", word("rule_total"))
