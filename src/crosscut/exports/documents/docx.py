"""Documents as DOCX, for offices that edit in Word; the same document gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx as python_docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from crosscut.exports.documents.archive import repack
from crosscut.exports.documents.columns import PADDING, WIDTH, columns, head_in_lines, letters
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
    unparted,
)
from crosscut.exports.documents.word_format import (
    FAINT,
    PALE,
    field,
    frame,
    keep_whole,
    mark_size,
    shade,
    shade_lead,
    underline,
    use_font,
)

FONT = {"ko": "맑은 고딕", "en": "Arial"}
_NAVY, _SOFT = RGBColor(0x06, 0x3A, 0x74), RGBColor(0x58, 0x61, 0x6A)
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a moment that no clock gave
_INDENT = {"item": 0, "point": 5, "note": 0, "lead": 3, "body": 0}
_HANGING = 4.5
"""Millimetres that the lines below a bullet's stand in."""
_TWENTIETHS = 72 / 25.4 * 20
"""Twentieths of a point in a millimetre."""
_FIRST = 3
"""Lines of a table, the head's among them, that the line below them follows on the same page."""
_LAST = 2
"""Rows above a table's last one that stand on its page."""
_SMALLER = 0.9
"""How large a brief's letters are beside others', so that it is one page."""


