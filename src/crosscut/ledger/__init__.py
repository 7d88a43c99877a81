"""The append-only store of lines, tags, programmes and people's sayings, with the past readable as of any moment."""

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
from crosscut.ledger.kinds import CORRECTIONS
from crosscut.ledger.ledger import Ledger
from crosscut.ledger.moments import parse_moment
from crosscut.ledger.readings import Appended, Moment, Reading
from crosscut.ledger.snapshot import Snapshot, digest_of
from crosscut.ledger.story import EVENTS, LINKS, MINISTRIES

__all__ = [
    "CORRECTIONS",
    "DISPOSITIONS",
    "EVENTS",
    "LINKS",
    "MINISTRIES",
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
