"""The ledger: readings and people's statements go in and stay; the past is read as of any moment (DESIGN §3.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, func, insert, select

from crosscut.ledger.compare import Change, compare
from crosscut.ledger.contents import Contents, digest_of
from crosscut.ledger.database import Database
from crosscut.ledger.errors import MomentError
from crosscut.ledger.history import Version, history_of
from crosscut.ledger.kinds import KINDS, Kind, joined
from crosscut.ledger.layout import ensure_layout
from crosscut.ledger.moments import next_moment, parse_moment
from crosscut.ledger.readings import Appended, Moment, Reading
from crosscut.ledger.rows import read_segments, write_versions
from crosscut.ledger.schema import READINGS, SEGMENTS
from crosscut.ledger.segments import content_of, cut, one_per_key, plain, standing, versions_of
from crosscut.ledger.texts import read_texts, write_texts
from crosscut.ledger.verify import verify

PEOPLE = "people"
"""The source of decisions and corrections that people make directly, not in a file."""


class Ledger:
    """An append-only store. Open it with :meth:`open`; it is a context manager that closes itself.

    Errors of the store are :class:`LedgerError` and name the ledger. An append is one transaction: all of it is kept,
    or nothing, also when the process or the server is killed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, address: str | Path, *, read_only: bool = False, wait: float = 30.0) -> Ledger:
        """Open the ledger at a path or URL (``sqlite:///…``, ``postgresql://…``), making or migrating it as needed.

        Parameters
        ----------
        address
            Where the ledger is.
        read_only
            Whether to read only: then nothing is made or migrated.
        wait
            Seconds that a writer waits for another before it raises.

        Raises
        ------
        LedgerMissingError
            where the ledger may only be read and does not exist.
        LedgerVersionError
            where its layout is newer than this code, or the database is something else.
        LedgerBusyError
            where another writer holds it for too long.
        LedgerError
            where it cannot be reached or is no database.

        """
        database = Database(address, read_only=read_only, wait=wait)
        try:
            ensure_layout(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Give back the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, reading: Reading, at: datetime | None = None) -> Appended:
        """Record a reading: what is new, what changed, and what left its source.

        The same reading again adds nothing and no moment. ``at`` is when it is recorded, else the clock.

        Raises
        ------
        MomentError
            where ``at`` is before the last moment, or has no time zone.
        ValueError
            where a table has not its schema, or a row nothing to identify it by.

        """
        return self._record(reading.source, reading.digest, reading.tables(), at, texts=reading.texts)

    def decide(self, decisions: pa.Table, at: datetime | None = None) -> Appended:
        """Record people's attributions (schema DECISIONS), each with a name and a reason.

        A decision without a time of its own takes the moment. It supersedes the programme's earlier decisions, which
        remain readable. The same person's decision of the same time is restated, not added.

        Raises
        ------
        ValueError
            where a name or a reason is missing.

        """
        return self._say(KINDS["decisions"], decisions, at)

    def correct(self, corrections: pa.Table, at: datetime | None = None) -> Appended:
        """Record people's corrections of lines (schema CORRECTIONS), under the same terms as :meth:`decide`."""
        return self._say(KINDS["corrections"], corrections, at)

    def dispose(self, dispositions: pa.Table, at: datetime | None = None) -> Appended:
        """Record what people say of findings (schema DISPOSITIONS), under the same terms as :meth:`decide`."""
        return self._say(KINDS["dispositions"], dispositions, at)

    def as_of(self, moment: datetime | date | str | int | None = None) -> Contents:
        """What stood at a moment; None is now.

        A day, such as ``2026-03-01``, means its end in UTC. A whole number is the sequence number of a reading.
        """
        with self._database.reading() as connection:
            moments = _moments(connection)
            return _contents(connection, _sequence_at(moment, [each.recorded_at for each in moments]), moments)

    def moments(self) -> list[Moment]:
        """All readings and statements in their strict order."""
        with self._database.reading() as connection:
            return _moments(connection)

    def versions(self, kind: str, moment: datetime | date | str | int | None = None) -> pa.Table:
        """Every version of one kind of row up to a moment (None: now), in the order they came.

        The kind's own columns, and ``version``, ``sequence`` (of the reading), ``change``, and ``replaces``: the
        version that this one took the place of, else null.
        """
        with self._database.reading() as connection:
            upto = _sequence_at(moment, [each.recorded_at for each in _moments(connection)])
            return plain(versions_of(KINDS[kind], read_segments(connection, KINDS[kind], upto)))

    def history(self, programme: str) -> list[Version]:
        """All versions of everything about a programme, oldest first, with moment, name and reason."""
        with self._database.reading() as connection:
            return history_of(connection, programme)

    def verify(self) -> None:
        """Check that the store agrees with itself: numbering without gaps, digests, rows equal to segments.

        Raises
        ------
        LedgerDamagedError
            where it does not.

        """
        with self._database.reading() as connection:
            verify(connection, self._database.name)

    def _say(self, kind: Kind, table: pa.Table, at: datetime | None) -> Appended:
        moment = next_moment(at, None)
        table = _signed(kind, kind.conform(table), moment)
        return self._record(PEOPLE, digest_of({kind.name: table}), {kind.name: table}, at and moment)

    def _record(
        self,
        source: str,
        digest: str,
        tables: Mapping[str, pa.Table],
        at: datetime | None,
        *,
        texts: Mapping[str, str] | None = None,
    ) -> Appended:
        """Record a source's whole tables with what its reading went by, or (without texts) single statements."""
        whole = texts is not None
        with self._database.writing() as connection:
            moments = _moments(connection)
            changes = {name: _change(connection, KINDS[name], source, table, whole) for name, table in tables.items()}
            counts = sum((change.counts for change in changes.values()), Counter[str]())
            known = [moment.digest for moment in moments if moment.source == source]
            if not any(change.versions.num_rows for change in changes.values()) and (not whole or digest in known[-1:]):
                return Appended(unchanged=counts["unchanged"])
            recorded_at = next_moment(at, moments[-1].recorded_at if moments else None)
            appended = _appended(counts, len(moments) + 1)
            _insert_reading(connection, source, digest, recorded_at, appended)
            write_texts(connection, appended.sequence or 0, texts or {})
            for name, change in changes.items():
                kind = KINDS[name]
                shared = _shared(connection, kind, source, change)
                first = _last_version(connection, kind) + 1
                write_versions(connection, kind, cut(change.versions, first, len(moments) + 1, shared))
            return appended


