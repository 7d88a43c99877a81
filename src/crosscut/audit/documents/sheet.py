"""A page of a PDF as letters and ruling lines, in points from its top left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from math import pi
from typing import Any

_MOST_OBJECTS = 40_000
_MOST_SEGMENTS = 400
_MOST_LETTERS = 60_000
_MOST_DEPTH = 6
_THIN = 2.5
_SIGNS = frozenset(".,:;'()[]-")
_NARROW = _SIGNS | frozenset("0123456789")
_WIDE, _DIGIT, _OVER = 0.7, 0.4, 0.2
_SPREAD = 1.25
"""A page wider than this times its height is two pages side by side."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(slots=True)
class Letter:
    """A letter, its box, and whether a space stands before it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    spaced: bool = False

    @property
    def middle(self) -> Point:
        """The middle of its box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """The height of its box, which is about the size of its font."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A line from ``start`` to ``end`` at ``at``: along the page where ``level``, else down it."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageSheet:
    """What stands on a page, or on one half of a spread."""

    letters: list[Letter]
    rules: list[RuledLine]


def sheets(page: Any) -> list[PageSheet]:
    """The letters and rules of a page; a spread of two pages gives both."""
    turn: int = page.get_rotation()
    x0, y0, x1, y1 = page.get_cropbox()
    (left, top), (right, bottom) = _turned(x0, y0, turn), _turned(x1, y1, turn)
    width, height = abs(right - left), abs(bottom - top)
    letters = _narrowed(list(_letters(page, turn)))
    rules = list(_rules(page, turn, max(width, height)))
    if width <= _SPREAD * height:
        return [PageSheet(letters, rules)]
    middle = (left + right) / 2
    return [
        PageSheet(
            [each for each in letters if (each.middle[0] > middle) == right],
            [each for each in rules if (((each.start + each.end) / 2 if each.level else each.at) > middle) == right],
        )
        for right in (False, True)
    ]


def _raw() -> Any:
    """The library's functions as they are, since those around them cost more time than they save."""
    raw: Any = import_module("pypdfium2.raw")
    return raw


def _turned(x: float, y: float, turn: int) -> Point:
    """A point of the page's own space as the page is shown: to the right, and down."""
    return {0: (x, -y), 90: (y, x), 180: (-x, y), 270: (-y, -x)}[turn]


def _letters(page: Any, turn: int) -> Iterator[Letter]:
    """The upright letters in the order of the file; a space marks the letter after it."""
    raw = _raw()

    text = page.get_textpage()
    box, spaced = raw.FS_RECTF(), False
    for place in range(min(raw.FPDFText_CountChars(text), _MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text, place)
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF):
            spaced = spaced or code not in (7, 2)
            continue
        angle = raw.FPDFText_GetCharAngle(text, place) * 180 / pi
        if not raw.FPDFText_GetLooseCharBox(text, place, box) or not _upright(angle, turn):
            continue
        (x0, top), (x1, bottom) = _turned(box.left, box.top, turn), _turned(box.right, box.bottom, turn)
        yield Letter(chr(code), min(x0, x1), max(x0, x1), min(top, bottom), max(top, bottom), spaced)
        spaced = False


def _narrowed(letters: list[Letter]) -> list[Letter]:
    """The letters with widths that can be: those of fonts that are not in the file are measured too wide."""
    over = False
    for letter, following in zip(letters, [*letters[1:], None], strict=False):
        width = letter.x1 - letter.x0
        beside = following is not None and abs(following.top - letter.top) < letter.height / 2
        before, over = over, bool(beside and following and letter.x0 < following.x0 < letter.x1 - _OVER * width)
        if letter.text in _NARROW and width > _WIDE * letter.height and (over or before or letter.text in _SIGNS):
            letter.x1 = letter.x0 + _DIGIT * letter.height
        if beside and following and following.x0 > letter.x0:
            letter.x1 = min(letter.x1, following.x0)
    return letters


def _upright(angle: float, turn: int) -> bool:
    """Whether a letter stands upright on the page as it is shown."""
    return min((angle - turn) % 360, (turn - angle) % 360, (angle + turn) % 360) < 20


def _rules(page: Any, turn: int, side: float) -> Iterator[RuledLine]:
    """The straight lines of a page: those drawn, and the edges of boxes; none where it is a drawing as a whole."""
    raw = _raw()

    count = raw.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return
    objects = (raw.FPDFPage_GetObject(page, place) for place in range(count))
    for start, end in _segments(objects, (1, 0, 0, 1, 0, 0), 0):
        (x0, y0), (x1, y1) = _turned(*start, turn), _turned(*end, turn)
        across, down = abs(x1 - x0), abs(y1 - y0)
        if min(across, down) < _THIN / 2 and max(across, down) > _THIN:
            level = across > down
            at, low, high = ((y0 + y1) / 2, x0, x1) if level else ((x0 + x1) / 2, y0, y1)
            if abs(high - low) < side:
                yield RuledLine(level, at, min(low, high), max(low, high))


def _segments(objects: Iterator[Any], outer: Matrix, depth: int) -> Iterator[tuple[Point, Point]]:
    raw = _raw()

    for each in objects:
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
            inner = (raw.FPDFFormObj_GetObject(each, place) for place in range(raw.FPDFFormObj_CountObjects(each)))
            yield from _segments(inner, _times(_matrix(each), outer), depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_PATH and _is_painted(each):
            yield from _edges(each, _times(_matrix(each), outer))


def _is_painted(path: Any) -> bool:
    """Whether a path is painted at all."""
    raw = _raw()

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value) and raw.FPDFPath_CountSegments(path) <= _MOST_SEGMENTS


def _edges(path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a path; a filled box as thin as a line is one."""
    corners: list[Point] = []
    for kind, x, y, closes in _points(path):
        point = (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])
        if kind != "line":
            yield from _outline(corners)
            corners = []
        corners.append(point)
        if closes and corners:
            corners.append(corners[0])
    yield from _outline(corners)


def _outline(corners: list[Point]) -> Iterator[tuple[Point, Point]]:
    if len(corners) < 2:
        return
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    if len(corners) > 2 and (max(xs) - min(xs) < _THIN or max(ys) - min(ys) < _THIN):
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        upright = max(xs) - min(xs) < max(ys) - min(ys)
        yield ((x, min(ys)), (x, max(ys))) if upright else ((min(xs), y), (max(xs), y))
    else:
        yield from pairwise(corners)


def _points(path: Any) -> Iterator[tuple[str, float, float, bool]]:
    raw = _raw()

    kinds = {raw.FPDF_SEGMENT_MOVETO: "move", raw.FPDF_SEGMENT_LINETO: "line"}
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(raw.FPDFPath_CountSegments(path)):
        piece = raw.FPDFPath_GetPathSegment(path, place)
        raw.FPDFPathSegment_GetPoint(piece, x, y)
        kind = kinds.get(raw.FPDFPathSegment_GetType(piece), "curve")
        yield kind, x.value, y.value, bool(raw.FPDFPathSegment_GetClose(piece))


def _matrix(each: Any) -> Matrix:
    raw = _raw()

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(each, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First ``one``, then ``other``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
