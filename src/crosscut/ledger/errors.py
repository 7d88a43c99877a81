"""What can go wrong with a ledger itself, each with what to do instead."""

from __future__ import annotations

from crosscut.errors import CrosscutError


class LedgerError(CrosscutError):
    """The ledger cannot do what was asked. The message names the ledger and the mend."""


class LedgerMissingError(LedgerError):
    """A ledger was opened for reading only and does not exist."""


class LedgerBusyError(LedgerError):
    """Others have the ledger for longer than was allowed to wait. Nothing was written; try again."""


class LedgerVersionError(LedgerError):
    """The database has a layout that this version of Crosscut does not know, or not yet."""


class LedgerDamagedError(LedgerError):
    """What the database holds contradicts itself."""


class MomentError(CrosscutError):
    """A moment that cannot be: without a time zone, not a time at all, or before what is already recorded."""
