"""Events of comparability: where a series breaks, and what it is with both sides under one definition."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from crosscut.follow.difference import Redefinition
from crosscut.follow.sides import DifferenceCell, Side
from crosscut.ledger.continuity import EventRow
from crosscut.text import Text


@dataclass(frozen=True)
class Event:
    """One row of EVENTS."""

    event: str
    kind: str
    year: int
    date: str
    stage: str
    programme: str
    area: str
    ministry: str
    before: str
    after: str
    old: int | None
    new: int | None
    title: str
    title_ko: str
    source: str
    reason: str

    def holds(self, cell: DifferenceCell) -> bool:
        """Whether the event is about the money of a cell."""
        wanted = ((self.programme, cell.programme), (self.area, cell.area), (self.ministry, cell.ministry))
        return all(mine in ("", theirs) for mine, theirs in wanted)

    def between(self, before: Side, after: Side) -> bool:
        """Whether the definition changed between the two sides."""
        return bool(self.year) and before.year < self.year <= after.year and self.stage in ("", after.stage)


@dataclass(frozen=True)
class Break:
    """An event that two sides stand on different sides of.

    ``before`` and ``after`` are the money it is about on either side; ``restated`` is the earlier money under the
    later definition, where the event gives one amount under both and that amount is the earlier side's.
    """

    event: Event
    before: int
    after: int
    restated: int | None

    @property
    def change(self) -> int | None:
        """What changed with both sides under the later definition."""
        return None if self.restated is None else self.after - self.restated


def events(table: pa.Table) -> list[Event]:
    """The rows of a table of EVENTS, by year and id."""
    found = [_event(row) for row in table.to_pylist()]
    return sorted(found, key=lambda event: (event.year, event.date, event.event))


def _event(row: EventRow) -> Event:
    return Event(
        event=row["event"],
        kind=row["kind"],
        year=row["fiscal_year"] or 0,
        date=row["date"],
        stage=row["stage"],
        programme=row["programme"],
        area=row["area"],
        ministry=row["ministry"],
        before=row["before"],
        after=row["after"],
        old=row["old"],
        new=row["new"],
        title=row["title"],
        title_ko=row["title_ko"],
        source=row["source"],
        reason=row["reason"],
    )


def breaks(found: list[Event], before: Side, after: Side) -> list[Break]:
    """The events between two sides, each with the money it is about; those of one programme alone are effects."""
    return [_break(event, before, after) for event in found if event.between(before, after) and not _within(event)]


def _break(event: Event, before: Side, after: Side) -> Break:
    sums = [sum(amount for cell, amount in side.cells.items() if event.holds(cell)) for side in (before, after)]
    known = event.old is not None and event.new is not None and before.year == event.year - 1
    restated = sums[0] - event.old + event.new if known and event.old is not None and event.new is not None else None
    return Break(event, sums[0], sums[1], restated)


def _within(event: Event) -> bool:
    return bool(event.programme) and event.old is not None and event.new is not None


def redefinitions(found: list[Event], before: Side, after: Side) -> tuple[Redefinition, ...]:
    """The events that say what one programme's earlier amount is under the later definition."""
    return tuple(
        Redefinition(event.programme, event.old, event.new, _why(event))
        for event in found
        if event.between(before, after) and event.old is not None and event.new is not None and event.programme
    )


def _why(event: Event) -> Text:
    titled = event.title or event.title_ko or event.event
    return Text(titled, event.title_ko or titled).then(event.reason, event.source)
