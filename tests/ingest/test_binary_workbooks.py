"""Binary workbooks (xlsb) mark what the other workbooks do; written here record by record."""

from __future__ import annotations

import struct
import zipfile

import pytest

from crosscut.findings import Severity

from .conftest import amounts, one

HEADER = ["id", "name", "ministry", "amount"]
ROWS = [HEADER, ["A", "n", "m", 13.0], ["B", "o", "m", 29.0], ["C", "p", "m", 41.0]]


def number(value, most):
    out = bytearray()
    for _ in range(most):
        out.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            break
    return bytes(out)


def record(kind, body=b""):
    return number(kind, 2) + number(len(body), 4) + body


def text(value):
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def cell(column, value, style):
    place = struct.pack("<I", column) + style.to_bytes(3, "little") + b"\0"
    if value == "#REF!":
        return record(3, place + bytes([23]))
    return record(5, place + struct.pack("<d", value)) if isinstance(value, float) else record(6, place + text(value))


def sheet(rows, hidden_row, hidden_column, merge, style):
    out = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, 3))
    if hidden_column >= 0:
        info = struct.pack("<4IH", hidden_column, hidden_column, 2560, 0, 1)
        out += record(390) + record(60, info) + record(391)
    out += record(145)
    for at, row in enumerate(rows):
        flags = 0x10 if at + 1 == hidden_row else 0
        out += record(0, struct.pack("<2IH2BB", at, 0, 300, 0, flags, 0) + struct.pack("<I", 0))
        out += b"".join(
            cell(n, each, style if (at, n) == (2, 3) else 0) for n, each in enumerate(row) if each is not None
        )
    out += record(146)
    if merge:
        out += record(177, struct.pack("<I", 1)) + record(176, struct.pack("<4I", *merge)) + record(178)
    return out + record(130)


def styles(code, struck):
    fonts = b"".join(record(43, struct.pack("<2H", 220, grbit) + b"\0" * 20) for grbit in (0, 8 if struck else 0))
    xfs = b"".join(
        record(47, struct.pack("<4H", 0xFFFF, *each) + b"\0" * 8) for each in ((0, 0, 0), (200 if code else 0, 1, 0))
    )
    formats = record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 200) + text(code)) + record(616)
    fonts = record(611, struct.pack("<I", 2)) + fonts + record(612)
    cells = record(617, struct.pack("<I", 2)) + xfs + record(618)
    return record(278) + (formats if code else b"") + fonts + cells + record(279)


@pytest.fixture
def binary(reading, tmp_path):
    def _read(rows=ROWS, source=None, *, hidden_row=0, hidden_column=-1, merge=None, code="", struck=False):
        with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
            book = record(131) + record(143) + record(156, struct.pack("<2I", 0, 1) + text("rId1") + text("S"))
            archive.writestr("xl/workbook.bin", book + record(144) + record(132))
            archive.writestr(
                "xl/_rels/workbook.bin.rels",
                '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                'worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            )
            archive.writestr("xl/styles.bin", styles(code, struck))
            archive.writestr("xl/worksheets/sheet1.bin", sheet(rows, hidden_row, hidden_column, merge, 1))
            archive.writestr("[Content_Types].xml", "<Types/>")
        return reading(None, {"file": "a.xlsb"} | (source or {}))

    return _read


def test_a_plain_one_says_nothing(binary):
    result = binary()
    assert amounts(result) == {"A": 13_000_000, "B": 29_000_000, "C": 41_000_000}
    assert result.findings == ()


def test_a_cell_further_than_memory(binary):
    rows = [*ROWS, *[["Z"]] * 3_100, [None] * 16_383 + ["stray"]]
    assert one(binary(rows), "too-large").severity is Severity.FATAL


def test_hidden_rows_and_columns(binary):
    assert one(binary(hidden_row=3), "hidden-rows").place.row == 3
    assert one(binary(hidden_column=3), "hidden-column").place.column == "amount"
    assert binary(hidden_row=3, source={"hidden": "read"}).findings == ()


def test_merged_cells(binary):
    assert one(binary(merge=(1, 2, 3, 3)), "merged-amount").place.row == 2


def test_errors(binary):
    finding = one(binary([*ROWS[:2], ["B", "o", "m", "#REF!"], ROWS[3]]), "error-cell")
    assert (finding.severity, finding.place.row) == (Severity.FATAL, 3)


def test_formats_and_struck_letters(binary):
    assert one(binary(code='#,##0"원"'), "unit-differs").place.row == 3
    assert one(binary(code=";;;"), "unseen-cell").place.row == 3
    assert one(binary(struck=True), "unseen-cell").place.row == 3
