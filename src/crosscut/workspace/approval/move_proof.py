"""Signed moves proved: each against its digest, its receipt and the record, and the folder's file against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from crosscut.ledger.proof import LedgerFault
from crosscut.text import Text
from crosscut.workspace import receipts
from crosscut.workspace.approval.move_files import changed_by_hand
from crosscut.workspace.approval.package_proof import changed
from crosscut.workspace.schema.approval_schema import SIGNINGS
from crosscut.workspace.schema.schema import RECORD


def prove_signings(connection: Connection, public: str, folder: Path | None) -> Iterator[LedgerFault]:
    """What is not as it was signed; workspaces of before there was approving have none."""
    if SIGNINGS.name not in inspect(connection).get_table_names():
        return
    for number in changed(connection, SIGNINGS.c.move, "signed", "move.sign", public):
        yield _changed(number)
    yield from _prove_withdrawals(connection, public)
    for name in changed_by_hand(connection, folder) if folder else ():
        said = Text(
            f"{name} does not say what was signed in the workspace",
            f"{name}의 내용이 업무 공간에서 결재한 것과 다릅니다.",
        )
        yield LedgerFault("approval", 0, said)


def _prove_withdrawals(connection: Connection, public: str) -> Iterator[LedgerFault]:
    """Moves that were taken back without the record's telling it, or the other way round."""
    told = connection.execute(select(RECORD.c.item, RECORD.c.before).where(RECORD.c.action == "move.withdraw"))
    expected = {item.partition(" ")[2]: before for item, before in told}
    for row in connection.execute(select(SIGNINGS).where(SIGNINGS.c.kind == "withdrawn").order_by(SIGNINGS.c.id)):
        before = expected.pop(str(row.move), "")
        if row.digest not in before or (public and receipts.verify(row.receipt, public).fault):
            yield _changed(str(row.move))
    for number in expected:
        yield _changed(number)


def _changed(number: str) -> LedgerFault:
    said = Text(
        f"move {number} is not as it was signed, or is gone",
        f"반영안 {number}이(가) 결재된 때와 다르거나 없습니다.",
    )
    return LedgerFault("approval", 0, said)
