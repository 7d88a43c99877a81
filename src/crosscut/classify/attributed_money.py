"""Where a period's money stands, as the run splits it: by area, and by who or what attributed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.tables import UNREAD

DECISION, TAGS, PROPOSAL = "decision", "tags", "proposal"
ORIGINS = (DECISION, TAGS, PROPOSAL)
"""The origins of a share that published figures rest on."""


@dataclass(frozen=True)
class Standing:
    """The exact money of a period under ``partition``, in minor units.

    ``amounts`` are by origin and area, ``outside`` included; ``origins`` say by programme who or what attributed it.
    """

    amounts: Mapping[str, Mapping[str, int]]
    origins: Mapping[str, str]

    @property
    def unread(self) -> int:
        """What nobody and nothing has looked at (§3.13)."""
        return sum(by_area.get(UNREAD, 0) for by_area in self.amounts.values())

    def of(self, area: str, *origins: str) -> int:
        """The money of an area that these attributed."""
        return sum(self.amounts.get(origin, {}).get(area, 0) for origin in origins)

    def by(self, origin: str) -> int:
        """All money that one of them attributed, to areas or outside."""
        return sum(self.amounts.get(origin, {}).values())

    def programmes(self, origin: str) -> frozenset[str]:
        """The programmes that one of them attributed."""
        return frozenset(programme for programme, found in self.origins.items() if found == origin)


def standing_of(run: Run, period: Period) -> Standing:
    """Where the money of a period stands, from the run's own shares and atoms."""
    shares = _at(run.shares, period)
    origins = dict(zip(shares["programme"].to_pylist(), shares["origin"].to_pylist(), strict=True))
    amounts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for programme, area, amount in _rows(_at(run.atoms("partition"), period), ("programme", "area", "amount")):
        amounts[origins[programme]][area] += amount
    return Standing({origin: dict(by_area) for origin, by_area in amounts.items()}, origins)


def _at(table: pa.Table, period: Period) -> pa.Table:
    year, stage = period
    return table.filter(pc.and_(pc.equal(table["fiscal_year"], year), pc.equal(table["stage"], stage)))


def _rows(table: pa.Table, names: Iterable[str]) -> Iterable[tuple[str, str, int]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)
