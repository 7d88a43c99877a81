"""From a policy and a demand to stated rules: each with its owner, its words, and the amounts it sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from crosscut.allocate import policy as said
from crosscut.allocate.demand import Demand, Selection
from crosscut.allocate.problem import Group, Ints, Row
from crosscut.allocate.quantities import ceil_of, floor_of, show_percent
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.money import Unit, format_amount, parse, unit
from crosscut.text import Text


@dataclass(frozen=True)
class Stated:
    """One rule in words. ``kind`` is ceiling, row, bound, choice, group or prerequisite.

    ``limit`` is what a row sets, in minor units; ``step`` by how much, in minor units, it is relaxed to see its cost.
    """

    id: str
    kind: str
    owner: str
    source: str
    text: Text
    limit: int | None = None
    step: int = 0


@dataclass(frozen=True)
class Limits:
    """What one bound sets for its members, in units; ``always`` also forbids that they end."""

    rule: int
    members: Ints
    low: Ints | None
    high: Ints | None
    always: bool = False


@dataclass(frozen=True)
class Options:
    """What one choice offers its members: 0 or at least ``viable``, or one of ``amounts`` (a column an option)."""

    rule: int
    members: Ints
    viable: Ints | None
    amounts: Ints | None
    may_end: bool


@dataclass
class Draft:
    """A policy stated over a demand, before it becomes a problem for a solver."""

    policy: said.Policy
    demand: Demand
    unit: Unit
    rules: list[Stated] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    limits: list[Limits] = field(default_factory=list)
    options: list[Options] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    needs: list[tuple[int, int, int]] = field(default_factory=list)
    ceiling: int = 0

    def add(self, rule: Stated) -> int:
        """The index of a new rule; raises where another has its id."""
        if any(each.id == rule.id for each in self.rules):
            raise CrosscutError(f"two rules have the id {rule.id!r}", code="policy", file="policy.toml")
        self.rules.append(rule)
        return len(self.rules) - 1

    def select(self, where: said.Where) -> Selection:
        """The selected money."""
        return self.demand.select({str(key): values for key, values in where.items()}, self.policy.tags)

    def selected(self, stated: Any) -> list[int]:
        """Places of the programmes of a bound, choice or group."""
        places = set(self.select(stated.where))
        if stated.findings:
            found = {
                self.demand.place_of(programme)
                for rule in stated.findings
                for programme in self.demand.findings.get(rule, ())
                if programme in self.demand.ids
            }
            places &= found
        return sorted(places)

    def amount(self, text: str) -> int:
        """An amount of the policy in minor units."""
        return parse(text, unit(self.unit.currency.code, self.unit.currency.code))

    def money(self, amount: int, language: str) -> str:
        """An amount in the policy's unit, for readers."""
        return format_amount(amount, self.unit, language="ko" if language == "ko" else "en")


def state(policy: said.Policy, demand: Demand, currency: str) -> Draft:
    """The policy's rules over a demand.

    Raises
    ------
    CrosscutError
        where the policy names what the demand lacks, or where an amount cannot be read.

    """
    draft = Draft(policy, demand, unit(policy.unit, currency))
    _tags(policy)
    _ceiling(draft)
    for number, rule in enumerate(policy.rule, 1):
        for where, suffix in _each(draft, rule):
            _rule(draft, rule, where, f"{rule.id or f'rule-{number}'}{suffix}", suffix)
    for number, bound in enumerate(policy.bound, 1):
        _bound(draft, bound, bound.id or f"bound-{number}")
    for number, choice in enumerate(policy.choice, 1):
        _choice(draft, choice, choice.id or f"choice-{number}")
    for number, group in enumerate(policy.group, 1):
        for where, suffix in _each(draft, group):
            _group(draft, group, where, f"{group.id or f'group-{number}'}{suffix}")
    for number, prerequisite in enumerate(policy.prerequisite, 1):
        _prerequisite(draft, prerequisite, prerequisite.id or f"prerequisite-{number}")
    return draft


