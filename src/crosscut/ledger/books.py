"""The books of a database: each budget that shares it has one, with readings and a chain of its own."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select, update

from crosscut.ledger.errors import LedgerError
from crosscut.ledger.schema import BOOKS, PUBLICATIONS, READINGS

UNNAMED = ""
"""The name of a book that nobody named: the only one of a database, until a folder calls it its own."""


def find_book(connection: Connection, name: str | None, where: str) -> int | None:
    """The book of that name, or None where there is none yet; without a name the only book that there is.

    A name that is not there yet means the unnamed book, where that stands alone: nobody else can have written it.

    Raises
    ------
    LedgerError
        where several books are there and none is named.

    """
    books = {row.name: int(row.book) for row in connection.execute(select(BOOKS.c.book, BOOKS.c.name))}
    if name is None:
        books = _written(connection, books) if len(books) > 1 else books
        if len(books) > 1:
            raise LedgerError(f"{where}: {len(books)} budgets keep their ledgers here; say which one by its book")
        return next(iter(books.values()), None)
    if name in books:
        return books[name]
    return books[UNNAMED] if list(books) == [UNNAMED] else None


def _written(connection: Connection, books: Mapping[str, int]) -> dict[str, int]:
    """The books that anything was written into; what nobody wrote into is nobody's."""
    used = {*connection.scalars(select(READINGS.c.book)), *connection.scalars(select(PUBLICATIONS.c.book))}
    return {name: book for name, book in books.items() if book in used}


def own_book(connection: Connection, name: str | None, where: str) -> int:
    """The book to write into, made or called by the name where it was not."""
    found = find_book(connection, name, where)
    if found is None:
        last = connection.scalars(select(BOOKS.c.book).order_by(BOOKS.c.book.desc()).limit(1)).first() or 0
        connection.execute(insert(BOOKS).values(book=last + 1, name=name or UNNAMED))
        return last + 1
    if name:
        connection.execute(update(BOOKS).where(BOOKS.c.book == found, BOOKS.c.name == UNNAMED).values(name=name))
    return found