def docx(document: Document) -> bytes:
    """A document as DOCX."""
    return _Writer(document).write()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.scale = _SMALLER if document.kind == "brief" else 1.0
        self.made = python_docx.Document()
        self.item: Any = None
        """The paragraph of the last block where that is an item, which stands on a page with its first point."""

    def write(self) -> bytes:
        self._set_up()
        self._furniture()
        self._title()
        self.document.write_blocks(self._heading, self._paragraph, self._table, self._chart)
        self._closing()
        out = io.BytesIO()
        self.made.save(out)
        return repack(out.getvalue())

    def _closing(self) -> None:
        """What stands below the last block, on one page with it."""
        self.made.paragraphs[-1].paragraph_format.keep_with_next = True
        self._kept(self.document.closing(), 8.5, before=8)

    def _kept(self, lines: Sequence[Text], size: float, colour: RGBColor | None = None, *, before: float) -> None:
        """Lines that no page's end parts."""
        for place, line in enumerate(lines):
            made = self._line(line, size, colour, before=0 if place else before)
            made.paragraph_format.keep_with_next = place < len(lines) - 1 or None

    def _set_up(self) -> None:
        section = self.made.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm((210 - WIDTH) / 2)
        section.top_margin, section.bottom_margin = Mm(24), Mm(22)
        font = FONT[self.document.language]
        normal = self.made.styles["Normal"]
        use_font(normal, font, FONT["ko"])
        normal.font.size = Pt(10.5 * self.scale)
        normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(0), 1.1
        for level in (1, 2, 3):
            style = self.made.styles[f"Heading {level}"]
            use_font(style, font, FONT["ko"])
            style.font.size, style.font.color.rgb = Pt((16 - 2 * level) * self.scale), _NAVY
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14 * self.scale), Pt(4)

    def _furniture(self) -> None:
        document, section, properties = self.document, self.made.sections[0], self.made.core_properties
        properties.title, properties.author, properties.comments = plain(document.title), document.furniture.office, ""
        properties.created = properties.modified = _FIXED
        properties.last_modified_by, properties.revision, properties.language = "Crosscut", 1, document.language
        head = (TextRun(f"{plain(document.title)} · {document.furniture.label}"),)
        _write(section.header.paragraphs[0], head, 8, _SOFT)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for part in field("PAGE"):
            (run,) = _write(foot, (TextRun(""),), 8, _SOFT)
            run._r.append(part)  # noqa: SLF001 - python-docx offers no field
        _write(foot, (TextRun(f"   {document.furniture.words['run']} {document.furniture.run}"),), 8, _SOFT)

    def _title(self) -> None:
        document = self.document
        underline(self._line((TextRun(document.furniture.label, strong=True),), 22, _NAVY, after=6))
        self._facts()
        title = tuple(TextRun(run.text, run.figure, run.quoted, strong=True) for run in document.title)
        lines = [self._line(title, 19, before=12, after=4)]
        lines += [self._line(each, 12, _NAVY, after=6) for each in document.subtitles]
        for line in lines:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _facts(self) -> None:
        for line in self.document.facts_in_lines():
            self._line(line, 9)
        form = self.document.form()
        rows = self._grid(len(form), [35, WIDTH - 35]).rows if form else ()
        for row, (key, value) in zip(rows, form, strict=True):
            keep_whole(row)
            shade(row.cells[0], PALE)
            _write(row.cells[0].paragraphs[0], (TextRun(key, strong=True),), 9)
            _write(row.cells[1].paragraphs[0], (TextRun(value),), 9)

    def _heading(self, block: Heading) -> None:
        made = self.made.add_heading(plain(block.text), block.level)
        made.paragraph_format.page_break_before = block.new_page or None
        made.paragraph_format.keep_with_next = True
        if block.level == 1:
            underline(made)

    def _paragraph(self, block: Paragraph) -> None:
        lead = block.kind == "lead"
        bullet = BULLETS[self.document.language].get(block.kind, "").strip()
        text = tuple(TextRun(run.text, run.figure, run.quoted, lead or run.strong) for run in block.text)
        size = {"lead": 11.5, "note": 9.0}.get(block.kind, 10.5)
        made = self._line((TextRun(f"{bullet}\t"), *text) if bullet else text, size, before=6 if lead else 2, after=4)
        hanging = _HANGING if bullet else 0
        made.paragraph_format.left_indent = Mm(_INDENT[block.kind] + hanging)
        made.paragraph_format.first_line_indent = Mm(-hanging)
        if block.kind == "point" and self.item is not None:
            self.item.paragraph_format.keep_with_next = True
        self.item = made if block.kind == "item" else None
        if lead:
            shade_lead(made)
            made.paragraph_format.keep_with_next = True
        if block.trace:
            size = 8 if self.document.kind in PAPERS else 5.5
            _write(made, (TextRun(unparted(f"  {block.trace}")),), size, _SOFT)

    def _table(self, block: DocumentTable) -> None:
        title = self._line(tuple(TextRun(run.text, strong=True) for run in block.title), 10, before=8, after=3)
        title.paragraph_format.keep_with_next = True
        _write(title, (TextRun("   "), *block.unit), 8, _SOFT)
        widths = columns(block)
        rows = (head_in_lines(block, widths), *block.rows)
        table = self._grid(len(rows), widths)
        for row, given in zip(table.rows, rows, strict=True):
            keep_whole(row, head=given.kind == "head")
            for place, cell in enumerate(row.cells):
                if given.kind in _GROUNDS:
                    shade(cell, _GROUNDS[given.kind])
                _cell(cell.paragraphs[0], given, place, block)
        _keep_together(table, notes=bool(block.notes))
        bullet = BULLETS[self.document.language]["note"]
        self._kept([(TextRun(bullet), *note) for note in block.notes], 7, _SOFT, before=2)

    def _grid(self, rows: int, widths: list[float]) -> Any:
        table = self.made.add_table(rows=rows, cols=len(widths), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        frame(table, round(PADDING * _TWENTIETHS), 20 if len(widths) > 10 else 30)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return table

    def _chart(self, block: Chart) -> None:
        title = self._line(tuple(TextRun(run.text, strong=True) for run in block.title), 10, before=8, after=3)
        title.paragraph_format.keep_with_next = True
        picture = self.made.add_picture(io.BytesIO(png(block)), width=Mm(WIDTH))
        picture._inline.docPr.set("descr", block.alt)  # noqa: SLF001 - python-docx offers no alternative text

    def _line(
        self, text: Text, size: float, colour: RGBColor | None = None, *, before: float = 0, after: float = 0
    ) -> Any:
        paragraph = self.made.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(before * self.scale)
        paragraph.paragraph_format.space_after = Pt(after * self.scale)
        _write(paragraph, text, size * self.scale, colour)
        return paragraph


def _keep_together(table: Any, *, notes: bool) -> None:
    """A table's head is followed by rows on its page; its last rows are together, and its notes follow them."""
    last = len(table.rows) - 1
    for place in sorted({*range(min(_FIRST, last)), *range(max(last - _LAST, 0), last + notes)}):
        for cell in table.rows[place].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


_GROUNDS = {"head": PALE, "total": FAINT}


def _cell(paragraph: Any, row: TableRow, place: int, block: DocumentTable) -> None:
    if row.kind == "head":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.right[place]:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    text = row.cells[place]
    if row.kind:
        text = tuple(TextRun(run.text, run.figure, run.quoted, strong=True) for run in text)
    mark_size(paragraph, letters(block))
    _write(paragraph, text, 5.5 if is_id(text) else letters(block))


def _write(paragraph: Any, text: Text, size: float, colour: RGBColor | None = None) -> list[Any]:
    runs = [paragraph.add_run(run.text) for run in text]
    for made, run in zip(runs, text, strict=True):
        made.font.size, made.font.bold = Pt(size), run.strong or None
        if colour is not None:
            made.font.color.rgb = colour
    return runs
