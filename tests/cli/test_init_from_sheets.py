"""``init --from`` on workbooks of several sheets: covers and summaries hide none, and parts of a table are all read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.strangers_files import amounts, loud, written

HEAD = ["Code", "Programme", "Approved 2025 (USD million)"]
HEALTH = [HEAD, ["01", "Alpha", 10], ["02", "Beta", 5]]
ENERGY = [HEAD, ["11", "Gamma", 7]]
MANY = [HEAD, *([f"1{n}", f"Gamma {n}", 7 + n] for n in range(9))]
SUMMARY = [["Ministry", "Budget 2025 (USD million)"], ["Health", 15], ["Energy", 7], ["Total", 22]]
DETAIL = [
    ["Code", "Programme", "Ministry", "Approved 2025 (USD million)"],
    ["01", "Alpha", "Health", 10],
    ["02", "Beta", "Health", 5],
    ["11", "Gamma", "Energy", 7],
]


def book(path: Path, **sheets: list[list[object]]) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)


def mapping(folder: Path) -> str:
    return (folder / "budget" / "crosscut.toml").read_text(encoding="utf-8")


def ids(snapshot) -> list[str]:
    return sorted(each.split()[0] for each in amounts(snapshot))


@pytest.mark.parametrize("cover", [[["Budget 2025"]], [["Budget 2025"], ["USD million"]]])
def test_sheets_behind_a_cover_are_all_read(tmp_path, cover):
    book(tmp_path / "a.xlsx", Cover=cover, Health=HEALTH, Energy=ENERGY)
    _, snapshot = written(tmp_path, "a.xlsx")
    assert (ids(snapshot), loud(snapshot)) == (["01", "02", "11"], [])


def test_a_first_sheet_is_read_beside_a_fuller_one_of_the_same_heads(tmp_path):
    book(tmp_path / "a.xlsx", Health=HEALTH, Energy=MANY)
    _, snapshot = written(tmp_path, "a.xlsx")
    assert len(ids(snapshot)) == len(HEALTH) + len(MANY) - 2


def test_a_summary_without_programmes_gives_way_to_the_sheet_that_has_them(tmp_path):
    book(tmp_path / "a.xlsx", Summary=SUMMARY, Detail=DETAIL)
    _, snapshot = written(tmp_path, "a.xlsx")
    assert (ids(snapshot), loud(snapshot)) == (["01", "02", "11"], [])
    assert 'sheet = "Detail"    # other sheets hold numbers too: "Summary"' in mapping(tmp_path)


def test_a_first_sheet_of_programmes_stays_the_one_that_is_read(tmp_path):
    book(tmp_path / "a.xlsx", Detail=DETAIL, Cover=[["Budget 2025"]])
    _, snapshot = written(tmp_path, "a.xlsx")
    assert ids(snapshot) == ["01", "02", "11"]
    assert 'sheet = "Detail"\n' in mapping(tmp_path)


def test_amounts_are_found_where_the_header_stands_again_below(tmp_path):
    head = ["Code", "Programme", "Approved"]
    table = [[f"{n}. Health, approved 2025 (USD million)"] for n in "AB"]
    rows = [table[0], head, ["01", "Alpha", 10], [None, "Total", 10], [], table[1], head, ["11", "Gamma", 7]]
    book(tmp_path / "a.xlsx", Data=[*rows, [None, "Total", 7]])
    left, snapshot = written(tmp_path, "a.xlsx")
    assert (left, ids(snapshot)) == (set(), ["01", "11"])
    assert [each.split(":")[0] for each in loud(snapshot)] == ["second-table"]
