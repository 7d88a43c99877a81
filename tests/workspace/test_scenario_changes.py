"""What is typed, pinned, left out and put back in a scenario, and what two hands make of one."""

from __future__ import annotations

import html
import re

import pytest

from crosscut.allocate.planner import PinCost
from crosscut.workspace.scenarios.scenario_values import grown, inward, typed
from tests.workspace import open_scenarios
from tests.workspace.conftest import Season, token_of
from tests.workspace.open_scenarios import CEILING, opened, plan_of, press

room = open_scenarios.room


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
