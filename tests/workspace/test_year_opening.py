"""A year opened from the year before: what is carried over, what is asked, and what holds up an approval."""

from __future__ import annotations

from datetime import timedelta

from tests.workspace.conftest import MINE, Season, local, token_of

KEY = "KR24-1-02"


def asked(season: Season) -> str:
    """A filing with a new programme, and a question about one of last year's that is put off."""
    staff, writer = season.staff, season.writer
    staff.post(writer, f"{season.draft()}/programmes", name="A new line")
    version = str(writer.get(f"{season.api()}/programmes/new-1").json()["version"])
    form = {"amount": "100", "reason": "new", "version": version}
    staff.post(writer, f"{season.draft()}/programmes/new-1", **form)
    number = season.file(writer)
    found = staff.post(season.reviewer, f"/filings/{number}/findings", programme=KEY, text="Is it in the plan?")
    place = found.headers["location"].partition("?")[0]
    staff.post(season.chair, f"{place}/settle", how="deferred", text="next year")
    return number


def test_the_next_year_is_filled_in_and_what_is_new_is_asked(season: Season) -> None:
    asked(season)
    told = season.coordinator.get(f"/api/calls/{season.call}/next").json()
    assert told["call"]["year"] == 2026
    assert told["call"]["title"] == "Requests 2026"
    assert {key for group in told["call"]["groups"] for key in group["ministries"]} == set(
        season.staff.office.known.labels
    )
    assert [each["id"] for each in told["commitments"]] == [KEY]
    assert told["asked"]["behind"] is True
    assert told["asked"]["unread"] == ["2025-msit-001"]
    assert MINE not in told["asked"]["unstaffed"]
    page = season.coordinator.get(f"/calls/new?origin={season.call}&lang=en").text
    assert 'value="Requests 2026"' in page
    assert "2025-msit-001" in page
    assert "Is it in the plan?" in page
    assert season.writer.get(f"/calls/new?origin={season.call}").status_code == 403


def test_what_was_put_off_comes_back_in_the_next_call(season: Season) -> None:
    asked(season)
    staff = season.staff
    form = {
        "title": "Requests 2026",
        "year": "2026",
        "origin": str(season.call),
        "opens": local(staff.clock.now - timedelta(days=1)),
        "closes_1": local(staff.clock.now + timedelta(days=9)),
        "holds": "yes",
        **{f"group_of_{each}": "1" for each in staff.office.known.labels},
    }
    made = staff.post(season.coordinator, "/calls", **form)
    assert made.status_code == 303, made.text
    call = made.headers["location"].partition("?")[0]
    for place, client in ((call, season.coordinator), (f"{call}/{MINE}", season.writer)):
        assert "Is it in the plan?" in client.get(place).text, place
    assert "Is it in the plan?" not in season.stranger.get(f"{call}/me").text
    told = season.writer.get(f"/api{call}/findings").json()
    assert [each["id"] for each in told["commitments"]] == [KEY]
    assert "call 1" in season.auditor.get("/api/record").text


def test_a_call_is_not_opened_from_its_own_year(season: Season) -> None:
    body = {
        "title": "again",
        "year": 2025,
        "origin": season.call,
        "confirmed": True,
        "opens_at": "2027-03-01T00:00:00Z",
        "groups": [{"closes_at": "2027-04-01T00:00:00Z", "ministries": [MINE]}],
    }
    headers = {"x-form-token": token_of(season.coordinator)}
    answer = season.coordinator.post("/api/calls", json=body, headers=headers)
    assert answer.status_code == 422
    assert "earlier year" in answer.json()["error"]["message"]


def test_open_questions_hold_the_approval_only_where_the_call_says_so(season: Season) -> None:
    number = season.file(season.writer)
    for text in ("one", "two"):
        season.staff.post(season.reviewer, f"/filings/{number}/findings", programme=KEY, text=text)
    told = season.reviewer.get(f"/api/calls/{season.call}/findings").json()
    assert (told["in_question"], told["holding"]) == (8_300_000_000, [])
    body = {
        "title": "holds",
        "year": 2026,
        "holds": True,
        "opens_at": "2027-02-01T00:00:00Z",
        "groups": [{"closes_at": "2027-04-01T00:00:00Z", "ministries": [MINE]}],
    }
    headers = {"x-form-token": token_of(season.coordinator)}
    season.coordinator.post("/api/calls", json=body, headers=headers)
    second = Season(season.staff, 2)
    filed = second.file(season.writer)
    season.staff.post(season.reviewer, f"/filings/{filed}/findings", programme=KEY, text="why?")
    assert season.auditor.get("/api/calls/2/findings").json()["holding"] == [3]
    assert "1 open question holds up the approval" in season.chair.get("/calls/2?lang=en").text
    season.staff.post(season.chair, "/findings/3/settle", how="waived", text="clear")
    assert season.auditor.get("/api/calls/2/findings").json()["holding"] == []
