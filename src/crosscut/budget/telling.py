"""How a publication's amounts came to be: its comparisons in parts, and what happened to each programme."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from crosscut import follow
from crosscut.budget.following import side
from crosscut.budget.inputs import Inputs
from crosscut.budget.remembering import remembered
from crosscut.follow import Context, Difference
from crosscut.ledger import MomentError, parse_moment
from crosscut.publish.publication import Publication
from crosscut.publish.story import Comparison, Decided, Flow, Kin, Story, Told

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
    readings, versions = remembered(inputs)
    return Story(
        tuple(comparisons),
        {programme: tuple(each) for programme, each in sorted(told.items())},
        kin=_kin(inputs, links),
        decided=_decided(inputs),
        readings=readings,
        recorded=versions,
        events=tuple(events),
    )


def _kin(inputs: Inputs, links: follow.Succession) -> dict[str, tuple[Kin, ...]]:
    """Predecessors and successors, all that links connect besides, and the members of inter-ministerial families."""
    found: dict[str, list[Kin]] = defaultdict(list)
    for link in links:
        if link.predecessor != link.successor:
            found[link.successor].append(Kin(link.predecessor, "predecessor", link.share, link.year, link.why))
            found[link.predecessor].append(Kin(link.successor, "successor", link.share, link.year, link.why))
    for programme, near in found.items():
        known = {programme, *(each.programme for each in near)}
        near += [Kin(each, "linked") for each in links.family(programme) if each not in known]
    for members in _families(inputs):
        for programme in members:
            known = {programme, *(each.programme for each in found[programme])}
            found[programme] += [Kin(each, "family") for each in members if each not in known]
    return {programme: tuple(near) for programme, near in found.items() if near}


def _families(inputs: Inputs) -> list[list[str]]:
    columns = (inputs.programmes[name].to_pylist() for name in ("programme", "name", "ministry"))
    rows = sorted(zip(*columns, strict=True))
    names, ministries = ({row[0]: row[place] for row in rows} for place in (1, 2))
    groups: dict[str, list[str]] = defaultdict(list)
    for programme, family in follow.families(names, ministries).items():
        groups[family].append(programme)
    return [sorted(members) for members in groups.values()]


def _decided(inputs: Inputs) -> dict[str, Decided]:
    """The latest decision on each programme: by its own time, then by the greater name."""
    latest: dict[str, tuple[Any, str, Decided]] = {}
    for row in inputs.decisions.to_pylist():
        try:
            moment = parse_moment(row["decided_at"])
        except MomentError:
            continue
        key = (moment, row["decided_by"], Decided(row["decided_by"], row["decided_at"], row["reason"]))
        if row["programme"] not in latest or key[:2] > latest[row["programme"]][:2]:
            latest[row["programme"]] = key
    return {programme: decision for programme, (_, _, decision) in latest.items()}


def _points(shown: Publication) -> list[Point]:
    """The years and stages that have money, in order."""
    rank = {stage: place for place, stage in enumerate(shown.settings.stage_ids)}
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
        since=since,
        until=until,
        before=found.before.total,
        after=found.after.total,
        parts=follow.parts(follow.rows(found)),
        areas=tuple(follow.shares(found, ["area"])),
        ministries=tuple(follow.shares(found, ["ministry"])),
        flows=tuple(_flows(found)),
        breaks=tuple(breaks),
        effects=found.effects,
    )


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
