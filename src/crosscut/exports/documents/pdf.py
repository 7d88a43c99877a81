"""Documents as PDF by typst: tagged (PDF/UA-1), with bookmarks, Korean fonts embedded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from crosscut.exports.charts.theme import FONT
from crosscut.exports.documents import glyphs
from crosscut.exports.documents.model import Document, Json
from crosscut.exports.documents.paging import ChartPlace, Layout, chart_widths

if TYPE_CHECKING:
    import typst

STANDARD: Final = "ua-1"
"""The accessibility standard that every PDF is checked against while it is made."""


def pdf(document: Document) -> bytes:
    """A document as PDF; the same document gives the same bytes.

    Raises
    ------
    CrosscutError
        where no Korean font is found.

    """
    widths = chart_widths(document, laid_out)
    with _compiler(document, widths) as compiler:
        return _made(compiler)


def laid_out(document: Document, widths: Sequence[int]) -> Layout:
    """A document with charts of those widths, and where they stand."""
    with _compiler(document, widths) as compiler:
        places = json.loads(compiler.query("<chart>", field="value"))
        return Layout(_made(compiler), [ChartPlace(*each) for each in places])


def _made(compiler: typst.Compiler) -> bytes:
    made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
    assert isinstance(made, bytes)
    return made


@contextmanager
def _compiler(document: Document, widths: Sequence[int]) -> Iterator[typst.Compiler]:
    """What lays out a document whose charts have those per cent of the page's width, one after the other.

    Its source is a file: what is laid out of one for a query is not laid out again for the PDF.
    """
    import typst

    inputs = {
        "document": json.dumps(_printable(document.to_json()), ensure_ascii=False),
        "family": "|".join(glyphs.families()),
        "charts": " ".join(map(str, widths)),
    }
    with as_file(files("crosscut.exports.documents") / "look.typ") as source:
        yield typst.Compiler(str(source), font_paths=glyphs.font_set(), sys_inputs=inputs)


def _printable(value: Json) -> Json:
    """Plain values with texts that the fonts can show, and charts in the fonts' own family."""
    if isinstance(value, str):
        family = glyphs.families()[0]
        return glyphs.printable(value.replace(FONT.replace("'", "&apos;"), family).replace(FONT, family))
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value
