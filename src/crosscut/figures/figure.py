"""What a figure is: a published number with its definition, and the id that depends on the definition alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import Literal, NotRequired, TypedDict

from crosscut.config import COUNTINGS, Counting
from crosscut.tables import FIGURE_KEYS, OUTSIDE, UNREAD
from crosscut.text import Text

FigureKind = Literal["sum", "count", "difference", "ratio", "shared", "planned", "stated", "part"]
SIGNED: tuple[FigureKind, ...] = ("difference", "part")
"""The kinds that say what changed: they are printed with a sign, and their rows carry one."""

Where = tuple[tuple[str, str | int], ...]

INSIDE = "inside"
"""As an area: all areas of the taxonomy together: everything but ``outside`` and ``unread``."""

SignedRow = tuple[str, int]
"""The id of a row of AMOUNTS, and its sign."""


@dataclass(frozen=True, slots=True)
class FigureContext:
    """What every figure of one publication has in common (DESIGN §3.4).

    ``as_of`` is a past moment as it was asked for, ``recorded_at`` when that was recorded which stood then: whoever
    asks at another moment for the same is given figures of the same ids.
    """

    taxonomy: str
    currency: str
    as_of: str = ""
    recorded_at: str = ""


Term = tuple[Where, int]
"""Rows of a figure that no single question selects: a selection and the sign that its rows have."""


class FigureRecord(TypedDict):
    """A figure as ``figures.json`` has it; ``by`` is there where something but the lines states it."""

    id: str
    kind: FigureKind
    counting: Counting
    taxonomy: str
    currency: str
    as_of: str
    where: dict[str, str | int]
    value: int
    whole: int | None
    low: int | None
    high: int | None
    of: list[str]
    rows: list[str]
    by: NotRequired[list[str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number, as the question that it answers.

    ``value`` is in minor units, but for a ``count`` it is a number of programmes. A ``ratio`` has ``value / whole``,
    both in minor units. ``shared`` is the money that two sums have in common. ``low`` and ``high`` bound a value that
    is not exact, else None. ``row_count`` is how many rows are behind it: where there are none, nothing was read.
    ``of`` are the figures that it is made from.
    A ``planned`` figure sums rows of a plan. A ``stated`` one is what a rule says, and its rows are what the rule rests
    on: they need not sum to it. A ``part`` of a change sums rows with signs, and the stated amounts that it is made
    ``of`` besides; its ``terms`` select them. ``by`` names what the last three follow from, ``explanation`` tells it.
    """

    id: str
    kind: FigureKind
    counting: Counting
    where: Where
    value: int
    row_count: int
    whole: int | None = None
    low: int | None = None
    high: int | None = None
    of: tuple[Figure, ...] = ()
    by: tuple[str, ...] = ()
    explanation: Text | None = None
    terms: tuple[Term, ...] = ()

    @property
    def question(self) -> tuple[FigureKind, Counting, Where, tuple[str, ...], tuple[str, ...]]:
        """What two figures of one id must have in common."""
        return self.kind, self.counting, self.where, tuple(each.id for each in self.of), self.by

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the last unit: it has no bounds, or none but itself."""
        return {self.low, self.high} <= {None, self.value}

    def to_json(self, context: FigureContext, rows: Iterable[SignedRow]) -> FigureRecord:
        """The figure as ``figures.json`` has it, with its rows."""
        record: FigureRecord = {
            "id": self.id,
            "kind": self.kind,
            "counting": self.counting,
            "taxonomy": context.taxonomy,
            "currency": context.currency,
            "as_of": context.as_of,
            "where": dict(self.where),
            "value": self.value,
            "whole": self.whole,
            "low": self.low,
            "high": self.high,
            "of": [each.id for each in self.of],
            "rows": [row if sign > 0 else f"-{row}" for row, sign in rows],
        }
        if self.by:
            record["by"] = list(self.by)
        return record


_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [one + other for one in _ALPHABET for other in _ALPHABET]
_written = json.JSONEncoder(ensure_ascii=False).encode
_KINDS: tuple[FigureKind, ...] = ("sum", "count", "difference", "ratio", "shared", "planned", "stated", "part")


def figure_id(
    kind: FigureKind, counting: Counting, where: Where, context: FigureContext, of: tuple[str, ...] = ()
) -> str:
    """Twelve characters that depend on the definition alone, never on the value.

    The first three say kind, counting and keys, so that a figure can be found again from its id; the others are a
    digest of the whole definition.
    """
    return _made_id(kind, counting, where, context, of)


@lru_cache(maxsize=1 << 16)
def _made_id(kind: FigureKind, counting: Counting, where: Where, context: FigureContext, of: tuple[str, ...]) -> str:
    moment = context.recorded_at or context.as_of
    definition = [kind, counting, where, context.taxonomy, context.currency, moment, of]
    text = _written(definition)
    tail = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
    return _head(kind, counting, tuple([key for key, _ in where])) + _letters(tail, 9)


@cache
def _head(kind: FigureKind, counting: Counting, keys: tuple[str, ...]) -> str:
    mask = sum(1 << FIGURE_KEYS.index(key) for key in keys)
    return _letters((mask << 5) | (COUNTINGS.index(counting) << 3) | _KINDS.index(kind), 3)


def _letters(number: int, length: int) -> str:
    """The last letters of a number, an odd many of them."""
    pairs = [_PAIRS[(number >> shift) & 1023] for shift in range(5 * (length - 3), -1, -10)]
    return _ALPHABET[(number >> 5 * (length - 1)) & 31] + "".join(pairs)


def head(figure: str) -> tuple[FigureKind, Counting, tuple[str, ...]] | None:
    """Kind, counting and keys as the first letters of an id say them, or None where they say nothing."""
    if len(figure) != 12 or any(letter not in _ALPHABET for letter in figure):
        return None
    number = sum(_ALPHABET.index(letter) << 5 * place for place, letter in enumerate(reversed(figure[:3])))
    mask, counting, kind = number >> 5, (number >> 3) & 3, number & 7
    if counting >= len(COUNTINGS) or kind >= len(_KINDS) or mask >= 1 << len(FIGURE_KEYS):
        return None
    return _KINDS[kind], COUNTINGS[counting], tuple(key for place, key in enumerate(FIGURE_KEYS) if mask >> place & 1)


def kind_of(figure: str) -> FigureKind | Literal[""]:
    """The kind of the figure of that id; empty where it is no figure's id."""
    said = head(figure)
    return said[0] if said else ""


def disjoint(sums: Sequence[Figure]) -> bool:
    """Whether no figure is there twice, and no two questions can have a row in common: one key has other values.

    All areas ``inside`` together hold the rows of each of them. What a sum of sums is of is not asked.
    """
    if len({each.id for each in sums}) < len(sums):
        return False
    asked = [dict(each.where) for each in sums if each.kind == "sum" and not each.of]
    common = set(asked[0]).intersection(*asked[1:]) if asked else set()
    for key in common:
        values = {each[key] for each in asked}
        if len(values) == len(asked) and INSIDE not in values:
            return True
    return all(_differ(one, other) for one, other in combinations(asked, 2))


def _differ(one: Mapping[str, str | int], other: Mapping[str, str | int]) -> bool:
    return any(
        one[key] != other[key] and (INSIDE not in (one[key], other[key]) or {one[key], other[key]} & {OUTSIDE, UNREAD})
        for key in one.keys() & other.keys()
    )
