"""How a document looks in Word and in LibreOffice: fonts, heads, rows, the form above the title, pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx as word
import pypdfium2
import pytest
from docx.oxml.ns import qn

from crosscut.exports.documents.columns import PADDING, WIDTH, columns, head_in_lines, letters, units
from crosscut.exports.documents.docx import FONT, docx
from crosscut.exports.documents.hwpx import UNIT, hwpx
from crosscut.exports.documents.model import Document, DocumentTable, TableRow, TextRun, plain
from tests.publish.conftest import Example
from tests.shortened import some


def opened(document: Document) -> Any:
    return word.Document(io.BytesIO(docx(document)))


def tables(example: Example) -> list[DocumentTable]:
    return [
        each for document in example.documents.values() for each in document.blocks if isinstance(each, DocumentTable)
    ]


def test_headings_are_in_the_font_of_the_text_and_not_in_the_theme_s(korea: Example) -> None:
    for document in korea.documents.values():
        styles = opened(document).styles
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
            fonts = styles[name].element.rPr.rFonts
            assert fonts.get(qn("w:ascii")) == FONT[document.language]
            assert not [each for each in fonts.attrib if each.endswith("Theme")]


def test_no_page_parts_a_row_and_each_repeats_the_head(korea: Example) -> None:
    for document in korea.documents.values():
        for table in opened(document).tables:
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_form_of_a_release_is_a_table(korea: Example) -> None:
    for document in korea.documents.values():
        if document.kind == "release":
            first = opened(document).tables[0]
            assert [tuple(cell.text for cell in row.cells) for row in first.rows] == document.facts()


def test_columns_are_as_wide_as_the_longest_word_of_their_head(korea: Example) -> None:
    bold = {"P": 667, "r": 389, "o": 611, "g": 611, "a": 556, "m": 889, "e": 556, "s": 556, "N": 722, "t": 333}
    seen = 0
    for table in tables(korea):
        made = columns(table)
        assert sum(made) == pytest.approx(WIDTH)
        assert sum(units(made, 100)) == 100 * WIDTH
        for width, cell in zip(made, table.head.cells, strict=True):
            if cell[0].text in ("Programmes", "Note"):
                wide = sum(bold[letter] for letter in cell[0].text) / 1000 * letters(table) * 25.4 / 72
                assert wide + 2 * PADDING <= width
                seen += 1
    assert seen


def test_cells_are_padded_alike_in_both_formats(korea: Example) -> None:
    document = korea.documents["release", "ko"]
    with zipfile.ZipFile(io.BytesIO(hwpx(document))) as archive:
        section = archive.read("Contents/section0.xml").decode()
    margins = re.findall(r'<hp:inMargin left="(\d+)" right="(\d+)"', section)
    drawn = [each for each in document.blocks if isinstance(each, DocumentTable)]
    form_and_tables = 1 + len(drawn)
    assert [each for each in margins if each != ("0", "0")] == [(str(round(PADDING * UNIT)),) * 2] * form_and_tables
    assert 'hasMargin="1"' not in section


def test_a_head_that_no_page_is_wide_enough_for_keeps_the_weights() -> None:
    head = TableRow(tuple((TextRun("Donaudampfschifffahrt"),) for _ in range(30)), "head")
    assert columns(DocumentTable((), (), head, (), (1,) * 30, (False,) * 30)) == [pytest.approx(WIDTH / 30)] * 30


def test_heads_of_hangul_end_their_lines_between_words(korea: Example) -> None:
    for kind in ("release", "report"):
        document = korea.documents[kind, "ko"]
        heads = [cell.text for table in opened(document).tables for cell in table.rows[0].cells]
        assert "2024년\n국회확정" in heads
        with zipfile.ZipFile(io.BytesIO(hwpx(document))) as archive:
            assert "2024년<hp:lineBreak/>국회확정" in archive.read("Contents/section0.xml").decode()
        for table in filter(_in_korean, tables(korea)):
            lines = [plain(cell).split("\n") for cell in head_in_lines(table, columns(table)).cells]
            for width, cell in zip(columns(table), lines, strict=True):
                for line in cell:
                    assert len(line) * 0.95 * letters(table) * 25.4 / 72 <= width - 2 * PADDING or len(line) < 5, line


def _in_korean(table: DocumentTable) -> bool:
    return bool(re.search("[가-힣]", "".join(plain(cell) for cell in table.head.cells)))


def test_words_of_hangul_and_numbers_said_to_be_about_have_the_room_that_they_take() -> None:
    head = TableRow(tuple((TextRun(text),) for text in ("분야", "이관·재분류", "국가전략기술(2022)", "감액")), "head")
    rows = (TableRow(tuple((TextRun(text),) for text in ("인공지능", "1", "2", "약 −11,491"))),)
    table = DocumentTable((), (), head, rows, (90, 4, 4, 4), (False, True, True, True))
    _, moved, total, cut = columns(table)
    point = letters(table) * 25.4 / 72
    assert moved >= 3 * point + 2 * PADDING
    assert total >= 6 * point + 2 * PADDING
    assert cut >= (1 + 0.28 + 0.55 * 7) * point + 2 * PADDING
    assert [plain(cell) for cell in head_in_lines(table, columns(table)).cells] == [
        "분야",
        "이관·\n재분류",
        "국가전략기술\n(2022)",
        "감액",
    ]


@pytest.mark.slow
def test_a_brief_is_one_page_in_libreoffice_and_every_document_opens_there(korea: Example, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no soffice on the path; apt-get install libreoffice-writer-nogui")
    for (kind, language), document in some(korea.documents.items(), 3):
        (tmp_path / f"{kind}.{language}.docx").write_bytes(docx(document))
    made = sorted(tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *map(str, made)], check=True, capture_output=True, timeout=280)
    for path in made:
        pages = len(pypdfium2.PdfDocument(tmp_path / "out" / f"{path.stem}.pdf"))  # type: ignore[no-untyped-call]
        assert pages == 1 if path.name.startswith("brief") else pages > 1, path.name
