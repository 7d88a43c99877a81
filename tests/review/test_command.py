"""The command: its contract, and decisions that hold until the numbers change."""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crosscut.cli import review_text
from crosscut.cli import run as run_words
from crosscut.cli.review_text import called

PURPOSE = "양자컴퓨팅 핵심기술을 개발하여 국가 경쟁력을 높인다. 산학연 협력으로 시제품을 만들고 실증한다."
ROWS = """id,이름,부처,설명,2025,2026,등급
A,감염병 대응,복지부,{0},100,200,미흡
B,양자 핵심,과기부,{1},50,50,보통
C,차세대 계산,산업부,{1},40,40,
D,마른 땅,농식품부,{0},10,,
"""
CONFIG = """title = "시험"
taxonomy = "kr-cet-2022"
[[source]]
file = "sources/a.csv"
unit = "million"
columns = {programme = "id", name = "이름", ministry = "부처", text = "설명"}
facts = {grade = "등급"}
wide = {columns = {"2025" = {fiscal_year = 2025, stage = "confirmed"}, "2026" = {fiscal_year = 2026, stage = "requested"}}}
"""

Crosscut = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    budget = tmp_path / "budget"
    (budget / "sources").mkdir(parents=True)
    (budget / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    write(budget, ROWS)
    return budget


def write(folder: Path, rows: str) -> None:
    other = "감염병에 빠르게 대응하는 방역 기술을 마련하고 지역 보건소의 역량을 높이는 사업이다."
    (folder / "sources" / "a.csv").write_text(rows.format(other, PURPOSE), encoding="utf-8")


@pytest.fixture
def crosscut(capsys: pytest.CaptureFixture[str]) -> Crosscut:
    def answered(*words: object) -> tuple[int, Any, str]:
        status = run_words([*map(str, words), "--format", "json"])
        out, err = capsys.readouterr()
        return status, json.loads(out), err

    return answered


def by_subject(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{each['rule']}:{each['programme']}": each for each in document["findings"]}


def test_json_has_the_shape_of_the_contract(crosscut: Crosscut, folder: Path) -> None:
    status, found, _ = crosscut("review", folder)
    assert status == 0
    assert {"findings", "groups", "not_run"} <= set(found)
    wanted = {
        "rule",
        "severity",
        "programme",
        "message",
        "message_ko",
        "value",
        "expected",
        "difference",
        "at_stake",
        "rows",
    }
    assert all(wanted <= set(each) for each in found["findings"])
    assert all({"kind", "programmes", "probability", "amount", "why"} <= set(each) for each in found["groups"])
    assert all(set(each) == {"rule", "needs", "needs_ko"} for each in found["not_run"])
    surge = by_subject(found)["surge:A"]
    assert (surge["value"], surge["expected"], surge["difference"], surge["at_stake"]) == (
        200_000_000,
        100_000_000,
        100_000_000,
        100_000_000,
    )
    assert "poor-grade:A" in by_subject(found)
    assert [(each["kind"], each["programmes"], each["amount"]) for each in found["groups"]] == [
        ("duplicate", ["B", "C"], 90_000_000)
    ]
    assert found["stakes"]["total"] == 140_000_000
    assert len(surge["rows"]) == 2
    assert not (folder / "ledger.sqlite").exists()


def test_a_waiver_holds_until_the_numbers_change(crosscut: Crosscut, folder: Path) -> None:
    words = ("--waive", "surge:A", "--by", "김검토", "--reason", "일회성 장비")
    _, found, _ = crosscut("review", folder, *words)
    assert by_subject(found)["surge:A"]["disposition"] == "waived"
    _, again, _ = crosscut("review", folder)
    assert by_subject(again)["surge:A"]["reason"] == "일회성 장비"
    assert again["stakes"]["total"] == 60_000_000
    write(folder, ROWS.replace(",100,200,", ",100,201,"))
    _, changed, _ = crosscut("review", folder)
    assert by_subject(changed)["surge:A"]["disposition"] == "expired"
    assert changed["stakes"]["total"] == 141_000_000


@pytest.mark.slow
def test_a_waiver_that_expired_is_told_as_such_wherever_it_is_told(
    crosscut: Crosscut, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crosscut("review", folder, "--waive", "surge:A", "--by", "김검토", "--reason", "일회성 장비")
    assert crosscut("review", folder, "--decisions")[1]["decisions"][0]["state"] == "waived"
    write(folder, ROWS.replace(",100,200,", ",100,201,"))
    (decided,) = crosscut("review", folder, "--decisions")[1]["decisions"]
    assert (decided["decision"], decided["state"]) == ("waived", "expired")
    for language, words in (("en", "waived, and changed since"), ("ko", "면제 만료")):
        assert run_words(["review", str(folder), "--language", language]) == 0
        told = capsys.readouterr().out
        assert f"({words})" in " ".join(told.split())
        assert {"en": f"1 {words}", "ko": f"{words} 1건"}[language] in told
        assert run_words(["review", str(folder), "--decisions", "--language", language]) == 0
        assert words in capsys.readouterr().out


def test_decisions_are_confirmed_counted_and_timed_in_the_zone_of_the_budget(
    crosscut: Crosscut, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = folder / "crosscut.toml"
    config.write_text(f'zone = "Asia/Seoul"\n{config.read_text(encoding="utf-8")}', encoding="utf-8")
    words = ["review", str(folder), "--apart", "C,B", "--by", "김", "--reason", "수요자가 다름", "--language", "ko"]
    assert run_words(words) == 0
    out = capsys.readouterr().out
    assert out.rstrip().endswith("기록함: C,B 별개, 김: 수요자가 다름")
    assert "별개 1건" in out
    (decided,) = crosscut("review", folder, "--decisions")[1]["decisions"]
    assert run_words(["review", str(folder), "--decisions", "--language", "ko"]) == 0
    out = capsys.readouterr().out
    assert "시각(Asia/Seoul)" in out
    moment = datetime.fromisoformat(decided["at"]).astimezone(ZoneInfo("Asia/Seoul"))
    assert f"{moment:%Y-%m-%d %H:%M}" in out


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-03-01T23:30:00+00:00", "2026-03-02 08:30"),
        ("2026-03-01 10:00", "2026-03-01 19:00"),
        ("2026-03-01", "2026-03-01"),
        ("", ""),
        ("봄: 회의", "봄: 회의"),
    ],
)
def test_a_time_is_told_in_the_zone_whatever_the_machines_own_is(
    written: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert review_text._time(written, ZoneInfo("Asia/Seoul")) == told
    finally:
        monkeypatch.undo()
        time.tzset()


TAGGED = """title = "시험"
taxonomy = "kr-cet-2022"
[[source]]
file = "sources/a.csv"
unit = "million"
fiscal_year = 2026
stage = "requested"
columns = {programme = "id", name = "이름", ministry = "부처", text = "설명", amount = "금액"}
tags = {areas = {ai = "ai", quantum = "quantum"}}
"""


@pytest.fixture
def tagged(folder: Path) -> Path:
    """A budget of two programmes that are tagged with more than they have."""
    (folder / "crosscut.toml").write_text(TAGGED, encoding="utf-8")
    write(folder, "id,이름,부처,설명,금액,ai,quantum\nA,가나,북부,{0},100,100,60\nB,다라,남부,{1},50,40,30\n")
    return folder


def test_a_finding_says_the_same_before_and_after_a_build(tagged: Path, crosscut: Crosscut) -> None:
    _, before, _ = crosscut("review", tagged)
    assert by_subject(before)["over-tagged:A"]["message"].startswith("가나 (2026 requested): 2 tagged amounts")
    assert crosscut("build", tagged)[0] == 0
    assert crosscut("review", tagged)[1]["findings"] == before["findings"]


def test_what_a_decision_on_areas_answers_is_asked_no_more(tagged: Path, crosscut: Crosscut) -> None:
    both = {"over-tagged:A", "over-tagged:B"}
    assert both <= set(by_subject(crosscut("review", tagged)[1]))
    (tagged / "decisions").mkdir()
    rows = "programme,area,sub,numerator,denominator,decided_by,decided_at,reason\nA,ai,,1,1,Kim,2026-01-05,읽음\n"
    (tagged / "decisions" / "areas.csv").write_text(rows, encoding="utf-8")
    assert both & set(by_subject(crosscut("review", tagged)[1])) == {"over-tagged:B"}


def test_the_latest_decision_holds(crosscut: Crosscut, folder: Path) -> None:
    crosscut("review", folder, "--defer", "surge:A", "--by", "김", "--reason", "6월에 봄")
    _, found, _ = crosscut("review", folder, "--accept", "surge:A", "--by", "김", "--reason", "감액")
    assert by_subject(found)["surge:A"]["disposition"] == "accepted"


def test_not_a_duplicate_is_remembered(crosscut: Crosscut, folder: Path) -> None:
    crosscut("review", folder, "--apart", "C,B", "--by", "김", "--reason", "수요자가 다름")
    _, found, _ = crosscut("review", folder)
    assert not found["groups"]
    assert "duplicate:C" not in by_subject(found)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--waive", "surge:A"), "Give --by"),
        (("--waive", "surge:Z", "--by", "a", "--reason", "b"), "raises no finding"),
        (("--apart", "A", "--by", "a", "--reason", "b"), "'A' names one programme"),
        (("--apart", "A,B", "--by", "a", "--reason", "b"), "nothing pairs A with B"),
        (("--waive", "surge:A", "--accept", "surge:A"), "one decision at a time"),
        (("--stage", "asked"), "is not a stage"),
        (("--policy", "nowhere.toml"), "no such policy"),
    ],
)
def test_wrong_use_is_refused_in_one_line(crosscut: Crosscut, folder: Path, words: tuple[str, ...], says: str) -> None:
    status, document, err = crosscut("review", folder, *words)
    assert status == 2
    assert says in document["error"]["message"] + document["error"]["hint"]
    assert len([line for line in err.splitlines() if line.startswith("crosscut:")]) == 1


def test_a_source_in_another_currency_is_fatal_and_does_not_crash(crosscut: Crosscut, folder: Path) -> None:
    (folder / "sources" / "b.csv").write_text("id,amount\nA,5\n", encoding="utf-8")
    more = '[[source]]\nfile = "sources/b.csv"\nunit = "thousand USD"\nfiscal_year = 2024\nstage = "confirmed"\n'
    more += 'columns = {programme = "id", amount = "amount"}\n'
    (folder / "crosscut.toml").write_text(CONFIG + more, encoding="utf-8")
    status, found, _ = crosscut("review", folder)
    assert status == 1
    assert "surge:A" in by_subject(found)
    assert any(each["severity"] == "fatal" for each in found["findings"])


def test_text_names_sums_groups_and_what_did_not_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_words(["review", str(folder), "--board", "ministry"]) == 0
    out = capsys.readouterr().out
    for word in (
        "Ministry of Health and Welfare",
        "total",
        "1 alike",
        "Not run: Request above the mid-term plan [above-midterm] needs amounts of the mid-term plan (facts.midterm)",
    ):
        assert word in out


@pytest.mark.slow
def test_a_policy_of_the_review_alone_lets_a_build_pass(folder: Path, crosscut: Crosscut) -> None:
    (folder / "policy.toml").write_text("[review.surge]\ngrowth = 200\n", encoding="utf-8")
    _, found, _ = crosscut("review", folder)
    assert "surge:A" not in by_subject(found)
    status, built, _ = crosscut("build", folder)
    assert status == 0, built
    page = (folder / "build" / "desk" / "ko" / "review.html").read_text(encoding="utf-8")
    assert "감염병 대응" in page
    assert "같은 해의 예산액과 집행액" in page
    assert "amounts budgeted" not in page
    assert "<mark>" in (folder / "build" / "desk" / "en" / "duplicates.html").read_text(encoding="utf-8")


def test_a_file_of_decisions_takes_the_words_of_the_options(folder: Path, crosscut: Crosscut, tmp_path: Path) -> None:
    _, found, _ = crosscut("review", folder)
    named = found["findings"][0]["finding"]
    file = tmp_path / "decisions.csv"
    pair = "B,C"
    file.write_text(f'finding,decision,reason\n{named},면제,agreed\n"{pair}",apart,other users\n', encoding="utf-8")
    assert crosscut("review", folder, "--decide", file, "--by", "Kim")[0] in (0, 1)
    decided = {row["finding"]: row["decision"] for row in crosscut("review", folder, "--decisions")[1]["decisions"]}
    assert decided == {named: "waived", f"pair:{pair.replace(',', '|')}": "apart"}


def test_a_review_of_money_does_not_begin_with_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_words(["review", str(folder)])
    shown = capsys.readouterr().out
    assert "By programme" in shown
    assert "Nothing to report" not in shown


def test_decisions_come_in_batches_and_are_listed(folder: Path, crosscut: Crosscut, tmp_path: Path) -> None:
    _, found, _ = crosscut("review", folder)
    named = sorted(by_subject(found))[:2]
    file = tmp_path / "decisions.csv"
    file.write_text(
        "finding,decision,reason,by\n" + f"{named[0]},waived,agreed,Lee\n" + f"{named[1]},deferred,later,\n",
        encoding="utf-8",
    )
    _, after, _ = crosscut("review", folder, "--decide", file, "--by", "Kim")
    states = {subject: row["disposition"] for subject, row in by_subject(after).items()}
    assert (states[named[0]], states[named[1]]) == ("waived", "deferred")
    _, listed, _ = crosscut("review", folder, "--decisions")
    decided = {row["finding"]: (row["decision"], row["by"], row["reason"]) for row in listed["decisions"]}
    assert decided == {named[0]: ("waived", "Lee", "agreed"), named[1]: ("deferred", "Kim", "later")}


def test_a_batch_with_one_wrong_row_records_nothing(folder: Path, crosscut: Crosscut, tmp_path: Path, capsys) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("finding,decision,reason\nsurge:A,waived,agreed\nsurge:Z,waived,agreed\n", encoding="utf-8")
    assert run_words(["review", str(folder), "--decide", str(file), "--by", "Kim"]) == 2
    assert "decisions.csv, row 3: the review raises no finding 'surge:Z'" in capsys.readouterr().err
    assert crosscut("review", folder, "--decisions")[1] == {"decisions": []}


def test_all_wrong_rows_of_a_batch_are_told_at_once(folder: Path, tmp_path: Path, capsys) -> None:
    file = tmp_path / "decisions.csv"
    rows = "surge:Z,waived,agreed\nsurge:A,maybe,agreed\nsurge:A,waived,\n"
    file.write_text(f"finding,decision,reason\n{rows}", encoding="utf-8")
    assert run_words(["review", str(folder), "--decide", str(file), "--by", "Kim"]) == 2
    said = capsys.readouterr().err
    assert "decisions.csv, row 2: the review raises no finding 'surge:Z'" in said
    assert "Also wrong: row 3, column decision: 'maybe' is no decision; row 4, column reason: a decision" in said


def test_the_review_is_read_by_programme_and_as_csv(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_words(["review", str(folder)]) == 0
    assert "감염병 대응" in capsys.readouterr().out
    assert run_words(["review", str(folder), "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("programme,name,ministry,rule,severity,")
    assert any(line.startswith("A,감염병 대응,복지부,") for line in lines)


@pytest.mark.parametrize(("language", "words"), [("en", "One name, to be asked about"), ("ko", "같은 이름, 확인 필요")])
def test_a_name_of_which_nothing_else_is_known_is_listed_as_a_question(
    folder: Path, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    write(folder, ROWS + "E,산불 예방,산림부,,,30,\nF,산불 예방 사업,산림부,,,20,\n")
    assert run_words(["review", str(folder), "--language", language]) == 0
    out = capsys.readouterr().out
    assert re.search(rf"{words}, .*산불 예방 \(E, F\)", out)


@pytest.mark.slow
def test_the_text_of_a_review_is_korean_where_it_is_asked_for(
    folder: Path, crosscut: Crosscut, capsys: pytest.CaptureFixture[str]
) -> None:
    english = re.compile(
        r"\b(findings|at stake|programmes?|ministry|total|Not run|needs|Family|warning|earlier years|row|column)\b"
    )
    for more in ([], ["--all"], ["--board", "ministry"]):
        assert run_words(["review", str(folder), "--language", "ko", *more]) == 0
        out = capsys.readouterr().out
        assert "쟁점 금액" in out
        assert "미점검: 중기사업계획 초과 요구 [above-midterm] - " in out
        assert not english.findall(out)
        assert "--all" not in more or (re.search(r"\d+행", out) and re.search(r"(경고|참고) \d+건", out))
        assert "--all" in more or not re.findall(r"(?<![\[:-])\b[a-z]+-[a-z-]+\b(?!\])", out.replace("--all", ""))
        assert "--all" in more or not re.search(r"(?<!\[)duplicate", out)
    _, found, _ = crosscut("review", folder)
    subject = found["findings"][0]["finding"]
    crosscut("review", folder, "--waive", subject, "--by", "Kim", "--reason", "agreed")
    assert run_words(["review", str(folder), "--decisions", "--language", "ko"]) == 0
    out = capsys.readouterr().out
    assert "면제" in out
    assert re.search(r"\d\d:\d\d  agreed", out)


def test_what_is_alike_is_listed_with_both_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_words(["review", str(folder)]) == 0
    (line,) = [each for each in capsys.readouterr().out.splitlines() if each.startswith("Alike, ")]
    assert line.count("(") == 2
    assert " ~ " in line


def test_a_row_of_the_csv_says_what_to_do_in_both_languages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_words(["review", str(folder), "--format", "csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert rows
    assert all(row["action"].isascii() and not row["action_ko"].isascii() for row in rows)


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (["개인기초연구(과기정통부)", "개인기초연구(교육부)"], "개인기초연구"),
        (["국가생명연구자원(농진청)", "국가생명연구자원사업(복지부)"], "국가생명연구자원"),
        (["칩렛 반도체", "온디바이스 반도체사업", "칩렛 반도체사업"], "칩렛 반도체 / 온디바이스 반도체사업"),
        (["가나", "다라", "마바", "사아"], "가나 / 다라 / 마바 / …"),
    ],
)
def test_a_family_is_listed_by_each_of_its_names(names: list[str], listed: str) -> None:
    assert called(names) == listed


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("surge:A,accept,a\nsurge:A,waive,b\n", "row 3, finding: surge:A is decided in row 2 too, and not alike."),
        ("surge:A,accept,\n", "row 2, reason: a decision carries a name and a reason. Write why there"),
        ("surge:A,keep,a\n", "row 2, decision: 'keep' is no decision."),
    ],
)
def test_a_row_that_cannot_be_recorded_is_named_with_its_column(
    folder: Path, crosscut: Crosscut, tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str, error: str
) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("finding,decision,reason\n" + rows, encoding="utf-8")
    assert run_words(["review", str(folder), "--decide", str(file), "--by", "Kim"]) == 2
    assert f"decisions.csv, {error}" in capsys.readouterr().err
    assert crosscut("review", folder, "--decisions")[1] == {"decisions": []}


def test_a_file_of_decisions_is_read_as_korean_offices_save_it(
    folder: Path, crosscut: Crosscut, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("finding;decision;reason\nsurge:A;수용;감염병 대비, 협의함\n", encoding="cp949")
    assert crosscut("review", folder, "--decide", file, "--by", "김")[0] in (0, 1)
    decided = crosscut("review", folder, "--decisions")[1]["decisions"]
    assert [(row["decision"], row["reason"]) for row in decided] == [("accepted", "감염병 대비, 협의함")]
    capsys.readouterr()
    run_words(["review", str(folder), "--language", "ko"])
    shown = capsys.readouterr()
    assert "(수용)" in shown.out
    assert "수용 1건" in shown.out
    assert "요구를 점검하는 중 …" in shown.err


def test_a_missing_file_of_decisions_is_told_plainly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_words(["review", str(folder), "--decide", "none.csv", "--by", "Kim"]) == 2
    assert "none.csv: cannot be read: No such file or directory" in capsys.readouterr().err


def test_sentences_in_a_file_are_whole_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_words(["review", str(folder)])
    line = next(each for each in capsys.readouterr().out.splitlines() if each.startswith("Not run: Request above"))
    assert line.endswith(")")
