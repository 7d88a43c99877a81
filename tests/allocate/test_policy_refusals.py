"""What a policy names that there is not, amounts without a unit, and what cannot be: refused in a line."""

import json
from pathlib import Path
from typing import Any

import pytest

from crosscut.allocate.policy import parse
from crosscut.allocate.policy_base import merged
from crosscut.allocate.policy_checks import of_currency
from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.workspace.solver.solver_service import SolverService
from tests.allocate import planned_folders
from tests.allocate.planned_folders import POLICY, amounts, planned, sentences

folder = planned_folders.folder


def test_an_amount_of_a_contract_that_is_none_is_refused_with_its_row(folder: Path, capsys):
    (folder / "sources" / "contracts.csv").write_text("programme,year,amount\nD,2026,much\n", encoding="utf-8")
    policy = POLICY + '[[commitment]]\nfile = "sources/contracts.csv"\nunit = "million"\n'
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    assert run(["allocate", str(folder), "--format", "json"]) == 2
    told = json.loads(capsys.readouterr().out)["error"]
    assert (told["file"], told["row"], told["column"]) == ("sources/contracts.csv", 2, "amount")


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
        ('where = { committee = "Old" }', "which no programme has. No programme says its committee."),
    ],
)
def test_what_a_rule_selects_by_and_is_none_is_refused_with_the_nearest(folder: Path, capsys, where: str, said: str):
    assert said in refused(folder, capsys, POLICY + RULE + where + '\n[tags]\nold = ["A"]\n')


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


@pytest.mark.parametrize(
    "selecting", [f'{RULE}where = {{ finding = "over-taged" }}', '[[bound]]\nfindings = ["over-taged"]\nkeep = true']
)
def test_a_misspelt_finding_is_refused_with_the_nearest(folder: Path, capsys, selecting: str):
    said = refused(folder, capsys, f"{POLICY}{selecting}\n")
    assert "no finding is called 'over-taged'" in said
    assert "Did you mean 'over-tagged'?" in said


def test_a_finding_that_the_review_could_not_look_for_says_so(folder: Path, capsys):
    english, korean = sentences(folder, capsys, POLICY + RULE + 'where = { finding = "low-execution" }\n')
    assert "(not reviewed for want of data)" in english
    assert "(자료가 없어 검토하지 않음)" in korean


@pytest.mark.parametrize("offer", ['viable = "150 %"', 'options = ["100 %", "120 %"]'])
def test_a_choice_above_the_request_is_refused_where_no_programme_may_have_more(folder: Path, capsys, offer: str):
    text = POLICY.partition("[[choice]]")[0] + f'[[choice]]\nid = "more"\n{offer}\n'
    assert "is more than the request, which no programme may exceed" in refused(folder, capsys, text)
    assert "[[choice]] more" in refused(folder, capsys, text)
    planned(folder, capsys, f"may_exceed_request = true\n{text}")


def test_a_tag_of_a_programme_that_is_none_is_refused_where_no_rule_selects_it_too(folder: Path, capsys):
    assert "programme 'Z' is named" in refused(folder, capsys, POLICY + '[tags]\nold = ["Z"]\n')


@pytest.mark.parametrize("group", ["C+D", "A+GONE"])
def test_a_group_of_duplicates_that_was_not_found_this_time_selects_nothing(folder: Path, capsys, group: str):
    text = POLICY + RULE + f'where = {{ duplicates = "{group}" }}\n'
    assert sum(amounts(planned(folder, capsys, text)).values()) == 300


@pytest.mark.parametrize("table", ["request", "previous"])
def test_a_stage_that_the_budget_has_not_is_refused_with_the_nearest(folder: Path, capsys, table: str):
    told = refused(folder, capsys, POLICY + f'[{table}]\nstage = "confirmd"\n')
    assert f"[{table}] stage: 'confirmd' is not a stage of this budget" in told
    assert "Did you mean 'confirmed'?" in told


def test_what_is_not_known_of_a_period_without_requests_is_not_said(folder: Path, capsys):
    said = refused(folder, capsys, POLICY + "[request]\nfiscal_year = 2031\n")
    assert "no line asks for money in 2031. Name" in said
    (folder / "sources" / "lines.csv").write_text(planned_folders.HEAD + "\n", encoding="utf-8")
    said = refused(folder, capsys, POLICY)
    assert "sources/lines.csv, row 1: nothing was read: No row stands below the header" in said


