"""The append-only store of lines, tags, programmes and people's sayings, with the past readable as of any moment."""

from crosscut.ledger.errors import (
    LedgerBusyError,
    LedgerDamagedError,
    LedgerError,
    LedgerMissingError,
    LedgerVersionError,
    MomentError,
)
from crosscut.ledger.history import Version
from crosscut.ledger.kinds import CORRECTIONS
from crosscut.ledger.ledger import Ledger
from crosscut.ledger.moments import parse_moment
from crosscut.ledger.readings import Appended, Moment, Reading
from crosscut.ledger.snapshot import Snapshot, digest_of

__all__ = [
    "CORRECTIONS",
    "Appended",
    "Ledger",
    "LedgerBusyError",
    "LedgerDamagedError",
    "LedgerError",
    "LedgerMissingError",
    "LedgerVersionError",
    "Moment",
    "MomentError",
    "Reading",
    "Snapshot",
    "Version",
    "digest_of",
    "parse_moment",
]