def _signed(kind: Kind, table: pa.Table, moment: datetime) -> pa.Table:
    """The table with the moment where a row has no time; names and reasons are required."""
    columns = kind.statement
    if columns is None:
        raise ValueError(f"{kind.name} are read from sources, not said by people")
    for name in (columns.by, "reason"):
        blank = pc.equal(pc.fill_null(table[name], ""), "")
        if pc.any(blank).as_py():
            raise ValueError(f"{kind.name}: {name} is empty in row {pc.index(blank, value=True).as_py() + 1}; say it")
    when = table[columns.when]
    when = pc.if_else(pc.equal(when, ""), moment.isoformat(), when)
    return table.set_column(table.schema.get_field_index(columns.when), kind.schema.field(columns.when), when)


def _change(connection: Connection, kind: Kind, source: str, table: pa.Table, whole: bool) -> Change:
    """What the table brings; where it is not the source's whole, only statements that it restates can be withdrawn."""
    upto = _last_sequence(connection)
    before = plain(standing(versions_of(kind, read_segments(connection, kind, upto, source))))
    if not whole and kind.statement:
        group = (kind.statement.subject, kind.statement.by, kind.statement.when)
        before = before.filter(pc.is_in(joined(before, group), value_set=joined(table, group)))
    return compare(kind, before, table)


def _shared(connection: Connection, kind: Kind, source: str, change: Change) -> int:
    """How many rows that are new to the source another source holds."""
    if not change.counts["inserted"]:
        return 0
    new = change.versions.filter(pc.equal(change.versions["change"], "inserted"))
    others = read_segments(connection, kind, _last_sequence(connection), source, others=True)
    held = kind.keys_of(standing(versions_of(kind, others)))
    return int(pc.sum(pc.is_in(held, value_set=kind.keys_of(new)), min_count=0).as_py())


def _appended(counts: Counter[str], sequence: int) -> Appended:
    return Appended(
        inserted=counts["inserted"],
        changed=counts["changed"],
        withdrawn=counts["withdrawn"],
        unchanged=counts["unchanged"],
        moved=counts["moved"],
        sequence=sequence,
    )


def _insert_reading(
    connection: Connection, source: str, digest: str, recorded_at: datetime, appended: Appended
) -> None:
    connection.execute(
        insert(READINGS).values(
            sequence=appended.sequence,
            recorded_at=recorded_at,
            source=source,
            digest=digest,
            inserted=appended.inserted,
            changed=appended.changed,
            moved=appended.moved,
            withdrawn=appended.withdrawn,
            unchanged=appended.unchanged,
        )
    )


def _moments(connection: Connection) -> list[Moment]:
    query = select(READINGS).order_by(READINGS.c.sequence)
    return [Moment(**row) for row in connection.execute(query).mappings()]


def _last_sequence(connection: Connection) -> int:
    return connection.scalar(select(func.max(READINGS.c.sequence))) or 0


def _last_version(connection: Connection, kind: Kind) -> int:
    last = func.max(SEGMENTS.c.first_version + SEGMENTS.c.rows - 1)
    return connection.scalar(select(last).where(SEGMENTS.c.kind == kind.name)) or 0


def _sequence_at(moment: datetime | date | str | int | None, recorded: list[datetime]) -> int:
    if moment is None:
        return len(recorded)
    if isinstance(moment, int):
        if not 0 <= moment <= len(recorded):
            raise MomentError(f"The ledger has no reading {moment}; its readings are 1 to {len(recorded)}")
        return moment
    limit = parse_moment(moment)
    return sum(each <= limit for each in recorded)


def _contents(connection: Connection, sequence: int, moments: list[Moment]) -> Contents:
    recorded, sources = [each.recorded_at for each in moments], [each.source for each in moments]
    tables: dict[str, pa.Table] = {}
    for kind in KINDS.values():
        segments = read_segments(connection, kind, sequence)
        stands = standing(versions_of(kind, segments))
        if any(segment.shared for segment in segments):
            stands = one_per_key(kind, stands, sources)
        tables[kind.name] = content_of(kind, stands)
    return Contents(
        sequence=sequence,
        recorded_at=recorded[sequence - 1] if sequence else None,
        texts=read_texts(connection, sequence),
        **tables,
    )
