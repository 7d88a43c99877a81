"""Hearings: the briefing order by committee, one programme a screen, and what nobody is told there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscut.workspace import hearing_times
from tests.workspace.conftest import Season
from tests.workspace.reading_office import SETTINGS, ReadingOffice, draw, opened, write_folder

COMMITTEES = ("나 위원회", "가 위원회", "")


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A budget whose programmes belong to two committees or to none, some of them drawn."""
    folder = tmp_path_factory.mktemp("hearings") / "budget"
    write_folder(folder, 24)
    source = folder / "sources" / "programmes.csv"
    head, *rows = source.read_text(encoding="utf-8").splitlines()
    shown = [f"{row},{COMMITTEES[place % 3]}" for place, row in enumerate(rows)]
    source.write_text("\n".join([f"{head},committee", *shown]) + "\n", encoding="utf-8")
    settings = SETTINGS.replace('amount = "amount" }', 'amount = "amount", committee = "committee" }')
    (folder / "crosscut.toml").write_text(settings, encoding="utf-8")
    draw(folder, 8)
    return folder


@pytest.fixture
def room(heard: Path, tmp_path: Path) -> Iterator[ReadingOffice]:
    for staff in opened(Path(shutil.copytree(heard, tmp_path / "budget"))):
        found = ReadingOffice(staff, {})
        for name, role in (("reader", "reviewer"), ("chair", "chair"), ("coordinator", "coordinator")):
            found.join(name, role)
        yield found


def order(room: ReadingOffice, name: str) -> list[dict]:
    answer = room.staff.clients[name].get("/api/hearings")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_programmes_are_heard_by_committee_then_by_money_and_links_lead_through_all(room: ReadingOffice) -> None:
    rows = order(room, "coordinator")
    assert len(rows) == 24
    assert list(dict.fromkeys(each["committee"] for each in rows)) == ["가 위원회", "나 위원회", ""]
    for committee in COMMITTEES:
        several = [each for each in rows if each["committee"] == committee]
        by_ministry = [
            [each["amount"] for each in several if each["ministry"] == of] for of in {e["ministry"] for e in several}
        ]
        assert all(amounts == sorted(amounts, reverse=True) for amounts in by_ministry)
    client, walked, key = room.staff.clients["coordinator"], [], rows[0]["programme"]
    while key:
        page = client.get(f"/hearings/{key}?lang=en")
        assert page.status_code == 200
        walked.append(key)
        following = re.search(r'rel="next" href="/hearings/([^"]+)"', page.text)
        key = following[1] if following else ""
        before = re.search(r'rel="prev" href="/hearings/([^"]+)"', page.text)
        assert (before[1] if before else "") == (walked[-2] if len(walked) > 1 else "")
    assert walked == [each["programme"] for each in rows]
    agenda = client.get("/hearings?lang=en").text
    assert agenda.index("가 위원회") < agenda.index("나 위원회") < agenda.index("Without a committee")


def test_readers_are_told_nothing_that_another_said_and_others_are(room: ReadingOffice) -> None:
    key = room.take("reader")
    assert room.say("reader", key, "hydrogen", reason="canary-of-the-first").status_code == 303
    for place in (f"/hearings/{key}", f"/api/hearings/{key}", "/hearings"):
        assert "canary-of-the-first" not in room.staff.clients["chair"].get(place).text
    told = {name: room.staff.clients[name].get(f"/hearings/{key}?lang=en").text for name in ("chair", "coordinator")}
    assert "Decided areas" not in told["chair"]
    assert "<strong>Hydrogen</strong>" in told["coordinator"]


def test_what_somebody_may_not_read_is_in_none_of_their_hearings(room: ReadingOffice) -> None:
    first = order(room, "reader")[0]
    client = room.staff.clients["reader"]
    room.staff.post(client, "/reading-bars", ministry=first["ministry"], reason="My institute is paid by them")
    assert first["ministry"] not in {each["ministry"] for each in order(room, "reader")}
    assert client.get(f"/hearings/{first['programme']}").status_code == 404
    assert client.get(f"/api/hearings/{first['programme']}").status_code == 404
    assert room.staff.clients["chair"].get(f"/hearings/{first['programme']}").status_code == 200


