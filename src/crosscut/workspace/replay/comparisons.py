"""Any two of stage, scenario, move and filing side by side, down to the person and the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from crosscut.follow.sides import Side
from crosscut.text import Text
from crosscut.workspace.approval import moves
from crosscut.workspace.errors import MissingError
from crosscut.workspace.filing import calls, filings
from crosscut.workspace.known_programmes import ministry_key
from crosscut.workspace.office import Act
from crosscut.workspace.replay.compared_sides import ComparedSide
from crosscut.workspace.replay.moment_runs import MomentRun
from crosscut.workspace.replay.replay_origins import MovedBy, origin
from crosscut.workspace.replay.side_changes import SideChange, narrowed, side_change, without_areas
from crosscut.workspace.rights import OF_SOME_YEAR, SOMETHING, Item
from crosscut.workspace.scenarios import scenarios
from crosscut.workspace.words import word


@dataclass(frozen=True)
class ComparedPair:
    """Two sides with what lies between. ``ministry`` is the one that both are looked at of, else empty.

    ``areas`` says whether whoever looks is told areas; ``whole`` that nothing is kept from them; ``of`` is what is said
    of programmes on either side.
    """

    sides: tuple[ComparedSide, ComparedSide]
    change: SideChange
    ministry: str
    areas: bool
    whole: bool
    of: Mapping[str, tuple[MovedBy, ...]]


def compare(act: Act, one: ComparedSide, other: ComparedSide) -> ComparedPair:
    """What lies between two sides, as far as whoever looks may see it.

    A filing is of one ministry: what it is compared with is then looked at of that ministry alone.

    Raises
    ------
    MissingError
        where they may see nothing of it.
    """
    ministry = one.ministry or other.ministry
    seen = [_seen(act, each.side) for each in (one, other)]
    if not any(any(each.values()) for each in seen):
        raise MissingError(word("missing"))
    sides = [narrowed(each.side, _within(may, ministry)) for each, may in zip((one, other), seen, strict=True)]
    change = side_change((one.held.run, other.held.run), (sides[0], sides[1]))
    areas = not act.actor.may("reading.read", SOMETHING).allowed
    whole = all(all(each.values()) for each in seen)
    before, after = _moved_by(act, one), _moved_by(act, other)
    said = {key: tuple(_sided(before.get(key, ()), after.get(key, ()))) for key in {**before, **after}}
    return ComparedPair((one, other), change if areas else without_areas(change), ministry, areas, whole, said)


def _moved_by(act: Act, side: ComparedSide) -> Mapping[str, tuple[MovedBy, ...]]:
    return origin(act, side.held, side.period).of if side.period else side.of


def _sided(before: tuple[MovedBy, ...], after: tuple[MovedBy, ...]) -> Iterator[MovedBy]:
    """What both sides say once, and else which of them says it."""
    for each in before:
        yield each if each in after else replace(each, side="a")
    yield from (replace(each, side="b") for each in after if each not in before)


def _seen(act: Act, side: Side) -> dict[tuple[str, str], bool]:
    """For each holder of money on a side whether whoever looks may see it."""
    holders = {(cell.ministry, cell.committee) for cell in side.cells}
    return {
        (label, committee): act.actor.may(
            "replay.read", Item(ministry_key(label) if label else "", committee, side.year)
        ).allowed
        for label, committee in holders
    }


def _within(seen: Mapping[tuple[str, str], bool], ministry: str) -> Callable[[str, str], bool]:
    def within(label: str, committee: str) -> bool:
        return seen[label, committee] and (not ministry or (bool(label) and ministry_key(label) == ministry))

    return within


@dataclass(frozen=True, slots=True)
class SideOffer:
    """What may be picked: how an address names it, and what it is called. ``kind`` is the group that it stands in."""

    kind: str
    text: str
    name: Text


def offers(act: Act, held: MomentRun) -> list[SideOffer]:
    """Everything that whoever looks may compare: stages, scenarios, moves and the filings that hold."""
    calendar = held.run.calendar
    found = [SideOffer("stage", f"stage:{each}", calendar.text(each)) for each in reversed(calendar.periods)]
    if act.actor.may("scenario.read").allowed:
        found += [SideOffer("scenario", f"scenario:{row.id}", Text.same(row.name)) for row in scenarios.every(act)]
    if act.actor.may("move.read", OF_SOME_YEAR).allowed:
        found += [SideOffer("move", f"move:{each.id}", Text.same(each.row.title)) for each in moves.every(act)]
    for call in calls.every(act.connection):
        for ministry, filing in sorted(filings.in_effect(act.connection, call.id).items()):
            if filings.programmes(act, filing):
                name = word("compare_filing", number=str(filing.number), ministry=act.known.ministry(ministry))
                found.append(SideOffer("filing", f"filing:{filing.number}", name))
    return found
