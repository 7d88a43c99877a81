"""A database laid out from what was kept is one that was migrated, and one of an older layout is migrated."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crosscut.workspace.schema import store
from tests import migrated_once
from tests.workbench.folders import small_budget


def rows_of(file: Path) -> list[str]:
    """All that makes a database: its tables, indices, triggers and rows."""
    connection = sqlite3.connect(file)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_a_new_database_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(
        migrated_once, "UPGRADE", lambda connection, migrations: called.append("") or UPGRADE(connection, migrations)
    )
    folders = [small_budget(tmp_path / name) for name in ("a", "b")]
    with migrated_once.migrated_once():
        for folder in folders:
            store.open_database(folder, "").close()
    assert len(called) == 2, "the ledger and the workspace of the first"
    first, second = (rows_of(folder / "ledger.sqlite") for folder in folders)
    assert first == second
    assert len(first) > 100


UPGRADE = migrated_once.UPGRADE
