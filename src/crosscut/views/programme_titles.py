"""What the sections of a programme's page say as their titles: of numbers that stand below them, so without any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.tables import OUTSIDE, UNREAD
from crosscut.text import Text
from crosscut.views.histories import Attributed, ProgrammeHistory
from crosscut.views.takeaways import NameKind, Takeaway
from crosscut.views.totals import Totals

ProgrammeTopic = Literal["attribution", "parts", "periods", "history", "family", "lines", "recorded"]


_SUMMED = Takeaway("programme_summed_lines")


def programme_titles(totals: Totals, told: ProgrammeHistory) -> Mapping[ProgrammeTopic, Takeaway]:
    """The finding of each section that a programme's page may have."""
    return {
        "attribution": _attribution(told.attribution),
        "parts": _counted("parts", len(told.own_parts)),
        "periods": _periods(totals, told.periods),
        "history": _history(totals, told),
        "family": _counted("family", len({each.programme for each in told.kin})),
        "lines": _counted("lines", len(told.lines)) if all(each.row for each in told.lines) else _SUMMED,
        "recorded": _recorded(told),
    }


def _counted(topic: ProgrammeTopic, count: int) -> Takeaway:
    return Takeaway(f"programme_one_{topic}" if count == 1 else f"programme_all_{topic}", counts={"count": count})


def _attribution(parts: Sequence[Attributed]) -> Takeaway:
    """Which area holds most of a programme, as printed; what of it is in none, and what nobody has looked at."""
    held = [each for each in parts if each.amount.value]
    if not held:
        return Takeaway("programme_attribution_none")
    if {each.area for each in held} <= {UNREAD}:
        return Takeaway("origin_none")
    areas = [each for each in held if each.area not in (OUTSIDE, UNREAD)]
    if not areas:
        return Takeaway("programme_attribution_outside")
    most = areas[0]
    level = sum(_same(each, most) for each in areas)
    if level > 1:
        return Takeaway("programme_attribution_level", counts={"count": level})
    names: dict[str, tuple[NameKind, str]] = {"name": ("area", most.area)}
    if len(held) == 1:
        return Takeaway("programme_attribution_only", {}, names)
    return Takeaway("programme_attribution_most" if len(areas) > 1 else "programme_attribution_alone", {}, names)


def _same(one: Attributed, other: Attributed) -> bool:
    return one.numerator * other.denominator == other.numerator * one.denominator


def _periods(totals: Totals, periods: Sequence[tuple[Period, Figure]]) -> Takeaway:
    """When a programme had most; that it has no amounts where it has none."""
    if not periods:
        return Takeaway("history_nothing")
    return most_of([(totals.calendar.text(period), totals.rounding.displayed(figure)) for period, figure in periods])


def most_of(points: Sequence[tuple[Text, int]]) -> Takeaway:
    """Which of several points, each with its amount, is the highest."""
    most = max(amount for _, amount in points)
    at = [point for point, amount in points if amount == most]
    counts = {"all": len(points), "count": len(at)}
    if len(at) == len(points):
        return Takeaway("programme_periods_same", counts=counts)
    if len(at) == 2:
        return Takeaway("programme_periods_two", texts={"period": at[0], "next": at[1]})
    if len(at) > 1:
        return Takeaway("programme_periods_level", counts=counts)
    if len(points) == 2:
        (other,) = (point for point, amount in points if amount != most)
        return Takeaway("programme_periods_pair", texts={"period": at[0], "next": other})
    return Takeaway("programme_periods_most", counts=counts, texts={"period": at[0]})


def _history(totals: Totals, told: ProgrammeHistory) -> Takeaway:
    """What most became of it between the points that the publication compares first, or that it goes on elsewhere."""
    if not told.occurrences:
        goes_on = any(each.role == "successor" for each in told.kin)
        return Takeaway("history_goes_on" if goes_on else "history_nothing")
    ends = {(since, totals.period) for since in totals.comparisons[:1]}
    found = [each for each in told.occurrences if (each.since, each.until) in ends] or told.occurrences[:1]
    most = max(found, key=lambda each: abs(each.after - each.before))
    texts = {"since": totals.calendar.text(most.since), "until": totals.calendar.text(most.until)}
    return Takeaway("programme_history", {}, {"name": ("kind", most.named)}, texts=texts)


def _recorded(told: ProgrammeHistory) -> Takeaway:
    if not told.recorded:
        return Takeaway("recorded_once" if told.readings else "recorded_none")
    return _counted("recorded", len(told.recorded))
