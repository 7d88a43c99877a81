"""Scenarios over the web: opened, changed, contradicted and mended, compared, handed on; who, when and why stay."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from crosscut.allocate.plan import Depth
from crosscut.allocate.planner import PinCost
from crosscut.budget import read
from crosscut.budget.snapshot import record
from crosscut.text import Text
from crosscut.workbench import plans
from crosscut.workbench.opening import open_run
from crosscut.workspace import verification
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.scenarios.scenario_values import grown, inward, stored, typed, value_text
from crosscut.workspace.solver.solver_service import SolverService, _pays
from tests.workspace.conftest import POLICY, Season, token_of

CEILING = "limit|limit|ceiling"


@pytest.fixture
def room(season: Season) -> Season:
    """A season whose folder has a policy."""
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    return season


def opened(room: Season, name: str = "Less", **form: str) -> str:
    answer = room.staff.post(room.coordinator, "/scenarios", name=name, why="what if", **form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def press(room: Season, place: str, does: str, **form: str):
    version = re.search(r'name="version" value="(\d+)"', room.coordinator.get(place).text)[1]
    return room.staff.post(room.coordinator, place, do=does, **{"version": version, **form})


def plan_of(room: Season, place: str) -> dict:
    answer = room.coordinator.get(f"/api{place}/plan")
    assert answer.status_code == 200, answer.text
    return answer.json()


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


def field_of(page: str, name: str) -> str:
    """What stands in a field of a page."""
    found = re.search(rf'<input name="{re.escape(html.escape(name))}" value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


@pytest.mark.parametrize("typed", ["-6", "five"])
def test_a_button_keeps_what_it_says_and_nothing_else_that_was_typed(room: Season, typed: str) -> None:
    place = opened(room)
    programme = room.coordinator.get(f"/api{place}/programmes").json()[0]["programme"]
    pin = {"pin_programme": programme, "pin_how": "full"}
    left = press(room, place, "out|leaps", why="of the ceiling", **{CEILING: typed}, **pin)
    assert left.status_code == 200, left.text
    assert (field_of(left.text, CEILING), f'name="pin_programme" value="{programme}"' in left.text) == (typed, True)
    assert 'name="why" value="of the ceiling"' in left.text
    kept = room.coordinator.get(f"/api{place}").json()["changes"]
    assert [(each["kind"], each["target"], each["why"]) for each in kept] == [("without", "leaps", "")]
    back = press(room, place, "back|without|leaps", **{CEILING: typed})
    assert (back.status_code, field_of(back.text, CEILING)) == (200, typed)
    pinned = press(room, place, "pin", why="a promise", **{CEILING: typed}, **pin)
    assert (pinned.status_code, field_of(pinned.text, CEILING)) == (200, typed)
    assert 'name="pin_programme" value=""' in pinned.text
    kept = room.coordinator.get(f"/api{place}").json()["changes"]
    assert [(each["kind"], each["target"], each["why"]) for each in kept] == [("pin", programme, "a promise")]


def test_a_button_about_a_field_that_was_typed_into_takes_it_back(room: Season) -> None:
    place = opened(room)
    cap = "limit|cap|area:ai"
    assert press(room, place, "save", **{cap: "-10"}).status_code == 303
    fields = {cap: "-12", f"was|{cap}": "-10"}
    out = press(room, place, "out|cap:area:ai", why="no cap at all", **fields)
    assert out.status_code == 303
    history = room.coordinator.get(f"/api{place}").json()["history"]
    assert [(each["value"], each["why"]) for each in history] == [("-10 %", ""), ("", "no cap at all")]


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


def test_what_a_second_hand_did_not_touch_stays_as_the_first_left_it(room: Season) -> None:
    place = opened(room)
    page = room.coordinator.get(place).text
    fields = dict(re.findall(r'<input type="hidden" name="was\|([^"]+)" value="([^"]*)"', page))
    fields = {html.unescape(name): html.unescape(value) for name, value in fields.items()}
    floor = next(name for name in fields if name.startswith("limit|floor|area:"))
    assert press(room, place, "save", **{CEILING: "-6"}).status_code == 303
    form = {**fields, **{f"was|{name}": value for name, value in fields.items()}, floor: "1"}
    late = press(room, place, "save", version="0", **form)
    assert late.status_code == 409
    shown = dict(re.findall(r'<input type="hidden" name="was\|([^"]+)" value="([^"]*)"', late.text))
    now = {html.unescape(name): html.unescape(value) for name, value in shown.items()}
    assert now[CEILING] == "-6"
    version = re.search(r'name="version" value="(\d+)"', late.text)[1]
    form = {**now, **{f"was|{name}": value for name, value in now.items()}, floor: "1"}
    assert press(room, place, "save", version=version, **form).status_code == 303
    token = {"x-form-token": token_of(room.coordinator)}
    changes = room.coordinator.get(f"/api{place}", headers=token).json()["changes"]
    assert {each["target"]: each["value"] for each in changes}["ceiling"] == "-6 %"
    assert len(changes) == 2


def test_whoever_saves_second_sees_three_columns_and_nothing_is_lost(room: Season) -> None:
    place = opened(room)
    assert press(room, place, "save", **{CEILING: "-6"}).status_code == 303
    late = press(room, place, "save", version="0", **{CEILING: "-7"})
    assert late.status_code == 409
    assert "−6 %" in late.text
    assert "−7 %" in late.text
    token = {"x-form-token": token_of(room.coordinator)}
    body = {"changes": [{"kind": "limit", "target": "ceiling", "value": "-7 %"}]}
    answer = room.coordinator.put(f"/api{place}", json=body, headers={**token, "if-match": '"0"'})
    assert answer.status_code == 409
    assert answer.json()["error"]["columns"] == {
        "limit ceiling": {"before": "", "now": "-6 %", "sent": "-7 %"},
    }
    assert room.coordinator.put(f"/api{place}", json=body, headers=token).status_code == 428
    etag = room.coordinator.get(f"/api{place}").headers["etag"]
    answer = room.coordinator.put(f"/api{place}", json=body, headers={**token, "if-match": etag})
    assert (answer.status_code, answer.json()["changes"][0]["value"]) == (200, "-7 %")


def test_a_change_is_taken_back_and_a_rule_left_out_and_put_back(room: Season) -> None:
    place = opened(room)
    press(room, place, "save", **{CEILING: "-6"})
    press(room, place, "out|leaps")
    rules = {each["rule"] for each in plan_of(room, place)["rules"]}
    assert "leaps" not in rules
    press(room, place, "back|without|leaps")
    press(room, place, "back|limit|ceiling")
    found = room.coordinator.get(f"/api{place}").json()
    assert found["changes"] == []
    assert len(found["history"]) == 4
    assert "leaps" in {each["rule"] for each in plan_of(room, place)["rules"]}


def test_rules_and_changes_are_told_in_words_and_amounts_with_their_unit(room: Season) -> None:
    place = opened(room)
    first = plan_of(room, place)["ministries"][0]["key"]
    press(room, place, "save", **{"limit|cap|area:bio": "3", f"limit|floor|ministry:{first}": "-7"})
    assert press(room, place, f"out|ministry-floor:{first}").status_code == 303
    assert press(room, place, "out|leaps").status_code == 303
    for language in ("en", "ko"):
        page = room.coordinator.get(f"{place}?lang={language}").text
        shown = html.unescape(re.sub(r'value="[^"]*"|name="[^"]*"|id="[^"]*"|<[^>]*data-place="[^"]*"', "", page))
        for raw in ("area:bio", "cap:", "ministry-floor", "leaps", f"ministry:{first}"):
            assert raw not in shown, (language, raw)
        unit = room.staff.office.known.unit.label(language)
        assert page.count(f'<span class="unit">{unit}</span>') == 2


def test_a_slider_knows_what_an_amount_comes_to_on_last_year(room: Season) -> None:
    place = opened(room)
    plan = plan_of(room, place)
    assert slider_of(room.coordinator.get(place).text, CEILING) == "-5"
    unit = room.staff.office.known.unit
    tried = press(room, place, "try", **{CEILING: typed(f"{plan['past'] * 93 // 100} KRW", unit, "ko")})
    assert slider_of(tried.text, CEILING) in ("-7.0", "-7.1")
    assert slider_of(press(room, place, "save", **{CEILING: "five"}).text, CEILING) == ""


def slider_of(page: str, name: str) -> str:
    """The growth on last year that a field's slider stands at."""
    return re.search(rf'<input name="{re.escape(html.escape(name))}"[^>]*data-percent="([^"]*)"', page)[1]


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


