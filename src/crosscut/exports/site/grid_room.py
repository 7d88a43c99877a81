"""How the grid of ministries and areas stands where its columns need much room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from crosscut.exports.charts.wrapping import ems
from crosscut.exports.site.writer import Writer
from crosscut.views.overview import Overview

GridForm = Literal["level", "turned", "tiled"]

FIRST_ROWS = 12
"""Ministries that a narrow window shows of the grid before it is asked for all."""
_ROOM = 1010
"""What the grid is wide, in pixels, where it is narrowest as a table; `grid.css` makes cards of it below."""
_LETTER, _PADDING = 13, 12
_LEAST_NAME, _LEAST_COLUMN = 96, 48
_PIECES = re.compile(r"[\s·/-]+")


def grid_heads(t: Writer, view: Overview) -> list[str]:
    """What its columns are called: the areas, what is outside, what nobody looked at if any, the total."""
    apart = [line.key for line in (t.totals.outside, t.totals.unread) if line]
    return [*map(t.area, (*view.columns, *apart)), t.w("total")]


def grid_form(t: Writer, view: Overview) -> GridForm:
    """How the grid fits the page: its heads ``level``, ``turned`` to stand upright, or at any width ``tiled``."""
    names = _width((_longest(t.named(row.ministry)) for row in view.heat), _LEAST_NAME)
    heads = [_width([_longest(name)], _LEAST_COLUMN) for name in grid_heads(t, view)]
    amounts = [_width(map(ems, texts), _LEAST_COLUMN) for texts in _amounts(t, view)]
    if names + sum(map(max, heads, amounts)) <= _ROOM:
        return "level"
    return "turned" if names + sum(amounts) <= _ROOM else "tiled"


def _amounts(t: Writer, view: Overview) -> Iterator[list[str]]:
    """What stands in each column, a text for each line of a cell."""
    totals, unread = t.totals, t.totals.unread
    held = [line for line in view.areas if line.has_rows]
    foot = [line.amount for line in (*held, totals.outside, unread) if line]
    rows = [[*(figure for figure, _ in row.cells), *([row.unread] if unread else []), row.total] for row in view.heat]
    for column in zip(*rows, [*foot, totals.total], strict=True):
        yield [text for figure in column if figure for text in t.number(figure).split(" · ")]


def _longest(name: str) -> float:
    return max(map(ems, _PIECES.split(name)), default=0)


def _width(wide: Iterable[float], least: int) -> int:
    return max(least, int(max(wide, default=0) * _LETTER) + _PADDING)
