"""What the interface for programs answers of reading. Amounts are integers in minor units, shares are fractions."""

from __future__ import annotations

from typing_extensions import TypedDict


class ShareAnswer(TypedDict):
    """The share of an area, equally divided among ``subs`` of it; what is missing to one is outside."""

    area: str
    numerator: int
    denominator: int
    subs: list[str]


class CountedAreaAnswer(TypedDict):
    """An area's total with its 95 % interval, what is decided of it, and how far readers agree.

    Whoever reads is told neither what is ``decided`` nor how far readers agree: it would tell what a first reader said.
    """

    area: str
    estimate: int
    low: int
    high: int
    decided: int | None
    twice: int | None
    agreed: int | None
    money_twice: int | None
    money_agreed: int | None
    kappa: float | None
    alpha: float | None
    named: int | None
    kappa_ends: list[float] | None
    alpha_ends: list[float] | None


class MoreReadingAnswer(TypedDict):
    """By what part further readings would narrow the intervals."""

    readings: int
    narrower: float


class CountAnswer(TypedDict):
    """The estimate as of the reading ``upto``."""

    upto: int
    at: str
    programmes: int
    decided: int
    amount: int
    undecided: int
    second_opinions: int
    areas: list[CountedAreaAnswer]
    more: list[MoreReadingAnswer]
    assumed: list[str]
    assumed_ko: list[str]


class AreaAgainAnswer(TypedDict):
    """An area that is to be read again: of the readings ``asked`` for, ``left`` were not said anew."""

    area: str
    reason: str
    asked: int
    left: int


class ProgrammeAgainAnswer(TypedDict):
    """A programme that whoever asks is to read again."""

    programme: str
    name: str
    reason: str


class AskedAgain(TypedDict):
    """How many readings are asked for."""

    readings: int


class ReadingAnswer(TypedDict):
    """How far the reading is: programmes drawn, those that wait, what is read again, the first and the last count."""

    taxonomy: str
    currency: str
    drawn: int
    firsts: int
    firsts_amount: int
    seconds: int | None
    unsettled: int | None
    mine: int
    again: list[AreaAgainAnswer]
    to_read_again: list[ProgrammeAgainAnswer]
    first: CountAnswer | None
    last: CountAnswer | None


class TakenAnswer(TypedDict):
    """The programme that was leased; none where nothing waits."""

    programme: str | None


class LikeCaseAnswer(TypedDict):
    """A programme worded alike that has been decided."""

    name: str
    shares: list[ShareAnswer]


class FamilyAnswer(TypedDict):
    """A programme of the family that the same may be said of."""

    programme: str
    name: str
    ministry: str
    amount: int


class PeriodAnswer(TypedDict):
    """The money of one period."""

    period: str
    amount: int


class ProgrammeReadingAnswer(TypedDict):
    """A programme before its reader: what is known, what is proposed and why; ``own`` is what they said themselves."""

    programme: str
    id: str
    version: int
    name: str
    text: str
    ministry: str
    committee: str
    parts: list[str]
    amounts: list[PeriodAnswer]
    proposed: list[ShareAnswer] | None
    probability: float
    named: list[str]
    written: list[str]
    sentence: str
    words: list[str]
    cases: list[LikeCaseAnswer]
    family: list[FamilyAnswer]
    own: list[ShareAnswer] | None


class SaidAnswer(TypedDict):
    """How many programmes got a decision."""

    decided: int


class OpinionAnswer(TypedDict):
    """What one person thinks."""

    person: str
    at: str
    shares: list[ShareAnswer]
    reason: str


class ReadersDifferenceAnswer(TypedDict):
    """A programme on which people differ; ``version`` is what a write says in ``If-Match``."""

    programme: str
    name: str
    ministry: str
    amount: int
    version: int
    opinions: list[OpinionAnswer]
