"""Documents as HWPX, the format of Korean public offices; the one place that knows python-hwpx.

The library gives paragraphs, tables and pictures random ids and stamps the time: both are made to depend on the
content alone when the archive is packed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from hwpx import HwpxDocument

from crosscut.exports.documents.archive import repack
from crosscut.exports.documents.columns import PADDING, WIDTH, columns, head_in_lines, letters, units
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

NAVY, SOFT, INK = "#063A74", "#58616A", "#1E2124"
UNIT = 7200 / 25.4
"""HWPUNIT in a millimetre."""
_WIDE = round(WIDTH * UNIT)
_SIZES = {"lead": 12, "body": 11, "item": 11.5, "point": 10.5, "note": 9}
_INDENT = {"lead": 0, "body": 0, "item": 0, "point": 6, "note": 0}


def hwpx(document: Document) -> bytes:
    """A document as HWPX; the same document gives the same bytes."""
    return repack(_Writer(document).write(), _steady(document))


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.made: Any = HwpxDocument.new()
        self.shapes: dict[tuple[object, ...], str] = {}
        self.made.page.setup(
            paper_size="A4",
            margins_mm={"left": 20, "right": 20, "top": 18, "bottom": 15, "header": 10, "footer": 10},
        )

    def write(self) -> bytes:
        document = self.document
        self._furniture()
        self._title()
        document.write_blocks(self._heading, self._paragraph, self._table, self._chart)
        for line in document.closing():
            self._line(line, 8.5)
        return bytes(self.made.to_bytes())

    def _furniture(self) -> None:
        document = self.document
        self.made.page.set_header(text=f"{plain(document.title)} · {document.furniture.label}")
        self.made.page.set_page_number(prefix="– ", suffix=" –")

    def _title(self) -> None:
        document = self.document
        self._line((TextRun(document.furniture.label, strong=True),), 22, NAVY)
        self._facts()
        title = tuple(TextRun(run.text, run.figure, run.quoted, strong=True) for run in document.title)
        self._line(title, 19, alignment="CENTER", spacing_before_pt=10)
        for each in document.subtitles:
            self._line(each, 12, NAVY, alignment="CENTER", spacing_after_pt=6)

    def _facts(self) -> None:
        for line in self.document.facts_in_lines():
            self._line(line, 9)
        form = self.document.form()
        widths = (WIDTH // 5 * UNIT, (WIDTH - WIDTH // 5) * UNIT)
        rows = self._grid(len(form), 2).rows if form else ()
        for row, texts in zip(rows, form, strict=True):
            for place, (cell, said) in enumerate(zip(row.cells, texts, strict=True)):
                cell.element.set("borderFillIDRef", self._border(head=place == 0))
                cell.paragraphs[0].para_pr_id_ref = self._para(alignment="LEFT")
                self._runs(cell.paragraphs[0], (TextRun(said, strong=place == 0),), 9, INK)
                cell.set_size(width=round(widths[place]))

    def _grid(self, rows: int, columns: int) -> Any:
        made = self.made.add_table(
            rows, columns, width=_WIDE, para_pr_id_ref=self._para(alignment="LEFT"), style_id_ref=0
        )
        for side in ("left", "right"):
            made.element.find(f"{_namespace(made.element)}inMargin").set(side, str(round(PADDING * UNIT)))
        return made

    def _heading(self, block: Heading) -> None:
        paragraph = self._line(
            tuple(TextRun(run.text, strong=True) for run in block.text),
            16 - 1.5 * block.level,
            NAVY,
            alignment="LEFT",
            spacing_before_pt=10,
            spacing_after_pt=4,
            keep_with_next=True,
            bottom_border=True,
            border_color=NAVY,
            outline_level=block.level,
        )
        if block.new_page:
            paragraph.element.set("pageBreak", "1")

    def _paragraph(self, block: Paragraph) -> None:
        strong = block.kind == "lead"
        bullet = BULLETS[self.document.language].get(block.kind, "")
        text = tuple(TextRun(run.text, run.figure, run.quoted, strong or run.strong) for run in block.text)
        paragraph = self._line(
            (TextRun(bullet), *text) if bullet else text,
            _SIZES[block.kind],
            SOFT if block.kind == "note" else INK,
            alignment="LEFT",
            indent_left_mm=_INDENT[block.kind],
            spacing_after_pt=3,
        )
        if block.trace:
            paragraph.add_run(
                unparted(f"  {block.trace}"), char_pr_id_ref=self._char(8 if self.document.kind in PAPERS else 6, SOFT)
            )

    def _table(self, block: DocumentTable) -> None:
        title = self._line(
            tuple(TextRun(run.text, strong=True) for run in block.title), 10, keep_with_next=True, spacing_before_pt=8
        )
        for run in (TextRun("   "), *block.unit):
            title.add_run(run.text, char_pr_id_ref=self._char(8, SOFT))
        wide, size = columns(block), letters(block)
        rows, widths = (head_in_lines(block, wide), *block.rows), units(wide, UNIT)
        made = self._grid(len(rows), len(block.widths))
        made.element.set("repeatHeader", "1")
        for made_row, row in zip(made.rows, rows, strict=True):
            for place, cell in enumerate(made_row.cells):
                self._cell(cell, row, place, block, size)
                cell.set_size(width=widths[place])
        bullet = BULLETS[self.document.language]["note"]
        for note in block.notes:
            self._line((TextRun(bullet), *note), 7, SOFT, alignment="LEFT")

    def _cell(self, cell: Any, row: TableRow, place: int, block: DocumentTable, size: float) -> None:
        head = row.kind == "head"
        if head:
            cell.element.set("header", "1")
        cell.element.set("borderFillIDRef", self._border(head=head))
        alignment = "CENTER" if head else "RIGHT" if block.right[place] else "LEFT"
        paragraph = cell.paragraphs[0]
        paragraph.para_pr_id_ref = self._para(alignment=alignment)
        text = tuple(
            TextRun(run.text, run.figure, run.quoted, run.strong or bool(row.kind)) for run in row.cells[place]
        )
        small = is_id(text)
        self._runs(paragraph, text, 5.5 if small else size, SOFT if small else INK)

    def _chart(self, block: Chart) -> None:
        self._line(tuple(TextRun(run.text, strong=True) for run in block.title), 10, keep_with_next=True)
        picture = self.made.add_picture(png(block), "png", width=_WIDE, height=_WIDE * block.height // block.width)
        _describe(picture.element, block.alt)

    def _line(self, text: Text, size: float, colour: str = INK, **shape: Any) -> Any:
        paragraph = self.made.add_paragraph(
            "", para_pr_id_ref=self._para(**shape), style_id_ref=0, include_run=False, inherit_style=False
        )
        self._runs(paragraph, text, size, colour)
        return paragraph

    def _runs(self, paragraph: Any, text: Text, size: float, colour: str) -> None:
        for run in text:
            paragraph.add_run(run.text, char_pr_id_ref=self._char(size, colour, strong=run.strong))

    def _border(self, *, head: bool) -> str:
        if ("border", head) not in self.shapes:
            self.shapes["border", head] = self.made.styles.ensure_border_fill(
                border_color="#8A949E", border_width="0.12 mm", fill_color="#EEF2F7" if head else None
            )
        return self.shapes["border", head]

    def _char(self, size: float, colour: str, *, strong: bool = False) -> str:
        key = ("char", size, colour, strong)
        if key not in self.shapes:
            self.shapes[key] = self.made.styles.ensure_run(size=size, color=colour, bold=strong)
        return self.shapes[key]

    def _para(self, **shape: Any) -> str:
        key = ("para", *sorted(shape.items()))
        if key not in self.shapes:
            sample = self.made.add_paragraph("", para_pr_id_ref=0, style_id_ref=0, inherit_style=False)
            shape = {"line_spacing_percent": 150, **shape}
            self.made.styles.apply_paragraph_format(paragraphs=[sample], **shape)
            self.shapes[key] = sample.para_pr_id_ref
            sample.remove()
        return self.shapes[key]


def _describe(picture: Any, alt: str) -> None:
    for element in picture.iter():
        if element.tag.endswith("}shapeComment"):
            element.text = alt
            return
    comment = picture.makeelement(f"{_namespace(picture)}shapeComment", {})
    comment.text = alt
    picture.append(comment)


def _namespace(element: Any) -> str:
    return str(element.tag.rpartition("}")[0]) + "}"


_RANDOM = re.compile(r'\b(id|instid|idRef)="(\d{4,})"')


def _steady(document: Document) -> Callable[[str, bytes], bytes]:
    """Rewrites of an archive's entries: ids in the order they stand, and what the document says of itself."""
    given: dict[str, str] = {}

    def change(name: str, content: bytes) -> bytes:
        if name.endswith(".hpf"):
            return _about(content.decode(), document).encode()
        if name.startswith("Contents/") and name.endswith(".xml") and "header" not in name:
            text = _RANDOM.sub(lambda m: f'{m[1]}="{given.setdefault(m[2], str(1000 + len(given)))}"', content.decode())
            return text.encode()
        return content

    return change


def _about(text: str, document: Document) -> str:
    day = document.furniture.date or "2000-01-01"
    values = {
        "creator": document.furniture.office or "Crosscut",
        "lastsaveby": "Crosscut",
        "date": day,
        "CreatedDate": f"{day}T00:00:00Z",
        "ModifiedDate": f"{day}T00:00:00Z",
    }
    for key, value in values.items():
        text = re.sub(rf'(<opf:meta name="{key}" content="text">)[^<]*', rf"\g<1>{escape(value)}", text)
    title = escape(plain(document.title))
    text = re.sub(r"<opf:title\s*/>|<opf:title>[^<]*</opf:title>", f"<opf:title>{title}</opf:title>", text)
    return re.sub(r"<opf:language>[^<]*", f"<opf:language>{document.language}", text)
