"""The texts that readings went by: settings as they were then, and what was found."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from crosscut.digests import text_digest
from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.schema import BOOKS, READING_TEXTS, READINGS, TEXTS

BOOK = "ledger.id"
"""The text that says, with each reading of a book that has a name, what that name is."""


def digests_of(texts: Mapping[str, str]) -> dict[str, str]:
    """The digest of each text by name."""
    return {name: text_digest(content, size=32) for name, content in texts.items()}


def named(connection: Connection, book: int) -> dict[str, str]:
    """The text that binds a reading to the name of its book; none where nobody named it."""
    name = connection.scalar(select(BOOKS.c.name).where(BOOKS.c.book == book))
    return {BOOK: name} if name else {}


def is_named_as_written(connection: Connection, book: int) -> bool:
    """Whether a book has the name that its last reading with one was written under."""
    query = select(READING_TEXTS.c.digest, BOOKS.c.name).join(READINGS, READINGS.c.sequence == READING_TEXTS.c.sequence)
    query = query.join(BOOKS, BOOKS.c.book == READINGS.c.book)
    query = query.where(READINGS.c.book == book, READING_TEXTS.c.name == BOOK)
    found = connection.execute(query.order_by(READING_TEXTS.c.sequence.desc()).limit(1)).first()
    return found is None or is_text_of(found.digest, found.name)


def write_texts(connection: Connection, sequence: int, texts: Mapping[str, str]) -> None:
    """Keep the texts of one reading; a content that is there already is kept once."""
    digests = digests_of(texts)
    known = set(connection.scalars(select(TEXTS.c.digest).where(TEXTS.c.digest.in_(list(digests.values())))))
    new = {digests[name]: content for name, content in texts.items() if digests[name] not in known}
    if new:
        connection.execute(insert(TEXTS), [{"digest": key, "content": content} for key, content in sorted(new.items())])
    if digests:
        rows = [{"sequence": sequence, "name": name, "digest": digest} for name, digest in sorted(digests.items())]
        connection.execute(insert(READING_TEXTS), rows)


def is_text_of(digest: str, content: str) -> bool:
    """Whether a text has that digest, of whatever length an older layout wrote it in."""
    return len(digest) in (32, 64) and text_digest(content, size=len(digest) // 2) == digest


def read_texts(connection: Connection, book: int, upto: int) -> dict[str, str]:
    """The texts of the book's last reading up to a place in the database that brought any, but for the book's name.

    Raises
    ------
    LedgerDamagedError
        where one is not what was written.
    """
    whose = select(READING_TEXTS.c.sequence).join(READINGS, READINGS.c.sequence == READING_TEXTS.c.sequence)
    whose = whose.where(READINGS.c.book == book, READING_TEXTS.c.sequence <= upto)
    whose = whose.where(READING_TEXTS.c.name != BOOK)
    last = connection.scalar(whose.order_by(READING_TEXTS.c.sequence.desc()).limit(1))
    if last is None:
        return {}
    query = select(READING_TEXTS.c.name, READING_TEXTS.c.digest, TEXTS.c.content)
    query = query.join(TEXTS, TEXTS.c.digest == READING_TEXTS.c.digest)
    query = query.where(READING_TEXTS.c.sequence == last, READING_TEXTS.c.name != BOOK)
    found: dict[str, str] = {}
    for name, digest, content in connection.execute(query):
        if not is_text_of(digest, content):
            raise LedgerDamagedError(f"the text {name} of reading {last} does not match its digest; restore a copy")
        found[name] = content
    return found
