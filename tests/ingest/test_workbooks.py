"""Workbooks: the three formats, and every way that one can be damaged or hostile."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from crosscut.findings import Severity
from crosscut.ingest.limits import MAX_UNPACKED

from .conftest import amounts, one, rules

ROWS = [["id", "name", "ministry", "amount"], ["A1", "가나", "교육부", 10.5], ["A2", "다라", "과기부", 20]]


def xlsx(path, rows=ROWS, title="예산"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return book


def xls(path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("예산")
    for y, row in enumerate(ROWS):
        for x, cell in enumerate(row):
            sheet.write(y, x, cell)
    book.save(path)


def ods(path):
    document, table = OpenDocumentSpreadsheet(), Table(name="예산")
    for row in ROWS:
        line = TableRow()
        for cell in row:
            kind = {"valuetype": "string"} if isinstance(cell, str) else {"valuetype": "float", "value": cell}
            made = TableCell(**kind)
            made.addElement(P(text=str(cell)))
            line.addElement(made)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(path)


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", xlsx), ("a.xls", xls), ("a.ods", ods)])
def test_three_formats_read_alike(reading, tmp_path, name, write):
    write(str(tmp_path / name))
    result = reading(None, {"file": name})
    assert result.findings == ()
    assert amounts(result) == {"A1": 10_500_000, "A2": 20_000_000}
    assert result.lines["sheet"].to_pylist() == ["예산", "예산"]
    assert result.lines["row"].to_pylist() == [2, 3]


def test_sheets_by_name(reading, tmp_path):
    book = xlsx(tmp_path / "a.xlsx")
    book.create_sheet("다른", 0)["A1"] = "nothing"
    book.save(tmp_path / "a.xlsx")
    assert amounts(reading(None, {"file": "a.xlsx", "sheet": "예산"})) == {"A1": 10_500_000, "A2": 20_000_000}
    assert "예산" in one(reading(None, {"file": "a.xlsx", "sheet": "예산안"}), "missing-sheet").hint.en


def test_multi_row_header_with_merged_cells(reading, tmp_path):
    rows = [
        ["2026년 예산 (단위: 백만원)", None, None, None, None],
        ["과제", None, "부처", "예산", None],
        ["번호", "이름", None, "2025", "2026"],
        ["A1", "가", "교육부", 1, 2],
    ]
    book = xlsx(tmp_path / "a.xlsx", rows)
    book.active.merge_cells("A2:B2")
    book.active.merge_cells("D2:E2")
    book.active.merge_cells("C2:C3")
    book.save(tmp_path / "a.xlsx")
    source = {
        "file": "a.xlsx",
        "header_rows": 2,
        "fiscal_year": None,
        "columns": {"programme": "과제 번호", "name": "과제 이름", "ministry": "부처"},
        "wide": {"columns": {"예산 2025": {"fiscal_year": 2025}, "예산 2026": {"fiscal_year": 2026}}},
    }
    result = reading(None, source)
    assert result.findings == ()
    assert {(row["fiscal_year"], row["amount"], row["column"]) for row in result.lines.to_pylist()} == {
        (2025, 1_000_000, "예산 2025"),
        (2026, 2_000_000, "예산 2026"),
    }


def test_a_password(reading, tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    xlsx(tmp_path / "plain.xlsx")
    with (tmp_path / "plain.xlsx").open("rb") as plain, (tmp_path / "a.xlsx").open("wb") as locked:
        OOXMLFile(plain).encrypt("secret", locked)
    assert one(reading(None, {"file": "a.xlsx"}), "password-protected").severity is Severity.FATAL


@pytest.mark.parametrize("cut", [10, 200, -40])
def test_a_broken_archive(reading, tmp_path, cut):
    xlsx(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").write_bytes((tmp_path / "a.xlsx").read_bytes()[:cut])
    assert one(reading(None, {"file": "a.xlsx"}), "broken-file").severity is Severity.FATAL


def test_an_archive_that_is_no_workbook(reading, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert one(reading(None, {"file": "a.xlsx"}), "wrong-format").severity is Severity.FATAL


def bomb(path, size):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            zeros = bytes(1 << 24)
            for _ in range(size >> 24):
                member.write(zeros)


@pytest.mark.slow
def test_a_bomb_is_not_unpacked(reading, tmp_path):
    bomb(tmp_path / "a.xlsx", MAX_UNPACKED + (1 << 24))
    assert (tmp_path / "a.xlsx").stat().st_size < 6 << 20
    assert one(reading(None, {"file": "a.xlsx"}), "zip-bomb").severity is Severity.FATAL


def test_a_bomb_that_lies_about_its_size(reading, tmp_path):
    bomb(tmp_path / "a.xlsx", 1 << 28)
    data = bytearray((tmp_path / "a.xlsx").read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 1000)
    (tmp_path / "a.xlsx").write_bytes(bytes(data))
    finding = one(reading(None, {"file": "a.xlsx"}), "broken-file")
    assert finding.severity is Severity.FATAL


def rewritten(path, change):
    """Change the first sheet's XML."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = change(members["xl/worksheets/sheet1.xml"])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    path.write_bytes(made.getvalue())


