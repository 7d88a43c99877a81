"""Scenarios over the web: opened, changed, contradicted and mended, compared, handed on; who, when and why stay."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from crosscut.allocate.plan import Depth
from crosscut.budget import read
from crosscut.budget.snapshot import record
from crosscut.text import Text
from crosscut.workbench import plans
from crosscut.workbench.opening import open_run
from crosscut.workspace import verification
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.scenarios.scenario_values import stored, typed, value_text
from crosscut.workspace.solver.solver_service import SolverService, _pays
from tests.workspace import open_scenarios
from tests.workspace.conftest import POLICY, Season, token_of
from tests.workspace.open_scenarios import CEILING, opened, plan_of, press

room = open_scenarios.room


def test_a_scenario_without_changes_has_the_policys_own_plan(room: Season) -> None:
    found = plan_of(room, opened(room))
    own = plans.plan(open_run(room.staff.folder), depth=Depth.amounts_only())
    assert (found["status"], found["total"], found["ceiling"]) == ("optimal", own.total, own.draft.ceiling)
    rows = room.coordinator.get("/api/scenarios/1/programmes").json()
    assert [row["amount"] for row in rows] == list(own.amounts)
    assert all(row["reason"] and row["reason_ko"] for row in rows)


def test_trying_keeps_nothing_and_saving_keeps_who_when_and_why(room: Season) -> None:
    place = opened(room)
    tried = press(room, place, "try", **{CEILING: "-7"})
    assert tried.status_code == 200
    assert "Tried, not saved." in tried.text or "시험한 값" in tried.text
    assert room.coordinator.get(f"/api{place}").json()["changes"] == []
    before = plan_of(room, place)
    saved = press(room, place, "save", why="less money", **{CEILING: "-7"})
    assert saved.status_code == 303
    found = room.coordinator.get(f"/api{place}").json()
    kept = {key: found["changes"][0][key] for key in ("kind", "target", "value", "why", "by")}
    assert kept == {
        "kind": "limit",
        "target": "ceiling",
        "value": "-7 %",
        "why": "less money",
        "by": "coordinator",
    }
    after = plan_of(room, place)
    assert after["ceiling"] < before["ceiling"]
    pays = after["pays"]
    assert pays["gains"] - pays["losses"] == after["total"] - before["total"]
    entry = room.auditor.get("/api/record?item=scenario 1").json()["entries"][0]
    assert (entry["action"], entry["before"], entry["after"]) == (
        "scenario.change",
        "limit ceiling: –",
        "limit ceiling: -7 %",
    )
    for language, said in (("en", "Ceiling: −7 % on the base"), ("ko", "총액 한도: 기준 대비 −7 %")):
        assert said in room.auditor.get(f"/record?lang={language}").text


def test_a_contradiction_is_told_with_owners_and_one_press_mends_it(room: Season) -> None:
    place = opened(room)
    tried = press(room, place, "try", **{CEILING: "-9"})
    assert tried.status_code == 200
    assert "Assembly" in tried.text
    assert 'value="mend|0"' in tried.text
    pressed = press(room, place, "mend|0", **{CEILING: "-9"})
    assert pressed.status_code == 303, pressed.text
    found = plan_of(room, place)
    assert found["status"] == "optimal"
    assert found["clash"] == []
    changes = room.coordinator.get(f"/api{place}").json()["changes"]
    assert changes
    assert all(each["why"] for each in changes)


def test_a_mend_keeps_all_that_it_was_worked_out_over(room: Season) -> None:
    place = opened(room)
    floor = "limit|floor|area:bio"
    tried = press(room, place, "try", **{CEILING: "-9", floor: "-20"})
    assert 'value="mend|0"' in tried.text
    mended = press(room, place, "mend|0", why="for health", **{CEILING: "-9", floor: "-20"})
    assert mended.status_code == 303, mended.text
    assert mended.headers["location"].endswith("done=scenario_changed")
    found = plan_of(room, place)
    assert (found["status"], found["clash"]) == ("optimal", [])
    changes = {(each["kind"], each["target"]): each for each in room.coordinator.get(f"/api{place}").json()["changes"]}
    assert changes["floor", "area:bio"]["value"] == "-20 %"
    assert changes["floor", "area:bio"]["why"] == "for health", "what was tried keeps its own reason"
    assert [each["why"].partition(":")[0] for each in changes.values() if each["why"] != "for health"] == ["모순 해소"]


def test_what_is_saved_with_a_contradiction_says_so(room: Season) -> None:
    place = opened(room)
    saved = press(room, place, "save", **{CEILING: "-9"})
    assert saved.headers["location"].endswith("done=scenario_clashes")
    assert "모순되어 배분안이 없습니다" in room.coordinator.get(saved.headers["location"]).text


def test_a_contradiction_may_be_kept_and_is_told_to_programs(room: Season) -> None:
    place = opened(room)
    assert press(room, place, "save", **{CEILING: "-9"}).status_code == 303
    found = plan_of(room, place)
    assert (found["status"], found["total"], found["digest"]) == ("infeasible", None, "")
    assert {"ceiling"} < {each["rule"] for each in found["clash"]}
    assert all(each["owner"] for each in found["clash"])
    for mend in found["mends"]:
        body = {"changes": [dict(zip(("kind", "target", "value"), each, strict=False)) for each in mend["changes"]]}
        token = {"x-form-token": token_of(room.coordinator)}
        tried = room.coordinator.post(f"/api{place}/plan", json=body, headers=token).json()
        assert tried["status"] == "optimal", mend


def test_a_scenario_handed_on_gives_the_same_plan_to_the_won(room: Season) -> None:
    place = opened(room)
    first = plan_of(room, place)["ministries"][0]["key"]
    programme = room.coordinator.get(f"/api{place}/programmes").json()[0]["programme"]
    pin = {"pin_programme": programme, "pin_how": "full", "why": "a promise"}
    sent = {CEILING: "-4", "limit|floor|area:bio": "2", f"limit|cap|ministry:{first}": "1"}
    assert press(room, place, "save", **sent, **pin).status_code == 303
    rows = room.coordinator.get(f"/api{place}/programmes").json()
    assert rows
    text = room.coordinator.get(f"{place}/policy.toml")
    assert text.headers["content-disposition"].endswith('"policy.toml"')
    (room.staff.folder / "policy.toml").write_text(text.text, encoding="utf-8")
    handed = plans.plan(open_run(room.staff.folder), depth=Depth.amounts_only())
    assert list(handed.amounts) == [row["amount"] for row in rows]
    again = plan_of(room, opened(room, "handed on"))
    assert again["digest"] == plan_of(room, place)["digest"]


def test_a_scenario_stands_over_its_moment(room: Season) -> None:
    """The folder's policy may change: a scenario keeps the one it was opened over."""
    place = opened(room)
    before = plan_of(room, place)
    (room.staff.folder / "policy.toml").write_text(POLICY.replace("-5 %", "-6 %"), encoding="utf-8")
    assert plan_of(room, place)["digest"] == before["digest"]
    assert plan_of(room, opened(room, "later"))["ceiling"] < before["ceiling"]