def test_an_emptied_field_is_no_limit(room: Season) -> None:
    place = opened(room)
    first = plan_of(room, place)["ministries"][0]["key"]
    press(room, place, "save", **{f"limit|limit|ministry-floor:{first}": ""})
    found = room.coordinator.get(f"/api{place}").json()["changes"]
    assert [(each["kind"], each["target"]) for each in found] == [("without", f"ministry-floor:{first}")]


@pytest.mark.parametrize("text", ["281234", "five", "-5 won", "5 USD"])
def test_what_is_no_limit_is_refused_at_its_field(room: Season, text: str) -> None:
    place = opened(room)
    answer = press(room, place, "save", **{CEILING: text})
    assert answer.status_code == 422
    assert 'class="limit wrong"' in answer.text
    assert f'value="{text}"' in answer.text


def test_a_pin_needs_a_reason_and_a_programme_that_is_there(room: Season) -> None:
    place = opened(room)
    rows = room.coordinator.get(f"/api{place}/programmes").json()
    pin = {"pin_programme": rows[0]["programme"], "pin_how": "full"}
    assert press(room, place, "save", **pin).status_code == 422
    assert press(room, place, "save", why="a promise", **{**pin, "pin_programme": "nobody"}).status_code == 422
    assert press(room, place, "save", why="a promise", **pin).status_code == 303
    row = room.coordinator.get(f"/api{place}/programmes").json()[0]
    assert row["amount"] == row["requested"]


