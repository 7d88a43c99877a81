"""What stands over a chart or under a table goes with it to the next page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import docx as word
import pypdfium2
import pytest
from docx.oxml.ns import qn

from crosscut.exports.documents.docx import docx
from crosscut.exports.documents.model import (
    BULLETS,
    Chart,
    Document,
    DocumentTable,
    Furniture,
    Paragraph,
    RowKind,
    TableRow,
    TextRun,
    plain,
)
from crosscut.exports.documents.pdf import pdf
from tests.publish.conftest import Example

ITEM = ("item", "point")


def test_no_page_of_word_begins_with_notes_or_ends_with_the_title_of_a_chart(korea: Example) -> None:
    for document in korea.documents.values():
        made = word.Document(io.BytesIO(docx(document)))
        charts = {"".join(run.text for run in block.title) for block in document.blocks if isinstance(block, Chart)}
        drawn = f".//{qn('w:drawing')}"
        titles = [each for each in made.paragraphs if each.text in charts and each._p.getnext().findall(drawn)]
        assert len(titles) >= len(charts)
        assert all(each.paragraph_format.keep_with_next for each in titles)
        for table in made.tables:
            after = table._tbl.getnext()
            if after is not None and after.tag == qn("w:p") and "※" in "".join(after.itertext()):
                assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[-1].cells)


def test_a_heading_of_word_and_the_sentence_below_it_go_with_what_they_lead(korea: Example) -> None:
    for document in korea.documents.values():
        lines = word.Document(io.BytesIO(docx(document))).paragraphs
        leads = tuple(plain(each.text) for each in paragraphs(document) if each.kind == "lead")
        for line in lines:
            if line.style.name.startswith("Heading") or (leads and line.text.startswith(leads)):  # type: ignore[union-attr]
                assert line.paragraph_format.keep_with_next, line.text


def test_an_item_of_word_stands_with_its_first_point(korea: Example) -> None:
    for document in korea.documents.values():
        lines = word.Document(io.BytesIO(docx(document))).paragraphs
        items = [
            plain(item.text)
            for item, point in pairwise(document.blocks)
            if isinstance(item, Paragraph) and isinstance(point, Paragraph) and (item.kind, point.kind) == ITEM
        ]
        kept = [line.text for line in lines if line.paragraph_format.keep_with_next]
        assert all(any(item in line for line in kept) for item in items)


def test_no_word_page_begins_with_the_licence_or_a_table_s_last_row(korea: Example) -> None:
    for document in korea.documents.values():
        made = word.Document(io.BytesIO(docx(document)))
        closing = len(document.closing())
        assert all(each.paragraph_format.keep_with_next for each in made.paragraphs[-1 - closing : -1])
        for table in made.tables:
            for row in table.rows[-3:-1]:
                assert len(table.columns) == 2 or row.cells[0].paragraphs[0].paragraph_format.keep_with_next


@pytest.mark.slow
def test_no_printed_page_begins_with_notes_or_ends_with_an_item_that_has_points(korea: Example) -> None:
    for (kind, language), document in korea.documents.items():
        pages = printed_pages(document)
        bullets = BULLETS[language]
        notes = [f"{bullets['note'].strip()} {plain(note)}"[:12] for table in tables(document) for note in table.notes]
        first = [each[1] for each in pages[1:] if len(each) > 1]
        assert not [line for line in first if line.startswith(tuple(notes))], (kind, language)
        assert not [each for each in pages if each[-3].startswith(bullets["item"].strip()) and kind == "release"]


def test_no_line_of_word_begins_with_the_mark_of_a_note(korea: Example) -> None:
    for (kind, language), document in korea.documents.items():
        if kind != "report":
            marks = [each.trace.split() for each in paragraphs(document) if each.trace]
            runs = [run.text for line in word.Document(io.BytesIO(docx(document))).paragraphs for run in line.runs]
            said = [each.split() for each in runs if each.startswith("\u00a0") and " " not in each]
            assert said == marks, (kind, language)


@pytest.mark.parametrize(
    ("rows", "kind", "notes"), [(5, "", 200), (120, "group", 1), (0, "", 1)], ids=["notes", "groups", "nothing"]
)
def test_what_is_kept_together_is_never_longer_than_a_page(rows: int, kind: RowKind, notes: int) -> None:
    cells = [f"row{place}." for place in range(rows)]
    under = [f"note{place}." for place in range(notes)]
    text = (TextRun("text"),)
    table = DocumentTable(
        text,
        (),
        TableRow((text,), "head"),
        tuple(TableRow(((TextRun(each),),), kind) for each in cells),
        (1,),
        (False,),
        tuple((TextRun(each),) for each in under),
    )
    assert unprinted(table, (*cells, *under)) == []


@pytest.mark.parametrize(("columns", "words"), [(2, 2400), (6, 480), (11, 300)])
def test_a_cell_longer_than_a_page_loses_no_word(columns: int, words: int) -> None:
    said = [f"w{place:04d}" for place in range(words)]
    beside = ((TextRun("beside"),),) * (columns - 1)
    table = DocumentTable(
        (TextRun("text"),),
        (),
        TableRow(((TextRun("head"),), *beside), "head"),
        (TableRow(((TextRun(" ".join(said)),), *beside), ""), TableRow((*beside, (TextRun("last"),)), "")),
        (1,) * columns,
        (False,) * columns,
        (),
    )
    assert unprinted(table, [*said, "last"]) == []


@pytest.mark.parametrize("rows", [53, 54, 55])
def test_no_last_row_stands_alone_on_a_page(rows: int) -> None:
    cells = [f"row{place}." for place in range(rows)]
    text = (TextRun("text"),)
    listed = tuple(TableRow(((TextRun(each),),), "") for each in cells)
    table = DocumentTable(text, (), TableRow((text,), "head"), listed, (1,), (False,), ())
    held = [[line for line in page if line in cells] for page in printed_pages(report_of(table))]
    assert [len(page) for page in held if page].count(1) == 0
    assert [line for page in held for line in page] == cells


def test_a_name_in_a_narrow_column_fills_its_lines() -> None:
    text, name = (TextRun("text"),), "Korea AeroSpace Administration"
    rows = (TableRow((text, (TextRun(name),), text, text)),)
    table = DocumentTable(
        text, (), TableRow((text, text, text, text), "head"), rows, (46, 26, 14, 14), (False,) * 4, ()
    )
    lines = [line for page in printed_pages(report_of(table)) for line in page]
    assert any("Korea AeroSpace" in line for line in lines)
    assert name not in lines


def unprinted(table: DocumentTable, said: Sequence[str]) -> list[str]:
    """What no page shows of what a report of one table says."""
    printed = "".join(line for page in printed_pages(report_of(table)) for line in page)
    return [each for each in said if each not in printed]


def report_of(table: DocumentTable) -> Document:
    words = dict.fromkeys(("licence", "contact", "run", "contents", "date", "page", "of"), "word")
    around = Furniture("Report", "", "2026-01-01", "", "", "", "terms", True, "run", words)
    return Document("report", "en", around, (TextRun("text"),), (), (table,))


def printed_pages(document: Document) -> list[list[str]]:
    """The lines of each page of a PDF."""
    made = pypdfium2.PdfDocument(pdf(document))  # type: ignore[no-untyped-call]
    texts = [page.get_textpage().get_text_range() for page in made]
    return [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]


def paragraphs(document: Document) -> list[Paragraph]:
    return [each for each in document.blocks if isinstance(each, Paragraph)]


def tables(document: Document) -> list[DocumentTable]:
    return [each for each in document.blocks if isinstance(each, DocumentTable)]
