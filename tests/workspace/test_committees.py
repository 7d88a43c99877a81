"""Roles that are held for one committee or one year: what they reach over HTTP, and what nobody outside sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscut.workspace import rights
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.people.people import Role
from crosscut.workspace.receipts import Signer
from crosscut.workspace.rights import ANY, EVERY, Grant, Item, may
from tests.shortened import some
from tests.workspace import test_rights
from tests.workspace.committees import CHIPS, COMMITTEES, FAR, LIMITED, OF_A_LEASE, REST, asking, parted, reaches
from tests.workspace.conftest import MINE, Season, Seats, season_in, token_of
from tests.workspace.rights_matrix import KEY, READS, WRITES
from tests.workspace.test_rights import RULES, STATES, RightsCase

whole = test_rights.busy


@pytest.fixture(scope="module")
def parted_once(
    made: tuple[Path, Known, Signer], season_made: tuple[Path, Seats], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Known, Signer]:
    """The folder of the season that names committees, made once, and what its budget knows."""
    folder = tmp_path_factory.mktemp("parted") / "demo"
    for season in season_in(season_made, made, folder):
        known = parted(season).staff.office.known
    return folder, known, made[2]


@pytest.fixture
def season(
    parted_once: tuple[Path, Known, Signer], season_made: tuple[Path, Seats], tmp_path: Path
) -> Iterator[Season]:
    yield from season_in((parted_once[0], season_made[1]), parted_once, tmp_path / "demo")


@pytest.fixture
def busy(season: Season, whole: dict[str, str]) -> dict[str, str]:
    """Somebody of each role for each committee, beside those for all."""
    for role in LIMITED:
        for committee in COMMITTEES:
            season.staff.join(f"{role} of {committee}", role, committee=committee)
    return whole


@pytest.mark.parametrize("role", rights.OF_COMMITTEES)
def test_whoever_asks_what_they_may_is_told_what_a_committee_reaches(season: Season, role: str) -> None:
    client = season.staff.join("limited", role, committee=CHIPS)
    told = set(client.get("/api/me").json()["may"])
    asked = {action for action in RULES if RULES[action](RightsCase(role, "open", own=False, hand=False))}
    of_programmes = {each for each in asked if each.partition(".")[0] in {"filing", "finding", "hearing", "reading"}}
    calls = {"call.read", "request.notice"} & asked
    assert told - {"delegation.give"} == (of_programmes | calls) - {"reading.draw"}
    page = client.get("/rights?lang=en").text
    assert ("only in a role for every committee" in page) == bool(asked - told)


@pytest.mark.parametrize("role", rights.OF_COMMITTEES)
def test_the_table_says_so_for_every_action_and_state(role: str) -> None:
    for action in set(rights.actions()) - {"delegation.give"}:
        for state in STATES:
            for of in ("", CHIPS, REST, ANY):
                for hand in (True, False):
                    item = Item(MINE, of, 2025, state, participants=frozenset({7} if hand else ()))
                    allowed = RULES[action](RightsCase(role, state, own=False, hand=hand)) and of in {CHIPS, ANY}
                    assert may(7, [Grant(1, role, committee=CHIPS)], action, item).allowed == allowed, (action, of)


def test_a_role_for_a_year_reaches_that_year_and_lists_of_several() -> None:
    held = [Grant(1, "chair", year=2025)]
    assert may(1, held, "filing.read", Item(MINE, ANY, EVERY)).allowed
    assert may(1, held, "filing.read", Item(MINE, ANY, 2025)).allowed
    assert may(1, held, "filing.read", Item(MINE, ANY, 2026)).why == "scope"
    assert (
        may(1, [Grant(1, "chair", committee=CHIPS, year=2025)], "call.read", Item(committee=ANY, year=2026)).why
        == "scope"
    )


def test_every_address_that_is_parted_stands_in_the_matrix() -> None:
    asked = {each.place.partition("?")[0] for each in (*READS, *WRITES)}
    from tests.workspace import committees

    assert {*committees.ANYWHERE, *committees.OF_FILING} <= asked
    assert {each.partition("?")[0] for each in (*committees.OF_PROGRAMME, *OF_A_LEASE)} <= asked


def test_whoever_reads_for_a_committee_alone_is_told_no_areas_either(season: Season, busy: dict[str, str]) -> None:
    reader = season.staff.clients[f"reviewer of {CHIPS}"]
    chair = season.staff.clients[f"chair of {CHIPS}"]
    both = season.staff.join("both", "auditor")
    for place in ("/api/replay/2024/confirmed", "/api/compare?a=stage:2024:confirmed&b=stage:2024:confirmed"):
        assert reader.get(place).json()["areas"] is None, place
        assert both.get(place).json()["areas"] is not None, place
    assert chair.get("/api/replay/2024/confirmed").json()["areas"] is None, "a chair reads too"


def test_each_address_is_read_as_far_as_the_committee_goes(season: Season, busy: dict[str, str]) -> None:
    for ask in some(READS, len(READS) // 2):
        if ask.place.startswith(OF_A_LEASE):
            continue
        place = ask.place.format(**busy)
        for role in some(LIMITED, 1):
            for committee in asking(ask):
                answer = season.staff.clients[f"{role} of {committee}"].get(place, follow_redirects=False)
                wanted = {ask.good} if reaches(ask, role, committee) else {ask.refused, 403, 404}
                assert answer.status_code in wanted, (role, committee, place, answer.status_code, answer.text[-600:])


def test_each_address_is_written_as_far_as_the_committee_goes(season: Season, busy: dict[str, str]) -> None:
    tokens = {name: token_of(client) for name, client in season.staff.clients.items()}
    for ask in some(WRITES, len(WRITES) // 2):
        if ask.place.startswith(OF_A_LEASE):
            continue
        place = ask.place.format(**busy)
        for role in some(LIMITED, 1):
            for committee in asking(ask):
                name = f"{role} of {committee}"
                client, token = season.staff.clients[name], tokens[name]
                if ask.place.startswith("/api/"):
                    sent = {"json": dict(ask.json)} if ask.json is not None else {}
                    answer = client.request(ask.method, place, headers={"x-form-token": token}, **sent)
                else:
                    answer = client.post(place, data={**dict(ask.form), "token": token}, follow_redirects=False)
                wanted = {ask.good, 409} if reaches(ask, role, committee) else {ask.refused, 403, 404}
                assert answer.status_code in wanted, (role, committee, place, answer.status_code, answer.text[-900:])


CANARY = "canary-7c1e"


def test_of_a_filing_the_committee_sees_its_programmes_their_sum_and_nothing_else(season: Season) -> None:
    for number, key in enumerate((KEY, "KR24-2-01")):
        form = {"reason": CANARY if number else "its own", "amount": "9,100" if number else "7,300", "version": "0"}
        assert season.staff.post(season.writer, f"{season.draft()}/programmes/{key}", **form).status_code == 303
    filing = season.file(season.writer)
    asked = season.staff.post(season.reviewer, f"/filings/{filing}/findings", programme="KR24-2-01", text=CANARY)
    finding = asked.headers["location"].partition("?")[0]
    other = season.staff.join("other", "chair", committee=REST)
    far = season.staff.join("far", "chair", committee=FAR)
    mine = season.staff.join("mine", "chair", committee=CHIPS)
    told = mine.get(f"/api/filings/{filing}").json()
    assert [each["key"] for each in told["programmes"]] == [KEY]
    assert told["total"] == told["programmes"][0]["amount"] == 7_300_000_000
    assert told["programmes"][0]["reason"] == "its own"
    assert "receipt" not in told
    whole = season.auditor.get(f"/api/filings/{filing}").json()["total"]
    seen = sum(client.get(f"/api/filings/{filing}").json()["total"] for client in (mine, other))
    assert seen == whole
    changes = mine.get(f"/api/filings/{filing}/changes").json()
    assert [each["key"] for each in changes["programmes"]] == [KEY]
    places = [
        f"/filings/{filing}",
        f"/filings/{filing}/changes",
        finding,
        f"/api{finding}",
        "/",
        "/findings",
        "/calls/1",
    ]
    places += [f"/hearings/{KEY}", "/hearings", "/api/hearings", "/api/calls/1", "/api/calls/1/findings", "/reading"]
    for client in (mine, far):
        for place in places:
            text = client.get(place).text
            assert CANARY not in text, place
            assert "9,100" not in text, place
            assert str(whole) not in text, place
    assert CANARY in other.get(finding).text
    assert far.get(f"/filings/{filing}").status_code == 404
    assert "Only the programmes of your committee" in mine.get(f"/filings/{filing}?lang=en").text
    assert "Only the programmes of your committee" not in season.auditor.get(f"/filings/{filing}?lang=en").text


def test_who_reads_for_a_committee_is_given_its_programmes_alone(season: Season, busy: dict[str, str]) -> None:
    client = season.staff.clients[f"reviewer of {FAR}"]
    told = client.get("/api/reading").json()
    assert (told["first"], told["last"]) == (None, None)
    key = season.staff.post(client, "/reading-next").headers["location"]
    assert key.startswith("/reading?")
    assert client.get(f"/api/reading/programmes/{KEY}").status_code == 404
    heard = {each["programme"] for each in client.get("/api/hearings").json()}
    assert heard == {each.key for each in season.staff.office.known.of_ministry["me"]}


def test_a_role_for_a_year_sees_the_calls_of_that_year(season: Season) -> None:
    filing = season.file(season.writer)
    this, next_ = (season.staff.join(str(year), "chair", year=year) for year in (2025, 2026))
    assert [each["call"] for each in this.get("/api/calls").json()] == [season.call]
    assert next_.get("/api/calls").json() == []
    for place in (f"/calls/{season.call}", f"/filings/{filing}"):
        assert (this.get(place).status_code, next_.get(place).status_code) == (200, 404)


def test_a_role_for_a_year_sees_the_moves_of_that_year(season: Season, whole: dict[str, str]) -> None:
    place, years = f"/moves/{whole['move']}", (2023, 2024, 2025)
    several = {year: season.staff.join(str(year), "approver", year=year) for year in years}
    seen = {year: len(client.get("/api/moves").json()) for year, client in several.items()}
    assert sorted(seen.values()) == [0, 0, 2]
    for year, client in several.items():
        assert client.get("/moves").status_code == 200
        assert client.get(place).status_code == (200 if seen[year] else 404)
        assert client.get("/scenarios").status_code == 404
        assert 'href="/moves"' in client.get("/").text
    assert season.staff.join("limited", "approver", committee=CHIPS).get("/moves").status_code == 404


def test_a_role_for_a_committee_is_given_confirmed_and_told(season: Season) -> None:
    office = season.staff.office
    season.staff.join("second", "administrator")
    page = "/people/6"
    form = {"role": "chair", "committee": CHIPS, "year": "2025", "reason": "leads it"}
    assert season.staff.post(season.administrator, f"{page}/roles", **form).status_code == 303
    with office.database.reading() as connection:
        from crosscut.workspace.people import people

        grant = people.waiting(connection)[-1].id
    assert season.staff.post(season.staff.clients["second"], f"{page}/roles/{grant}/confirm").status_code == 303
    assert f"{CHIPS} · 2025" in season.administrator.get(page).text
    assert f"Committee chair ({CHIPS} · 2025)" in season.chair.get("/account?lang=en").text
    roles = season.chair.get("/api/me").json()["roles"]
    assert [each["committee"] for each in roles] == ["", CHIPS]
    after = [each["after"] for each in season.auditor.get("/api/record").json()["entries"][:2]]
    assert all(f"chair {CHIPS} 2025" in each for each in after)


@pytest.mark.parametrize(
    ("role", "committee", "said"),
    [
        ("chair", "None such", "The budget has no such committee."),
        ("administrator", CHIPS, "This role is not held for one committee"),
    ],
)
def test_no_other_role_and_no_other_committee_is_given(season: Season, role: str, committee: str, said: str) -> None:
    form = {"role": role, "committee": committee, "reason": "x"}
    answer = season.staff.post(season.administrator, "/people/6/roles?lang=en", **form)
    assert answer.status_code == 422
    assert said in answer.text
    headers = {"x-form-token": token_of(season.administrator)}
    sent = {**form, "reason": "x"}
    assert season.administrator.post("/api/people/6/roles", json=sent, headers=headers).status_code == 422
    assert Role(role, committee=committee).ministry == ""
