"""What a workbook marks beside its values: errors, merged and hidden cells, formats of numbers, other sheets."""

from __future__ import annotations

import unicodedata

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf.number import Number, NumberStyle
from odf.number import Text as NumberText
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from crosscut.findings import Severity
from crosscut.ingest.readers.archive import Archive
from crosscut.ingest.readers.styled_cells import styled_cells
from crosscut.ingest.readers.workbook_xml import marks_of_xml
from crosscut.spreadsheets import column_letters

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
    assert (finding.severity, finding.place.sheet) == (Severity.WARNING, "Sheet")
    assert loud(workbook(change, {"sheet": "Sheet", "hidden": "read"})) == set()
    assert amounts(workbook(change, {"sheet": "Sheet"})) == amounts(workbook(filled))


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
        ('#,##0"건"', True),
        ('#,##0"명"', True),
        ('#,##0.00" FTE"', True),
        ('"R$" #,##0', True),
        ("[$R$-416] #,##0.00", True),
        ('"HK$"#,##0', True),
        ('#,##0 "Mex$"', True),
        ('#,##0"약"', False),
        ('#,##0"*"', False),
        ("#,##0 [$₩-412]", False),
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


def test_a_format_that_divides_is_told_as_such(workbook):
    def change(book):
        filled(book)
        for row in range(2, 6):
            book.active.cell(row, 4).number_format = '#,##0,"천원"'

    said = one(workbook(change, {"unit": "천원"}), "unit-differs").message
    assert "divided by 1,000 in '천원', but undivided they are read in '천원'" in said.en
    assert "1,000으로 나누어" in said.ko
    assert "unit-differs" not in rules(workbook(change, {"unit": "원"}))


@pytest.mark.parametrize(("shown", "told"), [("#,##0,,", False), ("#,##0", True)])
def test_a_head_whose_unit_the_format_makes_of_the_numbers_is_no_question(workbook, shown, told):
    def change(book):
        filled(book)
        book.active["D1"] = "예산(백만원)"
        for row in range(2, 6):
            book.active.cell(row, 4).number_format = shown

    source = {"unit": "원", "columns": COLUMNS | {"amount": "예산(백만원)"}}
    assert ("unit-differs" in rules(workbook(change, source))) is told
    assert ("unit-differs" in rules(workbook(change, source | {"unit": "백만원"}))) is not told


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


@pytest.mark.parametrize(
    ("shown", "ids"),
    [
        ("0000-0000", ["2026-0007", "2026-0012"]),
        ('"R-"00000000', ["R-20260007", "R-20260012"]),
        ("0", ["20260007", "20260012"]),
    ],
)
def test_what_a_format_prints_beside_digits_belongs_to_the_id(workbook, shown, ids):
    rows = [ROWS[0], [20260007, "가", "교육부", 60], [20260012, "나", "교육부", 20]]

    def change(book):
        for cell in ("A2", "A3"):
            book.active[cell].number_format = shown

    assert sorted(amounts(workbook(change, None, rows))) == ids


def test_a_second_format_of_another_unit_is_told(workbook):
    def change(book):
        filled(book)
        for row, shown in enumerate(('#,##0"백만원"', '#,##0"백만원"', "0%", '#,##0"백만원"'), start=2):
            book.active.cell(row, 4).number_format = shown

    assert one(workbook(change), "unit-differs").place.row == 4


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


class TestOldWorkbooks:
    """The same marks in xls and ods."""

    @pytest.fixture
    def old(self, reading, tmp_path):
        def _read(write, source=None):
            name = write(tmp_path)
            return reading(None, {"file": name} | (source or {}))

        return _read

    def test_plain_ones_say_nothing(self, old):
        assert old(xls()).findings == ()
        assert old(ods()).findings == ()

    @pytest.mark.parametrize("write", ["xls", "ods"])
    def test_hidden_rows_and_columns(self, old, write):
        make = {"xls": xls, "ods": ods}[write]
        assert one(old(make(hidden_row=2)), "hidden-rows").place.row == 3
        assert one(old(make(hidden_column=3)), "hidden-column").place.column == "amount"
        assert loud(old(make(hidden_row=2), {"hidden": "read"})) == set()

    @pytest.mark.parametrize("write", ["xls", "ods"])
    def test_merged_cells(self, old, write):
        make = {"xls": xls, "ods": ods}[write]
        result = old(make(merged=(1, 3, 2)))
        assert result.programmes["ministry"].to_pylist() == ["교육부", "교육부", "교육부", "산업부"]
        assert one(old(make(merged=(1, 3, 3))), "merged-amount").place.row == 2

    @pytest.mark.parametrize("write", ["xls", "ods"])
    def test_errors(self, old, write):
        finding = one(old({"xls": xls, "ods": ods}[write](error=2)), "error-cell")
        assert (finding.severity, finding.place.row, finding.place.column) == (Severity.FATAL, 3, "amount")

    @pytest.mark.parametrize("write", ["xls", "ods"])
    def test_formats(self, old, write):
        make = {"xls": xls, "ods": ods}[write]
        assert one(old(make(format_of_amounts='#,##0"원"')), "unit-differs").place.row == 2
        assert sorted(amounts(old(make(format_of_ids="00000")))) == ["00007", "00012", "00345", "C"]


