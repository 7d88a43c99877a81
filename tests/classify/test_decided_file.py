"""A file of decisions beside a file of programmes is read by the rules that hold for ``decisions/``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crosscut.classify.decided_file import Decided, read_decided
from crosscut.errors import CrosscutError
from crosscut.taxonomy import Taxonomy
from tests.classify.asked_folders import asked
from tests.classify.test_commands import files, run

__all__ = ["files"]

HEAD = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
Read = Callable[[str], Decided]


@pytest.fixture
def read(tmp_path: Path, version: Taxonomy) -> Read:
    def _read(text: str) -> Decided:
        (tmp_path / "decided.csv").write_text(text, encoding="utf-8")
        return read_decided(tmp_path / "decided.csv", version)

    return _read


def test_a_row_that_stands_twice_is_one(read: Read) -> None:
    assert read(HEAD + "A,ai,1,2,Kim,,x\nA,인공지능,2,4,Kim,,again\n") == {"A": {"ai": 0.5}}


def test_parts_of_an_area_add_up(read: Read) -> None:
    found = read("programme,area,sub,numerator,denominator\nA,ai,one,1,2\nA,ai,two,1,4\n")
    assert found == {"A": {"ai": 0.75}}


def test_money_outside_goes_by_any_of_its_names_and_cells_by_any_separator(read: Read) -> None:
    assert read(HEAD.replace(",", ";") + "A;그 외;1;1;김;;x\n") == {"A": {"outside": 1}}


def test_moments_are_compared_not_their_text(read: Read) -> None:
    rows = "A,ai,1,1,Kim,2026-01-01T08:00:00+09:00,x\nA,bio,1,1,Lee,2026-01-01T00:00:00Z,x\n"
    assert read(HEAD + rows) == {"A": {"bio": 1}}


def test_the_order_of_rows_decides_nothing(read: Read) -> None:
    one, other = "A,ai,1,1,Kim,,x\n", "A,bio,1,1,Lee,,x\n"
    for rows in (one + other, other + one):
        with pytest.raises(CrosscutError, match="of one moment and contradict each other"):
            read(HEAD + rows)
        assert read(HEAD + rows + "A,quantum,1,1,Kim,2026-03-01,x\n") == {"A": {"quantum": 1}}


@pytest.mark.parametrize(
    ("text", "row", "column", "said"),
    [
        (HEAD + "A,ai,1,1,Kim,01/02/2026,x\n", 2, "decided_at", "is no time"),
        (HEAD + "A,ai,1,1,Kim,,x\n\nB,nope,1,1,Kim,,x\n", 4, "area", "has no area"),
        (HEAD + "A,ai,1,1,Kim,,because, of this\n", 2, None, "8 cells"),
        (HEAD + ",ai,1,1,Kim,,x\n", 2, "programme", "empty"),
        (HEAD + "A,ai\n", 2, "numerator", "is no share"),
        (HEAD + "A,ai,1,2,Kim,,x\nA,ai,1,3,Kim,,x\n", 3, "area", "another share"),
        (HEAD + "A,ai,1,1,Kim,,x\nA,bio,1,2,Kim,,x\n", 3, "numerator", "sum to 3/2"),
        ("programme,area,area,numerator,denominator\nA,ai,bio,1,1\n", 1, "area", "two columns"),
        (HEAD + "A,ai,1,1,Kim,2026-01-01,x\nA,bio,1,1,Lee,2026-01-01,x\n", None, None, "Kim (row 2) and Lee (row 3)"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    read: Read, text: str, row: int | None, column: str | None, said: str
) -> None:
    with pytest.raises(CrosscutError) as refused:
        read(text)
    assert said in refused.value.message
    assert (refused.value.row or None, refused.value.column or None) == (row, column)


def test_decided_programmes_that_the_file_lacks_are_named(capsys, tmp_path, files) -> None:
    programmes, decisions = files
    decisions.write_text("programme,area,numerator,denominator\nqu001,quantum,1,1\nzz9,ai,1,1\n", encoding="utf-8")
    words = ["classify", programmes, "--taxonomy", "kr-cet-2022", "--decisions", decisions, "--out", tmp_path / "o.csv"]
    assert asked(capsys, *words)["not_there"] == ["zz9"]
    assert run([str(word) for word in words]) == 0
    assert "not among the programmes: zz9" in capsys.readouterr().out


@pytest.mark.parametrize("error", ["2", "0", "-0.1"])
def test_a_share_of_wrong_proposals_is_between_nothing_and_all(capsys, tmp_path, files, error: str) -> None:
    words = ["classify", str(files[0]), "--taxonomy", "kr-cet-2022", "--out", str(tmp_path / "o.csv")]
    assert run([*words, "--error", error]) == 2
    assert "--error" in capsys.readouterr().err
