"""The way through the workspace without scripts: from the first code to a receipt that anyone can check."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta

from crosscut.workspace import grants
from crosscut.workspace.people import people
from crosscut.workspace.words import word
from tests.workspace.conftest import Season, Staff, join_by_first_password, local, open_call, token_of

PASSWORD = "a sentence that is long enough"


def test_whoever_has_the_code_becomes_the_first_administrator_once(staff: Staff) -> None:
    client = staff.client()
    assert client.get("/", follow_redirects=False).headers["location"] == "/sign-in"
    wrong = client.post("/start", data={"code": "AAAA-AAAA-AAAA", "name": "Kim", "password": PASSWORD})
    assert wrong.status_code == 403
    form = {"code": "abcd efgh jklm", "name": "Kim", "password": PASSWORD}
    assert client.post("/start", data=form, follow_redirects=False).status_code == 303
    assert "Kim" in client.get("/").text
    again = staff.client().post("/start", data={**form, "name": "Lee"}, follow_redirects=False)
    assert again.headers.get("location") == "/sign-in"
    with staff.office.database.reading() as connection:
        assert [row.name for row in people.everyone(connection)] == ["Kim"]
        held = grants.grants_of(connection, 1, staff.clock())
    assert [each.role for each in held] == ["administrator"]
    assert "by the code" in client.get("/record?lang=en").text


def test_a_second_person_confirms_once_there_is_one(staff: Staff) -> None:
    first = staff.join("Kim", "administrator")
    page = staff.post(first, "/people", name="Lee").text
    staff.post(first, "/people/2/roles", role="administrator", reason="deputy")
    second = join_by_first_password(staff, page, "Lee", PASSWORD)
    page = staff.post(second, "/people", name="Park").text
    staff.post(second, "/people/3/roles", role="coordinator", reason="leads")
    third = join_by_first_password(staff, page, "Park", PASSWORD)
    assert third.get("/calls/new").status_code == 403
    assert staff.post(second, "/people/3/roles/3/confirm").status_code == 403
    assert staff.post(first, "/people/3/roles/3/confirm").status_code == 303
    assert third.get("/calls/new").status_code == 200


def test_nobody_gives_himself_a_role(staff: Staff) -> None:
    first = staff.join("Kim", "administrator")
    assert staff.post(first, "/people/1/roles", role="coordinator", reason="me").status_code == 403


def test_a_request_is_filled_in_from_last_year_typed_filed_and_proved(season: Season, tmp_path) -> None:
    writer, staff = season.writer, season.staff
    page = writer.get(season.draft()).text
    assert "KR24-1-02" in page
    assert "8,300" in page
    place = f"{season.draft()}/programmes/KR24-1-02"
    form = {"amount": "8,800", "reason": "equipment", "version": "0", "name": "AI반도체첨단이종집적기술개발"}
    assert staff.post(writer, place, **form).status_code == 303
    number = season.file(writer)
    receipt, filing = (writer.get(f"/filings/{number}/{each}.json").text for each in ("receipt", "filing"))
    facts = json.loads(receipt)["receipt"]
    assert facts["number"] == number
    assert facts["total"] == 264_500_000_000
    assert facts["late"] is False
    files = {"receipt.json": receipt, "filing.json": filing, "key.pem": writer.get("/key.pem").text}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    command = [sys.executable, "-m", "crosscut", "verify", "receipt.json", "--against", "key.pem"]
    ran = subprocess.run(
        [*command, "--filing", "filing.json"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert number in ran.stdout
    assert "264500000000 KRW minor units (KRW 264,500 million)" in ran.stdout
    korean = subprocess.run([*command, "--language", "ko"], cwd=tmp_path, capture_output=True, text=True, check=False)
    at = datetime.fromisoformat(facts["filed_at"]).astimezone().strftime("%Y-%m-%d %H:%M:%S UTC")
    assert f"유효함: {number}" in korean.stdout
    assert at in korean.stdout
    assert "요구액 264,500백만 원(264500000000 KRW" in korean.stdout


def test_a_receipt_leads_back_to_the_request_that_whoever_writes_it_may_mend(season: Season) -> None:
    number = season.file(season.writer)
    said, place = word("correct_and_file").en, f"/filings/{number}?lang=en"
    assert said in season.writer.get(place).text
    assert f'href="{season.draft()}">{said}' in season.head.get(place).text
    assert said not in season.coordinator.get(place).text
    assert "data-print hidden" in season.coordinator.get(place).text
    season.staff.later(days=14)
    assert said not in season.writer.get(place).text


def test_the_same_request_filed_twice_is_one(season: Season) -> None:
    assert season.file(season.writer) == season.file(season.head)
    assert len(season.coordinator.get("/api/record").json()["entries"]) > 0


def test_what_moved_since_the_page_was_shown_is_not_filed(season: Season) -> None:
    seen = season.writer.get(season.api()).json()["digest"]
    form = {"version": "0", "amount": "9", "reason": "less"}
    season.staff.post(season.head, f"{season.draft()}/programmes/KR24-1-02", **form)
    answer = season.staff.post(season.writer, f"{season.draft()}/file", digest=seen)
    assert answer.status_code == 409


def test_the_servers_clock_closes_and_what_is_late_is_late(season: Season) -> None:
    season.staff.later(days=10, minutes=1)
    number = season.file(season.writer)
    assert season.coordinator.get(f"/api/filings/{number}").json()["late"] is True
    season.staff.later(days=3)
    fresh = season.staff.join("somebody", "writer", "mohw")
    digest = fresh.get(season.api("mohw")).json()["digest"]
    assert season.staff.post(fresh, f"{season.draft('mohw')}/file", digest=digest).status_code == 403


def test_an_extension_is_a_decision_that_all_see(season: Season) -> None:
    season.staff.later(days=14)
    coordinator, writer = season.coordinator, season.writer
    later = season.staff.clock.now.replace(month=4, day=1).astimezone().strftime("%Y-%m-%dT%H:%M")
    place = f"/calls/{season.call}/extensions"
    assert season.staff.post(coordinator, place, closes=later, reason="").status_code == 422
    assert season.staff.post(coordinator, place, closes=later, reason="the network failed").status_code == 303
    assert "the network failed" in writer.get(f"/calls/{season.call}").text
    assert season.file(writer)


def test_a_question_is_asked_answered_and_settled_by_another(season: Season) -> None:
    number = season.file(season.writer)
    ask = {"programme": "KR24-1-02", "text": "Which equipment?"}
    asked = season.staff.post(season.reviewer, f"/filings/{number}/findings", **ask)
    place = asked.headers["location"].partition("?")[0]
    assert "Which equipment?" in season.writer.get("/").text
    assert season.staff.post(season.reviewer, f"{place}/answer", text="me").status_code == 403
    assert season.staff.post(season.writer, f"{place}/answer", text="A test line.").status_code == 303
    settle = {"how": "accepted", "text": "Fine."}
    assert season.staff.post(season.writer, f"{place}/settle", **settle).status_code == 403
    assert season.staff.post(season.chair, f"{place}/settle", **settle).status_code == 303
    assert season.staff.post(season.writer, f"{place}/answer", text="more").status_code == 403


def test_whoever_stands_in_is_named_with_whom_and_only_for_its_time(season: Season) -> None:
    staff, deputy = season.staff, season.head
    until = season.staff.clock.now.replace(day=4).astimezone().strftime("%Y-%m-%dT%H:%M")
    form = {"grant": "1", "taker": "2", "ends": until, "reason": "leave"}
    assert staff.post(season.writer, "/account/delegations", **form).status_code == 303
    assert staff.post(deputy, f"{season.draft()}/programmes", name="new").status_code == 403
    assert staff.post(deputy, "/account/stand-in", delegation="1").status_code == 303
    assert staff.post(deputy, f"{season.draft()}/programmes", name="new").status_code == 303
    staff.post(deputy, f"{season.draft()}/programmes/new-1", version="1", amount="1", reason="new")
    number = season.file(deputy)
    assert season.auditor.get(f"/api/filings/{number}").json()["receipt"]["filed_for"] == "writer"
    again = staff.post(deputy, "/account/delegations", **{**form, "taker": "1"})
    assert again.status_code == 403
    staff.later(days=4)
    assert staff.post(deputy, "/account/stand-in", delegation="1").status_code == 403
    assert deputy.get("/api/me").json()["acting_for"] == ""


def test_a_form_of_an_earlier_sign_in_is_refused(season: Season) -> None:
    old = token_of(season.writer)
    answer = season.stranger.post("/sign-out", data={"token": old}, follow_redirects=False)
    assert answer.status_code == 403


def test_calls_need_dates_that_can_be(staff: Staff) -> None:
    coordinator = staff.join("Kim", "coordinator")
    assert open_call(staff, coordinator) == 1
    form = {"title": "x", "year": "2025", "opens": "2027-03-01T00:00", "closes_1": "2027-02-01T00:00"}
    assert staff.post(coordinator, "/calls", **form, group_of_msit="1").status_code == 422


def test_an_extension_for_everyone_is_the_only_date_that_is_shown(season: Season) -> None:
    old = local(season.staff.clock.now + timedelta(days=10)).replace("T", " ")[:10]
    closes = local(season.staff.clock.now + timedelta(days=20))
    form = {"closes": closes, "reason": "x"}
    answer = season.staff.post(season.coordinator, f"/calls/{season.call}/extensions", ministry="", **form)
    assert answer.status_code == 303
    shown = closes.replace("T", " ")
    for place in (f"/calls/{season.call}", "/calls"):
        page = season.writer.get(place).text.partition("<main")[2]
        assert shown in page
        assert old not in page


def test_the_record_speaks_in_names_and_the_unit(season: Season) -> None:
    season.file(season.writer)
    page = season.auditor.get("/record?lang=ko").text.partition("<tbody>")[2].partition("</tbody>")[0]
    shown = re.sub(r"<[^>]+>", " ", page)
    assert not re.search(r"\bmsit\b|\bKRW\b|[0-9a-f]{20}|\d{4}-\d\d-\d\dT|\bfiling\b|\bcall \d", shown), shown
    assert "과학기술정보통신부 요구" in shown


def test_a_number_that_is_none_is_named_with_its_field(season: Season) -> None:
    form = {
        "title": "x",
        "year": "2025",
        "opens": "2027-03-01T00:00",
        "closes_1": "2027-04-01T00:00",
        "late_days": "-3",
    }
    page = season.staff.post(season.coordinator, "/calls", **form, group_of_msit="1").text
    assert "‘기한 후 제출 허용 일수’에 적은 ‘-3’" in page


def test_a_ministry_with_a_name_in_both_languages_has_one_in_each(season: Season) -> None:
    page = season.coordinator.get(f"/calls/{season.call}?lang=ko").text
    assert "다부처" in page
    assert "inter-ministerial" not in page
    english = season.coordinator.get(f"/calls/{season.call}?lang=en").text
    assert "Inter-ministerial" in english
    assert "다부처" not in english


def test_an_extension_of_another_year_is_asked_about_by_refusing_it(season: Season) -> None:
    form = {"closes": local(season.staff.clock.now + timedelta(days=400)), "reason": "The flood"}
    answer = season.staff.post(season.coordinator, f"/calls/{season.call}/extensions", ministry="", **form)
    assert answer.status_code == 422
    assert "연도를 확인하세요" in answer.text


def test_neither_yes_nor_no_is_an_amount(season: Season) -> None:
    place = f"{season.api()}/programmes/KR24-1-02"
    headers = {"x-form-token": token_of(season.writer), "if-match": '"0"'}
    assert season.writer.put(place, json={"amount": True}, headers=headers).status_code == 422
    assert season.writer.put(place, json={"amount": 1}, headers=headers).status_code == 200
