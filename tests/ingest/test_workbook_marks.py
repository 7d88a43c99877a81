"""What a workbook marks beside its values: errors, merged and hidden cells, formats of numbers, other sheets."""

from __future__ import annotations

import unicodedata

import pytest

from crosscut.findings import Severity
from crosscut.ingest.readers.archive import Archive
from crosscut.ingest.readers.workbook_xml import marks_of_xml
from tests.ingest import marked_workbooks
from tests.ingest.marked_workbooks import ROWS, filled, loud

from .conftest import COLUMNS, amounts, one, rules

workbook = marked_workbooks.workbook


def test_a_plain_workbook_says_nothing(workbook):
    assert workbook(filled).findings == ()


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"])
def test_errors_are_findings_in_any_column(workbook, error):
    def change(book):
        filled(book)
        book.active["D3"], book.active["B4"] = error, error

    found = {(f.severity, f.place.row, f.place.column) for f in workbook(change).findings if f.rule == "error-cell"}
    assert found == {(Severity.FATAL, 3, "amount"), (Severity.WARNING, 4, "name")}


@pytest.mark.parametrize("skip", [[], ["share"]])
def test_errors_in_a_column_that_nothing_is_read_from_are_told_once_unless_it_is_skipped(workbook, skip):
    rows = [[*row, share] for row, share in zip(ROWS, ["share", 0.1, "#DIV/0!", "#DIV/0!", "#N/A"], strict=True)]
    found = [f for f in workbook(filled, {"skip": skip}, rows).findings if f.rule == "error-cell"]
    told = [] if skip else [(Severity.WARNING, 3, "share"), (Severity.WARNING, 5, "share")]
    assert [(f.severity, f.place.row, f.place.column) for f in found] == told


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


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_that_is_named_is_told_as_hidden(workbook, state):
    def change(book):
        filled(book)
        book.create_sheet("notes").append(["What this is"])
        book.active.sheet_state = state

    finding = one(workbook(change, {"sheet": "Sheet"}), "hidden-sheet")
    assert (finding.severity, finding.place.sheet, finding.place.row) == (Severity.WARNING, "Sheet", 1)
    assert loud(workbook(change, {"sheet": "Sheet", "hidden": "read"})) == set()
    assert amounts(workbook(change, {"sheet": "Sheet"})) == amounts(workbook(filled))


def test_another_sheet_of_other_columns_is_not(workbook):
    def change(book):
        filled(book)
        book.create_sheet("notes").append(["What this is"])

    assert loud(workbook(change)) == set()


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


def test_a_text_merged_over_its_amount_is_asked_about_and_a_title_is_not(workbook):
    def change(book):
        filled(book)
        book.active.merge_cells("C3:D3")

    assert one(workbook(change), "merged-amount").place.row == 3

    def title(book):
        filled(book)
        book.active.append(["제2편", None, None, None])
        book.active.merge_cells("A6:D6")

    assert "merged-amount" not in rules(workbook(title))


def test_an_error_in_a_total_is_told(workbook):
    def change(book):
        filled(book)
        book.active.append([None, "합계", None, "#REF!"])

    finding = one(workbook(change), "error-cell")
    assert (finding.severity, finding.place.row) == (Severity.WARNING, 6)


def test_sheets_are_named_in_any_composition(workbook):
    def change(book):
        filled(book)
        book.active.title = unicodedata.normalize("NFD", "예산")

    assert loud(workbook(change, {"sheet": "예산"})) == set()


def test_a_hidden_column_of_texts_is_told(workbook):
    def change(book):
        filled(book)
        book.active.column_dimensions["C"].hidden = True

    finding = one(workbook(change), "hidden-column")
    assert (finding.severity, "ministry" in finding.message.en) == (Severity.INFO, True)
    assert "hidden-column" not in rules(workbook(change, {"hidden": "read"}))
    assert "hidden-column" not in rules(workbook(filled))


def test_errors_hidden_rows_and_formulas_are_found_in_their_own_tags():
    xml = (
        b'<sheetFormatPr defaultRowHeight="0"/><cols><col min="1" max="1" hidden="1"/></cols><sheetData>'
        b'<row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>hidden="1" t="e"</t></is></c></row>'
        b'<row r="2" ht="0"><c r="A2"><f>1/0</f></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        b'<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="e"><v>#N/A</v></c></row>'
        b'<row r="4"><c r="A4" t="str"><f>IF(B4,1,"")</f><v></v></c></row></sheetData>'
    )
    marks = marks_of_xml(xml, b"", b"", 2)
    assert (marks.hidden_rows, marks.hidden_columns) == ({1, 2}, {0})
    assert marks.errors == [(2, 1, "#DIV/0!"), (3, 1, "#N/A")]
    assert Archive.empty_formulas(xml) == {0: [2]}
