"""What a workbook marks beside its values: errors, merged and hidden cells, formats of numbers, other sheets."""

from __future__ import annotations

import openpyxl
import pytest

from crosscut.findings import Severity

from .conftest import COLUMNS, amounts, one, rules

ROWS = [
    ["id", "name", "ministry", "amount"],
    ["A", "가", "교육부", 60],
    ["B", "나", None, 20],
    ["C", "다", None, 30],
    ["D", "라", "산업부", 40],
]


@pytest.fixture
def workbook(reading, tmp_path):
    """Read a workbook of ROWS that a function has changed."""

    def _read(change, source=None, rows=ROWS):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        change(book)
        book.save(tmp_path / "a.xlsx")
        return reading(None, {"file": "a.xlsx"} | (source or {}))

    return _read


def loud(result):
    return {finding.rule for finding in result.findings if finding.severity is not Severity.INFO}


def filled(book):
    for row in (3, 4):
        book.active.cell(row, 3).value = "교육부"


def test_a_plain_workbook_says_nothing(workbook):
    assert workbook(filled).findings == ()


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"])
def test_errors_are_findings_in_any_column(workbook, error):
    def change(book):
        filled(book)
        book.active["D3"], book.active["B4"] = error, error

    found = {(f.severity, f.place.row, f.place.column) for f in workbook(change).findings if f.rule == "error-cell"}
    assert found == {(Severity.FATAL, 3, "amount"), (Severity.WARNING, 4, "name")}


def test_an_attribute_merged_over_rows_holds_for_all_of_them(workbook):
    result = workbook(lambda book: book.active.merge_cells("C2:C4"))
    assert result.programmes["ministry"].to_pylist() == ["교육부", "교육부", "교육부", "산업부"]
    assert result.findings == ()


def test_an_amount_merged_over_programmes_is_asked_about(workbook):
    def change(book):
        filled(book)
        book.active.merge_cells("D2:D4")

    finding = one(workbook(change), "merged-amount")
    assert (finding.severity, finding.place.row, finding.place.column) == (Severity.WARNING, 2, "amount")


def test_an_amount_merged_over_one_programme_is_its_own(workbook):
    def change(book):
        filled(book)
        book.active["B3"], book.active["B4"] = "가", "가"
        for merged in ("A2:A4", "D2:D4"):
            book.active.merge_cells(merged)

    result = workbook(change)
    assert amounts(result) == {"A": 60_000_000, "D": 40_000_000}
    assert loud(result) == set()


def test_hidden_rows_columns_and_sheets_are_told(workbook):
    def rows(book):
        filled(book)
        book.active.row_dimensions[3].hidden = True

    assert one(workbook(rows), "hidden-rows").place.row == 3
    assert loud(workbook(rows, {"hidden": "read"})) == set()
    skipped = workbook(rows, {"hidden": "skip"})
    assert (sorted(amounts(skipped)), loud(skipped)) == (["A", "C", "D"], set())

    def column(book):
        filled(book)
        book.active.column_dimensions["D"].hidden = True

    assert one(workbook(column), "hidden-column").place.column == "amount"

    def unread(book):
        filled(book)
        book.active.column_dimensions["F"].hidden = True

    assert loud(workbook(unread)) == set()


@pytest.mark.parametrize("state", ["visible", "hidden"])
def test_another_sheet_of_the_same_columns_is_told(workbook, state):
    def change(book):
        filled(book)
        other = book.create_sheet("둘째")
        other.append(ROWS[0])
        other.append(["Z", "하", "산업부", 9])
        other.sheet_state = state

    finding = one(workbook(change), "other-sheet")
    assert (finding.place.sheet, finding.place.row) == ("둘째", 1)
    assert loud(workbook(change, {"sheet": "Sheet"})) == set()


def test_another_sheet_of_other_columns_is_not(workbook):
    def change(book):
        filled(book)
        book.create_sheet("notes").append(["What this is"])

    assert loud(workbook(change)) == set()


@pytest.mark.parametrize(
    ("shown", "differs"),
    [
        ('#,##0"원"', True),
        ('#,##0"천원"', True),
        ("#,##0,", True),
        ('"$"#,##0', True),
        ('#,##0"백만원"', False),
        ('#,##0"건"', False),
        ('"₩"#,##0', False),
        ("#,##0", False),
        ("0.00", False),
    ],
)
def test_a_unit_in_the_format_of_numbers_is_compared_with_the_mapping(workbook, shown, differs):
    def change(book):
        filled(book)
        for row in range(2, 6):
            book.active.cell(row, 4).number_format = shown

    assert ("unit-differs" in rules(workbook(change))) is differs


def test_zeros_of_a_format_belong_to_the_id(workbook):
    def change(book):
        filled(book)
        for row, number in enumerate((7, 12, 345, 6), start=2):
            book.active.cell(row, 1).value = number
            book.active.cell(row, 1).number_format = "0000"

    assert sorted(amounts(workbook(change))) == ["0006", "0007", "0012", "0345"]


def test_numbers_of_a_workbook_have_points_whatever_the_country(workbook):
    rows = [ROWS[0], ["A", "n", "m", 12.345], ["B", "n", "m", 48.75]]
    result = workbook(lambda _: None, {"decimal": ","}, rows)
    assert amounts(result) == {"A": 12_345_000, "B": 48_750_000}
    assert workbook(lambda _: None, None, [ROWS[0], ["A", "n", "m", 12.345]]).findings == ()


def test_a_range_and_notes_below_it(workbook):
    rows = [["title", None, None, None], *ROWS[:2], [None] * 4, ["자료: 기획재정부", None, None, None]]
    assert amounts(workbook(lambda _: None, None, rows)) == {"A": 60_000_000}
    rows = [["x", *ROWS[0]], ["y", *ROWS[1]], ["z", "id", "name", "ministry", "amount"], ["w", "B", "n", "m", 5]]
    assert amounts(workbook(lambda _: None, {"range": "B3:E4"}, rows)) == {"B": 5_000_000}
    assert COLUMNS["programme"] == "id"
