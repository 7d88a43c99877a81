"""What the record holds of everyone's doing: drafts saved, standing in, failed sign-ins, people who are made up."""

from __future__ import annotations

import re

import pytest

from crosscut.workspace import demonstration, record
from crosscut.workspace.schema.schema import PEOPLE, RECORD
from tests.workspace.conftest import Season, Staff
from tests.workspace.test_checks_before_filing import take
from tests.workspace.test_sheets import column, download, row_of, upload

KEY = "KR24-1-02"


def acts(client, action: str, item: str = "") -> list[dict[str, str]]:
    entries = client.get("/api/record", params={"item": item}).json()["entries"]
    return [each for each in entries if each["action"] == action]


def test_that_a_draft_was_saved_stands_there_and_never_what(season: Season) -> None:
    place = f"{season.draft()}/programmes"
    form = {"version": "0", "amount": "9,123", "reason": "secret reason"}
    season.staff.post(season.writer, f"{place}/{KEY}", **form)
    season.staff.post(season.writer, f"{place}/{KEY}", version="99", amount="9,123")
    season.staff.post(season.writer, place, name="secret name")
    saved = acts(season.auditor, "draft.save")
    assert [each["item"] for each in saved] == [f"draft 1 msit {key}" for key in ("new-1", KEY)]
    assert {(each["name"], each["role"], each["acting_for"]) for each in saved} == {("writer", "writer", "")}
    assert not re.search("secret|9,?123", season.auditor.get("/record").text)
    assert not acts(season.administrator, "draft.save")
    assert not acts(season.stranger, "draft.save")


def test_standing_in_begins_and_ends_there(season: Season) -> None:
    until = season.staff.clock.now.replace(day=4).astimezone().strftime("%Y-%m-%dT%H:%M")
    form = {"grant": "1", "taker": "2", "ends": until, "reason": "leave"}
    season.staff.post(season.writer, "/account/delegations", **form)
    season.staff.post(season.head, "/account/stand-in", delegation="1")
    season.staff.post(season.head, f"{season.draft()}/programmes", name="new")
    season.staff.post(season.head, "/account/stand-in", delegation="0")
    season.staff.post(season.head, "/account/stand-in", delegation="0")
    (began,), (ended,) = acts(season.auditor, "standin.start"), acts(season.auditor, "standin.end")
    assert (began["name"], began["after"]) == ("head", "writer: writer msit")
    assert (ended["name"], ended["acting_for"], ended["before"]) == ("head", "writer", "writer: writer msit")
    assert acts(season.auditor, "draft.save")[0]["acting_for"] == "writer"
    assert "대신하기 시작" in season.auditor.get("/record").text


def test_a_failed_sign_in_stands_there_with_the_name_and_from_where(season: Season) -> None:
    season.staff.client().post("/sign-in", data={"name": "wri\x00ter", "password": "wrong password"})
    (failed,) = acts(season.administrator, "sign.fail")
    assert failed["after"] == "writer"
    page = season.administrator.get("/record").text
    assert "wrong password" not in page
    with season.staff.office.database.reading() as connection:
        row = connection.execute(RECORD.select().where(RECORD.c.action == "sign.fail")).one()
        assert row.address == "testclient"
        assert not record.prove(connection)


def test_people_who_are_made_up_stand_there_before_they_do_anything(staff: Staff) -> None:
    with staff.office.database.writing() as connection:
        demonstration.fill(staff.office, connection, staff.clock())
        rows = connection.execute(RECORD.select().order_by(RECORD.c.number)).all()
        added = {row.id: row.added_at for row in connection.execute(PEOPLE.select())}
        assert not record.prove(connection)
    known = {f"person {number}" for number in added}
    assert {row.item for row in rows if row.action == "person.add"} == known
    assert {row.item for row in rows if row.action == "grant.give"} == known
    assert rows[0].action == "person.add"
    assert all(row.at >= added[row.person] for row in rows if row.person)
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert {"draft.save", "request.file"} <= {row.action for row in rows}
    page = said(staff.join("auditor", "auditor"), rows[0].item)
    assert "made up" not in page
    assert "김하늘 (시연)" in page
    assert "김하늘: 관리자 (시연)" in page


def said(client, item: str) -> str:
    page = client.get("/record", params={"item": item, "lang": "ko"}).text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_programme_s_amounts_are_followed_from_filing_to_filing(season: Season) -> None:
    name, place = "AI반도체첨단이종집적기술개발", f"{season.draft()}/programmes/{KEY}"
    for amount in ("9,000", "8,400"):
        version = str(season.writer.get(f"{season.api()}/programmes/{KEY}").json()["version"])
        form = {"amount": amount, "reason": "more", "version": version}
        assert season.staff.post(season.writer, place, **form).status_code == 303
        season.file(season.head)
    for item in (name, KEY, f"draft 1 msit {KEY}"):
        page = said(season.auditor, item)
        assert f"{name} 8,300 (이월된 금액) → 9,000 백만원" in page, item
        assert f"{name} 9,000 → 8,400 백만원" in page, item
    assert f"{name} 9,000" not in said(season.auditor, "KR24-1-01")
    assert "9,000 →" not in said(season.administrator, name)


def test_a_workbook_that_was_taken_is_found_by_its_programme_on_a_server_too(postgres_season: Season) -> None:
    test_a_workbook_that_was_taken_is_found_by_its_programme(postgres_season)


def test_a_workbook_that_was_taken_is_found_by_its_programme(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked"), 8_700)
    take(season, upload(season, book), 0)
    assert "엑셀 반영" in said(season.writer, KEY)
    assert "8,300 (이월된 금액) → 8,700" in said(season.writer, KEY)
    kept = said(season.auditor, KEY)
    assert "엑셀 반영" in kept
    assert "8,700" not in kept
    assert "엑셀 반영" not in said(season.auditor, "KR24-1-01")


@pytest.mark.parametrize("kept", ["season", "postgres_season"])
def test_entries_of_more_items_than_a_database_takes_parameters_are_found(
    kept: str, request: pytest.FixtureRequest
) -> None:
    season: Season = request.getfixturevalue(kept)
    season.file(season.writer)
    with season.staff.office.database.reading() as connection:
        items = (*(f"draft 1 {each}" for each in range(300_000)), "filing 1 msit")
        found = record.entries(connection, ["filings"], [], record.Wanted(items=items))
    assert [each.action for each in found] == ["request.file"]
