"""A plan as the command line's contract has it (DESIGN §7): amounts in minor units."""

from __future__ import annotations

from typing import TypedDict

from crosscut.allocate.conflict import Conflict
from crosscut.allocate.curve import PointRecord
from crosscut.allocate.draft import Draft
from crosscut.allocate.inexact import InexactSum
from crosscut.allocate.lone_rules import at_least_lower
from crosscut.allocate.robust import RobustnessRecord
from crosscut.text import Text


class PlanRow(TypedDict):
    """One programme: what it asked for, had and gets, why, and how sure that is."""

    programme: str
    name: str
    requested: int
    previous: int
    amount: int
    reason: str
    reason_ko: str
    core: str
    core_index: float | None
    core_basis: str
    priority: int
    restore: str
    restore_ko: str


class RuleRow(TypedDict):
    """One rule: its limit, what the plan uses of it, and what it costs in value."""

    rule: str
    owner: str
    owner_ko: str
    limit: int | None
    used: int | None
    cost: float | None
    kind: str
    text: str
    text_ko: str
    source: str
    source_ko: str
    binding: bool | None
    step: str
    step_ko: str
    cost_exact: bool | None


class ConflictRow(TypedDict):
    """One rule of those that cannot hold together, with the least change that mends the policy."""

    rule: str
    owner: str
    owner_ko: str
    text: str
    least_change: int | None
    change: str
    text_ko: str
    change_ko: str
    source: str
    source_ko: str
    limit: int | None


class ConflictProgramme(TypedDict):
    """A programme for which alone the rules of a conflict leave no amount: they ask for more than they allow."""

    programme: str
    name: str
    requested: int
    previous: int
    at_least: int | None
    at_most: int | None


class LastYear(TypedDict):
    """What changes are counted from: all of last year, and the part of programmes that ended since."""

    total: int
    ended: int
    ended_programmes: int


class ReceiptRow(TypedDict):
    """A programme whose amount is below zero: it stays outside what is divided."""

    programme: str
    name: str
    requested: int
    previous: int


class PlanRecord(TypedDict):
    """The whole document; ``value``, ``bound`` and ``gap`` are None where the policy has no plan."""

    status: str
    value: float | None
    bound: float | None
    gap: float | None
    total: int
    ceiling: int
    currency: str
    method: str
    last_year: LastYear
    inexact: list[InexactSum]
    receipts: list[ReceiptRow]
    plan: list[PlanRow]
    rules: list[RuleRow]
    conflict: list[ConflictRow]
    conflict_programmes: list[ConflictProgramme]
    conflict_others: list[list[str]]
    conflict_proved: bool
    mends: list[list[str]]
    robustness: RobustnessRecord | None
    curve: list[PointRecord]


NOT_PROVED = Text(
    "Not all was decided: fewer of these rules may contradict one another, and other changes may mend it too.",
    "모두 판정하지는 못함: 실제로 모순되는 규칙은 더 적을 수 있고 다른 해결 방법이 더 있을 수 있음.",
)
"""What is said of a contradiction whose rules are not proved to be the fewest."""


NOTHING_FOUND = Text(
    "No plan of the policy was found, and no rules that leave none.",
    "정책에 맞는 배분안도, 배분안을 막는 규칙도 찾지 못함.",
)
"""What is said where neither a plan nor a contradiction was found."""


def besides(draft: Draft, found: Conflict | None) -> list[Text]:
    """A sentence on each further set of rules that cannot hold together; none where there is none."""
    told = []
    for rules in found.others if found else ():
        said = Text("; ", "; ").join(
            _RULE.format(text=draft.rules[rule].text, id=draft.rules[rule].id) for rule in rules
        )
        asked = at_least_lower(draft, rules[0]) if len(rules) == 1 else Text()
        words = _BESIDES if len(rules) > 1 else _BESIDES_ASKED if asked else _BESIDES_ONE
        told.append(words.format(rules=said, asked=asked))
    return told


_RULE = Text("{text} [{id}]", "{text} [{id}]")
_BESIDES = Text("Besides, these cannot hold together either: {rules}.", "이와 별도로 함께 지킬 수 없는 규칙: {rules}.")
_BESIDES_ONE = Text("Besides, no plan keeps this rule either: {rules}.", "이와 별도로 지킬 수 없는 규칙: {rules}.")
_BESIDES_ASKED = Text(
    "Besides, no plan keeps this rule either: {rules}: {asked}.", "이와 별도로 지킬 수 없는 규칙: {rules}. {asked}."
)


def conflict_rows(draft: Draft, found: Conflict | None) -> list[ConflictRow]:
    """The rules of a conflict, each with the least change that mends the policy; none where there is no conflict."""
    rules = draft.rules
    return [
        {
            "rule": rules[each.rule].id,
            "owner": rules[each.rule].owner.en,
            "owner_ko": rules[each.rule].owner.ko,
            "text": rules[each.rule].text.en,
            "least_change": each.least,
            "change": each.words.en,
            "text_ko": rules[each.rule].text.ko,
            "change_ko": each.words.ko,
            "source": rules[each.rule].source.en,
            "source_ko": rules[each.rule].source.ko,
            "limit": rules[each.rule].limit,
        }
        for each in (found.changes if found else ())
    ]
