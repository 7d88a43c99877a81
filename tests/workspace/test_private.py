"""Files of the office are readable by their owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscut import examples
from crosscut.errors import CrosscutError
from crosscut.workspace import private, server
from crosscut.workspace.people import people


def modes(folder: Path) -> dict[str, int]:
    files = [*folder.glob("ledger.sqlite*"), folder / "workspace.key"]
    return {each.name: each.stat().st_mode & 0o777 for each in files}


def test_a_served_folders_database_and_key_are_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    before = os.umask(0o022)
    try:
        examples.write("korea-2024", folder)
        for _ in range(2):
            office = server.open_office(folder)
            with office.database.writing() as connection:
                people.new_person(connection, f"Kim {office.clock()}", office.clock())
            found = modes(folder)
            office.close()
            assert {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "workspace.key"} == set(found)
            assert set(found.values()) == {0o600}
            for name in ("ledger.sqlite", "workspace.key"):
                (folder / name).chmod(0o644)
    finally:
        os.umask(before)


def test_what_cannot_be_closed_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ledger.sqlite"
    file.touch(0o644)
    file.chmod(0o644)

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refused)
    with pytest.raises(CrosscutError, match="others may read this file"):
        private.keep_private(file)