def test_a_scenario_has_a_ceiling(room: Season) -> None:
    refused = press(room, opened(room), "try", **{CEILING: " "})
    assert refused.status_code == 422
    assert "한도는 비울 수 없습니다" in refused.text


def test_a_scenario_is_closed_with_a_reason_and_stands_apart_with_its_history(room: Season) -> None:
    place = opened(room, "Dropped")
    assert press(room, place, "save", why="less", **{CEILING: "-6"}).status_code == 303
    digest = plan_of(room, place)["digest"]
    assert room.staff.post(room.coordinator, f"{place}/close", reason="").status_code == 422
    unseen = room.staff.post(room.coordinator, f"{place}/close", reason="Nobody pursues it", version="0")
    assert unseen.status_code == 409
    version = room.coordinator.get(f"/api{place}").headers["etag"].strip('"')
    closed = room.staff.post(room.coordinator, f"{place}/close", reason="Nobody pursues it", version=version)
    assert (closed.status_code, closed.headers["location"]) == (303, "/scenarios?done=scenario_closed")
    for change in (press(room, place, "save", **{CEILING: "-7"}), press(room, place, "back|limit|ceiling")):
        assert change.status_code == 403
    again = room.staff.post(room.coordinator, f"{place}/close", reason="once more")
    form = {"title": "move", "why": "test", "stage": "revised"}
    assert again.status_code == room.staff.post(room.coordinator, f"{place}/propose", **form).status_code == 403
    found = room.coordinator.get(f"/api{place}").json()
    assert (found["closed"]["by"], found["closed"]["why"]) == ("coordinator", "Nobody pursues it")
    assert (len(found["history"]), plan_of(room, place)["digest"]) == (1, digest)
    page = room.coordinator.get(f"{place}?lang=en").text
    assert "Closed by coordinator" in page
    assert 'value="save"' not in page
    listed = room.auditor.get("/scenarios?lang=en").text
    assert "Dropped" in listed.partition('id="closed"')[2]
    assert "Dropped" not in listed.partition('id="closed"')[0]
    anew = opened(room, "Again", origin="1")
    assert plan_of(room, anew)["digest"] == digest
    rows = room.auditor.get("/api/scenarios").json()
    assert [(each["name"], each["closed_at"] is None) for each in rows] == [("Again", True), ("Dropped", False)]
    entry = room.auditor.get("/api/record?item=scenario 1").json()["entries"][0]
    assert (entry["action"], entry["reason"]) == ("scenario.close", "Nobody pursues it")
    assert verification.prove(room.staff.folder).faults == ()


