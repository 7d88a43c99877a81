"""The texts that readings went by: settings as they were then, and what was found."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, insert, select

from crosscut.digests import text_digest
from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.schema import READING_TEXTS, TEXTS


def write_texts(connection: Connection, sequence: int, texts: Mapping[str, str]) -> None:
    """Keep the texts of one reading; a content that is there already is kept once."""
    digests = {name: text_digest(content) for name, content in texts.items()}
    known = set(connection.scalars(select(TEXTS.c.digest).where(TEXTS.c.digest.in_(list(digests.values())))))
    new = {digests[name]: content for name, content in texts.items() if digests[name] not in known}
    if new:
        connection.execute(insert(TEXTS), [{"digest": key, "content": content} for key, content in sorted(new.items())])
    if digests:
        rows = [{"sequence": sequence, "name": name, "digest": digest} for name, digest in sorted(digests.items())]
        connection.execute(insert(READING_TEXTS), rows)


def read_texts(connection: Connection, upto: int) -> dict[str, str]:
    """The texts of the last reading up to a sequence number that brought any.

    Raises
    ------
    LedgerDamagedError
        where one is not what was written.
    """
    last = connection.scalar(select(func.max(READING_TEXTS.c.sequence)).where(READING_TEXTS.c.sequence <= upto))
    if last is None:
        return {}
    query = select(READING_TEXTS.c.name, READING_TEXTS.c.digest, TEXTS.c.content)
    query = query.join(TEXTS, TEXTS.c.digest == READING_TEXTS.c.digest).where(READING_TEXTS.c.sequence == last)
    found: dict[str, str] = {}
    for name, digest, content in connection.execute(query):
        if text_digest(content) != digest:
            raise LedgerDamagedError(f"the text {name} of reading {last} does not match its digest; restore a copy")
        found[name] = content
    return found
