"""Contradictions as they are told: owners, amounts with their units, parts of last year."""

from itertools import combinations
from typing import Any

import pytest

from crosscut.allocate import Demand, Depth, allocate
from crosscut.allocate.conflict import MOST_WAYS, conflict
from crosscut.allocate.demand import Contracts
from crosscut.allocate.feasibility import Oracle
from crosscut.allocate.policy import parse
from crosscut.allocate.rules import state
from crosscut.allocate.runs import contradiction
from crosscut.cli.plan_text import print_plan
from tests.allocate import material
from tests.allocate.contradicting_policies import contradictions, separate_contradictions
from tests.allocate.written_bounds import written


def test_rules_that_a_choice_to_end_reconciles_are_not_told_as_a_contradiction():
    demand = material.Demand(
        ("a", "b"),
        ("A", "B"),
        (10, 5),
        (10, 5),
        {"ministry": ["M", "N"], "committee": ["", ""], "status": ["continuing"] * 2},
    )
    rules = {
        "ceiling": {"amount": "8"},
        "bound": [{"id": "no-cut", "where": {"ministry": "M"}, "change_at_least": "0 %"}],
        "choice": [{"id": "end", "where": {"ministry": "M"}, "viable": "60 %"}],
        "rule": [{"id": "floor", "where": {"ministry": "N"}, "at_least": "7"}],
    }
    draft = state(material.parse({"unit": "KRW", **rules}), demand, "KRW")
    assert [draft.rules[rule].id for rule in conflict(draft).rules] == ["floor"]


def smallest_mends(draft):
    """All the smallest sets of rules without which a draft has a plan, each tried anew."""
    rules = range(len(draft.rules))
    for size in rules:
        found = [each for each in combinations(rules, size + 1) if Oracle(draft)(frozenset(each))]
        if found:
            return found
    return []


def test_all_the_smallest_ways_to_mend_are_told_and_no_others():
    sizes, ending = set(), 0
    for number, _policy, _demand, draft in contradictions(60):
        if len(draft.rules) > 8:
            continue
        found = conflict(draft)
        assert sorted(found.mends) == smallest_mends(draft), number
        assert found.proved, number
        sizes |= {len(each) for each in found.mends}
        ending += bool(Oracle(draft).ending)
    assert len(sizes) > 1
    assert ending


def test_of_more_ways_to_mend_than_are_told_it_is_said_that_there_are_more(capsys):
    draft = separate_contradictions(12)
    found = conflict(draft)
    assert len(found.mends) == MOST_WAYS
    assert {len(each) for each in found.mends} == {12}
    assert found.proved
    assert all(Oracle(draft)(frozenset(each)) for each in found.mends)
    plan = allocate(draft.policy, draft.demand, "KRW", depth=Depth.plan_only())
    print_plan(plan, (), "en")
    said = " ".join(capsys.readouterr().out.split())
    assert "; or one of 97 or more other sets of as few." in said
    assert "any others can stay" not in said
    assert "Not all was decided" not in said


def test_a_rule_that_mends_by_itself_is_printed_where_it_is_of_no_contradiction_told(capsys):
    demand = material.Demand(
        ("a",), ("A",), (80,), (100,), {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    )
    rules = {
        "ceiling": {"amount": "50"},
        "bound": [{"id": "cut", "change_at_least": "-30 %"}],
        "rule": [{"id": "law", "at_least": "10"}],
        "choice": [{"id": "end", "viable": "15 %"}],
    }
    plan = allocate(material.parse({"unit": "KRW", **rules}), demand, "KRW", depth=Depth.plan_only())
    print_plan(plan, (), "en")
    said = capsys.readouterr().out
    assert all(f"[{rule}]" in said for mend in plan.mends() for rule in mend)


def test_every_rule_that_mends_by_itself_is_told_however_many_there_are():
    count = MOST_WAYS + 20
    ids = tuple(f"p{place}" for place in range(count))
    keys = {"ministry": list(ids), "committee": [""] * count, "status": ["continuing"] * count}
    floors = [{"id": f"floor-{each}", "where": {"ministry": each}, "at_least": "90"} for each in ids]
    policy = material.parse({"unit": "KRW", "ceiling": {"amount": f"{90 * count - 1}"}, "rule": floors})
    found = conflict(state(policy, material.Demand(ids, ids, (100,) * count, (100,) * count, keys), "KRW"))
    assert found.mends == tuple((rule,) for rule in found.rules)
    assert len(found.mends) == count + 1
    assert found.proved


def test_every_rule_of_a_conflict_names_its_owner_and_amount():
    from crosscut.allocate import Depth, allocate

    demand = material.Demand(
        ("a", "b"),
        ("A", "B"),
        (100, 100),
        (100, 100),
        {"ministry": ["M", "M"], "committee": ["", ""], "status": ["continuing"] * 2},
    )
    policy = material.parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": "150", "owner": "Finance"},
            "rule": [{"id": "floor", "where": {"ministry": "M"}, "growth_at_least": "-10 %", "owner": "Assembly"}],
        }
    )
    rows = allocate(policy, demand, "KRW", depth=Depth(costs=False, samples=0)).to_json()["conflict"]
    assert [(row["rule"], row["owner"], row["limit"], row["least_change"]) for row in rows] == [
        ("ceiling", "Finance", 150, 30),
        ("floor", "Assembly", 180, 30),
    ]


