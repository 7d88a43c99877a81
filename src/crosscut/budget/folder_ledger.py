"""The ledger of a budget folder: where it is, and whose book it is there."""

from __future__ import annotations

from pathlib import Path

from crosscut import ledger, tomltext
from crosscut.config import FILE
from crosscut.errors import CrosscutError
from crosscut.wholefiles import followed, read_text


def ledger_of(folder: Path) -> str:
    """Where today's ``crosscut.toml`` says that the ledger is; empty where it says nothing that can be read.

    A past moment asks for no more of today's settings, so that no fault of theirs stands in its way.
    """
    try:
        stated = tomltext.parsed(read_text(folder / FILE, tomltext.LARGEST)).get("ledger", "")
    except (CrosscutError, OSError, UnicodeDecodeError):
        return ""
    return stated if isinstance(stated, str) else ""


def ledger_address(folder: Path, stated: str) -> str | Path:
    """Where the folder's ledger is: ``ledger.sqlite`` in it, or what its settings state.

    A path, and the path in a URL of SQLite, is relative to the folder, wherever the command is run.
    """
    if not stated:
        return _own(folder / "ledger.sqlite")
    if "://" not in stated:
        return folder / stated
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(stated)
    except (ArgumentError, ValueError):  # also a port that is no number
        return stated
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return stated
    return folder / url.database


def _own(place: Path) -> Path:
    """The folder's own file: where a link leads out of the folder, the settings have to say so."""
    if place.is_symlink() and not followed(place).is_relative_to(followed(place.parent)):
        raise CrosscutError(
            "is a link that points out of the budget folder",
            code="ledger",
            file=str(place),
            hint=f"Take the link away, and state where the ledger is: ledger in {FILE}.",
        )
    return place


def open_ledger(folder: Path, stated: str, *, read_only: bool = False, checked: bool = True) -> ledger.Ledger:
    """Open the folder's own book of its ledger, which stands where the folder's settings of today state.

    Other folders may keep theirs in the same database.

    Raises
    ------
    LedgerError
        as :meth:`Ledger.open` does.
    """
    book = ledger.book_of(folder, make=not read_only) if stated else None
    return ledger.Ledger.open(ledger_address(folder, stated), book=book, read_only=read_only, checked=checked)
