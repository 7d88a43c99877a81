"""Workbooks of old formats: what they mark and what their formulas left."""

from __future__ import annotations

import pytest
import xlwt
from odf.number import Number, NumberStyle
from odf.number import Text as NumberText
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from crosscut.findings import Severity
from tests.ingest.marked_workbooks import ROWS, loud

from .conftest import amounts, one


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
