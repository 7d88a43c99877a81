"""Second opinions that stay blind, differences that somebody else settles, and interests that are declared."""

from __future__ import annotations

import re

from crosscut.workbench.opening import open_run
from crosscut.workspace import verification
from crosscut.workspace.reading.reading_counts import CountedArea
from tests.workspace import reading_rooms
from tests.workspace.conftest import token_of
from tests.workspace.reading_office import ReadingOffice
from tests.workspace.reading_rooms import barred, settled, until_second

drawn = reading_rooms.drawn
room = reading_rooms.room


def test_a_conflict_of_interest_bars_for_good(room: ReadingOffice) -> None:
    client = room.staff.clients["one"]
    facts = room.office.reading.drawn
    first = next(iter(facts.values())).facts
    answer = room.staff.post(client, "/reading-bars", ministry=first.ministry, reason="My institute is paid by them")
    assert answer.status_code == 303
    seen = set()
    while key := room.take("one"):
        seen.add(facts[key].facts.ministry)
        room.say("one", key, "ai")
    assert seen
    assert first.ministry not in seen
    away = client.get(f"/reading/{first.key}", follow_redirects=False)
    assert (away.status_code, away.headers["location"]) == (303, "/reading?done=reading_elsewhere")
    assert client.get(f"/api/reading/programmes/{first.key}").status_code == 404


def test_a_reading_counts_no_more_after_its_reader_declared_an_interest_in_it(room: ReadingOffice) -> None:
    key = room.take("one")
    room.say("one", key, "ai", reason="it teaches machines")
    room.count()
    barred(room, "one", key=key, what="programme")
    run = open_run(room.staff.folder)
    assert key not in run.decisions
    assert room.count().last.count.decided == 0
    rows = next((room.staff.folder / "decisions").glob("readings-*.csv")).read_text(encoding="utf-8").splitlines()
    assert rows[1].startswith(f"{key},ai,1,1,one,")
    assert ",it teaches machines,2," in rows[1]
    assert rows[2].startswith(f"{key},withdrawn,0,1,one,")
    assert room.take("two") == key
    assert room.say("two", key, "bio").status_code == 303
    assert open_run(room.staff.folder).decisions[key].areas == {"bio": 1}
    assert verification.prove(room.staff.folder).faults == ()
    told = room.staff.clients["coordinator"].get("/api/record").json()["entries"]
    withdrawn = next(each for each in told if each["action"] == "reading.withdraw")
    assert (withdrawn["before"], withdrawn["reason"]) == ("ai", "My institute is paid by them")


def test_a_declared_ministry_withdraws_all_that_was_read_of_it_and_nothing_else(room: ReadingOffice) -> None:
    facts = {key: each.facts for key, each in room.office.reading.drawn.items()}
    while key := room.take("one"):
        room.say("one", key, "ai")
    ministry = next(iter(facts.values())).ministry
    barred(room, "one", ministry=ministry)
    held = set(open_run(room.staff.folder).decisions)
    assert held == {key for key, each in facts.items() if each.ministry != ministry}
    assert held
    again = room.staff.post(room.staff.clients["one"], "/reading-bars", ministry=ministry, reason="once more")
    assert again.headers["location"] == "/reading?done=reading_barred"


def test_a_difference_is_open_again_where_who_settled_it_declares_an_interest(room: ReadingOffice) -> None:
    key = until_second(room, "one", "two", "ai")
    room.say("two", key, "bio")
    settled(room, "chair", key)
    assert not open_differences(room)
    barred(room, "chair", ministry=room.office.reading.drawn[key].facts.ministry)
    assert open_differences(room) == [key]
    settled(room, "coordinator", key)
    barred(room, "one", key=key, what="programme")
    assert open_run(room.staff.folder).decisions[key].by == "coordinator"


def open_differences(room: ReadingOffice) -> list[str]:
    found = room.staff.clients["coordinator"].get("/api/reading/differences").json()
    return [each["programme"] for each in found]


def test_a_second_opinion_is_blind_and_a_difference_is_settled_by_somebody_else(room: ReadingOffice) -> None:
    key = until_second(room, "one", "two", "ai")
    second = room.staff.clients["two"]
    for place in (f"/reading/{key}", "/reading", f"/api/reading/programmes/{key}", "/api/reading"):
        assert "canary-of-the-first" not in second.get(place).text, place
    assert not re.search(r'name="area_ai"[^>]*checked', second.get(f"/reading/{key}").text)
    room.say("two", key, "bio", reason="canary-of-the-second")
    assert "canary-of-the-second" not in room.staff.clients["one"].get(f"/reading/{key}").text
    for name in ("one", "two", "three"):
        assert room.staff.clients[name].get(f"/differences/{key}").status_code == 404
    chair = room.staff.clients["chair"]
    page = chair.get(f"/differences/{key}").text
    assert "canary-of-the-first" in page
    assert "canary-of-the-second" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    data = {"how": "1", "reason": "It is a medicine", "version": version, "token": token_of(chair)}
    assert chair.post(f"/differences/{key}", data={**data, "version": "1"}).status_code == 409
    assert chair.post(f"/differences/{key}", data=data, follow_redirects=False).status_code == 303
    held = open_run(room.staff.folder)
    assert held.decisions[key].areas == {"bio": 1}
    assert held.decisions[key].by == "chair"
    assert not [each for each in held.findings if each.rule == "second-opinion"]
    one = room.staff.clients["one"]
    away = one.get(f"/reading/{key}", follow_redirects=False)
    assert (away.status_code, away.headers["location"]) == (303, "/reading?done=reading_is_settled")
    stands = one.get(f"/api/reading/programmes/{key}").headers["etag"].strip('"')
    assert room.say("one", key, "ai", version=stands).status_code == 403


