"""The centre: a budget at one moment, and all that follows from it, each worked out once.

The way of the data: :func:`crosscut.budget.snapshot.read` (the folder now) or :func:`crosscut.budget.snapshot.as_of`
(the ledger at a past moment) gives a :class:`Snapshot`; a :class:`Run` of it holds shares, atoms, links and calendar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscut.on_demand import on_demand

if TYPE_CHECKING:
    from crosscut.budget.run import Proposed, Run
    from crosscut.budget.snapshot import Snapshot, as_of, read

__all__ = ["Proposed", "Run", "Snapshot", "as_of", "read"]

__getattr__ = on_demand(
    __name__,
    {
        "run": (
            "Proposed",
            "Run",
        ),
        "snapshot": (
            "Snapshot",
            "as_of",
            "read",
        ),
    },
)
