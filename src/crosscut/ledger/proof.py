"""What a proof of a ledger says: how far it goes, and what is not as it was written."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.ledger.chain import Checkpoint
from crosscut.text import Text


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """Something that is not as it was written, or (as a notice) that is but deserves a look.

    ``reading`` is the number of the reading, 0 where it is not one reading's. ``code`` is a stable word.
    """

    code: str
    reading: int
    message: Text


@dataclass(frozen=True, slots=True)
class Proof:
    """What a whole reading of a ledger found.

    Attributes
    ----------
    readings, publications
        How many there are.
    checkpoint
        What names the ledger as it is; None where it holds nothing.
    faults
        What is not as it was written, that of the earliest reading first.
    notices
        What is as it was written and still deserves a look, such as a reading dated in the future.

    """

    readings: int
    publications: int
    checkpoint: Checkpoint | None
    faults: tuple[LedgerFault, ...]
    notices: tuple[LedgerFault, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything is as it was written."""
        return not self.faults