def _tags(policy: said.Policy) -> None:
    selecting: list[Any] = [*policy.rule, *policy.bound, *policy.choice, *policy.group, *policy.value.criterion]
    selections: list[said.Where] = [each.where for each in selecting]
    for where in selections:
        for value in where.get("tag", ()):
            if value not in policy.tags:
                raise CrosscutError(
                    f"tag {value!r} is not in [tags]",
                    code="policy",
                    file="policy.toml",
                    hint=f"Name its programmes there.{did_you_mean(value, list(policy.tags))}",
                )


def _each(draft: Draft, rule: said.Rule | said.Group) -> Iterator[tuple[said.Where, str]]:
    if rule.each is None:
        yield rule.where, ""
        return
    for value in draft.demand.values_of(rule.each, draft.policy.tags):
        where: said.Where = {**rule.where, rule.each: (value,)}
        if draft.select(where):
            yield where, f":{value}"


def _ceiling(draft: Draft) -> None:
    ceiling, past = draft.policy.ceiling, sum(draft.demand.previous)
    if ceiling.change is not None:
        draft.ceiling = floor_of(past * (1 + ceiling.change))
    else:
        draft.ceiling = draft.amount(ceiling.amount)
    factor = draft.unit.factor
    members = np.arange(len(draft.demand.ids), dtype=np.int64)
    ones = np.ones(len(members), np.int64)
    text = _words(draft, ceiling.name, ("Total", "총액"), draft.ceiling, least=False)
    rule = draft.add(
        Stated(
            ceiling.id or "ceiling",
            "ceiling",
            ceiling.owner,
            ceiling.source,
            text,
            draft.ceiling,
            max(draft.ceiling // 100, factor),
        )
    )
    draft.rows.append(Row(rule, members, ones, None, None, draft.ceiling))
    if ceiling.use == "all":
        spent = draft.ceiling // factor * factor
        text = _words(draft, Text(), ("The ceiling is spent: total", "한도 전액 배분: 총액"), spent, least=True)
        rule = draft.add(Stated("ceiling-spent", "row", ceiling.owner, ceiling.source, text, spent, spent // 100))
        draft.rows.append(Row(rule, members, ones, None, spent, None))


def _words(draft: Draft, name: Text, what: tuple[str, str], limit: int, *, least: bool, note: str = "") -> Text:
    """A rule's words: its own name where it has one, then what it sets."""
    english = f"{what[0]} at {'least' if least else 'most'} {draft.money(limit, 'en')}"
    korean = f"{what[1]} {draft.money(limit, 'ko')} {'이상' if least else '이하'}"
    if note:
        english, korean = f"{english} ({note})", f"{korean} ({note})"
    if name.en:
        return Text(en=f"{name.en}: {english}", ko=f"{name.ko}: {korean}")
    return Text(en=english, ko=korean)


def _rule(draft: Draft, rule: said.Rule, where: said.Where, name: str, suffix: str) -> None:
    chosen = draft.select(where)
    members = np.array(sorted(chosen), np.int64)
    num = np.array([chosen[place][0] for place in members.tolist()], np.int64)
    den = np.array([chosen[place][1] for place in members.tolist()], np.int64)
    past = sum(
        (
            Fraction(draft.demand.previous[i] * n, d)
            for i, n, d in zip(members.tolist(), num.tolist(), den.tolist(), strict=True)
        ),
        Fraction(0),
    )
    sides = list(_sides(draft, rule, past))
    label = _label(draft, where, suffix.removeprefix(":"))
    for number, (limit, least, note) in enumerate(sides):
        text = _words(draft, rule.name, (label.en, label.ko), limit, least=least, note=note)
        mark = (
            name if len(sides) == 1 else f"{name}/{'floor' if least else 'cap'}" + (f"-{number}" if number > 1 else "")
        )
        step = max(floor_of(abs(limit) * rule.step), draft.unit.factor)
        index = draft.add(Stated(mark, "row", rule.owner, rule.source, text, limit, step))
        draft.rows.append(
            Row(
                index,
                members,
                num,
                None if (den == 1).all() else den,
                limit if least else None,
                None if least else limit,
            )
        )


def _label(draft: Draft, where: said.Where, each: str) -> Text:
    """What a rule selects, for readers: the one value it is stated for, or all that it names."""
    told = [(str(key), value) for key, values in where.items() for value in values if each in ("", value)]
    names = [
        draft.demand.areas.get(value, Text.same(value)) if key == "area" else Text.same(value) for key, value in told
    ]
    if not names:
        return Text(en="all", ko="전체")
    return Text(en=", ".join(name.en for name in names), ko=", ".join(name.ko for name in names))


def _sides(draft: Draft, rule: said.Rule, past: Fraction) -> Iterator[tuple[int, bool, str]]:
    """Each limit that a rule sets, in minor units, whether it is a floor, and how it follows."""
    for text, least in ((rule.at_least, True), (rule.at_most, False)):
        if text:
            yield draft.amount(text), least, ""
    for growth, least in ((rule.growth_at_least, True), (rule.growth_at_most, False)):
        if growth is not None:
            limit = past * (1 + growth)
            yield (ceil_of(limit) if least else floor_of(limit)), least, f"{show_percent(growth, sign=True)}"
    for part, least in ((rule.of_ceiling_at_least, True), (rule.of_ceiling_at_most, False)):
        if part is not None:
            limit = draft.ceiling * part
            yield (ceil_of(limit) if least else floor_of(limit)), least, f"{show_percent(part)} / {draft.rules[0].id}"


def _bound(draft: Draft, bound: said.Bound, name: str) -> None:
    members = draft.selected(bound)
    english, korean = _bound_words(bound)
    text = Text(
        en=f"{bound.name.en}: {english}" if bound.name.en else english,
        ko=f"{bound.name.ko}: {korean}" if bound.name.ko else korean,
    )
    rule = draft.add(Stated(name, "bound", bound.owner, bound.source, text))
    places = np.array(members, np.int64)
    past = [draft.demand.previous[place] for place in members]
    asked = [draft.demand.requested[place] for place in members]
    low, high, floor = _changes(bound)
    old = np.array([amount > 0 for amount in past], bool)
    if low is not None or high is not None:
        least = None if low is None else _units(draft, past, low, ceil_of)[old]
        most = None if high is None else _units(draft, past, high, floor_of)[old]
        draft.limits.append(Limits(rule, places[old], least, most))
    caps = [_fixed(draft, bound.at_most, len(members))] if bound.at_most else []
    caps += [_units(draft, asked, bound.request_at_most, floor_of)] if bound.request_at_most is not None else []
    draft.limits += [Limits(rule, places, None, cap) for cap in caps]
    floors = [-_fixed(draft, bound.at_least, len(members), -1)] if bound.at_least else []
    floors += [_units(draft, asked, bound.request_at_least, ceil_of)] if bound.request_at_least is not None else []
    floors += [_units(draft, past, floor, ceil_of)] if floor is not None else []
    draft.limits += [Limits(rule, places, each, None, always=True) for each in floors]


def _changes(bound: said.Bound) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Least and most of last year's amount while funded, and least of it in any case."""
    low = None if bound.change_at_least is None else 1 + bound.change_at_least
    highs = [1 + bound.change_at_most] if bound.change_at_most is not None else []
    highs += [1 - bound.cut_at_least] if bound.cut_at_least is not None else []
    highs += [Fraction(1)] if bound.freeze else []
    low = max(low or Fraction(0), Fraction(1)) if bound.freeze else low
    return low, min(highs) if highs else None, Fraction(1) if bound.keep else None


def _units(draft: Draft, amounts: Sequence[int], part: Fraction, to: Callable[[Fraction], int]) -> Ints:
    """Parts of amounts in whole units, rounded so that the rule holds."""
    return np.array([to(amount * part / draft.unit.factor) for amount in amounts], np.int64)


def _fixed(draft: Draft, text: str, count: int, sign: int = 1) -> Ints:
    return np.full(count, sign * draft.amount(text) // draft.unit.factor, np.int64)


_BOUND_WORDS = {
    "change_at_least": ("change on last year at least {}", "전년 대비 {} 이상"),
    "change_at_most": ("change on last year at most {}", "전년 대비 {} 이하"),
    "cut_at_least": ("cut by at least {}", "{} 이상 감액"),
    "freeze": ("frozen at last year's amount", "전년 수준 동결"),
    "at_most": ("at most {}", "{} 이하"),
    "request_at_most": ("at most {} of the request", "요구액의 {} 이하"),
    "at_least": ("at least {}", "{} 이상"),
    "request_at_least": ("at least {} of the request", "요구액의 {} 이상"),
    "keep": ("at least last year's amount", "전년 금액 이상 유지"),
}


def _bound_words(bound: said.Bound) -> tuple[str, str]:
    english, korean = [], []
    for key, (en, ko) in _BOUND_WORDS.items():
        value = getattr(bound, key)
        if value not in (None, "", False):
            shown = show_percent(value, sign=key.startswith("change")) if isinstance(value, Fraction) else str(value)
            english.append(en.format(shown))
            korean.append(ko.format(shown))
    return "each programme " + " and ".join(english), "사업별 " + ", ".join(korean)


def _choice(draft: Draft, choice: said.Choice, name: str) -> None:
    members = draft.selected(choice)
    asked = [draft.demand.requested[place] for place in members]
    ends = (" or nothing", " 또는 종료") if choice.may_end else ("", "")
    if choice.options:
        shown = ", ".join(show_percent(option) for option in sorted(choice.options, reverse=True))
        english, korean = f"one of {shown} of the request{ends[0]}", f"요구액의 {shown} 중 하나{ends[1]}"
        amounts = np.stack([_units(draft, asked, option, floor_of) for option in sorted(choice.options)], axis=1)
        viable = None
    else:
        part = choice.viable or Fraction(0)
        english, korean = (
            f"at least {show_percent(part)} of the request{ends[0]}",
            f"요구액의 {show_percent(part)} 이상{ends[1]}",
        )
        amounts, viable = None, _units(draft, asked, part, ceil_of)
    text = Text(
        en=f"{choice.name.en}: {english}" if choice.name.en else english,
        ko=f"{choice.name.ko}: {korean}" if choice.name.ko else korean,
    )
    rule = draft.add(Stated(name, "choice", choice.owner, choice.source, text))
    twice = {place for other in draft.options for place in other.members.tolist()} & set(members)
    if twice:
        raise CrosscutError(
            f"programme {draft.demand.ids[min(twice)]!r} stands in two choices",
            code="policy",
            file="policy.toml",
            hint="Select it in one [[choice]] only.",
        )
    draft.options.append(Options(rule, np.array(members, np.int64), viable, amounts, choice.may_end))


def _group(draft: Draft, group: said.Group, where: said.Where, name: str) -> None:
    members = draft.selected(group.model_copy(update={"where": where}))
    count = len(members)
    high = count if group.at_most is None else min(group.at_most, count)
    shown = "" if count > 6 else " (" + ", ".join(draft.demand.ids[place] for place in members) + ")"
    sides = [(group.at_least, "least", "이상")] if group.at_least else []
    sides += [(high, "most", "이하")] if group.at_most is not None else []
    english = " and ".join(f"at {word} {limit}" for limit, word, _ in sides) + f" of {count} funded{shown}"
    korean = f"{count}개{shown} 중 " + ", ".join(f"{limit}개 {word}" for limit, _, word in sides) + " 선정"
    text = Text(
        en=f"{group.name.en}: {english}" if group.name.en else english,
        ko=f"{group.name.ko}: {korean}" if group.name.ko else korean,
    )
    rule = draft.add(Stated(name, "group", group.owner, group.source, text))
    draft.groups.append(Group(rule, np.array(members, np.int64), high, group.at_least))


def _prerequisite(draft: Draft, stated: said.Prerequisite, name: str) -> None:
    needs = ", ".join(stated.needs)
    text = Text(en=f"{stated.programme} only with {needs}", ko=f"{stated.programme}은(는) {needs}이(가) 있어야 함")
    rule = draft.add(Stated(name, "prerequisite", stated.owner, stated.source, text))
    first = draft.demand.place_of(stated.programme)
    draft.needs += [(rule, first, draft.demand.place_of(other)) for other in stated.needs]
