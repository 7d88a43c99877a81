"""Sub-technologies that readers name, and areas that are read again on request."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select

from crosscut.ingest.seals import SEAL
from crosscut.workbench.opening import open_run
from crosscut.workspace import verification
from crosscut.workspace.reading.reading_counts import CountedArea
from crosscut.workspace.reading_room import decisions_file
from crosscut.workspace.schema.reading_schema import READINGS
from crosscut.workspace.schema.schema import PEOPLE
from tests.workspace.conftest import token_of
from tests.workspace.reading_office import ReadingOffice, drawn_folder, opened


@pytest.fixture(scope="module")
def again_drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return drawn_folder(tmp_path_factory.mktemp("again") / "budget")


@pytest.fixture
def room(again_drawn: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[ReadingOffice]:
    folder = Path(shutil.copytree(again_drawn[0], tmp_path / "budget"))
    for staff in opened(folder):
        found = ReadingOffice(staff, again_drawn[1])
        for name in ("one", "two"):
            found.join(name)
        found.join("coordinator", "coordinator")
        yield found


def _subs(room: ReadingOffice, area: str) -> list[str]:
    return [each.id for each in room.office.reading.budget.taxonomy.area(area).subs]


def _second_says(room: ReadingOffice, key: str, area: str) -> None:
    """The other reader reads until this programme comes to them, and says that it is of an area."""
    for _ in range(20):
        taken = room.take("two")
        room.say("two", taken, area if taken == key else "")
        if taken == key:
            return


def _day_file(room: ReadingOffice) -> Path:
    return next((room.staff.folder / "decisions").glob("readings-*.csv"))


def test_the_part_of_an_area_is_divided_among_the_sub_technologies_that_are_named_of_it(room: ReadingOffice) -> None:
    key, (first, second, *_) = room.take("one"), _subs(room, "ai")
    named = {f"sub_ai/{first}": "yes", f"sub_ai/{second}": "yes", "area_bio": "yes"}
    assert room.say("one", key, "ai", **named).status_code == 303
    run = open_run(room.staff.folder)
    decided = run.decisions[key]
    parts = {part: Fraction(share, decided.denominator) for part, share in decided.numerators.items()}
    assert parts == {("ai", first): Fraction(1, 4), ("ai", second): Fraction(1, 4), ("bio", ""): Fraction(1, 2)}
    assert decided.areas == {"ai": Fraction(1, 2), "bio": Fraction(1, 2)}
    page = room.staff.clients["one"].get(f"/reading/{key}").text
    assert page.count('name="sub_ai/') == len(_subs(room, "ai"))
    assert f'name="sub_ai/{first}" value="yes" checked' in page
    assert f'name="sub_bio/{_subs(room, "bio")[0]}" value="yes" checked' not in page
    answer = room.staff.clients["one"].get(f"/api/reading/programmes/{key}").json()
    assert answer["own"][0] == {"area": "ai", "numerator": 1, "denominator": 2, "subs": [first, second]}


def test_a_sub_technology_stands_with_its_area_alone(room: ReadingOffice) -> None:
    key, bio = room.take("one"), _subs(room, "bio")[0]
    assert room.say("one", key, "ai", **{f"sub_bio/{bio}": "yes"}).status_code == 303
    assert open_run(room.staff.folder).decisions[key].numerators == {("ai", ""): 1}


def test_a_program_is_told_which_sub_technology_an_area_does_not_have(room: ReadingOffice) -> None:
    key, client = room.take("one"), room.staff.clients["one"]
    shares = [{"area": "ai", "numerator": 1, "denominator": 1, "subs": ["none-such"]}]
    headers = {"if-match": '"0"', "x-form-token": token_of(client)}
    body = {"shares": shares, "reason": "read"}
    answer = client.put(f"/api/reading/programmes/{key}", json=body, headers=headers)
    assert answer.status_code == 422
    assert "none-such" in answer.text
    body["shares"] = [{"area": "outside", "numerator": 1, "denominator": 1, "subs": _subs(room, "ai")[:1]}]
    assert client.put(f"/api/reading/programmes/{key}", json=body, headers=headers).status_code == 422
    body["shares"] = shares
    body["shares"][0]["subs"] = _subs(room, "ai")[:1]
    assert client.put(f"/api/reading/programmes/{key}", json=body, headers=headers).status_code == 200
    assert open_run(room.staff.folder).decisions[key].numerators == {("ai", _subs(room, "ai")[0]): 1}


def test_the_file_of_a_day_gets_the_column_once_somebody_names_one_and_stays_whole(room: ReadingOffice) -> None:
    key = room.take("one")
    room.say("one", key, "ai")
    before = _day_file(room).read_text(encoding="utf-8")
    assert next(csv.reader(before.splitlines())) == [*decisions_file.COLUMNS, *SEAL]
    sub = _subs(room, "bio")[0]
    other = room.take("one")
    assert room.say("one", other, "bio", **{f"sub_bio/{sub}": "yes"}).status_code == 303
    rows = list(csv.DictReader(_day_file(room).read_text(encoding="utf-8").splitlines()))
    assert [(row["programme"], row["sub"]) for row in rows] == [(key, ""), (other, sub)]
    with room.office.database.reading() as connection:
        assert decisions_file.changed_by_hand(connection, room.staff.folder) == []
    assert not [each for each in open_run(room.staff.folder).findings if each.rule == "half-decisions"]
    _day_file(room).write_text(_day_file(room).read_text(encoding="utf-8").replace(sub, ""), encoding="utf-8")
    with room.office.database.reading() as connection:
        assert decisions_file.changed_by_hand(connection, room.staff.folder) == [f"decisions/{_day_file(room).name}"]


def test_settling_with_an_opinion_keeps_the_sub_technologies_that_it_names(room: ReadingOffice) -> None:
    key, sub = room.take("one"), _subs(room, "ai")[0]
    room.say("one", key, "ai", **{f"sub_ai/{sub}": "yes"})
    _second_says(room, key, "bio")
    page = room.staff.clients["coordinator"].get(f"/differences/{key}?lang=en").text
    name = next(each.en for each in room.office.reading.budget.taxonomy.area("ai").subs if each.id == sub)
    assert f"({name})" in page
    version = page.partition('name="version" value="')[2].partition('"')[0]
    client = room.staff.clients["coordinator"]
    data = {"how": "0", "version": version, "reason": "The text says so", "token": token_of(client)}
    assert client.post(f"/differences/{key}", data=data, follow_redirects=False).status_code == 303
    assert open_run(room.staff.folder).decisions[key].numerators == {("ai", sub): 1}


def test_each_reader_is_asked_again_about_what_they_put_there_and_learns_nothing_of_others(room: ReadingOffice) -> None:
    key = room.take("one")
    room.say("one", key, "ai")
    _second_says(room, key, "bio")
    asked = _ask(room, "ai", "Chips for AI are semiconductors")
    proposed = room.office.reading.drawn
    assert asked == sum(
        "ai" in {each.area for each in proposed[row.programme].dossier.proposed} or row.programme == key
        for row in _readings(room, "one")
    ) + sum("ai" in {each.area for each in proposed[row.programme].dossier.proposed} for row in _readings(room, "two"))
    room.staff.later(minutes=1)
    told = room.staff.clients["one"].get("/api/reading").json()["to_read_again"]
    assert key in {each["programme"] for each in told}
    assert {each["reason"] for each in told} == {"Chips for AI are semiconductors"}
    others = {each["programme"] for each in room.staff.clients["two"].get("/api/reading").json()["to_read_again"]}
    assert (key in others) == ("ai" in {each.area for each in proposed[key].dossier.proposed})
    assert "Chips for AI" in room.staff.clients["one"].get("/reading").text
    assert room.say("one", key, "ai").status_code == 303
    left = room.staff.clients["one"].get("/api/reading").json()["to_read_again"]
    assert len(left) == len(told) - 1
    seen = room.staff.clients["coordinator"].get("/api/reading").json()["again"]
    assert seen == [{"area": "ai", "reason": "Chips for AI are semiconductors", "asked": asked, "left": asked - 1}]
    assert room.staff.clients["one"].get("/api/reading").json()["again"] == []


def test_an_area_is_asked_for_once_at_a_time_with_a_reason_and_by_nobody_who_reads(room: ReadingOffice) -> None:
    client = room.staff.clients["coordinator"]
    assert room.staff.post(client, "/reading-again", area="ai", reason="why").status_code == 409
    room.say("one", room.take("one"), "ai")
    assert room.staff.post(client, "/reading-again", area="ai", reason=" ").status_code == 422
    assert room.staff.post(client, "/reading-again", area="none", reason="why").status_code == 422
    assert room.staff.post(client, "/reading-again", area="ai", reason="why").status_code == 303
    assert room.staff.post(client, "/reading-again", area="ai", reason="why").status_code == 409
    assert room.staff.post(client, "/reading-again", area="ai", reason="another why").status_code == 303
    room.join("chair", "chair")
    chair = room.staff.clients["chair"]
    assert "판단이 드러나" in room.staff.post(chair, "/reading-again", area="bio", reason="why").text
    assert verification.prove(room.staff.folder).faults == ()


def _ask(room: ReadingOffice, area: str, reason: str) -> int:
    client = room.staff.clients["coordinator"]
    headers = {"x-form-token": token_of(client)}
    answer = client.post("/api/reading/again", json={"area": area, "reason": reason}, headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.json()["readings"]


def _readings(room: ReadingOffice, name: str) -> list:
    with room.office.database.reading() as connection:
        query = select(READINGS).join(PEOPLE, PEOPLE.c.id == READINGS.c.read_by).where(PEOPLE.c.name == name)
        return list(connection.execute(query.where(READINGS.c.kind == "read")))


def test_two_windows_of_which_one_names_a_sub_technology_do_not_say_the_same(room: ReadingOffice) -> None:
    key, sub = room.take("one"), _subs(room, "ai")[0]
    client = room.staff.clients["one"]
    room.say("one", key, "ai")
    data = {"how": "areas", "area_ai": "yes", "version": "0", "then": "stop", "token": token_of(client)}
    again = client.post(f"/reading/{key}", data={**data, f"sub_ai/{sub}": "yes"}, follow_redirects=False)
    assert again.status_code == 409
    assert client.post(f"/reading/{key}", data=data, follow_redirects=False).status_code == 303
    assert open_run(room.staff.folder).decisions[key].numerators == {("ai", ""): 1}


def test_what_a_first_reader_named_holds_on_where_the_second_agrees_and_names_none(room: ReadingOffice) -> None:
    key, sub = room.take("one"), _subs(room, "ai")[0]
    room.say("one", key, "ai", **{f"sub_ai/{sub}": "yes"})
    _second_says(room, key, "ai")
    decided = open_run(room.staff.folder).decisions[key]
    assert (decided.by, decided.numerators) == ("two", {("ai", sub): 1})
    answer = room.staff.clients["two"].get(f"/api/reading/programmes/{key}").json()
    assert answer["own"] == [{"area": "ai", "numerator": 1, "denominator": 1, "subs": []}]
    assert room.say("one", key, "ai").status_code == 303
    assert open_run(room.staff.folder).decisions[key].numerators == {("ai", ""): 1}
    with room.office.database.reading() as connection:
        assert decisions_file.changed_by_hand(connection, room.staff.folder) == []


def test_an_area_is_disputed_by_what_either_reader_put_there_and_not_by_all_that_is_read_twice() -> None:
    numbers = {"estimate": 1, "low": 0, "high": 2, "decided": 0}
    agreeing = CountedArea("ai", **numbers, twice=21, agreed=20, named=7)
    differing = CountedArea("ai", **numbers, twice=21, agreed=18, named=7)
    few = CountedArea("ai", **numbers, twice=21, agreed=18, named=4)
    assert [each.both for each in (agreeing, differing, few)] == [6, 4, 1]
    assert [each.is_disputed for each in (agreeing, differing, few)] == [False, True, False]


def test_whoever_is_asked_is_led_from_one_to_the_next_with_the_words_beside_it(room: ReadingOffice) -> None:
    first, client = room.take("one"), room.staff.clients["one"]
    room.say("one", first, "ai")
    second = room.take("one")
    room.say("one", second, "ai", **{f"sub_ai/{_subs(room, 'ai')[0]}": "yes"})
    _ask(room, "ai", "Chips for AI are semiconductors")
    room.staff.later(minutes=1)
    page = client.get("/reading?lang=en").text
    assert page.index("To be read again") < page.index("What you read")
    assert room.office.reading.budget.taxonomy.area("ai").subs[0].en in page
    asked = {each["programme"] for each in client.get("/api/reading").json()["to_read_again"]}
    assert asked >= {first, second}
    while asked:
        key = min(asked)
        page = client.get(f"/reading/{key}?lang=en").text
        assert "Chips for AI are semiconductors" in page
        assert 'name="then" value="stop" checked' not in page
        answer = room.say("one", key, "ai", again="yes", then="")
        asked = {each["programme"] for each in client.get("/api/reading").json()["to_read_again"]}
        assert key not in asked
        place = answer.headers["location"].partition("?")[0].rpartition("/")[2]
        assert place == min(asked) if asked else place not in (first, second)
    assert "Chips for AI" not in client.get(f"/reading/{first}").text
