"""Files that hold what the office keeps to itself: readable by their owner alone."""

from __future__ import annotations

import os
from pathlib import Path

from crosscut.errors import CrosscutError

_OTHERS = 0o077
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


def keep_private(file: Path) -> None:
    """Take from everyone but the owner what they may do with a file; nothing where it is not there.

    Raises
    ------
    CrosscutError
        where others may read it and it is not this user's to close.
    """
    try:
        mode = file.stat().st_mode
        if mode & _OTHERS:
            file.chmod(mode & 0o777 & ~_OTHERS)
    except FileNotFoundError:
        return
    except PermissionError:
        raise CrosscutError(
            "others may read this file, and it belongs to another user",
            code="private",
            file=file.name,
            hint="Give it to the user who runs the server, with chown",
        ) from None


def keep_database_private(file: Path) -> None:
    """The same for a database in a file; one that is not there yet is made so, and SQLite's side files follow it."""
    if file.parent.is_dir() and not file.exists():
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    for end in _SIDE_FILES:
        keep_private(file.with_name(file.name + end))
