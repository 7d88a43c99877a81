"""One's own account and figures for programs: as the pages do it, and no more than a token was made for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.workspace.conftest import Season, token_of
from tests.workspace.planned import FIGURE, out, planned

CHANGES = (
    ("password", {"former": "x", "password": "y" * 14}),
    ("mail", {"mail": "a@example.org"}),
    ("tokens", {"label": "x", "scope": ["call.read"]}),
    ("stand-in", {"delegation": 0}),
    ("delegations/1/end", None),
)


def _post(season: Season, place: str, json: object = None, client=None):
    client = client or season.writer
    return client.post(f"/api/account/{place}", json=json, headers={"x-form-token": token_of(client)})


def _program(season: Season, scope: list[str]):
    made = _post(season, "tokens", {"label": "script", "scope": scope, "days": 3})
    assert made.status_code == 201, made.text
    client = season.staff.client()
    client.headers["authorization"] = f"bearer {made.json()['token']}"
    return client


def test_the_account_says_what_signs_one_in(season: Season) -> None:
    _program(season, ["call.read"])
    told = season.writer.get("/api/account").json()
    assert [each["kind"] for each in told["sessions"]] == ["token", "browser"]
    assert [each["this"] for each in told["sessions"]] == [False, True]
    assert told["sessions"][0]["scope"] == ["call.read"]
    assert told["passkeys"] == told["lends"] == told["is_lent"] == []


def test_a_sign_in_ends_by_its_number_and_its_token_is_over(season: Season) -> None:
    program = _program(season, ["call.read"])
    number = program.get("/api/account").json()["sessions"][0]["session"]
    assert _post(season, f"sessions/{number}/end").status_code == 204
    assert program.get("/api/account").status_code == 401


@pytest.mark.parametrize(("place", "json"), CHANGES)
def test_a_token_reads_the_account_and_changes_nothing_of_it(season: Season, place: str, json: object) -> None:
    program = _program(season, ["call.read"])
    assert program.get("/api/account").status_code == 200
    refused = program.post(f"/api/account/{place}", json=json)
    assert refused.status_code in {403, 404}, refused.text


def test_where_one_is_told_is_kept(season: Season) -> None:
    assert _post(season, "mail", {"mail": "a@example.org"}).status_code == 204
    assert season.writer.get("/api/account").json()["mail"] == "a@example.org"
    wrong = _post(season, "mail", {"mail": "no address"})
    assert (wrong.status_code, wrong.json()["error"]["column"]) == (422, "mail")


def test_a_wrong_former_password_changes_nothing(season: Season) -> None:
    refused = _post(season, "password", {"former": "wrong", "password": "long enough for this 1"})
    assert refused.status_code == 422
    assert refused.json()["error"]["column"] == "former"


def test_a_role_is_lent_taken_up_and_given_back(season: Season) -> None:
    giver = season.reviewer.get("/api/me").json()
    taker = season.coordinator.get("/api/me").json()
    ends = (season.staff.clock.now + timedelta(days=3)).isoformat()
    body = {"grant": giver["roles"][0]["id"], "taker": taker["person"], "ends_at": ends, "reason": "away"}
    lent = _post(season, "delegations", body, season.reviewer)
    assert lent.status_code == 201, lent.text
    number = lent.json()["delegation"]
    assert [each["delegation"] for each in season.coordinator.get("/api/account").json()["is_lent"]] == [number]
    assert _post(season, "stand-in", {"delegation": number}, season.coordinator).status_code == 204
    assert season.coordinator.get("/api/me").json()["acting_for"] == giver["name"]
    assert _post(season, "stand-in", {"delegation": 0}, season.coordinator).status_code == 204
    assert _post(season, f"delegations/{number}/end", None, season.reviewer).status_code == 204
    assert season.reviewer.get("/api/account").json()["lends"] == []


def test_a_person_is_told_whole_and_closed(season: Season) -> None:
    admin = season.administrator
    number = season.council.get("/api/me").json()["person"]
    told = admin.get(f"/api/people/{number}").json()
    assert [(each["role"], each["state"]) for each in told["roles"]] == [("council", "held")]
    headers = {"x-form-token": token_of(admin)}
    assert admin.post(f"/api/people/{number}/close", json={"text": "left"}, headers=headers).status_code == 204
    told = admin.get(f"/api/people/{number}").json()
    assert told["closed_at"]
    assert told["sessions"] == []
    assert told["roles"][0]["state"] == "ended"
    assert season.council.get("/api/me").status_code == 401


def test_a_figure_is_told_by_its_id(season: Season) -> None:
    staff = season.staff
    with staff.office.database.writing() as connection:
        number = planned(connection, staff.folder, 4)
    of_one = season.coordinator.get(f"/api/publications/{number}/figures/{FIGURE}").json()
    assert (of_one["value"], of_one["rows"]) == (120_000_000_000, ["a1"])
    assert season.coordinator.get(f"/api/figures/{FIGURE}").status_code == 404
    out(staff.folder)
    assert season.coordinator.get(f"/api/figures/{FIGURE}").json() == of_one
    unknown = season.coordinator.get("/api/figures/f00")
    assert unknown.json()["error"]["code"] == "not-found"
    assert season.writer.get(f"/api/figures/{FIGURE}").status_code == 404
