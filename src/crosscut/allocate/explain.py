"""Why each programme gets what it gets, in a sentence, in English and Korean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from crosscut.allocate import reason_words as say
from crosscut.allocate.demand import LAST_YEAR
from crosscut.allocate.draft import Draft, RuleInWords
from crosscut.allocate.evidence import called_for, evidence
from crosscut.allocate.forced_plans import calling, forced
from crosscut.allocate.logic_words import kept_in, kept_out
from crosscut.allocate.problem import Bools, Ints, Problem, Solution
from crosscut.allocate.problem_assembly import Range, ranges
from crosscut.allocate.quantities import show_percent
from crosscut.allocate.rules import CEILING_SPENT
from crosscut.allocate.ties import Ties
from crosscut.allocate.values import worth_ends
from crosscut.allocate.verify import used
from crosscut.text import Text

_NONE = Text()


@dataclass(frozen=True)
class RowStanding:
    """Where one row stands: what it counts in minor units (whole ones, rounded away from its limit), and its limit."""

    rule: int
    row: int
    limit: int
    used: int
    binding: bool


def standings(problem: Problem, amounts: Ints) -> list[RowStanding]:
    """How much of every row a plan uses. A row binds where one more unit of the policy would break it."""
    found = []
    plan = amounts.tolist()
    for index, row in enumerate(problem.rows):
        exact = used(row, plan, problem.unit)
        floor = row.lo is not None
        limit = int(row.lo if row.lo is not None else (row.hi or 0))
        count = exact.numerator // exact.denominator if floor else -((-exact.numerator) // exact.denominator)
        room = count - limit if floor else limit - count
        found.append(RowStanding(row.rule, index, limit, count, room < problem.unit))
    return found


@dataclass(frozen=True, kw_only=True)
class _Case:
    """All that one programme's sentence may speak of.

    ``asked`` is in whole units, ``fraction`` says what is asked for where that is less than one. ``kept_out`` is the
    logic that leaves a programme nothing beside those that have some. ``more_loses`` and ``less_loses`` say whether any
    plan that gives it more, or less, is proved to be worth less; ``floors`` are those without which it would get less,
    ``propped`` says whether any has a price for its money; ``end`` is the part of the request beyond which more is
    worth nothing, where the amount reaches it; ``cut`` whether rules that bind hold some programme below
    what it asks for and may have; ``others`` how many programmes are worth as much for the
    same money where there is not enough for all, ``crowded`` whether that is too little for the least sizes of all,
    ``drawn`` whether somebody stays whose least size is as large, ``alone`` whether rules tell it apart from all of
    these; ``since`` is the year that ``past`` is of.
    """

    amount: int
    asked: int
    past: int
    low: int
    high: int
    low_rule: RuleInWords | None
    high_rule: RuleInWords | None
    binding: tuple[RuleInWords, ...]
    more_loses: bool
    less_loses: bool
    floors: tuple[RuleInWords, ...]
    propped: bool
    cut: bool
    others: int
    shared: bool
    crowded: bool
    drawn: bool
    alone: bool
    end: str = ""
    fraction: Text = _NONE
    kept_out: Text = _NONE
    since: Text = LAST_YEAR
    over: Text = _NONE

    @property
    def least_above(self) -> bool:
        """Whether it has the least that a rule allows, which is more than it asks for."""
        return self.low_rule is not None and self.amount == self.low > self.asked


@dataclass(frozen=True)
class _Open:
    """The first words of a sentence whose basis nothing has proved yet."""

    words: Text


def reasons(draft: Draft, problem: Problem, solution: Solution, ties: Ties) -> list[Text]:
    """One sentence a programme. That others are worth more, or less, is said only where it is proved."""
    held, proof = ranges(draft), evidence(problem, solution)
    called = called_for(problem, solution, proof.propped)
    binding: list[list[RuleInWords]] = [[] for _ in range(problem.size)]
    floors: list[list[RuleInWords]] = [[] for _ in range(problem.size)]
    binds = [each for each in standings(problem, solution.amounts) if each.binding or each.row in ties.against]
    cut = _beside_cut(draft, problem, solution.amounts, binds)
    for standing in binds:
        for place in problem.rows[standing.row].members.tolist():
            binding[place].append(draft.rules[standing.rule])
            if called[place] and standing.row in proof.floors:
                floors[place].append(draft.rules[standing.rule])
    for row, place in calling(problem, solution):
        rule = draft.rules[problem.rows[row].rule]
        floors[place] += [rule] if rule not in floors[place] else []
    factor, choices = problem.unit, _choices(draft)
    ends, part = worth_ends(draft) or (None, Fraction(1))
    end = show_percent(part)
    out, kept = (each(draft, problem, solution.amounts) for each in (kept_out, kept_in))
    found = []
    for place, amount in enumerate(solution.amounts.tolist()):
        low, high = _ends(draft, problem, held, choices.get(place), place)
        case = _Case(
            amount=amount,
            asked=draft.demand.requested[place] // factor,
            past=draft.demand.previous[place] // factor,
            low=int(problem.lower[place]),
            high=int(problem.upper[place]),
            low_rule=low,
            high_rule=high,
            binding=tuple(binding[place]),
            more_loses=bool(proof.more_loses[place]),
            less_loses=bool(proof.less_loses[place]),
            floors=tuple(each for each in floors[place] if each.kind == "row" and each.id != CEILING_SPENT),
            propped=bool(proof.propped[place]),
            cut=bool(cut[place]),
            others=int(ties.others[place]),
            shared=bool(ties.shared[place]),
            crowded=bool(ties.crowded[place]),
            drawn=bool(ties.drawn[place]),
            alone=bool(ties.alone[place]),
            end=end if ends is not None and amount >= ends[place] else "",
            fraction=_fraction(draft, place),
            kept_out=out.get(place, _NONE),
            since=draft.demand.since,
            over=_over(draft, place),
        )
        words = _proved(_sentence(case), case, problem, solution, place)
        at_least = 0 < amount == case.low < case.asked
        found.append(Text(" ", " ").join([words, kept[place]]) if at_least and place in kept else words)
    return found


def _proved(said: Text | _Open, case: _Case, problem: Problem, solution: Solution, place: int) -> Text:
    """The whole sentence: on what is proved of plans that give a programme more or less where nothing else holds it."""
    if isinstance(said, Text):
        return said
    full, least = case.amount >= case.asked, case.amount in (0, case.low)
    basis = forced(problem, solution, place, ("less",) if full else ("more",) if least else ("more", "less"))
    return _based(said.words, Text(f"{basis.en}.", f"{basis.ko}.") if basis else say.NO_BETTER)


def limited_by(rule: int, draft: Draft, problem: Problem, amounts: Ints) -> frozenset[int]:
    """The programmes whose sentence names a rule as what allows them no more."""
    held, choices = ranges(draft), _choices(draft)
    found = set()
    for place in np.flatnonzero(
        (amounts == problem.upper) & ((amounts > 0) | (problem.lower == problem.upper))
    ).tolist():
        most = _ends(draft, problem, held, choices.get(place), place)[1]
        if most is draft.rules[rule] and draft.demand.requested[place] >= draft.unit.factor:
            found.add(place)
    return frozenset(found)


def _beside_cut(draft: Draft, problem: Problem, amounts: Ints, binds: Sequence[RowStanding]) -> Bools:
    """Whom a rule that binds holds together with some programme below what it asks for and may have."""
    asked = np.array([amount // problem.unit for amount in draft.demand.requested], np.int64)
    below = amounts < np.minimum(asked, problem.upper)
    beside = np.zeros(problem.size, bool)
    for standing in binds:
        members = problem.rows[standing.row].members
        beside[members] |= below[members].any()
    return beside


def _choices(draft: Draft) -> dict[int, RuleInWords]:
    """The choice that each programme has, by place."""
    return {place: draft.rules[each.rule] for each in draft.options for place in each.members.tolist()}


def _ends(
    draft: Draft, problem: Problem, held: Range, choice: RuleInWords | None, place: int
) -> tuple[RuleInWords | None, RuleInWords | None]:
    """The rules that set the least and the most of a programme: a bound, or the choice where that sets more or less."""
    low, high = (
        draft.rules[rule] if rule >= 0 else None for rule in (int(held.low_rule[place]), int(held.high_rule[place]))
    )
    if choice is None:
        return low, high
    if low is None or problem.lower[place] > held.lower[place] or problem.upper[place] == 0:
        low = choice
    return low, choice if 0 < problem.upper[place] < held.upper[place] else high


def _fraction(draft: Draft, place: int) -> Text:
    """What a programme asks for where it is something, and less than the unit of amounts."""
    asked = draft.demand.requested[place]
    if not 0 < asked < draft.unit.factor:
        return _NONE
    return say.BELOW_UNIT.format(money=draft.money(asked), unit=draft.money(draft.unit.factor))


def _over(draft: Draft, place: int) -> Text:
    """The last year of a programme that ended before a later year."""
    demand = draft.demand
    return say.OVER.format(year=demand.year, end=demand.ends[place]) if place in demand.over else _NONE


def _sentence(case: _Case) -> Text | _Open:
    """What a programme gets by the rules alone, or else what the money that they leave decides."""
    if case.over or case.fraction:
        return case.over or case.fraction
    if case.asked == 0:
        return Text("Asked for nothing.", "요구액이 없음.")
    return _by_rules(case) or _tied(case) or _at_an_end(case) or _between(case)


def _by_rules(case: _Case) -> Text | None:
    """What rules alone decide: an amount that they set, or the most that they allow; None where money decides."""
    rule = case.high_rule or case.low_rule
    if case.low == case.high == case.amount and rule is not None:
        low, high = (_named(each) for each in (case.low_rule or rule, rule))
        return say.SET.format(rule=high) if low == high else say.SET_BY_TWO.format(low=low, high=high)
    if not case.high_rule or not case.amount == case.high > 0:
        return None
    if case.high_rule.kind == "choice":
        return say.LARGEST.format(rule=_named(case.high_rule))
    if case.amount < case.asked:
        return say.MOST.format(rule=_named(case.high_rule))
    words = say.MOST_OF_WORTH.format(end=case.end) if case.end else say.MOST_OF
    return words.format(much=_much(case), rule=_named(case.high_rule))


def _tied(case: _Case) -> Text | None:
    """What a programme shares with those that nothing tells apart."""
    if not case.shared:
        return None
    if case.least_above:
        return say.LEAST_ABOVE.format(rule=_named(case.low_rule), tight=_tight(case))
    if case.low_rule and case.amount == case.low > 0:
        words = say.SHARED_LEAST.format(rule=_named(case.low_rule))
        return words.format(tight=_tight(case), others=_counted(case.others))
    words = say.SHARED_ALONE if case.alone else say.SHARED if case.amount <= case.asked else say.SHARED_ABOVE
    return words.format(tight=_tight(case), others=_counted(case.others))


def _at_an_end(case: _Case) -> Text | _Open | None:
    """What holds an amount at the end of its range; None where it stands between."""
    if case.amount >= case.asked and not case.least_above:
        return _full(case)
    if case.amount == 0:
        words = say.ENDED if case.past else say.NOT_FUNDED
        return _joined(words, case.kept_out) if case.kept_out else _because(case, words)
    if case.amount == case.low:
        words = say.CUT if case.amount < case.past else say.KEPT_LOW if case.amount == case.past else say.LEAST
        words = words.format(rule=_named(case.low_rule), since=case.since)
        return _joined(words, _kept_by(case, None)) if case.floors else _because(case, words)
    return None


def _counted(others: int) -> Text:
    """So many other programmes."""
    return Text(f"{others:,} other programme{'' if others == 1 else 's'}", f"다른 {others:,}개 사업")


def _much(case: _Case) -> Text:
    return say.FULL if case.amount == case.asked else say.ABOVE


def _full(case: _Case) -> Text | _Open:
    words = _much(case)
    if case.others:
        return _joined(words, say.LUMPS.format(others=_counted(case.others)))
    if not case.binding:
        return _joined(words, say.ROOM)
    if words is say.FULL and not (case.cut or case.floors):
        return _joined(words, say.ROOM)
    worth = say.WORTH_MORE if case.cut and not case.propped else say.LESS_LOSES
    return _joined(words, _kept_by(case, worth if case.less_loses else None))


def _kept_by(case: _Case, worth: Text | None) -> Text | None:
    """What keeps an amount from being less: the floors that call for it, or else what it is worth, where proved."""
    if not case.floors:
        return worth
    words = say.CALLED_FOR if len(case.floors) == 1 else say.CALLED_FOR_TOGETHER
    return words.format(rules=Text("; ", ", ").join(_named(rule) for rule in case.floors[:3]))


def _because(case: _Case, words: Text) -> Text | _Open:
    """The words with their basis: a tie, or that others are worth more where it is proved."""
    if case.others and case.crowded:
        return _joined(words, (say.DRAWN if case.drawn else say.CROWDED).format(others=_counted(case.others)))
    if case.others:
        return _joined(words, say.LUMPS.format(others=_counted(case.others)))
    return _joined(words, say.OTHERS_MORE.format(tight=_tight(case)) if case.more_loses else None)


def _between(case: _Case) -> Text | _Open:
    """What holds an amount that stands at no end of its range."""
    words = say.KEPT.format(since=case.since) if case.amount == case.past else say.MARGIN.format(tight=_tight(case))
    if case.others:
        return _joined(words, say.LUMPS.format(others=_counted(case.others)))
    return _joined(words, _kept_by(case, say.TURNS if case.more_loses and case.less_loses else None))


def _joined(words: Text, basis: Text | None) -> Text | _Open:
    """A sentence with its basis; open where there is none."""
    return _Open(words) if basis is None else _based(words, basis)


def _based(words: Text, basis: Text) -> Text:
    return Text(f"{words.en}: {basis.en}", f"{words.ko}: {basis.ko}")


def _named(rule: RuleInWords | None) -> Text:
    """A rule by its name, or by what it says, with its owner."""
    if rule is None:
        return Text("no less than nothing", "하한 없음")
    words = rule.name or rule.text
    return Text(f"{words.en}; {rule.owner.en}", f"{words.ko}; {rule.owner.ko}") if rule.owner else words


def _tight(case: _Case) -> Text:
    """The rules over money that hold the programme, by their names."""
    words = [rule.name or rule.text for rule in case.binding if rule.kind == "row" and rule.id != CEILING_SPENT][:3]
    if any(rule.kind == "ceiling" or rule.id == CEILING_SPENT for rule in case.binding):
        words = [Text("the ceiling", "총액 한도"), *words]
    words = words or [Text("the rules", "규칙")]
    return Text(" and ".join(each.en for each in words), ", ".join(each.ko for each in words))
