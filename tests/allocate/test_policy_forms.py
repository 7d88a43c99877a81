"""Policies as people write them: by duplicates, findings, contracts, execution, ministries' lists, and last year's."""

from pathlib import Path

import pytest

from crosscut.allocate.contracts import points
from crosscut.allocate.policy_base import merged
from crosscut.allocate.runs import _found
from crosscut.cli import run
from crosscut.findings import Finding, Place, Severity
from crosscut.text import Text
from tests.allocate import planned_folders
from tests.allocate.planned_folders import HEAD, POLICY, ROWS, TEXT, amounts, planned, sentences
from tests.shortened import some

folder = planned_folders.folder


def test_one_of_each_group_of_duplicates_is_funded(folder: Path, capsys):
    policy = POLICY + '[[group]]\nid = "once"\neach = "duplicates"\nat_most = 1\n'
    told = amounts(planned(folder, capsys, policy))
    assert told == {"A": 100, "B": 0, "C": 100, "D": 100}
    assert "once:A+B" in {row["rule"] for row in planned(folder, capsys, policy)["rules"]}


def test_rules_select_by_what_the_review_found(folder: Path, capsys):
    policy = POLICY + '[[rule]]\nid = "doubtful"\nwhere = { finding = "duplicate" }\nat_most = "5 million"\n'
    told = amounts(planned(folder, capsys, policy))
    assert told["B"] <= 5
    assert told["A"] + told["C"] + told["D"] >= 295
    nothing = POLICY + '[[rule]]\nid = "none"\nwhere = { finding = "bottom-ranked" }\nat_most = "0 million"\n'
    assert sum(amounts(planned(folder, capsys, nothing)).values()) == 300


