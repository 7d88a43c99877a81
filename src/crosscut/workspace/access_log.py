"""The log of access: who asked for what, when and from where, one line of JSON a request, kept for as long as is set.

It stands in files of its own by day, readable by the server's user alone; what was done stands in the record, which
nothing shortens. What was typed and what was answered are never in it.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

FOLDER = "logs"
"""The folder in the budget folder."""
_NAME = "access-%Y-%m-%d.jsonl"


@dataclass(frozen=True, slots=True)
class Access:
    """One request: ``person`` is 0 where nobody was signed in, ``path`` is without its query."""

    at: datetime
    request: str
    person: int
    address: str
    method: str
    path: str
    status: int
    milliseconds: int


@dataclass
class AccessLog:
    """Writes the lines of a day into that day's file, and takes away the files that are older than ``days``."""

    folder: Path
    days: int
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _open: IO[str] | None = None
    _name: str = ""
    _ended: bool = False

    def write(self, access: Access) -> None:
        """Write one line; after the end as well, since an answer may last longer than the server."""
        line = {name: getattr(access, name) for name in Access.__slots__} | {"at": access.at.isoformat()}
        name = access.at.strftime(_NAME)
        with self._lock:
            if name != self._name or self._open is None:
                self._begin(name, access.at)
            assert self._open is not None
            self._open.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._open.flush()
            if self._ended:
                self._shut()

    def _begin(self, name: str, now: datetime) -> None:
        self._shut()
        self.folder.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._open, self._name = os.fdopen(handle, "a", encoding="utf-8"), name
        oldest = (now - timedelta(days=self.days)).strftime(_NAME)
        for file in self.folder.glob("access-????-??-??.jsonl"):
            if file.name < oldest:
                file.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the day's file, for good."""
        with self._lock:
            self._ended = True
            self._shut()

    def _shut(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None
