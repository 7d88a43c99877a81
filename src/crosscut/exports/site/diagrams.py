"""Small diagrams drawn in the page itself: bars in tables, and the bar of what a total is made of."""

from __future__ import annotations

from itertools import accumulate

from markupsafe import Markup

from crosscut.views.totals import Totals


def permille(part: int, whole: int) -> str:
    """``part / whole`` as a length in per cent with one decimal; nothing below zero."""
    tenths = max(part, 0) * 1000 // whole if whole > 0 else 0
    return f"{tenths // 10}.{tenths % 10}"


def bar(part: int, largest: int) -> Markup:
    """A bar as long as ``part`` is of ``largest``; it repeats a number beside it, so readers by ear skip it."""
    return Markup(
        '<svg class="bar" aria-hidden="true" focusable="false"><rect class="bar-track" width="100%" height="100%"/>'
        '<rect class="bar-fill" width="{}%" height="100%"/></svg>'
    ).format(permille(part, largest))


def composition(totals: Totals) -> Markup:
    """One bar for the total: an area after another, then what is outside, and what nobody has looked at."""
    total, where = totals.total.value, totals.period.where
    sizes = [("inside", totals.book.total("partition", area=area, **where)) for area in totals.areas]
    sizes += [(line.key, line.amount.value) for line in totals.unattributed]
    starts = accumulate((size for _, size in sizes), initial=0)
    parts = [_part(f"part-{kind}", start, size, total) for (kind, size), start in zip(sizes, starts, strict=False)]
    return Markup('<svg class="composition" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(parts)
    )


def _part(kind: str, start: int, size: int, total: int) -> Markup:
    return Markup('<rect class="{}" x="{}%" width="{}%" height="100%"/>').format(
        kind, permille(start, total), permille(size, total)
    )
