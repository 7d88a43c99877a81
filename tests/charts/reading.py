"""Where the letters of a drawn chart stand, and what a PNG says of itself."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from xml.etree import ElementTree

from crosscut.exports.charts.wrapping import ems

SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"(translate|rotate)\(([-0-9.]+)(?:[, ]([-0-9.]+))?\)")


@dataclass(frozen=True)
class Box:
    """A line of text and the pixels it takes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def meets(self, other: Box) -> bool:
        """Whether two lines stand over one another by more than a pixel."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 1 and min(self.bottom, other.bottom) - max(self.top, other.top) > 1


def size(svg: str) -> tuple[float, float]:
    """Width and height of a chart."""
    root = ElementTree.fromstring(svg)
    return float(root.attrib["width"]), float(root.attrib["height"])


def boxes(svg: str) -> list[Box]:
    """Every line of text of a chart."""
    root = ElementTree.fromstring(svg)
    return list(_boxes(root, (0.0, 0.0, 0.0), {"font-size": "12"}))


def _boxes(element: ElementTree.Element, place: tuple[float, float, float], style: dict[str, str]) -> Iterator[Box]:
    x, y, turned = place
    for kind, first, second in _MOVE.findall(element.get("transform", "")):
        if kind == "rotate":
            turned += float(first)
        else:
            across, down = float(first), float(second or 0)
            turn = radians(turned)
            x, y = x + across * cos(turn) - down * sin(turn), y + across * sin(turn) + down * cos(turn)
    style = {**style, **{key: element.attrib[key] for key in ("font-size", "text-anchor") if key in element.attrib}}
    if element.tag == f"{SVG}text":
        yield from _lines(element, (x, y, turned), style)
    else:
        for child in element:
            yield from _boxes(child, (x, y, turned), style)


def _lines(element: ElementTree.Element, place: tuple[float, float, float], style: dict[str, str]) -> Iterator[Box]:
    letters = float(style["font-size"].removesuffix("px"))
    spans = list(element) or [element]
    down = 0.0
    for span in spans:
        down += float(span.get("dy", 0))
        across = float(span.get("x", 0)) if span is not element else 0.0
        base = float(span.get("y", 0)) if span is not element else 0.0
        text = "".join(span.itertext())
        if text.strip():
            yield _box(text, place, across, base + down, letters, style.get("text-anchor", "start"))


def _box(text: str, place: tuple[float, float, float], across: float, down: float, letters: float, anchor: str) -> Box:
    wide = ems(text) * letters * 0.88
    start = across - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    turn = radians(place[2])
    corners = [
        (place[0] + a * cos(turn) - d * sin(turn), place[1] + a * sin(turn) + d * cos(turn))
        for a in (start, start + wide)
        for d in (down - letters * 0.75, down + letters * 0.1)
    ]
    xs, ys = zip(*corners, strict=True)
    return Box(text, min(xs), min(ys), max(xs), max(ys), letters)


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG, each with its sum checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = [], 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(kind + content),)
        found.append((kind, content))
        at += 12 + length
    return found