@pytest.mark.parametrize("exceeding", [False, True])
@pytest.mark.parametrize(("ceiling", "words"), [("50", "keep"), ("0", "keep")])
def test_a_ceiling_below_commitments_is_told_as_such(ceiling: str, words: str, exceeding: bool):
    demand = material.Demand(
        ("a",), ("A",), (100,), (100,), {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    )
    rules = {"ceiling": {"amount": ceiling}, "bound": [{"id": "keep", "keep": True}]}
    policy = material.parse({"unit": "KRW", "may_exceed_request": exceeding, **rules})
    found = conflict(state(policy, demand, "KRW"))
    assert {state(policy, demand, "KRW").rules[rule].id for rule in found.rules} == {"ceiling", words}


def test_where_no_rule_mends_alone_each_says_what_it_takes_beside_the_others():
    demand = material.Demand(
        ("a", "b"),
        ("A", "B"),
        (100, 100),
        (100, 100),
        {"ministry": ["M", "N"], "committee": ["", ""], "status": ["continuing"] * 2},
    )
    policy = material.parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": "200"},
            "rule": [
                {"id": "m-floor", "where": {"ministry": "M"}, "at_least": "90"},
                {"id": "m-cap", "where": {"ministry": "M"}, "at_most": "40"},
                {"id": "n-floor", "where": {"ministry": "N"}, "at_least": "90"},
                {"id": "n-cap", "where": {"ministry": "N"}, "at_most": "60"},
            ],
        }
    )
    draft = state(policy, demand, "KRW")
    found = conflict(draft)
    told = {draft.rules[change.rule].id: (change.least, change.words.en) for change in found.changes}
    floor, cap = (("m", 50), ("n", 30))[told.keys() == {"n-floor", "n-cap"}]
    other = "n" if floor == "m" else "m"
    assert told.keys() == {f"{floor}-floor", f"{floor}-cap"}
    for rule, way in ((f"{floor}-floor", "lower"), (f"{floor}-cap", "raise")):
        least, words = told[rule]
        assert least is None
        assert f"with {other.upper()} at " in words
        assert words.endswith(f"left out, {way} it by KRW {cap}")


