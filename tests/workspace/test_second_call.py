"""A second call of the same year to the same ministry is opened only where somebody confirms it."""

from __future__ import annotations

from datetime import timedelta

from tests.workspace.conftest import MINE, OTHER, Season, local, token_of


def form(season: Season, ministry: str, year: str = "2025") -> dict[str, str]:
    now = season.staff.clock.now
    dates = {"opens": local(now), "closes_1": local(now + timedelta(days=9))}
    return {"title": "Again", "year": year, "late_days": "0", "reason_from": "10", f"group_of_{ministry}": "1", **dates}


def test_a_second_open_call_is_confirmed(season: Season) -> None:
    page = season.staff.post(season.coordinator, "/calls", **form(season, MINE))
    assert page.status_code == 409
    assert "Requests 2025" in page.text
    assert 'name="confirmed"' in page.text
    assert 'name="confirmed"' not in season.coordinator.get("/calls/new").text
    assert season.staff.post(season.coordinator, "/calls", **form(season, MINE), confirmed="yes").status_code == 303


def test_another_year_or_a_closed_call_needs_no_confirming(season: Season) -> None:
    assert season.staff.post(season.coordinator, "/calls", **form(season, MINE, "2026")).status_code == 303
    season.staff.later(days=20)
    assert season.staff.post(season.coordinator, "/calls", **form(season, OTHER)).status_code == 303


def test_a_program_confirms_too(season: Season) -> None:
    now = season.staff.clock.now
    group = {"closes_at": (now + timedelta(days=3)).isoformat(), "ministries": [MINE]}
    body = {"title": "Again", "year": 2025, "opens_at": now.isoformat(), "groups": [group]}
    headers = {"x-form-token": token_of(season.coordinator)}
    refused = season.coordinator.post("/api/calls", json=body, headers=headers)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "confirm")
    assert season.coordinator.post("/api/calls", json={**body, "confirmed": True}, headers=headers).status_code == 201
