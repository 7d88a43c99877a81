"""Whether the chain of a book holds: readings, what belongs to each, and publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from crosscut.ledger.chain import SEED, ChainPart, bytes_digest, link_of, publication_link
from crosscut.ledger.entries import PART, facts
from crosscut.ledger.proof import LedgerFault
from crosscut.ledger.publications import PublicationEntry, publications_of
from crosscut.ledger.schema import BOOKS, PUBLICATIONS, READING_TABLES, READING_TEXTS, READINGS, SEGMENTS, TEXTS
from crosscut.ledger.texts import BOOK, is_text_of
from crosscut.text import Text


def chain_faults(connection: Connection, book: int | None, readings: Sequence[Row[Any]]) -> Iterator[LedgerFault]:
    """Numbers without a gap, moments that go forward, and links that are those of what stands there."""
    own = SEGMENTS.c.sequence.in_(select(READINGS.c.sequence).where(READINGS.c.book == book))
    texts = _by_sequence(connection, select(READING_TEXTS.c.sequence, READING_TEXTS.c.name, READING_TEXTS.c.digest))
    tables = _by_sequence(connection, select(READING_TABLES.c.sequence, READING_TABLES.c.kind, READING_TABLES.c.digest))
    parts = _by_sequence(connection, select(SEGMENTS.c.sequence, *(SEGMENTS.c[name] for name in PART)).where(own))
    before, expected = SEED, 1
    for each in readings:
        if each.number != expected:
            yield _gap(expected, each.number)
        known = facts(
            each, texts[each.sequence], tables[each.sequence], [ChainPart(*row) for row in parts[each.sequence]]
        )
        if link_of(before, known) != each.link:
            yield LedgerFault(
                "altered",
                each.number,
                Text(
                    f"reading {each.number} ({each.source}) is not as it was written: its link does not fit",
                    f"{each.number}번째 기록({each.source})이 기록된 그대로가 아닙니다. 연결 값이 맞지 않습니다.",
                ),
            )
        before, expected = each.link, each.number + 1
    for one, two in pairwise(readings):
        if two.recorded_at < one.recorded_at and not two.after_future:
            yield _antedated(two.number, two.recorded_at, one.recorded_at)


def book_faults(connection: Connection, book: int | None) -> Iterator[LedgerFault]:
    """Books that have another name than their readings were written under, whoever's they are."""
    query = select(READINGS.c.book, func.min(READINGS.c.number), READING_TEXTS.c.digest, BOOKS.c.name)
    query = query.join(READING_TEXTS, READING_TEXTS.c.sequence == READINGS.c.sequence)
    query = query.join(BOOKS, BOOKS.c.book == READINGS.c.book).where(READING_TEXTS.c.name == BOOK)
    grouped = query.group_by(READINGS.c.book, READING_TEXTS.c.digest, BOOKS.c.name).order_by(READINGS.c.book)
    for whose, number, digest, name in connection.execute(grouped):
        if not is_text_of(digest, name):
            yield LedgerFault(
                "book",
                number if whose == book else 0,
                Text(
                    f"book {whose} has another name than its reading {number} was written under",
                    f"{whose}번 원장의 이름이 {number}번째 기록이 적힐 때의 이름과 다릅니다.",
                ),
            )


def _by_sequence(connection: Connection, query: Select[Any]) -> Mapping[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for sequence, *rest in connection.execute(query):
        found[sequence].append(tuple(rest))
    return found


def _gap(expected: int, found: int) -> LedgerFault:
    return LedgerFault(
        "gap",
        expected,
        Text(
            f"reading {expected} is missing: reading {found} stands in its place",
            f"{expected}번째 기록이 없고 그 자리에 {found}번째 기록이 있습니다.",
        ),
    )


def _antedated(number: int, at: datetime, before: datetime) -> LedgerFault:
    at_, before_ = (each.isoformat(timespec="seconds") for each in (at, before))
    return LedgerFault(
        "antedated",
        number,
        Text(
            f"reading {number} is dated {at_}, before the one that it follows ({before_})",
            f"{number}번째 기록의 시각 {at_}이(가) 앞선 기록({before_})보다 이릅니다.",
        ),
    )


def text_faults(connection: Connection) -> Iterator[LedgerFault]:
    """Texts that are not what their digest says, that nothing names, or that are missing."""
    named = set(connection.scalars(select(READING_TEXTS.c.digest)))
    held = set[str]()
    for digest, content in connection.execute(select(TEXTS.c.digest, TEXTS.c.content)):
        held.add(digest)
        if digest not in named or not is_text_of(digest, content):
            yield LedgerFault(
                "text",
                0,
                Text(
                    f"the text {digest} is not what was written, or belongs to no reading",
                    f"글 {digest}이(가) 기록된 그대로가 아니거나 어느 기록에도 속하지 않습니다.",
                ),
            )
    if missing := sorted(named - held):
        yield LedgerFault("text", 0, Text(f"the text {missing[0]} is gone", f"글 {missing[0]}이(가) 없습니다."))


def stray_faults(connection: Connection, numbers: Mapping[int, int]) -> Iterator[LedgerFault]:
    """What belongs to no reading, or to another book than its reading."""
    for table in (SEGMENTS, READING_TEXTS, READING_TABLES):
        query = select(table.c.sequence).outerjoin(READINGS, READINGS.c.sequence == table.c.sequence)
        stray = connection.scalars(query.where(READINGS.c.sequence.is_(None)).limit(1)).first()
        if stray is not None:
            yield _stray(table.name, stray)
    for owned in (READINGS, PUBLICATIONS):
        query = select(owned.c.number).where(owned.c.book.not_in(select(BOOKS.c.book))).limit(1)
        for number in connection.scalars(query):
            yield _stray(owned.name, number)
    query = select(SEGMENTS.c.sequence).join(READINGS, READINGS.c.sequence == SEGMENTS.c.sequence)
    moved = query.where(READINGS.c.book != SEGMENTS.c.book).limit(1)
    for sequence in connection.scalars(moved):
        yield _stray(SEGMENTS.name, sequence, numbers.get(sequence, 0))


def _stray(table: str, sequence: int, number: int = 0) -> LedgerFault:
    return LedgerFault(
        "stray",
        number,
        Text(
            f"{table} holds something that belongs to no reading, or to no book (at {sequence})",
            f"{table}에 어느 기록이나 예산에도 속하지 않는 것이 있습니다({sequence}).",
        ),
    )


def publication_faults(connection: Connection, book: int | None, readings: Sequence[Row[Any]]) -> Iterator[LedgerFault]:
    """Publications that are not as they were recorded, or that readings know of and that are gone."""
    before, links = "", {""}
    names = {f"{each.number}:{each.link}" for each in readings} | {""}
    for expected, each in enumerate(publications_of(connection, book), start=1):
        links.add(each.link)
        if each.number != expected or not _holds(each, before) or each.checkpoint not in names:
            yield LedgerFault(
                "publication",
                0,
                Text(
                    f"publication {each.number} is not as it was recorded",
                    f"{each.number}번째 발간 기록이 기록된 그대로가 아닙니다.",
                ),
            )
        before = each.link
    for row in readings:
        if row.published not in links:
            yield LedgerFault(
                "publication",
                row.number,
                Text(
                    f"the last publication before reading {row.number} is gone",
                    f"{row.number}번째 기록 전의 마지막 발간 기록이 없습니다.",
                ),
            )


def _holds(each: PublicationEntry, before: str) -> bool:
    digest = bytes_digest(each.manifest.encode())
    return (
        each.digest == digest
        and publication_link(before, each.number, each.recorded_at, each.checkpoint, digest) == each.link
    )
