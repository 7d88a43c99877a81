"""A budget year step by step: parts that add up, who moved it and why, past days, and who is told what."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crosscut import examples
from crosscut.budget.snapshot import read, record
from crosscut.follow.rows import Share
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind
from crosscut.workbench.opening import open_run
from crosscut.workspace.people.people import Role, named, new_grant
from crosscut.workspace.replay.side_changes import ChangedProgramme, SideChange, without_areas
from tests.workspace.conftest import POLICY, Season, Staff
from tests.workspace.reading_office import opened

KEY = "KR24-1-02"
EN = {"accept-language": "en"}
SETTINGS = """\
title = "Stages"
currency = "KRW"
taxonomy = "kr-cet-2022"
counting = "partition"
stages = ["requested", "reviewed", "council", "confirmed"]

[[source]]
file = "sources/amounts.csv"
unit = "million"
citation = "Made up"
columns = { programme = "id", name = "name", ministry = "ministry", committee = "committee", fiscal_year = "year", stage = "stage", amount = "amount", note = "note" }
"""
ROWS = """\
id,name,ministry,committee,year,stage,amount,note
P1,Quantum computers,msit,A,2027,requested,100,Filing 1: a laboratory
P2,Hydrogen tanks,motie,B,2027,requested,60,
P3,Deep sea,mof,B,2027,requested,40,
P1,Quantum computers,msit,A,2027,reviewed,80,
P2,Hydrogen tanks,motie,B,2027,reviewed,60,
P3,Deep sea,mof,B,2027,reviewed,30,
P1,Quantum computers,msit,A,2027,council,80,
P2,Hydrogen tanks,motie,B,2027,council,66,The council: storage comes first
P4,Ice,mof,A,2027,council,9,
"""


@pytest.fixture
def stages(tmp_path: Path) -> Iterator[Staff]:
    """An office whose budget passes three stages, in all of which something happens."""
    folder = tmp_path / "budget"
    (folder / "sources").mkdir(parents=True)
    (folder / "crosscut.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "sources" / "amounts.csv").write_text(ROWS, encoding="utf-8")
    for staff in opened(folder):
        for name in ("reviewer", "chair", "coordinator", "auditor"):
            staff.join(name, name)
        yield staff


def of(client: TestClient, place: str) -> dict:
    answer = client.get(f"/api/replay{place}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_each_stage_stands_with_what_rose_and_fell_and_all_parts_add_up(stages: Staff) -> None:
    client, million = stages.clients["coordinator"], 1_000_000
    year = of(client, "")
    told = [(each["stage"], each["total"], each["rose"], each["fell"]) for each in year["steps"]]
    assert told == [
        ("requested", 200 * million, None, None),
        ("reviewed", 170 * million, 0, -30 * million),
        ("council", 155 * million, 15 * million, -30 * million),
    ]
    for each in year["steps"][1:]:
        step = of(client, f"/2027/{each['stage']}")
        change = step["total"] - step["before"]
        assert step["rose"] + step["fell"] == change
        for parts in ("areas", "ministries", "programmes"):
            assert sum(row["after"] - row["before"] for row in step[parts]) == change, parts
        for parts in ("areas", "ministries"):
            assert sum(row["after"] for row in step[parts]) == step["total"]
    kinds = {row["programme"]: row["kinds"] for row in of(client, "/2027/council")["programmes"]}
    assert kinds == {"P2": ["grown"], "P3": ["ended"], "P4": ["new"]}


def test_steps_are_addresses_that_lead_from_the_first_to_the_last(stages: Staff) -> None:
    client, walked = stages.clients["auditor"], []
    page = client.get("/replay", headers=EN).text
    place = re.search(r'class="button" href="(/replay/2027/[^"]+)"', page)[1]
    while place:
        page = client.get(place, headers=EN).text
        walked.append(place.rpartition("/")[2])
        following = re.search(r'rel="next" href="([^"]+)"', page)
        place = following[1] if following else ""
    assert walked == ["requested", "reviewed", "council"]
    assert 'rel="prev" href="/replay/2027/reviewed"' in page
    assert "The council: storage comes first" in page
    assert client.get("/replay/2027/confirmed").status_code == 404
    assert client.get("/replay/2026").status_code == 404


def test_the_programmes_beyond_those_that_are_shown_are_added_up(
    stages: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosscut.workspace.web.pages.replay_pages.SHOWN", 1)
    client = stages.clients["coordinator"]
    page = client.get("/replay/2027/council", headers=EN).text
    assert "2 others" in page
    assert "Ice" not in page
    assert "Ice" in client.get("/replay/2027/council?all=true", headers=EN).text


def test_a_role_for_one_committee_replays_that_committee(stages: Staff) -> None:
    client = stages.join("of one")
    with stages.office.database.writing() as connection:
        role, of_one = Role("reviewer", committee="A"), named(connection, "of one").id
        new_grant(connection, of_one, role, "test", stages.clock(), exception="server")
    year = of(client, "/2027")
    assert [each["total"] for each in year["steps"]] == [100_000_000, 80_000_000, 89_000_000]
    assert not year["whole"]
    page = client.get("/replay/2027/council", headers=EN).text
    assert "Hydrogen" not in page
    assert "not of the whole budget" in page
    assert 'href="/replay"' in client.get("/account").text


def test_who_reads_is_told_no_areas(season: Season) -> None:
    shown = {name: of(season.staff.clients[name], "/2024/confirmed") for name in ("chair", "reviewer", "auditor")}
    assert shown["auditor"]["areas"]
    for name in ("chair", "reviewer"):
        assert shown[name]["areas"] is None
        page = season.staff.clients[name].get("/replay/2024/confirmed", headers=EN).text
        assert "By area" not in page
        assert "is not told what has been decided" in page


def test_that_an_area_was_decided_is_left_out_with_the_areas() -> None:
    why, area = Text.same("why"), Share(("ai",), 5, 6, ())
    decided = ChangedProgramme("P1", "", "", 5, 5, ((EffectKind.REATTRIBUTED, why),))
    both = ChangedProgramme("P2", "", "", 5, 6, ((EffectKind.RETAGGED, why), (EffectKind.GROWN, why)))
    told = without_areas(SideChange(10, 11, (both, decided), (area,), (), 3))
    assert [(each.programme, each.effects) for each in told.programmes] == [("P2", ((EffectKind.GROWN, why),))]
    assert (told.areas, told.unchanged, told.risen) == ((), 4, 1)


def test_a_signed_move_says_who_moved_it_and_why(season: Season) -> None:
    staff, place = season.staff, signed_move(season)
    step = of(season.auditor, "/2024/revised")
    assert (step["move"], step["since"], step["files"]) == (1, "2024:confirmed", ["decisions/plan-2024-revised.csv"])
    assert step["total"] == sum(open_run(staff.folder).budgets(2024, "revised").values())
    row = next(each for each in step["programmes"] if each["programme"] == KEY)
    said = row["said"][0]
    assert (said["kind"], said["mover"], said["why"], said["by"]) == (
        "amended",
        "Council",
        "The ice melts",
        "coordinator",
    )
    page = season.auditor.get("/replay/2024/revised", headers=EN).text
    for told in (f'href="{place}"', "Signed by approver", "Proposed by coordinator", "The ice melts"):
        assert told in page
    other = season.reviewer.get("/replay/2024/revised", headers=EN).text
    assert "The ice melts" not in other
    assert "Signed by" not in other
    assert of(season.reviewer, "/2024/revised")["move"] is None


def signed_move(season: Season) -> str:
    """A plan as the amounts of 2024 revised, one of them amended; the move's address."""
    staff = season.staff
    (staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    staff.post(season.coordinator, "/scenarios", name="Less", why="what if")
    form = {"title": "First move", "why": "Decided on 28 August", "stage": "revised"}
    place = staff.post(season.coordinator, "/scenarios/1/propose", **form).headers["location"].partition("?")[0]
    form = {"programme": KEY, "amount": "9,000", "mover": "Council", "why": "The ice melts", "version": "0"}
    assert staff.post(season.coordinator, f"{place}/amend", **form).status_code == 303
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', season.approver.get(place).text)[1]
    assert staff.post(season.approver, f"{place}/sign", digest=digest).status_code == 303
    return place


def test_a_past_day_shows_what_was_known_at_its_end(stages: Staff) -> None:
    source = stages.folder / "sources" / "amounts.csv"
    source.write_text("".join(ROWS.splitlines(keepends=True)[:4]), encoding="utf-8")
    record(read(stages.folder), datetime(2025, 1, 10, 12, tzinfo=UTC))
    source.write_text(ROWS.replace("requested,100", "requested,90"), encoding="utf-8")
    record(read(stages.folder), datetime(2025, 1, 12, 12, tzinfo=UTC))
    client = stages.clients["coordinator"]
    first, later = (of(client, f"?day=2025-01-{day}")["steps"] for day in (11, 13))
    assert [(each["stage"], each["total"]) for each in first] == [("requested", 200_000_000)]
    assert [each["total"] for each in later] == [190_000_000, 170_000_000, 155_000_000]
    page = client.get("/replay/2027/requested?day=2025-01-11", headers=EN).text
    assert "As it was known at the end of 2025-01-11" in page
    assert 'rel="next"' not in page
    assert 'href="/replay/2027?day=2025-01-12"' in client.get("/replay", headers=EN).text
    for day, said in (
        ("2025-01-09", "Nothing had been recorded"),
        ("x", "That is no day"),
        ((stages.clock.now + timedelta(days=1)).date().isoformat(), "has not ended"),
    ):
        answer = client.get(f"/replay?day={day}", headers=EN)
        assert answer.status_code == 422, day
        assert said in answer.text


def test_a_move_that_was_signed_later_is_not_of_the_day(season: Season) -> None:
    record(read(season.staff.folder), datetime(2025, 1, 10, 12, tzinfo=UTC))
    signed_move(season)
    assert [each["stage"] for each in of(season.auditor, "/2024?day=2025-01-10")["steps"]] == ["confirmed"]
    assert [each["stage"] for each in of(season.auditor, "/2024")["steps"]] == ["confirmed", "revised"]


def test_what_changes_in_the_folder_is_shown_at_once(stages: Staff) -> None:
    client, source = stages.clients["coordinator"], stages.folder / "sources" / "amounts.csv"
    assert of(client, "/2027")["steps"][-1]["total"] == 155_000_000
    source.write_text(ROWS + "P1,Quantum computers,msit,A,2027,confirmed,81,\n", encoding="utf-8")
    assert [each["total"] for each in of(client, "/2027")["steps"]][-2:] == [155_000_000, 81_000_000]


def test_the_example_tells_the_cut_of_2024(tmp_path: Path) -> None:
    examples.write("korea-2024-major", tmp_path / "major")
    shutil.rmtree(tmp_path / "major" / "decisions", ignore_errors=True)
    for staff in opened(tmp_path / "major"):
        client = staff.join("auditor", "auditor")
        year = of(client, "/2024")
        assert [each["total"] // 10**11 for each in year["steps"]] == [254, 215, 219]
        assert [each["fell"] for each in year["steps"]] == [None, -39 * 10**11, 0]
        assert [(each["low"], each["high"]) for each in year["steps"]][1] == (21_450 * 10**9, 21_550 * 10**9)
        page = client.get("/replay/2024/reviewed", headers=EN).text
        assert "Coordination of 22 August 2023" in page
        assert "known to lie within 21,450 and 21,550" in page