def test_what_is_possible_and_what_a_step_buys_are_worked_out_anew(room: Season) -> None:
    place = opened(room)
    ends = room.coordinator.get(f"/api{place}/feasible", params={"place": "ceiling"}).json()
    plan = plan_of(room, place)
    assert ends["low"] < plan["total"] < ends["high"]
    below = press(room, place, "try", **{CEILING: str(-9)})
    assert "mend|0" in below.text
    assert 'data-low="' in press(room, place, "range|ceiling").text
    worth = room.coordinator.get(f"/api{place}/worth").json()
    assert "ceiling" in {each["rule"] for each in worth}
    assert press(room, place, "worth").status_code == 200


def test_scenarios_stand_side_by_side_and_one_begins_from_another(room: Season) -> None:
    one = opened(room)
    press(room, one, "save", **{CEILING: "-6"})
    two = opened(room, "From the first", origin="1")
    assert plan_of(room, two)["digest"] == plan_of(room, one)["digest"]
    press(room, two, "save", **{"limit|cap|area:ai": "-10"})
    page = room.auditor.get("/scenarios/compare?with=1&with=2&core=true&lang=en").text
    assert "Scenarios side by side" in page
    assert "From the first" in page
    found = room.auditor.get("/api/scenarios/compare?with=1&with=2&core=true").json()
    assert found["differing"] >= len(found["rows"]) > 0
    assert all(len(row["amounts"]) == 2 for row in found["rows"])
    assert sum(found["core"][0][each] for each in ("core", "borderline", "exterior")) > 0
    assert room.auditor.get("/scenarios/compare?with=1").status_code == 422
    assert room.auditor.get("/scenarios/compare?with=1&with=9").status_code == 404


def test_the_record_and_the_rows_of_scenarios_are_proved_and_refuse_to_be_edited(room: Season) -> None:
    press(room, opened(room), "save", **{CEILING: "-6"})
    proved = verification.prove(room.staff.folder)
    assert proved is not None
    assert proved.faults == ()
    with pytest.raises(Exception, match="only adds"), room.staff.office.database.writing() as connection:
        connection.exec_driver_sql("UPDATE ws_scenario_changes SET value = '-1 %'")


