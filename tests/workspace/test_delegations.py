"""Lending a role: to whom it may go, so that no one comes to see amounts or answers what he asked himself."""

from __future__ import annotations

import re

import pytest

from crosscut.workspace.people import people
from crosscut.workspace.people.people import Role
from tests.shortened import some
from tests.workspace.conftest import CAST, MINE, Season

PLACES = {name: str(number) for number, (name, *_) in enumerate(CAST, start=1)}
ALLOWED = {
    "writer": {"head"},
    "head": {"writer"},
    "stranger": set[str](),
    "reviewer": {"chair", "coordinator"},
    "chair": {"reviewer", "coordinator"},
    "coordinator": {"reviewer", "chair"},
    "approver": set[str](),
}
"""To whom of the cast each may lend; who is not named may lend nothing."""
KEY = "KR24-1-02"


def lend(season: Season, giver: str, taker: str):
    until = season.staff.clock.now.replace(day=4).astimezone().strftime("%Y-%m-%dT%H:%M")
    form = {"grant": PLACES[giver], "taker": PLACES[taker], "ends": until, "reason": "leave"}
    return season.staff.post(season.staff.clients[giver], "/account/delegations", **form)


@pytest.mark.parametrize("giver", some([name for name, role, _ in CAST if role], 4))
def test_a_role_is_lent_to_its_own_kind_and_side_alone(season: Season, giver: str) -> None:
    allowed = ALLOWED.get(giver, set())
    offered = re.findall(r'<option value="(\d+)">(\w+) –', season.staff.clients[giver].get("/account").text)
    assert {name for _, name in offered} == allowed
    for taker in PLACES:
        if taker != giver:
            assert lend(season, giver, taker).status_code == (303 if taker in allowed else 403), (giver, taker)


def test_those_one_may_lend_to_are_shown_with_role_and_ministry(season: Season) -> None:
    assert re.search(r'<option value="2">head – [^<]+\([^<]+\)</option>', season.writer.get("/account").text)


def test_a_role_on_another_side_ends_what_was_lent(season: Season) -> None:
    assert lend(season, "writer", "head").status_code == 303
    stands_in = {"delegation": "1"}
    assert season.staff.post(season.head, "/account/stand-in", **stands_in).status_code == 303
    with season.staff.office.database.writing() as connection:
        role = Role("administrator")
        people.new_grant(connection, int(PLACES["head"]), role, "test", season.staff.clock(), exception="server")
    assert "writer" not in season.head.get("/api/me").json()["acting_for"]
    assert season.staff.post(season.head, "/account/stand-in", **stands_in).status_code == 403


def test_nobody_answers_what_he_asked_himself(season: Season) -> None:
    number = season.file(season.writer)
    for client in (season.reviewer, season.chair):
        season.staff.post(client, f"/filings/{number}/findings", programme=KEY, text="why?")
    with season.staff.office.database.writing() as connection:
        role, now = Role("head", MINE), season.staff.clock()
        people.new_grant(connection, int(PLACES["reviewer"]), role, "test", now, exception="server")
    own, other = "/findings/1", "/findings/2"
    assert f'action="{own}/answer"' not in season.reviewer.get(own).text
    assert f'action="{other}/answer"' in season.reviewer.get(other).text
    assert season.staff.post(season.reviewer, f"{own}/answer", text="because").status_code == 403
    assert season.staff.post(season.reviewer, f"{other}/answer", text="because").status_code == 303
    assert season.staff.post(season.writer, f"{own}/answer", text="because").status_code == 303