class TestFormulasOfOldWorkbooks:
    """A formula that was never calculated is told; one whose result is a blank text is blank."""

    @staticmethod
    def read(reading, folder, *formulas):
        book = xlwt.Workbook()
        sheet = book.add_sheet("S")
        for y, row in enumerate(FULL):
            for x, cell in enumerate(row):
                formula = formulas[y - 1] if y and x == 3 and y <= len(formulas) else ""
                sheet.write(y, x, xlwt.Formula(formula) if formula else cell)
        book.save(folder / "a.xls")
        return reading(None, {"file": "a.xls"})

    @pytest.mark.parametrize("formula", ["D4*2", "(D4+D5)", "SUM(D4:D5)", "SUM(D4,D5)", "ROUND(D4/3,0)", "-D4", "D4"])
    def test_without_a_result_an_amount_is_missing(self, reading, tmp_path, formula):
        finding = one(self.read(reading, tmp_path, "", formula), "formula-without-value")
        assert (finding.severity, finding.place.row, finding.place.column) == (Severity.FATAL, 3, "amount")

    def test_one_that_can_make_no_text_tells_of_all(self, reading, tmp_path):
        result = self.read(reading, tmp_path, 'IF(D4="","",D4)', "D4*2")
        assert [f.place.row for f in result.findings if f.rule == "formula-without-value"] == [2, 3]

    @pytest.mark.parametrize("formula", ['IF(D4=30,"",D4)', 'VLOOKUP("x",A1:D5,4,0)', '""&""'])
    def test_a_result_may_be_a_blank_text(self, reading, tmp_path, formula):
        assert loud(self.read(reading, tmp_path, "", formula)) == set()


FULL = [[*row[:2], row[2] or "교육부", row[3]] for row in ROWS]


def xls(*, hidden_row=0, hidden_column=0, merged=None, error=0, format_of_amounts="", format_of_ids=""):
    def write(folder):
        book = xlwt.Workbook()
        sheet = book.add_sheet("S", cell_overwrite_ok=True)
        for y, row in enumerate(FULL):
            for x, cell in enumerate(row):
                style = xlwt.XFStyle()
                style.num_format_str = format_of_amounts if y and x == 3 and format_of_amounts else "General"
                sheet.write(y, x, cell, style)
        if format_of_ids:
            style = xlwt.XFStyle()
            style.num_format_str = format_of_ids
            for y, number in enumerate((7, 12, 345), start=1):
                sheet.write(y, 0, number, style)
            sheet.write(4, 0, "C")
        if hidden_row:
            sheet.row(hidden_row).hidden = True
        if hidden_column:
            sheet.col(hidden_column).hidden = True
        if merged:
            sheet.merge(merged[0], merged[1], merged[2], merged[2])
        if error:
            sheet.row(error).set_cell_error(3, "#REF!")
        book.save(folder / "a.xls")
        return "a.xls"

    return write


def ods(*, hidden_row=0, hidden_column=0, merged=None, error=0, format_of_amounts="", format_of_ids=""):
    def write(folder):
        book = OpenDocumentSpreadsheet()
        plain = numbers = None
        if format_of_amounts or format_of_ids:
            plain = NumberStyle(name="N1")
            plain.addElement(
                Number(minintegerdigits="5" if format_of_ids else "1", grouping="false" if format_of_ids else "true")
            )
            if format_of_amounts:
                plain.addElement(NumberText(text="원"))
            numbers = Style(name="ce1", family="table-cell", datastylename="N1")
            book.automaticstyles.addElement(plain)
            book.automaticstyles.addElement(numbers)
        sheet = Table(name="S")
        for x in range(4):
            sheet.addElement(TableColumn(visibility="collapse") if x and x == hidden_column else TableColumn())
        for y, row in enumerate(FULL):
            line = TableRow(visibility="filter") if y and y == hidden_row else TableRow()
            for x, cell in enumerate(row):
                line.addElement(_ods_cell(x, y, cell, merged, error, numbers, bool(format_of_ids)))
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
        book.save(folder / "a.ods")
        return "a.ods"

    return write