def test_values_are_kept_exactly_and_shown_so_that_they_read_back(room: Season) -> None:
    unit = room.staff.office.known.unit
    for text, kept in (
        ("-5", "-5 %"),
        ("−5.50 %", "-5.5 %"),
        ("0", "0 %"),
        ("-0", "0 %"),
        ("+3", "3 %"),
        ("", ""),
        ("－５．５％", "-5.5 %"),
    ):
        assert stored(text, unit) == kept
    for amount in (1, 999_999, 302_820_280_000, 28_766_942_400_000):
        for lang in ("en", "ko"):
            shown = typed(f"{amount} KRW", unit, lang)
            assert stored(shown, unit) == f"{amount} KRW", shown
    assert value_text("limit", "-5 %", unit) == Text("−5 % on the base", "기준 대비 −5 %")
    with pytest.raises(WorkspaceError):
        stored("1.234.567", unit)
    assert stored("-100", unit) == "-100 %"
    with pytest.raises(WorkspaceError, match="leaves less than nothing"):
        stored("-200", unit)


def test_a_file_of_all_programmes_is_safe_to_open(room: Season) -> None:
    text = room.coordinator.get(f"{opened(room)}/programmes.csv").text
    rows = room.coordinator.get("/api/scenarios/1/programmes").json()
    assert text.splitlines()[0].startswith("programme,name,ministry,requested,previous,amount")
    assert len(text.splitlines()) == len(rows) + 1
    assert json.dumps(rows[0]["amount"]) in text.splitlines()[1]


def test_requests_that_changed_are_as_they_were_where_the_ledger_holds_them(room: Season) -> None:
    folder = room.staff.folder
    record(read(folder))
    solver = SolverService(folder)
    ground = solver.answer({"ask": "ground"})
    over = {**ground, "moment": datetime.now(UTC).isoformat(), "changes": []}
    before = solver.answer({"ask": "plan", "over": [over]})
    assert not before["moved"]
    source = next((folder / "sources").glob("1_*.csv"))
    rows = source.read_text(encoding="utf-8")
    source.write_text(rows + _doubled(rows), encoding="utf-8")
    record(read(folder))
    assert SolverService(folder).answer({"ask": "ground"})["mark"] != ground["mark"]
    then = SolverService(folder).answer({"ask": "plan", "over": [over]})
    assert (then["moved"], then["digest"]) == (False, before["digest"])
    (folder / "ledger.sqlite").rename(folder / "elsewhere.sqlite")
    assert SolverService(folder).answer({"ask": "plan", "over": [over]})["moved"]


def _doubled(rows: str) -> str:
    """The last line of a file once more, as another programme."""
    return rows.rstrip().rpartition("\n")[2].replace("KR24-1-", "KR24-9-", 1) + "\n"


def test_what_is_sent_twice_is_opened_once(room: Season) -> None:
    first = opened(room)
    assert opened(room) == first
    copy = opened(room, origin=first.rpartition("/")[2])
    assert copy != first
    assert opened(room, origin=first.rpartition("/")[2]) == copy
    assert opened(room, "Another") not in (first, copy)


def test_another_division_of_equal_worth_is_told_as_one() -> None:
    solution = SimpleNamespace(value=100.0)
    demand = SimpleNamespace(keys={"ministry": ["M", "M"]}, ids=("A", "B"), names=("A", "B"))
    former = SimpleNamespace(amounts=(6, 4), total=10, solution=solution)

    def pays(amounts: tuple[int, int], value: float):
        held = SimpleNamespace(value=value)
        plan = SimpleNamespace(amounts=amounts, total=sum(amounts), solution=held, draft=SimpleNamespace(demand=demand))
        return _pays(plan, former)

    assert pays((4, 6), 100.0)["same_worth"]
    assert not pays((4, 6), 99.0)["same_worth"]
    assert not pays((4, 5), 100.0)["same_worth"]