def test_amounts_of_a_bound_are_printed_with_their_unit():
    demand = material.Demand(
        ("a",), ("A",), (10**9,), (10**9,), {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    )
    bound = {"id": "pin", "at_least": "300000000원", "at_most": "3.5억원"}
    policy = material.parse({"unit": "million", "ceiling": {"amount": "10억원"}, "bound": [bound]})
    text = next(rule.text for rule in state(policy, demand, "KRW").rules if rule.id == "pin")
    assert text.en == "each programme at most KRW 350 million and at least KRW 300 million"
    assert text.ko == "사업별 350백만 원 이하, 300백만 원 이상"


def edged(ceiling: str) -> Any:
    """Two ministries that may each lose 8 %, of amounts that 92 % of is no whole million."""
    ids = tuple(f"P{place}" for place in range(12))
    asked = tuple((31_000 + 7 * place) * 10**6 for place in range(12))
    keys = {"ministry": ["M", "N"] * 6, "committee": [""] * 12, "status": ["continuing"] * 12}
    rule = {"id": "floor", "each": "ministry", "growth_at_least": "-8 %"}
    policy = material.parse({"unit": "million", "ceiling": {"change": ceiling, "use": "all"}, "rule": [rule]})
    return policy, material.Demand(ids, ids, asked, asked, keys)


def test_rules_that_only_whole_units_contradict_are_told_as_a_contradiction():
    from crosscut.allocate import Depth, allocate

    policy, demand = edged("-8 %")
    found = allocate(policy, demand, "KRW", depth=Depth.plan_only())
    rows = found.to_json()["conflict"]
    assert {row["rule"] for row in rows} >= {"floor:M", "floor:N"}
    assert all(0 < row["least_change"] < 2 * 10**6 for row in rows if row["least_change"] is not None)
    assert found.solution.status == "infeasible"
    kept = allocate(*edged("-7.9 %"), "KRW", depth=Depth.plan_only())
    assert kept.solution.status == "optimal"


def test_a_what_if_without_a_plan_names_the_limit_that_was_asked():
    from crosscut.allocate import Depth, allocate
    from crosscut.allocate.changes import Session

    plan = allocate(*edged("-7 %"), "KRW", depth=Depth.plan_only())
    told = Session(plan).ask("ceiling=last year -9%")
    ceiling = next(row for row in told["conflict"] if row["rule"] == "ceiling")
    assert ceiling["limit"] == told["limit"]
    assert "changed to KRW 338," in ceiling["text"]
    assert "으로 변경" in ceiling["text_ko"]


def test_contracts_above_a_request_are_told_in_money():
    ids, amounts = ("P0", "P1"), (100, 200)
    keys = {"ministry": ["M"] * 2, "committee": [""] * 2, "status": ["continuing"] * 2}
    bound = Contracts({"c.csv": {("P0", 2026): 130, ("P1", 2026): 50}})
    asked = Demand(ids, ids, amounts, amounts, keys, {}, {}, contracts=bound, year=2026)
    policy = parse({"unit": "KRW", "commitment": [{"file": "c.csv", "unit": "KRW"}], "ceiling": {"amount": "300"}})
    (row,) = allocate(policy, asked, "KRW").conflict_rows()
    assert (row["change"], row["change_ko"]) == ("lower it by KRW 30", "30원 낮춤")


def test_a_programme_that_a_what_if_ends_is_said_to_end():
    from crosscut.allocate import Depth, allocate
    from crosscut.allocate.changes import Session

    demand = material.Demand(
        ("a",), ("A",), (100,), (100,), {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    )
    policy = material.parse({"unit": "KRW", "ceiling": {"amount": "100"}, "bound": [{"id": "keep", "keep": True}]})
    told = Session(allocate(policy, demand, "KRW", depth=Depth.plan_only())).ask("a=end")
    texts = [(row["text"], row["text_ko"]) for row in told["conflict"] if row["rule"] == "what-if"]
    assert texts == [("A (a) ends", "A (a) 종료")]


def test_a_bound_that_is_written_as_loosely_as_told_has_a_plan():
    draft = written("-5 %", 99, 30, 30 * 94 + 5)
    (told,) = (change for change in conflict(draft).changes if change.loosen)
    assert conflict(written(f"{told.loosen / 100 - 5:.2f} %", 99, 30, 30 * 94 + 5)) is None
    assert f"{told.loosen / 100:g} %" in told.words.en


def test_the_limit_of_one_programme_is_told_by_how_much_it_has_to_move():
    found = conflict(written("", 100, 1, 87, at_most="50"))
    (words,) = (change.words for change in found.changes if change.least is None)
    assert (words.en, words.ko) == ("raise it by KRW 37", "37원 높임")
    assert conflict(written("", 100, 1, 87, at_most="87")) is None


def test_an_amount_that_one_programme_is_to_get_is_told_by_how_much_it_has_to_rise():
    found = conflict(written("", 100, 1, 87, at_most="50", at_least="50"))
    (words,) = (change.words.en for change in found.changes if change.least is None)
    assert words == "raise it by KRW 37"


def test_contracts_and_amounts_are_told_in_money_and_never_as_a_part_of_last_year():
    ids = tuple("ABCD")
    keys = {"ministry": ["M", "M", "N", "N"], "committee": [""] * 4, "status": ["continuing"] * 4}
    bound = Contracts({"c.csv": {("A", 2026): 70, ("B", 2026): 50}})
    asked = Demand(ids, ids, (100,) * 4, (90,) * 4, keys, {}, {}, contracts=bound, year=2026)
    cap = {"id": "cap", "where": {"ministry": "M"}, "at_most": "80"}
    data = {"unit": "KRW", "ceiling": {"amount": "400"}, "rule": [cap]}
    contracts = [{"id": "contracts", "file": "c.csv", "unit": "KRW"}]
    found = allocate(parse({**data, "commitment": contracts}), asked, "KRW").conflict_rows()
    assert {row["rule"]: row["change"] for row in found} == {
        "cap": "raise it by KRW 40",
        "contracts": "lower it by KRW 40",
    }
    least = {"where": {"ministry": "M"}, "request_at_least": "95 %", "id": "least"}
    found = allocate(parse({**data, "bound": [least]}), asked, "KRW").conflict_rows()
    assert {row["rule"]: row["change"] for row in found}["least"] == "lower it by KRW 110 in all"


def two_contradictions():
    ids = tuple("ABCD")
    keys = {"ministry": ["M", "M", "N", "N"], "committee": [""] * 4, "status": ["continuing"] * 4}
    asked = Demand(ids, ids, (100,) * 4, (90,) * 4, keys, {}, {}, year=2026)
    rules = [
        {"id": f"{side}-{ministry}", "name": f"The {side} of {ministry}", "where": {"ministry": ministry}, limit: money}
        for ministry in "MN"
        for side, limit, money in (("floor", "at_least", "150"), ("cap", "at_most", "120"))
    ]
    return allocate(parse({"unit": "KRW", "ceiling": {"amount": "400"}, "rule": rules}), asked, "KRW")


def test_contradictions_that_have_nothing_in_common_are_all_told_with_rules_by_their_names(capsys):
    found = two_contradictions()
    told = {row["rule"]: row["change"] for row in found.conflict_rows()}
    assert [*map(set, found.conflict_others())] == [{"floor-N", "cap-N"}]
    assert set(told) == {"floor-M", "cap-M"}
    assert "with The cap of N left out, lower it by KRW 30" in told["floor-M"] or "The floor of N" in told["floor-M"]
    print_plan(found, (), "en")
    printed = " ".join(capsys.readouterr().out.split())
    words = "Besides, these cannot hold together either: The floor of N: N at least KRW 150 [floor-N]; The cap"
    assert words in printed
    assert words in contradiction(found).message.en


def test_the_least_and_the_most_of_a_programme_without_an_amount_are_told(capsys):
    found = allocate(
        parse(
            {
                "unit": "KRW",
                "ceiling": {"amount": "100"},
                "bound": [{"id": "keep", "request_at_least": "90 %"}, {"id": "cut", "cut_at_least": "15 %"}],
            }
        ),
        Demand(("A",), ("A",), (100,), (100,), {"ministry": ["M"], "committee": [""], "status": ["continuing"]}),
        "KRW",
    )
    (row,) = found.conflict_programmes()
    assert (row["at_least"], row["at_most"]) == (90, 85)
    assert {each["rule"]: each["change"] for each in found.conflict_rows()} == {
        "keep": "lower it by KRW 5",
        "cut": "raise it by KRW 5",
    }
    print_plan(found, (), "ko")
    assert "최소 90원, 최대 85원" in " ".join(capsys.readouterr().out.split())


def test_a_percentage_that_only_whole_units_move_is_told_beside_the_round_one():
    ids, amounts = ("A", "B"), (1_290_947, 2_000)
    keys = {"ministry": ["M"] * 2, "committee": [""] * 2, "status": ["continuing"] * 2}
    bounds = [{"id": "keep", "request_at_least": "90 %"}, {"id": "cut", "cut_at_least": "15 %"}]
    data = {"unit": "KRW", "ceiling": {"amount": "2000000"}, "bound": bounds}
    found = allocate(parse(data), Demand(ids, ids, amounts, amounts, keys), "KRW").conflict_rows()
    told = {row["rule"]: (row["change"], row["change_ko"]) for row in found}
    assert told["cut"] == (
        "loosen it by 5.01 % of last year's amount (5 % is short by the rounding to whole units alone)",
        "전년 금액의 5.01 %만큼 완화(5 %로는 배분 단위의 끝수만큼 모자람)",
    )


def test_a_cap_below_the_floor_of_its_own_ministry_is_told_beside_a_larger_contradiction(capsys):
    ids = tuple("ABC")
    keys = {"ministry": ["M", "N", "P"], "committee": [""] * 3, "status": ["continuing"] * 3}
    asked = Demand(ids, ids, (1000,) * 3, (1000,) * 3, keys, {}, {}, year=2026)
    floors = {"id": "floors", "each": "ministry", "growth_at_least": "-5 %"}
    cap = {"id": "cap", "where": {"ministry": "M"}, "at_most": "900"}
    policy = parse({"unit": "KRW", "ceiling": {"amount": "2000"}, "rule": [floors, cap]})
    found = allocate(policy, asked, "KRW")
    sets = [{row["rule"] for row in found.conflict_rows()}, *map(set, found.conflict_others())]
    assert {"cap", "floors:M"} in sets
    assert len(sets) == 2
    print_plan(found, (), "en")
    assert "M at most KRW 900" in " ".join(capsys.readouterr().out.split())


def test_what_a_floor_asks_for_and_by_how_much_it_is_lowered_sum_to_it():
    keys = {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    demand = material.Demand(("a",), ("A",), (2_500,), (2_500,), keys)
    stated = {"unit": "thousand", "ceiling": {"amount": "9 thousand"}, "rule": [{"id": "r", "at_least": "5 thousand"}]}
    (change,) = conflict(state(material.parse(stated), demand, "KRW")).changes
    assert "lower it by KRW 3 thousand" in change.words.en
    assert "its programmes ask for KRW 2 thousand in all" in change.words.en
