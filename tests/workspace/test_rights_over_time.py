"""What rights leave open in time and out of sight: after the closing, in what others see, with tokens, closed accounts."""

from __future__ import annotations

import re

import pytest

from tests.shortened import some
from tests.workspace.conftest import CAST, MINE, Season, local, token_of
from tests.workspace.planned import FIGURE
from tests.workspace.rights_matrix import KEY, READS, WRITERS


def test_after_the_closing_nothing_is_written(season: Season) -> None:
    season.staff.later(days=20)
    for client in (season.writer, season.head):
        form = {"amount": "1", "version": "0"}
        assert season.staff.post(client, f"{season.draft()}/programmes/{KEY}", **form).status_code == 403
        headers = {"x-form-token": token_of(client), "if-match": '"0"'}
        place = f"{season.api()}/programmes/{KEY}"
        assert client.put(place, json={"amount": 1}, headers=headers).status_code == 403
        assert season.staff.post(client, f"{season.draft()}/file", digest="0" * 64).status_code == 403


CANARY = "canary-0f3a"


@pytest.mark.slow
def test_what_may_not_be_seen_appears_nowhere(season: Season) -> None:
    place = f"{season.draft()}/programmes/{KEY}"
    form = {"reason": CANARY, "amount": "9,100", "version": "0"}
    assert season.staff.post(season.writer, place, **form).status_code == 303
    everywhere = [ask.place for ask in READS]
    values = {
        "call": "1",
        "file": "1",
        "ministry": MINE,
        "key": KEY,
        "person": "12",
        "job": "1",
        "filing": "2025-00001",
        "finding": "1",
        "sheet": "1",
        "scenario": "1",
        "move": "1",
        "listing": "1",
        "planned": "1",
        "document": "release.pdf",
        "published": "1",
        "other": "2",
        "fiscal": "2024",
        "sent": "1",
        "waiting": "2",
        "thread": "1",
        "stage": "confirmed",
        "figure": FIGURE,
    }
    drafts = {name for name, *_ in CAST} - WRITERS
    _absent(season, everywhere, values, drafts)
    number = season.file(season.writer)
    season.staff.post(season.reviewer, f"/filings/{number}/findings", programme=KEY, text=f"{CANARY}?")
    _absent(season, everywhere, values, {"council", "clerk", "administrator", "stranger", "nobody"})


def _absent(season: Season, places: list[str], values: dict[str, str], names: set[str]) -> None:
    for place in places:
        for name in some(sorted(names), 2):
            answer = season.staff.clients[name].get(place.format(**values), follow_redirects=False)
            assert CANARY not in answer.text + str(answer.headers), (name, place)
            if name in {"administrator", "stranger", "nobody"}:
                assert "9,100" not in answer.text, (name, place)


def test_a_token_does_no_more_than_it_was_made_for(season: Season) -> None:
    page = season.staff.post(season.writer, "/account/tokens", label="script", days="9", scope="call.read").text
    secret = re.search(r"cct_[\w-]+", page)[0]
    program = season.staff.client()
    del program.headers["origin"]
    program.headers["authorization"] = f"Bearer {secret}"
    assert program.get("/api/calls").status_code == 200
    assert program.get(season.api()).status_code == 404
    assert program.post("/api/calls", json={}).status_code == 422
    assert program.post(f"{season.api()}/file", json={"digest": "0" * 64}).status_code == 404
    season.staff.later(days=10)
    assert program.get("/api/calls").status_code == 401


def test_a_closed_account_ends_at_once(season: Season) -> None:
    assert season.writer.get("/").status_code == 200
    season.staff.post(season.administrator, "/people/1/close", reason="left")
    assert season.writer.get("/", follow_redirects=False).headers["location"] == "/sign-in"


def test_dates_that_a_person_types_are_local(season: Season) -> None:
    assert local(season.staff.clock.now) in season.coordinator.get("/calls/new").text
