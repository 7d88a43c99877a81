"""Small diagrams drawn in the page itself: bars in tables, and the bar of what a total is made of."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from markupsafe import Markup

from crosscut.exports.charts.wrapping import ems
from crosscut.views.totals import Totals

_STRIP, _LETTER = 1000, 13
"""The least width in pixels at which the bar of the total shows names, and the height of their letters."""


def permille(part: int, whole: int) -> str:
    """``part / whole`` as a length in per cent with one decimal; nothing below zero."""
    tenths = max(part, 0) * 1000 // whole if whole > 0 else 0
    return f"{tenths // 10}.{tenths % 10}"


def bar(part: int, largest: int) -> Markup:
    """A bar as long as ``part`` is of ``largest``; it repeats a number beside it, so readers by ear skip it."""
    return Markup(
        '<svg class="bar" aria-hidden="true" focusable="false"><rect class="bar-fill" width="{}%" height="100%"/></svg>'
    ).format(permille(part, largest))


def tile(now: int, before: int | None, largest: int) -> Markup:
    """An amount as a bar on a scale that all tiles share, with a tick where it stood before."""
    tick = Markup("")
    if before is not None:
        tick = Markup('<rect class="tile-tick" x="{}%" y="0" width="3" height="100%"/>').format(
            permille(before, largest)
        )
    return Markup(
        '<svg class="tile-bar" aria-hidden="true" focusable="false"><rect class="tile-fill" y="20%" width="{}%" '
        'height="60%"/>{}</svg>'
    ).format(permille(now, largest), tick)


def composition(totals: Totals, name: Callable[[str], str]) -> Markup:
    """One bar for the total: the areas, the largest first, then what is outside, and what nobody has looked at.

    A part says its name where there is room for it on a wide page.
    """
    total, where = totals.total.value, totals.period.where
    areas = {area: totals.book.total("partition", area=area, **where) for area in totals.areas}
    ordered = sorted(areas.items(), key=lambda each: -each[1])
    sizes = [(f"inside-{place % 2}", area, size) for place, (area, size) in enumerate(ordered)]
    sizes += [(line.key, line.key, line.amount.value) for line in totals.unattributed]
    starts = accumulate((size for *_, size in sizes), initial=0)
    parts = [
        _part(f"part-{kind}", name(key), (start, size, total))
        for (kind, key, size), start in zip(sizes, starts, strict=False)
        if size > 0
    ]
    return Markup('<svg class="composition" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(parts)
    )


def _part(kind: str, name: str, place: tuple[int, int, int]) -> Markup:
    start, size, total = place
    made = Markup('<rect class="{}" x="{}%" width="{}%" height="100%"/>').format(
        kind, permille(start, total), permille(size, total)
    )
    if size * _STRIP < total * (ems(name) * _LETTER + _LETTER):
        return made
    middle = permille(2 * start + size, 2 * total)
    return made + Markup('<text class="{}" x="{}%" y="50%">{}</text>').format(kind, middle, name)
