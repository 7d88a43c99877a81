"""Appending: what a source's reading or a person's statement adds, for the cost of what it adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Row, insert, select

from crosscut.ledger.chain import COUNTS, SEED, ChainFacts
from crosscut.ledger.compare import VersionChange, compare, table_digest
from crosscut.ledger.entries import last_of, last_publication, moment_for, write_entry
from crosscut.ledger.kinds import KINDS, StatementKind
from crosscut.ledger.lookups import statements
from crosscut.ledger.readings import Appended
from crosscut.ledger.rows import Scope, last_sequence, last_version, prepared, read_versions, write_versions
from crosscut.ledger.schema import READING_TABLES
from crosscut.ledger.segments import cut, plain, standing
from crosscut.ledger.texts import digests_of, named, write_texts

PEOPLE = "people"
"""The source of what people state directly, not in a file."""


@dataclass(frozen=True, slots=True)
class Append:
    """What is to be appended: a source's whole tables with what its reading went by, or (no texts) statements."""

    source: str
    digest: str
    tables: Mapping[str, pa.Table]
    texts: Mapping[str, str] | None = None


@dataclass(slots=True)
class _Changes:
    """What differs, by kind; how many rows that are new to the source another one holds; digests of whole tables."""

    counts: Counter[str] = field(default_factory=Counter)
    versions: dict[str, pa.Table] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def take(self, kind: StatementKind, change: VersionChange, shared: int) -> None:
        self.counts += change.counts
        if change.versions.num_rows:
            self.versions[kind.name], self.shared[kind.name] = change.versions, shared


def append(connection: Connection, book: int, what: Append, at: datetime | None) -> Appended:
    """Append to a book, within the caller's transaction.

    Raises
    ------
    MomentError
        where ``at`` is before the last moment that is not in the future.

    """
    whole = what.texts is not None
    before = last_of(connection, book, what.source) if whole else None
    changes = _read(connection, book, what, before) if whole else _stated(connection, book, what)
    if not changes.versions and (not whole or (before is not None and before.digest == what.digest)):
        return Appended(unchanged=changes.counts["unchanged"])
    return _write(connection, book, what, changes, at)


def _stated(connection: Connection, book: int, what: Append) -> _Changes:
    """What people's statements bring; only what is stated again can be withdrawn."""
    changes = _Changes()
    for name, table in what.tables.items():
        kind = KINDS[name]
        if kind.statement is None:
            raise ValueError(f"{name} are read from sources, not said by people")
        known = statements(connection, kind, kind.statement, book, table)
        change = compare(kind, plain(known.of(what.source)), table)
        changes.take(kind, change, _moved_count(kind, change, known.of(what.source, others=True)))
    return changes


def _read(connection: Connection, book: int, what: Append, before: Row[Any] | None) -> _Changes:
    """What a source's tables bring; one that says what it said last time is not compared row by row."""
    changes = _Changes(digests=_digests(connection, before))
    for name, table in what.tables.items():
        kind, digest = KINDS[name], table_digest(KINDS[name], table)
        if changes.digests.get(name) == digest and what.source != PEOPLE:
            changes.counts["unchanged"] += table.num_rows
            continue
        changes.digests[name] = digest
        change, others = _compared(connection, kind, book, what.source, table)
        changes.take(kind, change, others)
    return changes


def _digests(connection: Connection, before: Row[Any] | None) -> dict[str, str]:
    """What the source said in all as of its last reading, by kind, as digests."""
    if before is None:
        return {}
    query = select(READING_TABLES.c.kind, READING_TABLES.c.digest).where(READING_TABLES.c.sequence == before.sequence)
    return {row.kind: row.digest for row in connection.execute(query)}


def _compared(
    connection: Connection, kind: StatementKind, book: int, source: str, table: pa.Table
) -> tuple[VersionChange, int]:
    """What a source's whole table brings, and how many rows that are new to the source another one holds."""
    upto = last_sequence(connection)
    versions, _ = read_versions(connection, kind, Scope(book, upto, source))
    change = compare(kind, plain(standing(versions)), table)
    if not change.counts["inserted"]:
        return change, 0
    others, _ = read_versions(connection, kind, Scope(book, upto, source, others=True))
    return change, _moved_count(kind, change, standing(others))


def _moved_count(kind: StatementKind, change: VersionChange, others: pa.Table) -> int:
    """How many rows that are new to their source stand in others."""
    new = change.versions.filter(pc.equal(change.versions["change"], "inserted"))
    return pc.sum(pc.is_in(kind.keys_of(others), value_set=kind.keys_of(new)), min_count=0).as_py() or 0


def _write(connection: Connection, book: int, what: Append, changes: _Changes, at: datetime | None) -> Appended:
    """The reading with its link, and all that belongs to it."""
    last, sequence = last_of(connection, book), last_sequence(connection) + 1
    recorded_at, after_future = moment_for(connection, book, at, last.recorded_at if last else None)
    parts = [
        prepared(KINDS[name], segment)
        for name, versions in changes.versions.items()
        for segment in cut(versions, last_version(connection, KINDS[name]) + 1, sequence, changes.shared[name])
    ]
    texts = what.texts if what.texts is None else {**what.texts, **named(connection, book)}
    facts = ChainFacts(
        number=last.number + 1 if last else 1,
        sequence=sequence,
        recorded_at=recorded_at,
        source=what.source,
        digest=what.digest,
        counts=tuple(changes.counts[name] for name in COUNTS),
        after_future=int(after_future),
        published=last_publication(connection, book)[1],
        texts=list(digests_of(texts or {}).items()),
        tables=list(changes.digests.items()),
        parts=[each.part for each in parts],
    )
    write_entry(connection, book, facts, last.link if last else SEED)
    write_texts(connection, sequence, texts or {})
    if changes.digests:
        rows = [{"sequence": sequence, "kind": kind, "digest": digest} for kind, digest in sorted(facts.tables)]
        connection.execute(insert(READING_TABLES), rows)
    for each in parts:
        write_versions(connection, book, each)
    return Appended(sequence=facts.number, **{name: changes.counts[name] for name in COUNTS})