def test_a_settled_difference_says_by_whom_and_what_holds(room: ReadingOffice) -> None:
    key = until_second(room, "one", "two", "ai")
    room.say("two", key, "bio")
    coordinator, chair = (room.staff.clients[name] for name in ("coordinator", "chair"))
    version = re.search(r'name="version" value="(\d+)"', chair.get(f"/differences/{key}").text)[1]
    settled(room, "chair", key)
    page = coordinator.get(f"/differences/{key}?lang=en")
    assert page.status_code == 200
    assert "This difference is settled: chair said at" in page.text
    assert "It is a medicine" in page.text
    assert 'href="/reading"' in page.text
    late = {"how": "0", "reason": "mine", "version": version}
    answer = room.staff.post(coordinator, f"/differences/{key}", **late)
    assert answer.status_code == 409
    assert "chair" in answer.text
    again = room.staff.post(chair, f"/differences/{key}", **late)
    assert (again.status_code, again.headers["location"]) == (303, "/reading?done=reading_settled")
    assert open_run(room.staff.folder).decisions[key].areas == {"bio": 1}
    for name in ("one", "two", "three"):
        assert room.staff.clients[name].get(f"/differences/{key}").status_code == 404


def test_whoever_settles_what_moved_sees_it_again_with_what_was_typed(room: ReadingOffice) -> None:
    key = until_second(room, "one", "two", "ai")
    room.say("two", key, "bio")
    chair = room.staff.clients["chair"]
    version = re.search(r'name="version" value="(\d+)"', chair.get(f"/differences/{key}").text)[1]
    room.say("one", key, "hydrogen", reason="it makes gas")
    late = room.staff.post(chair, f"/differences/{key}", how="1", reason="my own words", version=version)
    assert late.status_code == 409
    assert "my own words" in late.text
    assert "it makes gas" in late.text


def test_whoever_is_told_what_decisions_make_of_areas_gives_no_second_opinion(room: ReadingOffice) -> None:
    key = room.take("one")
    room.say("one", key, "ai")
    chair = room.staff.clients["chair"]
    taken = set()
    while (other := room.take("chair")) and other not in taken:
        taken.add(other)
        room.say("chair", other, "")
    assert key not in taken
    assert len(taken) > 3
    refused = chair.post(
        f"/reading/{key}", data={"how": "outside", "version": "0", "then": "stop", "token": token_of(chair)}
    )
    assert refused.status_code in {404, 409}


def test_nobody_settles_what_he_read_himself(room: ReadingOffice) -> None:
    key = until_second(room, "chair", "two", "ai")
    room.say("two", key, "bio")
    chair, coordinator = room.staff.clients["chair"], room.staff.clients["coordinator"]
    assert chair.get(f"/differences/{key}").status_code == 404
    data = {"how": "0", "reason": "mine", "version": "1", "token": token_of(chair)}
    assert chair.post(f"/differences/{key}", data=data).status_code in {403, 404}
    assert coordinator.get(f"/differences/{key}").status_code == 200


def test_all_that_is_large_is_read_twice_whatever_the_first_reader_said(room: ReadingOffice) -> None:
    settings = room.staff.folder / "crosscut.toml"
    text = settings.read_text(encoding="utf-8").replace("[[source]]", "[classify]\nsecond_from = 1\n\n[[source]]", 1)
    settings.write_text(text, encoding="utf-8")
    read = [room.take("one")]
    while room.say("one", read[-1], "").status_code == 303 and len(read) < 6:
        read.append(room.take("one"))
    given = {key for _ in read if (key := room.take("two")) and room.say("two", key, "").status_code == 303}
    assert room.staff.clients["coordinator"].get("/api/reading").json()["seconds"] + len(given & set(read)) == len(read)


def test_an_area_that_readers_dispute_is_named() -> None:
    assert CountedArea("ai", 1, 0, 2, 0, twice=5, agreed=3, named=5).is_disputed
    assert not CountedArea("ai", 1, 0, 2, 0, twice=5, agreed=4, named=5).is_disputed
    assert not CountedArea("ai", 1, 0, 2, 0, twice=4, agreed=0, named=4).is_disputed


def test_a_reason_that_would_settle_a_difference_is_refused(room: ReadingOffice) -> None:
    key = room.take("one")
    assert room.say("one", key, "ai", reason="조정: 내 판단이 맞음").status_code == 422
