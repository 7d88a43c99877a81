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
from tests.workspace.rights_matrix import KEY, OFFICE, READS, WRITES, Ask

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
        participants = frozenset({7} if said.hand else ())
        item = Item(MINE if said.own else OTHER, year=2025, state=said.state, participants=participants)
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
    item = Item(MINE, state="answered", participants=frozenset({7}))
    assert may(8, [Grant(1, "chair")], "finding.settle", item).allowed
    assert not may(8, [Grant(1, "chair")], "finding.settle", item, acting_for=7).allowed


def test_a_role_of_one_year_or_committee_reaches_no_further() -> None:
    assert may(1, [Grant(1, "chair", year=2025)], "filing.read", Item(MINE, year=2025)).allowed
    assert may(1, [Grant(1, "chair", year=2025)], "filing.read", Item(MINE, year=2026)).why == "scope"
    assert may(1, [Grant(1, "chair", committee="bio")], "filing.read", Item(MINE, year=2025)).why == "scope"


def test_a_head_writes_amounts_and_reasons_alone() -> None:
    answer = may(1, [Grant(1, "head", MINE)], "request.write", Item(MINE, state="open"))
    assert {"amount", "reason", "files"} == answer.fields


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
