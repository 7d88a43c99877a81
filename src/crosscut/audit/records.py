"""An audit by the command line's contract (DESIGN §7): amounts in minor units, percentages as fractions of one."""

from __future__ import annotations

from typing import TypedDict


class PrintedFigureRecord(TypedDict):
    """A printed number, where it stands and what it is about."""

    id: str
    document: str
    text: str
    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    unit: str
    currency: str
    year: int | None
    stage: str
    label: str
    entity: str
    kind: str
    status: str
    ministry: str
    programme: str


class JudgedRecord(PrintedFigureRecord):
    """A figure with what the audit says of it: ``wrong``, ``doubtful``, ``checked`` or ``unchecked``."""

    state: str


class SuggestionRecord(TypedDict):
    """What may have been meant, as it would be printed, and why."""

    text: str
    reason: str


class FindingRecord(TypedDict):
    """What is wrong, in words and in numbers."""

    rule: str
    severity: str
    message: str
    message_ko: str
    figures: list[str]
    expected_low: float | None
    expected_high: float | None
    suggestion: str
    why: list[str]
    document: str
    start: int
    end: int
    ledger: list[str]
    suggestions: list[SuggestionRecord]


class ImpliedRecord(TypedDict):
    """What follows from the figures though nobody printed it."""

    label: str
    label_ko: str
    low: float | None
    high: float | None
    currency: str
    why: list[str]


class AuditRecord(TypedDict):
    """The whole document; ``coverage`` has counts by name."""

    figures: list[JudgedRecord]
    findings: list[FindingRecord]
    implied: list[ImpliedRecord]
    coverage: dict[str, int]