def _ods_cell(x, y, cell, merged, error, numbers, ids):
    if merged and x == merged[2] and merged[0] < y <= merged[1]:
        return CoveredTableCell()
    said = {}
    if merged and (x, y) == (merged[2], merged[0]):
        said = {"numberrowsspanned": str(merged[1] - merged[0] + 1), "numbercolumnsspanned": "1"}
    if error and (x, y) == (3, error):
        made = TableCell(valuetype="string", stringvalue="", **said)
        made.addElement(P(text="#REF!"))
        return made
    if ids and x == 0 and y:
        cell = (7, 12, 345, "C")[y - 1]
    styled = numbers and y and x == (0 if ids else 3)
    if isinstance(cell, str):
        made = TableCell(valuetype="string", **said)
    else:
        made = TableCell(valuetype="float", value=str(cell), **said, **({"stylename": numbers} if styled else {}))
    made.addElement(P(text=str(cell)))
    return made


def test_a_hidden_column_of_texts_is_told(workbook):
    def change(book):
        filled(book)
        book.active.column_dimensions["C"].hidden = True

    finding = one(workbook(change), "hidden-column")
    assert (finding.severity, "ministry" in finding.message.en) == (Severity.INFO, True)
    assert "hidden-column" not in rules(workbook(change, {"hidden": "read"}))
    assert "hidden-column" not in rules(workbook(filled))


@pytest.mark.parametrize("count", [2, 6])
@pytest.mark.parametrize("cell", ['<c r="{0}" s="{1}"><v>7</v></c>', '<c r="{0}" t="n" s="{1}"><v>7</v></c>'])
def test_formats_of_cells_are_found_wherever_their_style_is_written(cell, count):
    codes = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{"0" * (at + 2)}"/>' for at in range(count))
    styles = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(count))
    cells = [(f"{'AB'[at % 2]}{at + 1}", at % count) for at in range(12)]
    xml = "".join(f'<row r="{at + 1}" s="1">{cell.format(*each)}</row>' for at, each in enumerate(cells))
    marks = marks_of_xml(xml.encode(), f"{codes}<cellXfs>{styles}</cellXfs>".encode(), b"", 2)
    found = {(row, column): code for column, each in marks.codes.items() for rows, code in each for row in rows}
    assert found == {(at + 1, at % 2): "0" * (at % count + 2) for at in range(12)}


def test_errors_hidden_rows_and_formulas_are_found_in_their_own_tags():
    xml = (
        b'<sheetFormatPr defaultRowHeight="0"/><cols><col min="1" max="1" hidden="1"/></cols><sheetData>'
        b'<row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>hidden="1" t="e"</t></is></c></row>'
        b'<row r="2" ht="0"><c r="A2"><f>1/0</f></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        b'<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="e"><v>#N/A</v></c></row></sheetData>'
    )
    marks = marks_of_xml(xml, b"", b"", 2)
    assert (marks.hidden_rows, marks.hidden_columns) == ({1, 2}, {0})
    assert marks.errors == [(2, 1, "#DIV/0!"), (3, 1, "#N/A")]
    assert Archive.empty_formulas(xml) == {0: [2]}


CELLS = st.lists(
    st.tuples(st.integers(1, 16_384), st.integers(1, 1_048_576), st.sampled_from([0, 1, 2, 3, 12, 345]), st.booleans())
)


@given(CELLS)
def test_cells_of_a_style_are_found_wherever_it_stands_in_them(cells):
    between = {True: b' t="s"', False: b""}
    written = (
        b'<c r="%s%d"%s s="%d"><v>1</v></c>' % (column_letters(column).encode(), row, between[apart], style)
        for column, row, style, apart in cells
    )
    found = styled_cells(b"<sheetData>" + b"".join(written) + b"</sheetData>", {1, 3, 12, 345})
    listed = sorted((style, column, row) for style, column, rows in found for row in rows.tolist())
    assert listed == sorted((style, column - 1, row) for column, row, style, _ in cells if style in {1, 3, 12, 345})


def test_text_that_looks_like_a_reference_is_no_style():
    xml = b'<sheetData><c r="B5" s="1"><v>1</v></c><c t="inlineStr" r="B6"><is><t>see "D4" s="1" here</t></is></c></sheetData>'
    assert [(style, column, rows.tolist()) for style, column, rows in styled_cells(xml, {1})] == [(1, 1, [5])]