def test_contracts_bind_their_year_and_later_ones_theirs(folder: Path, capsys):
    (folder / "sources" / "contracts.csv").write_text(
        "programme,year,amount\nD,2026,40\nD,2026,50\nC,2027,80\nX,2026,5\n", encoding="utf-8"
    )
    policy = POLICY.replace("300", "90") + '[[commitment]]\nfile = "sources/contracts.csv"\nunit = "million"\n'
    assert amounts(planned(folder, capsys, policy)) == {"A": 0, "B": 0, "C": 0, "D": 90}
    later = policy + '[[later]]\nyear = "2027"\namount = "80 million"\n'
    told = planned(folder, capsys, later, "--years")
    assert [{row["programme"]: row["amount"] // 10**6 for row in each["plan"]} for each in told["years"]] == [
        {"A": 0, "B": 0, "C": 0, "D": 90},
        {"A": 0, "B": 0, "C": 80, "D": 0},
    ]
    assert told["binds"] == [
        {
            "year": "2027",
            "ceiling": 80 * 10**6,
            "contracts": 80 * 10**6,
            "carried": 0,
            "bound": 80 * 10**6,
            "ended": 0,
            "ended_amount": 0,
        }
    ]
    assert {row["value"]: row["amounts"] for row in told["ministry"]} == {
        "North": [0, 80 * 10**6],
        "South": [90 * 10**6, 0],
    }
    assert run(["allocate", str(folder), "--years"]) == 0
    assert "2027: KRW 80 million of KRW 80 million are bound before anything is decided" in capsys.readouterr().out
    english, korean = sentences(folder, capsys, policy)
    assert (
        "Contracts bind KRW 90 million of 1 programme in 2026 (those that ask for nothing are left out (1): X)"
        in english
    )
    assert "2026년에 계약으로 정해진 금액: 1개 사업 90백만 원(요구가 없는 1개 사업의 계약은 제외: X)" in korean


def test_the_least_amount_follows_from_what_was_spent_and_never_exceeds_the_request(folder: Path, capsys):
    policy = POLICY.replace("300", "90").replace('viable = "10 %"', 'viable_of_execution = "95 %"')
    policy += '[[bound]]\nid = "others"\nwhere = { programme = ["A", "B"] }\nrequest_at_most = "0 %"\n'
    assert amounts(planned(folder, capsys, policy)) == {"A": 0, "B": 0, "C": 90, "D": 0}
    english, korean = sentences(folder, capsys, policy)
    assert "At least 95 % of what was last spent or nothing" in english
    assert "직전 집행액의 95 % 이상 또는 종료" in korean


def test_ministries_own_lists_order_what_is_funded_and_score_it(folder: Path, capsys):
    (folder / "sources" / "lists.csv").write_text("programme,rank\nC,1\nA,2\nB,1\nD,2\n", encoding="utf-8")
    policy = POLICY.replace("300", "100").replace('"10 %"', '"100 %"')
    policy += '[[priority]]\nid = "lists"\nfile = "sources/lists.csv"\n'
    told = amounts(planned(folder, capsys, policy))
    assert told in ({"A": 0, "B": 0, "C": 100, "D": 0}, {"A": 0, "B": 90, "C": 0, "D": 0})
    assert "부처 자체 우선순위" in sentences(folder, capsys, policy)[1]
    scored = POLICY.replace("300", "190") + '[[value.criterion]]\nid = "rank"\nfile = "sources/lists.csv"\n'
    scored += "ranks = true\nweight = 1\n"
    assert amounts(planned(folder, capsys, scored)) == {"A": 0, "B": 90, "C": 100, "D": 0}


def test_ranks_become_points_from_a_hundred_down_in_each_ministry():
    assert points([1, 2, 2, 4, 7], ["N", "N", "N", "N", "S"]) == [100, 75, 75, 25, 100]


def test_a_policy_starts_from_last_years(folder: Path, capsys):
    (folder / "policy-2025.toml").write_text(
        POLICY
        + '[[rule]]\nid = "north"\nwhere = { ministry = "North" }\nat_most = "50 million"\n'
        + '[[rule]]\nid = "south"\nwhere = { ministry = "South" }\nat_most = "10 million"\n',
        encoding="utf-8",
    )
    policy = 'base = "policy-2025.toml"\nwithout = ["south"]\n[ceiling]\nchange = "-100 %"\nuse = "up to"\n'
    policy += '[[rule]]\nid = "north"\nwhere = { ministry = "North" }\nat_most = "70 million"\n'
    rules = {row["rule"]: row["limit"] for row in planned(folder, capsys, policy)["rules"]}
    assert rules == {"ceiling": 0, "north": 70 * 10**6, "ends": None}
    assert "stands as in policy-2025.toml" in sentences(folder, capsys, policy)[0]


def test_a_policy_says_a_later_year_of_its_base_anew_or_leaves_it_out(tmp_path: Path):
    (tmp_path / "old.toml").write_text(
        '[[later]]\nyear = 2027\namount = "17 trillion"\n[[later]]\nyear = 2028\namount = "27 trillion"\n',
        encoding="utf-8",
    )
    now = {"base": "old.toml", "later": [{"year": "2027", "change": "-3 %"}], "without": ["2028"]}
    assert merged(now, tmp_path / "policy.toml", {})["later"] == [{"year": "2027", "change": "-3 %"}]
    assert [each["year"] for each in merged({**now, "without": []}, tmp_path / "policy.toml", {})["later"]] == [
        "2027",
        2028,
    ]


@pytest.mark.parametrize(
    ("where", "english", "korean"),
    [
        ('programme = "C"', "Quantum clocks (C) at least", "Quantum clocks (C) 요구액의"),
        ('programme = ["C", "D"]', "Each programme of Quantum clocks (C), Sea ice (D) at", "Sea ice (D) 사업별"),
        ('ministry = "North"', "Each programme of North at least", "North 사업별 요구액의"),
        ('status = "new"', "Each new programme at least", "신규 사업별 요구액의"),
        (
            'ministry = "South", status = ["new", "continuing"]',
            "Each new or continuing programme of South at least",
            "South 신규·계속 사업별 요구액의",
        ),
        (
            'finding = "duplicate"',
            "Each programme with the finding “Alike: is one enough?” at",
            "검토 사항 ‘유사·중복 확인’에 해당하는 사업별",
        ),
    ],
)
def test_a_bound_says_for_whom_it_holds(folder: Path, capsys, where: str, english: str, korean: str):
    policy = POLICY + f'[[bound]]\nid = "some"\nwhere = {{ {where} }}\nrequest_at_least = "10 %"\n'
    told = sentences(folder, capsys, policy)
    assert english in told[0]
    assert korean in told[1]


def test_a_bound_by_findings_and_a_choice_of_some_say_so(folder: Path, capsys):
    bound = '[[bound]]\nid = "some"\nfindings = ["duplicate"]\nrequest_at_least = "10 %"\n'
    assert (
        "Each programme with the finding “Alike: is one enough?” at least 10 %"
        in sentences(folder, capsys, POLICY + bound)[0]
    )
    some = POLICY.replace('id = "ends"\n', 'id = "ends"\nwhere = { ministry = "North" }\n')
    english, korean = sentences(folder, capsys, some)
    assert "Each programme of North gets at least 10 % of the request or nothing [ends]" in english
    assert "North 사업별 요구액의 10 % 이상 또는 종료 [ends]" in korean


def test_a_rule_for_each_of_nothing_is_said_to_be_about_none(folder: Path, capsys):
    other = [row.replace(TEXT, "wings") if row.startswith("B") else row for row in ROWS]
    (folder / "sources" / "lines.csv").write_text("\n".join([HEAD, *other]) + "\n", encoding="utf-8")
    group = '[[group]]\nid = "once"\neach = "duplicates"\nat_most = 1\n'
    english, korean = sentences(folder, capsys, POLICY + group)
    assert "[once] is about no programme now." in english
    assert "[once]: 현재 해당하는 사업이 없음." in korean


def test_all_may_be_taken(folder: Path, capsys):
    policy = POLICY.replace('amount = "300 million"', 'change = "-100 %"')
    assert sum(amounts(planned(folder, capsys, policy)).values()) == 0


def test_what_is_wrong_is_told_of_the_policy_that_says_it(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    other = folder / "other.toml"
    other.write_text(POLICY + '[[bound]]\nat_most = "-5 million"\n', encoding="utf-8")
    for words in (["--policy", str(other)], ["--compare", str(other)], ["--policy", str(other), "--explain-policy"]):
        assert run(["allocate", str(folder), "--samples", "0", *words]) == 2
        assert f"{other}: [[bound]] 1 at_most: '-5 million' is below zero." in capsys.readouterr().err


def test_what_money_is_worth_up_to_a_part_of_the_request_is_said(folder: Path, capsys) -> None:
    policy = """
unit = "million"
ceiling = { change = "0 %" }
value = { returns = [{ up_to = "80 %", worth = 1.3 }, { up_to = "100 %", worth = 1 }] }
"""
    english, korean = sentences(folder, capsys, policy)
    assert "Up to 80 % of the request, a unit of money is worth 1.3 × the score." in english
    assert "Up to 100 % of the request, a unit of money is worth 1 × the score." in english
    assert "요구액의 100 %까지는 금액의 가치를 1배로 계산." in korean


def test_later_years_say_what_their_ceilings_count_from_and_amounts_as_they_are_printed(folder: Path, capsys):
    later = '[[later]]\nyear = 2027\nchange = "2 %"\n[[later]]\nyear = 2028\namount = "0.3 billion"\n'
    english, korean = sentences(folder, capsys, POLICY + later)
    assert "its ceiling is +2 % on 2025 executed" in english
    assert "its ceiling is KRW 300 million" in english
    assert "2027년도 함께 계획. 한도 2025년 집행 대비 +2 %" in korean
    assert "2028년도 함께 계획. 한도 300백만 원" in korean


def test_what_was_waived_is_selected_by_no_finding():
    found = [Finding("over-tagged", Severity.WARNING, Text("more"), Place("a.csv"), programme=each) for each in "AB"]
    assert _found(found, frozenset({("over-tagged", "A"), ("slip", "B")})) == {"over-tagged": frozenset("B")}


@pytest.mark.parametrize("table", ["bound", "choice", "group"])
@pytest.mark.parametrize("name", some(["unit-slip", "duplicate-line", "mine"], 1))
def test_a_rule_of_reading_that_found_nothing_this_time_may_be_named(folder: Path, capsys, table: str, name: str):
    setting = {"bound": "freeze = true", "choice": 'viable = "10 %"', "group": "at_most = 1"}[table]
    text = POLICY + f'[[{table}]]\nid = "some"\nfindings = ["{name}"]\n{setting}\n'
    assert sum(amounts(planned(folder, capsys, text)).values()) == 300


def test_the_last_of_returns_is_said_to_go_on_to_the_whole_request(folder: Path, capsys):
    value = '[value]\nreturns = [{ up_to = "50 %", worth = 1.3 }, { up_to = "80 %", worth = 1.0 }]\n'
    english, korean = sentences(folder, capsys, "may_exceed_request = true\n" + POLICY + value)
    assert "Up to 100 % of the request, a unit of money is worth 1 " in english
    assert "Beyond the last of these parts a unit of money is worth nothing." in english
    assert "요구액의 100 %까지는 금액의 가치를 1배로 계산. 마지막 비율을 넘는 금액의 가치는 없음." in korean


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("2025", "[[later]] 1 is of '2025', and the year after 2026 is 2027"),
        ("2026", "[[later]] 1 is of '2026'"),
        ("2028", "[[later]] 1 is of '2028'"),
        ("2027 2029", "[[later]] 2 is of '2029', and the year after 2027 is 2028"),
        ("2027 2027", "[[later]] 2 is of '2027'"),
        ("FY2027", "[[later]] 1 is of 'FY2027'"),
    ],
)
@pytest.mark.parametrize("words", [[], ["--years"], ["--explain-policy"]])
def test_later_years_follow_one_another(folder: Path, capsys, years: str, said: str, words: list[str]):
    later = "".join(f'[[later]]\nyear = "{year}"\nchange = "0 %"\n' for year in years.split())
    (folder / "policy.toml").write_text(POLICY + later, encoding="utf-8")
    assert run(["allocate", str(folder), *words]) == 2
    assert said in capsys.readouterr().err


