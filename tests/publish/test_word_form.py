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

from crosscut.exports.documents.columns import PADDING, WIDTH, columns, letters, units
from crosscut.exports.documents.docx import FONT, docx
from crosscut.exports.documents.hwpx import UNIT, hwpx
from crosscut.exports.documents.model import Document, DocumentTable, TableRow, TextRun
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
