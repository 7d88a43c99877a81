"""``crosscut allocate`` as a new user runs it: the contract, the files, the ledger, and what it refuses."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from crosscut.cli import plan_tables, run
from crosscut.money import unit
from tests.allocate import commanded_folders
from tests.allocate.commanded_folders import APPLY, LINES, POLICY, answer

folder = commanded_folders.folder


def test_the_contract(folder: Path, capsys):
    status, told = answer(capsys, str(folder))
    assert status == 0
    assert told["status"] == "optimal"
    assert told["total"] == 500_000_000 == sum(row["amount"] for row in told["plan"])
    assert {"status", "value", "bound", "gap", "total", "plan", "rules", "conflict"} <= set(told)
    assert {"programme", "requested", "previous", "amount", "reason", "core"} <= set(told["plan"][0])
    assert {"rule", "owner", "limit", "used", "cost"} <= set(told["rules"][0])
    assert [row["previous"] for row in told["plan"]] == [90_000_000, 210_000_000, 0]
    used = {row["rule"]: row["used"] for row in told["rules"]}
    assert used["ai"] >= 290_000_000


def test_a_contradiction_is_told_and_ends_with_one(folder: Path, capsys):
    policy = folder / "other.toml"
    policy.write_text(POLICY.replace('"290 million"', '"400 million"'), encoding="utf-8")
    status, told = answer(capsys, str(folder), "--policy", str(policy))
    assert status == 1
    assert told["status"] == "infeasible"
    assert "ai" in {row["rule"] for row in told["conflict"]}
    assert all({"rule", "owner", "text", "least_change"} <= set(row) for row in told["conflict"])


def test_the_plan_is_written_and_the_same_every_run(folder: Path, capsys):
    for name in ("one.csv", "two.csv"):
        assert run(["allocate", str(folder), "--out", str(folder / name)]) == 0
    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()
    assert (
        (folder / "one.csv").read_text(encoding="utf-8").startswith("programme,name,requested,previous,amount,reason")
    )


def test_a_build_has_the_plan_and_its_page(folder: Path, capsys):
    assert run(["build", str(folder)]) == 0
    assert (folder / "build" / "plan.csv").is_file()
    page = (folder / "build" / "desk" / "en" / "plan.html").read_text(encoding="utf-8")
    assert "Allocation" in page
    assert "Gamma" in page


LATER = '[[later]]\nyear = 2027\namount = "{amount} million"\ncarry = "{carry}"\n'


def test_a_build_of_later_years_has_their_page_and_file(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY + LATER.format(amount=520, carry="50 %"), encoding="utf-8")
    assert run(["build", str(folder)]) == 0
    header, *rows = (folder / "build" / "years.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("programme,name,requested,previous,2026,2027,reason 2026,reason_ko 2026,")
    assert rows
    for language, words in (("en", "are bound before anything is decided"), ("ko", "이미 정해짐")):
        page = (folder / "build" / "desk" / language / "years.html").read_text(encoding="utf-8")
        assert words in page
        assert "2027" in page
        assert "Gamma" in page


def test_later_years_that_contradict_one_another_have_a_page_that_says_so(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY + LATER.format(amount=20, carry="90 %"), encoding="utf-8")
    run(["build", str(folder)])
    page = (folder / "build" / "desk" / "en" / "years.html").read_text(encoding="utf-8")
    assert "the years together have none" in page
    assert "2027" in page


def test_a_contradiction_in_a_build_is_fatal_and_has_its_page(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY.replace('"290 million"', '"400 million"'), encoding="utf-8")
    assert run(["build", str(folder)]) == 1
    page = (folder / "build" / "desk" / "en" / "plan.html").read_text(encoding="utf-8")
    assert "The policy contradicts itself" in page
    assert "Science" in page


def test_the_text_is_printed_in_korean(folder: Path, capsys):
    other = folder / "other.toml"
    other.write_text(POLICY.replace('"500 million"', '"560 million"'), encoding="utf-8")
    words = ["allocate", str(folder), "--language", "ko", "--samples", "5", "--why", "A", "--compare", str(other)]
    assert run(words) == 0
    told = capsys.readouterr().out
    assert "최적: 한도 500백만 원 중" in told
    for each in ("전년 대비 증감이 큰 순서", "완화 폭", "부처별(백만원), 첫 번째 안 대비 증감", "핵심", "사유"):
        assert each in told
    (folder / "policy.toml").write_text(POLICY.replace('"290 million"', '"400 million"'), encoding="utf-8")
    assert run(["allocate", str(folder), "--language", "ko"]) == 1
    assert "정책에 맞는 배분안이 없음: 다음 규칙 하나만으로도" in capsys.readouterr().out


def test_what_is_printed_is_in_words_and_in_whole_printed_units(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY + LATER.format(amount=520, carry="50 %"), encoding="utf-8")
    for language, area in (("en", "Artificial intelligence"), ("ko", "인공지능")):
        for more in ([], ["--years"]):
            assert run(["allocate", str(folder), "--samples", "0", "--language", language, *more]) == 0
            out = capsys.readouterr().out
            assert not re.search(r"e-\d\d|\d\.\d+ ?(?:million|백만)", out)
            assert "[ceiling]" in out
        assert area in out
        assert not re.search(r"^(ai|outside) ", out, re.MULTILINE)


def test_years_that_contradict_name_rules_that_mend_nothing_together(folder: Path, capsys):
    policy = POLICY.replace('"290 million"', '"400 million"') + LATER.format(amount=520, carry="50 %")
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    for language, words in (("en", "The policy contradicts itself"), ("ko", "정책의 규칙이 서로 모순됨")):
        assert run(["allocate", str(folder), "--years", "--language", language]) == 1
        out = capsys.readouterr().out
        assert words in out
        assert "inf" not in out.replace("infeasible", "")


def test_years_are_printed_in_both_languages(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY + LATER.format(amount=520, carry="50 %"), encoding="utf-8")
    for language, words in (("en", "Rules over money that bind, 2027"), ("ko", "2027: 한도에 닿은 금액 규칙")):
        assert run(["allocate", str(folder), "--years", "--why", "A", "--language", language]) == 0
        assert words in capsys.readouterr().out


def test_a_year_in_which_nothing_binds_has_no_empty_table_and_why_is_in_the_json(folder: Path, capsys):
    policy = POLICY.replace("all", "up to") + LATER.format(amount=9000, carry="50 %")
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    assert run(["allocate", str(folder), "--years"]) == 0
    assert "2027: no rule over money binds." in capsys.readouterr().out
    status, told = answer(capsys, str(folder), "--years", "--why", "A")
    assert status == 0
    assert [(row["programme"], row["year"]) for row in told["why"]] == [("A", "2026"), ("A", "2027")]
    assert all(row["text"].startswith(row["year"]) and row["text_ko"].startswith(row["year"]) for row in told["why"])


def test_policies_side_by_side(folder: Path, capsys):
    other = folder / "generous.toml"
    other.write_text(POLICY.replace('"500 million"', '"560 million"'), encoding="utf-8")
    status, told = answer(capsys, str(folder), "--compare", str(other))
    assert status == 0
    assert [each["name"] for each in told["scenarios"]] == ["policy", "generous"]
    assert sum(row["changes"][1] for row in told["ministry"]) == 60_000_000
    assert sum(row["changes"][1] for row in told["area"]) == 60_000_000


def test_rules_name_areas_for_readers(folder: Path, capsys):
    _, told = answer(capsys, str(folder))
    texts = {row["rule"]: (row["text"], row["text_ko"]) for row in told["rules"]}
    assert texts["ai"][0].startswith("Artificial intelligence at least")
    assert texts["ai"][1].startswith("인공지능 ")


def test_questions_are_answered_line_by_line(folder: Path, capsys, monkeypatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("ceiling=+4%\nA=75 million\nnothing=1\n"))
    assert run(["allocate", str(folder), "--what-if", "--format", "json"]) == 0
    first, second, third = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["total"] == 520_000_000
    assert second["status"] == "optimal"
    assert "nothing" in third["error"]["message"]


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("[ceiling]", 'unit is missing. Write the unit of its amounts at the top, such as unit = "million"'),
        ("unit = 'million'", "ceiling is missing. Write a table [ceiling]"),
        ("unit = 'million'\nceiling = { change = '0 %' }\nvalue = { returns = [{ worth = 1 }] }", "up_to = … there"),
        ("x = [", "TOML"),
        ("unit = 'parsec'\nceiling = { amount = '1 million' }", "parsec"),
        (
            "unit = 'million'\nceiling = { amount = '1 million' }\nrule = [{ where = { ministry = 'Nord' }, at_most = '1 million' }]",
            "North",
        ),
    ],
)
def test_a_policy_that_cannot_be_used_is_one_clear_line(folder: Path, capsys, policy: str, words: str):
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    assert run(["allocate", str(folder)]) == 2
    line = capsys.readouterr().err.strip().splitlines()[-1]
    assert line.startswith("crosscut: ")
    assert words in line


def test_a_sampled_core_index_says_so_with_its_error(folder: Path, capsys):
    many = "".join(f"P{number},Name,North,2026,{100 + number},{number}\n" for number in range(30))
    (folder / "sources" / "lines.csv").write_text("id,name,ministry,year,amount,ai\n" + many, encoding="utf-8")
    worth = '[value]\nscore_error = 5\ncriterion = [{ id = "ai", where = { area = "ai" }, weight = 1.0 }]\n'
    policy = 'unit = "million"\nceiling = { amount = "2000 million" }\n' + worth
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    status, told = answer(capsys, str(folder), "--samples", "20")
    assert status == 0
    assert told["robustness"]["method"] == "sampled"
    assert 0.13 < told["robustness"]["error"] < 0.15
    assert run(["allocate", str(folder), "--samples", "20"]) == 0
    assert "(sampled; up to 13.9% of weights may disagree)" in " ".join(capsys.readouterr().out.split())


def test_policies_set_side_by_side_stand_in_csv_and_in_what_is_written(folder: Path, capsys):
    for name, amount in (("more", "280 million"), ("torn", "400 million")):
        (folder / f"{name}.toml").write_text(POLICY.replace('"290 million"', f'"{amount}"'), encoding="utf-8")
    beside = ["--compare", str(folder / "more.toml"), "--compare", str(folder / "torn.toml"), "--samples", "0"]
    out = folder / "plan.json"
    assert run(["allocate", str(folder), *beside, "--format", "csv", "--out", str(out)]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    told = json.loads(out.read_text(encoding="utf-8"))
    own = {row["programme"]: row["amounts"] for row in told["programme"]}
    for row in rows:
        amounts = own[row["programme"]]
        assert [int(row["amount"]), int(row["amount more"]), row["amount torn"]] == [*amounts[:2], ""]
        assert amounts[2] is None


@pytest.mark.parametrize(
    ("option", "other"),
    [
        ("--years", ["--compare", "policy.toml"]),
        ("--years", ["--apply", "confirmed", "--by", "a", "--reason", "b"]),
        ("--years", ["--what-if"]),
        ("--what-if", ["--compare", "policy.toml"]),
        ("--explain-policy", ["--out", "plan.csv"]),
        ("--explain-policy", ["--apply", "confirmed", "--by", "a", "--reason", "b"]),
    ],
)
def test_what_an_option_would_leave_undone_is_refused_beside_it(folder: Path, capsys, option: str, other: list[str]):
    before = sorted(folder.rglob("*"))
    assert run(["allocate", str(folder), option, *other]) == 2
    assert f"{option} does not go with {other[0]}" in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("option", "value"), [("--gap", "-1"), ("--seconds", "-0.5"), ("--samples", "-3"), ("--gap", "nan")]
)
def test_numbers_that_are_not_zero_or_more_are_refused(folder: Path, capsys, option: str, value: str):
    assert run(["allocate", str(folder), f"{option}={value}"]) == 2
    assert f"{option} {value} is not 0 or more. Write a number from 0 on." in capsys.readouterr().err


def test_changes_on_last_year_are_printed_in_the_units_of_the_amounts_beside_them(folder: Path, capsys):
    lines = LINES.replace("A,Alpha,North,2025,90,", "A,Alpha,North,2025,90.5,")
    (folder / "sources" / "lines.csv").write_text(lines, encoding="utf-8")
    assert run(["allocate", str(folder), "--samples", "0"]) == 0
    out = capsys.readouterr().out
    assert not re.search(r"[+-]\d+\.5\b", out)
    assert re.search(r"^A +Alpha +91 ", out, re.MULTILINE)


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        (90_500_000, 100_000_000, "+9"),
        (90_400_000, 99_600_000, "+10"),
        (90_400_000, 90_600_000, "+1"),
        (5, 7, "+0.000002"),
    ],
)
def test_a_change_is_what_the_amounts_beside_it_make(before: int, after: int, printed: str) -> None:
    assert plan_tables.change(before, after, unit("million", "KRW")) == printed


def test_where_a_plan_was_recorded_stands_in_its_json_and_in_korean(folder: Path, capsys):
    (folder / "korean").mkdir()
    for name in ("crosscut.toml", "policy.toml", "sources"):
        shutil.copytree(folder / name, folder / "korean" / name) if name == "sources" else shutil.copy(
            folder / name, folder / "korean" / name
        )
    assert answer(capsys, str(folder), *APPLY)[1]["applied"] == "decisions/plan-2026-proposed.csv"
    assert run(["allocate", str(folder / "korean"), *APPLY, "--language", "ko"]) == 0
    told = capsys.readouterr().out
    assert "2026년 정부안 금액으로 기록: 배분받는 3개 사업 500백만 원, decisions/plan-2026-proposed.csv." in told


def test_the_text_says_what_restoring_those_cut_most_takes(folder: Path, capsys):
    for language, head in (
        ("en", "What it takes to give those furthest below their request all of it:"),
        ("ko", "요구액에 가장 못 미치는 사업을 요구액대로 복원할 때:"),
    ):
        assert run(["allocate", str(folder), "--samples", "0", "--language", language]) == 0
        told = capsys.readouterr().out.partition(head)[2]
        assert "- Beta (B): " in told
    assert run(["allocate", str(folder), "--samples", "0", "--why", "B"]) == 0
    assert "- Beta (B): " not in capsys.readouterr().out


def test_what_is_wrong_with_a_rule_is_told_by_its_id(folder: Path, capsys):
    for table, fault, place in (
        ("choice", 'id = "opts"\noptions = ["50 percents"]', "choice.opts.options.1: "),
        ("rule", 'id = "cap"\nat_mots = "1 million"', "rule.cap.at_mots is not a setting. Did you mean 'at_most'?"),
        ("bound", 'cut_at_least = "5"', "bound.2.cut_at_least: "),
    ):
        (folder / "policy.toml").write_text(f"{POLICY}[[{table}]]\n{fault}\n", encoding="utf-8")
        assert run(["allocate", str(folder)]) == 2
        assert place in capsys.readouterr().err


def test_rules_begin_with_a_capital_and_sets_that_differ_in_one_rule_tell_once_what_they_share(folder: Path, capsys):
    assert run(["allocate", str(folder), "--samples", "0"]) == 0
    assert "Each programme no more than 20 % below last year [slow]" in " ".join(capsys.readouterr().out.split())
    two = """
[[rule]]
id = "north"
where = { ministry = "North" }
at_least = "400 million"
[[bound]]
id = "small"
where = { ministry = "South" }
at_most = "5 million"
[[rule]]
id = "south"
where = { ministry = "South" }
at_least = "10 million"
"""
    (folder / "policy.toml").write_text(POLICY.partition("[[rule]]")[0].replace("all", "up to") + two, encoding="utf-8")
    assert run(["allocate", str(folder)]) == 1
    told = capsys.readouterr().out
    fewest = next(line for line in told.splitlines() if line.startswith("Fewest"))
    head, _, rest = fewest.partition(" and one of ")
    assert head == "Fewest rules to relax: [north]"
    small, south = "each programme of South at most KRW 5 million [small]", "South at least KRW 10 million [south]"
    assert sorted(rest.removesuffix(".").split("; ")) == ["[small]", "[south]"]
    besides = next(line for line in told.splitlines() if line.startswith("Besides"))
    assert all(each in besides for each in (small, south))
