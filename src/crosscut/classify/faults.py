"""Fatal findings as they touch samples and estimates: what is wrong, and what it does to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from crosscut.budget import Run
from crosscut.findings import Finding, Severity

_OF_DECISIONS = "decision"


class DecisionFault(TypedDict):
    """A fatal finding: ``effect`` says what it does to the totals."""

    rule: str
    programme: str
    message: str
    file: str
    row: int
    effect: str


def faults(run: Run) -> list[DecisionFault]:
    """The fatal findings of what was read and decided, each with what it does."""
    found = (each for each in run.input_findings if each.severity == Severity.FATAL)
    return [_fault(run, each) for each in found]


def why_again(run: Run, programmes: Iterable[str]) -> dict[str, str]:
    """For programmes without a decision that were decided before: why their decision does not hold."""
    wanted = set(programmes)
    found: dict[str, str] = {}
    for each in run.input_findings:
        if each.severity == Severity.FATAL and each.programme in wanted and _OF_DECISIONS in each.rule:
            found.setdefault(each.programme, each.message.en)
    return found


def _fault(run: Run, each: Finding) -> DecisionFault:
    return {
        "rule": each.rule,
        "programme": each.programme,
        "message": each.message.en,
        "file": each.place.file,
        "row": each.place.row,
        "effect": _effect(run, each),
    }


def _effect(run: Run, each: Finding) -> str:
    if _OF_DECISIONS not in each.rule and not each.place.file.startswith("decisions/"):
        return "amounts of the totals may be wrong until it is mended"
    if not each.programme:
        return (
            "the decisions concerned are left out: their programmes count as the decision before says, or else as "
            "tags or a proposal say, or as unread"
        )
    if each.programme in run.decisions:
        return "that decision is left out: the one before it counts"
    return "that decision is left out: the programme counts as unread, or as its tags or a proposal say"
