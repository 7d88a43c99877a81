"""A scenario says from which moment it is and is made anew; areas that a new list lacks are told and followed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crosscut.workspace.solver.solver_pool import SolverHere
from crosscut.workspace.solver.solver_service import SolverService
from tests.workspace.conftest import POLICY, Season
from tests.workspace.open_scenarios import opened, plan_of, press
from tests.workspace.test_lists import confirmed, proposed

CEILING = "limit|limit|ceiling"
EN = {"accept-language": "en"}
KO = {"accept-language": "ko"}


@pytest.fixture
def room(season: Season) -> Season:
    """A season whose policy names an area that the list of 2026 does not have."""
    (season.staff.folder / "policy.toml").write_text(
        POLICY.replace('area = "ai"', 'area = "secondary-batteries"'), encoding="utf-8"
    )
    return season


def newly(room: Season, **form: str):
    return room.staff.post(room.coordinator, "/scenarios", name="New", why="what if", **form)


def test_areas_that_the_list_lacks_are_told_in_the_readers_language_and_followed(room: Season) -> None:
    place = opened(room)
    before = plan_of(room, place)
    assert confirmed(room, proposed(room)).status_code == 303
    token = room.staff.post(room.coordinator, "/scenarios", name="New", why="what if")
    assert token.status_code == 422
    page = token.text
    assert "이차전지" in page
    assert "policy.toml" in page
    assert 'name="follow"' in page
    assert "which no programme has" not in page
    made = newly(room, follow="yes")
    assert made.status_code == 303, made.text
    plan = plan_of(room, made.headers["location"].partition("?")[0])
    assert plan["total"]
    assert "secondary-batteries" not in {row["key"] for row in plan["areas"]}
    assert plan_of(room, place)["digest"] == before["digest"], "the old one stands over its own moment"


def test_a_scenario_whose_moment_is_gone_offers_to_be_made_anew(room: Season) -> None:
    place = opened(room)
    assert press(room, place, "save", **{CEILING: "-7"}).status_code == 303
    assert confirmed(room, proposed(room)).status_code == 303
    room.staff.office.solver = SolverHere(room.staff.folder)
    page = room.coordinator.get(place, headers=KO).text
    assert "이차전지" in page
    assert 'name="renew" value="yes"' in page
    form = {"origin": place.rpartition("/")[2], "renew": "yes", "follow": "yes"}
    made = newly(room, **form).headers["location"].partition("?")[0]
    assert made != place
    held = room.coordinator.get(f"/api{made}").json()
    assert [(each["target"], each["value"]) for each in held["changes"]] == [("ceiling", "-7 %")]
    assert plan_of(room, made)["total"]


def test_a_scenario_says_from_when_it_is_and_what_came_since(season: Season) -> None:
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    place = opened(season)
    page = season.coordinator.get(place, headers=EN).text
    assert "Amounts and areas as of" in page
    assert 'id="since"' not in page
    copy = opened(season, "copy", origin=place.rpartition("/")[2])
    first = season.coordinator.get(f"/api{place}").json()["made_at"]
    assert confirmed(season, proposed(season)).status_code == 303
    for each in (place, copy):
        page = season.coordinator.get(each, headers=EN).text
        assert "lists confirmed 1" in page, each
        assert "Make it anew as of now" in page
        assert first[11:16] in page


def test_the_base_is_named_where_it_is_a_stage_of_the_same_year(season: Season) -> None:
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    place = opened(season)
    for headers, base, never in ((EN, "2024 confirmed", "last year"), (KO, "2024년 국회확정", "전년")):
        page = season.coordinator.get(place, headers=headers).text
        assert base in page
        assert never not in page.lower(), headers
        assert never not in season.coordinator.get(f"{place}/programmes", headers=headers).text.lower()


def test_the_ledger_keeps_what_a_scenario_is_opened_over(season: Season) -> None:
    folder = season.staff.folder
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    assert not (folder / "build").exists()
    ground = SolverService(folder).answer({"ask": "ground"})
    at = datetime.now(UTC).isoformat()
    over = {"policy": ground["policy"], "mark": ground["mark"], "moment": at, "changes": []}
    before = SolverService(folder).answer({"ask": "plan", "over": [over]})
    assert confirmed(season, proposed(season)).status_code == 303
    after = SolverService(folder).answer({"ask": "plan", "over": [over]})
    assert not after["moved"]
    assert after["digest"] == before["digest"]
