"""Reading: the next programme on lease, answers that the folder holds, second opinions that stay blind, differences."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select

from crosscut.classify.estimates import estimates
from crosscut.workbench.opening import open_run
from crosscut.workspace import verification
from crosscut.workspace.schema.schema import JOBS
from crosscut.workspace.worker import Worker, command_of
from tests.ledger.servers import new_database
from tests.workspace import reading_rooms
from tests.workspace.conftest import token_of
from tests.workspace.reading_office import ReadingOffice, opened, write_folder
from tests.workspace.reading_rooms import barred, until_second

drawn = reading_rooms.drawn
room = reading_rooms.room


def test_an_answer_on_the_page_is_what_the_command_line_reads(room: ReadingOffice) -> None:
    key = room.take("one")
    assert room.say("one", key, "quantum", reason="It builds a computer of qubits").status_code == 303
    run = open_run(room.staff.folder)
    assert run.decisions[key].areas == {"quantum": 1}
    assert run.decisions[key].by == "one"
    assert run.decisions[key].reason == "It builds a computer of qubits"
    amount = run.budgets(*run.calendar.leading)[key]
    decided = {each["area"]: each["decided"] for each in estimates(run)["areas"]}
    assert decided["quantum"] == amount
    assert sum(decided.values()) == amount


def test_accepting_takes_the_proposal_with_the_reason_that_it_was_read(room: ReadingOffice) -> None:
    key = room.take("one")
    client = room.staff.clients["one"]
    data = {"how": "accept", "version": "0", "then": "stop", "token": token_of(client)}
    assert client.post(f"/reading/{key}", data=data, follow_redirects=False).status_code == 303
    proposed = room.office.reading.drawn[key].dossier.proposed
    held = open_run(room.staff.folder).decisions[key]
    assert set(held.areas) == {each.area for each in proposed} - {"outside"}
    assert held.reason.startswith(("Read; the proposal is right", "검토 결과 제안이 맞음"))


def test_shares_add_up_or_are_refused_with_what_was_typed(room: ReadingOffice) -> None:
    key = room.take("one")
    client = room.staff.clients["one"]
    common = {"how": "areas", "version": "0", "then": "stop", "token": token_of(client)}
    wrong = client.post(f"/reading/{key}", data={**common, "percent_ai": "60", "percent_bio": "30"})
    assert wrong.status_code == 422
    assert "90" in wrong.text
    assert 'name="percent_ai" value="60"' in wrong.text
    right = client.post(f"/reading/{key}", data={**common, "percent_ai": "60", "percent_bio": "40"})
    assert right.status_code == 200
    assert {area: str(share) for area, share in open_run(room.staff.folder).decisions[key].areas.items()} == {
        "ai": "3/5",
        "bio": "2/5",
    }


def test_full_width_digits_are_digits(room: ReadingOffice) -> None:
    key = room.take("one")
    client = room.staff.clients["one"]
    data = {"how": "areas", "version": "０", "then": "stop", "token": token_of(client)}
    right = client.post(f"/reading/{key}", data={**data, "percent_ai": "６０％", "percent_bio": "４０"})
    assert right.status_code == 200
    held = open_run(room.staff.folder).decisions[key].areas
    assert {area: str(share) for area, share in held.items()} == {"ai": "3/5", "bio": "2/5"}
    assert room.staff.post(room.staff.clients["coordinator"], "/reading-draws", count="１０").status_code == 303


def test_nobody_gets_what_another_has_before_them_and_a_lease_runs_out(room: ReadingOffice) -> None:
    mine, theirs = room.take("one"), room.take("two")
    assert mine != theirs
    assert room.take("one") == mine
    room.staff.later(minutes=11)
    assert room.take("three") == mine
    late = room.say("one", mine, "ai")
    assert late.status_code == 409
    assert room.say("three", mine, "ai").status_code == 303


def test_an_answer_after_the_lease_holds_where_nobody_else_took_it(room: ReadingOffice) -> None:
    key = room.take("one")
    room.staff.later(minutes=11)
    assert room.say("one", key, "ai").status_code == 303


def test_two_windows_do_not_answer_twice_and_a_later_answer_takes_the_place(room: ReadingOffice) -> None:
    key = room.take("one")
    assert room.say("one", key, "ai").status_code == 303
    client = room.staff.clients["one"]
    data = {"how": "outside", "version": "0", "then": "stop", "token": token_of(client)}
    assert client.post(f"/reading/{key}", data=data).status_code == 409
    assert room.say("one", key, "bio").status_code == 303
    assert open_run(room.staff.folder).decisions[key].areas == {"bio": 1}


def test_what_was_skipped_goes_to_others_and_comes_again_last(room: ReadingOffice) -> None:
    key = room.take("one")
    client = room.staff.clients["one"]
    assert client.post(f"/reading/{key}/skip", data={"reason": "", "token": token_of(client)}).status_code == 422
    client.post(f"/reading/{key}/skip", data={"reason": "not my field", "token": token_of(client), "then": "stop"})
    assert room.take("one") != key
    assert room.take("two") == key


def test_what_all_readers_pass_over_holds_up_neither_the_intervals_nor_the_next_draw(room: ReadingOffice) -> None:
    first = next(iter(room.office.reading.drawn))
    client = room.staff.clients["one"]
    for name in ("one", "two", "three"):
        assert room.take(name) == first
        skipping = room.staff.clients[name]
        data = {"reason": "cannot tell", "token": token_of(skipping), "then": "stop"}
        skipping.post(f"/reading/{first}/skip", data=data)
    while (key := room.take("one")) != first:
        room.say("one", key, room.truth[key])
    room.staff.post(client, f"/reading/{first}/back")
    count = room.count().last.count
    assert (count.decided, count.samples) == (15, 1)
    page = room.staff.clients["coordinator"].get("/reading?lang=en").text
    assert "passed over: 1" in page
    assert "Of those drawn 1 are left" in page
    assert "programmes before its last counted reading" in page
    assert "셈에 든 마지막 사업보다 앞선 사업" in room.staff.clients["coordinator"].get("/reading?lang=ko").text
    assert room.staff.post(room.staff.clients["coordinator"], "/reading-draws", count="9").status_code == 303
    with room.office.database.reading() as connection:
        assert connection.scalar(select(JOBS.c.about)) == "9 beyond"


def test_a_family_is_read_together_and_each_gets_a_decision_of_its_own(room: ReadingOffice) -> None:
    drawn = room.office.reading.drawn
    while key := room.take("one"):
        kin = drawn[key].dossier.family
        page = room.staff.clients["one"].get(f"/reading/{key}").text
        offered = re.findall(r'name="together" value="([^"]+)"', page)
        if offered:
            break
        room.say("one", key, "")
    assert set(offered) <= set(kin)
    gone = room.say("one", key, "hydrogen", together="P047")
    assert gone.status_code == 422
    assert room.say("one", key, "hydrogen", together=offered[0]).status_code == 303
    held = open_run(room.staff.folder).decisions
    assert held[key].areas == held[offered[0]].areas == {"hydrogen": 1}


def test_two_presses_of_a_key_lead_on_to_the_next(room: ReadingOffice) -> None:
    client = room.staff.clients["one"]
    key = room.take("one")
    data = {"how": "accept", "version": "0", "token": token_of(client)}
    first, second = (client.post(f"/reading/{key}", data=data, follow_redirects=False) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"] != f"/reading/{key}"
    other = first.headers["location"].partition("?")[0]
    skip = {"reason": "not my field", "token": token_of(client)}
    first, second = (client.post(f"{other}/skip", data=skip, follow_redirects=False) for _ in range(2))
    assert (first.status_code, second.headers["location"]) == (303, first.headers["location"])
    third = first.headers["location"].partition("?")[0]
    declared = {**skip, "what": "programme"}
    first, second = (client.post(f"{third}/bar", data=declared, follow_redirects=False) for _ in range(2))
    assert (first.status_code, second.headers["location"]) == (303, first.headers["location"])
    fourth = first.headers["location"].partition("?")[0]
    first, second = (client.post(f"{fourth}/back", data=skip, follow_redirects=False) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert len(open_run(room.staff.folder).decisions) == 1


def test_another_answer_from_another_window_comes_again_with_both(room: ReadingOffice) -> None:
    key = room.take("one")
    room.say("one", key, "ai")
    client = room.staff.clients["one"]
    data = {"how": "areas", "area_bio": "yes", "reason": "it heals", "version": "0", "token": token_of(client)}
    again = client.post(f"/reading/{key}", data=data)
    assert again.status_code == 409
    assert re.search(r'name="area_bio"[^>]*checked', again.text)
    assert "it heals" in again.text
    assert "인공지능" in again.text.partition("notice-box")[2].partition("</p>")[0]


def test_what_somebody_else_has_by_now_leads_to_the_next(room: ReadingOffice) -> None:
    mine = room.take("one")
    room.staff.later(minutes=11)
    assert room.take("two") == mine
    late = room.say("one", mine, "ai")
    assert late.status_code == 409
    assert 'action="/reading-next"' in late.text


def test_intervals_narrow_as_people_read_and_the_record_says_who_read_what(room: ReadingOffice) -> None:
    for _ in range(10):
        assert room.count().first is None
        key = room.take("one")
        room.say("one", key, room.truth[key])
    before = room.count()
    while key := room.take("one"):
        assert room.say("one", key, room.truth[key]).status_code == 303
    after = room.count()
    assert after.first == before.first == before.last
    assert after.last.count.width < 0.9 * after.first.count.width
    assert after.last.count.decided == 16
    page = room.staff.clients["coordinator"].get("/reading?lang=en").text
    assert "16 / 48" in page
    assert str(room.staff.folder) not in page
    assert "interval-bar" in page
    told = room.staff.clients["coordinator"].get("/api/record").json()
    assert sum(each["action"] == "reading.read" for each in told["entries"]) == 16
    assert verification.prove(room.staff.folder).faults == ()


def test_what_was_read_under_an_earlier_list_is_counted(room: ReadingOffice) -> None:
    key = room.take("one")
    room.say("one", key, "ai")
    client = room.staff.clients["coordinator"]
    assert "earlier edition" not in client.get("/reading?lang=en").text
    settings = room.staff.folder / "crosscut.toml"
    added = '\n[[extra_area]]\nid = "fusion"\nname = { en = "Fusion", ko = "핵융합" }\n'
    settings.write_text(settings.read_text(encoding="utf-8") + added, encoding="utf-8")
    page = client.get("/reading?lang=en").text
    assert "earlier edition of the list of areas: 1." in page
    assert key in page.partition('id="older"')[2].partition("</details>")[0]
    reader = room.staff.clients["one"]
    assert "under an earlier list: read it anew" in reader.get("/reading?lang=en").text
    room.say("one", key, "ai")
    assert "earlier" not in client.get("/reading?lang=en").text
    assert "under an earlier list" not in reader.get("/reading?lang=en").text


def test_readers_are_not_told_sums_that_tell_what_others_said(room: ReadingOffice) -> None:
    for _ in range(10):
        key = room.take("one")
        room.say("one", key, "ai")
    room.count()
    told = {
        name: room.staff.clients[name].get("/api/reading").json()["last"]["areas"] for name in ("two", "coordinator")
    }
    for hidden in ("decided", "twice", "agreed", "money_agreed", "kappa"):
        assert {each[hidden] for each in told["two"]} == {None}
    assert sum(each["decided"] for each in told["coordinator"]) > 0
    known = {name: room.staff.clients[name].get("/api/reading").json() for name in ("two", "coordinator")}
    assert (known["two"]["seconds"], known["two"]["unsettled"]) == (None, None)
    assert known["coordinator"]["seconds"] > 0
    assert "Answered<" not in room.staff.clients["two"].get("/reading?lang=en").text
    assert "Answered<" in room.staff.clients["coordinator"].get("/reading?lang=en").text


def test_readers_see_estimates_in_steps_that_tell_of_no_one_programme(room: ReadingOffice) -> None:
    seen = []
    for _ in range(12):
        key = room.take("one")
        room.say("one", key, room.truth[key])
        room.count()
        shown = {name: room.staff.clients[name].get("/api/reading").json()["last"] for name in ("two", "coordinator")}
        seen.append((shown["two"] or {}).get("undecided"))
        assert shown["coordinator"]["undecided"] not in seen[:-1]
    assert seen[:9] == [None] * 9
    assert seen[9] is not None
    assert len({*seen[9:]}) == 1
    assert "after every 10 programmes" in room.staff.clients["two"].get("/reading?lang=en").text


def test_who_has_what_before_them_is_told_to_those_who_keep_the_record(room: ReadingOffice) -> None:
    name = room.office.reading.drawn[room.take("one")].facts.name
    assert name in room.staff.clients["coordinator"].get("/reading").text
    assert name not in room.staff.clients["two"].get("/reading").text


def test_what_one_has_answered_is_not_skipped(room: ReadingOffice) -> None:
    key = room.take("one")
    room.say("one", key, "ai")
    refused = room.staff.post(room.staff.clients["one"], f"/reading/{key}/skip", reason="too long")
    assert refused.status_code == 403


def faults(room: ReadingOffice) -> list[str]:
    proved = verification.prove(room.staff.folder)
    return [each.message.en for each in proved.faults]


def test_a_file_that_was_changed_by_hand_is_not_written_over(room: ReadingOffice) -> None:
    key = room.take("one")
    room.say("one", key, "ai")
    file = next((room.staff.folder / "decisions").glob("readings-*.csv"))
    assert faults(room) == []
    file.write_text(file.read_text(encoding="utf-8").replace(",1,1,", ",1,2,"), encoding="utf-8")
    assert faults(room) == [f"decisions/{file.name} holds what nobody read in the workspace"]
    other = room.take("two")
    assert room.say("two", other, "ai").status_code == 409
    assert ",1,2," in file.read_text(encoding="utf-8")
    file.unlink()
    assert room.say("two", other, "ai").status_code == 303
    assert set(open_run(room.staff.folder).decisions) == {key, other}


def test_a_decision_of_the_folder_counts_as_read(room: ReadingOffice) -> None:
    first = next(iter(room.office.reading.drawn))
    (room.staff.folder / "decisions").mkdir()
    (room.staff.folder / "decisions" / "by-hand.csv").write_text(
        "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
        f"{first},outside,1,1,Kim,2027-01-01T00:00:00+00:00,read on paper\n",
        encoding="utf-8",
    )
    assert room.take("one") != first


def test_what_waits_stands_on_the_first_page(room: ReadingOffice) -> None:
    assert "16 programmes wait for you" in room.staff.clients["one"].get("/?lang=en").text
    assert "wait for you" not in room.staff.clients["coordinator"].get("/?lang=en").text
    key = until_second(room, "one", "two", "ai")
    room.say("two", key, "bio")
    assert "One difference between readers waits" in room.staff.clients["coordinator"].get("/?lang=en").text


@pytest.mark.slow
def test_a_job_draws_the_next_and_proposes_anew_what_is_open(tmp_path: Path) -> None:
    write_folder(tmp_path / "budget", 24)
    for staff in opened(tmp_path / "budget"):
        room = ReadingOffice(staff, {})
        room.join("one")
        coordinator = room.join("coordinator", "coordinator")
        assert room.take("one") == ""
        worker = Worker(staff.office.database, command_of(staff.folder), staff.office.clock)
        for _ in range(2):
            assert staff.post(coordinator, "/reading-draws", count="9").status_code == 303
            assert worker.once()
            assert coordinator.get("/api/jobs").json()[0]["state"] == "done"
            assert len(staff.office.reading.drawn) == 9
        key = room.take("one")
        assert staff.office.reading.drawn[key].dossier is not None
        assert staff.post(coordinator, "/reading-draws", count="0").status_code == 422


@pytest.mark.postgres
def test_reading_on_a_server_of_databases(
    drawn: tuple[Path, dict[str, str]], postgres_server: str, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(drawn[0], tmp_path / "budget"))
    for staff in opened(folder, new_database(postgres_server, "reading")):
        room = ReadingOffice(staff, drawn[1])
        for name, role in (("one", "reviewer"), ("two", "reviewer"), ("chair", "chair")):
            room.join(name, role)
        key = until_second(room, "one", "two", "ai")
        room.say("two", key, "bio")
        page = staff.clients["chair"].get(f"/differences/{key}").text
        version = re.search(r'name="version" value="(\d+)"', page)[1]
        settled = {"how": "1", "reason": "a medicine", "version": version}
        assert staff.post(staff.clients["chair"], f"/differences/{key}", **settled).status_code == 303
        assert room.count().last.count.second_opinions >= 1
        assert open_run(folder).decisions[key].by == "chair"
        barred(room, "chair", ministry=staff.office.reading.drawn[key].facts.ministry)
    held = open_run(folder).decisions[key]
    assert (held.areas, held.by) == ({"bio": 1}, "two")


def test_no_estimate_is_below_what_is_decided_and_no_interval_ends_below_it(room: ReadingOffice) -> None:
    room.join("first")
    room.join("second")
    chair = room.staff.clients["chair"]
    while key := room.take("first"):
        assert room.say("first", key, room.truth[key]).status_code == 303
    settled = []
    while key := room.take("second"):
        other = "semiconductors-displays" if room.truth[key] else "cybersecurity"
        assert room.say("second", key, other).status_code == 303
        settled.append(key)
    for key in settled:
        version = re.search(r'name="version" value="(\d+)"', chair.get(f"/differences/{key}").text)[1]
        said = {"how": "1", "reason": "the second is right", "version": version}
        assert room.staff.post(chair, f"/differences/{key}", **said).status_code == 303
    last = room.count().last.count
    assert len(settled) >= 5
    assert last.second_opinions == len(settled)
    for each in last.areas:
        assert each.decided <= each.estimate, each
        assert each.low <= each.estimate <= each.high, each
    assert any("no estimate is below what is decided" in line for line in last.assumed)


def test_programs_give_shares_that_make_the_whole_as_pages_do(room: ReadingOffice) -> None:
    key = room.take("one")
    client = room.staff.clients["one"]
    half = {"area": "ai", "numerator": 1, "denominator": 2}
    headers = {"x-form-token": token_of(client), "if-match": '"0"'}

    def say(*shares: dict[str, object]) -> int:
        body = {"shares": [*shares], "reason": "half of it"}
        return client.put(f"/api/reading/programmes/{key}", json=body, headers=headers).status_code

    assert say(half) == 422
    assert key not in open_run(room.staff.folder).decisions
    assert say(half, half | {"area": "outside"}) == 200
    assert open_run(room.staff.folder).decisions[key].areas["ai"] == Fraction(1, 2)
