"""A signed move taken back, applied or not: a decision of its own, kept beside what it takes back, and proved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from crosscut.calendar import Period
from crosscut.workbench.opening import open_run
from crosscut.workspace import receipts, verification
from crosscut.workspace.approval import move_files
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.receipts import Signer
from crosscut.workspace.schema.approval_schema import SIGNINGS
from crosscut.workspace.schema.schema import OUTBOX, RECORD
from tests.workspace.conftest import Season, Seats, season_in
from tests.workspace.proposed_moves import FILE, digest_of, proposed
from tests.workspace.proposed_moves import signed as sign
from tests.workspace.test_replay import of, signed_move

EN = {"accept-language": "en"}


def taken(room: Season, place: str = "/moves/1", reason: str = "The law was not passed"):
    return room.staff.post(room.approver, f"{place}/withdraw", reason=reason)


def faults(room: Season) -> list[str]:
    folder, public = room.staff.folder, room.staff.office.signer.public
    return [each.message.en for each in verification.prove_at(folder / "ledger.sqlite", public, folder=folder).faults]


@pytest.fixture(scope="module")
def signed(
    made: tuple[Path, Known, Signer], season_made: tuple[Path, Seats], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Seats]:
    """The folder of a season in which a move was signed, made once."""
    folder = tmp_path_factory.mktemp("signed") / "demo"
    for season in season_in(season_made, made, folder):
        signed_move(season)
        seats = replace(season_made[1], now=season.staff.clock.now)
    return folder, seats


@pytest.fixture
def room(made: tuple[Path, Known, Signer], signed: tuple[Path, Seats], tmp_path: Path) -> Iterator[Season]:
    yield from season_in(signed, made, tmp_path / "demo")


def test_its_amounts_leave_the_folder_and_both_decisions_are_kept(room: Season) -> None:
    assert (room.staff.folder / FILE).exists()
    assert taken(room).status_code == 303
    assert not (room.staff.folder / FILE).exists()
    assert open_run(room.staff.folder).calendar.leading == Period(2024, "confirmed")
    with room.staff.office.database.reading() as connection:
        told = connection.execute(select(RECORD).where(RECORD.c.area == "moves").order_by(RECORD.c.number)).all()
        kinds = [each.kind for each in connection.execute(select(SIGNINGS).order_by(SIGNINGS.c.id))]
    assert [each.action for each in told][-2:] == ["move.sign", "move.withdraw"]
    assert told[-1].before == told[-2].after
    assert told[-1].reason == "The law was not passed"
    assert kinds == ["signed", "withdrawn"]
    page = room.auditor.get("/moves/1", headers=EN).text
    for said in ("Taken back", "By approver", "The law was not passed", "The ice melts"):
        assert said in page
    assert 'action="/moves/1/withdraw"' not in room.approver.get("/moves/1").text
    assert room.auditor.get("/moves/1/package.json").status_code == 200
    row = room.auditor.get("/api/moves").json()[0]
    assert (row["state"], row["ended_by"], row["taken_by"]) == ("withdrawn", "approver", "approver")
    assert faults(room) == []


def test_its_receipt_is_checked_offline_and_a_row_without_it_is_named(room: Season) -> None:
    taken(room)
    receipt = room.auditor.get("/moves/1/withdrawal.json").text
    package = room.auditor.get("/moves/1/package.json").text
    verdict = receipts.verify(receipt, room.staff.office.signer.public, package)
    assert (verdict.fault, verdict.facts["kind"], verdict.facts["by"]) == ("", "withdrawal", "approver")
    changed = json.loads(receipt)
    changed["receipt"]["by"] = "somebody"
    assert receipts.verify(json.dumps(changed), room.staff.office.signer.public).fault
    with room.staff.office.database.writing() as connection:
        for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(SIGNINGS.delete().where(SIGNINGS.c.kind == "withdrawn"))
    assert "move 1 is not as it was signed, or is gone" in faults(room)


def test_one_that_was_not_written_yet_is_never_written(room: Season) -> None:
    (room.staff.folder / FILE).unlink()
    assert taken(room).status_code == 303
    assert move_files.bring_up_to_date(room.staff.office.database, room.staff.folder) == []
    assert not (room.staff.folder / FILE).exists()
    assert faults(room) == []


def test_a_file_that_a_stop_left_is_named_and_taken_away_at_the_next_start(room: Season) -> None:
    held = (room.staff.folder / FILE).read_text(encoding="utf-8")
    taken(room)
    (room.staff.folder / FILE).write_text(held, encoding="utf-8")
    assert f"{FILE} does not say what was signed in the workspace" in faults(room)
    assert move_files.bring_up_to_date(room.staff.office.database, room.staff.folder) == [FILE]
    assert not (room.staff.folder / FILE).exists()
    assert faults(room) == []


def test_what_somebody_changed_by_hand_is_not_taken_away(room: Season) -> None:
    file = room.staff.folder / FILE
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    answer = taken(room)
    assert answer.status_code == 422
    assert file.exists()


def test_the_stage_is_open_again_and_another_move_takes_its_place(room: Season) -> None:
    taken(room)
    place = proposed(room)
    assert sign(room, place, digest_of(room.approver.get(place).text)).status_code == 303
    assert (room.staff.folder / FILE).exists()
    assert of(room.auditor, "/2024/revised")["move"] == 2
    assert faults(room) == []
    assert taken(room).status_code == 403
    assert (room.staff.folder / FILE).exists()


def test_who_takes_back_gives_a_reason_and_had_no_hand_in_it(room: Season) -> None:
    assert taken(room, reason=" ").status_code == 422
    assert room.staff.post(room.coordinator, "/moves/1/withdraw", reason="x").status_code == 403
    assert (room.staff.folder / FILE).exists()
    token = room.approver.get("/account").text.partition('name="token" value="')[2].partition('"')[0]
    sent = room.approver.post("/api/moves/1/withdraw", json={"reason": "Late"}, headers={"x-form-token": token})
    assert sent.status_code == 204
    assert not (room.staff.folder / FILE).exists()


def test_a_stage_that_another_stands_on_is_not_taken_back(room: Season) -> None:
    source = room.staff.folder / "sources" / "2_ai.csv"
    row = "KR24-2-01,차세대생성AI기술개발,Next-generation AI,과학기술정보통신부 (MSIT),2024,executed,4,,,,\n"
    source.write_text(source.read_text(encoding="utf-8") + row, encoding="utf-8")
    answer = room.staff.post(room.approver, "/moves/1/withdraw", reason="x")
    assert answer.status_code == 422
    assert (
        "2024 executed"
        in room.approver.post("/moves/1/withdraw", data={"reason": "x", "token": _token(room)}, headers=EN).text
    )
    assert (room.staff.folder / FILE).exists()


def _token(room: Season) -> str:
    return room.approver.get("/account").text.partition('name="token" value="')[2].partition('"')[0]


def test_whoever_proposed_it_is_told(room: Season) -> None:
    with room.staff.office.database.writing() as connection:
        connection.execute(text("UPDATE ws_people SET mail = 'c@example.org' WHERE name = 'coordinator'"))
    taken(room)
    with room.staff.office.database.reading() as connection:
        subjects = [each.subject for each in connection.execute(select(OUTBOX))]
    assert any("반영안" in each or "move" in each for each in subjects)


def test_on_a_server_it_is_taken_back_and_replayed_by_people_who_see_only_their_reach(postgres_season: Season) -> None:
    signed_move(postgres_season)
    assert of(postgres_season.auditor, "/2024/revised")["move"] == 1
    assert of(postgres_season.reviewer, "/2024/revised")["move"] is None
    assert taken(postgres_season).status_code == 303
    assert not (postgres_season.staff.folder / FILE).exists()
    assert [each["stage"] for each in of(postgres_season.auditor, "/2024")["steps"]] == ["confirmed"]
