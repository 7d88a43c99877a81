"""A season from the request to the second publication, as an office plays it on the command line."""

import csv
import json
from pathlib import Path

import pytest

from crosscut.cli import run

POLICY = """
unit = "million"
[request]
stage = "reviewed"
fiscal_year = 2026
[ceiling]
change = "2 %"
owner = "Finance"
[[rule]]
id = "ai"
name = { en = "Artificial intelligence", ko = "인공지능" }
where = { area = "ai" }
growth_at_least = "0 %"
owner = "Science"
[[bound]]
id = "leaps"
change_at_least = "-60 %"
owner = "Assembly"
"""
OTHERS = {
    "growth": '[ceiling]\nchange = "4 %"\n',
    "once": '[[group]]\nid = "once"\neach = "duplicates"\nat_most = 1\n[[choice]]\nviable = "10 %"\n',
    "cautious": '[[bound]]\nid = "doubt"\nwhere = { finding = "surge" }\nchange_at_most = "0 %"\n',
}
CONTRADICTIONS = {
    "too-low": ('[ceiling]\nchange = "-90 %"\n', {"ceiling", "leaps"}),
    "no-ai": ('[[rule]]\nid = "no-ai"\nwhere = { area = "ai" }\ngrowth_at_most = "-100 %"\n', {"ai", "no-ai"}),
    "spend": ('[ceiling]\namount = "900 trillion"\nuse = "all"\n', {"ceiling-spent"}),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("season") / "office"
    assert run(["init", str(made), "--example", "synthetic-national", "--programmes", "24", "--seed", "7"]) == 0
    (made / "policy.toml").write_text(POLICY, encoding="utf-8")
    for name, text in {**OTHERS, **{name: text for name, (text, _) in CONTRADICTIONS.items()}}.items():
        (made / f"{name}.toml").write_text(f'base = "policy.toml"\n{text}', encoding="utf-8")
    return made


def told(capsys, *words: str) -> dict:
    capsys.readouterr()
    assert run([*words, "--format", "json"]) in (0, 1)
    return json.loads(capsys.readouterr().out)


@pytest.mark.slow
def test_a_season(folder: Path, tmp_path: Path, capsys):
    found = told(capsys, "review", str(folder))["findings"]
    decided = tmp_path / "decisions.csv"
    _decisions(decided, [f"{each['rule']}:{each['programme']}" for each in found])
    assert run(["review", str(folder), "--decide", str(decided), "--by", "Kim"]) in (0, 1)
    kept = told(capsys, "review", str(folder), "--decisions")["decisions"]
    assert {(row["by"], row["reason"]) for row in kept} == {("Kim", "agreed in May")}
    assert len(kept) >= 10

    others = [word for name in OTHERS for word in ("--compare", str(folder / f"{name}.toml"))]
    compared = told(capsys, "allocate", str(folder), "--samples", "0", "--costs=False", *others)
    assert [each["status"] for each in compared["scenarios"]] == ["optimal"] * 4
    for name, (_, rules) in CONTRADICTIONS.items():
        answer = told(capsys, "allocate", str(folder), "--policy", str(folder / f"{name}.toml"))
        assert (answer["status"], {row["rule"] for row in answer["conflict"]}) == ("infeasible", rules)

    first, second = tmp_path / "first", tmp_path / "second"
    proposed = applied(folder, capsys, "proposed", "policy.toml")
    assert totals(folder, capsys)["proposed"] == proposed
    assert run(["publish", str(folder), "--to", "datapackage", "--out", str(first)]) == 0
    confirmed = applied(folder, capsys, "confirmed", "growth.toml")
    assert totals(folder, capsys)["confirmed"] == confirmed > proposed
    again = ["--out", str(second), "--previous", str(first)]
    assert run(["publish", str(folder), "--to", "datapackage", *again]) == 0
    assert told(capsys, "diff", str(folder), "2026:proposed", "2026:confirmed")["change"] == confirmed - proposed


def applied(folder: Path, capsys, stage: str, policy: str) -> int:
    """The total of the plan of a policy, which becomes a stage."""
    words = ["--apply", stage, "--by", "Kim", "--reason", "Decided on 28 August", "--samples", "0", "--costs=False"]
    return told(capsys, "allocate", str(folder), "--policy", str(folder / policy), *words)["total"]


def totals(folder: Path, capsys) -> dict[str, int]:
    """The money of 2026 by stage."""
    rows = told(capsys, "show", str(folder), "--by", "year,stage")["rows"]
    return {row["stage"]: row["amount"] for row in rows if str(row["year"]) == "2026"}


def _decisions(file: Path, subjects: list[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["finding", "decision", "reason"])
        words = ("accepted", "waived", "deferred")
        names = list(dict.fromkeys(subjects))[:10]
        writer.writerows([name, words[place % 3], "agreed in May"] for place, name in enumerate(names))


LATER = """
base = "policy.toml"
[[later]]
year = 2027
change = "-2 %"
carry = "80 %"
[[later]]
year = 2028
amount = "28 trillion"
carry = "80 %"
"""


@pytest.mark.slow
@pytest.mark.real
def test_three_years_of_a_whole_budget_have_a_plan(shared: Path, tmp_path: Path, capsys):
    made = tmp_path / "korea"
    data = str(shared / "data" / "kr_rnd_budget_2026")
    assert run(["init", str(made), "--example", "korea-2026", "--data", data]) == 0
    (made / "years.toml").write_text(LATER, encoding="utf-8")
    found = told(capsys, "allocate", str(made), "--policy", str(made / "years.toml"), "--years")
    assert found["status"] == "optimal"
    assert [year["total"] // 10**6 for year in found["years"]] == [28_766_942, 29_675_372, 28_000_000]
