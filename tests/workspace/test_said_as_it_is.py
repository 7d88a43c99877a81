"""What small things say: asked again, whose a question is, notes where one works, ends that are told, pages that stay."""

from __future__ import annotations

import codecs
import re

from crosscut.workspace.words import word
from tests.workspace.conftest import MINE, Season, local, token_of
from tests.workspace.test_kept_and_found import question
from tests.workspace.test_sheets import KEY


def settle(season: Season, place: str, how: str, text: str = "because") -> int:
    return season.staff.post(season.chair, f"{place}/settle", how=how, text=text).status_code


def test_what_was_put_off_is_taken_up_again(season: Season) -> None:
    place = question(season)
    assert settle(season, place, "reopened") == 422
    assert settle(season, place, "deferred") == 303
    assert 'value="reopened"' in season.chair.get(place).text
    assert 'value="reopened"' not in season.writer.get(place).text
    assert season.staff.post(season.writer, f"{place}/settle", how="reopened", text="x").status_code == 403
    assert settle(season, place, "reopened", "And now?") == 303
    page = season.writer.get(f"{place}?lang=en").text
    assert "And now?" in page
    assert word("state_open").en in page
    assert season.staff.post(season.writer, f"{place}/answer", text="So.").status_code == 303
    assert settle(season, place, "reopened", "More?") == 303
    assert settle(season, place, "waived") == 303
    assert settle(season, place, "reopened") == 422


def test_a_list_of_questions_names_the_programme(season: Season) -> None:
    question(season)
    name = season.staff.office.known.programmes[KEY].name
    for place in ("/findings", "/"):
        assert name in season.writer.get(place).text, place


def test_the_ministry_sees_the_note_and_its_extension_where_it_works(season: Season) -> None:
    closes = season.staff.clock.now.replace(year=2027, month=12)
    form = {"ministry": MINE, "closes": local(closes), "reason": "The flood"}
    assert season.staff.post(season.coordinator, f"/calls/{season.call}/extensions", **form).status_code == 303
    assert "The flood" in season.writer.get(season.draft()).text
    assert "The flood" not in season.stranger.get(season.draft("me")).text


def test_the_next_programme_says_which_one_was_saved(season: Season) -> None:
    page = season.writer.get(f"{season.draft()}/programmes/{KEY}").text
    later = re.search(r'name="later" value="([^"]+)"', page)[1]
    form = {"amount": "8,301", "reason": "x", "version": "0", "later": later}
    done = season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **form)
    assert done.headers["location"].endswith("done=saved_former")
    assert f'href="{season.draft()}/file"' in season.writer.get(f"{season.draft()}/programmes/{KEY}").text
    assert "제출 뒤" not in season.writer.get(f"{season.draft()}/programmes/{KEY}?lang=ko").text


def test_a_delegation_that_ended_is_told_until_one_has_read_it(season: Season) -> None:
    until = local(season.staff.clock.now.replace(day=4))
    season.staff.post(season.writer, "/account/delegations", grant="1", taker="2", ends=until, reason="leave")
    season.staff.post(season.head, "/account/stand-in", delegation="1")
    told = word("loan_over", name="writer").en
    assert told not in season.head.get("/?lang=en").text
    season.staff.post(season.writer, "/account/delegations/1/end")
    assert told in season.head.get("/?lang=en").text
    season.staff.post(season.head, "/account/stand-in", delegation="0")
    assert told not in season.head.get("/?lang=en").text


def test_whoever_ends_the_session_of_another_stays_on_their_page(season: Season) -> None:
    page = season.administrator.get("/people/1").text
    number = re.search(r"/account/sessions/(\d+)/end", page)[1]
    done = season.staff.post(season.administrator, f"/account/sessions/{number}/end")
    assert done.headers["location"].startswith("/people/1?")


def test_the_source_of_requests_opens_in_excel(season: Season) -> None:
    season.file(season.writer)
    content = season.coordinator.get(f"/calls/{season.call}/filed.csv").content
    assert content.startswith(codecs.BOM_UTF8)


def test_a_reason_that_a_role_needs_is_not_called_optional(season: Season) -> None:
    page = season.administrator.get("/people?lang=ko").text
    assert word("why_with_role").ko in page
    assert word("what_coordinator").ko in page
    assert word("optional").ko not in page[page.index('id="f-role"') :]


def test_a_late_filing_is_told_in_korean_in_the_record(season: Season) -> None:
    season.staff.later(days=11)
    season.file(season.head)
    page = season.auditor.get("/record?lang=ko").text
    assert not re.search(r"\blate\b", re.sub(r"<[^>]*>", " ", page))


def test_files_are_listed_before_filing(season: Season) -> None:
    form = {"token": token_of(season.writer)}
    sent = season.writer.post(f"{season.draft()}/files", data=form, files={"file": ("plan.txt", b"the plan")})
    assert sent.status_code == 200
    assert "plan.txt" in season.writer.get(f"{season.draft()}/file").text


def test_other_ministries_are_not_said_not_to_have_filed(season: Season) -> None:
    season.file(season.writer)
    assert word("not_shown").en in season.stranger.get(f"/calls/{season.call}?lang=en").text


def test_more_time_is_asked_for_and_decided(season: Season) -> None:
    place = f"{season.draft()}/extension"
    assert season.staff.post(season.writer, place, reason=" ").status_code == 422
    assert season.staff.post(season.stranger, place, reason="x").status_code == 404
    assert season.staff.post(season.writer, place, reason="The flood").status_code == 303
    for page in ("/", f"/calls/{season.call}"):
        assert "The flood" in season.coordinator.get(page).text, page
        assert "The flood" not in season.stranger.get(page).text
    assert "The flood" in season.writer.get(season.draft()).text
    assert "The flood" in season.auditor.get("/record").text
    form = {"ministry": MINE, "closes": local(season.staff.clock.now.replace(month=12)), "reason": "granted"}
    assert season.staff.post(season.coordinator, f"/calls/{season.call}/extensions", **form).status_code == 303
    assert "The flood" not in season.coordinator.get("/").text
