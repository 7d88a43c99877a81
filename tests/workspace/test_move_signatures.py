"""Who signs a move, what stops a signature, and what its receipt proves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from crosscut.cli import run
from crosscut.workbench.opening import open_run
from crosscut.workspace import receipts
from crosscut.workspace.approval import move_files
from crosscut.workspace.people import people
from crosscut.workspace.schema.schema import DELEGATIONS, GRANTS, OUTBOX, PEOPLE
from tests.workspace import proposed_moves
from tests.workspace.conftest import POLICY, Season, open_call
from tests.workspace.proposed_moves import FILE, KEY, amended, digest_of, faults, proposed, rows_of, signed

room = proposed_moves.room


def test_a_signature_is_refused_with_the_difference_where_an_amount_moved(room: Season) -> None:
    place = proposed(room)
    seen = digest_of(room.approver.get(place).text)
    assert amended(room, place).status_code == 303
    answer = signed(room, place, seen)
    assert answer.status_code == 409
    assert not (room.staff.folder / FILE).exists()
    since = answer.text.partition('id="since"')[2].partition("</section>")[0]
    assert f"({KEY})" in since
    assert "9,000" in since
    again = signed(room, place, digest_of(answer.text))
    assert again.status_code == 303
    assert open_run(room.staff.folder).budgets(2024, "revised")[KEY] == 9_000 * 10**6
    reasons = {row["reason"] for row in rows_of(room.staff.folder) if row["programme"] == KEY}
    assert reasons == {"Council: The ice melts"}


def test_a_file_or_a_decision_that_moved_is_named(room: Season) -> None:
    place = proposed(room)
    seen = digest_of(room.approver.get(place).text)
    decisions = room.staff.folder / "decisions"
    decisions.mkdir(exist_ok=True)
    (decisions / "people.csv").write_text(
        "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
        f"{KEY},quantum,1,1,Lee,2027-03-01T00:00:00+00:00,read\n",
        encoding="utf-8",
    )
    answer = signed(room, place, seen)
    assert answer.status_code == 409
    since = answer.text.partition('id="since"')[2].partition("</section>")[0]
    assert "decisions/people.csv" in since
    assert "양자" in since


def test_an_open_question_of_a_call_that_holds_stops_the_signature(room: Season) -> None:
    staff = room.staff
    client = room.writer
    here = Season(staff, open_call(staff, room.coordinator, year="2024", holds="yes"))
    filing = here.file(client)
    place = proposed(room)
    seen = digest_of(room.approver.get(place).text)
    key = client.get(here.api()).json()["programmes"][0]["key"]
    asked = staff.post(room.reviewer, f"/filings/{filing}/findings", programme=key, text="why?")
    assert asked.status_code == 303
    answer = signed(room, place, seen)
    assert answer.status_code == 409
    assert "/findings/1" in answer.text
    held = signed(room, place, digest_of(answer.text))
    assert held.status_code == 422
    assert not (staff.folder / FILE).exists()


def test_nobody_signs_what_he_wrote(room: Season) -> None:
    place = proposed(room)
    staff = room.staff
    both = staff.join("both", "approver")
    with staff.office.database.writing() as connection:
        number = people.named(connection, "both").id
        people.new_grant(connection, number, people.Role("coordinator"), "test", staff.clock(), exception="server")
    assert (
        staff.post(both, f"{place}/amend", programme=KEY, amount="1", mover="x", why="y", version="0").status_code
        == 303
    )
    page = room.approver.get(place).text
    assert signed(room, place, digest_of(page), both).status_code == 403
    assert signed(room, place, digest_of(page), room.coordinator).status_code == 403
    assert signed(room, place, digest_of(page)).status_code == 303
    assert signed(room, place, digest_of(page)).status_code == 403


def test_the_receipt_names_the_package_and_verify_names_what_was_changed(
    room: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = proposed(room)
    signed(room, place, digest_of(room.approver.get(place).text))
    package = room.auditor.get(f"{place}/package.json").text
    receipt = room.auditor.get(f"{place}/receipt.json").text
    assert not receipts.verify(receipt, room.staff.office.signer.public, package).fault
    for name, held in (("r.json", receipt), ("p.json", package), ("key.pem", room.staff.office.signer.public)):
        (tmp_path / name).write_bytes(held.encode())
    checked = [tmp_path / "r.json", "--against", tmp_path / "key.pem", "--filing", tmp_path / "p.json"]
    assert run(["verify", *map(str, checked)]) == 0
    assert "valid: move 1 to 2024 revised, signed by approver" in capsys.readouterr().out.replace("\n", "")
    file = room.staff.folder / FILE
    text = file.read_text(encoding="utf-8")
    assert text == room.auditor.get(f"{place}/amounts.csv").text
    file.write_text(text.replace("Decided on 28 August", "Decided on 29 August", 1), encoding="utf-8")
    assert faults(room) == [f"{FILE} does not say what was signed in the workspace"]
    file.unlink()
    assert faults(room) == [f"{FILE} does not say what was signed in the workspace"]
    assert move_files.bring_up_to_date(room.staff.office.database, room.staff.folder) == [FILE]
    assert faults(room) == []


def test_whoever_may_sign_is_told_once_he_can_and_finds_it_on_the_first_page(room: Season) -> None:
    with room.staff.office.database.writing() as connection:
        connection.execute(update(PEOPLE).values(mail="someone@example.org"))
    place = proposed(room)
    with room.staff.office.database.reading() as connection:
        told = connection.execute(select(OUTBOX.c.link, PEOPLE.c.name).join(PEOPLE, PEOPLE.c.id == OUTBOX.c.person))
        assert ("/moves/1", "approver") in {tuple(row) for row in told}
    assert f'href="{place}"' in room.approver.get("/").text
    assert f'href="{place}"' not in room.coordinator.get("/").text
    signed(room, place, digest_of(room.approver.get(place).text))
    assert f'href="{place}"' not in room.approver.get("/").text


@pytest.mark.postgres
def test_on_a_server_the_same_is_signed_by_people_who_see_only_their_reach(postgres_season: Season) -> None:
    room = postgres_season
    (room.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    room.staff.post(room.coordinator, "/scenarios", name="Less", why="what if")
    place = proposed(room)
    seen = digest_of(room.approver.get(place).text)
    assert amended(room, place).status_code == 303
    answer = signed(room, place, seen)
    assert answer.status_code == 409
    assert f"({KEY})" in answer.text
    assert signed(room, place, digest_of(answer.text)).status_code == 303
    assert open_run(room.staff.folder).budgets(2024, "revised")[KEY] == 9_000 * 10**6
    assert room.writer.get(place).status_code == 404


def test_an_approver_of_one_year_finds_what_waits_on_the_first_page(room: Season) -> None:
    client = room.staff.join("of this year", "approver", year=2024)
    place = proposed(room)
    assert f'href="{place}"' in client.get("/").text


def test_nobody_is_told_of_a_move_that_is_not_theirs_to_sign(room: Season) -> None:
    office = room.staff.office
    with office.database.writing() as connection:
        for name, committee in (("elsewhere", "1"), ("stands in", "")):
            number = people.new_person(connection, name, office.clock())
            role = people.Role("approver", committee=committee, year=0 if committee else 1999)
            people.new_grant(connection, number, role, "named", office.clock(), exception="made for a test")
        connection.execute(update(PEOPLE).values(mail="someone@example.org"))
        grant = connection.scalar(select(GRANTS.c.id).where(GRANTS.c.role == "approver", GRANTS.c.committee == ""))
        giver = connection.scalar(select(GRANTS.c.person).where(GRANTS.c.id == grant))
        now = office.clock()
        loan = {
            "giver": giver,
            "taker": number,
            "starts_at": now,
            "ends_at": now + timedelta(days=9),
            "reason": "leave",
        }
        connection.execute(insert(DELEGATIONS).values(grant_id=grant, **loan))
    proposed(room)
    with office.database.reading() as connection:
        told = select(PEOPLE.c.name).join(OUTBOX, PEOPLE.c.id == OUTBOX.c.person).where(OUTBOX.c.link == "/moves/1")
        names = set(connection.scalars(told))
    assert {"approver", "stands in"} <= names
    assert "elsewhere" not in names