def test_what_a_pin_costs_is_told_at_the_pin_and_called_dear_where_it_is(room: Season) -> None:
    place = opened(room)
    rows = room.coordinator.get(f"/api{place}/programmes").json()
    cut = min((each for each in rows if each["amount"] < each["requested"]), key=lambda each: each["requested"])
    without = plan_of(room, place)["value"]
    pin = {"pin_programme": cut["programme"], "pin_how": "full", "why": "a promise"}
    done = press(room, place, "pin", **pin)
    assert done.status_code == 303
    told = room.approver.get(f"{place}?lang=en").text
    (cost,) = room.coordinator.get(f"/api{place}/pins").json()
    assert cost["programme"] == cut["programme"]
    assert cost["value"] == pytest.approx(max(0, without - plan_of(room, place)["value"]))
    assert cost["dear"] == (cost["share"] > 1)
    said = "value, by a new plan without it" if cost["value"] else "costs nothing, by a new plan"
    assert said in told
    assert "지정을 뺀 새 배분안 기준" in press(room, place, "worth").text


def test_dear_pins_are_those_above_a_hundredth_of_the_value() -> None:
    costs = PinCost("a", 1.0, 100.0), PinCost("b", 1.1, 100.0), PinCost("c", 1.0, 0.0)
    assert [each.is_dear for each in costs] == [False, True, False]


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


def test_programs_pin_with_a_reason_as_pages_do(room: Season) -> None:
    client = room.coordinator
    opened(room)
    headers = {"x-form-token": token_of(client), "if-match": client.get("/api/scenarios/1").headers["etag"]}
    programme = client.get("/api/scenarios/1/programmes").json()[0]["programme"]
    body = {"changes": [{"kind": "pin", "target": programme, "value": "full"}], "why": " "}
    refused = client.put("/api/scenarios/1", json=body, headers=headers)
    assert (refused.status_code, refused.json()["error"]["column"]) == (422, "why")
    assert client.put("/api/scenarios/1", json=body | {"why": "It ends"}, headers=headers).status_code == 200


def test_what_is_possible_is_told_so_that_it_can_be_typed(room: Season) -> None:
    unit = room.staff.office.known.unit
    factor = unit.factor
    assert inward(3 * factor - 1, 7 * factor + 1, unit) == (3 * factor, 7 * factor)
    assert inward(3 * factor + 1, 3 * factor + 2, unit) == (3 * factor + 1, 3 * factor + 2)
    assert (grown(8_313, 10_000), grown(8_313, 10_000, up=True)) == ("-16.9", "-16.8")
    assert (grown(16_479, 10_000), grown(16_471, 10_000, up=True)) == ("64.7", "64.8")
    assert grown(9_000, 10_000) == grown(9_000, 10_000, up=True) == "-10.0"
    place = opened(room)
    answer = press(room, place, "range|area:ai")
    low, high = re.search(r'data-low="([^"]*)" data-high="([^"]*)"', answer.text).groups()
    for field, value in (("floor", high), ("cap", low)):
        tried = press(room, place, "try", **{f"limit|{field}|area:ai": value})
        assert 'class="card clash"' not in tried.text, (field, value)


def test_a_programme_is_pinned_by_its_name_or_its_number(room: Season) -> None:
    place = opened(room)
    row = room.coordinator.get(f"/api{place}/programmes").json()[0]
    for said in (row["name"], f"{row['programme']} {row['name']}", row["programme"]):
        assert press(room, place, "pin", pin_programme=said, pin_how="full", why="asked").status_code == 303
        changes = room.coordinator.get(f"/api{place}").json()["changes"]
        assert [each["target"] for each in changes if each["kind"] == "pin"] == [row["programme"]]
    refused = press(room, place, "pin", pin_programme=row["name"], pin_how="fixed", pin_amount="-5", why="asked")
    assert refused.status_code == 422
    assert "증감률" not in refused.text.partition('class="trouble')[2].partition("</p>")[0]


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
