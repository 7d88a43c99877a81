"""A budget year as a replay: its stages in order, each with what rose and fell against the one before."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.follow.diff import side
from crosscut.follow.sides import Side
from crosscut.workspace.errors import MissingError
from crosscut.workspace.known_programmes import ministry_key
from crosscut.workspace.office import Act
from crosscut.workspace.replay.moment_runs import MomentRun
from crosscut.workspace.replay.side_changes import SideChange, narrowed, side_change, without_areas
from crosscut.workspace.rights import SOMETHING, Item
from crosscut.workspace.words import word

Holders = frozenset[tuple[str, str]]
"""Ministries, as the budget calls them, with committees."""


@dataclass(frozen=True)
class ReplayStep:
    """A stage of a year against the one before; ``since`` is None where nothing is known from before.

    ``bounds`` are the least and most that its total may be, where amounts are known to a range only.
    """

    since: Period | None
    period: Period
    change: SideChange
    bounds: tuple[int, int] | None = None


@dataclass(frozen=True)
class ReplayYear:
    """A year in its steps. ``whole`` says that whoever looks sees all its money, ``areas`` that they see its areas."""

    year: int
    years: tuple[int, ...]
    steps: tuple[ReplayStep, ...]
    whole: bool
    areas: bool

    def at(self, stage: str) -> int:
        """The place of a stage among the steps.

        Raises
        ------
        MissingError
            where the year has no such stage.
        """
        found = next((place for place, each in enumerate(self.steps) if each.period.stage == stage), None)
        if found is None:
            raise MissingError(word("missing"))
        return found


def must_be_open(act: Act) -> None:
    """Refuse whoever holds no role that sees any replay, before anything is worked out for them.

    Raises
    ------
    MissingError
        where they hold none.
    """
    if act.actor.may("replay.read").why == "role":
        raise MissingError(word("missing"))


def replay(act: Act, held: MomentRun, year: int = 0) -> ReplayYear:
    """A year, the leading one where none is said, as far as whoever looks may see it.

    Whoever reads programmes is told no areas: the difference of two sums would say what another reader decided.

    Raises
    ------
    MissingError
        where there is no such year, or nothing of it that they may see.
    """
    calendar = held.run.calendar
    year = year or calendar.leading_year
    periods = calendar.of_year(year)
    before = calendar.budget_before(year)
    every = [*([before] if before else []), *periods]
    seen, whole = _seen(act, held, year, every)
    if not periods or not seen:
        raise MissingError(word("missing"))
    areas = not act.actor.may("reading.read", SOMETHING).allowed
    first = len(every) - len(periods)
    steps = tuple(_step(held, every, place, seen, areas=areas) for place in range(first, len(every)))
    return ReplayYear(year, calendar.years, steps, whole, areas)


def _step(held: MomentRun, every: list[Period], place: int, seen: Holders, *, areas: bool) -> ReplayStep:
    change, period = change_of(held, every, place, seen), every[place]
    here = narrowed(side_of(held, period), lambda *holder: holder in seen)
    amounts = here.totals()
    known = [(bounds, amounts[each]) for each, bounds in here.bounds.items() if each in amounts]
    low, high = (sum(bounds[end] - amount for bounds, amount in known) for end in (0, 1))
    bounds = (change.after + low, change.after + high) if low < 0 or high > 0 else None
    return ReplayStep(every[place - 1] if place else None, period, change if areas else without_areas(change), bounds)


def side_of(held: MomentRun, period: Period) -> Side:
    """The money of a period of a run, made once."""
    return held.worked(("side", period), lambda: side(held.run, period))


def change_of(held: MomentRun, every: list[Period], place: int, seen: Holders) -> SideChange:
    """What lies between a period and the one before it, of what is seen; made once for all who see as much."""
    since = every[place - 1] if place else None

    def work() -> SideChange:
        later = side_of(held, every[place])
        earlier = side_of(held, since) if since else Side("", later.year, "", {})
        sides = [narrowed(each, lambda *holder: holder in seen) for each in (earlier, later)]
        runs: tuple[Run, Run] = (held.run, held.run)
        return side_change(runs, (sides[0], sides[1]))

    return held.worked(("change", since, every[place], seen), work)


def _seen(act: Act, held: MomentRun, year: int, periods: list[Period]) -> tuple[Holders, bool]:
    """The holders of money that whoever looks may see, and whether these are all."""
    holders = {(cell.ministry, cell.committee) for each in periods for cell in side_of(held, each).cells}
    seen = frozenset(
        (ministry, committee)
        for ministry, committee in holders
        if act.actor.may("replay.read", Item(ministry_key(ministry) if ministry else "", committee, year)).allowed
    )
    return seen, len(seen) == len(holders)
