"""How a publication's amounts came to be: its comparisons in parts, and what happened to each programme."""

from __future__ import annotations

from collections import defaultdict

from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.follow.changes import ChangeHistory, Comparison, Flow, Kin, Occurrence
from crosscut.follow.comparability import Break, breaks, events, redefinitions
from crosscut.follow.diff import side
from crosscut.follow.difference import Difference, DifferenceContext, difference
from crosscut.follow.families import families
from crosscut.follow.ledger_versions import ledger_versions
from crosscut.follow.rows import parts, rows, shares
from crosscut.text.effect_kinds import EffectKind, Passage


def change_history(run: Run) -> ChangeHistory:
    """Compare every period with those that the calendar compares it with: the year before, and the stage before."""
    happened = events(run.snapshot.events)
    sides = {period: side(run, period) for period in run.calendar.periods}
    comparisons, occurrences = [], defaultdict[str, list[Occurrence]](list)
    for since, until in run.calendar.pairs():
        both = (sides[since], sides[until])
        found = difference(*both, DifferenceContext(run.links, redefinitions(happened, *both)))
        way = run.calendar.passage(since, until)
        comparisons.append(_comparison(found, breaks(happened, *both), since, until, way))
        for row in rows(found):
            occurred = Occurrence(since, until, str(row.kind), row.before, row.after, row.why, way)
            occurrences[row.programme].append(occurred)
    readings, versions = ledger_versions(run)
    return ChangeHistory(
        tuple(comparisons),
        {programme: tuple(each) for programme, each in sorted(occurrences.items())},
        kin=_kin(run),
        readings=readings,
        recorded=versions,
        events=tuple(happened),
    )


def _kin(run: Run) -> dict[str, tuple[Kin, ...]]:
    """Predecessors and successors, all that links connect besides, and the members of inter-ministerial families."""
    found: dict[str, list[Kin]] = defaultdict(list)
    for link in run.links:
        if link.predecessor != link.successor:
            found[link.successor].append(Kin(link.predecessor, "predecessor", link.share, link.year, link.why))
            found[link.predecessor].append(Kin(link.successor, "successor", link.share, link.year, link.why))
    for programme, near in found.items():
        known = {programme, *(each.programme for each in near)}
        near += [Kin(each, "linked") for each in run.links.family(programme) if each not in known]
    for members in _families(run):
        for programme in members:
            known = {programme, *(each.programme for each in found[programme])}
            found[programme] += [Kin(each, "family") for each in members if each not in known]
    return {programme: tuple(near) for programme, near in found.items() if near}


def _families(run: Run) -> list[list[str]]:
    columns = (run.snapshot.programmes[name].to_pylist() for name in ("programme", "name", "ministry"))
    rows = sorted(zip(*columns, strict=True))
    names, ministries = ({row[0]: row[place] for row in rows} for place in (1, 2))
    groups: dict[str, list[str]] = defaultdict(list)
    for programme, family in families(names, ministries).items():
        groups[family].append(programme)
    return [sorted(members) for members in groups.values()]


def _comparison(
    found: Difference, found_breaks: list[Break], since: Period, until: Period, passage: Passage
) -> Comparison:
    return Comparison(
        since=since,
        until=until,
        before=found.before.total,
        after=found.after.total,
        parts=parts(rows(found)),
        areas=tuple(shares(found, ["area"])),
        ministries=tuple(shares(found, ["ministry"])),
        flows=tuple(_flows(found)),
        breaks=tuple(found_breaks),
        effects=found.effects,
        passage=passage,
    )


def _flows(found: Difference) -> list[Flow]:
    """Between ministries, largest first."""
    amounts: dict[tuple[str, str], int] = defaultdict(int)
    programmes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for effect in found.effects:
        if effect.kind is not EffectKind.MOVED:
            continue
        gone = {cell.ministry for cell, delta in effect.deltas.items() if delta < 0}
        come = {cell.ministry for cell, delta in effect.deltas.items() if delta > 0}
        if len(gone) == len(come) == 1 and gone != come:
            way = (gone.pop(), come.pop())
            amounts[way] += sum(delta for delta in effect.deltas.values() if delta > 0)
            programmes[way].add(effect.programme)
    flows = [Flow(*way, amount, len(programmes[way])) for way, amount in amounts.items()]
    return sorted(flows, key=lambda flow: (-flow.amount, flow.origin, flow.target))