def test_what_is_counted_from_what_was_spent_says_where_nothing_is_known_of_that(folder: Path, capsys):
    text = POLICY.replace('viable = "10 %"', 'viable_of_execution = "50 %"')
    assert "no year's execution" not in sentences(folder, capsys, text)[0]
    (folder / "sources" / "lines.csv").write_text("\n".join([HEAD, *ROWS[:4]]) + "\n", encoding="utf-8")
    english, korean = sentences(folder, capsys, text)
    assert "or nothing (no year's execution is known, so that none asks for a least amount) [ends]" in english
    assert "종료(집행 실적이 있는 연도가 없어 집행액에 따른 최소 금액은 적용되지 않음) [ends]" in korean


def test_owners_and_sources_are_told_in_both_languages(folder: Path, capsys):
    owned = 'owner = { en = "Finance", ko = "재정부" }\nsource = { en = "Act 29", ko = "법 제29조" }\n'
    rule = f'[[rule]]\nid = "floor"\nwhere = {{ ministry = "North" }}\nat_least = "900 million"\n{owned}'
    english, korean = sentences(folder, capsys, POLICY + rule.replace("900 million", "1 million"))
    assert ("owner Finance; basis: Act 29" in english, "소관 재정부; 근거 법 제29조" in korean) == (True, True)
    assert not any("가" <= letter <= "힣" for letter in english)
    told = planned(folder, capsys, POLICY + rule)
    (row,) = (each for each in told["conflict"] if each["rule"] == "floor")
    assert [row[name] for name in ("owner", "owner_ko", "source", "source_ko")] == [
        "Finance",
        "재정부",
        "Act 29",
        "법 제29조",
    ]


