"""What a plan starts from that is not exact: how far the sums of last year and of the requests may be off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, TypedDict

from crosscut.allocate.demand import Demand, Span
from crosscut.allocate.draft import Draft
from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.text import Text


class InexactSum(TypedDict):
    """A sum that is not exact, and between which amounts it is, in minor units."""

    sum: Literal["requested", "previous"]
    low: int
    high: int


def off_by(run: Run, programmes: Sequence[str], period: Period) -> dict[int, tuple[int, int]]:
    """By how much the amounts of programmes in a period may be less and more, by place; of those that are inexact."""
    found = run.inexact(*period)
    return {place: found[each] for place, each in enumerate(programmes) if each in found}


def span_of(run: Run, programmes: Collection[str], period: Period) -> Span | None:
    """Between which amounts the sum of some programmes in a period is; None where it is exact."""
    found = run.inexact(*period)
    off = [found[each] for each in programmes if each in found]
    whole = sum(run.budgets(*period).get(each, 0) for each in programmes)
    return Span(whole - sum(each[0] for each in off), whole + sum(each[1] for each in off)) if off else None


def inexact_sums(demand: Demand) -> list[InexactSum]:
    """The sums that the plan starts from and that are not exact, last year's first."""
    spans: tuple[tuple[Literal["requested", "previous"], Span | None], ...] = (
        ("previous", demand.previous_span),
        ("requested", demand.requested_span),
    )
    return [{"sum": name, "low": span.low, "high": span.high} for name, span in spans if span]


def inexact_words(draft: Draft) -> list[Text]:
    """The same in sentences."""
    return [
        _WORDS[each["sum"]].format(low=draft.money(each["low"], down=True), high=draft.money(each["high"], up=True))
        for each in inexact_sums(draft.demand)
    ]


_WORDS = {
    "previous": Text(
        "Last year's sum is not exact: it is from {low} to {high}. Changes on it count from amounts as printed.",
        "전년 합계는 정확한 금액이 아니라 {low}에서 {high} 사이이며, 인쇄된 금액을 기준으로 계산함.",
    ),
    "requested": Text(
        "What is asked for is not exact: it is from {low} to {high}. Requests are planned by amounts as printed.",
        "요구 합계는 정확한 금액이 아니라 {low}에서 {high} 사이이며, 인쇄된 금액을 기준으로 계산함.",
    ),
}
