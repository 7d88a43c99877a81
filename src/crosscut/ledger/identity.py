"""Which book of a shared ledger a budget folder writes: its own, whoever else keeps theirs in the same database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.wholefiles import followed, read_text

FILE = "ledger.id"
"""The file in a folder that names its book: the name, and the place of the folder that last wrote it."""


def book_of(folder: Path, *, make: bool = False) -> str:
    """The name of a folder's book in a ledger that other folders may share; empty where it has none yet.

    A folder that was moved keeps its book. A copy of a folder that is still there has none of its own until, with
    ``make``, one is made for it; otherwise the two would end each other's lines.

    Raises
    ------
    CrosscutError
        where something that is no file stands where the name belongs.
    """
    if (folder / FILE).exists() and not (folder / FILE).is_file():
        raise CrosscutError("is no file", code="ledger", file=str(folder / FILE), hint="Take it away.")
    name, place = _read(folder)
    here = followed(folder)
    copied = bool(name) and place != str(here) and _read(Path(place))[0] == name
    if name and not copied:
        if make and place != str(here):
            _write(folder, name, here)
        return name
    return _made(folder, here, copied=copied) if make else ""


def keep_book(folder: Path, name: str) -> None:
    """Say that a folder writes the book of that name: one that was restored goes on with its own."""
    _write(folder, name, folder.resolve())


def _read(folder: Path) -> tuple[str, str]:
    try:
        lines = read_text(folder / FILE).splitlines()
    except (OSError, UnicodeDecodeError, CrosscutError):
        return "", ""
    name, place, *_ = [each.strip() for each in (*lines, "", "")]
    return name, "" if "\0" in place else place


def _made(folder: Path, here: Path, *, copied: bool) -> str:
    """A new name, or the one that another process made at the same time."""
    if copied:
        (folder / FILE).unlink(missing_ok=True)
    temporary = _written(folder, secrets.token_hex(16), here)
    try:
        os.link(temporary, folder / FILE)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    return _read(folder)[0]


def _write(folder: Path, name: str, here: Path) -> None:
    _written(folder, name, here).replace(folder / FILE)


def _written(folder: Path, name: str, here: Path) -> Path:
    temporary = folder / f".{FILE}.{secrets.token_hex(4)}"
    temporary.write_text(f"{name}\n{here}\n", encoding="utf-8")
    return temporary
