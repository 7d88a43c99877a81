"""A publication is signed as it was prepared, by somebody else, and goes out as it was signed."""

from __future__ import annotations

import json
import re

from sqlalchemy import select, text
from starlette.testclient import TestClient

from crosscut.digests import file_digests
from crosscut.workspace.approval import publication_signing
from crosscut.workspace.approval.publication_places import candidate
from crosscut.workspace.schema.schema import PEOPLE
from tests.workspace import publishing_office
from tests.workspace.publishing_office import PLACE, PublishingOffice

prepared = publishing_office.prepared
room = publishing_office.room


def test_who_prepared_it_does_not_sign_it(room: PublishingOffice) -> None:
    room.join("both", "approver")
    with room.office.database.writing() as connection:
        connection.execute(text("DROP TRIGGER ws_publications_no_update"))
        number = connection.scalar(select(PEOPLE.c.id).where(PEOPLE.c.name == "both"))
        connection.execute(text(f"UPDATE ws_publications SET made_by = {number}"))
    assert room.sign(room.clients["both"]).status_code == 403
    assert room.sign(room.coordinator).status_code == 403
    assert room.sign(room.reviewer).status_code == 404
    assert room.sign().status_code == 303
    assert room.sign().status_code == 403


def test_a_file_that_changed_since_stops_the_signature_and_is_named(room: PublishingOffice) -> None:
    file = next((room.folder / "decisions").glob("*.csv"))
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    page = room.page(room.approver)
    assert f"decisions/{file.name}" in page
    assert 'name="changes"' in page
    again = '<input type="hidden" name="title" value="The budget of 2024">'
    assert again not in page
    assert again in room.page(room.coordinator)
    form = room.page(room.coordinator).partition(again)[2].partition("</form>")[0]
    assert "despite" not in form, "nobody signs what another wrote without having been shown it"
    answer = room.sign()
    assert answer.status_code == 409
    found = room.approver.post(f"/api{PLACE}/sign", json={"digest": "0" * 64}, headers=token(room.approver))
    assert found.status_code == 409
    assert found.json()["error"]["code"] == "other"
    name = room.approver.get(f"/api{PLACE}").json()["digest"]
    found = room.approver.post(f"/api{PLACE}/sign", json={"digest": name}, headers=token(room.approver)).json()
    assert found["error"]["code"] == "outdated"
    assert f"decisions/{file.name}" in found["error"]["columns"]
    assert room.state() == "prepared"


def test_it_is_signed_as_it_was_prepared_by_whoever_saw_what_changed_and_says_why(room: PublishingOffice) -> None:
    file = room.folder / "decisions" / "readings-2026-08-27.csv"
    file.write_text("programme,area,decided_by,decided_at,reason\n", encoding="utf-8")
    seen = room.approver.get(f"/api{PLACE}").json()
    despite = {"digest": seen["changes"], "reason": "The edition is of the day before."}
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    sent = {"json": {"digest": seen["digest"], "despite": despite}, "headers": token(room.approver)}
    refused = room.approver.post(f"/api{PLACE}/sign", **sent).json()
    assert refused["error"]["code"] == "outdated", "another change than was on the screen"
    page = room.page(room.approver)
    assert "what people read" in page
    form = {each: re.search(rf'name="{each}" value="([0-9a-f]{{64}})"', page)[1] for each in ("digest", "changes")}
    assert room.post(room.approver, f"{PLACE}/sign", **form, reason=" ").status_code == 422
    assert room.post(room.approver, f"{PLACE}/sign", **form, reason=despite["reason"]).status_code == 303
    assert despite["reason"] in room.page(room.approver)
    receipt = json.loads(room.approver.get(f"{PLACE}/receipt.json").text)
    assert despite["reason"] in json.dumps(receipt, ensure_ascii=False)
    assert form["changes"] in json.dumps(receipt)
    file.unlink()
    assert not room.faults()
    room.later(hours=22)
    assert room.work()
    assert room.state() == "published"


def test_what_was_read_since_is_among_the_files_as_it_stands(room: PublishingOffice) -> None:
    assert not any("readings-" in name for name in publication_signing.files_now(room.office).files)
    file = room.folder / "decisions" / "readings-2026-08-27.csv"
    for text_of in ("programme\n", "programme,area\n"):
        file.write_text(text_of, encoding="utf-8")
        now = publication_signing.files_now(room.office).files
        assert now["decisions/readings-2026-08-27.csv"] == file_digests([file])[0]
    file.unlink()
    assert not any("readings-" in name for name in publication_signing.files_now(room.office).files)


def token(client: TestClient) -> dict[str, str]:
    return {"x-form-token": re.search(r'name="token" value="([^"]+)"', client.get("/account").text)[1]}


def test_what_was_signed_goes_out_whatever_changes_afterwards(room: PublishingOffice) -> None:
    assert room.sign().status_code == 303
    file = next((room.folder / "decisions").glob("*.csv"))
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    room.later(hours=22)
    assert room.work()
    assert room.state() == "published"


def test_files_that_are_not_what_was_signed_do_not_go_out(room: PublishingOffice) -> None:
    assert room.sign().status_code == 303
    file = candidate(room.folder, 1) / "figures.json"
    content = file.read_bytes()
    file.write_bytes(content + b" ")
    room.later(hours=22)
    assert room.work()
    assert room.state() == "unpublished"
    assert "figures.json has changed" in room.page(room.coordinator)
    assert not (room.folder / "publication").exists()
    file.write_bytes(content)
    assert room.post(room.approver, f"{PLACE}/retry").status_code == 403
    assert room.post(room.coordinator, f"{PLACE}/retry").status_code == 303
    assert room.work()
    assert room.state() == "published"
    assert room.faults() == []


def test_what_was_signed_is_proved(room: PublishingOffice) -> None:
    assert room.sign().status_code == 303
    assert room.faults() == []
    with room.office.database.writing() as connection:
        connection.execute(text("DROP TRIGGER ws_publication_steps_no_update"))
        connection.execute(text("UPDATE ws_publication_steps SET content = content || ' ' WHERE kind = 'prepared'"))
    assert any("publication 1 of the workspace" in each for each in room.faults())
