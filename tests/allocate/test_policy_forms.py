"""Policies as people write them: by duplicates, findings, contracts, execution, ministries' lists, and last year's."""

import json
from pathlib import Path
from typing import Any

import pytest

from crosscut.allocate.contracts import points
from crosscut.allocate.policy import parse
from crosscut.allocate.policy_base import merged
from crosscut.allocate.policy_checks import of_currency
from crosscut.allocate.runs import _found
from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Place, Severity
from crosscut.text import Text
from crosscut.workspace.solver.solver_service import SolverService
from tests.allocate.test_command import CONFIG
from tests.shortened import some

TEXT = "재난 현장에서 쓰는 자율주행 소방 로봇의 설계와 실증 화재 감시 센서와 통신망 구축 및 운영 기술 개발"
HEAD = "id,name,ministry,year,stage,amount,text"
ROWS = [
    f"A,소방로봇 설계 실증,North,2026,reviewed,100,{TEXT}",
    f"B,화재진압 무인체계,South,2026,reviewed,90,{TEXT}",
    "C,Quantum clocks,North,2026,reviewed,100,clocks that count atoms",
    "D,Sea ice,South,2026,reviewed,100,how ice melts at sea",
    "C,Quantum clocks,North,2025,executed,60,clocks that count atoms",
    "D,Sea ice,South,2025,executed,300,how ice melts at sea",
]
POLICY = """
unit = "million"
[ceiling]
amount = "300 million"
[[choice]]
id = "ends"
viable = "10 %"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    config = CONFIG.replace('stage = "requested"\n', "").replace('tags = { areas = { ai = "ai" } }\n', "")
    config = config.replace('fiscal_year = "year"', 'fiscal_year = "year", stage = "stage", text = "text"')
    (tmp_path / "crosscut.toml").write_text(config, encoding="utf-8")
    (tmp_path / "sources" / "lines.csv").write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    return tmp_path


def planned(folder: Path, capsys, text: str, *words: str) -> dict:
    (folder / "policy.toml").write_text(text, encoding="utf-8")
    assert run(["allocate", str(folder), "--samples", "0", "--format", "json", *words]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def amounts(told: dict) -> dict[str, int]:
    return {row["programme"]: row["amount"] // 10**6 for row in told["plan"]}


def sentences(folder: Path, capsys, text: str) -> tuple[str, str]:
    told = planned(folder, capsys, text, "--explain-policy")["policy"]
    return " ".join(each["text"] for each in told), " ".join(each["text_ko"] for each in told)


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


def test_an_amount_of_a_contract_that_is_none_is_refused_with_its_row(folder: Path, capsys):
    (folder / "sources" / "contracts.csv").write_text("programme,year,amount\nD,2026,much\n", encoding="utf-8")
    policy = POLICY + '[[commitment]]\nfile = "sources/contracts.csv"\nunit = "million"\n'
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    assert run(["allocate", str(folder), "--format", "json"]) == 2
    told = json.loads(capsys.readouterr().out)["error"]
    assert (told["file"], told["row"], told["column"]) == ("sources/contracts.csv", 2, "amount")


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


@pytest.mark.parametrize("base", ["../policy.toml", "/etc/policy.toml", "absent.toml", "self.toml"])
def test_a_base_that_cannot_be_is_refused(tmp_path: Path, base: str):
    (tmp_path / "self.toml").write_text('base = "self.toml"\n', encoding="utf-8")
    with pytest.raises(CrosscutError):
        merged({"base": base}, tmp_path / "policy.toml", {})


def test_leaving_out_what_the_base_has_not_is_refused(tmp_path: Path):
    (tmp_path / "old.toml").write_text('unit = "million"\n', encoding="utf-8")
    with pytest.raises(CrosscutError, match="no rule of the base"):
        merged({"base": "old.toml", "without": ["north"]}, tmp_path / "policy.toml", {})


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


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ('[[bound]]\nchange_at_most = "-101 %"', "bound.1.change_at_most: -101 % leaves less than nothing"),
        ('[[bound]]\ncut_at_least = "200 %"', "bound.1.cut_at_least: a cut of 200 % leaves less than nothing"),
        ('[[rule]]\ngrowth_at_most = "-200 %"', "rule.1.growth_at_most: -200 % leaves less than nothing"),
        ('[[rule]]\nat_most = "-5 million"', "'-5 million' is below zero. Write 0 or more"),
        ('[[later]]\nchange = "-200 %"', "later.1.change: -200 % leaves less than nothing"),
    ],
)
def test_what_leaves_less_than_nothing_is_refused_in_a_line(folder: Path, capsys, stated: str, said: str):
    (folder / "policy.toml").write_text(POLICY + stated + "\n", encoding="utf-8")
    assert run(["allocate", str(folder)]) == 2
    told = capsys.readouterr().err.strip().splitlines()
    assert said in told[-1]


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


def refused(folder: Path, capsys, text: str) -> str:
    (folder / "policy.toml").write_text(text, encoding="utf-8")
    assert run(["allocate", str(folder), "--samples", "0"]) == 2
    return capsys.readouterr().err.strip().splitlines()[-1]


RULE = '[[rule]]\nid = "cap"\nat_most = "3 million"\n'


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (POLICY.replace("300 million", "28000000"), "[ceiling] amount: '28000000' has no unit. Write it with its unit"),
        (POLICY.replace("300 million", "300,000"), "such as '300,000 million'"),
        (POLICY + RULE.replace("3 million", "3000"), "[[rule]] cap at_most: '3000' has no unit"),
        (POLICY + '[[bound]]\nat_least = "1.5"\n', "[[bound]] 1 at_least: '1.5' has no unit"),
        (POLICY + '[[later]]\nyear = 2027\namount = "280"\n', "[[later]] 2027 amount: '280' has no unit"),
        (POLICY + RULE.replace("3 million", "much"), "[[rule]] cap at_most: cannot read 'much' as an amount"),
    ],
)
def test_an_amount_that_says_no_unit_is_refused_with_its_setting(folder: Path, capsys, stated: str, said: str):
    assert said in refused(folder, capsys, stated)


def test_a_scenario_that_was_kept_without_units_is_of_the_currency_as_it_was(folder: Path):
    (folder / "policy.toml").unlink(missing_ok=True)
    room = SolverService(folder)
    ground: Any = room.answer({"ask": "ground"})
    kept = ground["policy"].replace(' KRW"', '"')
    assert kept != ground["policy"]
    over = {"mark": ground["mark"], "moment": "", "changes": []}
    told: list[Any] = [
        room.answer({"ask": "plan", "over": [{**over, "policy": text}]}) for text in (ground["policy"], kept)
    ]
    assert told[0]["total"] == told[1]["total"] > 0


def test_amounts_without_a_unit_of_a_policy_of_the_past_are_of_the_currency():
    rules = {"rule": [{"at_least": "5,000"}], "bound": [{"at_most": "3 million"}], "later": [{"amount": "1.5"}]}
    held = of_currency(parse({"unit": "million", "ceiling": {"amount": " 300 "}, **rules}), "KRW")
    assert (held.ceiling.amount, held.rule[0].at_least, held.rule[0].at_most) == ("300 KRW", "5,000 KRW", "")
    assert (held.bound[0].at_most, held.later[0].amount) == ("3 million", "1.5 KRW")


def test_amounts_in_the_currency_itself_and_nothing_need_no_unit(folder: Path, capsys):
    told = planned(folder, capsys, POLICY.replace('"million"', '"KRW"', 1).replace("300 million", "300000000"))
    assert told["total"] == 300 * 10**6
    assert planned(folder, capsys, POLICY + RULE.replace("3 million", "0"))["total"] == 0


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ('where = { duplicates = "1" }', "no group of duplicates is called '1'. Known are A+B."),
        ('where = { ministry = "north" }', "Did you mean 'North'?"),
        ('where = { area = "Outside" }', "Did you mean 'outside'?"),
        ('where = { tag = "Old" }', "Did you mean 'old'?"),
    ],
)
def test_what_a_rule_selects_by_and_is_none_is_refused_with_the_nearest(folder: Path, capsys, where: str, said: str):
    assert said in refused(folder, capsys, POLICY + RULE + where + '\n[tags]\nold = ["A"]\n')


@pytest.mark.parametrize("table", ["bound", "choice", "group"])
@pytest.mark.parametrize("name", some(["unit-slip", "duplicate-line", "mine"], 1))
def test_a_rule_of_reading_that_found_nothing_this_time_may_be_named(folder: Path, capsys, table: str, name: str):
    setting = {"bound": "freeze = true", "choice": 'viable = "10 %"', "group": "at_most = 1"}[table]
    text = POLICY + f'[[{table}]]\nid = "some"\nfindings = ["{name}"]\n{setting}\n'
    assert sum(amounts(planned(folder, capsys, text)).values()) == 300


def test_what_a_policy_names_and_was_not_found_is_said(folder: Path, capsys):
    finding = 'where = { finding = "unit-slip" }\n'
    english, korean = sentences(folder, capsys, POLICY + RULE + finding)
    assert "nit-slip (not found this time)" in english
    assert "nit-slip(이번에 나오지 않음)" in korean
    english, korean = sentences(folder, capsys, POLICY + RULE + 'where = { duplicates = "A+GONE" }\n')
    assert "A+GONE (not found this time)" in english
    assert "A+GONE(이번에 나오지 않음)" in korean
    known = sentences(folder, capsys, POLICY + RULE + 'where = { finding = "duplicate", duplicates = "A+B" }\n')
    assert "not found this time" not in known[0]


def test_the_last_of_returns_is_said_to_go_on_to_the_whole_request(folder: Path, capsys):
    value = '[value]\nreturns = [{ up_to = "50 %", worth = 1.3 }, { up_to = "80 %", worth = 1.0 }]\n'
    english, korean = sentences(folder, capsys, "may_exceed_request = true\n" + POLICY + value)
    assert "Up to 100 % of the request, a unit of money is worth 1 " in english
    assert "Beyond the last of these parts a unit of money is worth nothing." in english
    assert "요구액의 100 %까지는 금액의 가치를 1배로 계산. 마지막 비율을 넘는 금액의 가치는 없음." in korean


def test_a_misspelt_finding_is_said_with_the_nearest(folder: Path, capsys):
    english, korean = sentences(folder, capsys, POLICY + RULE + 'where = { finding = "over-taged" }\n')
    assert "ver-taged (not found this time; did you mean 'over-tagged'?)" in english
    assert "ver-taged(이번에 나오지 않음, 혹시 'over-tagged'인지 확인)" in korean


def test_a_tag_of_a_programme_that_is_none_is_refused_where_no_rule_selects_it_too(folder: Path, capsys):
    assert "programme 'Z' is named" in refused(folder, capsys, POLICY + '[tags]\nold = ["Z"]\n')


@pytest.mark.parametrize("group", ["C+D", "A+GONE"])
def test_a_group_of_duplicates_that_was_not_found_this_time_selects_nothing(folder: Path, capsys, group: str):
    text = POLICY + RULE + f'where = {{ duplicates = "{group}" }}\n'
    assert sum(amounts(planned(folder, capsys, text)).values()) == 300


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


@pytest.mark.parametrize("table", ["request", "previous"])
def test_a_stage_that_the_budget_has_not_is_refused_with_the_nearest(folder: Path, capsys, table: str):
    told = refused(folder, capsys, POLICY + f'[{table}]\nstage = "confirmd"\n')
    assert f"[{table}] stage: 'confirmd' is not a stage of this budget" in told
    assert "Did you mean 'confirmed'?" in told


def test_what_is_counted_from_what_was_spent_says_where_nothing_is_known_of_that(folder: Path, capsys):
    text = POLICY.replace('viable = "10 %"', 'viable_of_execution = "50 %"')
    assert "no year's execution" not in sentences(folder, capsys, text)[0]
    (folder / "sources" / "lines.csv").write_text("\n".join([HEAD, *ROWS[:4]]) + "\n", encoding="utf-8")
    english, korean = sentences(folder, capsys, text)
    assert "or nothing (no year's execution is known, so that none asks for a least amount) [ends]" in english
    assert "종료(집행 실적이 있는 연도가 없어 집행액에 따른 최소 금액은 적용되지 않음) [ends]" in korean
