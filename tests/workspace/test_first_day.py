"""The first day: where one begins, what waits for whom, in what order things stand, and what pages say of themselves."""

from __future__ import annotations

import re

from crosscut.workspace.words import word
from tests.workspace.conftest import MINE, Season, Staff, open_call
from tests.workspace.test_kept_and_found import question
from tests.workspace.test_record import KEY


def test_a_coordinator_without_a_call_is_offered_to_open_one(staff: Staff) -> None:
    coordinator = staff.join("Lee", "coordinator")
    home = coordinator.get("/?lang=en").text
    assert f'href="/calls/new">{word("first_call").en}' in home
    assert word("first_call").en not in staff.join("Kim", "reviewer").get("/?lang=en").text
    open_call(staff, coordinator)
    assert word("first_call").en not in coordinator.get("/?lang=en").text


def test_a_request_for_more_time_waits_for_whoever_decides(season: Season) -> None:
    asked = season.staff.post(season.writer, f"{season.draft()}/extension", reason="The flood")
    assert asked.status_code == 303
    home = season.coordinator.get("/?lang=en").text
    link = f"/calls/{season.call}?for={MINE}#extend"
    assert f'href="{link}"' in home
    assert home.index(link) < home.index(word("home_calls").en)
    assert f'<option value="{MINE}" selected' in season.coordinator.get(link).text
    assert link not in season.reviewer.get("/").text


def test_ministries_stand_by_their_names(season: Season) -> None:
    for client, place in ((season.administrator, "/people"), (season.coordinator, f"/calls/{season.call}")):
        page = client.get(f"{place}?lang=ko").text
        names = re.findall(
            r'<option value="[a-z-]+"[^>]*>([가-힣][^<]+)</option>', page[page.index('id="f-ministry"') :]
        )
        assert len(names) > 2
        assert names == sorted(names)
    rows = re.findall(r'<tr><th scope="row">(?:<a[^>]*>)?([^<]+)', season.coordinator.get("/calls/1?lang=ko").text)
    assert rows == sorted(rows)


def test_money_in_question_is_told_once_there_is_a_question(season: Season) -> None:
    said, place = word("in_question").en, f"/calls/{season.call}?lang=en"
    assert said not in season.coordinator.get(place).text
    question(season)
    assert said in season.coordinator.get(place).text


def test_a_programme_leads_to_the_open_questions_about_it(season: Season) -> None:
    place = question(season)
    page = season.writer.get(f"{season.draft()}/programmes/{KEY}?lang=en").text
    assert word("questions_open").en in page
    assert f'href="{place}"' in page
    assert word("questions_open").en not in season.writer.get(f"{season.draft()}/programmes/KR24-1-01?lang=en").text


def test_a_question_keeps_the_number_of_the_filing_that_it_was_asked_on(season: Season) -> None:
    place = question(season)
    version = str(season.writer.get(f"{season.api()}/programmes/{KEY}").json()["version"])
    form = {"amount": "7,777", "reason": "less", "version": version}
    assert season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **form).status_code == 303
    number = season.file(season.head)
    page = re.sub(r"<[^>]+>|\s+", " ", season.writer.get(f"{place}?lang=en").text)
    assert re.search(r"asked on +2025-00001 +· +holds now +" + number, page)


def test_own_acts_stand_first_and_the_rest_is_folded(season: Season) -> None:
    page = season.writer.get("/rights?lang=en").text
    first, _, rest = page.partition("<details")
    assert word("do_request_write").en in first
    assert word("do_call_open").en in rest
    assert word("do_call_open").en not in first
    assert "only when: open or late" in first
    assert word("not_own_asked").en in first


def test_a_first_password_is_typed_once_and_the_new_one_twice(staff: Staff) -> None:
    first, form = staff.join("Kim", "administrator"), {"name": "Lee"}
    told = re.search(r'class="secret">([^<]+)<', staff.post(first, "/people", **form).text)[1]
    page = staff.client().post("/sign-in", data={**form, "password": told}).text
    assert f'type="hidden" name="first" value="{told}"' in page
    form |= {"first": told, "password": "a sentence that is long enough", "again": "another that is long enough"}
    client = staff.client()
    wrong = client.post("/first-password", data=form)
    assert wrong.status_code == 422
    assert "a sentence" not in wrong.text
    assert f'name="first" value="{told}"' in wrong.text
    unknown = client.post("/first-password", data={**form, "first": "AAAA", "again": form["password"]})
    assert "AAAA" not in unknown.text
    assert 'id="f-first"' in unknown.text
    done = client.post("/first-password", data={**form, "again": form["password"]}, follow_redirects=False)
    assert done.status_code == 303


def test_pages_are_worded_for_whoever_reads_them(season: Season) -> None:
    place = question(season)
    assert word("why").ko + " " + word("required").ko in season.chair.get(f"{place}?lang=ko").text
    assert "crosscut publish" not in season.approver.get("/publications?lang=ko").text
    call = season.coordinator.get(f"/calls/{season.call}?lang=ko").text
    assert call.index(word("extend").ko) < call.index(word("next_year").ko)
