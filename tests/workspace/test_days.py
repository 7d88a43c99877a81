"""Days that people name: until when a question is to be answered, and until when more time is asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.workspace.conftest import MINE, Season, token_of

KEY = "KR24-1-02"


def day(season: Season, later: int) -> str:
    return (season.staff.clock.now.astimezone() + timedelta(days=later)).date().isoformat()


def asked(season: Season, due: str) -> str:
    number = season.file(season.writer)
    found = season.staff.post(
        season.reviewer, f"/filings/{number}/findings", programme=KEY, text="why so much?", due=due
    )
    return found.headers["location"].partition("?")[0]


def english(client, place: str) -> str:
    return client.get(place, headers={"accept-language": "en"}).text


def test_a_question_says_until_when_it_is_to_be_answered_and_when_that_is_over(season: Season) -> None:
    due = day(season, 2)
    place = asked(season, due)
    for where in (place, "/findings", "/"):
        assert f'<span class="state open">answer until {due}</span>' in english(season.writer, where), where
    assert season.writer.get(f"/api{place}").json()["due"] == due
    told = season.writer.get(f"/api/calls/{season.call}/findings").json()["findings"]
    assert [each["due"] for each in told] == [due]
    season.staff.later(days=3)
    assert f'<span class="state late">overdue: answer was due {due}</span>' in english(season.writer, place)
    season.staff.post(season.writer, f"{place}/answer", text="The ice melts")
    assert 'class="state late"' not in english(season.writer, place)
    again = day(season, 5)
    season.staff.post(season.reviewer, f"{place}/settle", how="reopened", text="Since when?", due=again)
    assert f"answer until {again}" in english(season.writer, place)
    assert f"Since when? (~{again})" in english(season.auditor, "/record")


def test_a_question_without_a_day_names_none(season: Season) -> None:
    place = asked(season, "")
    assert "answer until" not in english(season.writer, place)
    assert season.writer.get(f"/api{place}").json()["due"] == ""


@pytest.mark.parametrize(("wrong", "said"), [("soon", "is no day"), ("", "is over")])
def test_a_day_that_is_none_or_over_is_refused_and_nothing_is_lost(season: Season, wrong: str, said: str) -> None:
    number = season.file(season.writer)
    form = {"programme": KEY, "text": "why so much?", "due": wrong or day(season, -1)}
    answer = season.staff.post(season.reviewer, f"/filings/{number}/findings", **form)
    assert answer.status_code == 422
    assert "why so much?" in answer.text
    assert season.reviewer.get("/api/calls/1/findings").json()["findings"] == []
    page = season.staff.post(season.reviewer, f"/filings/{number}/findings", **form)
    assert form["due"] in page.text, said


def test_more_time_is_asked_for_until_a_day_that_the_office_sees(season: Season) -> None:
    place, until = f"{season.draft()}/extension", day(season, 14)
    for early in (-1, 2):
        assert season.staff.post(season.writer, place, reason="ill", until=day(season, early)).status_code == 422
    assert season.staff.post(season.writer, place, reason="ill", until=until).status_code == 303
    for client, told in ((season.coordinator, True), (season.writer, True), (season.stranger, False)):
        every = client.get(f"/api/calls/{season.call}").json()["ministries"]
        wishes = {each["ministry"]: each["more_time"]["until"] for each in every if "more_time" in each}
        assert wishes == ({MINE: until} if told else {})
    for client, where in ((season.coordinator, "/"), (season.coordinator, "/calls/1"), (season.writer, season.draft())):
        assert f"ill (until {until})" in english(client, where), where


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_end_of_the_calendar_are_refused_in_one_line(season: Season, day: str) -> None:
    assert season.auditor.get(f"/record?day={day}").status_code == 422
    compared = "/api/compare?a=stage:2024:confirmed&b=stage:2024:reviewed&a_day="
    for place in ("/api/replay?day=", "/api/replay/2024?day=", compared, "/replay?day="):
        assert season.coordinator.get(place + day).status_code == 422, place
    headers = {"x-form-token": token_of(season.coordinator)}
    for zone in ("Z", "+14:00", "-09:00"):
        form = {"ministry": "", "closes_at": f"{day}T23:59:59{zone}", "reason": "The flood"}
        answer = season.coordinator.post(f"/api/calls/{season.call}/extensions", json=form, headers=headers)
        assert answer.status_code == 422, zone
