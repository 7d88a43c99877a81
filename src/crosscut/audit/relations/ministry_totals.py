"""What one ministry has in all, and what it has of an area, wherever documents say it."""

from __future__ import annotations

from collections import defaultdict

from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Key, Linear, System

Purse = tuple[str, str, int, str]
"""A ministry, what its amount is of (an area, ``rnd`` or ``total``), the year, the stage."""


class Purses:
    """The amounts of ministries that documents have stated so far."""

    def __init__(self) -> None:
        self._said: dict[Purse, list[Key]] = defaultdict(list)

    def read(self, assembly: Assembly) -> None:
        """Relate what a document says of a ministry's amount to the same said before."""
        for group in assembly.prose.groups:
            for placed in group:
                if placed.purse and placed.year is not None and placed.part.role in ("level", "after"):
                    purse = (placed.ministry, placed.purse, placed.year, placed.stage)
                    self._state(assembly.system, purse, assembly.quantity(placed))

    def _state(self, system: System, purse: Purse, key: Key) -> None:
        said = self._said[purse]
        if key not in said:
            system.relate(*(Linear("same", ((each, 1), (key, -1))) for each in said))
            said.append(key)

    def close(self, system: System) -> None:
        """What ministries have of an area is no more than the area, one by one and together."""
        for level in dict.fromkeys(key for key in system.states.values() if key[0] == "level"):
            parts = {
                purse[0]: said[0]
                for purse, said in self._said.items()
                if (purse[1], purse[2]) == level[1:3] and level[3] in ("", purse[3])
            }
            system.relate(*(Linear("within", ((part, 1), (level, -1)), equal=False) for part in parts.values()))
            if len(parts) > 1:
                terms = (*((part, 1) for part in parts.values()), (level, -1))
                system.relate(Linear("shared", terms, equal=False))
