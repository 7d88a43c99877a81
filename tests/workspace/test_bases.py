"""A draft is filled once, when its call opens: a stage that is signed later changes neither it nor what it names."""

from __future__ import annotations

from contextlib import closing

from crosscut.workspace import server
from crosscut.workspace.filing import calls, drafts
from crosscut.workspace.office import Office
from tests.workspace.conftest import MINE, POLICY, Season, Staff
from tests.workspace.proposed_moves import digest_of, proposed, signed


def rows(office: Office, call: int) -> list[drafts.DraftLine]:
    with office.database.reading() as connection:
        return drafts.lines(connection, office.known, calls.load(connection, call), MINE)


def test_a_stage_signed_later_changes_no_open_draft(season: Season) -> None:
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    filed = season.file(season.head)
    before = rows(season.staff.office, season.call)
    season.staff.post(season.coordinator, "/scenarios", name="Less", why="what if")
    place = proposed(season)
    page = season.approver.get(place, headers={"accept-language": "en"}).text
    assert signed(season, place, digest_of(page)).status_code == 303
    with closing(server.open_office(season.staff.folder)) as office:
        office.clock = season.staff.clock
        assert office.known.period.en == "2024 revised"
        assert any(each.amount != office.known.programmes[each.key].amount for each in before)
        assert rows(office, season.call) == before
        again = Staff(office, season.staff.clock, season.staff.folder)
        for name in ("head", "writer"):
            again.clients[name] = again.client()
            again.clients[name].cookies.update(season.staff.clients[name].cookies)
        for shown in (season.draft(), f"{season.draft()}/programmes/{before[0].key}", f"/filings/{filed}"):
            text = again.clients["writer"].get(shown, headers={"accept-language": "en"}).text
            assert "2024 confirmed" in text, shown
            assert "2024 revised" not in text, shown
        answer = again.clients["head"].get(season.api()).json()
        assert answer["digest"] == season.head.get(season.api()).json()["digest"]


def test_a_call_from_before_goes_on_with_what_leads(season: Season) -> None:
    known = season.staff.office.known
    assert known.at("") is known
    assert known.at("1999:requested") is known
