"""Where a workspace is kept: PostgreSQL as well as SQLite, for one budget, and written by many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from crosscut import examples
from crosscut.ledger import LedgerError, LedgerVersionError
from crosscut.workspace import verification
from crosscut.workspace.schema.store import open_database
from tests.workspace.conftest import MINE, Season, Staff, open_call, token_of


@pytest.mark.postgres
def test_the_way_to_a_receipt_on_postgresql(postgres_staff: Staff) -> None:
    staff = postgres_staff
    coordinator, writer = staff.join("coordinator", "coordinator"), staff.join("writer", "writer", MINE)
    season = Season(staff, open_call(staff, coordinator))
    form = {"amount": "8,800", "reason": "x", "version": "0"}
    assert staff.post(writer, f"{season.draft()}/programmes/KR24-1-02", **form).status_code == 303
    number = season.file(writer)
    assert coordinator.get(f"/api/filings/{number}").json()["total"] == 264_500_000_000
    with pytest.raises(LedgerError), staff.office.database.writing() as connection:
        connection.execute(text("DELETE FROM ws_filings"))
    config = staff.folder / "crosscut.toml"
    address = staff.office.database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    config.write_text(f'ledger = "{address}"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    proved = verification.prove(staff.folder)
    assert proved is not None
    assert (proved.filings, proved.faults) == (1, ())


def test_many_at_once_lose_nothing(season: Season) -> None:
    keys = [row["key"] for row in season.writer.get(season.api()).json()["programmes"]]
    token = token_of(season.writer)
    cookie = season.writer.cookies["session"]

    def save(place: int) -> int:
        client = season.staff.client()
        client.cookies.set("session", cookie)
        headers = {"x-form-token": token, "if-match": '"0"'}
        body = {"amount": 9_000_000_000 + place, "reason": "x"}
        return client.put(
            f"{season.api()}/programmes/{keys[place % len(keys)]}", json=body, headers=headers
        ).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(save, range(3 * len(keys))))
    assert sorted(answers) == [200] * len(keys) + [409] * 2 * len(keys)


def test_a_database_is_one_budgets(tmp_path: Path) -> None:
    for name in ("one", "two"):
        examples.write("korea-2024", tmp_path / name)
    shared = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    open_database(tmp_path / "one", shared).close()
    open_database(tmp_path / "one", shared).close()
    with pytest.raises(LedgerError, match="another budget's"):
        open_database(tmp_path / "two", shared)


def test_a_newer_layout_is_not_touched(tmp_path: Path) -> None:
    examples.write("korea-2024", tmp_path / "one")
    database = open_database(tmp_path / "one", "")
    with database.writing() as connection:
        connection.execute(text("UPDATE workspace_version SET version_num = 'w9999'"))
    database.close()
    with pytest.raises(LedgerVersionError, match="w9999"):
        open_database(tmp_path / "one", "")
