"""What a publication tells of how its amounts came to be: comparisons in parts, moves, and programmes' histories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from crosscut.calendar import Period
from crosscut.follow.comparability import Break, Event
from crosscut.follow.effects import Effect
from crosscut.follow.rows import EffectPart, Share
from crosscut.text import Text
from crosscut.text.effect_kinds import Passage, effect_key


@dataclass(frozen=True)
class Flow:
    """Money that went from one ministry to another between two points: amount in minor units, number of programmes."""

    origin: str
    target: str
    amount: int
    programmes: int


@dataclass(frozen=True)
class Comparison:
    """The change between two points, each a fiscal year and a stage; amounts in minor units.

    ``parts`` sum to ``after - before``; so do the changes of ``areas`` and of ``ministries``, and of each its parts.
    ``effects`` are the steps that all of them sum up, ``passage`` which way the money went.
    """

    since: Period
    until: Period
    before: int
    after: int
    parts: tuple[EffectPart, ...]
    areas: tuple[Share, ...]
    ministries: tuple[Share, ...]
    flows: tuple[Flow, ...]
    breaks: tuple[Break, ...]
    effects: tuple[Effect, ...]
    passage: Passage = ""


@dataclass(frozen=True)
class Occurrence:
    """One thing that happened to a programme: when, what kind of effect, the amounts before and after, and why.

    ``passage`` is which way its money went.
    """

    since: Period
    until: Period
    kind: str
    before: int
    after: int
    why: Text
    passage: Passage = ""

    @property
    def named(self) -> str:
        """What names its kind, by :func:`crosscut.text.effect_kinds.effect_key`."""
        return effect_key(self.kind, self.passage)


@dataclass(frozen=True)
class Kin:
    """Another programme that a programme belongs with, and how.

    ``role`` is what the other one is: ``predecessor`` or ``successor`` by a link with its ``share`` and ``why``,
    ``linked`` through further links, or of the same inter-ministerial ``family``.
    """

    programme: str
    role: str
    share: Fraction | None = None
    year: int = 0
    why: str = ""


@dataclass(frozen=True)
class LedgerVersion:
    """One version that the ledger keeps of a programme's line, correction, decision or link.

    ``kind`` is the ledger's name of what it is, ``change`` what became of it: inserted, changed, withdrawn.
    ``sequence`` and ``day`` (UTC) say with which reading. Amounts are in minor units, ``was`` the one before; ``what``
    is the place in the source of a line, or the two ends of a link; ``shares`` are an area, a sub-technology, a
    numerator and a denominator each.
    """

    sequence: int
    day: str
    kind: str
    change: str
    year: int = 0
    stage: str = ""
    account: str = ""
    was: int | None = None
    amount: int | None = None
    by: str = ""
    at: str = ""
    reason: str = ""
    what: str = ""
    shares: tuple[tuple[str, str, int, int], ...] = ()


@dataclass(frozen=True)
class ChangeHistory:
    """All comparisons of a publication, and for each programme what happened to it and what it belongs with.

    ``readings`` says how many the ledger holds (0 where it holds nothing yet), and
    ``recorded`` its versions, where it was read into more than once. ``events`` are the changes of what amounts mean.
    """

    comparisons: tuple[Comparison, ...]
    occurrences: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    kin: Mapping[str, tuple[Kin, ...]] = field(default_factory=dict)
    readings: int = 0
    recorded: Mapping[str, tuple[LedgerVersion, ...]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
