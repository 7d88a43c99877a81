"""A publication prepared beside what is published, checked, signed by somebody else, and put out in one step."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from crosscut.cli import run
from crosscut.config import Settings
from crosscut.findings import Finding, Severity
from crosscut.text import Text
from crosscut.workspace.approval import publication_jobs
from crosscut.workspace.approval.publication_places import candidate
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.receipts import Signer, digest, verify
from crosscut.workspace.schema.schema import JOBS, OUTBOX, PEOPLE
from crosscut.workspace.web import publication_desk
from tests.drawn import DATA_ALONE
from tests.workspace import publishing_office
from tests.workspace.conftest import POLICY, staff_at
from tests.workspace.publishing_office import PLACE, PublishingOffice, seat

prepared = publishing_office.prepared
room = publishing_office.room


@pytest.fixture
def fresh(made: tuple[Path, Known, Signer], tmp_path: Path) -> Iterator[PublishingOffice]:
    for staff in staff_at(made, tmp_path / "demo", of=PublishingOffice):
        staff.formats = DATA_ALONE
        yield seat(staff)


def test_what_is_prepared_stands_beside_what_is_published(room: PublishingOffice) -> None:
    assert not (room.folder / "publication").exists()
    page = room.page(room.approver)
    assert "waits for a signature" in page
    assert "control totals" in page
    assert "parts and wholes" in page
    manifest = room.approver.get(f"{PLACE}/manifest.json").text
    assert digest(manifest) in page
    assert manifest == (candidate(room.folder, 1) / "manifest.json").read_text(encoding="utf-8")
    assert candidate(room.folder, 1).parent.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(io.BytesIO(room.approver.get(f"{PLACE}/publication.zip").content)) as archive:
        assert set(archive.namelist()) == {*json.loads(manifest)["outputs"], "manifest.json"}
    name = next(each for each in json.loads(manifest)["outputs"] if each.endswith(".pdf"))
    assert room.approver.get(f"{PLACE}/documents/{name}").content.startswith(b"%PDF")
    assert room.approver.get(f"{PLACE}/documents/..%2Fledger.sqlite").status_code == 404
    assert room.approver.get(f"{PLACE}/documents/crosscut.toml").status_code == 404


def test_its_pages_are_looked_at_as_readers_get_them_and_no_other_file(room: PublishingOffice) -> None:
    first = f"{PLACE}/pages/site/en/index.html"
    assert first in room.page(room.approver)
    answer = room.approver.get(first)
    assert answer.content == (candidate(room.folder, 1) / "site/en/index.html").read_bytes()
    policy = answer.headers["content-security-policy"]
    assert f"script-src http://127.0.0.1{PLACE}/pages/;" in policy
    assert "connect-src" not in policy
    assert "'self'" not in policy
    assert room.reviewer.get(first).status_code == 404
    for name in ("manifest.json", "../../crosscut.toml", "..%2F..%2Fcrosscut.toml", "site"):
        assert room.approver.get(f"{PLACE}/pages/{name}").status_code == 404, name
    paper = room.approver.get(f"{PLACE}/pages/release.ko.pdf")
    assert paper.headers["content-disposition"].startswith("attachment")
    (candidate(room.folder, 1) / "site/en/index.html").write_text("changed", encoding="utf-8")
    assert room.approver.get(first).status_code == 404


def test_the_approver_reads_checks_and_warnings_in_korean(
    room: PublishingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'id="warnings"' not in room.approver.get(f"{PLACE}?lang=ko").text
    warned = Finding("a-rule", Severity.WARNING, Text("Look at it", "살펴볼 것"))
    monkeypatch.setattr(publication_desk, "warnings_now", lambda _desk: [warned])
    page = room.approver.get(f"{PLACE}?lang=ko").text
    assert "대조 합계" in page
    assert "control totals" not in page
    assert "미기재 있음" in page
    assert 'href="#warnings"' in page
    told = page.partition('id="warnings"')[2].partition("</section>")[0]
    assert "살펴볼 것" in told
    assert "actions apart" in page


def test_it_goes_out_when_the_embargo_ends_and_not_before(
    room: PublishingOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert room.sign().status_code == 303
    assert room.state() == "signed"
    assert not room.work()
    assert not (room.folder / "publication").exists()
    held = (candidate(room.folder, 1) / "manifest.json").read_text(encoding="utf-8")
    room.later(hours=22)
    assert room.work()
    assert room.state() == "published"
    manifest = json.loads((room.folder / "publication" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest.pop("signatures") == [{"by": "approver", "role": "approver"}]
    expected = json.loads(held)
    assert expected.pop("signatures") == []
    assert manifest == expected
    assert room.faults() == []
    assert run(["verify", str(room.folder), "--against", str(room.folder / "publication" / "manifest.json")]) == 0
    receipt = room.approver.get(f"{PLACE}/receipt.json").text
    assert verify(receipt, room.office.signer.public, held).fault == ""
    out = room.folder / "publication" / "manifest.json"
    for name, content in (("r.json", receipt), ("key.pem", room.office.signer.public)):
        (tmp_path / name).write_bytes(content.encode())
    checked = [tmp_path / "r.json", "--against", tmp_path / "key.pem", "--filing", out]
    assert run(["verify", *map(str, checked)]) == 0
    assert ": valid: publication 1, " in capsys.readouterr().out.replace("\n", " ")
    went, public = json.loads(out.read_text(encoding="utf-8")), room.office.signer.public
    other = {"signatures": [{"by": "somebody else", "role": "approver"}]}
    for changed in (went | {"licence": "none"}, went | other, went | {"signatures": went["signatures"] * 2}):
        assert verify(receipt, public, json.dumps(changed, ensure_ascii=False, indent=1, sort_keys=True) + "\n").fault
    assert verify(receipt, public, json.dumps(went)).fault, "not byte for byte"
    assert verify(receipt, public, "[" * 100_000).fault


def test_what_is_out_is_read_where_the_settings_say(room: PublishingOffice) -> None:
    assert room.sign().status_code == 303
    room.later(hours=22)
    assert room.work()
    assert "Put its site on your web server" in room.page(room.approver)
    settings = room.folder / "crosscut.toml"
    settings.write_text(
        'base_url = "https://budget.example.kr/"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8"
    )
    page = room.page(room.approver)
    assert 'href="https://budget.example.kr/en/index.html"' in page
    assert "Put its site" not in page
    with pytest.raises(ValidationError, match="base_url"):
        Settings.model_validate({"base_url": "javascript:alert(1)//"})


def test_a_publication_is_stopped_before_it_goes_out(room: PublishingOffice) -> None:
    assert room.post(room.coordinator, f"{PLACE}/stop", reason="too early").status_code == 403
    assert room.sign().status_code == 303
    assert room.post(room.coordinator, f"{PLACE}/stop", reason="").status_code == 422
    assert room.post(room.coordinator, f"{PLACE}/stop", reason="An error in the annex").status_code == 303
    assert room.state() == "stopped"
    assert "An error in the annex" in room.page(room.approver)
    room.later(hours=22)
    assert not room.work()
    assert not (room.folder / "publication").exists()


def test_a_job_that_is_cancelled_stops_it_too_and_never_while_it_goes_out(room: PublishingOffice) -> None:
    assert room.sign().status_code == 303
    job = room.coordinator.get("/api/jobs").json()[0]["job"]
    with room.office.database.writing() as connection:
        connection.execute(JOBS.update().where(JOBS.c.id == job).values(state="running"))
    assert room.post(room.coordinator, f"/jobs/{job}/cancel").status_code == 403
    assert room.post(room.approver, f"{PLACE}/stop", reason="now").status_code == 409
    with room.office.database.writing() as connection:
        connection.execute(JOBS.update().where(JOBS.c.id == job).values(state="waiting"))
    assert room.post(room.coordinator, f"/jobs/{job}/cancel").status_code == 303
    assert room.state() == "stopped"


def test_it_is_sent_back_with_a_reason(room: PublishingOffice) -> None:
    assert room.post(room.approver, f"{PLACE}/return", reason="").status_code == 422
    assert room.post(room.approver, f"{PLACE}/return", reason="The title is wrong").status_code == 303
    assert room.state() == "returned"
    assert "The title is wrong" in room.page(room.coordinator)
    with room.office.database.reading() as connection:
        publication_jobs.clear(connection, room.folder)
    assert not candidate(room.folder, 1).exists()
    assert "no longer kept" in room.page(room.approver)
    assert room.approver.get(f"{PLACE}/publication.zip").status_code == 404


@pytest.mark.slow
def test_what_does_not_hold_is_answered_for_or_nothing_is_prepared(fresh: PublishingOffice) -> None:
    with (fresh.folder / "crosscut.toml").open("a", encoding="utf-8") as stream:
        stream.write(
            '\n[[control]]\nlabel = "Wrong"\namount = "1 million"\n'
            'where = { fiscal_year = 2024, stage = "confirmed" }\n'
        )
    assert fresh.prepare().status_code == 303
    assert fresh.post(fresh.coordinator, "/publications", title="Another").status_code == 409
    assert fresh.work()
    assert fresh.state() == "failed"
    assert "control totals" in fresh.page(fresh.coordinator)
    korean = fresh.coordinator.get(PLACE, headers={"accept-language": "ko"}).text
    assert "대조 합계: " in korean
    assert "control totals" not in korean
    assert fresh.prepare(despite="The control is wrong, not the sum").status_code == 303
    assert fresh.work()
    assert fresh.state(2) == "prepared"
    page = fresh.page(fresh.approver, "/publications/2")
    assert "does not hold" in page
    assert "coordinator answers for what does not hold" in page


def test_a_policy_that_names_areas_which_are_gone_is_told_with_its_rule_and_the_mend(fresh: PublishingOffice) -> None:
    rule = '\n[[rule]]\nwhere = { area = ["robotics-mobility"] }\nat_least = "1 million"\n'
    (fresh.folder / "policy.toml").write_text(POLICY.rstrip() + "\n" + rule, encoding="utf-8")
    assert fresh.prepare().status_code == 303
    assert fresh.work()
    assert fresh.state() == "failed"
    korean = fresh.coordinator.get(PLACE, headers={"accept-language": "ko"}).text
    assert re.search(
        r"policy.toml의 .*\[\[rule\]\] \d 규칙에 현행 목록에 없는 분야가 있습니다: robotics-mobility\.", korean
    )
    assert "names areas that the list in force lacks: robotics-mobility. Name" in fresh.page(fresh.coordinator)


def test_the_form_says_what_is_wrong(fresh: PublishingOffice) -> None:
    assert fresh.prepare(title=" ").status_code == 422
    assert fresh.prepare(due="2020-01-01T00:00").status_code == 422
    assert fresh.prepare(due="tomorrow").status_code == 422
    assert fresh.post(fresh.approver, "/publications", title="Mine").status_code == 403
    assert fresh.approver.get("/publications").text.count("<form") < fresh.coordinator.get("/publications").text.count(
        "<form"
    )


@pytest.mark.slow
def test_those_who_can_act_are_told(room: PublishingOffice) -> None:
    assert "A publication waits for your signature" in room.page(room.approver, "/")
    assert "waits for your signature" not in room.page(room.coordinator, "/")
    with room.office.database.writing() as connection:
        connection.execute(PEOPLE.update().values(mail="somebody@office.go.kr"))
    assert room.sign().status_code == 303
    with room.office.database.reading() as connection:
        links = list(connection.execute(select(OUTBOX.c.link, OUTBOX.c.person)))
    assert {each.link for each in links} == {PLACE}
    assert len(links) == 1


def test_the_record_says_it_in_words(room: PublishingOffice) -> None:
    assert room.sign().status_code == 303
    page = room.page(room.coordinator, "/record")
    assert "signed a publication" in page
    assert "prepared a publication" in page
