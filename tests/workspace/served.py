"""Offices whose ledger and workspace a PostgreSQL server keeps, for a user who is no superuser; each made as a copy."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from crosscut.ledger.identity import book_of, keep_book
from tests.ledger.servers import owned_database

_OWNER = "office"
_NUMBERS = count(1)


@dataclass(frozen=True)
class ServedOffice:
    """An office on a server: its folder, the server, and the address of its database there."""

    folder: Path
    server: str
    address: str

    @classmethod
    def new(cls, folder: Path, server: str) -> ServedOffice:
        """An office in a folder whose database is empty still."""
        return cls(folder, server, _database(server))

    def copy(self, to: Path) -> ServedOffice:
        """Another office that stands as this one does; nobody may be at this one meanwhile."""
        shutil.copytree(self.folder, to)
        keep_book(to, book_of(self.folder))
        return ServedOffice(to, self.server, _database(self.server, self.address))


def _database(server: str, like: str = "") -> str:
    return owned_database(server, f"workspace_{next(_NUMBERS)}", _OWNER, like)
