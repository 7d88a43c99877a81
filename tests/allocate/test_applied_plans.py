"""A plan applied as a decision: what later builds, reviews and plans make of it."""

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest

from crosscut.budget.plan_policies import policy_digest
from crosscut.cli import run
from crosscut.ledger import Ledger
from crosscut.views.cuts import cuts
from crosscut.views.facts import Facts
from crosscut.workbench.complete import followed
from crosscut.workbench.opening import open_run
from tests.allocate import commanded_folders
from tests.allocate.commanded_folders import APPLY, answer

folder = commanded_folders.folder


def test_a_plan_is_applied_as_a_decision_with_its_reason(folder: Path, capsys):
    words = ["allocate", str(folder), "--apply", "proposed", "--by", "Kim", "--reason", "Decided in cabinet"]
    assert run(["build", str(folder)]) == 0
    capsys.readouterr()
    assert run(words) == 0
    told = capsys.readouterr().out
    assert (
        "Recorded as 2026 proposed: 3 programmes with money, KRW 500 million, in decisions/plan-2026-proposed.csv."
        in told
    )
    with Ledger.open(folder / "ledger.sqlite", read_only=True) as ledger:
        lines = ledger.as_of().lines.to_pylist()
    applied = [line for line in lines if line["stage"] == "proposed"]
    assert sum(line["amount"] for line in applied) == 500_000_000
    policy = policy_digest((folder / "policy.toml").read_text(encoding="utf-8"))
    assert {line["note"] for line in applied} == {f"Decided in cabinet (Kim; policy.toml {policy})"}
    assert len([line for line in lines if line["stage"] == "requested"]) == 5


@pytest.mark.slow
def test_an_applied_plan_survives_later_builds_and_is_read_as_of_its_moment(folder: Path, capsys):
    assert run(["build", str(folder)]) == 0
    assert run(["allocate", str(folder), "--apply", "proposed", "--by", "Kim", "--reason", "Decided in cabinet"]) == 0
    with Ledger.open(folder / "ledger.sqlite", read_only=True) as ledger:
        applied = ledger.entries()[-1]
    sources = folder / "sources" / "lines.csv"
    sources.write_text(sources.read_text(encoding="utf-8").replace("A,Alpha,North,2026,100", "A,Alpha,North,2026,110"))
    assert run(["build", str(folder)]) == 0
    for moment in (None, applied.sequence):
        with Ledger.open(folder / "ledger.sqlite", read_only=True) as ledger:
            lines = ledger.as_of(moment).lines.to_pylist()
        assert sum(line["amount"] for line in lines if line["stage"] == "proposed") == 500_000_000
        assert sum(line["stage"] == "requested" for line in lines) == 5
    capsys.readouterr()
    words = ["--as-of", applied.recorded_at.isoformat(), "--stage", "proposed", "--format", "json"]
    assert run(["show", str(folder), *words]) == 0
    shown = json.loads(capsys.readouterr().out)
    areas = {row["area"]: row["amount"] for row in shown["rows"]}
    assert shown["total"] == 500_000_000
    assert areas["ai"] >= 290_000_000


