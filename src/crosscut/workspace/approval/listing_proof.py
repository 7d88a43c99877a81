"""Confirmed lists proved: each against its digest, its receipt and the record, and the folder's files against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from crosscut.ledger.proof import LedgerFault
from crosscut.text import Text
from crosscut.workspace.approval.listing_files import changed_by_hand
from crosscut.workspace.approval.package_proof import changed
from crosscut.workspace.schema.listing_schema import LIST_ENDS


def prove_lists(connection: Connection, public: str, folder: Path | None) -> Iterator[LedgerFault]:
    """What is not as it was confirmed; workspaces of before there was designating have none."""
    for number in changed(connection, LIST_ENDS.c.listing, "confirmed", "list.confirm", public):
        yield _changed(number)
    for name in changed_by_hand(connection, folder) if folder else ():
        said = Text(
            f"{name} does not say what was confirmed in the workspace",
            f"{name}의 내용이 업무 공간에서 지정한 것과 다릅니다.",
        )
        yield LedgerFault("approval", 0, said)


def _changed(number: str) -> LedgerFault:
    said = Text(
        f"list {number} is not as it was confirmed, or is gone", f"목록 {number}이(가) 지정된 때와 다르거나 없습니다."
    )
    return LedgerFault("approval", 0, said)
