"""Rules that no plan can hold by themselves, and bounds as they are loosened in words."""

from typing import Any

import pytest

from crosscut.allocate import Demand, allocate
from crosscut.allocate.conflict import conflict
from crosscut.allocate.policy import parse
from crosscut.allocate.rules import state
from crosscut.cli.plan_text import print_plan
from tests.allocate.written_bounds import written


def floors_above_requests(**more: Any):
    """Two floors above what their programmes ask for, beside a ceiling that the floors of all ministries are above."""
    ids = tuple("ABCD")
    keys = {"ministry": ["M", "N", "P", "Q"], "committee": [""] * 4, "status": ["continuing"] * 4}
    asked = Demand(ids, ids, (80, 70, 1000, 1000), (100, 100, 1000, 1000), keys, {}, {}, year=2026)
    floors = {"id": "floor", "each": "ministry", "growth_at_least": "-5 %"}
    return parse({"unit": "KRW", "ceiling": {"amount": "1500"}, "rule": [floors], **more}), asked


def test_a_rule_that_no_plan_can_hold_by_itself_is_told_first_and_by_itself_with_what_its_programmes_ask_for(capsys):
    found = allocate(*floors_above_requests(), "KRW")
    assert [row["rule"] for row in found.conflict_rows()] == ["floor:M"]
    assert found.conflict_others()[0] == ["floor:N"]
    assert {*found.conflict_others()[1]} == {"ceiling", "floor:P", "floor:Q"}
    print_plan(found, (), "en")
    printed = " ".join(capsys.readouterr().out.split())
    assert "this rule by itself leaves none." in printed
    assert "its programmes ask for KRW 80 in all, and none gets more than it asks for" in printed
    assert (
        "Besides, no plan keeps this rule either: N at least KRW 95 (-5 % on last year) [floor:N]: its programmes ask "
        "for KRW 70 in all, and none gets more than it asks for; lower it by at least KRW 25." in printed
    )
    print_plan(found, (), "ko")
    assert "요구액은 모두 70원이며 요구액을 넘는 사업은 없음. 25원 이상 낮추어야 함." in capsys.readouterr().out


def test_a_floor_above_requests_is_no_rule_that_cannot_hold_where_plans_may_exceed_requests():
    found = allocate(*floors_above_requests(may_exceed_request=True), "KRW")
    assert {row["rule"] for row in found.conflict_rows()} >= {"ceiling", "floor:P", "floor:Q"}


def test_bounds_that_leave_a_programme_nothing_by_themselves_are_each_told_by_themselves():
    ids = tuple("AB")
    keys = {"ministry": ["M", "N"], "committee": [""] * 2, "status": ["continuing"] * 2}
    asked = Demand(ids, ids, (80, 70), (100, 100), keys, {}, {}, year=2026)
    bounds = [{"id": each, "where": {"ministry": each}, "change_at_least": "-5 %"} for each in "MN"]
    data = {"unit": "KRW", "ceiling": {"amount": "150"}, "bound": bounds}
    found = allocate(parse(data), asked, "KRW")
    assert [row["rule"] for row in found.conflict_rows()] == ["M"]
    assert found.conflict_others() == [["N"]]
    assert found.besides()[0].en.startswith("Besides, no plan keeps this rule either: ")
    ended = allocate(parse({**data, "choice": [{"viable": "50 %"}]}), asked, "KRW")
    assert ended.amounts == (0, 0)


def test_how_far_a_floor_moves_is_told_in_whole_units_of_what_its_programmes_ask_for():
    keys = {"ministry": ["M"] * 2, "committee": [""] * 2, "status": ["continuing"] * 2}
    asked = Demand(("A", "B"), ("A", "B"), (9_000_500, 5_000_500), (0, 0), keys, {}, {}, year=2026)
    floor = {"id": "floor", "at_least": "20 million"}
    data = {"unit": "thousand", "ceiling": {"amount": "50 million"}, "rule": [floor]}
    (row,) = allocate(parse(data), asked, "KRW").conflict_rows()
    assert row["change"].startswith("lower it by KRW 6,000 thousand: its programmes ask for KRW 14,000 thousand in all")


@pytest.mark.parametrize("named", ["cut", ""])
def test_a_bound_on_changes_is_told_as_a_part_of_last_year_whether_or_not_it_has_an_id(named: str):
    draft = written("", 100, 3, 0, id=named, change_at_least="-40 %")
    policy = draft.policy.model_copy(update={"ceiling": draft.policy.ceiling.model_copy(update={"amount": "171"})})
    (change,) = (each for each in conflict(state(policy, draft.demand, "KRW")).changes if each.rule == 2)
    assert (change.words.en, change.loosen) == ("loosen it by 3 % of last year's amount", 300)


def test_a_bound_is_loosened_to_nothing_at_the_most_and_the_policy_takes_what_is_told():
    past = (2_650, 1_333, 77)

    def stated(change: str):
        keys = {"ministry": ["M"] * 3, "committee": [""] * 3, "status": ["continuing"] * 3}
        asked = Demand(tuple("ABC"), tuple("ABC"), past, past, keys)
        bound = {"change_at_least": change, "cut_at_least": "3 %"}
        group = {"where": {"programme": ["A", "B"]}, "at_most": 1}
        return state(
            parse({"unit": "KRW", "ceiling": {"amount": "5000"}, "bound": [bound], "group": [group]}), asked, "KRW"
        )

    found = conflict(stated("-49.5 %"))
    (change,) = (each for each in found.changes if each.loosen)
    assert change.words.en.startswith("loosen it by 50.5 % of last year's amount")
    assert conflict(stated(f"{-49.5 - change.loosen / 100:.2f} %")) is None


def test_a_bound_that_only_the_steps_of_a_choice_contradict_is_not_told_by_itself():
    keys = {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    asked = Demand(("A",), ("A",), (9,), (9,), keys)
    steps = {"options": ["80 %", "25 %"]}
    data = {"unit": "KRW", "ceiling": {"amount": "5", "use": "all"}, "choice": [steps]}
    found = conflict(state(parse({**data, "bound": [{"request_at_least": "50 %"}]}), asked, "KRW"))
    assert len(found.rules) > 1