@pytest.mark.parametrize("cell", [b"BDWGN9", b"XFD1048576"])
def test_a_sheet_spread_wider_than_memory(reading, tmp_path, cell):
    xlsx(tmp_path / "a.xlsx")
    row = cell.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    stray = b'<row r="' + row + b'"><c r="' + cell + b'"><v>1</v></c></row></sheetData>'
    rewritten(tmp_path / "a.xlsx", lambda xml: xml.replace(b"</sheetData>", stray))
    assert one(reading(None, {"file": "a.xlsx"}), "too-large").severity is Severity.FATAL


def test_a_stray_cell_of_another_sheet_is_no_matter(reading, tmp_path):
    book = xlsx(tmp_path / "a.xlsx")
    book.create_sheet("other")["XFD1048576"] = 1
    book.save(tmp_path / "a.xlsx")
    assert set(amounts(reading(None, {"file": "a.xlsx"}))) == {"A1", "A2"}


@pytest.mark.parametrize(
    ("element", "repeated"),
    [
        (b"cell ", b'cell table:number-columns-repeated="1000000" '),
        (b"row>", b'row table:number-rows-repeated="9999999">'),
    ],
)
def test_an_open_document_that_repeats_without_end(reading, tmp_path, element, repeated):
    ods(str(tmp_path / "plain.ods"))
    with zipfile.ZipFile(tmp_path / "plain.ods") as archive, zipfile.ZipFile(tmp_path / "a.ods", "w") as made:
        for name in archive.namelist():
            data = archive.read(name)
            made.writestr(
                name,
                data.replace(b"<table:table-" + element, b"<table:table-" + repeated, 1),
            )
    assert one(reading(None, {"file": "a.ods"}), "too-large").severity is Severity.FATAL


def test_formulas_without_results(reading, tmp_path):
    xlsx(tmp_path / "a.xlsx", [*ROWS, ["A3", "마", "교육부", "=D2+D3"]])
    finding = one(reading(None, {"file": "a.xlsx"}), "formula-without-value")
    assert (finding.severity, finding.place.row, finding.place.column) == (Severity.FATAL, 4, "amount")


def test_dates_where_codes_belong(reading, tmp_path):
    xlsx(tmp_path / "a.xlsx", [*ROWS, [datetime.datetime(2024, 1, 1), "마", "교육부", 5]])  # noqa: DTZ001
    result = reading(None, {"file": "a.xlsx"})
    finding = one(result, "date-as-code")
    assert (finding.severity, finding.place.row, finding.place.column) == (Severity.WARNING, 4, "id")
    assert "2024-01-01" in finding.message.en
    assert amounts(result)["2024-01-01"] == 5_000_000


def test_numbers_as_codes_keep_their_look(reading, tmp_path):
    xlsx(tmp_path / "a.xlsx", [ROWS[0], [26017, "가", "교육부", 0.1234567]])
    result = reading(None, {"file": "a.xlsx"})
    assert amounts(result) == {"26017": 123_457}
    assert "fraction-of-minor-unit" in rules(result)


def test_an_empty_sheet_and_a_web_page(reading, tmp_path):
    xlsx(tmp_path / "a.xlsx", [])
    assert one(reading(None, {"file": "a.xlsx"}), "empty-file").severity is Severity.FATAL
    (tmp_path / "b.xls").write_text("<html><table></table></html>")
    assert one(reading(None, {"file": "b.xls"}), "wrong-format").severity is Severity.FATAL


def test_a_stated_format_is_held_to(reading, tmp_path):
    xlsx(tmp_path / "a.csv")
    assert one(reading(None, {"format": "csv"}), "wrong-format").severity is Severity.FATAL
    assert amounts(reading(None)) == {"A1": 10_500_000, "A2": 20_000_000}


