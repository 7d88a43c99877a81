"""From one point to the next on the page of changes: what each area kept, what came to it and what left it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscut.exports import charts
from crosscut.exports.site.pictures import Plot
from crosscut.exports.site.writer import Writer
from crosscut.figures import Figure
from crosscut.views.flows import FlowPassage, Stream, outer_ends
from crosscut.views.takeaways import Takeaway


def plot(t: Writer, passage: FlowPassage, name: str, says: Takeaway | None) -> Plot | None:
    """The areas before and after as bands; None where they cannot be drawn so, or where there is but one."""
    streams = passage.areas
    if len(streams) < 2 or min(stream.before.value - stream.taken() for stream in streams) < 0:
        return None
    come, gone = map(t.w, outer_ends(passage))
    bands = [
        charts.FlowBand(*ends, amount, t.plain(amount)) for ends, amount in _ways(t, streams, come, gone) if amount
    ]
    before = {t.area(each.key): _short(t, each.before) for each in streams if each.before.row_count}
    after = {t.area(each.key): _short(t, each.after) for each in streams if each.after.row_count}
    named = [t.area(stream.key) for stream in streams]
    order = charts.Order(named, (come, gone), before, after)
    wholes = {
        key: _short(t, t.totals.book.amount("partition", **at.where))
        for key, at in (("before", passage.since), ("after", passage.until))
    }
    alt = t.w("doc_alt_flow", unit=t.unit(), **_ends(t, passage), **wholes)
    return t.plot(name, title(t, passage), alt, charts.flow(bands, order=order), says)


def title(t: Writer, passage: FlowPassage) -> str:
    """What the picture is called."""
    return t.w("doc_flow_title", **_ends(t, passage))


def moved(t: Writer, passage: FlowPassage) -> list[tuple[str, Figure]]:
    """The areas with what became of their money, the greatest change first: what a narrow screen shows instead."""
    found = [(each.key, t.totals.book.difference(each.after, each.before)) for each in passage.areas]
    return sorted((each for each in found if each[1].value), key=lambda each: (-abs(each[1].value), each[0]))


def _ways(t: Writer, streams: Sequence[Stream], come: str, gone: str) -> Iterator[tuple[tuple[str, str], int]]:
    for stream in streams:
        area = t.area(stream.key)
        yield (area, area), stream.before.value - stream.taken()
        yield (come, area), stream.added()
        yield (area, gone), stream.taken()


def _ends(t: Writer, passage: FlowPassage) -> dict[str, str]:
    return {"since": t.period(passage.since), "until": t.period(passage.until)}


def _short(t: Writer, figure: Figure) -> str:
    return t.number(figure).partition(" · ")[0]
