"""From which moment a scenario's amounts and attribution are, and what has been added to the budget since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, func, select

from crosscut.workspace import boundaries
from crosscut.workspace.office import Act
from crosscut.workspace.reading_room.reading_book import SAID
from crosscut.workspace.scenarios.scenarios import Scenario
from crosscut.workspace.schema.approval_schema import SIGNINGS
from crosscut.workspace.schema.listing_schema import LIST_ENDS
from crosscut.workspace.schema.reading_schema import READINGS


@dataclass(frozen=True, slots=True)
class AddedSince:
    """What people said since a scenario's moment, in numbers: readings, lists confirmed, stages signed."""

    at: datetime
    readings: int
    lists: int
    stages: int

    @property
    def anything(self) -> bool:
        """Whether a scenario that is opened now would stand over something else."""
        return bool(self.readings or self.lists or self.stages)


def since(act: Act, scenario: Scenario) -> AddedSince:
    """What has been added since the moment over which a scenario stands."""
    at = scenario.moment
    with boundaries.whole(act.connection):
        return AddedSince(
            at,
            _count(act, READINGS, READINGS.c.kind.in_(SAID), READINGS.c.read_at > at),
            _count(act, LIST_ENDS, LIST_ENDS.c.kind == "confirmed", LIST_ENDS.c.signed_at > at),
            _count(act, SIGNINGS, SIGNINGS.c.kind == "signed", SIGNINGS.c.signed_at > at),
        )


def _count(act: Act, table: Table, *where: ColumnElement[bool]) -> int:
    return int(act.connection.scalar(select(func.count()).select_from(table).where(*where)) or 0)
