"""Money between two columns of names, drawn as bands whose widths are the amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _ROW, _GAP, _BAR, _TEXT, _LEAST = 860, 30, 6, 10, 250, 16
_SHADES = ("#0b50d0", "#5b7bb5", "#2c6e7f", "#8a6d3b", "#7a5195", "#4d7c3a", "#9a5b4f", "#5f6b7a")


@dataclass(frozen=True, slots=True)
class Band:
    """Money from ``left`` to ``right``: an amount above nothing in minor units, and how it is printed."""

    left: str
    right: str
    amount: int
    text: str


def flow(bands: Sequence[Band]) -> str:
    """The bands as an SVG element: names in the order of their totals, every band at its own place on both sides.

    Lengths are whole pixels of the amounts; the numbers stand in the table beside the picture.
    """
    sides = [_totals((band.left, band.amount) for band in bands), _totals((band.right, band.amount) for band in bands)]
    whole = sum(band.amount for band in bands)
    room = max(len(side) for side in sides) * _ROW + 120
    places = [_places(side, whole, room) for side in sides]
    height = max(top + max(size, _LEAST) for side in places for top, size in side.values()) + 10
    shade = {name: _SHADES[at % len(_SHADES)] for at, name in enumerate(sides[0])}
    used: list[dict[str, int]] = [defaultdict(int), defaultdict(int)]
    parts: list[str] = []
    order = {name: at for at, name in enumerate(sides[1])}
    left_order = {name: at for at, name in enumerate(sides[0])}
    for band in sorted(bands, key=lambda each: (left_order[each.left], order[each.right])):
        ends: list[tuple[int, int]] = []
        for at, name in enumerate((band.left, band.right)):
            start = used[at][name]
            used[at][name] = start + band.amount
            ends.append(_end(places[at][name][0], start * room // whole, used[at][name] * room // whole))
        title = f"{band.left} → {band.right}: {band.text}"
        parts.append(_band(ends[0], ends[1], shade[band.left], title))
    for at, side in enumerate(places):
        parts += [_name(name, top, size, right=bool(at)) for name, (top, size) in side.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-family="Pretendard, Noto Sans KR, sans-serif" font-size="12">{"".join(parts)}</svg>'
    )


def _totals(amounts: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for name, amount in amounts:
        found[name] += amount
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _places(side: Mapping[str, int], whole: int, room: int) -> dict[str, tuple[int, int]]:
    """Top and height of each name."""
    found, top = {}, 10
    for name, amount in side.items():
        size = max(amount * room // whole, 1)
        found[name] = (top, size)
        top += max(size, _LEAST) + _GAP
    return found


def _end(top: int, start: int, end: int) -> tuple[int, int]:
    """Where a band touches one side: from and to, at least one pixel apart."""
    return top + start, max(top + end, top + start + 1)


def _band(left: tuple[int, int], right: tuple[int, int], shade: str, title: str) -> str:
    one, other = _TEXT + _BAR, _WIDTH - _TEXT - _BAR
    middle = (one + other) // 2
    path = (
        f"M{one} {left[0]}C{middle} {left[0]} {middle} {right[0]} {other} {right[0]}V{right[1]}"
        f"C{middle} {right[1]} {middle} {left[1]} {one} {left[1]}Z"
    )
    return f'<path d="{path}" fill="{shade}" fill-opacity="0.45"><title>{escape(title)}</title></path>'


def _name(name: str, top: int, size: int, *, right: bool) -> str:
    x = _WIDTH - _TEXT - _BAR if right else _TEXT
    text_x, anchor = (_WIDTH - _TEXT + 6, "start") if right else (_TEXT - 6, "end")
    short = name if len(name) <= 34 else f"{name[:33]}…"
    return (
        f'<rect x="{x}" y="{top}" width="{_BAR}" height="{size}" fill="#1e2124"/>'
        f'<text x="{text_x}" y="{top + size // 2 + 4}" text-anchor="{anchor}" fill="#1e2124">{escape(short)}</text>'
    )
