"""Fiscal years and stages in words."""

from __future__ import annotations

import re

from crosscut.text.pair import Text

STAGES = {
    "requested": Text("requested", "요구"),
    "reviewed": Text("reviewed", "조정"),
    "proposed": Text("proposed", "정부안"),
    "confirmed": Text("confirmed", "국회확정"),
    "revised": Text("revised", "추경"),
    "executed": Text("executed", "집행"),
    "plan*": Text("Allocation", "배분안"),
}
"""What readers call the usual stages, and that of a plan that nobody applied."""

_ROUNDS = {
    "revised": Text("revised, round {number}", "제{number}회 추경"),
    "executed": Text("executed to month {number}", "{number}월까지 집행"),
}
_NUMBERED = re.compile(r"(revised|executed)-0*(\d+)")
_PERIOD = Text("{year} {stage}", "{year}년 {stage}")


def stage_text(stage: str) -> Text:
    """A stage in words; one of the budget's own keeps its name.

    ``revised-2`` is the second round of a supplementary budget, ``executed-03`` what was spent up to March.
    """
    numbered = _NUMBERED.fullmatch(stage)
    if numbered:
        return _ROUNDS[numbered[1]].format(number=int(numbered[2]))
    return STAGES.get(stage) or Text.same(stage)


def year_text(year: int, label: str = "", language: str = "en") -> str:
    """A fiscal year as a budget prints it: ``{year}/{next}`` is 2023/24, ``FY{yy}`` is FY23; usually four digits.

    Korean, which writes 년 behind it, writes no FY before four digits.
    """
    if not label:
        return str(year)
    if language == "ko" and "{year}" in label:
        label = label.removeprefix("FY").lstrip()
    return label.format(year=year, yy=f"{year % 100:02d}", next=f"{(year + 1) % 100:02d}", next_year=year + 1)


def period_text(year: int, stage: str | Text, label: str = "") -> Text:
    """A fiscal year at a stage: ``2026년 정부안``, ``2026 proposed``; ``label`` is how the budget prints years."""
    named = stage if isinstance(stage, Text) else stage_text(stage)
    return _PERIOD.format(year=Text(year_text(year, label), year_text(year, label, "ko")), stage=named)
