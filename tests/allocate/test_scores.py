"""Scores out of files: what is no score is refused in one line that says where."""

from pathlib import Path

import pytest

from crosscut.allocate.programme_ids import near_id
from crosscut.cli import run
from tests.allocate.commanded_folders import CONFIG, LINES

POLICY = """
unit = "million"
[ceiling]
amount = "500 million"
[[value.criterion]]
id = "merit"
file = "sources/scores.csv"
weight = 1
"""
GOOD = "programme,merit\nA,10\nB,20.5\nC,-3e1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "sources" / "lines.csv").write_text(LINES, encoding="utf-8")
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def refused(folder: Path, capsys, scores: str) -> str:
    (folder / "sources" / "scores.csv").write_text(scores, encoding="utf-8")
    assert run(["allocate", str(folder), "--samples", "0"]) == 2
    return capsys.readouterr().err.strip().splitlines()[-1]


def test_finite_numbers_are_scores(folder: Path, capsys):
    (folder / "sources" / "scores.csv").write_text(GOOD, encoding="utf-8")
    assert run(["allocate", str(folder), "--samples", "0"]) == 0


def test_scores_are_read_as_offices_save_them(folder: Path, capsys):
    (folder / "policy.toml").write_text(POLICY.replace('"merit"', '"merit"\ncolumn = "평가 점수"'), encoding="utf-8")
    korean = GOOD.replace("merit", "평가 점수").replace(",", ";")
    (folder / "sources" / "scores.csv").write_text(korean, encoding="cp949")
    assert run(["allocate", str(folder), "--samples", "0"]) == 0


@pytest.mark.parametrize("word", ["nan", "NaN", "inf", "-Infinity", "", "1_0", "high", "1e400", "1e12"])
def test_what_is_no_score_is_refused_with_its_row_and_column(folder: Path, capsys, word: str):
    line = refused(folder, capsys, GOOD.replace("20.5", word))
    assert line.startswith("crosscut: sources/scores.csv, row 3, merit: ")


def test_a_programme_scored_twice_is_refused(folder: Path, capsys):
    assert "row 5, programme: programme 'A' is scored twice" in refused(folder, capsys, GOOD + "A,10\n")


def test_a_score_of_a_programme_that_does_not_exist_is_refused(folder: Path, capsys):
    assert "row 5, programme: no programme has the id 'Z'" in refused(folder, capsys, GOOD + "Z,10\n")


def test_a_programme_without_a_score_is_refused(folder: Path, capsys):
    assert "programme 'C' has no score" in refused(folder, capsys, GOOD.replace("C,-3e1\n", ""))


def test_an_id_that_stands_for_several_programmes_is_refused_with_the_ids_that_tell_them_apart():
    known = ["260042@과기1", "260042@과기2", "690042"]
    assert near_id("260042", known).en == " '260042' stands for 2 programmes: '260042@과기1', '260042@과기2'."
    assert near_id("69004", known).en == " Did you mean '690042'?"


def ranked(folder: Path, capsys, ranks: str, setting: str = "[[priority]]") -> str:
    own = "ranks = true\nweight = 1\n" if "criterion" in setting else ""
    text = (
        POLICY.partition("[[value")[0] + f'{setting}\nid = "own"\nfile = "sources/scores.csv"\ncolumn = "rank"\n{own}'
    )
    (folder / "policy.toml").write_text(text, encoding="utf-8")
    return refused(folder, capsys, "programme,rank\nA,1\n" + ranks)


@pytest.mark.parametrize("setting", ["[[priority]]", "[[value.criterion]]"])
@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Z,2", "row 3, programme: no programme has the id 'Z'"),
        ("A,2", "row 3, programme: programme 'A' is ranked twice. Keep one of its rows."),
        ("B,0", "row 3, rank: '0' is no rank. Write a whole number, 1 for the first."),
        ("B,1.5", "row 3, rank: '1.5' is no rank"),
        ("B,-1", "row 3, rank: '-1' is no rank"),
        ("B,", "row 3, rank: '' is no rank"),
    ],
)
def test_lists_of_ranks_are_held_against_the_budget_as_scores_are(
    folder: Path, capsys, setting: str, row: str, said: str
):
    assert said in ranked(folder, capsys, row + "\n", setting)


def test_scores_below_blank_lines_are_read(folder: Path, capsys):
    (folder / "sources" / "scores.csv").write_text("\n\n" + GOOD.replace(",", ";"), encoding="utf-8")
    assert run(["allocate", str(folder), "--samples", "0"]) == 0
    assert "row 5, merit: " in refused(folder, capsys, "\n\n" + GOOD.replace("20.5", "high"))
