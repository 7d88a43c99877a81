"""Whether a ledger is as it was written, wholly, and as a checkpoint says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.exc import DatabaseError, OperationalError

from crosscut.ledger.cell_types import CELL, type_faults
from crosscut.ledger.chain import Checkpoint
from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.guards import database_faults, form_faults
from crosscut.ledger.kinds import KINDS
from crosscut.ledger.moments import SKEW
from crosscut.ledger.proof import LedgerFault, Proof
from crosscut.ledger.schema import METADATA, PUBLICATIONS, READINGS
from crosscut.ledger.shapes import shape_faults
from crosscut.ledger.verify_chain import book_faults, chain_faults, publication_faults, stray_faults, text_faults
from crosscut.ledger.verify_rows import row_faults
from crosscut.text import Text

_GONE = ("no such table", "no such column")
"""What SQLite says of tables that are not there, as of a server that is not."""
_UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError, pa.ArrowException, LedgerDamagedError)


_BESIDE_ROWS = [each for each in METADATA.sorted_tables if not each.name.endswith("_versions")]
"""The tables that say what was read and when; the rows themselves are proved one by one."""


def prove(connection: Connection, book: int | None, against: Checkpoint | None = None) -> Proof:
    """Read a book wholly and say what is not as it was written, or not as the checkpoint says."""
    readings = list[Row[Any]]()
    careful = partial(_careful, connection)
    if odd := [each for each in careful(lambda: type_faults(connection, _BESIDE_ROWS)) if each.code == CELL]:
        return Proof(0, 0, None, tuple(odd))
    faults = [*careful(lambda: database_faults(connection)), *careful(lambda: _read(connection, book, readings))]
    numbers = {each.sequence: each.number for each in readings}
    published = list[int]()
    steps: list[Callable[[], Iterator[LedgerFault]]] = [
        lambda: shape_faults(connection, METADATA),
        lambda: form_faults(connection),
        lambda: chain_faults(connection, book, readings),
        lambda: book_faults(connection, book),
        lambda: text_faults(connection),
        lambda: stray_faults(connection, numbers),
        lambda: publication_faults(connection, book, readings),
        lambda: _count(connection, book, published),
        *(partial(row_faults, connection, kind, book, numbers) for kind in KINDS.values()),
    ]
    for step in steps:
        faults += careful(step)
    if against is not None:
        faults += _against(readings, against)
    last = readings[-1] if readings else None
    return Proof(
        readings=len(readings),
        publications=sum(published),
        checkpoint=Checkpoint(last.number, last.link) if last else None,
        faults=tuple(sorted(faults, key=lambda fault: fault.reading or len(readings) + 1)),
        notices=tuple(_notices(readings)),
    )


def prove_absent(against: Checkpoint) -> Proof:
    """What a checkpoint says of a ledger that is not there at all."""
    return Proof(0, 0, None, tuple(_against((), against)))


def _read(connection: Connection, book: int | None, readings: list[Row[Any]]) -> Iterator[LedgerFault]:
    query = select(READINGS).where(READINGS.c.book == book).order_by(READINGS.c.number)
    readings.extend(connection.execute(query))
    yield from ()


def _count(connection: Connection, book: int | None, published: list[int]) -> Iterator[LedgerFault]:
    query = select(func.count()).where(PUBLICATIONS.c.book == book)
    published.append(connection.scalar(query) or 0)
    yield from ()


def _careful(connection: Connection, step: Callable[[], Iterator[LedgerFault]]) -> list[LedgerFault]:
    """What a step finds; what it cannot even read is a fault too, after which the next step can read again."""
    found = list[LedgerFault]()
    try:
        with _savepoint(connection):
            found.extend(step())
    except DatabaseError as error:
        if isinstance(error, OperationalError) and not str(error.orig).startswith(_GONE):
            raise
        found.append(_unreadable(error.orig or error))
    except _UNREADABLE as error:
        found.append(_unreadable(error))
    return found


def _savepoint(connection: Connection) -> AbstractContextManager[object]:
    """What fails in it leaves the transaction usable: a savepoint of PostgreSQL, which streamed results leave alone."""
    driver: Any = connection.connection.driver_connection
    return nullcontext() if connection.dialect.name == "sqlite" else driver.transaction()


def _unreadable(error: BaseException) -> LedgerFault:
    said = str(error).strip().partition("\n")[0]
    return LedgerFault(
        "unreadable", 0, Text(f"something cannot be read: {said}", f"읽을 수 없는 부분이 있습니다: {said}")
    )


def _against(readings: Sequence[Row[Any]], against: Checkpoint) -> Iterator[LedgerFault]:
    """What contradicts a checkpoint that was kept elsewhere."""
    number = against.number
    if not readings:
        yield LedgerFault(
            "emptied",
            0,
            Text(
                f"the ledger holds nothing, but the checkpoint names reading {number}: it was emptied or replaced",
                f"원장이 비어 있으나 확인점은 {number}번째 기록을 가리킵니다. 원장이 비워졌거나 바뀌었습니다.",
            ),
        )
    elif number > len(readings):
        yield LedgerFault(
            "erased",
            len(readings) + 1,
            Text(
                f"the ledger ends at reading {len(readings)}, but the checkpoint names reading {number}: "
                "what came after was erased",
                f"원장은 {len(readings)}번째 기록에서 끝나지만 확인점은 {number}번째 기록을 가리킵니다. "
                "그 사이의 기록이 지워졌습니다.",
            ),
        )
    elif not number or readings[number - 1].link != against.link:
        yield LedgerFault(
            "rewritten",
            number,
            Text(
                f"reading {number} is not the one that the checkpoint names: something up to it was changed, "
                "and the digests worked out anew",
                f"{number}번째 기록이 확인점과 다릅니다. 그때까지의 기록이 고쳐지고 해시값이 다시 계산되었습니다.",
            ),
        )


def _notices(readings: Sequence[Row[Any]]) -> Iterator[LedgerFault]:
    """Readings dated in the future: now, or when the next one was recorded."""
    limit = datetime.now(UTC) + SKEW
    for place, each in enumerate(readings):
        overtaken = place + 1 < len(readings) and readings[place + 1].after_future
        if overtaken or each.recorded_at > limit:
            at = each.recorded_at.isoformat(timespec="seconds")
            yield LedgerFault(
                "future",
                each.number,
                Text(
                    f"reading {each.number} is dated {at}, in the future; later readings do not wait for it",
                    f"{each.number}번째 기록의 시각 {at}은(는) 미래입니다. 이후 기록은 이를 기다리지 않습니다.",
                ),
            )
