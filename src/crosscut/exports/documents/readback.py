"""Documents read back from their files by readers that had no part in writing them."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from crosscut.exports.documents import glyphs
from crosscut.exports.documents.model import BULLETS, Chart, Document, DocumentTable, Heading, Paragraph, plain

_SPACE = re.compile("[\\s\u200b\u2060\u00ad\ufeff\ufffe\x02]+")
_PAGE = 900
"""Characters of a text that are looked for: a longer one may be cut by the end of a page."""
_HWP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


def squeeze(text: str) -> str:
    """A text without any space, so that line ends do not matter."""
    return _SPACE.sub("", text)


def printed(document: Document) -> str:
    """All that a document prints, squeezed: title block, blocks in order, closing."""
    bullets = BULLETS[document.language]
    parts = [document.furniture.label, *(key + value for key, value in document.facts()), plain(document.title)]
    parts += [plain(each) for each in document.subtitles]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(bullets.get(block.kind, "") + plain(block.text) + block.trace)
        elif isinstance(block, DocumentTable):
            cells = [plain(cell) for row in (block.head, *block.rows) for cell in row.cells]
            notes = [bullets["note"] + plain(note) for note in block.notes]
            parts += [plain(block.title), plain(block.unit), *cells, *notes]
        elif isinstance(block, Heading):
            parts.append(plain(block.text))
        elif isinstance(block, Chart):
            parts.append(plain(block.title))
    return squeeze("".join([*parts, *(plain(line) for line in document.closing())]))


def docx_text(content: bytes) -> str:
    """The text of a DOCX's body, squeezed, by python-docx."""
    import docx

    body = docx.Document(BytesIO(content)).element.body
    return squeeze("".join(each.text or "" for each in body.iter() if each.tag.endswith("}t")))


def hwpx_text(content: bytes) -> str:
    """The text of an HWPX's sections, squeezed, by a walk through its XML; headers and footers are left out."""
    found = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in sorted(each for each in archive.namelist() if re.match(r"Contents/section\d+\.xml$", each)):
            found += _hwp_texts(ElementTree.fromstring(archive.read(name)))  # noqa: S314 - written by us
    return squeeze("".join(found))


def _hwp_texts(element: ElementTree.Element) -> list[str]:
    if element.tag in (f"{_HWP}header", f"{_HWP}footer", f"{_HWP}shapeComment"):
        return []
    own = ["".join(element.itertext())] if element.tag == f"{_HWP}t" else []
    return own or [text for child in element for text in _hwp_texts(child)]


def pdf_text(content: bytes) -> str:
    """The text of a PDF, squeezed, by PDFium; what stands in the margins of pages is left out."""
    import pypdfium2

    pdf: Any = pypdfium2.PdfDocument(content)
    found = []
    for page in pdf:
        width, height = page.get_size()
        margin = 22 / 25.4 * 72
        page_text = page.get_textpage()
        found.append(page_text.get_text_bounded(left=0, bottom=margin * 0.9, right=width, top=height - margin * 0.9))
        page_text.close()
        page.close()
    pdf.close()
    return squeeze("".join(found))


def missing(document: Document, text: str) -> str | None:
    """The first text of a document that does not stand in a read-back ``text`` in its order, or None.

    Hyphens are not compared, since readers of PDF take one at the end of a line for a broken word, and neither are
    scripts that are written from right to left or joined, which they give in the order of their shapes.
    """
    place, text = 0, _comparable(text)
    for each in document.texts():
        wanted = [_comparable(part)[:_PAGE] for part in _parts(squeeze(plain(each)))]
        found = [text.find(part, place) for part in wanted]
        if min(found, default=0) < 0:
            return plain(each)
        if len(wanted) == 1:
            place = found[0] + len(wanted[0])
    return None


def _parts(text: str) -> list[str]:
    """A text in parts that are read in one direction: itself, or each word of one that mixes directions."""
    if any(unicodedata.bidirectional(each) in ("R", "AL", "AN") for each in text):
        return [part for part in re.split(r"\W+", text) if part and _comparable(part) == part]
    return [text]


def _comparable(text: str) -> str:
    return "".join(glyphs.COMMON.findall(text)).replace("-", "").replace(glyphs.MISSING, "")
