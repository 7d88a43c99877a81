"""Who may do what, from a statement of the rules that shares nothing with the table: asked of the function, of every
address as a page and as JSON, before and after the closing, in one's own ministry and in another's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import insert

from crosscut.workspace import rights
from crosscut.workspace.rights import Grant, Item, Permit, may
from crosscut.workspace.schema.reading_schema import READINGS
from crosscut.workspace.schema.schema import JOBS
from tests.shortened import some
from tests.workspace.conftest import CAST, MINE, OTHER, POLICY, Season, token_of
from tests.workspace.planned import DOCUMENT, FIGURE, out, planned

OFFICE = {"reviewer", "chair", "coordinator", "approver", "auditor"}
SIGNED_IN = OFFICE | {"council", "clerk", "administrator", "writer", "head", "stranger", "nobody"}
IN_OFFICE = SIGNED_IN - {"nobody"}
STATES = (
    "planned",
    "open",
    "late",
    "closed",
    "answered",
    "settled",
    "running",
    "ended",
    "proposed",
    "signed",
    "prepared",
    "unpublished",
    "",
)


@dataclass(frozen=True)
class RightsCase:
    """Who asks, in what state, whether of one's own ministry, and whether they have had a hand in it."""

    role: str
    state: str
    own: bool
    hand: bool

    @property
    def of_ministry(self) -> bool:
        return self.role in {"writer", "head"}

    @property
    def own_ministry(self) -> bool:
        return self.of_ministry and self.own


ADMINISTERS = {
    "person.add",
    "person.close",
    "person.reset",
    "person.identify",
    "grant.give",
    "grant.end",
    "session.end",
}
RULES: dict[str, Callable[[RightsCase], bool]] = {
    "call.read": lambda said: said.own or not said.of_ministry,
    "call.open": lambda said: said.role in {"coordinator", "administrator"},
    "call.extend": lambda said: said.role == "coordinator" and said.state in {"open", "late", "closed"},
    "extension.ask": lambda said: said.own_ministry and said.state in {"open", "late", "closed"},
    "request.read": lambda said: said.own_ministry,
    "request.write": lambda said: said.own_ministry and said.state in {"open", "late"},
    "request.file": lambda said: said.own_ministry and said.state in {"open", "late"},
    "request.notice": lambda said: said.role in OFFICE or said.own_ministry,
    "filing.read": lambda said: said.role in OFFICE | {"council", "clerk"} or said.own_ministry,
    "finding.read": lambda said: said.role in OFFICE or said.own_ministry,
    "finding.ask": lambda said: said.role in {"reviewer", "chair", "coordinator"},
    "finding.answer": lambda said: said.own_ministry and said.state in {"open", "answered"} and not said.hand,
    "finding.settle": lambda said: (
        said.role in {"reviewer", "chair", "coordinator"} and said.state in {"open", "answered"} and not said.hand
    ),
    "reading.read": lambda said: said.role in {"reviewer", "chair"} and not said.hand,
    "reading.settle": lambda said: said.role in {"chair", "coordinator"} and not said.hand,
    "reading.see": lambda said: said.role in OFFICE,
    "hearing.read": lambda said: said.role in OFFICE,
    "replay.read": lambda said: said.role in OFFICE,
    "reading.draw": lambda said: said.role == "coordinator",
    "minutes.read": lambda said: said.role in OFFICE,
    "minutes.write": lambda said: said.role in {"reviewer", "chair", "coordinator"},
    "job.start": lambda said: said.role == "coordinator",
    "job.cancel": lambda said: said.role == "coordinator" and said.state == "running",
    "job.read": lambda said: said.role in {"coordinator", "administrator", "auditor"},
    "scenario.read": lambda said: said.role in {"chair", "coordinator", "approver", "auditor"},
    "scenario.open": lambda said: said.role == "coordinator",
    "scenario.change": lambda said: said.role == "coordinator",
    "scenario.close": lambda said: said.role == "coordinator",
    "move.read": lambda said: said.role in {"chair", "coordinator", "approver", "auditor"},
    "move.propose": lambda said: said.role == "coordinator",
    "move.amend": lambda said: said.role == "coordinator" and said.state == "proposed",
    "move.sign": lambda said: said.role == "approver" and said.state == "proposed" and not said.hand,
    "move.return": lambda said: said.role == "approver" and said.state == "proposed" and not said.hand,
    "move.withdraw": lambda said: said.role == "approver" and said.state == "signed" and not said.hand,
    "move.discuss": lambda said: said.role in {"chair", "coordinator", "approver"},
    "move.settle": lambda said: said.role in {"chair", "coordinator", "approver"} and not said.hand,
    "move.justify": lambda said: said.role == "coordinator" and said.state == "proposed",
    "list.read": lambda said: said.role in {"chair", "coordinator", "approver", "auditor"},
    "list.propose": lambda said: said.role == "coordinator",
    "list.discuss": lambda said: said.role in {"chair", "coordinator", "approver"} and said.state == "proposed",
    "list.confirm": lambda said: said.role == "approver" and said.state == "proposed" and not said.hand,
    "list.return": lambda said: said.role == "approver" and said.state == "proposed" and not said.hand,
    "publication.read": lambda said: said.role in {"chair", "coordinator", "approver", "auditor"},
    "publication.prepare": lambda said: said.role == "coordinator",
    "publication.sign": lambda said: said.role == "approver" and said.state == "prepared" and not said.hand,
    "publication.return": lambda said: said.role == "approver" and said.state == "prepared" and not said.hand,
    "publication.stop": lambda said: said.role in {"coordinator", "approver"} and said.state == "signed",
    "publication.retry": lambda said: said.role == "coordinator" and said.state == "unpublished",
    "person.read": lambda said: said.role in {"administrator", "auditor"},
    "grant.confirm": lambda said: said.role == "administrator" and not said.hand,
    "record.read": lambda said: said.role in {"auditor", "coordinator", "administrator"} or said.own_ministry,
    **dict.fromkeys(ADMINISTERS, lambda said: said.role == "administrator"),
}
"""The rules in sentences, one an action; the table of rights is not looked at."""


