"""The limits over money that a policy states, each with what it is over: what a reader finds as fields to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from crosscut.allocate.amendments import SPENT, AmendmentKind, amount_value, made_by
from crosscut.allocate.draft import Draft
from crosscut.allocate.policy import MoneyRule, Policy, Where
from crosscut.allocate.policy_text import percent_text


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """A limit that a rule sets over money.

    ``place`` is ``ceiling``, ``area:ID``, ``ministry:NAME``, or empty where it is over anything else. ``kind`` and
    ``target`` are those of the amendment that changes it; ``value`` is growth on last year, or an amount, as
    amendments have them.
    """

    rule: str
    place: str
    side: Literal["floor", "cap"]
    kind: AmendmentKind
    target: str
    value: str


def stated_limits(draft: Draft) -> Iterator[StatedLimit]:
    """The limits of a stated policy, in the order of its rules; that a ceiling is spent is none of them."""
    code = draft.unit.currency.code
    for row in draft.rows:
        rule = draft.rules[row.rule]
        if rule.id == SPENT:
            continue
        kind, target = made_by(rule.id) or ("limit", rule.id)
        side: Literal["floor", "cap"] = "floor" if row.lo is not None else "cap"
        if rule.kind == "ceiling":
            change = draft.policy.ceiling.change
            place = "ceiling"
        else:
            place, change = _over(draft.policy, rule.id)
        value = amount_value(rule.limit or 0, code) if change is None else percent_text(change)
        yield StatedLimit(rule.id, place, side, kind, target, value)


def _over(policy: Policy, rule: str) -> tuple[str, Fraction | None]:
    """What a rule over money is over, and the growth that it states; None where it states none."""
    for stated in policy.rule:
        value = rule.removeprefix(f"{stated.id}:") if stated.each else ""
        if stated.id != rule and (not stated.each or value == rule):
            continue
        where: Where = {**stated.where, stated.each: (value,)} if stated.each else stated.where
        return _place(where), _growth(stated)
    return "", None


def _place(where: Where) -> str:
    if len(where) != 1:
        return ""
    key, values = next(iter(where.items()))
    return f"{key}:{values[0]}" if key in ("area", "ministry") and len(values) == 1 else ""


def _growth(stated: MoneyRule) -> Fraction | None:
    others = (stated.at_least, stated.at_most, stated.of_ceiling_at_least, stated.of_ceiling_at_most)
    if any(each not in ("", None) for each in others):
        return None
    return stated.growth_at_least if stated.growth_at_least is not None else stated.growth_at_most
