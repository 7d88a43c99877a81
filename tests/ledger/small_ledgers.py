"""Small ledgers to tamper with, as the tests of proofs and of layouts make them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from crosscut.ledger import Checkpoint, Ledger

from .material import amounts, correction, corrections, day, decision, decisions, reading
from .servers import drop_database, new_database
from .tampering import unguarded


def small(address: str) -> Checkpoint:
    """A ledger of four entries, a copy of one that was made once; its checkpoint."""
    if "://" in address:
        place, _, name = address.rpartition("/")
        server = f"{place}/postgres"
        original, checkpoint = _small_database(server)
        drop_database(server, name)
        new_database(server, name, like=original)
    else:
        content, checkpoint = _small_file()
        Path(address).write_bytes(content)
    return checkpoint


@cache
def _small_database(server: str) -> tuple[str, Checkpoint]:
    original = new_database(server, "small")
    return original, _made(original)


@cache
def _small_file() -> tuple[bytes, Checkpoint]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.sqlite"
        checkpoint = _made(str(file))
        return file.read_bytes(), checkpoint


def _made(address: str) -> Checkpoint:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1, b=2), texts={"settings": "one"}), at=day(1))
        ledger.decide(decisions(decision("a", "ai", "kim")), at=day(2))
        ledger.correct(corrections(correction("b", 2, 3)), at=day(3))
        ledger.append(reading(digest="new", lines=amounts(a=1, b=7)), at=day(4))
        checkpoint = ledger.checkpoint()
    assert checkpoint is not None
    return checkpoint


def tampered(address: str, *statements: str) -> None:
    with unguarded(address) as connection:
        for statement in statements:
            connection.execute(text(statement))
