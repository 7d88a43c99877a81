"""Changes over a policy, each of one thing: a limit, a floor or cap, a rule left out or loosened, a programme pinned.

A changed policy is a policy like any other: it says the same where nothing was changed, rule by rule and in the same
order, so that an unchanged one has the same plan to the last unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal, get_args

from crosscut import tomltext
from crosscut.allocate import policy as stated_by
from crosscut.allocate.demand import Demand
from crosscut.allocate.policy import Bound, MoneyRule, Policy
from crosscut.allocate.programme_ids import near_id
from crosscut.allocate.quantities import left_by, percent
from crosscut.allocate.relaxation import loosened_bound, may_loosen
from crosscut.errors import CrosscutError
from crosscut.money import currency
from crosscut.text import Text

AmendmentKind = Literal["limit", "floor", "cap", "without", "loosen", "pin"]
KINDS: tuple[AmendmentKind, ...] = get_args(AmendmentKind)

SIDES = (
    *("at_least", "at_most", "growth_at_least", "growth_at_most"),
    *("of_ceiling_at_least", "of_ceiling_at_most"),
)
"""The settings of a rule that set a limit, in the order in which its rows are made."""

SPENT = "ceiling-spent"
"""The rule that a ceiling is spent to the last unit."""

PINS = ("full", "none", "fixed", "least")
"""A programme gets what it asks for; nothing; an amount; at least an amount."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change over a policy.

    Attributes
    ----------
    kind
        ``limit`` of a rule over money or of the ceiling; ``floor`` or ``cap`` over an area or a ministry; ``without``
        a rule; ``loosen`` a bound; ``pin`` a programme.
    target
        The rule's id; ``area:ID`` or ``ministry:NAME``; the programme's id.
    value
        A percentage such as ``-5 %`` (growth on last year; of a bound, by how much of last year's amount), or an
        amount in minor units with its currency, such as ``1000000 KRW``; of a pin one of PINS, with its amount.
    owner, source
        Who stands for it, and why.
    """

    kind: AmendmentKind
    target: str
    value: str = ""
    owner: str = ""
    source: str = ""

    @property
    def key(self) -> tuple[AmendmentKind, str]:
        """What it changes: of two with one key the later holds."""
        return self.kind, self.target

    @property
    def rule(self) -> str:
        """The id of the rule that it makes, empty where it changes one that is there."""
        return f"{self.kind}:{self.target}" if self.kind in ("floor", "cap", "pin") else ""


def made_by(rule: str) -> tuple[AmendmentKind, str] | None:
    """The key of the amendment that made a rule, by the rule's id; None where the policy states it."""
    kind, _, target = rule.partition(":")
    for each in ("floor", "cap", "pin"):
        if kind == each and target:
            return each, target
    return None


def amount_value(amount: int, code: str) -> str:
    """An amount in minor units as the value of an amendment."""
    return f"{amount} {code}"


def amended(policy: Policy, demand: Demand, code: str, amendments: Sequence[Amendment]) -> Policy:
    """The policy with changes, in the currency ``code``.

    Raises
    ------
    CrosscutError
        where a change names what neither the policy nor the budget has, or has a value that cannot be.
    """
    policy = _with_single_rules(policy, demand, {each.target for each in amendments if each.kind != "pin"})
    for each in amendments:
        policy = _changed(policy, demand, code, each)
    return policy


def _changed(policy: Policy, demand: Demand, code: str, change: Amendment) -> Policy:
    match change.kind:
        case "limit":
            return _limited(policy, code, change)
        case "floor" | "cap":
            return _ranged(policy, demand, code, change)
        case "without":
            return _left_out(policy, change)
        case "loosen":
            return _loosened(policy, code, change)
        case "pin":
            return _pinned(policy, demand, code, change)


def _with_single_rules(policy: Policy, demand: Demand, targets: set[str]) -> Policy:
    """The policy with an id for each rule, and one rule for each row that a change may be about."""
    update: tomltext.Table = {
        part: tuple(_named(each, f"{part}-{number}") for number, each in enumerate(getattr(policy, part), 1))
        for part in ("rule", "bound", "choice", "group", "prerequisite", "commitment", "priority")
    }
    split = (one for rule in update["rule"] for one in _rules(rule, demand, policy.tags, targets))
    groups = (one for group in update["group"] for one in _groups(group, demand, policy.tags, targets))
    return policy.model_copy(update={**update, "rule": tuple(split), "group": tuple(groups)})


def _named(stated: Any, name: str) -> Any:
    return stated if stated.id else stated.model_copy(update={"id": name})


def _rules(rule: MoneyRule, demand: Demand, tags: Any, targets: set[str]) -> Iterable[MoneyRule]:
    sides = [side for side in SIDES if getattr(rule, side) not in ("", None)]
    touched = any(target.startswith(f"{rule.id}:") for target in targets)
    if rule.each is None or not (touched or len(sides) > 1):
        yield from _sided(rule, sides)
        return
    for value, label in _values(rule.each, rule.where, demand, tags):
        name = Text(f"{rule.name.en}, {label.en}", f"{rule.name.ko}, {label.ko}") if rule.name else rule.name
        where = {**rule.where, rule.each: (value,)}
        yield from _sided(
            rule.model_copy(update={"id": f"{rule.id}:{value}", "name": name, "where": where, "each": None}), sides
        )


def _sided(rule: MoneyRule, sides: Sequence[str]) -> Iterable[MoneyRule]:
    """One rule for each limit of a rule, called as its rows are."""
    if len(sides) == 1:
        yield rule
        return
    for number, side in enumerate(sides):
        others = {other: MoneyRule.model_fields[other].default for other in sides if other != side}
        mark = ("floor" if side.endswith("least") else "cap") + (f"-{number}" if number > 1 else "")
        yield rule.model_copy(update={**others, "id": f"{rule.id}/{mark}"})


def _groups(group: stated_by.Group, demand: Demand, tags: Any, targets: set[str]) -> Iterable[stated_by.Group]:
    if group.each is None or not any(target.startswith(f"{group.id}:") for target in targets):
        yield group
        return
    for value, _ in _values(group.each, group.where, demand, tags):
        where = {**group.where, group.each: (value,)}
        yield group.model_copy(update={"id": f"{group.id}:{value}", "where": where, "each": None})


def _values(key: str, where: Any, demand: Demand, tags: Any) -> Iterable[tuple[str, Text]]:
    """The values of a key for which a rule is stated, with what readers call them."""
    for value in demand.values_of(key, tags):
        if demand.select({**where, key: (value,)}, tags):
            yield value, demand.areas.get(value, Text.same(value)) if key == "area" else Text.same(value)


def _limited(policy: Policy, code: str, change: Amendment) -> Policy:
    """Another limit of the ceiling or of a rule over money."""
    part, amount = _read(change, code)
    if change.target == (policy.ceiling.id or "ceiling"):
        ceiling = policy.ceiling.model_copy(update={"amount": amount, "change": part})
        return policy.model_copy(update={"ceiling": ceiling})
    place = next((number for number, rule in enumerate(policy.rule) if rule.id == change.target), None)
    if place is None:
        raise _unknown(change, [policy.ceiling.id or "ceiling", *(rule.id for rule in policy.rule)])
    rule = policy.rule[place]
    least = any(getattr(rule, side) not in ("", None) for side in SIDES[::2])
    changed = rule.model_copy(update=_sides(part, amount, least=least))
    return policy.model_copy(update={"rule": (*policy.rule[:place], changed, *policy.rule[place + 1 :])})


def _sides(part: Fraction | None, amount: str, *, least: bool) -> tomltext.Table:
    """The settings of a rule that has one limit: growth on last year, or an amount."""
    none: tomltext.Table = {side: MoneyRule.model_fields[side].default for side in SIDES}
    end = "least" if least else "most"
    return {**none, f"growth_at_{end}": part} if part is not None else {**none, f"at_{end}": amount}


def _ranged(policy: Policy, demand: Demand, code: str, change: Amendment) -> Policy:
    """A new floor or cap over an area or a ministry."""
    key, _, value = change.target.partition(":")
    if key not in ("area", "ministry") or value not in (known := demand.values_of(key, policy.tags)):
        raise _unknown(change, known if key in ("area", "ministry") else ["area:ID", "ministry:NAME"])
    part, amount = _read(change, code)
    rule = MoneyRule.model_construct(
        id=change.rule,
        owner=Text.same(change.owner),
        source=Text.same(change.source),
        where={key: (value,)},
        **_sides(part, amount, least=change.kind == "floor"),
    )
    return policy.model_copy(update={"rule": (*policy.rule, rule)})


def _left_out(policy: Policy, change: Amendment) -> Policy:
    """The policy without one of its rules."""
    if change.target == SPENT and policy.ceiling.use == "all":
        return policy.model_copy(update={"ceiling": policy.ceiling.model_copy(update={"use": "up to"})})
    parts = ("rule", "bound", "choice", "group", "prerequisite", "commitment", "priority")
    kept = {part: tuple(each for each in getattr(policy, part) if each.id != change.target) for part in parts}
    if all(len(kept[part]) == len(getattr(policy, part)) for part in parts):
        raise _unknown(change, [each.id for part in parts for each in getattr(policy, part)])
    return policy.model_copy(update=kept)


def _loosened(policy: Policy, code: str, change: Amendment) -> Policy:
    """A bound loosened by a part of last year's amount."""
    part, _ = _read(change, code)
    place = next((number for number, each in enumerate(policy.bound) if each.id == change.target), None)
    if place is None or part is None or not may_loosen(policy.bound[place]):
        raise _unknown(change, [each.id for each in policy.bound if may_loosen(each)])
    if part <= 0:
        raise _faulty(change, "a bound is loosened by more than nothing")
    loose = loosened_bound(policy.bound[place], part)
    return policy.model_copy(update={"bound": (*policy.bound[:place], loose, *policy.bound[place + 1 :])})


def _pinned(policy: Policy, demand: Demand, code: str, change: Amendment) -> Policy:
    """What one programme gets."""
    demand.place_of(change.target)
    how, _, value = change.value.partition(" ")
    if how not in PINS or bool(value) != (how in ("fixed", "least")):
        raise _faulty(change, f"a pin is one of {', '.join(PINS)}, the last two with an amount")
    amount = _read(replace(change, value=value), code)[1] if value else ""
    if bool(amount) != bool(value):
        raise _faulty(change, "a pin has an amount, no percentage")
    said: dict[str, tomltext.Table] = {
        "full": {"request_at_least": Fraction(1), "request_at_most": Fraction(1)},
        "none": {"at_most": "0"},
        "fixed": {"at_least": amount, "at_most": amount},
        "least": {"at_least": amount},
    }
    owner, source = Text.same(change.owner), Text.same(change.source)
    bound = Bound(id=change.rule, owner=owner, source=source, where={"programme": (change.target,)}, **said[how])
    return policy.model_copy(update={"bound": (*policy.bound, bound)})


def _read(change: Amendment, code: str) -> tuple[Fraction | None, str]:
    """A value as growth, or as an amount in the words of a policy: of the currency itself, which it names."""
    if change.value.endswith("%"):
        try:
            return left_by(percent(change.value)), ""
        except ValueError as error:
            raise _faulty(change, str(error)) from None
    digits, _, name = change.value.partition(" ")
    if name != code or not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        raise _faulty(change, f"write a percentage, or an amount in minor units such as 1000000 {code}")
    whole, rest = divmod(int(digits), base := currency(code).base)
    return None, f"{whole}.{rest:0{len(str(base)) - 1}d} {code}" if rest else f"{whole} {code}"


def _unknown(change: Amendment, known: Sequence[str]) -> CrosscutError:
    return CrosscutError(
        f"{change.kind} {change.target!r} is about nothing that the policy or the budget has",
        code="unknown-target",
        hint=near_id(change.target, known).en.strip(),
    )


def _faulty(change: Amendment, why: str) -> CrosscutError:
    return CrosscutError(f"{change.kind} {change.target}: {change.value!r}: {why}", code="faulty-value")
