"""What goes into a ledger, and what it answers: readings, appends and moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from crosscut.ledger.kinds import tables_by_kind


@dataclass(frozen=True, slots=True)
class Reading:
    """One source as it was read: its name, the digest of what was read, and its tables.

    A table is everything that the source has to say of its kind: rows that an earlier reading of the same source had
    and this one has not are withdrawn. A table that is None is left as it stands. Schemas are those of
    :mod:`crosscut.tables`, :data:`CORRECTIONS`, :data:`LINKS`, :data:`MINISTRIES` and :data:`EVENTS`.
    ``texts`` are what else the reading went by, by name: its settings and what was found.
    """

    source: str
    digest: str
    programmes: pa.Table | None = None
    subprogrammes: pa.Table | None = None
    lines: pa.Table | None = None
    tags: pa.Table | None = None
    decisions: pa.Table | None = None
    corrections: pa.Table | None = None
    links: pa.Table | None = None
    ministries: pa.Table | None = None
    events: pa.Table | None = None
    attributes: pa.Table | None = None
    facts: pa.Table | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def tables(self) -> dict[str, pa.Table]:
        """The tables that were given, by kind."""
        return tables_by_kind(
            programmes=self.programmes,
            subprogrammes=self.subprogrammes,
            lines=self.lines,
            tags=self.tags,
            decisions=self.decisions,
            corrections=self.corrections,
            links=self.links,
            ministries=self.ministries,
            events=self.events,
            attributes=self.attributes,
            facts=self.facts,
        )


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did, in rows of all its tables.

    ``moved`` rows say what they said before, at another place of the file. ``sequence`` is the new moment, or None
    where nothing was new and no moment was added.
    """

    inserted: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    moved: int = 0
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One reading or statement: its number in the strict order, when it was recorded (UTC), and what it brought."""

    sequence: int
    recorded_at: datetime
    source: str
    digest: str
    inserted: int
    changed: int
    moved: int
    withdrawn: int
    unchanged: int
