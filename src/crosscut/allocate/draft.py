"""A policy stated over a demand: its rules in words and the amounts that they set, before it becomes a problem."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from crosscut.allocate import policy as stated_by
from crosscut.allocate import refusal_words as say
from crosscut.allocate.demand import Demand, Selection
from crosscut.allocate.problem import GroupLimit, Ints, MoneyRow
from crosscut.allocate.rule_words import printed
from crosscut.budget.provenance import POLICY
from crosscut.money import MoneyError, Unit, amount_text, parse, unit
from crosscut.text import Text
from crosscut.text.refusals import RefusalError

BELOW_ZERO = "below-zero"
"""The code of an amount that is refused since it is below zero."""
BARE = re.compile(r"[-+]?[\d,]*\d(?:\.\d+)?")
"""An amount that says no unit."""


@dataclass(frozen=True)
class RuleInWords:
    """One rule in words. ``kind`` is ceiling, row, bound, choice, group or prerequisite.

    ``name`` is what its owner calls it, empty where it has no name.
    ``limit`` is what a row sets, in minor units; ``step`` by how much, in minor units, it is relaxed to see its cost;
    ``past`` what its money was last year, programmes that ended since included; ``part`` is what part of the ceiling
    the limit is, None where it is stated otherwise.
    """

    id: str
    kind: str
    owner: Text
    source: Text
    text: Text
    limit: int | None = None
    step: int = 0
    name: Text = field(default_factory=Text)
    past: Fraction = Fraction(0)
    part: Fraction | None = None

    @property
    def called(self) -> Text:
        """Its name, or what it says where it has none."""
        return self.name or self.text


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
    """A policy stated over a demand, before it becomes a problem for a solver.

    ``silent`` are ids of rules that the policy states for each value of a key, of which no programme has any.
    """

    policy: stated_by.Policy
    demand: Demand
    unit: Unit
    rules: list[RuleInWords] = field(default_factory=list)
    rows: list[MoneyRow] = field(default_factory=list)
    limits: list[Limits] = field(default_factory=list)
    options: list[Options] = field(default_factory=list)
    groups: list[GroupLimit] = field(default_factory=list)
    needs: list[tuple[int, int, int]] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    ceiling: int = 0

    def add(self, rule: RuleInWords) -> int:
        """The index of a new rule; raises where another has its id."""
        if any(each.id == rule.id for each in self.rules):
            raise RefusalError(say.SAME_ID.format(id=repr(rule.id)), code="policy", file=POLICY)
        self.rules.append(rule)
        return len(self.rules) - 1

    def select(self, where: stated_by.Where) -> Selection:
        """The selected money."""
        return self.demand.select({str(key): values for key, values in where.items()}, self.policy.tags)

    def past(self, where: stated_by.Where) -> Fraction:
        """What the selected money was last year, in minor units."""
        return self.demand.past({str(key): values for key, values in where.items()}, self.policy.tags)

    def selected(self, stated: Any) -> list[int]:
        """Places of the programmes of a bound, choice or group, but for those that ended before the year."""
        places = set(self.select(stated.where)) - self.demand.over
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
        """An amount of the policy in minor units; raises CrosscutError for one without a unit or below zero."""
        if self.lacks_unit(text):
            own, code = repr(self.in_unit(text)), f"'{text.strip()} {self.unit.currency.code}'"
            mend = say.WITH_UNIT.format(unit=own, currency=code)
            raise RefusalError(say.NO_UNIT.format(value=repr(text)), mend, code="no-unit", file=POLICY)
        try:
            found = parse(text, unit(self.unit.currency.code, self.unit.currency.code))
        except MoneyError as error:
            told = Text(error.message, say.NO_AMOUNT.format(value=repr(text)))
            raise RefusalError(told, Text(error.hint, say.AN_AMOUNT), code=error.code) from None
        if found < 0:
            raise RefusalError(say.BELOW_ZERO.format(value=repr(text)), say.NO_LESS, code=BELOW_ZERO, file=POLICY)
        return found

    def lacks_unit(self, text: str) -> bool:
        """Whether an amount says no unit where the policy's amounts are in more than the currency itself."""
        plain = text.strip()
        return bool(BARE.fullmatch(plain) and plain.strip("-+0,.") and self.unit.factor > self.unit.currency.base)

    def in_unit(self, text: str) -> str:
        """A number with the unit of the policy behind it."""
        return f"{text.strip()} {self.unit.name}"

    def money(self, amount: int, *, up: bool = False, down: bool = False) -> Text:
        """An amount in whole units of the policy, for readers; rounded up or down where said."""
        return printed(amount, self.unit, up=up, down=down)

    def exactly(self, amount: int) -> Text:
        """An amount in the policy's unit, with what of it is less than one."""
        return amount_text(amount, self.unit)
