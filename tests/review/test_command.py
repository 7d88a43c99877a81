"""The command: its contract, and decisions that hold until the numbers change."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crosscut.cli import review_text
from crosscut.cli import run as run_words
from crosscut.cli.review_text import called
from tests.review import reviewed_folders
from tests.review.reviewed_folders import CONFIG, ROWS, Crosscut, by_subject, write

crosscut = reviewed_folders.crosscut
folder = reviewed_folders.folder
tagged = reviewed_folders.tagged


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


def test_a_finding_says_the_same_before_and_after_a_build(tagged: Path, crosscut: Crosscut) -> None:
    _, before, _ = crosscut("review", tagged)
    assert by_subject(before)["over-tagged:A"]["message"].startswith("가나 (2026 requested): 2 tagged amounts")
    assert crosscut("build", tagged)[0] == 0
    assert crosscut("review", tagged)[1]["findings"] == before["findings"]


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
        "Groups: alike 1; families 0; continuations 0",
        "Not run: Request above the mid-term plan [above-midterm] needs amounts of the mid-term plan (facts.midterm)",
    ):
        assert word in out
    assert "by this rule" not in out
    assert run_words(["review", str(folder)]) == 0
    assert "by this rule" in capsys.readouterr().out


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


def test_a_review_of_money_does_not_begin_with_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_words(["review", str(folder)])
    shown = capsys.readouterr().out
    assert "By programme" in shown
    assert "Nothing to report" not in shown


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


def test_sentences_in_a_file_are_whole_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_words(["review", str(folder)])
    line = next(each for each in capsys.readouterr().out.splitlines() if each.startswith("Not run: Request above"))
    assert line.endswith(")")
