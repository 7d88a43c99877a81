"""The charts of pages: figures and words of a page made into charts with a text alternative."""

from __future__ import annotations

from dataclasses import replace

from crosscut.calendar import Period
from crosscut.classify.estimates import Estimates
from crosscut.exports import charts
from crosscut.exports.charts.intervals import IntervalBar
from crosscut.exports.charts.intervals import intervals as draw_intervals
from crosscut.exports.site.pictures import Plot
from crosscut.exports.site.writer import Writer
from crosscut.figures import Figure
from crosscut.views.overview import Overview
from crosscut.views.story import CHANGING, StoryStep
from crosscut.views.takeaways import Takeaway
from crosscut.views.totals import TotalsLine


def areas(t: Writer, view: Overview, says: Takeaway | None) -> Plot | None:
    """Amounts by area, with what was tagged."""
    tagged = {effect.area: effect.tagged for effect in view.effects}
    bars = [
        charts.Bar(
            t.area(line.key),
            line.amount.value,
            t.number(line.amount),
            line.amount.id,
            tagged[line.key].value if line.key in tagged else None,
            t.number(tagged[line.key]) if line.key in tagged and tagged[line.key].value != line.amount.value else "",
        )
        for line in view.areas
        if line.amount.row_count
    ]
    if not bars:
        return None
    return t.plot("areas", t.w("by_area"), _ends(t, "chart_areas_alt", bars), charts.amounts(bars, look(t)), says)


def changes(t: Writer, lines: list[TotalsLine], place: int, says: Takeaway | None) -> Plot | None:
    """Changes by area against one of the totals' comparisons, greatest increase first."""
    ordered = sorted(lines, key=lambda line: -line.changes[place].amount.value)
    bars = [
        charts.Bar(t.area(line.key), change.amount.value, t.number(change.amount), change.amount.id)
        for line in ordered
        for change in (line.changes[place],)
        if change.moved
    ]
    if not bars:
        return None
    period = t.period(t.totals.comparisons[place])
    title = f"{t.w('changes')}: {t.w('against', period=period)}"
    alt = _ends(t, "chart_change_alt", bars, period=period)
    return t.plot(f"changes-{place + 1}", title, alt, charts.changes(bars, look(t)), says)


def step(t: Writer, told: StoryStep) -> Plot | None:
    """The chart of a step of the story, the longest bar first."""
    named = {"ministry": t.named, "programme": t.programme, "area": t.area}
    bars = [
        charts.Bar(named[bar.kind](bar.key), bar.figure.value, t.number(bar.figure), bar.figure.id) for bar in told.bars
    ]
    if not bars:
        return None
    drawn = charts.changes if told.key in CHANGING else charts.amounts
    alt = _ends(t, "story_alt", bars)
    return t.plot(f"story-{told.key}", t.w(f"story_{told.key}"), alt, drawn(bars, look(t)), told.says)


def overlaps(t: Writer, view: Overview, says: Takeaway | None) -> Plot | None:
    """What each two areas share."""
    cells = [
        charts.OverlapCell(
            t.area(pair.first), t.area(pair.second), pair.amount.value, t.number(pair.amount), pair.amount.id
        )
        for pair in view.pairs
    ]
    if not cells:
        return None
    names = f"{cells[0].first} · {cells[0].second}"
    alt = t.w("chart_overlap_alt", first=names, first_amount=cells[0].text, unit=t.unit())
    spec = charts.overlap(cells, [t.area(area) for area in view.columns], look(t))
    return t.plot("overlap", t.w("overlaps"), alt, spec, says)


def periods(t: Writer, amounts: list[tuple[Period, Figure]]) -> Plot | None:
    """Amounts over years and stages; none where there is but one period, or no money in any."""
    points = [
        charts.PeriodPoint(
            t.period(period), t.year(period.year), figure.value, t.number(figure), figure.id, period == t.totals.period
        )
        for period, figure in amounts
    ]
    held = [point for point, (_, figure) in zip(points, amounts, strict=True) if figure.row_count]
    if len(points) < 2 or not held:
        return None
    ends = _of_ends(held[0].label, held[0].text, held[-1].label, held[-1].text)
    alt = t.w("chart_period_alt" if len(held) > 1 else "chart_period_one_alt", **ends, unit=t.unit())
    return Plot(charts.periods(points, look(t)), alt)


def intervals(t: Writer, found: Estimates) -> Plot:
    """What each area's total was known to be after each sample."""
    bars = [
        IntervalBar(t.area(each["area"]), each["rounds"], each["low"], each["estimate"], each["high"])
        for each in found["rounds"]
    ]
    last, drawn = found["together"], look(t)
    drawn = replace(drawn, words=drawn.words | {"rounds": t.w("estimates_rounds")})
    amounts = {name: t.plain(last[name]) for name in ("estimate", "low", "high")}
    alt = t.w("chart_estimates_alt", unit=t.unit(), **amounts)
    return t.plot("estimates", t.w("estimates_chart"), alt, draw_intervals(bars, drawn))


def look(t: Writer) -> charts.ChartLook:
    """What charts need of a page's language and unit."""
    words = {
        "axis": t.w("chart_axis", unit=t.unit()),
        "unit": t.unit(),
        "tagged": t.w("chart_tagged"),
        "key": t.w("heat_scale"),
        "cut": t.w("doc_axis_cut"),
    }
    return charts.ChartLook(t.lang, t.printer.table_unit.unit.factor, words)


def _ends(t: Writer, key: str, bars: list[charts.Bar], **more: str) -> str:
    first, last = bars[0], bars[-1]
    if len(bars) > 1 and len({bar.text for bar in bars}) == 1:
        return t.w("chart_level_alt", amount=_without_bounds(first.text), unit=t.unit())
    ends = _of_ends(first.label, first.text, last.label, last.text)
    return t.w(key if len(bars) > 1 else "chart_one_alt", **ends, unit=t.unit(), **more)


def _of_ends(first: str, first_amount: str, last: str, last_amount: str) -> dict[str, str]:
    """The first and the last of what a chart draws, as its words name them."""
    amounts = {"first_amount": _without_bounds(first_amount), "last_amount": _without_bounds(last_amount)}
    return {"first": first, "last": last, **amounts}


def _without_bounds(text: str) -> str:
    """An amount in a sentence, where its unit follows: without its bounds, which the table has."""
    return text.partition(" · ")[0]
