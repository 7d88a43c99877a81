"""What python-docx has no name for: shades, rules, margins of cells, rows that stay whole, fields."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

NAVY, PALE, FAINT, RULE = "063A74", "EEF2F7", "F4F5F6", "8A949E"
_AFTER_SHADE = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
_AFTER_MARGINS = ("w:tblLook",)
_THEMED = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def element(tag: str, **values: object) -> Any:
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def use_font(style: Any, name: str, wide: str) -> None:
    """Let a style use a font, and ``wide`` for Hangul, in place of those of the theme."""
    style.font.name = name
    fonts = style.element.rPr.rFonts
    for each in _THEMED:
        fonts.attrib.pop(qn(each), None)
    fonts.set(qn("w:eastAsia"), wide)


def shade_lead(paragraph: Any) -> None:
    """Ground and bar of a paragraph that tells what follows."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx offers no borders
    borders = element("pBdr")
    borders.append(element("left", val="single", sz=24, space=6, color=NAVY))
    for each in (borders, element("shd", val="clear", color="auto", fill=PALE)):
        properties.insert_element_before(each, *_AFTER_SHADE)


def underline(paragraph: Any) -> None:
    """A rule below a paragraph."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz=12, space=2, color=NAVY))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", *_AFTER_SHADE)  # noqa: SLF001 - as above


def shade(cell: Any, fill: str) -> None:
    """The ground of a table's cell."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=fill))  # noqa: SLF001 - as above


def frame(table: Any, side: int, above: int) -> None:
    """Grey rules, and margins of cells in twentieths of a point."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx offers no margins of cells
    borders, margins = element("tblBorders"), element("tblCellMar")
    for name in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(name, val="single", sz=4, space=0, color=RULE))
    for name, width in (("top", above), ("left", side), ("bottom", above), ("right", side)):
        margins.append(element(name, w=width, type="dxa"))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", *_AFTER_MARGINS)
    properties.insert_element_before(margins, *_AFTER_MARGINS)


def keep_whole(row: Any, *, head: bool = False) -> None:
    """Let no page's end part a row; a head is repeated on each page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx offers neither
    properties.append(element("cantSplit", val="true"))
    if head:
        properties.append(element("tblHeader", val="true"))


def mark_size(paragraph: Any, points: float) -> None:
    """The size of a paragraph's end, which is as high as an empty one is."""
    properties = element("rPr")
    properties.append(element("sz", val=round(2 * points)))
    paragraph._p.get_or_add_pPr().insert_element_before(properties, "w:sectPr", "w:pPrChange")  # noqa: SLF001 - as above


def field(name: str) -> list[Any]:
    """What the runs of a field such as PAGE hold, one each."""
    told = element("instrText")
    told.text = name
    return [element("fldChar", fldCharType="begin"), told, element("fldChar", fldCharType="end")]