def differs(role: str, action: str) -> list[RightsCase]:
    """Where the function and the rules say different things of an action."""
    ministry = MINE if role in rights.OF_MINISTRIES else ""
    told = []
    for said in (
        RightsCase(role, state, own, hand) for state in STATES for own in (True, False) for hand in (True, False)
    ):
        hands = frozenset({7} if said.hand else ())
        item = Item(MINE if said.own else OTHER, year=2025, state=said.state, hands=hands)
        answer = may(7, [Grant(1, role, ministry)], action, item)
        if answer.allowed != (role != "public" and RULES[action](said)):
            told.append(said)
    return told


@pytest.mark.parametrize("role", rights.ROLES)
def test_the_table_says_what_the_rules_say(role: str) -> None:
    for action in rights.actions():
        if action != "delegation.give":
            assert not differs(role, action), action


def _changed(permit: Permit) -> Iterator[Permit]:
    """A row with one of its checks dropped, or one more than it has."""
    if rights.ANY in permit.states:
        yield replace(permit, states=frozenset({"planned"}))
    else:
        yield replace(permit, states=frozenset({rights.ANY}))
        yield from (replace(permit, states=permit.states - {each}) for each in permit.states)
    yield replace(permit, apart=not permit.apart)


def test_no_check_of_the_table_is_dropped_unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    table = rights.permits()
    for place, permit in enumerate(table):
        if permit.action == "delegation.give":
            continue
        for one in ((), *((each,) for each in _changed(permit))):
            monkeypatch.setattr(rights, "permits", lambda rows=(*table[:place], *one, *table[place + 1 :]): rows)
            assert differs(permit.role, permit.action), (permit, one)


def test_who_stands_in_has_a_hand_in_what_either_did() -> None:
    item = Item(MINE, state="answered", hands=frozenset({7}))
    assert may(8, [Grant(1, "chair")], "finding.settle", item).allowed
    assert not may(8, [Grant(1, "chair")], "finding.settle", item, acting_for=7).allowed


def test_a_role_of_one_year_or_committee_reaches_no_further() -> None:
    assert may(1, [Grant(1, "chair", year=2025)], "filing.read", Item(MINE, year=2025)).allowed
    assert may(1, [Grant(1, "chair", year=2025)], "filing.read", Item(MINE, year=2026)).why == "scope"
    assert may(1, [Grant(1, "chair", committee="bio")], "filing.read", Item(MINE, year=2025)).why == "scope"


def test_a_head_writes_amounts_and_reasons_alone() -> None:
    answer = may(1, [Grant(1, "head", MINE)], "request.write", Item(MINE, state="open"))
    assert {"amount", "reason", "files"} == answer.fields


@dataclass(frozen=True)
class Ask:
    """An address, how it is asked, what it may answer to whom, and the answer to all others."""

    method: str
    place: str
    who: frozenset[str] | set[str]
    good: int = 200
    refused: int = 404
    form: tuple[tuple[str, str], ...] = ()
    json: tuple[tuple[str, object], ...] | None = None


DRAFT, API = "/calls/{call}/{ministry}", "/api/calls/{call}/requests/{ministry}"
KEY = "KR24-1-02"
WRITERS = {"writer", "head"}
ASKERS = {"reviewer", "chair", "coordinator"}
READERS = {"reviewer", "chair"}
PLANNERS = {"chair", "coordinator", "approver", "auditor"}
DISCUSS = PLANNERS - {"auditor"}

