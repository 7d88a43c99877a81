"""``init --from`` takes one book of many where rows repeat, and never one category of amounts that add up."""

from __future__ import annotations

import pytest

from .test_init_from_strangers import written

ROWS = [("A1", "Alpha"), ("A2", "Beta"), ("A3", "Gamma")]


def of(tmp_path, header, texts):
    lines = [f"{code},{name},Science,{text},{10 + n}" for n, text in enumerate(texts) for code, name in ROWS]
    text = "\n".join([f"id,name,ministry,{header},2025 budget (EUR million)", *lines, ""])
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    return written(tmp_path, "a.csv", stage='"confirmed"')


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Spending type", ["Mandatory", "Discretionary"]),
        ("Region", ["North", "South"]),
        ("BEA Category", ["Mandatory", "Net"]),
    ],
)
def test_categories_are_all_read(tmp_path, header, texts):
    left, snapshot = of(tmp_path, header, texts)
    assert "where" not in left
    assert sum(row["amount"] for row in snapshot.lines.to_pylist()) == 3 * (10 + 11) * 10**8


@pytest.mark.parametrize(
    ("header", "texts"), [("Book", ["Alpha", "Beta"]), ("printed in", ["2024", "2025"]), ("Basis", ["Gross", "Net"])]
)
def test_one_of_several_books_is_left_to_decide(tmp_path, header, texts):
    left, snapshot = of(tmp_path, header, texts)
    assert "where" in left
    assert sum(row["amount"] for row in snapshot.lines.to_pylist()) == 3 * 11 * 10**8