def test_a_budget_of_which_nothing_was_read_says_which_file_and_how_to_mend_it(folder: Path, capsys):
    (folder / "sources" / "lines.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    said = refused(folder, capsys, POLICY)
    assert "sources/lines.csv: nothing was read: None of the mapped columns is in the file." in said
    assert "Check source.columns" in said
    (folder / "sources" / "lines.csv").unlink()
    assert "sources/lines.csv: nothing was read: The file is not there. Put it there" in refused(folder, capsys, POLICY)


def test_a_unit_above_every_request_is_refused(folder: Path, capsys):
    said = refused(folder, capsys, POLICY.replace('unit = "million"', 'unit = "billion"'))
    assert "no programme asks for as much as KRW 1 billion, of which amounts are whole numbers" in said
    assert "the largest request is KRW 0.1 billion" in said


CRITERION = '[[value.criterion]]\nid = "merit"\n'


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (POLICY + "[[rul]]\nat_most = '1 million'\n", "policy.toml: rul은 설정이 아님. 혹시 'rule'인지 확인."),
        (POLICY.replace('unit = "million"\n', ""), 'unit이 없음. 맨 위에 금액 단위를 unit = "million"처럼 적을 것.'),
        (POLICY + CRITERION + 'where = { ministry = "North" }\n', "평가 기준 'merit'에 weight, rank, range 가운데"),
        (
            POLICY + '[[bound]]\nchange_at_most = "-101 %"\n',
            "bound.1.change_at_most: -101 %만큼 바꾸면 남는 금액이 음수임",
        ),
        (POLICY + '[[group]]\nat_most = "two"\n', "group.1.at_most: 정수여야 함."),
        (
            POLICY + '[[rule]]\nat_most = "3000"\n',
            "policy.toml: [[rule]] 1 at_most: '3000'에 단위가 없음. '3000 million'이나",
        ),
        (POLICY + '[[rule]]\nat_most = "much"\n', "[[rule]] 1 at_most: 'much'를 금액으로 읽을 수 없음."),
        (
            POLICY + '[[rule]]\nat_most = "1 million"\nwhere = { ministry = "Nord" }\n',
            "정책이 고른 ministry 'Nord'에 해당하는 사업이 없음. 있는 것은 North, South. 혹시 'North'인지 확인.",
        ),
        (POLICY + '[request]\nstage = "demanded"\n', "[request] stage: 'demanded'는 이 예산의 단계가 아님."),
        (POLICY + CRITERION + 'weight = 1\nfile = "s.csv"\n', "s.csv, 2행, merit: 'nan'은 점수가 아님. 62.5처럼 수로"),
        (POLICY + 'base = "old.toml"\n', "설정이 아님"),
        (f'base = "old.toml"\n{POLICY}', "base 'old.toml'을 읽을 수 없음."),
        ("[ceiling\n", "TOML로 읽을 수 없음"),
    ],
)
def test_a_policy_is_refused_in_korean_where_korean_is_asked_for(folder: Path, capsys, stated: str, said: str):
    (folder / "s.csv").write_text("programme,merit\nA,nan\n", encoding="utf-8")
    (folder / "policy.toml").write_text(stated, encoding="utf-8")
    assert run(["allocate", str(folder), "--language", "ko"]) == 2
    assert said in capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--years", "--what-if"], "--years는 --what-if와 함께 쓸 수 없음. 명령을 따로따로 실행할 것."),
        (["--gap", "-1"], "--gap -1은 0 이상이 아님."),
        (
            ["--apply", "proposed"],
            "배분안 적용은 결정이므로 결정한 사람과 사유가 있어야 함. --by와 --reason을 적을 것.",
        ),
        (["--apply", "proposd", "--by", "김", "--reason", "확정"], "'proposd'는 'reviewed' 다음 단계가 아님."),
        (["--why", "Z"], "사업 'Z'를 적었으나 요구한 금액이 없음. 사업 번호를 확인할 것."),
        (["--policy", "none.toml"], "none.toml: 파일이 없음."),
        (["--what-if", "--format", "csv"], "--what-if의 답은 text나 json으로만 나옴."),
    ],
)
def test_options_are_refused_in_korean_where_korean_is_asked_for(folder: Path, capsys, words: list[str], said: str):
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    assert run(["allocate", str(folder), *words, "--language", "ko"]) == 2
    assert said in capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.parametrize("years", [[], ["--years"]])
def test_a_programme_that_nobody_can_explain_is_refused_before_anything_is_solved(
    folder: Path, capsys, monkeypatch: pytest.MonkeyPatch, years: list[str]
):
    def solved(*_: object) -> None:
        raise AssertionError("it was solved first")

    monkeypatch.setattr("crosscut.allocate.plan.solved_by_id", solved)
    monkeypatch.setattr("crosscut.allocate.horizon.plan_years", solved)
    monkeypatch.setattr("crosscut.allocate.runs.plan_years", solved)
    (folder / "policy.toml").write_text(POLICY + '[[later]]\nchange = "0 %"\n', encoding="utf-8")
    assert run(["allocate", str(folder), "--why", "Z", *years]) == 2
    assert "programme 'Z' is named, and asks for nothing" in capsys.readouterr().err


def test_a_refusal_is_json_in_english_whatever_the_language(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY + '[[rule]]\nat_most = "3000"\n', encoding="utf-8")
    assert run(["allocate", str(folder), "--format", "json", "--language", "ko"]) == 2
    answered = capsys.readouterr()
    assert json.loads(answered.out)["error"]["message"] == "[[rule]] 1 at_most: '3000' has no unit"
    assert "[[rule]] 1 at_most: '3000'에 단위가 없음" in answered.err
