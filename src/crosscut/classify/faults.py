"""Fatal findings as they touch samples and estimates: what is wrong, and what it does to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from crosscut.budget import Run
from crosscut.findings import Finding, Severity
from crosscut.text import Text

_OF_DECISIONS = "decision"


class DecisionFault(TypedDict):
    """A fatal finding: ``effect`` says what it does to the totals."""

    rule: str
    programme: str
    message: str
    message_ko: str
    file: str
    row: int
    effect: str
    effect_ko: str


def faults(run: Run) -> list[DecisionFault]:
    """The fatal findings of what was read and decided, each with what it does."""
    found = (each for each in run.input_findings if each.severity == Severity.FATAL)
    return [_fault(run, each) for each in found]


def why_again(run: Run, programmes: Iterable[str]) -> dict[str, Text]:
    """For programmes without a decision that were decided before: why their decision does not hold."""
    wanted = set(programmes)
    found: dict[str, Text] = {}
    for each in run.input_findings:
        if each.severity == Severity.FATAL and each.programme in wanted and _OF_DECISIONS in each.rule:
            found.setdefault(each.programme, each.message)
    return found


def _fault(run: Run, each: Finding) -> DecisionFault:
    effect = _effect(run, each)
    return {
        "rule": each.rule,
        "programme": each.programme,
        "message": each.message.en,
        "message_ko": each.message.ko,
        "file": each.place.file,
        "row": each.place.row,
        "effect": effect.en,
        "effect_ko": effect.ko,
    }


def _effect(run: Run, each: Finding) -> Text:
    if _OF_DECISIONS not in each.rule and not each.place.file.startswith("decisions/"):
        return Text("amounts of the totals may be wrong until it is mended", "고칠 때까지 합계 금액이 틀릴 수 있습니다")
    if not each.programme:
        return Text(
            "the decisions concerned are left out: their programmes count as the decision before says, or else as "
            "tags or a proposal say, or as unread",
            "해당 판단을 제외하고, 그 사업은 앞선 판단을 따르거나 태그나 제안을 따르거나 미분류로 셉니다",
        )
    if each.programme in run.decisions:
        return Text("that decision is left out: the one before it counts", "그 판단을 제외하고 앞선 판단을 따릅니다")
    return Text(
        "that decision is left out: the programme counts as unread, or as its tags or a proposal say",
        "그 판단을 제외하고, 사업은 미분류로 세거나 태그나 제안을 따릅니다",
    )
