"""Money between two columns of names, drawn as bands whose widths are the amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from crosscut.exports.charts.theme import FONT, GREY, INK, PAGE
from crosscut.exports.charts.wrapping import wrapped

_ROW, _GAP, _BAR, _LINE = 30, 8, 10, 15
_SHADES = ("#0b50d0", "#9bb7e8", "#063a74", "#d3a04d", "#5b7bb5", "#c9d3df", "#8a5a1f", "#7d8894")
"""Fills of neighbouring names: dark and light by turns, so that print in black keeps them apart."""
_PASSING = "#e1e5e9"
_FAMILY = FONT.replace("'", "&apos;")


@dataclass(frozen=True, slots=True)
class FlowBand:
    """Money from ``left`` to ``right``: an amount above nothing in minor units, and how it is printed."""

    left: str
    right: str
    amount: int
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    """In which order names stand, ``named`` first, then by their totals; ``last`` are drawn light: what comes or goes.

    ``left`` and ``right`` are printed below the names of each column; without them the numbers stand in a table
    beside the picture.
    """

    named: Sequence[str] = ()
    last: Sequence[str] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    right: Mapping[str, str] = field(default_factory=dict)

    def rank(self, name: str) -> int:
        """Where a name stands among those that are not ordered by their totals."""
        return 1 if name in self.last else self.named.index(name) - len(self.named) if name in self.named else 0


def flow(bands: Sequence[FlowBand], width: int = PAGE, order: Order = Order()) -> str:
    """The bands as an SVG element, every band at its own place on both sides; lengths are whole pixels."""
    drawing = _Drawing(bands, width, order)
    parts = [*drawing.bands(), *drawing.names()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {drawing.height}" width="{width}" '
        f'height="{drawing.height}" font-family="{_FAMILY}" font-size="12">{"".join(parts)}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One column: the lines of each name, its top and height, and where the column ends."""

    lines: Mapping[str, list[str]]
    place: Mapping[str, tuple[int, int]]
    end: int


class _Drawing:
    def __init__(self, bands: Sequence[FlowBand], width: int, order: Order) -> None:
        self.given, self.width, self.order = bands, width, order
        self.wide = width * 29 // 100
        self.whole = max(sum(band.amount for band in bands), 1)
        self.room = max(len({band.left for band in bands}), len({band.right for band in bands})) * _ROW + 120

    @cached_property
    def sides(self) -> tuple[_Side, _Side]:
        lefts, rights = ([(getattr(band, side), band.amount) for band in self.given] for side in ("left", "right"))
        return self._side(lefts, self.order.left), self._side(rights, self.order.right)

    @property
    def height(self) -> int:
        return max(side.end for side in self.sides)

    def bands(self) -> Iterator[str]:
        """The bands from top to bottom, those of one name beside one another."""
        ranks = [{name: at for at, name in enumerate(side.place)} for side in self.sides]
        used: dict[tuple[int, str], int] = defaultdict(int)
        for band in sorted(self.given, key=lambda each: (ranks[0][each.left], ranks[1][each.right])):
            spans = []
            for at, name in enumerate((band.left, band.right)):
                start, used[at, name] = used[at, name], used[at, name] + band.amount
                top = self.sides[at].place[name][0]
                low, high = (each * self.room // self.whole for each in (start, used[at, name]))
                spans.append((top + low, max(top + high, top + low + 1)))
            passing = band.left in self.order.last or band.right in self.order.last
            fill = _PASSING if passing else _SHADES[ranks[0][band.left] % len(_SHADES)]
            ends = f'data-left="{ranks[0][band.left]}" data-right="{ranks[1][band.right]}"'
            yield self._band(spans[0], spans[1], fill, ends, f"{band.left} → {band.right}: {band.text}")

    def names(self) -> Iterator[str]:
        """The names of both columns with their bars, each a group that says which column and place it is of."""
        for at, side in enumerate(self.sides):
            bar, text, anchor = (
                (self.width - self.wide - _BAR, self.width - self.wide + 6, "start")
                if at
                else (self.wide, self.wide - 6, "end")
            )
            for place, (name, (top, size)) in enumerate(side.place.items()):
                lines = side.lines[name]
                first = top + size // 2 - (len(lines) - 1) * _LINE // 2 + 4
                spans = (
                    f'<tspan x="{text}" y="{first + n * _LINE}">{escape(each)}</tspan>' for n, each in enumerate(lines)
                )
                yield f'<g data-node="{("left", "right")[at]}" data-place="{place}">'
                yield f'<rect x="{bar}" y="{top}" width="{_BAR}" height="{size}" fill="{INK}"/>'
                yield f'<text text-anchor="{anchor}" fill="{INK}">{"".join(spans)}</text></g>'

    def _side(self, amounts: Sequence[tuple[str, int]], texts: Mapping[str, str]) -> _Side:
        totals: dict[str, int] = defaultdict(int)
        for name, amount in amounts:
            totals[name] += amount
        lines, place, top = {}, {}, 10
        for name in sorted(totals, key=lambda name: (self.order.rank(name), -totals[name], name)):
            room = (self.wide - 8) / 12
            lines[name] = wrapped(name, room, 3) + (wrapped(texts[name], room, 2) if name in texts else [])
            size, letters = max(totals[name] * self.room // self.whole, 1), len(lines[name]) * _LINE
            place[name] = (top + max(letters - size, 0) // 2, size)
            top += max(size, letters) + _GAP
        return _Side(lines, place, top + 2)

    def _band(self, left: tuple[int, int], right: tuple[int, int], fill: str, ends: str, title: str) -> str:
        one, other = self.wide + _BAR, self.width - self.wide - _BAR
        middle = (one + other) // 2
        path = (
            f"M{one} {left[0]}C{middle} {left[0]} {middle} {right[0]} {other} {right[0]}V{right[1]}"
            f"C{middle} {right[1]} {middle} {left[1]} {one} {left[1]}Z"
        )
        return (
            f'<path {ends} d="{path}" fill="{fill}" fill-opacity="0.75" stroke="{GREY}" stroke-width="0.5">'
            f"<title>{escape(title)}</title></path>"
        )
