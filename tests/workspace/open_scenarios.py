"""Scenarios opened and pressed over the web, as the tests of scenarios do."""

from __future__ import annotations

import re

import pytest

from tests.workspace.conftest import POLICY, Season

CEILING = "limit|limit|ceiling"


@pytest.fixture
def room(season: Season) -> Season:
    """A season whose folder has a policy."""
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    return season


def opened(room: Season, name: str = "Less", **form: str) -> str:
    answer = room.staff.post(room.coordinator, "/scenarios", name=name, why="what if", **form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def press(room: Season, place: str, does: str, **form: str):
    version = re.search(r'name="version" value="(\d+)"', room.coordinator.get(place).text)[1]
    return room.staff.post(room.coordinator, place, do=does, **{"version": version, **form})


def plan_of(room: Season, place: str) -> dict:
    answer = room.coordinator.get(f"/api{place}/plan")
    assert answer.status_code == 200, answer.text
    return answer.json()
