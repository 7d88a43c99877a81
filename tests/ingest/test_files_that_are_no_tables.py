"""Documents, pictures, archives and web pages under the name of a table: one line says what each is and what to do."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile

import pytest

from crosscut.findings import Severity

from .conftest import amounts
from .tables_of_offices import HEADER, loud

TABLE = f"{HEADER}A,가나,M,5\n"
PAGE = "<table><tr><th>id</th><th>name</th><th>ministry</th><th>amount</th></tr></table>"


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def noise():
    draw = random.Random(24)
    return bytes(draw.randrange(256) for _ in range(5000))


def compound(*names):
    """The beginning of a compound file and a directory of some names."""
    named = [(each.encode("utf-16-le").ljust(64, b"\0"), 2 * len(each) + 2) for each in names]
    entries = b"".join(struct.pack("<64sH50xII4x", name, length, 1, 512) for name, length in named)
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    head[30:32], head[48:52], head[68:72] = b"\x09\0", b"\1\0\0\0", b"\xfe\xff\xff\xff"
    head[76:512] = b"\0\0\0\0" + b"\xff" * 432
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    return bytes(head) + table + entries.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
        ("a.csv", b"%PDF-1.4\n1 0 obj\n", "a PDF document"),
        ("a.xlsx", noise(), "neither text nor a workbook"),
        ("a.csv", b"\x03\x7d\x01\x01" + bytes(28) + b"ID" + bytes(40) + b"A    B", "neither text nor a workbook"),
        ("a.xls", PAGE, "a web page"),
        ("a.xls", f"\ufeff<!-- made by a portal -->\n<html><body>{PAGE}", "a web page"),
        ("a.xls", f'<?xml version="1.0"?><!DOCTYPE html><html>{PAGE}', "a web page"),
        ("a.xls", f"<div>{PAGE}</div>".encode("utf-16"), "a web page"),
        ("a.xls", f"MIME-Version: 1.0\r\n\r\n<html>{PAGE}", "a web page"),
        (
            "a.xls",
            '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>',
            "a workbook in Excel's XML of 2003",
        ),
        ("a.csv", '<?xml version="1.0"?>\n<budget><row id="A"/></budget>', "XML"),
        ("a.csv", '\ufeff [\n{"id": "A"}]', "JSON"),
        ("a.xlsx", packed(readme_txt=TABLE), "an archive of other files (readme_txt)"),
        ("a.xlsx", packed(word__document="<w/>"), "a text document"),
        ("a.xlsx", packed(mimetype="application/hwp+zip"), "a Hangul document"),
        ("a.xls", compound("Root Entry", "FileHeader"), "a Hangul document"),
        ("a.xls", compound("Root Entry", "WordDocument"), "a text document"),
        ("a.csv", gzip.compress(TABLE.encode()), "a compressed file"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + noise(), "a picture"),
        ("a.csv", b"{\\rtf1\\ansi id,name,ministry,amount}", "a text document"),
        ("a.csv", b"SQLite format 3\0" + bytes(900), "a database"),
        ("a.csv", "version https://git-lfs.github.com/spec/v1\nsize 12\n", "a pointer of Git LFS"),
    ],
)
def test_a_file_is_called_what_it_is(reading, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    result = reading(None, {"file": name})
    assert [(each.rule, each.severity) for each in result.findings] == [("wrong-format", Severity.FATAL)]
    assert f"The file is {said}" in result.findings[0].message.en
    assert result.findings[0].hint.en
    assert result.findings[0].hint.ko


@pytest.mark.parametrize("content", ["\n\n \n", " \t \n"])
def test_a_file_of_blanks_is_empty(reading, content):
    assert [each.rule for each in reading(content).findings] == ["empty-file"]


def test_a_folder_called_a_table_is_no_file(reading, tmp_path):
    (tmp_path / "a.csv").mkdir()
    result = reading(None)
    assert [each.rule for each in result.findings] == ["missing-file"]
    assert "It is a folder" in result.findings[0].message.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "iso2022_kr", "utf-32"])
@pytest.mark.parametrize("name", ["a.csv", "a.xls"])
def test_a_text_is_a_table_in_any_encoding_and_whatever_it_is_called(reading, tmp_path, name, encoding):
    (tmp_path / name).write_bytes((HEADER + "A,가나다라 기술개발,M,5\n").encode(encoding))
    stated = {} if encoding.startswith("utf") else {"encoding": encoding}
    result = reading(None, {"file": name} | stated)
    assert amounts(result) == {"A": 5_000_000}
    assert not [each for each in loud(result) if "format" in each]


@pytest.mark.parametrize("cell", ["<id>", "<b>bold</b> and more", "{id}", "%PDF", "PK", "GIF", "ORC"])
def test_a_table_whose_title_begins_strangely_is_read(reading, cell):
    assert amounts(reading(f"{cell},,,\n{TABLE}")) == {"A": 5_000_000}
