"""Everything a page does, a program can do: each address of a page has its twin in the interface, or a reason."""

from __future__ import annotations

import pytest

from tests.workspace.conftest import Season
from tests.workspace.test_rights import routes

_DRAFT, _REQUEST = "/calls/{call}/{ministry}", "/api/calls/{call}/requests/{ministry}"
_SAME = (
    "GET /calls",
    "POST /calls",
    "GET /calls/{call}",
    "POST /calls/{call}/extensions",
    "GET /filings/{filing}",
    "GET /filings/{filing}/changes",
    "POST /filings/{filing}/findings",
    "GET /findings/{finding}",
    "POST /findings/{finding}/answer",
    "POST /findings/{finding}/files",
    "POST /findings/{finding}/settle",
    "GET /files/{file}",
    "GET /compare",
    "GET /hearings",
    "GET /hearings/{programme}",
    "GET /replay",
    "GET /replay/{year}",
    "GET /replay/{year}/{stage}",
    "GET /scenarios",
    "POST /scenarios",
    "GET /scenarios/compare",
    "GET /scenarios/{scenario}",
    "POST /scenarios/{scenario}/close",
    "GET /scenarios/{scenario}/programmes",
    "GET /moves",
    "GET /moves/{move}",
    "POST /moves/{move}/return",
    "POST /moves/{move}/sign",
    "POST /moves/{move}/threads",
    "POST /threads/{thread}/settle",
    "POST /moves/{move}/withdraw",
    "GET /lists",
    "POST /lists",
    "GET /lists/{listing}",
    "POST /lists/{listing}/confirm",
    "POST /lists/{listing}/return",
    "GET /publications",
    "POST /publications",
    "GET /publications/{publication}",
    "POST /publications/{publication}/sign",
    "POST /publications/{publication}/return",
    "POST /publications/{publication}/stop",
    "POST /publications/{publication}/retry",
    "GET /publications/{publication}/documents/{name}",
    "GET /reading",
    "GET /people",
    "POST /people",
    "GET /people/{person}",
    "POST /people/{person}/close",
    "POST /people/{person}/identities",
    "POST /people/{person}/password",
    "POST /people/{person}/roles",
    "GET /record",
    "GET /jobs",
    "POST /jobs",
    "GET /jobs/{job}",
    "POST /jobs/{job}/cancel",
    "GET /rights",
    "GET /account",
    "POST /account/delegations",
    "POST /account/delegations/{delegation}/end",
    "POST /account/mail",
    "POST /account/passkeys/{passkey}/end",
    "POST /account/password",
    "POST /account/sessions/{session}/end",
    "POST /account/stand-in",
    "POST /account/tokens",
)
"""Pages whose twin is the same address under ``/api``."""
TWINS = {
    **{each: each.replace(" /", " /api/", 1) for each in _SAME},
    "GET /calls/new": "GET /api/calls/{call}/next",
    "GET /calls/{call}/filed.csv": "GET /api/calls/{call}/filed",
    f"GET {_DRAFT}": f"GET {_REQUEST}",
    f"POST {_DRAFT}/bundle": f"POST {_REQUEST}/bundle",
    f"GET {_DRAFT}/bundle.zip": f"GET {_REQUEST}/bundle",
    f"GET {_DRAFT}/file": f"GET {_REQUEST}/changes",
    f"POST {_DRAFT}/extension": f"POST {_REQUEST}/extension",
    f"POST {_DRAFT}/file": f"POST {_REQUEST}/file",
    f"POST {_DRAFT}/files": f"POST {_REQUEST}/files",
    f"POST {_DRAFT}/programmes": f"POST {_REQUEST}/programmes",
    f"GET {_DRAFT}/programmes/{{key}}": f"GET {_REQUEST}/programmes/{{key}}",
    f"POST {_DRAFT}/programmes/{{key}}": f"PUT {_REQUEST}/programmes/{{key}}",
    f"POST {_DRAFT}/programmes/{{key}}/remove": f"DELETE {_REQUEST}/programmes/{{key}}",
    f"GET {_DRAFT}/sent/{{sheet}}": f"GET {_REQUEST}/sent/{{sheet}}/file",
    f"POST {_DRAFT}/sheet": f"POST {_REQUEST}/sheet",
    f"POST {_DRAFT}/workbook": f"POST {_REQUEST}/bundle",
    f"GET {_DRAFT}/workbook.xlsx": f"GET {_REQUEST}/workbook",
    f"GET {_DRAFT}/workbook/{{sheet}}": f"GET {_REQUEST}/sent/{{sheet}}",
    f"POST {_DRAFT}/workbook/{{sheet}}": f"POST {_REQUEST}/sent/{{sheet}}",
    "POST /files/{file}/end": "DELETE /api/files/{file}",
    "POST /minutes/{call}/files": "POST /api/calls/{call}/minutes",
    "GET /filings/{filing}/filing.json": "GET /api/filings/{filing}/content",
    "GET /filings/{filing}/receipt.json": "GET /api/filings/{filing}/receipt",
    "GET /findings": "GET /api/calls/{call}/findings",
    "GET /differences/{programme}": "GET /api/reading/differences",
    "POST /differences/{programme}": "PUT /api/reading/differences/{programme}",
    "POST /reading-bars": "POST /api/reading/bars",
    "POST /reading-again": "POST /api/reading/again",
    "POST /reading-draws": "POST /api/reading/draws",
    "POST /reading-next": "POST /api/reading/next",
    "GET /reading/{programme}": "GET /api/reading/programmes/{programme}",
    "POST /reading/{programme}": "PUT /api/reading/programmes/{programme}",
    "POST /reading/{programme}/back": "POST /api/reading/programmes/{programme}/back",
    "POST /reading/{programme}/bar": "POST /api/reading/bars",
    "POST /reading/{programme}/skip": "POST /api/reading/programmes/{programme}/skip",
    "POST /scenarios/{scenario}": "PUT /api/scenarios/{scenario}",
    "GET /scenarios/{scenario}/policy.toml": "GET /api/scenarios/{scenario}/policy",
    "GET /scenarios/{scenario}/programmes.csv": "GET /api/scenarios/{scenario}/programmes",
    "POST /scenarios/{scenario}/propose": "POST /api/moves",
    "POST /moves/{move}/amend": "POST /api/moves/{move}/amendments",
    "POST /threads/{thread}/say": "POST /api/threads/{thread}/sayings",
    "POST /moves/{move}/justification": "PUT /api/moves/{move}/justification",
    "GET /moves/{move}/amounts.csv": "GET /api/moves/{move}/amounts",
    "GET /moves/{move}/package.json": "GET /api/moves/{move}/package",
    "GET /moves/{move}/receipt.json": "GET /api/moves/{move}/receipt",
    "GET /moves/{move}/withdrawal.json": "GET /api/moves/{move}/withdrawal",
    "POST /lists/{listing}/say": "POST /api/lists/{listing}/sayings",
    "GET /lists/{listing}/designation.csv": "GET /api/lists/{listing}/designation",
    "GET /lists/{listing}/package.json": "GET /api/lists/{listing}/package",
    "GET /lists/{listing}/receipt.json": "GET /api/lists/{listing}/receipt",
    "GET /publications/{publication}/manifest.json": "GET /api/publications/{publication}/manifest",
    "GET /publications/{publication}/publication.zip": "GET /api/publications/{publication}/whole",
    "GET /publications/{publication}/receipt.json": "GET /api/publications/{publication}/receipt",
    "POST /people/{person}/identities/{identity}/end": "POST /api/identities/{identity}/end",
    "POST /people/{person}/passkeys/{passkey}/end": "POST /api/passkeys/{passkey}/end",
    "POST /people/{person}/roles/{grant}/confirm": "POST /api/roles/{grant}/confirm",
    "POST /people/{person}/roles/{grant}/end": "POST /api/roles/{grant}/end",
    "GET /record/checkpoint.json": "GET /api/record/checkpoint",
    "GET /jobs/{job}/events": "GET /api/jobs/{job}",
}
"""A page, and the address by which a program does the same."""
_BROWSER = "a browser signs in; a program has a token"
_CEREMONY = "only a browser can ask a device for a passkey"
_FORM = "an empty form: nothing is told but what its own address takes"
_OPEN = "told to anyone, a program as well"
APART = {
    "GET /": "a summary of what calls, requests and questions say, which have twins",
    "GET /account/prove": _BROWSER,
    "POST /account/passkeys": _CEREMONY,
    "POST /account/passkeys/options": _CEREMONY,
    "POST /sign-in/passkey": _CEREMONY,
    "POST /sign-in/passkey/options": _CEREMONY,
    "POST /first-password": _BROWSER,
    "GET /sign-in": _BROWSER,
    "POST /sign-in": _BROWSER,
    "GET /sign-in/back": _BROWSER,
    "POST /sign-in/elsewhere": _BROWSER,
    "POST /sign-out": _BROWSER,
    "GET /start": "the first visit, with the code that stands on the server",
    "POST /start": "the first visit, with the code that stands on the server",
    "GET /healthz": _OPEN,
    "GET /key.pem": _OPEN,
    "GET /static/{name}": "the look of pages",
    "GET /publications/{publication}/pages/{name:path}": "pages to be looked at; a program takes all files in one",
    "GET /lists/new": _FORM,
    "GET /scenarios/{scenario}/propose": _FORM,
}
"""Pages without a twin, and why."""


def _addresses(season: Season) -> set[str]:
    return {f"{method} {route.path}" for route in routes(season) for method in route.methods - {"HEAD"}}


def test_every_page_has_its_twin_or_a_reason(season: Season) -> None:
    pages = {each for each in _addresses(season) if " /api/" not in each}
    assert pages == TWINS.keys() | APART.keys()
    assert not TWINS.keys() & APART.keys()


def test_every_twin_is_there_and_described(season: Season) -> None:
    paths = season.staff.client().get("/openapi.json").json()["paths"]
    described = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert set(TWINS.values()) <= _addresses(season) & described


@pytest.mark.parametrize("place", ["filings/{number}/receipt", "filings/{number}/content"])
def test_a_file_is_the_same_by_both_ways(season: Season, place: str) -> None:
    number = season.file(season.writer)
    page = place.format(number=number).replace("content", "filing") + ".json"
    twin = season.writer.get("/api/" + place.format(number=number))
    assert twin.status_code == 200
    assert twin.content == season.writer.get("/" + page).content
    refused = season.council.get("/api/" + place.format(number=number))
    assert refused.status_code == 404
    assert refused.json()["error"]["code"] == "not-found"