def test_a_limit_between_two_units_is_printed_as_far_as_whole_units_reach(folder: Path, capsys):
    policy = POLICY.replace("[ceiling]", '[ceiling]\nname = "All"').replace("300 million", "300.7 million")
    rule = '[[rule]]\nid = "floor"\nwhere = { ministry = "North" }\nat_least = "1.2 million"\n'
    (folder / "policy.toml").write_text(policy + rule, encoding="utf-8")
    assert run(["allocate", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "300" in printed
    assert "301" not in printed


def test_the_policy_in_sentences_says_what_each_score_is(folder: Path, capsys):
    criteria = """
[value]
stability = 0.05
criterion = [
    { id = "ai", weight = 1, where = { ministry = "North" } },
    { id = "merit", weight = 2, file = "sources/scores.csv", column = "points" },
    { id = "own", weight = 1, file = "sources/scores.csv", column = "rank", ranks = true },
]
"""
    scores = "programme,points,rank\nA,1,1\nB,2,1\nC,3,2\nD,4,2\n"
    (folder / "sources" / "scores.csv").write_text(scores, encoding="utf-8")
    english, korean = sentences(folder, capsys, POLICY + criteria)
    assert "ai: weight 1; the score is 100 times the part of its money that is of North" in english
    assert "merit: weight 2; the score is what sources/scores.csv says in the column points" in english
    assert "100 for the first of each ministry's own ranks (sources/scores.csv, column rank)" in english
    assert "Each KRW 1 million of change on last year takes 0.05 from what the plan is worth." in english
    assert "sources/scores.csv의 points 열의 값" in korean
    assert "전년 대비 변동 1백만 원마다 배분안의 가치를 0.05 낮춤" in korean


def test_the_table_of_a_few_programmes_is_not_called_the_largest_changes(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    assert run(["allocate", str(folder), "--samples", "0"]) == 0
    told = capsys.readouterr().out
    assert "Programmes that ask, by their change on last year" in told
    assert "20 largest" not in told
