"""Documents as PDF by typst: tagged (PDF/UA-1), with bookmarks, Korean fonts embedded."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

from crosscut.publish.charts.theme import FONT
from crosscut.publish.documents import fonts
from crosscut.publish.documents.model import Document

STANDARD: Final = "ua-1"
"""The accessibility standard that every PDF is checked against while it is made."""


def pdf(document: Document) -> bytes:
    """A document as PDF; the same document gives the same bytes.

    Raises
    ------
    CrosscutError
        where no Korean font is found.

    """
    import typst

    source = (files("crosscut.publish.documents") / "look.typ").read_bytes()
    inputs = {"document": json.dumps(_printable(document), ensure_ascii=False), "family": "|".join(_families())}
    compiler = typst.Compiler(source, font_paths=_fonts(), sys_inputs=inputs)
    made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Any:
    import typst

    paths = [str(folder) for folder in fonts.folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def _families() -> list[str]:
    held = set(_fonts().families())
    return [family for family in fonts.FAMILIES if family in held]


def _printable(document: Document) -> dict[str, Any]:
    shape = document.to_json()
    family = _families()[0]
    for block in shape["blocks"]:
        if "svg" in block:
            block["svg"] = block["svg"].replace(FONT.replace("'", "&apos;"), family).replace(FONT, family)
    return shape
