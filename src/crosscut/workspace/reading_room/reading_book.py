"""What people think of each programme: the folder's decisions and the workspace's readings, by the one rule of both."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Row, select

from crosscut.budget.designation import decisions_under
from crosscut.budget.opinions import Opinion, independent, opinions, settled
from crosscut.engine.decisions import decided_of, sound
from crosscut.findings import Place
from crosscut.tables import DECISIONS, OUTSIDE, WITHDRAWN, DecisionRow
from crosscut.workspace.reading_room import reading_shares
from crosscut.workspace.reading_room.reading_budget import ReadingBudget
from crosscut.workspace.reading_room.reading_shares import AreaShares
from crosscut.workspace.schema.reading_schema import READINGS
from crosscut.workspace.schema.schema import PEOPLE

SAID = ("read", "settle", "withdraw")
"""The kinds of readings that are decisions; the last takes back what the same person decided on the programme."""


def decision_rows(reading: Row[Any], name: str) -> list[DecisionRow]:
    """A reading as the rows of a decision, as they stand in ``decisions/``; ``name`` is whose it is."""
    shares = reading_shares.read(reading.shares) or {OUTSIDE: reading_shares.WHOLE}
    if reading.kind == "withdraw":
        shares = {WITHDRAWN: Fraction(0)}
    parts = reading_shares.parts(shares, reading_shares.subs_read(reading.subs))
    return [
        {
            "programme": reading.programme,
            "area": area,
            "sub": sub,
            "numerator": share.numerator,
            "denominator": share.denominator,
            "decided_by": name,
            "decided_at": reading.read_at.isoformat(),
            "reason": reading.reason,
            **Place().columns,
        }
        for (area, sub), share in parts.items()
    ]


@dataclass(frozen=True, slots=True)
class OpinionsOn:
    """What people think of one programme: the opinion of each, in order of time, and the shares in force."""

    several: tuple[Opinion, ...] = ()
    held: AreaShares | None = None

    @property
    def readers(self) -> tuple[str, ...]:
        """Who formed an opinion without the others', in order of time."""
        return tuple(each.person for each in independent(self.several))

    @property
    def is_settled(self) -> bool:
        """Whether the last word settled a difference."""
        return bool(self.several) and settled(self.several)

    @property
    def differs(self) -> bool:
        """Whether people differ and nobody has settled it."""
        said = [each.shares for each in independent(self.several)]
        return any(each != said[0] for each in said) and not self.is_settled

    def of(self, person: str) -> Opinion | None:
        """One person's own."""
        return next((each for each in self.several if each.person == person), None)


NOBODY_YET = OpinionsOn()


@dataclass
class OpinionBook:
    """All opinions. What the database has added since the last look is worked in, programme by programme."""

    _budget: ReadingBudget | None = None
    _upto: int = 0
    _rows: dict[str, list[DecisionRow]] = field(default_factory=dict)
    _held: dict[str, OpinionsOn] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def caught_up(self, connection: Connection, budget: ReadingBudget) -> Mapping[str, OpinionsOn]:
        """The opinions on each programme that has any, as a connection sees them that has written none itself."""
        with self._lock:
            moved = set[str]()
            if self._budget is not budget:
                rows = budget.run.snapshot.decisions.to_pylist()
                self._budget, self._upto, self._held = budget, 0, {}
                self._rows = _by_programme(rows)
                moved |= set(self._rows)
            query = select(READINGS, PEOPLE.c.name).join(PEOPLE, PEOPLE.c.id == READINGS.c.read_by)
            for row in connection.execute(query.where(READINGS.c.id > self._upto).order_by(READINGS.c.id)):
                self._upto = row.id
                if row.kind in SAID:
                    self._rows.setdefault(row.programme, []).extend(decision_rows(row, row.name))
                    moved.add(row.programme)
            if moved:
                self._held = {**self._held, **self._worked_out(moved, budget)}
            return self._held

    def _worked_out(self, programmes: set[str], budget: ReadingBudget) -> dict[str, OpinionsOn]:
        rows = [row for programme in programmes for row in self._rows[programme]]
        said_then = decisions_under(pa.Table.from_pylist(rows, DECISIONS), budget.run.snapshot.designations)
        stated, _ = sound(said_then, budget.taxonomy)
        held, _ = decided_of(stated)
        said = opinions(stated)
        return {
            programme: OpinionsOn(tuple(said.get(programme, ())), held[programme].areas if programme in held else None)
            for programme in programmes
        }


def _by_programme(rows: Iterable[DecisionRow]) -> dict[str, list[DecisionRow]]:
    found = defaultdict[str, list[DecisionRow]](list)
    for row in rows:
        found[row["programme"]].append(row)
    return dict(found)
