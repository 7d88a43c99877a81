"""Tokens: the interface for programs alone, described as it is, and why one is not made."""

from __future__ import annotations

import re

import pytest

from crosscut.workspace.words import word
from tests.workspace.conftest import Season


@pytest.fixture
def program(season: Season):
    scope = ["call.read", "request.read", "request.write"]
    data = {"label": "script", "days": "9", "scope": scope, "token": ""}
    data["token"] = re.search(r'name="token" value="([^"]+)"', season.writer.get("/account").text)[1]
    page = season.writer.post("/account/tokens", data=data).text
    client = season.staff.client()
    del client.headers["origin"]
    client.headers["authorization"] = f"bearer {re.search(r'cct_[A-Za-z0-9_-]+', page)[0]}"
    return client


@pytest.mark.parametrize(
    "place", ["/", "/account", "/calls", "/calls/1", "/calls/1/msit", "/record", "/apis", "/sign-in"]
)
def test_a_token_opens_no_page(program, place: str) -> None:
    assert program.get(place, follow_redirects=False).status_code == 401
    assert program.post(place, data={"token": "x"}, follow_redirects=False).status_code == 401


def test_a_token_opens_what_programs_need(program) -> None:
    for place in ("/api/calls", "/api/calls/1/requests/msit", "/openapi.json", "/key.pem", "/healthz"):
        assert program.get(place).status_code == 200, place


def test_the_description_states_how_one_says_who_one_is(season: Season) -> None:
    described = season.staff.client().get("/openapi.json").json()
    schemes = described["components"]["securitySchemes"]
    assert {(each["type"], each.get("scheme", each.get("in"))) for each in schemes.values()} == {
        ("http", "bearer"),
        ("apiKey", "cookie"),
    }
    for methods in described["paths"].values():
        for said in methods.values():
            assert {name for way in said["security"] for name in way} == set(schemes)


REFUSALS = (
    ({"label": "", "days": "9", "scope": "call.read"}, "token_label"),
    ({"label": "x", "days": "9"}, "token_nothing"),
    ({"label": "x", "days": "9", "scope": "call.burn"}, "token_action"),
    ({"label": "x", "days": "400", "scope": "call.read"}, "token_days"),
)


@pytest.mark.parametrize(("form", "why"), REFUSALS)
def test_a_token_that_is_not_made_says_why(season: Season, form: dict[str, str], why: str) -> None:
    page = season.staff.post(season.writer, "/account/tokens", **form)
    assert page.status_code == 422
    assert word(why, value="call.burn").ko in page.text


def test_health_is_asked_with_head_too(season: Season) -> None:
    answer = season.staff.client().head("/healthz")
    assert (answer.status_code, answer.text) == (200, "")


def test_a_token_ends_with_its_days(season: Season, program) -> None:
    season.staff.clock.pass_by(days=8)
    assert program.get("/api/calls").status_code == 200
    season.staff.clock.pass_by(days=1)
    assert program.get("/api/calls").status_code == 401
