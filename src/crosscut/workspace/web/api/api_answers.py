"""What the interface for programs answers of calls, requests, filings and questions.

Amounts are integers in minor units, times are ISO 8601.
"""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict


class CallMade(TypedDict):
    """The number of a call."""

    call: int


class KeyMade(TypedDict):
    """The key of a new programme."""

    key: str


class FindingMade(TypedDict):
    """The number of a question."""

    finding: int


class MinistryStanding(TypedDict):
    """How far a ministry has come, as far as whoever asks may know."""

    ministry: str
    name: str
    closes_at: str
    phase: str
    stands: NotRequired[str]
    filing: NotRequired[str]
    more_time: NotRequired[MoreTimeAnswer]


class MoreTimeAnswer(TypedDict):
    """A wish for a later closing, not decided on yet: whose, why, and until which day, if one is named."""

    name: str
    at: str
    reason: str
    until: str


class ExtensionAnswer(TypedDict):
    """A later closing, of one ministry or of all."""

    ministry: str
    closes_at: str
    reason: str


class CallAnswer(TypedDict):
    """A call. ``origin`` is the call of the year before that it was opened from."""

    call: int
    title: str
    year: int
    note: str
    opens_at: str
    late_days: int
    reason_from: int
    origin: int | None
    holds: bool
    ministries: list[MinistryStanding]
    extensions: list[ExtensionAnswer]


class FaultAnswer(TypedDict):
    """What a rule says of a field."""

    field: str
    message: str
    message_ko: str
    rule: NotRequired[str]
    severity: NotRequired[str]
    programme: NotRequired[str]


class LineAnswer(TypedDict):
    """A programme of a draft. ``sources`` says by field where its value comes from."""

    key: str
    id: str
    version: int
    before: int | None
    amount: int | None
    name: str
    text: str
    reason: str
    start: int | None
    end: int | None
    sources: dict[str, str]


class SavedAnswer(LineAnswer):
    """A programme as it was saved, and what the rules say of it."""

    faults: list[FaultAnswer]


class DraftAnswer(TypedDict):
    """A ministry's request as it is written; ``digest`` is what it is filed by."""

    call: int
    ministry: str
    phase: str
    currency: str
    digest: str
    programmes: list[LineAnswer]
    faults: list[FaultAnswer]


class FiledAnswer(TypedDict):
    """A programme of a filing; what may not be read is left out."""

    id: str
    key: str
    name: NotRequired[str]
    text: NotRequired[str]
    start: NotRequired[str]
    end: NotRequired[str]
    amount: NotRequired[int]
    before: NotRequired[int]
    reason: NotRequired[str]


class ThreeValues(TypedDict):
    """A field that two people changed: what the second one saw, what the first saved, what the second sent."""

    before: str
    now: str
    sent: str


class ErrorAnswer(TypedDict):
    """What every error says; a conflict has its three values, a refused filing its faults."""

    code: str
    message: str
    message_ko: str
    file: str
    row: int
    column: str
    hint: str
    request: str
    version: NotRequired[int]
    columns: NotRequired[dict[str, ThreeValues]]
    faults: NotRequired[list[FaultAnswer]]


Facts = dict[str, str | int | bool | None]


class ReceiptAnswer(TypedDict):
    """A receipt: what was filed, as it was signed, and the signature in base64."""

    receipt: Facts
    signature: str


class NewFilingAnswer(ReceiptAnswer):
    """A filing that was made, with its receipt."""

    filing: str


class FilingAnswer(TypedDict):
    """A filing, with the fields that may be read; its receipt where all of them may."""

    filing: str
    call: int
    ministry: str
    filed_at: str
    late: bool
    total: int | None
    currency: str
    programmes: list[FiledAnswer]
    receipt: NotRequired[Facts]
    signature: NotRequired[str]


class MessageAnswer(TypedDict):
    """What somebody said of a question."""

    kind: str
    text: str
    by: str
    at: str


class FindingAnswer(TypedDict):
    """A question; ``amount`` is the money in question, ``due`` the day by which to answer it, if one is named."""

    finding: int
    ministry: str
    programme: str
    amount: int | None
    state: str
    due: str


class ThreadAnswer(FindingAnswer):
    """A question and its thread; ``version`` is what a write says in ``If-Match``."""

    call: int
    version: int
    thread: list[MessageAnswer]


class CommitmentAnswer(FindingAnswer):
    """A question of the year before that is open or was put off; ``id`` is of its programme."""

    id: str


class FindingsAnswer(TypedDict):
    """A call's questions, the money of the open ones, what holds an approval, and what is due from the year before."""

    findings: list[FindingAnswer]
    in_question: int
    holding: list[int]
    commitments: list[CommitmentAnswer]


class Sides(TypedDict):
    """A field before and after, as it is kept."""

    before: str
    after: str


class DifferenceAnswer(TypedDict):
    """A programme that is new, is gone, or says something else."""

    key: str
    id: str
    name: str
    kind: str
    before: int | None
    after: int | None
    changes: dict[str, Sides]


class DifferencesAnswer(TypedDict):
    """All that differs, with the sums before and after and how many programmes stayed."""

    before: int
    after: int
    unchanged: int
    programmes: list[DifferenceAnswer]


class DraftChanges(TypedDict):
    """What a draft asks for against last year's budget, and against the filing that holds."""

    digest: str
    currency: str
    last_year: DifferencesAnswer
    former: str | None
    since_filing: DifferencesAnswer | None


class FilingChanges(DifferencesAnswer):
    """What differs between a filing and another; ``against`` is None for last year's budget."""

    filing: str
    against: str | None
    currency: str


class GroupAnswer(TypedDict):
    """Ministries that share a closing."""

    closes_at: str
    ministries: list[str]


class NextCall(TypedDict):
    """A call as it would be opened."""

    title: str
    year: int
    note: str
    late_days: int
    reason_from: int
    holds: bool
    origin: int
    opens_at: str
    groups: list[GroupAnswer]


class OpeningQuestion(TypedDict):
    """What somebody has to say before a year is opened from the one before."""

    behind: bool
    unread: list[str]
    over: list[str]
    joined: list[str]
    unstaffed: list[str]


class NextYear(TypedDict):
    """The call of the next year: what is carried over, and what is asked."""

    call: NextCall
    programmes: int
    taxonomy: str
    people: int
    commitments: list[CommitmentAnswer]
    asked: OpeningQuestion
