"""Documents as PDF by typst: tagged (PDF/UA-1), with bookmarks, Korean fonts embedded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
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
    return _made(document, chart_widths(document, laid_out))


def laid_out(document: Document, widths: Sequence[int]) -> Layout:
    """A document with charts of those widths, and where they stand."""
    places = json.loads(_compiler(document, widths).query("<chart>", field="value"))
    return Layout(_made(document, widths), [ChartPlace(*each) for each in places])


def _made(document: Document, widths: Sequence[int]) -> bytes:
    made = _compiler(document, widths).compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
    assert isinstance(made, bytes)
    return made


def _compiler(document: Document, widths: Sequence[int]) -> typst.Compiler:
    """What lays out a document whose charts have those per cent of the page's width, one after the other."""
    import typst

    source = (files("crosscut.exports.documents") / "look.typ").read_bytes()
    inputs = {
        "document": json.dumps(_printable(document.to_json()), ensure_ascii=False),
        "family": "|".join(glyphs.families()),
        "charts": " ".join(map(str, widths)),
    }
    return typst.Compiler(source, font_paths=glyphs.font_set(), sys_inputs=inputs)


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
