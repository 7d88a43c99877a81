"""Which of people's statements about one subject is in force: the rule for decisions, corrections and dispositions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ledger.errors import MomentError
from crosscut.ledger.kinds import StatementKind
from crosscut.ledger.moments import parse_moment
from crosscut.tables import WITHDRAWN

T = TypeVar("T")
EARLIEST = datetime.min.replace(tzinfo=UTC)
"""When a statement without a time was made: before all others."""


@dataclass(frozen=True, slots=True)
class Statement(Generic[T]):
    """What one person said about one subject at one time.

    ``content`` tells whether two statements say the same; ``value`` is whatever the caller keeps with it.
    """

    subject: str
    by: str
    at: str
    content: Hashable
    value: T

    @property
    def moment(self) -> datetime:
        """When it was made; a time that cannot be read is no time."""
        return moment_of(self.at) or EARLIEST


@dataclass(frozen=True, slots=True)
class StatementConflict(Generic[T]):
    """Contradicting statements about one subject, of one time; ``standing`` is the earlier one that stays."""

    statements: tuple[Statement[T], ...]
    standing: Statement[T] | None


def moment_of(text: str) -> datetime | None:
    """The moment in UTC that a time means: a day is its end, no time the earliest; None where it cannot be read."""
    if not text.strip():
        return EARLIEST
    try:
        return parse_moment(text)
    except MomentError:
        return None


def in_force(statements: Iterable[Statement[T]]) -> tuple[dict[str, Statement[T]], list[StatementConflict[T]]]:
    """The statement in force about each subject, and the conflicts that keep a later one from it.

    The latest holds, by the time that it gives itself: neither the order in which statements are read nor the moment
    at which they were recorded matters. Statements of one time that say the same are one. Where they contradict each
    other none of them holds, and the earlier one stays.
    """
    subjects: dict[str, dict[datetime, list[Statement[T]]]] = defaultdict(lambda: defaultdict(list))
    for each in statements:
        subjects[each.subject][each.moment].append(each)
    held: dict[str, Statement[T]] = {}
    conflicts: list[StatementConflict[T]] = []
    for subject, by_moment in subjects.items():
        disputed: list[tuple[Statement[T], ...]] = []
        for moment in sorted(by_moment, reverse=True):
            several = sorted(by_moment[moment], key=lambda each: each.by)
            if all(each.content == several[0].content for each in several):
                held[subject] = several[0]
                break
            disputed.append(tuple(several))
        conflicts += [StatementConflict(each, held.get(subject)) for each in disputed]
    return held, conflicts


def without_withdrawn(
    statements: Iterable[Statement[T]], withdraws: Callable[[Statement[T]], bool]
) -> list[Statement[T]]:
    """The statements that nobody took back, without those that take back.

    One that ``withdraws`` takes back all that the same person has said about its subject until then, and nothing of
    what they say later.
    """
    found = list(statements)
    until: dict[tuple[str, str], datetime] = {}
    for each in found:
        if withdraws(each):
            key = (each.subject, each.by)
            until[key] = max(each.moment, until.get(key, each.moment))
    return [
        each
        for each in found
        if not withdraws(each) and not ((last := until.get((each.subject, each.by))) and each.moment <= last)
    ]


def rows_in_force(kind: StatementKind, table: pa.Table, same: Callable[[str], bool] | None = None) -> pa.Table:
    """The rows of a kind's table whose statements are in force.

    All rows of one subject, person and time, however it is written, are one statement. ``same`` says which columns make
    its content; without it they are all that are not its subject, person, time, reason or place.
    """
    if kind.statement is None or not table.num_rows:
        return table
    held, _ = in_force(_statements(kind, table, same))
    kept = sorted(place for each in held.values() for place in each.value)
    return table.take(pa.array(kept, pa.int64()))


def conflicts_in(kind: StatementKind, table: pa.Table) -> list[tuple[str, str, list[str], str]]:
    """The conflicts among a table's statements: subject, time, who made them, and whose earlier one stays, if any."""
    if kind.statement is None or not table.num_rows:
        return []
    _, found = in_force(_statements(kind, table, None))
    return sorted(
        (
            each.statements[0].subject,
            each.statements[0].at,
            [said.by for said in each.statements],
            _whose(each.standing),
        )
        for each in found
    )


def _whose(held: Statement[T] | None) -> str:
    return held.by if held else ""


def _statements(kind: StatementKind, table: pa.Table, same: Callable[[str], bool] | None) -> list[Statement[list[int]]]:
    """The statements of a table, each with the places of its rows."""
    columns = kind.statement
    if columns is None:
        return []
    apart = {columns.subject, columns.by, columns.when, "reason"}
    names = [name for name in kind.content if name not in apart and (same is None or same(name))]
    rows = table.to_pylist()
    groups: dict[tuple[str, str, datetime | str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        at = row[columns.when]
        groups[row[columns.subject], row[columns.by], moment_of(at) or at].append(place)
    found = [
        Statement(
            rows[places[0]][columns.subject],
            rows[places[0]][columns.by],
            rows[places[0]][columns.when],
            frozenset(tuple(rows[place][name] for name in names) for place in places),
            places,
        )
        for places in groups.values()
    ]
    if kind.name != "decisions":
        return found
    return without_withdrawn(found, lambda each: all(rows[place]["area"] == WITHDRAWN for place in each.value))


def corrected(lines: pa.Table, corrections: pa.Table) -> tuple[pa.Table, pa.Array]:
    """The lines with corrections put in the place of what was printed, and for each line the correction's place.

    A correction holds as long as the source says what it corrected (``was``); null where a line has none that does.

    Parameters
    ----------
    lines
        A table of LINES.
    corrections
        A table of CORRECTIONS with at most one row a line: those in force.
    """
    index = pc.index_in(lines["line"], value_set=corrections["line"]) if corrections.num_rows else None
    if index is None:
        return lines, pa.nulls(lines.num_rows, pa.int32())
    index = index.combine_chunks() if isinstance(index, pa.ChunkedArray) else index
    offered = corrections.take(index)
    both_null = pc.and_(pc.is_null(offered["was"]), pc.is_null(lines["amount"]))
    agrees = pc.or_(pc.fill_null(pc.equal(offered["was"], lines["amount"]), fill_value=False), both_null)
    applies = pc.and_(pc.is_valid(index), agrees)
    for name in ("amount", "low", "high"):
        stated = pc.if_else(applies, offered[name], lines[name])
        lines = lines.set_column(lines.schema.get_field_index(name), lines.schema.field(name), stated)
    note = pc.if_else(applies, offered["reason"], lines["note"])
    lines = lines.set_column(lines.schema.get_field_index("note"), lines.schema.field("note"), note)
    places = pc.if_else(applies, index, pa.scalar(None, pa.int32()))
    return lines, places.combine_chunks() if isinstance(places, pa.ChunkedArray) else places
