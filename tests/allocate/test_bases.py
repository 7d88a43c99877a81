"""What changes are counted from, what stays outside, and what is said of it: a small budget on the command line."""

import io
import json
from pathlib import Path

import pytest

from crosscut.allocate.demand import Demand, Receipt
from crosscut.cli import run
from crosscut.errors import CrosscutError
from tests.allocate.commanded_folders import CONFIG

LINES = """id,name,ministry,year,amount,ai
A,Alpha,North,2026,100,0
B,Beta,South,2026,100,0
R,Repaid,South,2026,-30,0
A,Alpha,North,2025,100,0
B,Beta,South,2025,100,0
E,Ended,North,2025,100,0
R,Repaid,South,2025,-20,0
"""
POLICY = """
unit = "million"
[ceiling]
change = "0 %"
[[rule]]
id = "north"
where = { ministry = "North" }
growth_at_most = "-60 %"
owner = "Finance"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "sources" / "lines.csv").write_text(LINES, encoding="utf-8")
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def answer(capsys, *words: str) -> dict:
    run(["allocate", *words, "--samples", "0", "--format", "json"])
    return json.loads(capsys.readouterr().out)


def plain(text: str) -> str:
    """The text without what breaks its lines."""
    return " ".join(text.split())


def test_last_year_is_the_whole_of_it_and_receipts_stay_outside(folder: Path, capsys):
    told = answer(capsys, str(folder))
    million = 10**6
    assert told["last_year"] == {"total": 300 * million, "ended": 100 * million, "ended_programmes": 1}
    assert told["ceiling"] == 300 * million
    limits = {row["rule"]: row["limit"] for row in told["rules"]}
    assert limits["north"] == 80 * million
    assert {row["programme"]: row["amount"] for row in told["plan"]} == {"A": 80 * million, "B": 100 * million}
    assert told["receipts"] == [
        {"programme": "R", "name": "Repaid", "requested": -30 * million, "previous": -20 * million}
    ]


def test_the_table_of_changes_says_how_many_of_the_programmes_that_ask_it_has(folder: Path, capsys):
    run(["allocate", str(folder), "--samples", "0"])
    assert "Programmes that ask, by their change on last year, the largest first: 2 of 2" in plain(
        capsys.readouterr().out
    )


def test_a_policy_may_count_only_programmes_that_ask(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY + '[previous]\nprogrammes = "asking"\n', encoding="utf-8")
    assert answer(capsys, str(folder))["last_year"]["total"] == 200 * 10**6


def test_the_policy_is_said_back_before_anything_is_solved(folder: Path, capsys):
    assert run(["allocate", str(folder), "--explain-policy", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)["policy"]
    english = " ".join(each["text"] for each in said)
    korean = " ".join(each["text_ko"] for each in said)
    assert "Of it KRW 100 million belong to programmes that ask for nothing now (1)" in english
    assert "Amounts below zero stay outside what is divided: 1 programme" in english
    assert "North at most KRW 80 million (-60 % on last year) [north]; 1 programme; owner Finance." in english
    assert "전년 대비 -60 %" in korean
    assert "ceiling" in {each["rule"] for each in said}


def test_a_policy_without_a_plan_is_compared_as_none(folder: Path, capsys):
    broken = folder / "broken.toml"
    broken.write_text(POLICY + '[[bound]]\nid = "too-much"\nrequest_at_least = "100 %"\n', encoding="utf-8")
    told = answer(capsys, str(folder), "--compare", str(broken))
    assert [each["status"] for each in told["scenarios"]] == ["optimal", "infeasible"]
    assert told["programme"][0]["amounts"][1] is None
    assert told["ministry"][0]["changes"] == [0, None]
    assert run(["allocate", str(folder), "--samples", "0", "--compare", str(broken)]) == 0
    assert "no plan" in capsys.readouterr().out


def test_beside_a_first_policy_without_a_plan_others_are_told_in_whole(folder: Path, capsys):
    broken = folder / "broken.toml"
    broken.write_text(POLICY + '[[bound]]\nid = "too-much"\nrequest_at_least = "100 %"\n', encoding="utf-8")
    words = ["allocate", str(folder), "--samples", "0", "--policy", str(broken)]
    beside = ["--compare", str(folder / "policy.toml"), "--compare", str(broken)]
    assert run([*words, *beside]) in (0, 1)
    told = capsys.readouterr().out
    assert "the first has no plan" in told
    rows = [line.split() for line in told.splitlines() if line.startswith("North")]
    assert [len(row) for row in rows] == [6]
    assert rows[0][1:3] == rows[0][4:6] == ["no", "plan"]
    assert int(rows[0][3]) > 0


def test_a_rule_may_have_two_floors_and_two_caps(folder: Path, capsys):
    more = 'growth_at_most = "-60 %"\nof_ceiling_at_most = "100 %"\nat_most = "900 million"'
    (folder / "policy.toml").write_text(POLICY.replace('growth_at_most = "-60 %"', more), encoding="utf-8")
    told = answer(capsys, str(folder))
    assert [row["rule"] for row in told["rules"] if row["rule"].startswith("north")] == [
        "north/cap",
        "north/cap-1",
        "north/cap-2",
    ]


LATER = '[[later]]\nyear = "2027"\namount = "{ceiling} million"\ncarry = "50 %"\n'


def test_years_are_written_explained_and_printed_as_csv(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY + LATER.format(ceiling=95), encoding="utf-8")
    out = folder / "years.csv"
    assert run(["allocate", str(folder), "--years", "--why", "A", "--out", str(out)]) == 0
    text = capsys.readouterr().out
    assert "2027: Alpha (A) gets KRW" in text
    head = "programme,name,requested,previous,2026,2027,reason 2026,reason_ko 2026,reason 2027,reason_ko 2027"
    assert out.read_text(encoding="utf-8").splitlines()[0] == head
    assert run(["allocate", str(folder), "--years", "--format", "csv"]) == 0
    assert capsys.readouterr().out == out.read_text(encoding="utf-8")


def test_a_contradiction_over_years_names_the_year_and_what_is_carried_over(folder: Path, capsys):
    floor = '[[bound]]\nid = "floor"\nrequest_at_least = "70 %"\n'
    alone = POLICY.replace('"-60 %"', '"0 %"') + floor + LATER.format(ceiling=60)
    (folder / "policy.toml").write_text(alone, encoding="utf-8")
    assert run(["allocate", str(folder), "--years", "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)["conflict"]
    assert {(row["year"], row["rule"]) for row in rows} == {("2027", "ceiling"), ("2027", "floor")}
    joint = 'unit = "million"\n[ceiling]\namount = "190 million"\nuse = "all"\n' + LATER.format(ceiling=90)
    (folder / "policy.toml").write_text(joint, encoding="utf-8")
    assert run(["allocate", str(folder), "--years", "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)["conflict"]
    assert [(row["year"], row["rule"]) for row in rows] == [
        ("2027", "carry"),
        ("2026", "ceiling-spent"),
        ("2027", "ceiling"),
    ]
    assert rows[0]["change"] == "carry at most 47.36 %"
    assert (rows[1]["change"], rows[1]["least_change"]) == ("lower it by KRW 10 million", 10_000_000)
    assert (rows[2]["change"], rows[2]["least_change"]) == ("raise it by KRW 5 million", 5_000_000)


def test_a_rule_that_alone_leaves_no_plan_is_told_as_one(folder: Path, capsys):
    alone = (
        POLICY.replace('"-60 %"', '"0 %"')
        + '[[rule]]\nid = "more"\nwhere = { programme = "A" }\nat_least = "9 billion"\n'
    )
    (folder / "policy.toml").write_text(alone, encoding="utf-8")
    assert run(["allocate", str(folder)]) == 1
    text = capsys.readouterr().out
    assert text.startswith("The policy has no plan: this rule by itself leaves none, any others can stay.")
    assert "together" not in text.splitlines()[0]
    why = "its programmes ask for KRW 100 million in all, and none gets more than it asks for"
    assert f"- Alpha (A) at least KRW 9,000 million [more]. To mend it: lower it by KRW 8,900 million: {why}." in plain(
        text
    )
    assert run(["allocate", str(folder), "--language", "ko"]) == 1
    assert "해당 사업의 요구액은 모두 100백만 원이며 요구액을 넘는 사업은 없음" in plain(capsys.readouterr().out)
    (folder / "policy.toml").write_text(f"may_exceed_request = true{alone}", encoding="utf-8")
    assert run(["allocate", str(folder)]) == 1
    assert "ask for" not in capsys.readouterr().out


def test_a_change_on_last_year_counts_what_the_rule_itself_counts(folder: Path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("north=last year -70%\nceiling=last year -50%\n"))
    assert run(["allocate", str(folder), "--samples", "0", "--what-if", "--format", "json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    million = 10**6
    assert [(each["base"], each["limit"]) for each in told] == [
        (200 * million, 60 * million),
        (300 * million, 150 * million),
    ]


def test_what_is_below_zero_is_named_as_that_where_it_is_asked_about():
    keys = {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    asked = Demand(("A",), ("Alpha",), (100,), (100,), keys, receipts=(Receipt("R", "Repayments", -5, -4),))
    with pytest.raises(CrosscutError, match="'R' is below zero, and stays outside what is divided"):
        asked.place_of("R")


RANGED = """id,name,ministry,year,amount,low,high,ai
A,Alpha,North,2026,100,95,105,0
B,Beta,South,2026,100,,,0
A,Alpha,North,2025,100,100,103,0
B,Beta,South,2025,100,,,0
"""


def test_sums_that_are_not_exact_are_said_with_their_bounds(folder: Path, capsys):
    config = (folder / "crosscut.toml").read_text(encoding="utf-8")
    ranged = config.replace('amount = "amount" }', 'amount = "amount", low = "low", high = "high" }')
    (folder / "crosscut.toml").write_text(ranged, encoding="utf-8")
    assert answer(capsys, str(folder))["inexact"] == []
    (folder / "sources" / "lines.csv").write_text(RANGED, encoding="utf-8")
    million = 10**6
    assert answer(capsys, str(folder))["inexact"] == [
        {"sum": "previous", "low": 200 * million, "high": 203 * million},
        {"sum": "requested", "low": 195 * million, "high": 205 * million},
    ]
    last, asked = "Last year's sum is not exact: it is from KRW 200 million to KRW 203 million.", "from KRW 195 million"
    for words in ([], ["--explain-policy"]):
        run(["allocate", str(folder), "--samples", "0", *words])
        told = plain(capsys.readouterr().out)
        assert last in told
        assert asked in told
