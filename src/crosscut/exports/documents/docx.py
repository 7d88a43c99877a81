"""Documents as DOCX, for offices that edit in Word; the same document gives the same bytes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx as python_docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from crosscut.exports.documents.archive import repack
from crosscut.exports.documents.drawing import png
from crosscut.exports.documents.model import (
    BULLETS,
    PAPERS,
    Chart,
    Document,
    DocumentTable,
    Heading,
    Paragraph,
    TableRow,
    Text,
    TextRun,
    is_id,
    plain,
)

FONT = {"ko": "맑은 고딕", "en": "Arial"}
WIDTH = 170
"""Millimetres between the margins."""
_NAVY, _SOFT = RGBColor(0x06, 0x3A, 0x74), RGBColor(0x58, 0x61, 0x6A)
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a moment that no clock gave
_INDENT = {"item": 0, "point": 6, "note": 0, "lead": 0, "body": 0}


def docx(document: Document) -> bytes:
    """A document as DOCX."""
    made = python_docx.Document()
    _set_up(made, document)
    _title(made, document)
    for block in document.blocks:
        if isinstance(block, Heading):
            _heading(made, block)
        elif isinstance(block, Paragraph):
            _paragraph(made, block, document)
        elif isinstance(block, DocumentTable):
            _table(made, block, document)
        else:
            _chart(made, block)
    for line in document.closing():
        _write(made.add_paragraph(), line, size=8.5)
    out = io.BytesIO()
    made.save(out)
    return repack(out.getvalue())


def _set_up(made: Any, document: Document) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT[document.language], Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT["ko"])
    for level in (1, 2, 3):
        style = made.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = FONT[document.language], Pt(16 - 2 * level), _NAVY
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT["ko"])
    properties = made.core_properties
    properties.title, properties.author, properties.comments = plain(document.title), document.furniture.office, ""
    properties.created = properties.modified = _FIXED
    properties.last_modified_by, properties.revision, properties.language = "Crosscut", 1, document.language
    _write(section.header.paragraphs[0], (TextRun(f"{plain(document.title)} · {document.furniture.label}"),), 8, _SOFT)
    _page_number(section.footer.paragraphs[0], document)


def _page_number(paragraph: Any, document: Document) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)  # noqa: SLF001 - python-docx offers no field
    _write(paragraph, (TextRun(f"   {document.furniture.words['run']} {document.furniture.run}"),), 8, _SOFT)


def _title(made: Any, document: Document) -> None:
    _write(made.add_paragraph(), (TextRun(document.furniture.label, strong=True),), 22, _NAVY)
    for key, value in document.facts():
        _write(made.add_paragraph(), (TextRun(f"{key}  ", strong=True), TextRun(value)), 9)
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, tuple(TextRun(run.text, run.figure, run.quoted, strong=True) for run in document.title), 19)
    for each in document.subtitles:
        under = made.add_paragraph()
        under.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(under, each, 12, _NAVY)


def _heading(made: Any, block: Heading) -> None:
    if block.new_page:
        made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    made.add_heading(plain(block.text), block.level)


def _paragraph(made: Any, block: Paragraph, document: Document) -> None:
    made_one = made.add_paragraph()
    made_one.paragraph_format.left_indent = Mm(_INDENT[block.kind])
    made_one.paragraph_format.space_after = Pt(4)
    bullet = BULLETS[document.language].get(block.kind, "")
    strong = block.kind == "lead"
    text = tuple(TextRun(run.text, run.figure, run.quoted, strong or run.strong) for run in block.text)
    _write(
        made_one, (TextRun(bullet), *text) if bullet else text, 11.5 if strong else 9 if block.kind == "note" else 10.5
    )
    if block.trace:
        _write(made_one, (TextRun(f"  {block.trace}"),), 8 if document.kind in PAPERS else 5.5, _SOFT)


def _table(made: Any, block: DocumentTable, document: Document) -> None:
    title = made.add_paragraph()
    title.paragraph_format.keep_with_next = True
    _write(title, tuple(TextRun(run.text, strong=True) for run in block.title), 10)
    _write(title, (TextRun("   "), *block.unit), 8, _SOFT)
    rows = (block.head, *block.rows)
    table = made.add_table(rows=len(rows), cols=len(block.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Mm(WIDTH * width / sum(block.widths)) for width in block.widths]
    size = 6 if len(widths) > 10 else 8
    for row, given in zip(table.rows, rows, strict=True):
        for place, cell in enumerate(row.cells):
            cell.width = widths[place]
            _cell(cell.paragraphs[0], given, place, block, size)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _repeat_head(table.rows[0])
    for cell in table.rows[-1].cells if block.notes else ():
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    bullet = BULLETS[document.language]["note"]
    for note in block.notes:
        below = made.add_paragraph()
        below.paragraph_format.space_after = Pt(0)
        _write(below, (TextRun(bullet), *note), 7, _SOFT)


def _cell(paragraph: Any, row: TableRow, place: int, block: DocumentTable, size: float) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    if row.kind == "head":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.right[place]:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    text = row.cells[place]
    if row.kind:
        text = tuple(TextRun(run.text, run.figure, run.quoted, strong=True) for run in text)
    _write(paragraph, text, 5.5 if is_id(text) else size)


def _repeat_head(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx offers no repeated header


def _chart(made: Any, block: Chart) -> None:
    title = made.add_paragraph()
    title.paragraph_format.keep_with_next = True
    _write(title, tuple(TextRun(run.text, strong=True) for run in block.title), 10)
    picture = made.add_picture(io.BytesIO(png(block)), width=Mm(WIDTH))
    picture._inline.docPr.set("descr", block.alt)  # noqa: SLF001 - python-docx offers no alternative text


def _write(paragraph: Any, text: Text, size: float, colour: RGBColor | None = None) -> None:
    for run in text:
        made = paragraph.add_run(run.text)
        made.font.size, made.font.bold = Pt(size), run.strong or None
        if colour is not None:
            made.font.color.rgb = colour