@pytest.mark.parametrize("ruined", ["2.024E+14", "2,024E+14", "3.00E+05", "2E+017"])
def test_ids_that_a_spreadsheet_wrote_as_powers_of_ten_are_told(reading, ruined):
    text = f'id,name,ministry,amount\n"{ruined}",a,m,10\nB7,b,m,20\n"4{ruined[1:]}",c,m,30\n'
    finding = next(each for each in reading(text).findings if each.rule == "number-as-code")
    assert (finding.severity, finding.place.row, finding.place.column) == (Severity.WARNING, 2, "id")
    assert ruined in finding.message.en


@pytest.mark.parametrize("code", ["2E4", "E+14", "12E+14", "R&D+14"])
def test_codes_with_an_e_are_no_powers_of_ten(reading, code):
    assert rules(reading(f"id,name,ministry,amount\n{code},a,m,10\nB7,b,m,20\n")) == set()


def test_an_id_of_very_many_digits_is_written_in_digits(reading, tmp_path):
    xlsx(tmp_path / "a.xlsx", [ROWS[0], [2024000123456789000, "가나", "교육부", 10]])
    result = reading(None, {"file": "a.xlsx"})
    assert "'2024000123456789000'" in one(result, "number-as-code").message.en


def test_ids_keep_the_zeros_that_their_format_prints_behind_the_point(reading, tmp_path):
    book = xlsx(tmp_path / "a.xlsx", [ROWS[0], [1.1, "가나", "교육부", 10], [1.25, "다라", "과기부", 20]])
    for row in (2, 3):
        book.active.cell(row, 1).number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    assert amounts(reading(None, {"file": "a.xlsx"})) == {"1.10": 10_000_000, "1.25": 20_000_000}


def test_a_text_that_a_format_prints_in_the_place_of_an_amount_is_told(reading, tmp_path):
    book = xlsx(tmp_path / "a.xlsx")
    book.active["D3"].number_format = '"n.a."'
    book.save(tmp_path / "a.xlsx")
    assert one(reading(None, {"file": "a.xlsx"}), "unseen-cell").place.row == 3


@pytest.mark.parametrize("bits", [16, 32])
def test_floats_of_few_bits_are_read_by_their_own_digits(reading, tmp_path, bits):
    kind = {16: pa.float16(), 32: pa.float32()}[bits]
    columns = {"id": ["A", "B"], "name": ["a", "b"], "ministry": ["m", "m"]}
    pq.write_table(pa.table(columns | {"amount": pa.array([20.3, None], kind)}), tmp_path / "a.parquet")
    result = reading(None, {"file": "a.parquet"})
    assert (amounts(result), rules(result) - {"no-amount"}) == ({"A": 20_300_000}, set())


@pytest.mark.parametrize("bits", [16, 32])
def test_floats_of_few_bits_in_a_file_without_rows_are_read(reading, tmp_path, bits):
    kind = {16: pa.float16(), 32: pa.float32()}[bits]
    texts = {name: pa.array([], pa.string()) for name in ("id", "name", "ministry")}
    pq.write_table(pa.table(texts | {"amount": pa.array([], kind)}), tmp_path / "a.parquet")
    assert amounts(reading(None, {"file": "a.parquet"})) == {}


def test_an_empty_text_that_a_formula_gave_is_no_missing_result(reading, tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for at, row in enumerate([("id", "name", "ministry", "amount"), ("A", "a", "M", 10), ("B", "b", "M", 30)]):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    for column, value in enumerate(("C", "c", xlwt.Formula("TRIM(C9)"), xlwt.Formula("D2*2"))):
        sheet.write(3, column, value)
    book.save(str(tmp_path / "a.xls"))
    none = b"\x03\0\0\0\0\0\xff\xff"
    before, _, after = (tmp_path / "a.xls").read_bytes().rpartition(none)
    (tmp_path / "a.xls").write_bytes(before + struct.pack("<d", 20) + after)
    result = reading(None, {"file": "a.xls"})
    assert none in before
    assert "formula-without-value" not in rules(result)
    assert amounts(result)["C"] == 20_000_000


@pytest.mark.parametrize("code", ["1-Feb", "Mar-24", "1. Mrz", "2月1日", "02월 01일"])
def test_ids_that_a_spreadsheet_wrote_as_dates_are_told(reading, code):
    finding = one(reading(f"id,name,ministry,amount\n{code},x,M,1\nA-7,y,M,2\n"), "date-as-code")
    assert repr(code) in finding.message.en


@pytest.mark.parametrize("code", ["MAR-24", "Mar-4", "1-Febr", "Apr-2024", "3-May-Fund"])
def test_codes_that_no_spreadsheet_writes_are_no_dates(reading, code):
    assert "date-as-code" not in rules(reading(f"id,name,ministry,amount\n{code},x,M,1\nA-7,y,M,2\n"))
