"""A problem over sums: programmes that count alike in every rule over money are one, which leaves few to decide.

What has no plan here has none: choices, groups and prerequisites are left aside. A plan of the sums is one of the
problem where its amounts can be spread over the programmes of each sum, which the verifier judges.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, MoneyRow, Problem
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.model import INFINITY, model
from crosscut.allocate.solve.rounding import nearest, whole
from crosscut.allocate.subset_sums import FEW, MANY, Choices, few_enough
from crosscut.allocate.verify import breaches

LARGE = 2_000
"""Programmes from which a problem is condensed."""

FEWER = 4
"""Programmes that a rule, and a sum, must stand for on average: with fewer little is won."""

MOST = 2.0**61
"""The most that programmes may get in all, in units, for sums to stay inside int64."""

TURNS = 12
"""How often sums are sought anew where choices leap over some."""

END = 8
"""Which part of what a sum may come to is its end, where few choices are left."""

ALIKE = 1e-9
"""By which part two sums may differ and still be the most that a rule counts."""

_SEEN = 1e-7
"""The part of the largest weight of a proof from which a rule has a part in it."""

SECONDS = 5.0
"""What a solver may take for one question over the sums."""

Spans = Mapping[int, tuple[int, int]]


@dataclass(frozen=True)
class _Steps:
    """Amounts that choices of programmes add, one after the other, and how far each then reaches; by their sum."""

    place: Ints
    low: Ints
    high: Ints


class _Relaxed:
    """The sums as amounts that need not be whole, kept by a solver that forgets some of the rules at each question."""

    def __init__(self, problem: Problem) -> None:
        self.rules = np.array([row.rule for row in problem.rows], np.int64)
        self.posed = model(problem, relaxed=True)
        self._solver = highs.engine(self.posed, seconds=SECONDS)

    def over(self, kept: Sequence[int], gain: Floats, spans: Spans | None = None) -> highs.SolverOutcome:
        """Sums of most ``gain``, one a sum, under some rules, some of them kept between two amounts."""
        posed, held = self.posed, np.isin(self.rules, kept)
        low, high = np.where(held, posed.row_low, -INFINITY), np.where(held, posed.row_high, INFINITY)
        self._solver.changeRowsBounds(len(held), np.arange(len(held), dtype=np.int32), low, high)
        cost = -gain[posed.piece_of] * posed.piece_width
        columns = np.arange(len(cost), dtype=np.int32)
        self._solver.changeColsCost(len(cost), columns, cost)
        least, most = posed.problem.lower.astype(float), posed.problem.upper.astype(float)
        for place, span in (spans or {}).items():
            least[place], most[place] = span
        ends = [(end - posed.problem.lower)[posed.piece_of] / posed.piece_width for end in (least, most)]
        self._solver.changeColsBounds(len(cost), columns, *ends)
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + SECONDS)
        return highs.run(self._solver, integer=False)

    def blamed(self) -> frozenset[int]:
        """The rules that the solver's proof rests on that the last question has no answer; empty where it has none."""
        _, told, ray = self._solver.getDualRay()
        weights = np.abs(np.asarray(ray)) if told else np.zeros(0)
        places = np.flatnonzero(weights > _SEEN * weights.max(initial=0.0))
        return frozenset(self.rules[places].tolist())


