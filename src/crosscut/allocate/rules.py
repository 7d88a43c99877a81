"""From a policy and a demand to stated rules: each with its owner, its words, and the amounts it sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from crosscut.allocate import policy as stated_by
from crosscut.allocate import refusal_words
from crosscut.allocate.demand import Demand
from crosscut.allocate.draft import Draft, Limits, Options, RuleInWords
from crosscut.allocate.policy_checks import check_stated
from crosscut.allocate.problem import GroupLimit, Ints, MoneyRow
from crosscut.allocate.quantities import ceil_of, floor_of
from crosscut.allocate.rule_words import (
    bound_words,
    ceiling_note,
    choice_words,
    commitment_words,
    group_words,
    growth_note,
    limit_words,
    named,
    of_each,
    priority_words,
)
from crosscut.allocate.selection_words import each_programme, selected
from crosscut.money import unit
from crosscut.text import Text
from crosscut.text.refusals import RefusalError


def state(policy: stated_by.Policy, demand: Demand, currency: str) -> Draft:
    """The policy's rules over a demand.

    Raises
    ------
    CrosscutError
        where the policy names what the demand lacks, or where an amount cannot be read.

    """
    draft = Draft(policy, demand, unit(policy.unit, currency))
    check_stated(draft)
    _ceiling(draft)
    for number, rule in enumerate(policy.rule, 1):
        name = rule.id or f"rule-{number}"
        for where, suffix in _each(draft, rule, name):
            _rule(draft, rule, where, f"{name}{suffix}", suffix)
    for number, bound in enumerate(policy.bound, 1):
        _bound(draft, bound, bound_id(bound, number))
    for number, choice in enumerate(policy.choice, 1):
        _choice(draft, choice, choice.id or f"choice-{number}")
    for number, group in enumerate(policy.group, 1):
        name = group.id or f"group-{number}"
        for where, suffix in _each(draft, group, name):
            _group(draft, group, where, f"{name}{suffix}")
    for number, prerequisite in enumerate(policy.prerequisite, 1):
        _prerequisite(draft, prerequisite, prerequisite.id or f"prerequisite-{number}")
    for number, commitment in enumerate(policy.commitment, 1):
        _commitment(draft, commitment, commitment.id or f"commitment-{number}")
    for number, priority in enumerate(policy.priority, 1):
        _priority(draft, priority, priority.id or f"priority-{number}")
    return draft


def _each(
    draft: Draft, rule: stated_by.MoneyRule | stated_by.Group, name: str
) -> Iterator[tuple[stated_by.Where, str]]:
    """What a rule is stated over, with the end of its id; a draft keeps the name of one that is stated over nothing."""
    if rule.each is None:
        yield rule.where, ""
        return
    wheres = (
        ({**rule.where, rule.each: (value,)}, value) for value in draft.demand.values_of(rule.each, draft.policy.tags)
    )
    found = [(where, f":{value}") for where, value in wheres if draft.select(where)]
    if not found:
        draft.silent.append(name)
    yield from found


def _ceiling(draft: Draft) -> None:
    ceiling, past = draft.policy.ceiling, draft.demand.total_past
    if ceiling.change is not None:
        draft.ceiling = floor_of(past * (1 + ceiling.change))
    else:
        draft.ceiling = draft.amount(ceiling.amount)
    factor = draft.unit.factor
    members = np.arange(len(draft.demand.ids), dtype=np.int64)
    ones = np.ones(len(members), np.int64)
    note = None if ceiling.change is None else growth_note(ceiling.change, draft.demand.since, least=False)
    text = _row_words(draft, ceiling.name, _TOTAL, draft.ceiling, least=False, note=note)
    rule = draft.add(
        RuleInWords(
            ceiling.id or "ceiling",
            "ceiling",
            ceiling.owner,
            ceiling.source,
            text,
            draft.ceiling,
            max(draft.ceiling // 100, factor),
            ceiling.name,
            Fraction(past),
        )
    )
    draft.rows.append(MoneyRow(rule, members, ones, None, None, draft.ceiling))
    if ceiling.use == "all":
        spent = draft.ceiling // factor * factor
        text = _row_words(draft, Text(), _SPENT, spent, least=True)
        told = RuleInWords(CEILING_SPENT, "row", ceiling.owner, ceiling.source, text, spent, spent // 100)
        rule = draft.add(replace(told, past=Fraction(past)))
        draft.rows.append(MoneyRow(rule, members, ones, None, spent, None))


CEILING_SPENT = "ceiling-spent"
"""The id of the rule that the ceiling is spent."""
_TOTAL = Text("Total", "총액")
_SPENT = Text("The ceiling is spent: total", "한도 전액 배분: 총액")


def _row_words(
    draft: Draft, name: Text, what: Text, limit: int, *, least: bool, note: Text | None = None, whole: bool = True
) -> Text:
    """What a row sets; a limit over ``whole`` amounts is printed as far as whole units reach it."""
    money = draft.money(limit, up=whole and least, down=whole and not least)
    return named(name, limit_words(what, money, least=least, note=note or Text()))


def _rule(draft: Draft, rule: stated_by.MoneyRule, where: stated_by.Where, name: str, suffix: str) -> None:
    chosen = draft.select(where)
    members = np.array(sorted(chosen), np.int64)
    num = np.array([chosen[place][0] for place in members.tolist()], np.int64)
    den = np.array([chosen[place][1] for place in members.tolist()], np.int64)
    past = draft.past(where)
    sides, whole = list(_sides(draft, rule, past)), bool((den == 1).all())
    label = selected(where, suffix.removeprefix(":"), draft.demand)
    for number, (limit, least, note, part) in enumerate(sides):
        text = _row_words(draft, rule.name, label, limit, least=least, note=note, whole=whole)
        again = any(before == least for _, before, *_ in sides[:number])
        side = f"{name}/{'floor' if least else 'cap'}" + (f"-{number}" if again else "")
        mark = side if len(sides) > 1 else name
        step = max(floor_of(abs(limit) * rule.step), draft.unit.factor)
        name_ = of_each(rule.name, label) if suffix else rule.name
        index = draft.add(
            RuleInWords(
                mark if len(sides) > 1 else name, "row", rule.owner, rule.source, text, limit, step, name_, past, part
            )
        )
        draft.rows.append(
            MoneyRow(
                index,
                members,
                num,
                None if whole else den,
                limit if least else None,
                None if least else limit,
            )
        )


def _sides(
    draft: Draft, rule: stated_by.MoneyRule, past: Fraction
) -> Iterator[tuple[int, bool, Text, Fraction | None]]:
    """Each limit that a rule sets (minor units), whether it is a floor, how it follows, and its part of the ceiling."""
    for text, least in ((rule.at_least, True), (rule.at_most, False)):
        if text:
            yield draft.amount(text), least, Text(), None
    for growth, least in ((rule.growth_at_least, True), (rule.growth_at_most, False)):
        if growth is not None:
            limit = past * (1 + growth)
            note = growth_note(growth, draft.demand.since, least=least)
            yield ceil_of(limit) if least else floor_of(limit), least, note, None
    for part, least in ((rule.of_ceiling_at_least, True), (rule.of_ceiling_at_most, False)):
        if part is not None:
            yield of_ceiling(draft.ceiling, part, least=least), least, ceiling_note(part), part


def of_ceiling(ceiling: int, part: Fraction, *, least: bool) -> int:
    """A limit that is a part of the ceiling, in minor units, rounded so that the rule holds."""
    return ceil_of(ceiling * part) if least else floor_of(ceiling * part)


def bound_id(bound: stated_by.Bound, number: int) -> str:
    """The id of a bound, which is the ``number``-th of its policy."""
    return bound.id or f"bound-{number}"


def bound_of(draft: Draft, rule: int) -> stated_by.Bound | None:
    """The bound that a rule states; None where it states anything else."""
    stated = draft.rules[rule]
    found = (each for number, each in enumerate(draft.policy.bound, 1) if bound_id(each, number) == stated.id)
    return next(found, None) if stated.kind == "bound" else None


def _bound(draft: Draft, bound: stated_by.Bound, name: str) -> None:
    ends = {"at_least": bound.at_least, "at_most": bound.at_most}
    printed_ends = {key: draft.money(draft.amount(said), up=key == "at_least") for key, said in ends.items() if said}
    text = named(bound.name, bound_words(bound, printed_ends, _who(draft, bound), draft.demand.since))
    rule = draft.add(RuleInWords(name, "bound", bound.owner, bound.source, text, name=bound.name))
    draft.limits += bound_limits(draft, bound, rule)


def bound_limits(draft: Draft, bound: stated_by.Bound, rule: int) -> list[Limits]:
    """What a bound sets for its members, in units."""
    members = draft.selected(bound)
    places = np.array(members, np.int64)
    found: list[Limits] = []
    past = [draft.demand.previous[place] for place in members]
    asked = [draft.demand.requested[place] for place in members]
    low, high, floor = _changes(bound)
    old = np.array([amount > 0 for amount in past], bool)
    if low is not None or high is not None:
        least = None if low is None else _units(draft, past, low, up=True)[old]
        most = None if high is None else _units(draft, past, high)[old]
        found.append(Limits(rule, places[old], least, most))
    caps = [_fixed(draft, bound.at_most, len(members))] if bound.at_most else []
    caps += [_units(draft, asked, bound.request_at_most)] if bound.request_at_most is not None else []
    found += [Limits(rule, places, None, cap) for cap in caps]
    floors = [-_fixed(draft, bound.at_least, len(members), -1)] if bound.at_least else []
    floors += [_units(draft, asked, bound.request_at_least, up=True)] if bound.request_at_least is not None else []
    floors += [_units(draft, past, floor, up=True)] if floor is not None else []
    return found + [Limits(rule, places, each, None, always=True) for each in floors]


def _who(draft: Draft, stated: stated_by.Bound | stated_by.Choice) -> Text:
    return each_programme(stated.where, stated.findings, draft.demand)


def _changes(bound: stated_by.Bound) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Least and most of last year's amount while funded, and least of it in any case."""
    low = None if bound.change_at_least is None else 1 + bound.change_at_least
    highs = [1 + bound.change_at_most] if bound.change_at_most is not None else []
    highs += [1 - bound.cut_at_least] if bound.cut_at_least is not None else []
    highs += [Fraction(1)] if bound.freeze else []
    low = max(low or Fraction(0), Fraction(1)) if bound.freeze else low
    return low, min(highs) if highs else None, Fraction(1) if bound.keep else None