def test_a_review_after_a_plan_is_of_what_was_asked_for(folder: Path, capsys):
    stakes = []
    for words in (["review", str(folder)], ["allocate", str(folder), *APPLY], ["review", str(folder)]):
        capsys.readouterr()
        assert run([*words, "--format", "json"]) == 0
        stakes.append(json.loads(capsys.readouterr().out).get("stakes"))
    assert stakes[0] == stakes[2]
    capsys.readouterr()
    assert run(["review", str(folder), "--stage", "proposed", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["stakes"] != stakes[0]


@pytest.mark.slow
def test_an_applied_plan_is_what_the_next_build_shows_compares_and_traces(folder: Path, capsys):
    assert run(["allocate", str(folder), *APPLY]) == 0
    assert run(["build", str(folder)]) == 0
    capsys.readouterr()
    assert run(["show", str(folder), "--stage", "proposed", "--by", "programme", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["total"] == 500_000_000
    assert run(["diff", str(folder), "requested", "proposed", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["change"] == -100_000_000
    beta = next(row for row in shown["rows"] if row["programme"] == "B")
    assert run(["trace", str(folder), beta["figure"], "--format", "csv"]) == 0
    assert "decisions/plan-2026-proposed.csv" in capsys.readouterr().out
    with Ledger.open(folder / "ledger.sqlite", read_only=True) as ledger:
        lines = [line for line in ledger.as_of().lines.to_pylist() if line["stage"] == "proposed"]
    policy = policy_digest((folder / "policy.toml").read_text(encoding="utf-8"))
    assert {line["note"] for line in lines} == {f"Decided in cabinet (Kim; policy.toml {policy})"}


def test_a_plan_is_applied_once_and_the_next_plan_still_starts_from_the_requests(folder: Path, capsys):
    _, before = answer(capsys, str(folder), "--samples", "0")
    assert run(["allocate", str(folder), *APPLY]) == 0
    capsys.readouterr()
    _, after = answer(capsys, str(folder), "--samples", "0")
    assert after["plan"] == before["plan"]
    written = (folder / "decisions" / "plan-2026-proposed.csv").read_bytes()
    assert run(["allocate", str(folder), *APPLY]) == 2
    line = capsys.readouterr().err.strip().splitlines()[-1]
    assert line == (
        "crosscut: decisions/plan-2026-proposed.csv: 2026 'proposed' already has its amounts. "
        "A plan is applied once: remove that file to take it back, or name a later stage."
    )
    assert (folder / "decisions" / "plan-2026-proposed.csv").read_bytes() == written


def test_a_request_that_changed_under_an_applied_plan_is_told(folder: Path, capsys):
    assert run(["allocate", str(folder), *APPLY]) == 0
    capsys.readouterr()

    def told() -> list[dict]:
        assert run(["check", str(folder), "--format", "json"]) == 0
        findings = json.loads(capsys.readouterr().out)["findings"]
        return [each for each in findings if each["rule"] == "plan-request-changed"]

    assert told() == []
    source = folder / "sources" / "lines.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    place, line = next((at, each) for at, each in enumerate(lines) if each.startswith("B,") and ",2026," in each)
    cells = line.split(",")
    amount = cells.index("2026") + 1
    cells[amount] = str(int(cells[amount]) + 7)
    source.write_text("\n".join([*lines[:place], ",".join(cells), *lines[place + 1 :]]) + "\n", encoding="utf-8")
    (found,) = told()
    assert (found["programme"], found["difference"], found["severity"]) == ("B", 7 * 10**6, "warning")
    assert "when the plan was applied" in found["message"]


def test_an_applied_plan_says_from_which_policy_it_came_and_whether_another_is_planned_beside_it(folder: Path, capsys):
    other = folder / "policies" / "austerity.toml"
    other.parent.mkdir()
    other.write_bytes((folder / "policy.toml").read_bytes() + b'[tags]\nsecond = ["A"]\n')
    digest = policy_digest(other.read_text(encoding="utf-8"))
    assert run(["allocate", str(folder), "--policy", str(other), *APPLY]) == 0
    written = folder / "decisions" / "plan-2026-proposed.csv"
    rows = list(csv.DictReader(written.read_text(encoding="utf-8").splitlines()))
    assert {(row["policy"], row["policy_digest"]) for row in rows} == {("policies/austerity.toml", digest)}

    def told() -> list[str]:
        capsys.readouterr()
        assert run(["check", str(folder), "--format", "json"]) == 0
        findings = json.loads(capsys.readouterr().out)["findings"]
        return [each["message"] for each in findings if each["rule"] == "plan-of-another-policy"]

    (message,) = told()
    assert f"made under policies/austerity.toml ({digest})" in message
    said = other.read_bytes()
    for same in (said, said + b"\n# the second round\n", b"\n" + said.replace(b"\n", b"\r\n")):
        (folder / "policy.toml").write_bytes(same)
        assert told() == []
    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace(digest, "0" * 32), encoding="utf-8")
    assert run(["check", str(folder)]) == 1
    assert "half-plan" in capsys.readouterr().out


def test_an_applied_plan_is_not_counted_beside_the_sources_own_amounts(folder: Path, capsys):
    assert run(["allocate", str(folder), *APPLY]) == 0
    config = (folder / "crosscut.toml").read_text(encoding="utf-8")
    (folder / "crosscut.toml").write_text(config.replace('stage = "requested"', 'stage = "proposed"'), encoding="utf-8")
    capsys.readouterr()
    assert run(["check", str(folder), "--format", "json"]) == 0
    rules = {finding["rule"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert rules["plan-superseded"]["severity"] == "warning"
    assert run(["show", str(folder), "--stage", "proposed", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 600_000_000


def by_hand(text: str) -> str:
    """A plan as somebody would write it, without the columns that say whether it is whole."""
    return "".join(f"{line.rsplit(',', 2)[0]}\n" for line in text.splitlines())


def test_a_plan_that_was_cut_off_or_changed_is_fatal_and_counts_for_nothing(folder: Path, capsys):
    assert run(["allocate", str(folder), *APPLY]) == 0
    file = folder / "decisions" / "plan-2026-proposed.csv"
    whole = file.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    assert len(lines) > 3
    changed = whole.replace("168,million", "169,million")
    assert changed != whole
    capsys.readouterr()
    for text in ("", lines[0], "".join(lines[:2]), "".join(lines[:-1]), whole[:-12], whole[: len(whole) // 2], changed):
        file.write_text(text, encoding="utf-8")
        assert run(["check", str(folder), "--format", "json"]) == 1
        fatal = [each for each in json.loads(capsys.readouterr().out)["findings"] if each["severity"] == "fatal"]
        assert {each["file"] for each in fatal} == {"decisions/plan-2026-proposed.csv"}
        run(["show", str(folder), "--stage", "proposed", "--by", "none", "--format", "json"])
        assert json.loads(capsys.readouterr().out)["total"] == 0
    file.write_text(by_hand(whole), encoding="utf-8")
    assert run(["check", str(folder)]) == 0


@pytest.mark.parametrize(
    ("was", "now", "rule"),
    [
        ("\nB,2026", "\nX,2026", "unknown-programme"),
        ("168,million", "many,million", "wrong-decision"),
        ("\nB,2026", "\nA,2026", "wrong-decision"),
        ("\nB,2026,proposed", "\nB,2026,", "wrong-decision"),
    ],
)
def test_a_row_of_an_applied_plan_that_cannot_be_is_a_fatal_finding(
    folder: Path, capsys, was: str, now: str, rule: str
):
    assert run(["allocate", str(folder), *APPLY]) == 0
    file = folder / "decisions" / "plan-2026-proposed.csv"
    file.write_text(by_hand(file.read_text(encoding="utf-8")).replace(was, now), encoding="utf-8")
    capsys.readouterr()
    assert run(["check", str(folder), "--format", "json"]) == 1
    fatal = [each for each in json.loads(capsys.readouterr().out)["findings"] if each["severity"] == "fatal"]
    assert [each["rule"] for each in fatal] == [rule]


@pytest.mark.parametrize(
    "words", [["--apply", "proposed"], ["--apply", "requested", "--by", "K", "--reason", "R"], ["--apply", "propsed"]]
)
def test_a_plan_is_not_applied_without_name_reason_and_a_later_stage(folder: Path, capsys, words: list[str]):
    assert run(["allocate", str(folder), *words]) == 2


def test_an_applied_plan_leads_before_the_chosen_stage_and_decisions_are_not_laid_to_the_sources(folder: Path, capsys):
    config = (folder / "crosscut.toml").read_text(encoding="utf-8")
    (folder / "crosscut.toml").write_text('main_stage = "requested"\n' + config, encoding="utf-8")
    assert open_run(folder).calendar.leading == (2026, "requested")
    assert run(["allocate", str(folder), *APPLY]) == 0
    after = open_run(folder)
    assert after.calendar.leading == (2026, "proposed")
    assert after.requests.leading == (2026, "requested")
    capsys.readouterr()
    assert run(["diff", str(folder), "requested", "proposed", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["change"] == -100_000_000
    assert "retagged" not in {part["kind"] for part in told["parts"]}


def _desk(folder: Path, page: str, language: str = "en") -> str:
    text = (folder / "build" / "desk" / language / f"{page}.html").read_text(encoding="utf-8")
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


@pytest.mark.slow
def test_the_desk_says_who_applied_which_plan_and_whether_it_is_the_one_that_the_policy_gives_now(folder: Path):
    assert run(["build", str(folder)]) == 0
    assert "Not adopted" in _desk(folder, "index")
    assert "nobody has adopted" in _desk(folder, "plan")
    assert run(["allocate", str(folder), *APPLY]) == 0
    assert run(["build", str(folder)]) == 0
    assert "adopted" not in _desk(folder, "index").lower()
    assert "Applied as 2026 proposed, Kim, 20" in _desk(folder, "index")
    said = _desk(folder, "plan")
    assert "nobody has adopted" not in said
    assert "A plan was applied as 2026 proposed by Kim, 20" in said
    assert "Decided in cabinet (decisions/plan-2026-proposed.csv). What the folder's policy gives now" in said
    assert "shown here, is what was applied." in said
    assert "Kim이 배분안을" in _desk(folder, "plan", "ko") or "Kim가 배분안을" in _desk(folder, "plan", "ko")
    policy = folder / "policy.toml"
    stated = policy.read_text(encoding="utf-8")
    policy.write_text(stated.replace("500 million", "495 million"), encoding="utf-8")
    assert run(["build", str(folder)]) == 0
    assert "It is not what was applied: programmes with another amount:" in _desk(folder, "plan")
    policy.write_text(stated.replace("500 million", "480 million"), encoding="utf-8")
    assert run(["build", str(folder)]) == 1
    assert "The folder's policy gives no plan now; what was applied stands." in _desk(folder, "plan")


ONE_GETS_NOTHING = """
unit = "million"
[ceiling]
amount = "500 million"
use = "all"
[[rule]]
where = { programme = "A" }
at_most = "0 million"
"""


def _with_receipts(folder: Path) -> None:
    """Programmes of which one is given nothing, and one is of receipts."""
    with (folder / "sources" / "lines.csv").open("a", encoding="utf-8") as source:
        source.write("R,Repaid,South,2026,-30,-12\nS,Small,South,2026,5,0\n")
    (folder / "policy.toml").write_text(ONE_GETS_NOTHING, encoding="utf-8")


def test_receipts_stay_in_the_applied_stage_as_they_were_asked_for_and_zeros_are_counted(folder: Path, capsys):
    _with_receipts(folder)
    assert run(["allocate", str(folder), *APPLY]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Recorded as 2026 proposed: 3 programmes with money, KRW 500 million, in decisions/" in told
    assert "Given nothing, and in the stage with an amount of 0: 1 programme." in told
    assert "Outside the plan, as asked for: 1 programme with -KRW 30 million." in told
    assert run(["show", str(folder), "--stage", "proposed", "--by", "programme", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    amounts = {row["programme"]: row["amount"] for row in shown["rows"]}
    assert (shown["total"], amounts["R"], amounts["A"]) == (470_000_000, -30_000_000, 0)
    assert run(["show", str(folder), "--stage", "proposed", "--format", "json"]) == 0
    areas = {row["area"]: row["amount"] for row in json.loads(capsys.readouterr().out)["rows"]}
    assert run(["diff", str(folder), "requested", "proposed", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert not [row for row in told.get("programmes", []) if row.get("programme") == "R"]
    assert areas["ai"] <= 300_000_000 - 12_000_000
    assert answer(capsys, str(folder), "--samples", "0")[1]["receipts"][0]["requested"] == -30_000_000


def test_a_release_and_a_brief_name_the_programme_that_a_plan_gave_nothing(folder: Path):
    _with_receipts(folder)
    assert run(["allocate", str(folder), *APPLY]) == 0
    facts = Facts(followed(open_run(folder)))
    found = {each.programme.key: each.change.value for each in cuts(facts, "en")}
    assert found["A"] == -100_000_000
    assert "R" not in found
