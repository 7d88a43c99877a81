"""The workspace proved whole: the chain of its record, and every filing against its receipt and the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select

from crosscut import config
from crosscut.budget.folder_ledger import ledger_address
from crosscut.ledger import LedgerMissingError
from crosscut.ledger.chain import Checkpoint
from crosscut.ledger.database import Database
from crosscut.ledger.guards import foreign_triggers, triggers
from crosscut.ledger.proof import LedgerFault
from crosscut.ledger.shapes import shape_faults
from crosscut.text import Text
from crosscut.workspace import boundaries, receipts, record
from crosscut.workspace.approval.listing_proof import prove_lists
from crosscut.workspace.approval.move_proof import prove_signings
from crosscut.workspace.approval.publication_proof import prove_publications
from crosscut.workspace.reading_room.decisions_file import changed_by_hand
from crosscut.workspace.schema.columns import METADATA
from crosscut.workspace.schema.reading_schema import READINGS
from crosscut.workspace.schema.schema import ATTACHMENTS, FILINGS, GUARDED, RECORD
from crosscut.workspace.schema.store import WAIT


@dataclass(frozen=True, slots=True)
class Proved:
    """What reading the whole workspace found."""

    entries: int
    filings: int
    checkpoint: Checkpoint | None
    faults: tuple[LedgerFault, ...]


def prove(folder: Path, against: Checkpoint | None = None) -> Proved | None:
    """Prove the workspace of a folder; None where it has none, or the database is gone.

    Raises
    ------
    CrosscutError
        where the database cannot be read.
    """
    address = ledger_address(folder, config.load(folder).ledger)
    try:
        return prove_at(address, receipts.public_of(folder), against, folder)
    except LedgerMissingError:
        return None


def prove_at(
    address: str | Path, public: str, against: Checkpoint | None = None, folder: Path | None = None
) -> Proved | None:
    """Prove the workspace of a database, receipts with the office's public key where it is not empty.

    ``folder`` is the budget folder whose files of readings are compared with what was read.
    """
    database = Database(address, read_only=True, wait=WAIT)
    try:
        with database.reading() as connection:
            if RECORD.name not in inspect(connection).get_table_names():
                return None
            faults = [
                *_unguarded(connection),
                *shape_faults(connection, METADATA),
                *_unprotected(connection),
                *record.prove(connection, against),
                *_filings(connection, public),
            ]
            faults += _attachments(connection)
            faults += _readings(connection, folder) if folder else ()
            faults += prove_signings(connection, public, folder)
            faults += prove_publications(connection, public)
            faults += prove_lists(connection, public, folder)
            return Proved(
                connection.scalar(select(func.count()).select_from(RECORD)) or 0,
                connection.scalar(select(func.count()).select_from(FILINGS)) or 0,
                record.checkpoint(connection),
                tuple(faults),
            )
    finally:
        database.close()


def _unguarded(connection: Connection) -> Iterator[LedgerFault]:
    found = triggers(connection)
    yield from foreign_triggers(found, GUARDED)
    missing = sorted(set(GUARDED) - found.guarded)
    if missing:
        names = ", ".join(missing)
        yield LedgerFault(
            "unguarded",
            0,
            Text(
                f"the triggers that keep {names} from being overwritten are gone",
                f"덮어쓰기를 막는 트리거가 없습니다: {names}",
            ),
        )


def _unprotected(connection: Connection) -> Iterator[LedgerFault]:
    names = ", ".join(boundaries.unprotected(connection))
    if names:
        text = Text(
            f"the policies that hold statements on {names} to what people may reach are off",
            f"열람 범위를 지키는 행 수준 보안이 꺼져 있습니다: {names}",
        )
        yield LedgerFault("unguarded", 0, text)


def _filings(connection: Connection, public: str) -> Iterator[LedgerFault]:
    """Filings that are not as they were filed, or gone though the record has them."""
    told = connection.execute(select(RECORD.c.after).where(RECORD.c.action == "request.file")).scalars()
    expected = {text.partition(":")[0]: text for text in told}
    for row in connection.execute(select(FILINGS).order_by(FILINGS.c.id)):
        in_record = row.digest in expected.pop(row.number, "")
        whole = receipts.digest(row.content) == row.digest
        if not (in_record and whole) or (public and receipts.verify(row.receipt, public, row.content).fault):
            yield _changed(row.number)
    for number in expected:
        yield _changed(number)


def _attachments(connection: Connection) -> Iterator[LedgerFault]:
    """Files that are not as they were sent, or gone though the record has them."""
    told = connection.execute(select(RECORD.c.item, RECORD.c.after).where(RECORD.c.action == "attachment.add"))
    expected = {item.partition(" ")[2]: after for item, after in told}
    for row in connection.execute(select(ATTACHMENTS).order_by(ATTACHMENTS.c.id)):
        in_record = row.digest in expected.pop(str(row.id), "")
        if not in_record or hashlib.sha256(row.content).hexdigest() != row.digest:
            yield _lost(str(row.id))
    for number in expected:
        yield _lost(number)


def _readings(connection: Connection, folder: Path) -> Iterator[LedgerFault]:
    """Files of readings that say what nobody read; workspaces of before there was reading have none."""
    if READINGS.name not in inspect(connection).get_table_names():
        return
    for name in changed_by_hand(connection, folder):
        said = Text(
            f"{name} holds what nobody read in the workspace", f"{name}에 업무 공간에서 읽지 않은 결정이 있습니다."
        )
        yield LedgerFault("readings", 0, said)


def _lost(number: str) -> LedgerFault:
    said = Text(f"file {number} is not as it was sent, or is gone", f"붙임 {number}이(가) 올린 때와 다르거나 없습니다.")
    return LedgerFault("attachment", 0, said)


def _changed(number: str) -> LedgerFault:
    return LedgerFault(
        "filing",
        0,
        Text(
            f"filing {number} is not as it was filed, or is gone", f"제출 {number}이(가) 제출된 때와 다르거나 없습니다."
        ),
    )
