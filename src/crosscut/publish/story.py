"""What a publication tells of how its amounts came to be: comparisons in parts, moves, and programmes' histories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosscut.follow import Break, Part, Share, Why


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
    """

    since: tuple[int, str]
    until: tuple[int, str]
    before: int
    after: int
    parts: tuple[Part, ...]
    areas: tuple[Share, ...]
    ministries: tuple[Share, ...]
    flows: tuple[Flow, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class Told:
    """One thing that happened to a programme: when, what kind of effect, the amounts before and after, and why."""

    since: tuple[int, str]
    until: tuple[int, str]
    kind: str
    before: int
    after: int
    why: Why


@dataclass(frozen=True)
class Story:
    """All comparisons of a publication, and for each programme that has a history what happened to it.

    ``families`` are the programmes that links connect with each programme, itself included, in order of succession.
    """

    comparisons: tuple[Comparison, ...]
    told: Mapping[str, tuple[Told, ...]]
    families: Mapping[str, tuple[str, ...]]
