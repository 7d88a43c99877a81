"""The ledger as it stood at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import pyarrow as pa

from crosscut.digests import text_digest
from crosscut.ledger.in_force import rows_in_force
from crosscut.ledger.kinds import KINDS
from crosscut.tables import digest


def digest_of(tables: Mapping[str, pa.Table]) -> str:
    """Digest of what tables say together, by kind; free of the order of rows. A kind left out counts as empty."""
    digests = [f"{name} {digest(tables[name]) if name in tables else _of_nothing(name)}" for name in KINDS]
    return text_digest("\n".join(digests))


@cache
def _of_nothing(kind: str) -> str:
    return digest(KINDS[kind].schema.empty_table())


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that stood at a moment.

    ``sequence`` is the last reading it includes (0 before the first), ``recorded_at`` when that was recorded.
    ``lines`` are as the sources state them. ``decisions``, ``corrections`` and ``dispositions`` are all that were made
    and not taken back; :meth:`in_force` has those that hold. ``texts`` are what the last reading that brought any went
    by, by name. Amounts are in minor units. The order of rows means nothing.
    """

    sequence: int
    recorded_at: datetime | None
    programmes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    tags: pa.Table
    decisions: pa.Table
    corrections: pa.Table
    links: pa.Table
    ministries: pa.Table
    events: pa.Table
    dispositions: pa.Table
    attributes: pa.Table
    facts: pa.Table
    texts: Mapping[str, str]

    def in_force(self, kind: str) -> pa.Table:
        """The rows of ``decisions``, ``corrections`` or ``dispositions`` that hold."""
        return rows_in_force(KINDS[kind], getattr(self, kind))

    @property
    def digest(self) -> str:
        """Digest of the tables as they were stated and said: that of :func:`digest_of` for one whole reading."""
        return digest_of({name: getattr(self, name) for name in KINDS})
