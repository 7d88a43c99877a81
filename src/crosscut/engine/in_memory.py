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


class Database:
    """A DuckDB in memory; what does not fit there lies in a temporary folder that is made when it is needed."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        self._spill = Path(tempfile.gettempdir()) / f"crosscut-{secrets.token_hex(8)}"
        self.connection.execute("SET temp_directory = ?", [str(self._spill)])

    def close(self) -> None:
        """Close it and remove its temporary folder."""
        self.connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)


_opened: dict[int, Database] = {}
"""By process: one that was forked has none of the threads of its parent's."""
_LOCK = Lock()


def connection() -> duckdb.DuckDBPyConnection:
    """A connection whose tables nobody else sees; close it, or use it as a context manager."""
    process = os.getpid()
    with _LOCK:
        if process not in _opened:
            _opened[process] = Database()
            atexit.register(_end, process)
        return _opened[process].connection.cursor()


def _end(process: int) -> None:
    """At the end of the process that opened it; one that was forked leaves it alone."""
    if os.getpid() == process:
        _opened.pop(process).close()