READS = (
    Ask("GET", "/", SIGNED_IN),
    Ask("GET", "/rights", SIGNED_IN),
    Ask("GET", "/account", SIGNED_IN),
    Ask("GET", "/record", {"auditor", "coordinator", "administrator", "writer", "head", "stranger"}),
    Ask(
        "GET",
        "/record/checkpoint.json",
        {"auditor", "coordinator", "administrator", "writer", "head", "stranger"},
    ),
    Ask(
        "GET",
        "/api/record/checkpoint",
        {"auditor", "coordinator", "administrator", "writer", "head", "stranger"},
    ),
    Ask("GET", "/jobs", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/jobs/{job}", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/jobs/{job}/events", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/api/jobs", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/api/jobs/{job}", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/reading", OFFICE),
    Ask("GET", "/reading/{key}", READERS),
    Ask("GET", "/differences/{key}", {"coordinator"}),
    Ask("GET", "/api/reading", OFFICE),
    Ask("GET", "/api/reading/programmes/{key}", READERS),
    Ask("GET", "/api/reading/differences", {"chair", "coordinator"}),
    Ask("GET", "/hearings", OFFICE),
    Ask("GET", "/hearings/{key}", OFFICE),
    Ask("GET", "/api/hearings", OFFICE),
    Ask("GET", "/api/hearings/{key}", OFFICE),
    Ask("GET", "/replay", OFFICE),
    Ask("GET", "/replay/{fiscal}", OFFICE),
    Ask("GET", "/replay/{fiscal}/{stage}", OFFICE),
    Ask("GET", "/compare", OFFICE),
    Ask("GET", "/compare?a=stage:2024:confirmed&b=scenario:{scenario}", PLANNERS),
    Ask("GET", "/compare?a=stage:2024:confirmed&b=filing:{filing}", OFFICE),
    Ask("GET", "/compare?a=stage:2023:confirmed&b=move:{move}", PLANNERS),
    Ask("GET", "/api/compare?a=stage:2024:confirmed&b=scenario:{scenario}", PLANNERS),
    Ask("GET", "/api/compare?a=filing:{filing}&b=stage:2024:confirmed", OFFICE),
    Ask("GET", "/api/replay", OFFICE),
    Ask("GET", "/api/replay/{fiscal}", OFFICE),
    Ask("GET", "/api/replay/{fiscal}/{stage}", OFFICE),
    Ask("GET", "/scenarios", PLANNERS),
    Ask("GET", "/scenarios/{scenario}", PLANNERS),
    Ask("GET", "/scenarios/compare?with={scenario}&with={other}", PLANNERS),
    Ask("GET", "/scenarios/{scenario}/programmes", PLANNERS),
    Ask("GET", "/scenarios/{scenario}/programmes.csv", PLANNERS),
    Ask("GET", "/scenarios/{scenario}/policy.toml", PLANNERS),
    Ask("GET", "/api/scenarios", PLANNERS),
    Ask("GET", "/api/scenarios/compare?with={scenario}&with={other}", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/plan", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/programmes", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/feasible?place=ceiling", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/worth", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/pins", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/policy", PLANNERS),
    Ask("GET", "/moves", PLANNERS),
    Ask("GET", "/moves/{move}", PLANNERS),
    Ask("GET", "/moves/{move}/amounts.csv", PLANNERS),
    Ask("GET", "/moves/{move}/receipt.json", PLANNERS),
    Ask("GET", "/moves/{move}/package.json", PLANNERS),
    Ask("GET", "/moves/{move}/withdrawal.json", set()),
    Ask("GET", "/api/moves/{waiting}/threads", PLANNERS),
    Ask("GET", "/api/threads/{thread}", PLANNERS),
    Ask("GET", "/api/moves/{waiting}/justification", PLANNERS),
    Ask("GET", "/lists", PLANNERS),
    Ask("GET", "/lists/new", {"coordinator"}, 200, 403),
    Ask("GET", "/lists/{listing}", PLANNERS),
    Ask("GET", "/lists/{listing}/receipt.json", set()),
    Ask("GET", "/lists/{listing}/package.json", set()),
    Ask("GET", "/lists/{listing}/designation.csv", set()),
    Ask("GET", "/api/lists", PLANNERS),
    Ask("GET", "/api/lists/{listing}", PLANNERS),
    Ask("GET", "/publications", PLANNERS),
    Ask("GET", "/publications/{planned}", PLANNERS),
    Ask("GET", "/publications/{planned}/publication.zip", PLANNERS),
    Ask("GET", "/publications/{planned}/documents/{document}", PLANNERS),
    Ask("GET", "/publications/{planned}/pages/{document}", PLANNERS),
    Ask("GET", "/publications/{planned}/manifest.json", PLANNERS),
    Ask("GET", "/publications/{published}/receipt.json", PLANNERS),
    Ask("GET", "/api/publications", PLANNERS),
    Ask("GET", "/api/publications/{planned}", PLANNERS),
    Ask("GET", "/api/moves", PLANNERS),
    Ask("GET", "/api/moves/{move}", PLANNERS),
    Ask("GET", "/api/moves/{move}/amounts", PLANNERS),
    Ask("GET", "/api/moves/{move}/receipt", PLANNERS),
    Ask("GET", "/api/moves/{move}/package", PLANNERS),
    Ask("GET", "/api/moves/{move}/withdrawal", set()),
    Ask("GET", "/api/lists/{listing}/receipt", set()),
    Ask("GET", "/api/lists/{listing}/package", set()),
    Ask("GET", "/api/lists/{listing}/designation", set()),
    Ask("GET", "/api/publications/{planned}/whole", PLANNERS),
    Ask("GET", "/api/publications/{planned}/documents/{document}", PLANNERS),
    Ask("GET", "/api/publications/{planned}/manifest", PLANNERS),
    Ask("GET", "/api/publications/{published}/receipt", PLANNERS),
    Ask("GET", "/api/publications/{planned}/figures/{figure}", PLANNERS),
    Ask("GET", "/api/figures/{figure}", PLANNERS),
    Ask("GET", "/api/filings/{filing}/receipt", OFFICE | WRITERS),
    Ask("GET", "/api/filings/{filing}/content", OFFICE | WRITERS),
    Ask("GET", "/api/calls/{call}/filed", OFFICE),
    Ask("GET", "/api/people/{person}", {"administrator", "auditor"}),
    Ask("GET", "/scenarios/{scenario}/propose", {"coordinator"}, refused=403),
    Ask("GET", "/people", {"administrator", "auditor"}),
    Ask("GET", "/people/{person}", {"administrator", "auditor"}),
    Ask("GET", "/api/people/{person}/passkeys", {"administrator", "auditor"}),
    Ask("GET", "/calls", IN_OFFICE),
    Ask("GET", "/calls/new", {"coordinator", "administrator"}, refused=403),
    Ask("GET", "/calls/{call}", IN_OFFICE),
    Ask("GET", DRAFT, WRITERS),
    Ask("GET", DRAFT + "/programmes/{key}", WRITERS),
    Ask("GET", DRAFT + "/file", WRITERS),
    Ask("GET", "/filings/{filing}/changes", OFFICE | WRITERS | {"council", "clerk"}),
    Ask("GET", API + "/changes", WRITERS),
    Ask("GET", API + "/files", WRITERS),
    Ask("GET", "/files/{file}", OFFICE | WRITERS),
    Ask("GET", "/api/files/{file}", OFFICE | WRITERS),
    Ask("GET", "/api/findings/{finding}/files", OFFICE | WRITERS),
    Ask("GET", "/api/calls/{call}/minutes", OFFICE),
    Ask("GET", "/api/calls/{call}/findings", OFFICE | WRITERS | {"stranger"}),
    Ask("GET", "/api/calls/{call}/next", {"coordinator", "administrator"}, refused=403),
    Ask("GET", "/api/filings/{filing}/changes", OFFICE | WRITERS | {"council", "clerk"}),
    Ask("GET", DRAFT + "/workbook.xlsx", WRITERS),
    Ask("GET", DRAFT + "/workbook/{sheet}", WRITERS),
    Ask("GET", DRAFT + "/bundle.zip", WRITERS),
    Ask("GET", DRAFT + "/sent/{sent}", WRITERS),
    Ask("GET", API + "/bundle", WRITERS),
    Ask("GET", API + "/workbook", WRITERS),
    Ask("GET", API + "/sent", WRITERS),
    Ask("GET", API + "/sent/{sent}", WRITERS),
    Ask("GET", API + "/sent/{sent}/file", WRITERS),
    Ask("GET", "/filings/{filing}", OFFICE | WRITERS | {"council", "clerk"}),
    Ask("GET", "/filings/{filing}/receipt.json", OFFICE | WRITERS),
    Ask("GET", "/filings/{filing}/filing.json", OFFICE | WRITERS),
    Ask("GET", "/calls/{call}/filed.csv", OFFICE),
    Ask("GET", "/findings", SIGNED_IN),
    Ask("GET", "/findings/{finding}", OFFICE | WRITERS),
    Ask("GET", "/api/me", SIGNED_IN),
    Ask("GET", "/api/rights", SIGNED_IN),
    Ask("GET", "/api/people", {"administrator", "auditor"}),
    Ask("GET", "/api/calls", IN_OFFICE),
    Ask("GET", "/api/calls/{call}", IN_OFFICE),
    Ask("GET", API, WRITERS),
    Ask("GET", API + "/programmes/{key}", WRITERS),
    Ask("GET", "/api/filings/{filing}", OFFICE | WRITERS | {"council", "clerk"}),
    Ask("GET", "/api/findings/{finding}", OFFICE | WRITERS),
    Ask("GET", "/api/record", {"auditor", "coordinator", "administrator", "writer", "head", "stranger"}),
)
_WHY = (("reason", ""),)
_SAYS = (("shares", []), ("reason", "x"))
_LISTS = (("title", "x"), ("why", "y"), ("name", "X"), ("law", "z"), ("in_force", "2027-01-01"))
WRITES = (
    Ask("POST", "/reading-next", READERS, 303, 403),
    Ask("POST", "/reading/{key}", READERS, 422, 404, form=(("how", "areas"),)),
    Ask("POST", "/reading/{key}/skip", READERS, 422, 404, form=_WHY),
    Ask("POST", "/reading/{key}/back", READERS, 303, 404),
    Ask("POST", "/reading/{key}/bar", READERS, 422, 404, form=_WHY),
    Ask("POST", "/reading-bars", READERS, 422, 403, form=(("ministry", MINE), *_WHY)),
    Ask("POST", "/reading-again", {"coordinator"}, 422, 403, form=(("area", "none"), *_WHY)),
    Ask("POST", "/reading-draws", {"coordinator"}, 422, 403, form=(("count", "0"),)),
    Ask("POST", "/differences/{key}", {"coordinator"}, 422, 404, form=(("how", "areas"),)),
    Ask("POST", "/api/reading/next", READERS, 200, 403),
    Ask("PUT", "/api/reading/programmes/{key}", READERS, 428, 428, json=_SAYS),
    Ask("POST", "/api/reading/programmes/{key}/skip", READERS, 422, 404, json=(("reason", " "),)),
    Ask("POST", "/api/reading/programmes/{key}/back", READERS, 204, 404),
    Ask("POST", "/api/reading/programmes/{key}/renew", READERS, 204, 404),
    Ask("POST", "/api/reading/bars", READERS, 422, 403, json=(("ministry", MINE), ("reason", " "))),
    Ask("POST", "/api/reading/again", {"coordinator"}, 422, 403, json=(("area", "none"), ("reason", " "))),
    Ask("POST", "/api/reading/draws", {"coordinator"}, 422, 403, json=(("count", 5),)),
    Ask("PUT", "/api/reading/differences/{key}", {"coordinator"}, 428, 428, json=_SAYS),
    Ask("POST", "/scenarios", {"coordinator"}, 422, 403, form=(("name", ""), ("why", "x"))),
    Ask("POST", "/scenarios/{scenario}", {"coordinator"}, 200, 403, form=(("do", "try"),)),
    Ask("POST", "/scenarios/{scenario}/close", {"coordinator"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/api/scenarios/{scenario}/close", {"coordinator"}, 428, 428, json=(("reason", " "),)),
    Ask("POST", "/api/scenarios", {"coordinator"}, 422, 403, json=(("name", " "), ("why", "x"))),
    Ask("PUT", "/api/scenarios/{scenario}", {"coordinator"}, 428, 428, json=(("changes", []),)),
    Ask("POST", "/api/scenarios/{scenario}/plan", {"coordinator"}, 200, 403, json=(("changes", []),)),
    Ask("POST", "/scenarios/{scenario}/propose", {"coordinator"}, 422, 403, form=(("title", "x"),)),
    Ask("POST", "/moves/{waiting}/amend", {"coordinator"}, 422, 403, form=(("amount", "x"),)),
    Ask("POST", "/moves/{waiting}/return", {"approver"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/moves/{waiting}/sign", {"approver"}, 409, 403, form=(("digest", "x"),)),
    Ask("POST", "/moves/{move}/withdraw", {"approver"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/api/moves/{move}/withdraw", {"approver"}, 422, 403, json=(("reason", " "),)),
    Ask("POST", "/moves/{waiting}/threads", DISCUSS, 422, 403, form=(("text", ""),)),
    Ask("POST", "/threads/{thread}/say", DISCUSS, 409, 403, form=(("text", "x"), ("version", "9"))),
    Ask("POST", "/threads/{thread}/settle", {"chair", "approver"}, 409, 403, form=(("text", "x"), ("version", "9"))),
    Ask("POST", "/moves/{waiting}/justification", {"coordinator"}, 409, 403, form=(("ko", "x"), ("seen", "9"))),
    Ask("POST", "/api/moves/{waiting}/threads", DISCUSS, 422, 403, json=(("text", " "),)),
    Ask("POST", "/api/threads/{thread}/sayings", DISCUSS, 428, 428, json=(("text", "x"),)),
    Ask("POST", "/api/threads/{thread}/settle", {"chair", "approver"}, 428, 428, json=(("text", "x"),)),
    Ask("PUT", "/api/moves/{waiting}/justification", {"coordinator"}, 428, 428, json=(("ko", "x"),)),
    Ask("POST", "/lists", {"coordinator"}, 422, 403, form=(("title", ""),)),
    Ask("POST", "/lists/{listing}/say", {"chair", "coordinator", "approver"}, 422, 403, form=(("text", ""),)),
    Ask("POST", "/lists/{listing}/return", {"approver"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/lists/{listing}/confirm", {"approver"}, 409, 403, form=(("digest", "x"),)),
    Ask("POST", "/api/lists", {"coordinator"}, 422, 403, json=_LISTS),
    Ask("POST", "/api/lists/{listing}/sayings", {"chair", "coordinator", "approver"}, 422, 403, json=(("text", " "),)),
    Ask("POST", "/api/lists/{listing}/return", {"approver"}, 422, 403, json=(("reason", " "),)),
    Ask("POST", "/api/lists/{listing}/confirm", {"approver"}, 409, 403, json=(("digest", "0" * 64),)),
    Ask("POST", "/publications", {"coordinator"}, 422, 403, form=(("title", ""),)),
    Ask("POST", "/publications/{planned}/sign", {"approver"}, 409, 403, form=(("digest", "x"),)),
    Ask("POST", "/publications/{planned}/return", {"approver"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/publications/{planned}/stop", set(), 403, 403, form=(("reason", "x"),)),
    Ask("POST", "/publications/{planned}/retry", set(), 403, 403),
    Ask("POST", "/api/publications", {"coordinator"}, 422, 403, json=(("title", " "),)),
    Ask("POST", "/api/publications/{planned}/sign", {"approver"}, 409, 403, json=(("digest", "0" * 64),)),
    Ask("POST", "/api/publications/{planned}/return", {"approver"}, 422, 403, json=(("reason", " "),)),
    Ask("POST", "/api/publications/{planned}/stop", set(), 403, 403, json=(("reason", "x"),)),
    Ask("POST", "/api/publications/{planned}/retry", set(), 403, 403, json=()),
    Ask(
        "POST",
        "/api/moves",
        {"coordinator"},
        422,
        403,
        json=(("scenario", 1), ("title", "x"), ("why", "y"), ("stage", "requested")),
    ),
    Ask(
        "POST",
        "/api/moves/{waiting}/amendments",
        {"coordinator"},
        428,
        428,
        json=(("programme", "x"), ("amount", 1), ("mover", "x"), ("why", "y")),
    ),
    Ask("POST", "/api/moves/{waiting}/return", {"approver"}, 428, 428, json=(("reason", " "),)),
    Ask("POST", "/api/moves/{waiting}/sign", {"approver"}, 409, 403, json=(("digest", "0" * 64),)),
    Ask("POST", "/jobs", {"coordinator"}, 404, 403, form=(("kind", "x"),)),
    Ask("POST", "/jobs/{job}/cancel", {"coordinator"}, 403, 403),
    Ask("POST", "/api/jobs", {"coordinator"}, 404, 403, json=(("kind", "x"),)),
    Ask("POST", "/api/jobs/{job}/cancel", {"coordinator"}, 403, 403),
    Ask("POST", "/people", {"administrator"}, 422, 403, form=(("name", ""),)),
    Ask("POST", "/people/{person}/roles", {"administrator"}, 422, 403, form=(("role", "council"), ("reason", ""))),
    Ask("POST", "/people/{person}/roles/{grant}/confirm", {"administrator"}, 303, 403),
    Ask("POST", "/people/{person}/roles/{grant}/end", {"administrator"}, 422, 403, form=_WHY),
    Ask("POST", "/people/{person}/close", {"administrator"}, 422, 403, form=_WHY),
    Ask("POST", "/api/people/{person}/close", {"administrator"}, 422, 403, json=(("text", " "),)),
    Ask("POST", "/people/{person}/identities", {"administrator"}, 422, 403, form=(("subject", ""),)),
    Ask("POST", "/people/{person}/identities/{grant}/end", {"administrator"}, 404, 403),
    Ask("POST", "/api/people/{person}/identities", {"administrator"}, 422, 403, json=(("subject", "x"),)),
    Ask("POST", "/api/identities/{grant}/end", {"administrator"}, 404, 403),
    Ask("POST", "/people/{person}/passkeys/{grant}/end", {"administrator"}, 404, 403, form=_WHY),
    Ask("POST", "/api/passkeys/{grant}/end", {"administrator"}, 404, 403, json=(("text", "x"),)),
    Ask("POST", "/people/{person}/password", {"administrator"}, 422, 403, form=_WHY),
    Ask("POST", "/api/people/{person}/password", {"administrator"}, 422, 403, json=(("text", " "),)),
    Ask(
        "POST",
        "/calls",
        {"coordinator", "administrator"},
        422,
        403,
        form=(("opens", "2027-03-01T00:00"), ("year", "1")),
    ),
    Ask("POST", "/calls/{call}/extensions", {"coordinator"}, 422, 403, form=(("closes", "2027-03-01T00:00"),)),
    Ask("POST", DRAFT + "/extension", WRITERS, 422, 404, form=(("reason", ""),)),
    Ask("POST", API + "/extension", WRITERS, 422, 404, json=(("text", " "),)),
    Ask("POST", DRAFT + "/programmes", {"writer"}, 422, 404, form=(("name", ""),)),
    Ask("POST", DRAFT + "/programmes/{key}", WRITERS, 422, 404, form=(("amount", "x"), ("version", "0"))),
    Ask("POST", DRAFT + "/programmes/{key}/remove", {"writer"}, 422, 404),
    Ask("DELETE", API + "/programmes/{key}", WRITERS, 428, 428),
    Ask("POST", DRAFT + "/files", WRITERS, 422, 404),
    Ask("POST", "/files/{file}/end", WRITERS, 303, 404),
    Ask("POST", "/findings/{finding}/files", WRITERS | ASKERS, 422, 403),
    Ask("POST", "/minutes/{call}/files", ASKERS, 422, 403),
    Ask("POST", API + "/files?name=x.pdf", WRITERS, 422, 404),
    Ask("POST", "/api/findings/{finding}/files?name=x.pdf", WRITERS | ASKERS, 422, 403),
    Ask("POST", "/api/calls/{call}/minutes?name=x.pdf", ASKERS, 422, 403),
    Ask("DELETE", "/api/files/{file}", WRITERS, 204, 404),
    Ask("POST", DRAFT + "/file", WRITERS, 303, 404),
    Ask("POST", DRAFT + "/workbook", WRITERS, 422, 404),
    Ask("POST", DRAFT + "/sheet", WRITERS, 422, 404),
    Ask("POST", API + "/sheet?name=x.pdf", WRITERS, 422, 404),
    Ask("POST", DRAFT + "/workbook/{sheet}", WRITERS, 303, 404),
    Ask("POST", DRAFT + "/bundle", WRITERS, 422, 404),
    Ask("POST", API + "/bundle?name=x.zip", WRITERS, 422, 404),
    Ask("POST", API + "/sent/{sent}", WRITERS, 200, 404, json=(("changes", []),)),
    Ask("POST", "/filings/{filing}/findings", ASKERS, 422, 403, form=(("programme", KEY), ("text", ""))),
    Ask("POST", "/findings/{finding}/answer", WRITERS, 409, 403, form=(("text", ""),)),
    Ask("POST", "/findings/{finding}/settle", ASKERS, 409, 403, form=(("how", "accepted"), ("text", ""))),
    Ask("POST", "/api/people", {"administrator"}, 422, 403, json=(("name", " "),)),
    Ask("POST", "/api/people/{person}/roles", {"administrator"}, 422, 403, json=(("role", "x"), ("reason", "y"))),
    Ask("POST", "/api/roles/{grant}/confirm", {"administrator"}, 204, 403),
    Ask("POST", "/api/roles/{grant}/end", {"administrator"}, 422, 403, json=(("text", " "),)),
    Ask(
        "POST",
        "/api/calls",
        {"coordinator", "administrator"},
        422,
        403,
        json=(
            ("title", "x"),
            ("year", 1999),
            ("opens_at", "2027-03-01T00:00:00Z"),
            ("groups", [{"closes_at": "2027-04-01T00:00:00Z", "ministries": ["msit"]}]),
        ),
    ),
    Ask(
        "POST",
        "/api/calls/{call}/extensions",
        {"coordinator"},
        422,
        403,
        json=(("closes_at", "2027-03-01T00:00:00Z"), ("reason", "x")),
    ),
    Ask("POST", API + "/programmes", {"writer"}, 422, 404, json=(("name", " "),)),
    Ask("PUT", API + "/programmes/{key}", WRITERS, 428, 428, json=(("amount", 1),)),
    Ask("POST", API + "/file", WRITERS, 201, 404, json=(("digest", "0" * 64),)),
    Ask("POST", "/api/filings/{filing}/findings", ASKERS, 422, 403, json=(("programme", KEY), ("text", " "))),
    Ask("POST", "/api/findings/{finding}/answer", WRITERS, 428, 403, json=(("text", " "),)),
    Ask("POST", "/api/findings/{finding}/settle", ASKERS, 428, 403, json=(("how", "accepted"), ("text", " "))),
)
OPEN = {
    "/healthz",
    "/key.pem",
    "/start",
    "/sign-in",
    "/first-password",
    "/sign-out",
    "/sign-in/elsewhere",
    "/sign-in/back",
    "/sign-in/passkey",
    "/sign-in/passkey/options",
    "/static/{name}",
}
ONES_OWN = {
    "/api/account",
    "/api/account/password",
    "/api/account/mail",
    "/api/account/tokens",
    "/api/account/sessions/{session}/end",
    "/api/account/passkeys/{passkey}/end",
    "/api/account/delegations",
    "/api/account/delegations/{delegation}/end",
    "/api/account/stand-in",
    "/account/sessions/{session}/end",
    "/account/tokens",
    "/account/mail",
    "/account/password",
    "/account/prove",
    "/account/passkeys",
    "/account/passkeys/options",
    "/account/passkeys/{passkey}/end",
    "/account/delegations",
    "/account/delegations/{delegation}/end",
    "/account/stand-in",
}


def test_every_address_stands_in_the_matrix(season: Season) -> None:
    def plain(place: str) -> str:
        return re.sub(r"\{\w+(?::path)?\}", "{}", place).partition("?")[0]

    asked = {(each.method, plain(each.place)) for each in (*READS, *WRITES)}
    for route in routes(season):
        for method in route.methods - {"HEAD"}:
            if route.path not in OPEN | ONES_OWN:
                assert (method, plain(route.path)) in asked, (method, route.path)


def routes(season: Season) -> list[APIRoute]:
    found, left = [], list(season.staff.app.routes)
    while left:
        each = left.pop()
        if isinstance(each, APIRoute):
            found.append(each)
        left += (
            getattr(getattr(each, "original_router", None) or each, "routes", [])
            if not isinstance(each, APIRoute)
            else []
        )
    assert found
    return found


@pytest.fixture
def busy(season: Season) -> dict[str, str]:
    """A season in which one of each thing is there, and what they are called."""
    staff, writer = season.staff, season.writer
    book = writer.get(f"{season.draft()}/workbook.xlsx").content
    files = {"sheet": ("request.xlsx", book)}
    sent = writer.post(
        f"{season.draft()}/workbook", data={"token": token_of(writer)}, files=files, follow_redirects=False
    )
    files = {"sheet": ("no-bundle.json", b'{"kind": 1}')}
    writer.post(f"{season.draft()}/bundle", data={"token": token_of(writer)}, files=files)
    files = {"file": ("basis.pdf", b"%PDF-1.7 basis")}
    writer.post(f"{season.draft()}/files", data={"token": token_of(writer)}, files=files)
    number = season.file(writer)
    form = {"programme": KEY, "text": "why?"}
    asked = staff.post(season.reviewer, f"/filings/{number}/findings", **form)
    with staff.office.database.writing() as connection:
        from crosscut.workspace.people import people

        giver = people.new_person(connection, "other administrator", staff.clock())
        grant = people.new_grant(connection, 12, people.Role("council"), "x", staff.clock(), given_by=giver)
        values = {"kind": "build", "state": "done", "asked_by": 4, "asked_at": staff.clock()}
        for reader, shares in ((5, '[["ai", 1, 1]]'), (6, "[]")):
            said = {"kind": "read", "programme": KEY, "ministry": MINE, "shares": shares, "reason": "read"}
            connection.execute(insert(READINGS).values(**said, read_by=reader, read_at=staff.clock()))
        job = connection.execute(insert(JOBS).values(**values).returning(JOBS.c.id)).scalar_one()
    (staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    made = [staff.post(season.coordinator, "/scenarios", name=name, why="test") for name in ("one", "other")]
    one, other = (each.headers["location"].partition("?")[0].rpartition("/")[2] for each in made)
    form = {"why": "test", "stage": "revised"}
    made = [
        staff.post(season.coordinator, f"/scenarios/{one}/propose", title=title, **form)
        for title in ("move", "another move")
    ]
    places = [each.headers["location"].partition("?")[0] for each in made]
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', season.approver.get(places[0]).text)[1]
    assert staff.post(season.approver, f"{places[0]}/sign", digest=digest).status_code == 303
    signed, waiting = (each.rpartition("/")[2] for each in places)
    opened = staff.post(season.approver, f"{places[1]}/threads", text="why?").headers["location"]
    staff.post(season.coordinator, f"{places[1]}/justification", ko="이유", seen="0")
    form = {"title": "list", "why": "test", "name": "us-cet-2024", "law": "Act 5", "in_force": "2027-01-01"}
    listing = staff.post(season.coordinator, "/lists", **form).headers["location"].partition("?")[0].rpartition("/")[2]
    with staff.office.database.writing() as connection:
        prepared = planned(connection, staff.folder, 4)
        published = planned(connection, staff.folder, 4, staff.office.signer)
    out(staff.folder)
    return {
        "document": DOCUMENT,
        "figure": FIGURE,
        "listing": listing,
        "fiscal": "2024",
        "stage": "revised",
        "planned": str(prepared),
        "published": str(published),
        "move": signed,
        "waiting": waiting,
        "thread": opened.rpartition("-")[2],
        "scenario": one,
        "other": other,
        "job": str(job),
        "call": str(season.call),
        "file": "1",
        "ministry": MINE,
        "key": KEY,
        "person": "12",
        "grant": str(grant),
        "filing": number,
        "finding": asked.headers["location"].partition("?")[0].rpartition("/")[2],
        "sent": str(writer.get(f"{season.api()}/sent").json()[0]["sent"]),
        "sheet": sent.headers["location"].partition("?")[0].rpartition("/")[2],
    }


def asking(ask: Ask) -> list[str]:
    """Who asks at an address: everyone in the long form, and one who may and two who may not in the short one."""
    names = [name for name, *_ in CAST]
    return some([name for name in names if name in ask.who], 1) + some(
        [name for name in names if name not in ask.who], 2
    )


@pytest.mark.slow
def test_whoever_may_read_reads_and_nobody_else(season: Season, busy: dict[str, str]) -> None:
    reads(season, busy, READS)


def reads(season: Season, busy: dict[str, str], asks: Sequence[Ask]) -> None:
    for ask in asks:
        place = ask.place.format(**busy)
        for name in asking(ask):
            answer = season.staff.clients[name].get(place, follow_redirects=False)
            wanted = ask.good if name in ask.who else ask.refused
            assert answer.status_code == wanted, (name, place, answer.status_code, answer.text[-600:])
        stranger = season.staff.client().get(place, follow_redirects=False)
        assert stranger.status_code == (401 if place.startswith("/api/") else 303), place


@pytest.mark.slow
def test_whoever_may_write_gets_as_far_as_the_check_of_what_was_sent(season: Season, busy: dict[str, str]) -> None:
    writes(season, busy, WRITES)


def writes(season: Season, busy: dict[str, str], asks: Sequence[Ask]) -> None:
    tokens = {name: token_of(season.staff.clients[name]) for name, *_ in CAST}
    for ask in asks:
        place = ask.place.format(**busy)
        for name in asking(ask):
            client = season.staff.clients[name]
            token = tokens[name]
            if ask.place.startswith("/api/"):
                sent = {"json": dict(ask.json)} if ask.json is not None else {}
                answer = client.request(ask.method, place, headers={"x-form-token": token}, **sent)
            else:
                answer = client.post(place, data={**dict(ask.form), "token": token}, follow_redirects=False)
            wanted = {ask.good, 409} if name in ask.who else {ask.refused, 403, 404}
            assert answer.status_code in wanted, (name, place, answer.status_code, answer.text[-900:])
        stranger = season.staff.client().request(ask.method, place, follow_redirects=False)
        assert stranger.status_code in {401, 303}, place
        assert stranger.headers.get("location", "/sign-in") == "/sign-in"
