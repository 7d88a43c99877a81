"""The append-only store of lines, tags, programmes and people's statements, readable as of any past moment."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscut.ledger.chain import Checkpoint
    from crosscut.ledger.contents import Contents, digest_of
    from crosscut.ledger.continuity import EVENTS, LINKS, MINISTRIES
    from crosscut.ledger.errors import (
        LedgerBusyError,
        LedgerDamagedError,
        LedgerError,
        LedgerMissingError,
        LedgerVersionError,
        MomentError,
    )
    from crosscut.ledger.findings import DISPOSITIONS
    from crosscut.ledger.history import Version
    from crosscut.ledger.identity import book_of, keep_book
    from crosscut.ledger.kinds import CORRECTIONS
    from crosscut.ledger.ledger import Ledger
    from crosscut.ledger.moments import parse_moment, past_moment
    from crosscut.ledger.proof import LedgerFault, Proof
    from crosscut.ledger.publications import PublicationEntry
    from crosscut.ledger.readings import Appended, LedgerEntry, Reading
    from crosscut.ledger.verify import prove_absent

__all__ = [
    "CORRECTIONS",
    "DISPOSITIONS",
    "EVENTS",
    "LINKS",
    "MINISTRIES",
    "Appended",
    "Checkpoint",
    "Contents",
    "Ledger",
    "LedgerBusyError",
    "LedgerDamagedError",
    "LedgerEntry",
    "LedgerError",
    "LedgerFault",
    "LedgerMissingError",
    "LedgerVersionError",
    "MomentError",
    "Proof",
    "PublicationEntry",
    "Reading",
    "Version",
    "book_of",
    "digest_of",
    "keep_book",
    "parse_moment",
    "past_moment",
    "prove_absent",
]

_PLACES = {
    "chain": ("Checkpoint",),
    "contents": ("Contents", "digest_of"),
    "errors": (
        "LedgerBusyError",
        "LedgerDamagedError",
        "LedgerError",
        "LedgerMissingError",
        "LedgerVersionError",
        "MomentError",
    ),
    "findings": ("DISPOSITIONS",),
    "history": ("Version",),
    "kinds": ("CORRECTIONS",),
    "ledger": ("Ledger",),
    "identity": ("book_of", "keep_book"),
    "moments": ("parse_moment", "past_moment"),
    "proof": ("LedgerFault", "Proof"),
    "publications": ("PublicationEntry",),
    "readings": ("Appended", "LedgerEntry", "Reading"),
    "verify": ("prove_absent",),
    "continuity": ("EVENTS", "LINKS", "MINISTRIES"),
}


def __getattr__(name: str) -> object:
    """The names above, each imported when first asked for: the rules of the ledger need no database."""
    place = next((place for place, names in _PLACES.items() if name in names), None)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{place}"), name)
