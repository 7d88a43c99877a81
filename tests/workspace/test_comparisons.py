"""Any two of stage, scenario, move and filing: parts that add up, who and why, and what nobody is shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from crosscut.budget.snapshot import read, record
from crosscut.follow.sides import DifferenceCell, Side
from crosscut.workbench.opening import open_run
from crosscut.workspace.replay.compared_sides import spread
from tests.workspace.conftest import MINE, Season
from tests.workspace.test_replay import KEY, signed_move

EN = {"accept-language": "en"}
STAGE = "stage:2024:confirmed"


def between(client: TestClient, a: str, b: str, **days: str) -> dict:
    answer = client.get("/api/compare", params={"a": a, "b": b, **days})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    change = found["after"] - found["before"]
    assert found["rose"] + found["fell"] == change
    for parts in ("areas", "ministries", "programmes"):
        assert sum(row["after"] - row["before"] for row in found[parts] or ()) == (change if found[parts] else 0), parts
    return found


def row_of(found: dict, programme: str) -> dict:
    return next(each for each in found["programmes"] if each["programme"] == programme)


@pytest.fixture
def room(season: Season) -> Season:
    """A season with a scenario and a signed move with an amendment."""
    signed_move(season)
    return season


def test_a_scenario_against_a_stage_says_why_each_programme_gets_what_it_gets(room: Season) -> None:
    found = between(room.auditor, STAGE, "scenario:1")
    planned = {each["programme"]: each for each in room.auditor.get("/api/scenarios/1/programmes").json()}
    assert found["after"] == sum(each["amount"] for each in planned.values())
    for row in found["programmes"]:
        assert row["after"] == planned[row["programme"]]["amount"]
    said = row_of(found, KEY)["said"][0]
    assert (said["kind"], said["why"]) == ("planned", planned[KEY]["reason"])


def test_a_move_against_its_scenario_is_what_was_amended_with_who_and_why(room: Season) -> None:
    found = between(room.auditor, "scenario:1", "move:1")
    assert [each["programme"] for each in found["programmes"]] == [KEY]
    said = [(each["side"], each["kind"], each["mover"], each["why"]) for each in row_of(found, KEY)["said"]]
    assert said[-1] == ("b", "amended", "Council", "The ice melts")
    assert said[0][:2] == ("a", "planned")
    assert between(room.auditor, "move:1", "stage:2024:revised")["programmes"] == []
    page = room.auditor.get("/compare?a=scenario:1&b=move:1", headers=EN).text
    assert "The ice melts" in page
    assert "By area" in page


def test_a_filing_is_compared_within_its_ministry(season: Season) -> None:
    form = {"amount": "9,100", "reason": "A laboratory is to be built", "version": "0"}
    season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **form)
    number = season.file(season.writer)
    found = between(season.reviewer, STAGE, f"filing:{number}")
    assert found["ministry"] == MINE
    assert found["areas"] is None
    assert [each["programme"] for each in found["programmes"]] == [KEY]
    row = row_of(found, KEY)
    assert (row["before"], row["after"]) == (8_300_000_000, 9_100_000_000)
    assert [(each["kind"], each["why"]) for each in row["said"]] == [("asked", "A laboratory is to be built")]
    assert found["before"] < sum(open_run(season.staff.folder).budgets(2024, "confirmed").values())
    page = season.coordinator.get(f"/compare?a={STAGE}&b=filing:{number}", headers=EN).text
    assert "A laboratory is to be built" in page
    assert "both sides are looked at of" in page


def test_a_stage_is_compared_with_itself_on_another_day(season: Season) -> None:
    folder = season.staff.folder
    record(read(folder), datetime(2025, 1, 10, 12, tzinfo=UTC))
    source = folder / "sources" / "1_semiconductors.csv"
    source.write_text(source.read_text(encoding="utf-8").replace("confirmed,8.3", "confirmed,9.3"), encoding="utf-8")
    found = between(season.auditor, STAGE, STAGE, a_day="2025-01-11")
    assert [(each["programme"], each["after"] - each["before"]) for each in found["programmes"]] == [(KEY, 10**9)]
    page = season.auditor.get(f"/compare?a={STAGE}&b={STAGE}&a_day=2025-01-11", headers=EN).text
    assert "2024 confirmed on 2025-01-11" in page
    wrong = season.auditor.get(f"/compare?a={STAGE}&b={STAGE}&a_day=2024-01-11", headers=EN)
    assert "Nothing had been recorded" in wrong.text


def test_pickers_offer_what_may_be_seen_and_nothing_else(room: Season) -> None:
    number = room.file(room.writer)
    offered = {
        name: set(re.findall(r'<option value="([^"]+)"', room.staff.clients[name].get("/compare").text))
        for name in ("reviewer", "auditor")
    }
    stages = {"stage:2023:confirmed", STAGE, "stage:2024:revised", f"filing:{number}"}
    assert offered["reviewer"] == stages
    assert offered["auditor"] == stages | {"scenario:1", "move:1"}


@pytest.mark.parametrize(
    "said", ["stage:2024:nothing", "stage:x:y", "scenario:99", "filing:x", "move:0", "x", "stage:"]
)
def test_what_is_not_there_is_not_found(season: Season, said: str) -> None:
    assert season.auditor.get("/compare", params={"a": STAGE, "b": said}).status_code == 404
    assert season.auditor.get("/api/compare", params={"a": said, "b": STAGE}).status_code == 404


def test_amounts_are_spread_as_a_programme_stands_and_to_the_last_unit() -> None:
    ai, bio = (DifferenceCell("P1", "m", "", area, "") for area in ("ai", "bio"))
    base = Side("", 2027, "reviewed", {ai: 2, bio: 1}, ministries={"P1": "m"})
    made = spread(base, {"P1": 100, "P2": 7, "P3": 0}, "n")
    assert made.cells == {
        ai: 67,
        bio: 33,
        DifferenceCell("P2", "n", "", "unread", ""): 7,
        DifferenceCell("P3", "n", "", "unread", ""): 0,
    }
