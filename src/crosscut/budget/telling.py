"""How a publication's amounts came to be: its comparisons in parts, and what happened to each programme."""

from __future__ import annotations

from collections import defaultdict

from crosscut import follow
from crosscut.budget.following import side
from crosscut.budget.inputs import Inputs
from crosscut.follow import Context, Difference
from crosscut.publish.publication import Publication
from crosscut.publish.story import Comparison, Flow, Story, Told

Point = tuple[int, str]


def story(inputs: Inputs, shown: Publication) -> Story:
    """Compare every period with the one before: years at one stage, and stages within one year."""
    links, _ = follow.succession(inputs.story.links, inputs.programmes["programme"].to_pylist())
    events = follow.events(inputs.story.events)
    points = {point: side(inputs, shown, *point) for point in _points(shown)}
    comparisons, told = [], defaultdict[str, list[Told]](list)
    for since, until in _pairs(list(points), shown):
        sides = (points[since], points[until])
        found = follow.difference(*sides, Context(links, follow.redefinitions(events, *sides)))
        comparisons.append(_comparison(found, follow.breaks(events, *sides), since, until))
        for row in follow.rows(found):
            told[row.programme].append(Told(since, until, str(row.kind), row.before, row.after, row.why))
    linked = {programme for link in links for programme in (link.predecessor, link.successor)}
    families = {programme: tuple(links.family(programme)) for programme in sorted(linked)}
    return Story(tuple(comparisons), {programme: tuple(each) for programme, each in sorted(told.items())}, families)


def _points(shown: Publication) -> list[Point]:
    """The years and stages that have money, in order."""
    rank = {stage: place for place, stage in enumerate(shown.budget.stages)}
    pairs = shown.lines.group_by(["fiscal_year", "stage"]).aggregate([]).to_pylist()
    points = [(pair["fiscal_year"], pair["stage"]) for pair in pairs]
    return sorted(points, key=lambda point: (point[0], rank.get(point[1], len(rank))))


def _pairs(points: list[Point], shown: Publication) -> list[tuple[Point, Point]]:
    """What is compared, the publication's own period first: with the year before, then with the stage before."""
    pairs = []
    for point in points:
        year, stage = point
        pairs += [(each, point) for each in points if each == (year - 1, stage)]
        here = [each for each in points if each[0] == year]
        place = here.index(point)
        pairs += [(here[place - 1], point)] if place else []
    main = (shown.main_year, shown.main_stage)
    return sorted(pairs, key=lambda pair: (pair[1] != main, -pair[1][0], -pair[0][0]))


def _comparison(found: Difference, breaks: list[follow.Break], since: Point, until: Point) -> Comparison:
    return Comparison(
        since=since, until=until, before=found.before.total, after=found.after.total,
        parts=follow.parts(follow.rows(found)), areas=tuple(follow.shares(found, ["area"])),
        ministries=tuple(follow.shares(found, ["ministry"])), flows=tuple(_flows(found)), breaks=tuple(breaks),
    )  # fmt: skip


def _flows(found: Difference) -> list[Flow]:
    """Between ministries, largest first."""
    amounts: dict[tuple[str, str], int] = defaultdict(int)
    programmes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for effect in found.effects:
        if effect.kind is not follow.Kind.MOVED:
            continue
        gone = {cell.ministry for cell, delta in effect.deltas.items() if delta < 0}
        come = {cell.ministry for cell, delta in effect.deltas.items() if delta > 0}
        if len(gone) == len(come) == 1 and gone != come:
            way = (gone.pop(), come.pop())
            amounts[way] += sum(delta for delta in effect.deltas.values() if delta > 0)
            programmes[way].add(effect.programme)
    flows = [Flow(*way, amount, len(programmes[way])) for way, amount in amounts.items()]
    return sorted(flows, key=lambda flow: (-flow.amount, flow.origin, flow.target))