def _units(draft: Draft, amounts: Sequence[int], part: Fraction, *, up: bool = False) -> Ints:
    """Parts of amounts in whole units, rounded so that the rule holds."""
    over, under = part.numerator, part.denominator * draft.unit.factor
    if up:
        return np.array([-(-amount * over // under) for amount in amounts], np.int64)
    return np.array([amount * over // under for amount in amounts], np.int64)


def _fixed(draft: Draft, text: str, count: int, sign: int = 1) -> Ints:
    return np.full(count, sign * draft.amount(text) // draft.unit.factor, np.int64)


def _choice(draft: Draft, choice: stated_by.Choice, name: str) -> None:
    members = draft.selected(choice)
    asked = [draft.demand.requested[place] for place in members]
    if choice.options:
        amounts = np.stack([_units(draft, asked, option) for option in sorted(choice.options)], axis=1)
        viable = None
    else:
        amounts, viable = None, _units(draft, asked, choice.viable or Fraction(0), up=True)
        if choice.viable_of_execution is not None and draft.demand.executed:
            spent = [draft.demand.executed[place] for place in members]
            least = _units(draft, spent, choice.viable_of_execution, up=True)
            viable = np.maximum(viable, np.minimum(least, _units(draft, asked, Fraction(1))))
    known = sum(draft.demand.executed[place] > 0 for place in members) if draft.demand.executed else None
    text = named(choice.name, choice_words(choice, _who(draft, choice), known, len(members)))
    rule = draft.add(RuleInWords(name, "choice", choice.owner, choice.source, text, name=choice.name))
    twice = {place for other in draft.options for place in other.members.tolist()} & set(members)
    if twice:
        raise RefusalError(
            refusal_words.TWO_CHOICES.format(id=repr(draft.demand.ids[min(twice)])),
            refusal_words.ONE_CHOICE,
            code="policy",
            file="policy.toml",
        )
    draft.options.append(Options(rule, np.array(members, np.int64), viable, amounts, choice.may_end))


def _group(draft: Draft, group: stated_by.Group, where: stated_by.Where, name: str) -> None:
    members = draft.selected(group.model_copy(update={"where": where}))
    count = len(members)
    high = count if group.at_most is None else min(group.at_most, count)
    called = [draft.demand.called(place) for place in members]
    text = named(group.name, group_words(called, group.at_least, None if group.at_most is None else high))
    rule = draft.add(RuleInWords(name, "group", group.owner, group.source, text, name=group.name))
    draft.groups.append(GroupLimit(rule, np.array(members, np.int64), high, group.at_least))


def _prerequisite(draft: Draft, stated: stated_by.Prerequisite, name: str) -> None:
    needs = ", ".join(stated.needs)
    words = Text(f"{stated.programme} only with {needs}", f"{stated.programme}은(는) {needs}이(가) 있어야 함")
    text = named(stated.name, words)
    rule = draft.add(RuleInWords(name, "prerequisite", stated.owner, stated.source, text, name=stated.name))
    first, others = draft.demand.place_of(stated.programme), map(draft.demand.place_of, stated.needs)
    draft.needs += [(rule, first, other) for other in others if not {first, other} & draft.demand.over]


def _commitment(draft: Draft, stated: stated_by.Commitment, name: str) -> None:
    """At least what contracts come to in the year."""
    demand, factor = draft.demand, draft.unit.factor
    owed = {each: amount for each, amount in demand.contracts.in_year(stated.file, demand.year).items() if amount}
    bound = {demand.place_of(each): owed[each] for each in demand.ids if each in owed}
    places, others = sorted(bound), sorted({*owed} - {*demand.ids})
    money = draft.money(sum(bound.values()), up=True)
    text = named(stated.name, commitment_words(demand.year, money, len(places), others))
    rule = draft.add(RuleInWords(name, "bound", stated.owner, stated.source, text, name=stated.name))
    low = np.array([ceil_of(Fraction(bound[place], factor)) for place in places], np.int64)
    draft.limits.append(Limits(rule, np.array(places, np.int64), low, None, always=True))


def _priority(draft: Draft, stated: stated_by.Priority, name: str) -> None:
    """Each programme needs all that its ministry ranks next above it, and those need theirs."""
    demand = draft.demand
    ranks = demand.contracts.ranks[stated.file]
    lists: dict[str, list[int]] = {}
    for place, programme in enumerate(demand.ids):
        if programme in ranks and place not in demand.over:
            lists.setdefault(demand.keys["ministry"][place], []).append(place)
    text = named(stated.name, priority_words(sum(map(len, lists.values())), sorted(lists)))
    rule = draft.add(RuleInWords(name, "prerequisite", stated.owner, stated.source, text, name=stated.name))
    for places in lists.values():
        levels = sorted({ranks[demand.ids[place]] for place in places})
        above = dict(zip(levels[1:], levels, strict=False))
        draft.needs += [
            (rule, place, other)
            for place in places
            for other in places
            if above.get(ranks[demand.ids[place]]) == ranks[demand.ids[other]]
        ]