@dataclass(frozen=True)
class Condensed:
    """The sums of a problem: ``kind`` is the sum that each programme is in, ``problem`` that of the sums."""

    full: Problem
    kind: Ints
    problem: Problem
    relaxed: _Relaxed

    def keeping(self, full: Problem) -> Condensed:
        """The sums of the same problem with fewer rules over money."""
        kept = {row.rule for row in full.rows}
        rows = tuple(row for row in self.problem.rows if row.rule in kept)
        return replace(self, full=full, problem=replace(self.problem, rows=rows))

    def holds(self) -> bool | None:
        """Whether the problem has a plan; None where the sums do not tell."""
        kept, nothing = [row.rule for row in self.problem.rows], np.zeros(self.problem.size)
        if self.relaxed.over(kept, nothing).infeasible:
            return False
        over_choices = self.full.groups or len(self.full.needs)
        return (
            True if self._sought(kept, nothing, self._keeps if over_choices else lambda _: True) is not None else None
        )

    def _keeps(self, amounts: Ints) -> bool:
        """Whether amounts of programmes keep all rules."""
        return not breaches(self.full, amounts.tolist())

    def _sought(self, kept: Sequence[int], gain: Floats, accepted: Callable[[Ints], bool]) -> Ints | None:
        """Accepted amounts that come to sums of most ``gain``.

        Sums that choices leap over are sought anew: first away from their ends, where choices come to nearly any sum.
        """
        for upwards in (True, False):
            spans: dict[int, tuple[int, int]] = {}
            back: dict[int, tuple[int, int]] = {}
            for _ in range(TURNS):
                outcome = self.relaxed.over(kept, gain, spans)
                sums = None if outcome.solution is None else self._whole(outcome.solution, spans)
                if sums is None and not back:
                    break
                if sums is None:
                    spans, back = spans | back, {}
                    continue
                amounts, unmet = self._met(sums)
                if not unmet:
                    return amounts if accepted(amounts) else None
                inside = {each: span for each, span in self._inside(unmet).items() if each not in spans}
                leapt = self._leapt(sums, upwards=upwards)
                back = leapt if inside else self._leapt(sums, upwards=not upwards)
                spans = spans | (inside or leapt)
        return None

    def _inside(self, kinds: Sequence[int]) -> dict[int, tuple[int, int]]:
        """The middle of what each of some sums may come to."""
        low, high = self.problem.lower, self.problem.upper
        part = (high - low) // END
        return {each: (int(low[each] + part[each]), int(high[each] - part[each])) for each in kinds}

    def _whole(self, solution: Floats, spans: Spans) -> Ints | None:
        """Whole sums near a solver's that keep the rules."""
        problem, near = self.problem.narrowed(spans), self.relaxed.posed.amounts(solution)
        rounded = nearest(problem, near)
        if not breaches(problem, rounded.tolist()):
            return rounded
        found = whole(problem, near, SECONDS)
        return None if found is None or breaches(problem, found.tolist()) else found

    def suspects(self) -> frozenset[int]:
        """Rules over money that by themselves leave the sums no plan; empty where a solver tells none."""
        outcome = self.relaxed.over([row.rule for row in self.problem.rows], np.zeros(self.problem.size))
        return self.relaxed.blamed() if outcome.infeasible else frozenset()

    def most(self, index: int, *, least: bool = False) -> Ints | None:
        """A plan in which a rule over money counts the most (or least) that the others allow; None if not found."""
        row = self.problem.rows[index]
        gain: Floats = np.zeros(self.problem.size)
        gain[row.members] = -row.share if least else row.share
        kept = [each.rule for each in self.problem.rows if each is not row]
        best = self.relaxed.over(kept, gain)
        sides = [(None, None) if place == index else (each.lo, each.hi) for place, each in enumerate(self.full.rows)]
        others = replace(self, full=self.full.with_limits(sides), problem=self.problem.with_limits(sides))
        worth = best.value + float((gain * self.problem.lower).sum())

        def accepted(amounts: Ints) -> bool:
            short = worth - float((gain * self._summed(amounts)).sum())
            return short <= ALIKE * max(abs(worth), 1.0) and others._keeps(amounts)  # noqa: SLF001

        return others._sought(kept, gain, accepted) if best.proved else None  # noqa: SLF001

    def _leapt(self, sums: Ints, *, upwards: bool) -> dict[int, tuple[int, int]]:
        """Where the next choices reach, above or below, for each sum that choices leap over."""
        least = self._summed(self._least(self._taken(sums)))
        leapt = np.flatnonzero(least > sums).tolist()
        amounts = self._least(self._taken(sums, whole=not upwards))
        low, room = self._summed(amounts), self._summed(self._room(amounts))
        return {each: (int(low[each]), int(low[each] + room[each])) for each in leapt}

    def _taken(self, sums: Ints, *, whole: bool = False) -> Bools:
        """The choices that are taken one by one until those of each sum reach it; before that, where ``whole``."""
        full, steps = self.full, self._steps
        reached = self._summed(np.where(full.optional, 0, np.where(full.discrete, full.lower, full.upper)))
        kinds = self.kind[steps.place]
        before = reached[kinds] + _before(kinds, steps.high)
        return np.asarray(before + steps.high * whole < sums[kinds])

    def _least(self, taken: Bools) -> Ints:
        """The least that programmes may get once some choices are taken."""
        amounts = np.where(self.full.optional, 0, self.full.lower)
        np.add.at(amounts, self._steps.place[taken], self._steps.low[taken])
        return amounts

    def _room(self, amounts: Ints) -> Ints:
        """By how much each programme may get more than this least."""
        full = self.full
        return np.where(full.discrete | (amounts == 0) & full.optional, 0, full.upper - amounts)

    def spread(self, sums: Ints) -> Ints | None:
        """Amounts that come to the sums; None where some sum is not met."""
        amounts, unmet = self._met(sums)
        return None if unmet else amounts

    def _met(self, sums: Ints) -> tuple[Ints, list[int]]:
        """Amounts that come to the sums but for some, which are told.

        Choices are taken one by one, what is left fills the room of those taken; where that leaves a sum unmet, a few
        of its choices are taken otherwise.
        """
        taken = self._taken(sums)
        amounts = self._least(taken)
        missing, room = sums - self._summed(amounts), self._summed(self._room(amounts))
        open_ = np.flatnonzero((missing < 0) | (missing > room)).tolist()
        unmet = [each for each in open_ if not self._meets(each, int(sums[each]), taken, amounts)]
        missing, room = sums - self._summed(amounts), self._room(amounts)
        order = np.argsort(self.kind, kind="stable")
        kinds = self.kind[order]
        amounts[order] += np.clip(missing[kinds] - _before(kinds, room[order]), 0, room[order])
        return amounts, unmet

    def _meets(self, kind: int, total: int, taken: Bools, amounts: Ints) -> bool:
        """Take a few choices of a sum otherwise, in place, so that it can be met; False where none was found."""
        members, steps = np.flatnonzero(self.kind == kind), self._steps.place
        inside = self.kind[steps] == kind
        around = _around(steps[inside].tolist(), int(taken[inside].sum()))
        smallest = sorted(around, key=lambda each: (int(self.full.upper[each]), each))
        for each, combined in ((around, FEW), (smallest, FEW), (around, MANY)):
            places = few_enough(self.full, each, combined)
            others = np.setdiff1d(members, places)
            room = int(self._room(amounts)[others].sum())
            met = Choices(self.full, places).meeting(total - int(amounts[others].sum()), room)
            if met is not None:
                amounts[places] = met
                return True
        return False

    def _summed(self, amounts: Ints) -> Ints:
        return _summed(self.kind, amounts)

    @cached_property
    def _steps(self) -> _Steps:
        """Choices in the order in which they are taken: options in steps first, then whoever may end by its least."""
        full = self.full
        ends = np.flatnonzero(full.optional)
        place, piece = np.nonzero(full.width * full.discrete[:, None])
        width = full.width[place, piece]
        places = np.concatenate([ends, place])
        low = np.concatenate([full.lower[ends], width])
        high = np.concatenate([np.where(full.discrete[ends], full.lower[ends], full.upper[ends]), width])
        pieces = np.concatenate([np.full(len(ends), -1), piece])
        least = np.where(full.discrete, np.arange(full.size), full.size + full.lower)[places]
        order = np.lexsort((pieces, places, least, self.kind[places]))
        return _Steps(places[order], low[order], high[order])