def test_a_role_for_one_committee_hears_that_committee(room: ReadingOffice) -> None:
    room.staff.join("of one", "reviewer", committee="가 위원회")
    assert {each["committee"] for each in order(room, "of one")} == {"가 위원회"}


def test_a_programme_stands_with_its_money_findings_evidence_and_questions(season: Season) -> None:
    key = "KR24-1-02"
    form = {"amount": "9,100", "reason": "A laboratory is to be built", "version": "0"}
    season.staff.post(season.writer, f"{season.draft()}/programmes/{key}", **form)
    assert "A laboratory" not in season.coordinator.get(f"/hearings/{key}").text
    number = season.file(season.writer)
    asked = season.staff.post(season.reviewer, f"/filings/{number}/findings", programme=key, text="Why so much?")
    place = asked.headers["location"].partition("?")[0]
    season.staff.post(season.writer, f"{place}/answer", text="It is for two years")
    page = season.coordinator.get(f"/hearings/{key}?lang=en").text
    for said in ("Why so much?", "It is for two years", "A laboratory is to be built", f'href="{place}"'):
        assert said in page
    found = season.auditor.get(f"/api/hearings/{key}").json()
    assert [each["kind"] for each in found["questions"][0]["thread"]] == ["asked", "answered"]
    assert (found["filing"], found["reason"]) == (number, "A laboratory is to be built")
    assert [each["period"] for each in found["amounts"]] == ["2024 confirmed", "2025 asked for"]
    assert found["amounts"][1]["amount"] == 9_100_000_000
    assert "+800" in page


def test_a_timetable_says_when_each_programme_is_heard_and_goes_with_the_links(room: ReadingOffice) -> None:
    client = room.staff.clients["coordinator"]
    listed = client.get("/hearings?begins=09:30&minutes=7&lang=en").text
    assert listed.count("09:30–09:37") == 3
    assert "09:37–09:44" in listed
    first = order(room, "coordinator")[0]["id"]
    place = re.search(r'href="(/hearings/[^"]+minutes=7)"', listed)[1].replace("&amp;", "&")
    page = client.get(place).text
    assert "09:30–09:37" in page
    assert 'data-minutes="7"' in page
    assert page.count("minutes=7") >= 2
    assert "data-minutes" not in client.get(f"/hearings/{first}").text


def test_programs_are_told_the_same_times(room: ReadingOffice) -> None:
    client = room.staff.clients["coordinator"]
    rows = client.get("/api/hearings?begins=09:30&minutes=7").json()
    assert [each["time"] for each in rows].count("09:30–09:37") == 3
    one = client.get(f"/api/hearings/{rows[1]['programme']}?begins=09:30&minutes=7").json()
    assert one["time"] == rows[1]["time"] == "09:37–09:44"
    assert {each["time"] for each in client.get("/api/hearings").json()} == {None}


@pytest.mark.parametrize("asked", ["minutes=0", "minutes=241", "minutes=x", "begins=25:00&minutes=5", "begins=09:00"])
def test_what_is_no_timetable_is_told(room: ReadingOffice, asked: str) -> None:
    assert room.staff.clients["coordinator"].get(f"/hearings?{asked}").status_code == 422
    assert room.staff.clients["coordinator"].get(f"/api/hearings?{asked}").status_code == 422


def test_times_past_midnight_say_how_many_days_later() -> None:
    times = hearing_times.stated("23:50", "10")
    assert (times.of(1), times.of(2)) == ("23:50–00:00 (+1)", "00:00 (+1)–00:10 (+1)")
    assert hearing_times.stated("", "10").of(3) == ""
    assert hearing_times.stated("", "") is None
