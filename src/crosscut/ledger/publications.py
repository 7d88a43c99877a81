"""What was published: each publication's manifest, kept in the ledger in a chain of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from crosscut.ledger.chain import bytes_digest, publication_link
from crosscut.ledger.entries import last_publication
from crosscut.ledger.schema import PUBLICATIONS


@dataclass(frozen=True, slots=True)
class PublicationEntry:
    """One publication: its number, when it was recorded (UTC), the checkpoint that it prints and its manifest.

    ``checkpoint`` is empty where the ledger held nothing.
    """

    number: int
    recorded_at: datetime
    checkpoint: str
    digest: str
    manifest: str
    link: str


def write_publication(connection: Connection, book: int, manifest: str, checkpoint: str, recorded_at: datetime) -> None:
    """Record a publication after the book's last one."""
    number, link = last_publication(connection, book)
    digest = bytes_digest(manifest.encode())
    connection.execute(
        insert(PUBLICATIONS).values(
            book=book,
            number=number + 1,
            recorded_at=recorded_at,
            checkpoint=checkpoint,
            digest=digest,
            manifest=manifest,
            link=publication_link(link, number + 1, recorded_at, checkpoint, digest),
        )
    )


def publications_of(connection: Connection, book: int | None) -> list[PublicationEntry]:
    """The book's publications, oldest first."""
    columns = (PUBLICATIONS.c[name] for name in PublicationEntry.__dataclass_fields__)
    query = select(*columns).where(PUBLICATIONS.c.book == book).order_by(PUBLICATIONS.c.number)
    return [PublicationEntry(*row) for row in connection.execute(query)]