def _around(places: Sequence[int], at: int) -> list[int]:
    """Places, each once, from the nearest of a position to the farthest."""
    order = sorted(range(len(places)), key=lambda each: abs(2 * each + 1 - 2 * at))
    return list(dict.fromkeys(places[each] for each in order))


def _before(kinds: Ints, amounts: Ints) -> Ints:
    """Of amounts sorted by their sum, what those of the same sum come to before each."""
    running = np.cumsum(amounts) - amounts
    return np.asarray(running - running[np.searchsorted(kinds, kinds)]) if len(kinds) else running


def condensed(problem: Problem) -> Condensed | None:
    """The sums of a problem, or None where they are hardly fewer than its programmes."""
    few = problem.size < LARGE or problem.size < FEWER * len(problem.rows)
    if few or float(problem.upper.sum(dtype=float)) > MOST:
        return None
    kind = _kinds(problem.rows, problem.size)
    return None if problem.size < FEWER * (int(kind.max()) + 1) else _condensed(problem, kind)


def summed(problem: Problem) -> Condensed | None:
    """The sums of a problem however many they are; None where nothing in it can vary."""
    return _condensed(problem, _kinds(problem.rows, problem.size)) if problem.rows else None


def _condensed(problem: Problem, kind: Ints) -> Condensed | None:
    sums = _of_sums(problem, kind)
    return Condensed(problem, kind, sums, _Relaxed(sums)) if sums.width.any() else None


def _of_sums(problem: Problem, kind: Ints) -> Problem:
    """The problem of the sums; worth nothing."""
    least = _summed(kind, np.where(problem.optional, 0, problem.lower))
    most = _summed(kind, problem.upper)
    count = len(least)
    return Problem(
        unit=problem.unit,
        lower=least,
        upper=most,
        optional=np.zeros(count, bool),
        discrete=np.zeros(count, bool),
        base=np.zeros(count),
        slope=np.zeros((count, 1)),
        width=(most - least)[:, None],
        rows=tuple(_row(kind, row) for row in problem.rows),
    )


def _row(kind: Ints, row: MoneyRow) -> MoneyRow:
    members, first = np.unique(kind[row.members], return_index=True)
    return replace(row, members=members, num=row.num[first], den=None if row.den is None else row.den[first])


def _summed(kind: Ints, amounts: Ints) -> Ints:
    found = np.zeros(int(kind.max(initial=-1)) + 1, np.int64)
    np.add.at(found, kind, amounts)
    return found


def _kinds(rows: Sequence[MoneyRow], size: int) -> Ints:
    """A number for each programme, the same for those of which each row counts the same part."""
    kind = np.zeros(size, np.int64)
    for row in rows:
        own = kind[row.members]
        for part in (row.num, row.den):
            if part is not None and len(part) and (part != part[0]).any():
                own = _paired(own, part)
        kind[row.members] = int(kind.max()) + 1 + own
        kind = np.unique(kind, return_inverse=True)[1]
    return kind


def _paired(one: Ints, other: Ints) -> Ints:
    values, place = np.unique(other, return_inverse=True)
    return np.asarray(one * len(values) + place)
