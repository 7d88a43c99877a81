"""Documents as other programs write them: notes, merged and nested cells, formats, hidden sheets, encodings."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import crosscut
from crosscut.audit import Audit
from crosscut.audit.documents.model import AuditedDocument, Table
from crosscut.audit.documents.reading import read
from crosscut.errors import CrosscutError

LEAD = "2024년 양자 예산은 1,252억 원이다."
CAPTION = "부처별 예산 (단위: 억원)"
BODY = [["과기정통부", "845", "972"], ["산업부", "508", "557"], ["합계", "1,353", "1,592"]]
"""1,592 stands for 1,529."""

HEADS = [["부처", "예산", None], [None, "2023", "2024"]]


def cells(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.rows]


def in_place(document: AuditedDocument) -> bool:
    return all(
        document.text[cell.start : cell.end] == cell.text
        for table in document.tables
        for row in table.rows
        for cell in row
        if cell
    )


def wrong(done: Audit) -> list[str]:
    return [figure.text.replace(",", "") for figure in done.figures if done.state(figure.id) == "wrong"]


def hwpx_document() -> Any:
    from hwpx import HwpxDocument

    return HwpxDocument.new()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_hwpx_of_another_writer_is_read_in_its_order(tmp_path: Path) -> None:
    document = hwpx_document()
    document.page.set_header(text="머리말 3억 원")
    document.add_paragraph(LEAD)
    noted = document.add_paragraph(CAPTION)
    document.notes.add_footnote("주: 2022년은 777억 원.", noted)
    table = document.add_table(5, 3)
    table.merge_cells(0, 1, 0, 2)
    table.merge_cells(0, 0, 1, 0)
    for row, values in enumerate([*HEADS, *BODY]):
        for column, text in enumerate(values):
            if text is not None:
                table.set_cell_text(row, column, text)
    document.add_paragraph("뒤에 오는 문장이다.")
    path = tmp_path / "a.hwpx"
    document.save_to_path(path)
    found = read(path)
    assert cells(found.tables[0]) == [*HEADS, *BODY]
    assert in_place(found)
    lines = found.text.split("\n")
    assert lines[:3] == [LEAD, CAPTION, "주: 2022년은 777억 원."]
    assert lines[-2] == "뒤에 오는 문장이다."
    assert "머리말" not in found.text
    assert wrong(crosscut.audit(path)) == ["1592"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_table_in_a_cell_of_hwpx_is_a_table_of_its_own(tmp_path: Path) -> None:
    document = hwpx_document()
    outer = document.add_table(2, 2)
    outer.set_cell_text(0, 0, "바깥")
    outer.set_cell_text(1, 1, "끝")
    inner = outer.cell(0, 1).add_table(4, 3)
    for row, values in enumerate([["부처", "2023", "2024"], *BODY]):
        for column, text in enumerate(values):
            inner.set_cell_text(row, column, text)
    path = tmp_path / "a.hwpx"
    document.save_to_path(path)
    found = read(path)
    assert [cells(each) for each in found.tables] == [
        [["바깥", ""], ["", "끝"]],
        [["부처", "2023", "2024"], *BODY],
    ]
    assert in_place(found)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_text_in_a_box_is_running_text(tmp_path: Path) -> None:
    document = hwpx_document()
    box = document.add_table(1, 1)
    box.set_cell_text(0, 0, "2023년 예산은 845억 원이고 2024년은 972억 원으로 127억 원 늘었다.")
    document.save_to_path(tmp_path / "a.hwpx")
    done = crosscut.audit(tmp_path / "a.hwpx")
    assert [figure.text for figure in done.figures] == ["845억 원", "972억 원", "127억 원"]


@pytest.mark.parametrize(("suffix", "instead"), [(".hwp", "hwpx"), (".doc", "docx"), (".xls", "xlsx")])
def test_old_formats_say_what_to_save_as(tmp_path: Path, suffix: str, instead: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512)
    with pytest.raises(CrosscutError) as raised:
        crosscut.audit(path)
    assert f"save it as {instead}" in str(raised.value.hint)
    renamed = tmp_path / f"a.{instead}"
    path.rename(renamed)
    with pytest.raises(CrosscutError, match="old binary format, or encrypted"):
        crosscut.audit(renamed)


def word(path: Path, *, nested: bool = True) -> Path:
    import docx

    document = docx.Document()
    document.add_paragraph(LEAD)
    document.add_paragraph("과기정통부는 845억 원", style="List Bullet")
    document.add_paragraph(CAPTION)
    table = document.add_table(rows=5, cols=3)
    for row, values in enumerate([*HEADS, *BODY]):
        for column, text in enumerate(values):
            if text is not None:
                table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    if nested:
        table.cell(2, 0).add_table(rows=2, cols=2).cell(1, 1).text = "안"
    document.save(str(path))
    return path


def test_word_documents_keep_merged_and_nested_cells(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx")
    found = read(path)
    assert cells(found.tables[0]) == [*HEADS, *BODY]
    assert cells(found.tables[1]) == [["", ""], ["", "안"]]
    assert "- 과기정통부는" in found.text
    assert in_place(found)
    assert wrong(crosscut.audit(path)) == ["1592"]


def test_tracked_changes_and_wrapped_blocks_of_word_are_read_as_shown(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.add_paragraph("가")
    body = document.element.body
    space = nsdecls("w")
    body.insert(
        0,
        parse_xml(
            f"<w:p {space}><w:r><w:t xml:space='preserve'>예산은 </w:t></w:r><w:del><w:r><w:delText>10억 원</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>20억 원</w:t></w:r></w:ins><w:r><w:tab/><w:t>이다.</w:t></w:r></w:p>"
        ),
    )
    body.insert(
        1,
        parse_xml(
            f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>상자 안 30억 원</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "예산은 20억 원 이다.\n상자 안 30억 원\n가\n"


def test_workbooks_are_read_as_they_print(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "예산"
    rows: list[list[Any]] = [
        ["", "", "", "", ""],
        ["", CAPTION],
        [],
        ["", "부처", "예산", "", "증감률", "기준일"],
        ["", "", 2023, 2024, "", ""],
        ["", "과기정통부", 845, 972, 0.15030, date(2024, 1, 2)],
        ["", "산업부", 508, 557, 0.0965, date(2024, 1, 2)],
        ["", "합계", 1353, 1529, 0.13, ""],
    ]
    for row in rows:
        sheet.append(row)
    for merged in ("C4:D4", "B4:B5", "E4:E5"):
        sheet.merge_cells(merged)
    for row in (6, 7, 8):
        sheet[f"E{row}"].number_format = "0.0%"
    sheet["H6"], sheet["I6"] = "총액", 1_529_000_000_000
    sheet["I6"].number_format = "#,##0,,"
    hidden = book.create_sheet("숨김")
    hidden["A1"] = "9,999억 원"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    (table,) = found.tables
    assert cells(table)[:3] == [
        ["부처", "예산", None, "증감률", "기준일", "", "", ""],
        [None, "2023", "2024", None, "", "", "", ""],
        ["과기정통부", "845", "972", "15.0%", "[2024-01-02]", "", "총액", "1529000"],
    ]
    assert "9,999" not in found.text
    assert in_place(found)
    done = crosscut.audit(tmp_path / "a.xlsx")
    assert not done.findings
    assert done.coverage.sums == 2


def test_hidden_rows_and_columns_are_not_read_and_a_label_amid_a_table_stays_in_it(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["부처", 2023, 2024, "몰래"], ["중앙"], *([*each, "7"] for each in BODY), ["숨은 행", "5", "5", "7"]]:
        sheet.append(row)
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "a.xlsx")
    (table,) = read(tmp_path / "a.xlsx").tables
    assert cells(table) == [["부처", "2023", "2024"], ["중앙", "", ""], *BODY]


def test_what_is_struck_out_hidden_or_above_the_line_is_not_read(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph("예산은 ")
    for text, mark in (("10억 원", "strike"), ("30억 원", "hidden"), ("1)", "superscript")):
        setattr(paragraph.add_run(text).font, mark, True)
    paragraph.add_run("20억 원이다.")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text == "예산은 20억 원이다.\n"
    (tmp_path / "a.html").write_text(
        "<body><p>예산은 <s>10억 원</s>20억 원<sup>1)</sup>이다.<p hidden>30억 원<p>40억 원"
        '<div style="display: none"><div>5</div>50억 원</div><p>60억 원 <sup>open<p>70억 원',
        encoding="utf-8",
    )
    assert read(tmp_path / "a.html").text == "예산은 20억 원이다.\n40억 원\n60억 원\n70억 원\n"


def test_what_is_struck_out_in_hwpx_is_not_read(tmp_path: Path) -> None:
    def run(style: int, words: str) -> str:
        return f'<hp:run charPrIDRef="{style}"><hp:t>{words}</hp:t></hp:run>'

    runs = run(0, "예산은 ") + run(1, "10억 원") + run(2, "20억 원") + run(3, "1)") + run(0, "이다.")
    styles = "".join(
        f'<hh:charPr id="{place}">{inside}</hh:charPr>'
        for place, inside in enumerate(
            ("", '<hh:strikeout shape="SOLID"/>', '<hh:strikeout shape="NONE"/>', "<hh:supscript/>")
        )
    )
    named = "http://www.hancom.co.kr/hwpml/2011/"
    with zipfile.ZipFile(tmp_path / "a.hwpx", "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/header.xml", f'<hh:head xmlns:hh="{named}head">{styles}</hh:head>')
        section = f'<hs:sec xmlns:hs="{named}section" xmlns:hp="{named}paragraph"><hp:p>{runs}</hp:p></hs:sec>'
        archive.writestr("Contents/section0.xml", section)
    assert read(tmp_path / "a.hwpx").text.strip() == "예산은 20억 원이다."


def test_letters_that_are_written_apart_are_composed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(unicodedata.normalize("NFD", LEAD), encoding="utf-8")
    assert read(tmp_path / "a.txt").text == LEAD


def test_html_tables_with_spans_entities_and_tables_inside(tmp_path: Path) -> None:
    body = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in BODY)
    path = tmp_path / "a.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>9억 원</title><body><table><tr><td>"  # a table that lays out the page, and no </head>
        f"<p>{LEAD}</p><p>R&amp;D &#8361;5&nbsp;billion</p><div>{CAPTION}</div>"
        f"<table><tr><th rowspan=2>부처<th colspan=2>예산<tr><th>2023<th>2024{body}"
        "<tr><td>비고<td colspan=2><table><tr><td>안<td>7</table></table></table><p>끝.",
        encoding="utf-8",
    )
    found = read(path)
    assert cells(found.tables[0]) == [*HEADS, *BODY, ["비고", "", None]]
    assert cells(found.tables[1]) == [["안", "7"]]
    assert found.text.startswith(f"{LEAD}\nR&D ₩5 billion\n{CAPTION}\n")
    assert in_place(found)
    assert wrong(crosscut.audit(path)) == ["1592"]


MARKDOWN = f"{LEAD}\n\n{CAPTION}\n\n부처 \\| 청 | 2023 | 2024\n---|---:|---:\n" + "".join(
    f"{' | '.join(row)}\n" for row in BODY
)


def test_markdown_tables_need_no_outer_bars(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{MARKDOWN}\n가 | 나 라고도 쓴다.\n", encoding="utf-8")
    found = read(path)
    assert [len(table.rows) for table in found.tables] == [4]
    assert in_place(found)
    assert wrong(crosscut.audit(path)) == ["1592"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
def test_texts_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{LEAD} 똠방각하\n".encode(encoding))
    assert read(path).text == f"{LEAD} 똠방각하\n"
    path.rename(tmp_path / "a.html")
    assert read(tmp_path / "a.html").text == f"{LEAD} 똠방각하\n"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_what_libreoffice_writes_is_read(tmp_path: Path, suffix: str) -> None:
    source = word(tmp_path / "source.docx", nested=False)
    kind = {"docx": "docx:Office Open XML Text", "pdf": "pdf"}[suffix]
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    written = tmp_path / "out" / f"source.{suffix}"
    if not written.exists():
        pytest.skip("LibreOffice is here without its Writer")
    done = crosscut.audit(written)
    assert wrong(done) == ["1592"]
    assert 125_200_000_000 in {figure.value for figure in done.figures}
