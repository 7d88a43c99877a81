"""A difference as the command line's contract has it (DESIGN §7)."""

from __future__ import annotations

from typing import TypedDict

from crosscut.findings import FindingRow


class PartRecord(TypedDict):
    """One part of a change."""

    kind: str
    amount: int
    programmes: int
    gross: int


class BreakRecord(TypedDict):
    """An event of comparability that lies between the two ends."""

    event: str
    kind: str
    fiscal_year: int
    title: str
    before: int
    after: int
    restated_before: int | None
    restated_change: int | None
    source: str


GroupRecord = dict[str, str | int | list[PartRecord]]
"""The keys asked for, ``before``, ``after``, ``change`` and the ``parts``."""

RowRecord = dict[str, str | int]
"""``programme``, the keys asked for, ``kind``, ``before``, ``after``, ``change``, where inexact ``low`` and ``high``,
``why`` and ``why_ko``."""

Points = TypedDict("Points", {"from": str, "to": str})

_Ends = TypedDict("_Ends", {"from": str})


class Grouped(TypedDict, total=False):
    """What a difference has that is shown by keys besides programmes."""

    groups: list[GroupRecord]


class DifferenceRecord(_Ends, Grouped):
    """The whole document."""

    to: str
    currency: str
    points: Points
    before: int
    after: int
    change: int
    parts: list[PartRecord]
    rows: list[RowRecord]
    unchanged: int
    breaks: list[BreakRecord]
    notes: list[str]
    notes_ko: list[str]
    findings: list[FindingRow]
