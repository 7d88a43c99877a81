"""What was signed, proved: each package against its digest, its receipt and the record, and the file that it became."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Connection, inspect, select

from crosscut.workspace import receipts
from crosscut.workspace.schema.schema import RECORD


def changed(connection: Connection, ended: Column[int], kind: str, action: str, public: str) -> Iterator[str]:
    """The numbers of what is not as it was signed, or is gone; nothing in workspaces of before there was the table.

    Parameters
    ----------
    connection
        To the workspace's database.
    ended
        What ended, in the table of how it did: a number of a move or a list.
    kind
        How it ended, where it was signed.
    action
        What the record calls that.
    public
        The office's public key, as PEM; empty where receipts are not to be verified.
    """
    table = ended.table
    if not inspect(connection).has_table(table.name):
        return
    told = connection.execute(select(RECORD.c.item, RECORD.c.after).where(RECORD.c.action == action))
    expected = {item.partition(" ")[2]: after for item, after in told}
    query = select(table, ended.label("number")).where(table.c.kind == kind).order_by(table.c.id)
    for row in connection.execute(query):
        after = expected.pop(str(row.number), "")
        in_record = row.digest in after and receipts.digest(row.file) in after
        whole = receipts.digest(row.package) == row.digest
        if not (in_record and whole) or (public and receipts.verify(row.receipt, public, row.package).fault):
            yield str(row.number)
    yield from expected
