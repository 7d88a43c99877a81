"""The one DuckDB in the memory of this process: to open another costs as much as to read a small file."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from threading import Lock

import duckdb


class MemoryDatabase:
    """A DuckDB in memory; what does not fit there lies in a temporary folder that is made when it is needed."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        self._spill = Path(tempfile.gettempdir()) / f"crosscut-{secrets.token_hex(8)}"
        self.connection.execute("SET temp_directory = ?", [str(self._spill)])

    def close(self) -> None:
        """Close it and remove its temporary folder."""
        self.connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)


_opened: list[MemoryDatabase] = []
_LOCK = Lock()


def connection() -> duckdb.DuckDBPyConnection:
    """A connection whose tables nobody else sees; close it, or use it as a context manager."""
    with _LOCK:
        if not _opened:
            _opened.append(MemoryDatabase())
        return _opened[0].connection.cursor()


def _end() -> None:
    while _opened:
        _opened.pop().close()


def _before_fork() -> None:
    """A process that is forked has none of the database's threads: each opens its own when it next needs one.

    It is let go, not closed: connections that are in use keep it.
    """
    _LOCK.acquire()
    _opened.clear()


atexit.register(_end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_LOCK.release, after_in_child=_LOCK.release)
