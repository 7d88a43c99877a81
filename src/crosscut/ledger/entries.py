"""Readings and statements as entries of a book: in their order, by range of moments, and chained as they come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from crosscut.ledger.chain import COUNTS, SEED, ChainFacts, ChainPart, Checkpoint, link_of
from crosscut.ledger.errors import LedgerDamagedError, MomentError
from crosscut.ledger.moments import SKEW, Asked, next_moment, parse_moment
from crosscut.ledger.readings import LedgerEntry
from crosscut.ledger.schema import PUBLICATIONS, READING_TABLES, READING_TEXTS, READINGS, SEGMENTS
from crosscut.ledger.texts import is_named_as_written

PART = ("kind", "first_version", "rows", "shared", "form", "digest")
_ENTRY = ("number", "recorded_at", "source", "digest", *COUNTS)


def last_of(connection: Connection, book: int, source: str | None = None) -> Row[Any] | None:
    """The book's last reading, or its source's."""
    query = select(READINGS).where(READINGS.c.book == book)
    if source is not None:
        query = query.where(READINGS.c.source == source)
    return connection.execute(query.order_by(READINGS.c.number.desc()).limit(1)).first()


def number_at(connection: Connection, book: int | None, asked: Asked) -> int:
    """The number of the last reading at a moment, 0 before the first; a whole number is that of a reading itself.

    A reading that was followed by one of an earlier date cannot have been later than that: what stands at a moment is
    everything up to the last reading dated then or before.
    """
    newest = book and connection.scalar(
        select(READINGS.c.number).where(READINGS.c.book == book).order_by(READINGS.c.number.desc()).limit(1)
    )
    last = newest or 0
    if asked is None:
        return last
    if isinstance(asked, int):
        if not 0 <= asked <= last:
            known = f"its readings are 1 to {last}" if last else "nothing has been read into it yet"
            raise MomentError(f"The ledger has no reading {asked}; {known}")
        return asked
    query = select(READINGS.c.number).where(READINGS.c.book == book, READINGS.c.recorded_at <= parse_moment(asked))
    return connection.scalar(query.order_by(READINGS.c.number.desc()).limit(1)) or 0


def reading(connection: Connection, book: int | None, number: int) -> Row[Any] | None:
    """The book's reading of that number."""
    query = select(READINGS).where(READINGS.c.book == book, READINGS.c.number == number)
    return connection.execute(query).first()


def entries_of(connection: Connection, book: int | None, upto: int) -> list[LedgerEntry]:
    """The book's entries up to a number, in their order."""
    columns = (READINGS.c[name] for name in _ENTRY)
    query = select(*columns).where(READINGS.c.book == book, READINGS.c.number <= upto).order_by(READINGS.c.number)
    return [LedgerEntry(*row) for row in connection.execute(query)]


def moment_for(connection: Connection, book: int, at: datetime | None, last: datetime | None) -> tuple[datetime, bool]:
    """When an append is recorded, and whether the book's last reading is dated after the clock.

    Such a reading, of a clock that was wrong or of a date mistyped, holds up nobody: the last one that is not in the
    future sets the bound.
    """
    limit = datetime.now(UTC) + SKEW
    if last is None or last <= limit:
        return next_moment(at, last), False
    query = select(READINGS.c.recorded_at).where(READINGS.c.book == book, READINGS.c.recorded_at <= limit)
    known = connection.scalar(query.order_by(READINGS.c.recorded_at.desc()).limit(1))
    moment = next_moment(at, known)
    return moment, moment < last


def write_entry(connection: Connection, book: int, facts: ChainFacts, before: str) -> Checkpoint:
    """Write a reading with its link to the one before; what stands is then named by the checkpoint."""
    checkpoint = Checkpoint(facts.number, link_of(before, facts))
    connection.execute(
        insert(READINGS).values(
            sequence=facts.sequence,
            recorded_at=facts.recorded_at,
            source=facts.source,
            digest=facts.digest,
            **dict(zip(COUNTS, facts.counts, strict=True)),
            book=book,
            number=facts.number,
            after_future=facts.after_future,
            published=facts.published,
            link=checkpoint.link,
        )
    )
    return checkpoint


def last_publication(connection: Connection, book: int) -> tuple[int, str]:
    """The number and the link of the book's last publication; 0 and nothing where there is none."""
    query = select(PUBLICATIONS.c.number, PUBLICATIONS.c.link).where(PUBLICATIONS.c.book == book)
    found = connection.execute(query.order_by(PUBLICATIONS.c.number.desc()).limit(1)).first()
    return (found.number, found.link) if found else (0, "")


def facts_of(connection: Connection, found: Row[Any]) -> ChainFacts:
    """What the chain knows of a reading that was written."""
    texts = select(READING_TEXTS.c.name, READING_TEXTS.c.digest).where(READING_TEXTS.c.sequence == found.sequence)
    tables = select(READING_TABLES.c.kind, READING_TABLES.c.digest).where(READING_TABLES.c.sequence == found.sequence)
    return facts(
        found,
        [(name, digest) for name, digest in connection.execute(texts)],
        [(kind, digest) for kind, digest in connection.execute(tables)],
        parts_of(connection, found),
    )


def parts_of(connection: Connection, found: Row[Any]) -> list[ChainPart]:
    """What a reading added, by kind."""
    columns = (SEGMENTS.c[name] for name in PART)
    query = select(*columns).where(SEGMENTS.c.sequence == found.sequence, SEGMENTS.c.book == found.book)
    return [ChainPart(*row) for row in connection.execute(query)]


def facts(
    found: Row[Any],
    texts: Iterable[tuple[str, str]],
    tables: Iterable[tuple[str, str]],
    parts: Iterable[ChainPart],
) -> ChainFacts:
    """The facts of a reading's row and of what belongs to it."""
    return ChainFacts(
        number=found.number,
        sequence=found.sequence,
        recorded_at=found.recorded_at,
        source=found.source,
        digest=found.digest,
        counts=tuple(getattr(found, name) for name in COUNTS),
        after_future=found.after_future,
        published=found.published,
        texts=texts,
        tables=tables,
        parts=parts,
    )


def link_before(connection: Connection, book: int, number: int) -> str:
    """The link that the reading of that number was linked to."""
    before = reading(connection, book, number - 1) if number > 1 else None
    return before.link if before else SEED


def _link(connection: Connection, book: int, found: Row[Any]) -> str:
    """The link that a reading should have; empty where what it says cannot be read."""
    try:
        return link_of(link_before(connection, book, found.number), facts_of(connection, found))
    except (TypeError, ValueError, AttributeError):
        return ""


def check_last(connection: Connection, book: int, where: str) -> None:
    """Check the link of the book's last reading, and that the book has the name that the last one with a name says.

    The whole is what ``crosscut verify`` checks.

    Raises
    ------
    LedgerDamagedError
        where it does not fit.

    """
    last = last_of(connection, book)
    if last is None:
        return
    if not isinstance(last.number, int) or _link(connection, book, last) != last.link:
        raise LedgerDamagedError(
            f"{where}: reading {last.number}, the last, is not as it was written; crosscut verify says what is whole"
        )
    if not is_named_as_written(connection, book):
        raise LedgerDamagedError(
            f"{where}: book {book} has another name than its readings were written under; crosscut verify says more"
        )
