"""Judgements become proposals: exact shares, a band that says whether a person should look, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from crosscut.tables import OUTSIDE

PROPOSALS = pa.schema(
    [
        ("programme", pa.string()),
        ("area", pa.string()),
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        ("probability", pa.float64()),
        ("status", pa.string()),
        ("evidence", pa.string()),
    ]
)
"""Proposed shares: they sum to one by programme, ``outside`` included. Key: ``programme, area``.

``status`` is ``decided`` where a person decided, else the band: ``accept`` (sure enough to count), ``outside`` (as sure
that no area holds it) or ``look`` (a person should read it). ``probability`` is that of the area belonging there.
"""

DECIDED, ACCEPT, LOOK = "decided", "accept", "look"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class JudgedTexts:
    """What is thought of a batch of texts.

    ``probability`` holds one column an area and, last, one for none of them; ``member`` marks the areas proposed.
    ``sure`` is the probability from which an area, or the outside, needs no reading. ``guessed`` marks texts whose
    probabilities nothing has calibrated: those are always to be read.
    """

    areas: tuple[str, ...]
    probability: Floats
    member: NDArray[np.bool_]
    sure: float
    sure_outside: float
    guessed: NDArray[np.bool_]

    @cached_property
    def needs_no_reading(self) -> NDArray[np.bool_]:
        """Which texts are sure: all their areas are, or the outside is."""
        weakest = np.where(self.member, self.probability[:, :-1], np.inf).min(axis=1, initial=np.inf)
        named = self.member.any(axis=1)
        enough = np.where(named, weakest >= self.sure, self.probability[:, -1] >= self.sure_outside)
        result: NDArray[np.bool_] = enough & ~self.guessed
        return result

    def parts(self, number: int) -> list[tuple[str, float]]:
        """The areas proposed for one text with their probabilities; outside alone where there is none."""
        chosen = np.flatnonzero(self.member[number])
        chances = self.probability[number]
        if not len(chosen):
            return [(OUTSIDE, float(chances[-1]))]
        return [(self.areas[area], float(chances[area])) for area in chosen]

    def status(self, number: int) -> str:
        """The band of one text: as sure as the least sure of its areas."""
        if not self.needs_no_reading[number]:
            return LOOK
        return ACCEPT if self.member[number].any() else OUTSIDE


def proposals(
    programmes: Sequence[str],
    judged: JudgedTexts,
    evidence: Sequence[str],
    decided: Mapping[str, Mapping[str, Fraction]],
) -> pa.Table:
    """The proposals on programmes, in equal shares, and the decisions on those that have one.

    Parameters
    ----------
    programmes
        Ids, each once, in the order of ``judged``.
    judged, evidence
        What is thought of each, and why.
    decided
        The shares that people gave, by programme and area; what is missing to one is outside.

    Returns
    -------
    A table of PROPOSALS sorted by programme and area, the outside last.
    """
    rows = []
    for number, programme in enumerate(programmes):
        if programme in decided:
            rows += _decided(programme, decided[programme], evidence[number])
            continue
        parts, status = judged.parts(number), judged.status(number)
        rows += [(programme, area, 1, len(parts), round(chance, 6), status, evidence[number]) for area, chance in parts]
    rows.sort(key=lambda row: (row[0], row[1] == OUTSIDE, row[1]))
    columns = zip(*rows, strict=True) if rows else [[] for _ in PROPOSALS]
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, PROPOSALS, strict=True)], PROPOSALS)


def _decided(
    programme: str, shares: Mapping[str, Fraction], evidence: str
) -> list[tuple[str, str, int, int, float, str, str]]:
    parts = {area: share for area, share in shares.items() if share}
    rest = 1 - sum(parts.values(), Fraction(0))
    if rest:
        parts[OUTSIDE] = parts.get(OUTSIDE, Fraction(0)) + rest
    whole = lcm(*(share.denominator for share in parts.values()))
    return [(programme, area, int(share * whole), whole, 1.0, DECIDED, evidence) for area, share in parts.items()]
