"""The ledger as it stood at one moment."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from crosscut.ledger.kinds import KINDS
from crosscut.tables import digest


def digest_of(tables: Mapping[str, pa.Table]) -> str:
    """Digest of what tables say together, by kind; free of the order of rows. A kind left out counts as empty."""
    digests = [f"{name} {digest(tables.get(name, kind.schema.empty_table()))}" for name, kind in KINDS.items()]
    return hashlib.blake2b("\n".join(digests).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that stood at a moment.

    ``sequence`` is the last reading it includes (0 before the first), ``recorded_at`` when that was recorded.
    ``lines`` are as the sources state them, ``corrected_lines`` as people corrected them. ``decisions``,
    ``corrections`` and ``dispositions`` are all that were made and not taken back, ``…_in_force`` the latest about each
    subject.
    Amounts are in minor units. The order of rows means nothing.
    """

    sequence: int
    recorded_at: datetime | None
    programmes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    corrected_lines: pa.Table
    tags: pa.Table
    decisions: pa.Table
    decisions_in_force: pa.Table
    corrections: pa.Table
    corrections_in_force: pa.Table
    links: pa.Table
    ministries: pa.Table
    events: pa.Table
    dispositions: pa.Table
    dispositions_in_force: pa.Table

    @property
    def digest(self) -> str:
        """Digest of the tables as they were stated and said: that of :func:`digest_of` for one whole reading."""
        return digest_of(
            {
                "programmes": self.programmes,
                "subprogrammes": self.subprogrammes,
                "lines": self.lines,
                "tags": self.tags,
                "decisions": self.decisions,
                "corrections": self.corrections,
                "links": self.links,
                "ministries": self.ministries,
                "events": self.events,
                "dispositions": self.dispositions,
            }
        )
