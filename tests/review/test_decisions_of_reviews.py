"""Decisions on findings: in batches, by waivers that expire, in the zone of the budget."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crosscut.cli import run as run_words
from tests.review import reviewed_folders
from tests.review.reviewed_folders import ROWS, Crosscut, by_subject, write

crosscut = reviewed_folders.crosscut
folder = reviewed_folders.folder
tagged = reviewed_folders.tagged


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


def test_a_file_of_decisions_takes_the_words_of_the_options(folder: Path, crosscut: Crosscut, tmp_path: Path) -> None:
    _, found, _ = crosscut("review", folder)
    named = found["findings"][0]["finding"]
    file = tmp_path / "decisions.csv"
    pair = "B,C"
    file.write_text(f'finding,decision,reason\n{named},면제,agreed\n"{pair}",apart,other users\n', encoding="utf-8")
    assert crosscut("review", folder, "--decide", file, "--by", "Kim")[0] in (0, 1)
    decided = {row["finding"]: row["decision"] for row in crosscut("review", folder, "--decisions")[1]["decisions"]}
    assert decided == {named: "waived", f"pair:{pair.replace(',', '|')}": "apart"}


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


def test_decisions_that_a_later_one_replaced_are_listed_beside_those_that_hold(
    folder: Path, crosscut: Crosscut, capsys: pytest.CaptureFixture[str]
) -> None:
    said = (("--waive", "김조정", "따로 집계"), ("--accept", "Kim", "no longer"))
    for option, by, reason in said:
        crosscut("review", folder, option, "surge:A", "--by", by, "--reason", reason)
    listed = crosscut("review", folder, "--decisions")[1]["decisions"]
    told = [(row["decision"], row["state"], row["by"], row["reason"], row["in_force"]) for row in listed]
    assert told == [
        ("accepted", "accepted", "Kim", "no longer", True),
        ("waived", "replaced", "김조정", "따로 집계", False),
    ]
    capsys.readouterr()
    assert run_words(["review", str(folder), "--decisions"]) == 0
    out = capsys.readouterr().out
    assert "in force" in out
    assert "김조정" in out
    assert run_words(["review", str(folder), "--decisions", "--format", "csv"]) == 0
    assert ",replaced\n" in capsys.readouterr().out


def test_a_file_of_decisions_may_write_its_headers_in_any_case(
    folder: Path, crosscut: Crosscut, tmp_path: Path
) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("Finding,DECISION,Reason,By\nsurge:A,Waive,agreed,Lee\n", encoding="utf-8")
    assert crosscut("review", folder, "--decide", file)[0] in (0, 1)
    (decided,) = crosscut("review", folder, "--decisions")[1]["decisions"]
    assert (decided["decision"], decided["by"]) == ("waived", "Lee")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--waive", "surge:Z", "--by", "김", "--reason", "일회성"],
            "검토에 'surge:Z'라는 사항이 없음. 규칙:사업 형식이나",
        ),
        (["--waive", "surge:A"], "결정에는 결정한 사람과 사유가 있어야 함. --by와 --reason을 적을 것."),
        (["--waive", "surge:A", "--defer", "surge:A"], "결정은 한 번에 하나만."),
        (["--apart", "A", "--by", "김", "--reason", "다름"], "'A'는 사업 하나만 가리킴."),
        (["--stage", "demanded"], "'demanded'는 이 예산의 단계가 아님."),
        (["--policy", "none.toml"], "none.toml: 그런 정책 파일이 없음."),
        (["--decide", "batch.csv"], "batch.csv, 2행, decision: 'perhaps'는 결정이 아님."),
        (
            ["--decide", "bare.csv"],
            "finding 열이 없음. finding, decision, reason 열이 있어야 하고 by 열이 있을 수 있음.",
        ),
    ],
)
def test_decisions_are_refused_in_korean_where_korean_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "batch.csv").write_text("finding,decision,reason\nsurge:A,perhaps,x\n", encoding="utf-8")
    (folder / "bare.csv").write_text("x\n1\n", encoding="utf-8")
    assert run_words(["review", ".", *words, "--language", "ko"]) == 2
    assert said in capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("[review.surgee]\ngrowth = 30\n", "review.surgee는 규칙이 아님. 혹시 'surge'인지 확인."),
        ("[review.surge]\ngrow = 30\n", "review.surge.grow는 기준값이 아님. 혹시 'growth'인지 확인."),
        ('[review.surge]\ngrowth = "much"\n', "review.surge.growth: 'much'는 비율이 아님. 30처럼 수로 적을 것."),
        ("review = 1\n", "review는 표임."),
    ],
)
def test_thresholds_are_refused_in_korean_where_korean_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], stated: str, said: str
) -> None:
    (folder / "policy.toml").write_text(stated, encoding="utf-8")
    assert run_words(["review", str(folder), "--language", "ko"]) == 2
    assert said in capsys.readouterr().err.strip().splitlines()[-1]
