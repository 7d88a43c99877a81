"""Questions: what may end them, and that nothing anyone wrote is lost."""

from __future__ import annotations

import pytest

from crosscut.workspace.people import people
from tests.workspace.conftest import OTHER, Season, token_of

KEY = "KR24-1-02"
PLACE = "/findings/1"


@pytest.fixture
def asked(season: Season) -> Season:
    number = season.file(season.writer)
    season.staff.post(season.reviewer, f"/filings/{number}/findings", programme=KEY, text="why?")
    return season


def test_no_answer_is_accepted_that_nobody_gave(asked: Season) -> None:
    settle = {"how": "accepted", "text": "Fine."}
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", **settle).status_code == 422
    headers = {"x-form-token": token_of(asked.chair), "if-match": asked.chair.get(f"/api{PLACE}").headers["etag"]}
    refused = asked.chair.post(f"/api{PLACE}/settle", json=settle, headers=headers)
    assert (refused.status_code, refused.json()["error"]["column"]) == (422, "how")
    page = asked.chair.get(PLACE).text
    assert 'value="accepted"' not in page
    assert "checked" not in page
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", text="x").status_code == 422
    asked.staff.post(asked.writer, f"{PLACE}/answer", text="Because.")
    assert 'value="accepted" checked' in asked.chair.get(PLACE).text
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", **settle).status_code == 303


@pytest.mark.parametrize("how", ["waived", "deferred"])
def test_what_needs_no_answer_ends_without_one(asked: Season, how: str) -> None:
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", how=how, text="not needed").status_code == 303


def test_an_answer_that_comes_too_late_is_shown_back_with_the_reason(asked: Season) -> None:
    asked.staff.post(asked.chair, f"{PLACE}/settle", how="waived", text="not needed")
    page = asked.staff.post(asked.writer, f"{PLACE}/answer", text="A long answer.")
    assert page.status_code == 403
    assert "A long answer." in page.text
    assert "종결" in page.text
    page = asked.staff.post(asked.reviewer, f"{PLACE}/settle", how="waived", text="My reasons.")
    assert "My reasons." in page.text


def test_what_was_said_meanwhile_is_read_before_a_question_is_settled(asked: Season) -> None:
    asked.staff.post(asked.writer, f"{PLACE}/answer", text="Because.")
    seen = asked.chair.get(f"/api{PLACE}").headers["etag"]
    asked.staff.post(asked.writer, f"{PLACE}/answer", text="No, that was wrong.")
    form = {"how": "accepted", "text": "Fine."}
    page = asked.staff.post(asked.chair, f"{PLACE}/settle", version=seen.strip('"'), **form)
    assert page.status_code == 409
    assert "No, that was wrong." in page.text
    assert "Fine." in page.text
    headers = {"x-form-token": token_of(asked.chair)}
    assert asked.chair.post(f"/api{PLACE}/settle", json=form, headers=headers).status_code == 428
    assert asked.chair.post(f"/api{PLACE}/settle", json=form, headers={**headers, "if-match": seen}).status_code == 409
    assert asked.staff.post(asked.writer, f"{PLACE}/answer", version="1", text="More.").status_code == 409
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", **form).status_code == 303


def test_nobody_settles_who_filed_the_request_before_or_writes_its_correction(season: Season) -> None:
    number = season.file(season.head)
    season.staff.post(season.reviewer, f"/filings/{number}/findings", programme=KEY, text="why?")
    headers = {"x-form-token": token_of(season.writer), "if-match": '"0"'}
    amount = {"amount": 8_400_000_000, "reason": "more"}
    assert season.writer.put(f"{season.api()}/programmes/{KEY}", json=amount, headers=headers).status_code == 200
    with season.staff.office.database.writing() as connection:
        for name in ("head", "writer"):
            number = people.named(connection, name).id
            people.new_grant(
                connection, number, people.Role("reviewer"), "test", season.staff.clock(), exception="server"
            )
    form = {"how": "waived", "text": "clear"}
    assert season.staff.post(season.writer, f"{PLACE}/settle", **form).status_code == 403
    season.file(season.writer)
    assert season.staff.post(season.head, f"{PLACE}/settle", **form).status_code == 403
    assert season.staff.post(season.writer, f"{PLACE}/settle", **form).status_code == 403
    assert season.staff.post(season.chair, f"{PLACE}/settle", **form).status_code == 303


def test_a_day_is_named_only_for_what_is_asked_again(asked: Season) -> None:
    form = {"how": "deferred", "text": "next year", "due": "1999-01-01"}
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", **form).status_code == 422


def test_a_late_answer_is_told_in_words(asked: Season) -> None:
    asked.staff.post(asked.chair, f"{PLACE}/settle", how="deferred", text="later")
    asked.staff.post(asked.reviewer, f"{PLACE}/settle", how="reopened", text="now?", due="2027-03-02")
    assert "답변 기한 2027-03-02" in asked.writer.get(PLACE).text
    asked.staff.later(days=3)
    assert "답변 기한 지남 2027-03-02" in asked.writer.get(PLACE).text


def test_whoever_settles_finds_answers_of_all_ministries_though_also_head_of_one(asked: Season) -> None:
    asked.staff.post(asked.writer, f"{PLACE}/answer", text="Because.")
    with asked.staff.office.database.writing() as connection:
        number = people.named(connection, "chair").id
        head = people.Role("head", OTHER)
        people.new_grant(connection, number, head, "test", asked.staff.clock(), exception="server")
    assert PLACE in asked.chair.get("/").text
