"""What formats of numbers say of units and ids, and where styles stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.ingest.readers.styled_cells import styled_cells
from crosscut.ingest.readers.workbook_xml import marks_of_xml
from crosscut.spreadsheets import column_letters
from tests.ingest import marked_workbooks
from tests.ingest.marked_workbooks import ROWS, filled

from .conftest import COLUMNS, amounts, one, rules

workbook = marked_workbooks.workbook


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
