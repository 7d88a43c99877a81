"""The append-only store of lines, tags, programmes and people's statements, readable as of any past moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscut.on_demand import on_demand

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

__getattr__ = on_demand(
    __name__,
    {
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
    },
)
