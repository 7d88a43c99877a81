"""Small diagrams drawn in the page itself: bars in tables, and the bar of what a total is made of."""

from __future__ import annotations

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
    """One bar for the total: an area after another, then what is outside."""
    total = totals.total.value
    start, parts = 0, []
    for area in totals.areas:
        amount = totals.book.amount("partition", area=area, **totals.period.where).value
        parts.append(_part("part-inside", start, amount, total))
        start += amount
    parts.append(_part("part-outside", start, totals.outside.amount.value, total))
    return Markup('<svg class="composition" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(parts)
    )


def _part(kind: str, start: int, size: int, total: int) -> Markup:
    return Markup('<rect class="{}" x="{}%" width="{}%" height="100%"/>').format(
        kind, permille(start, total), permille(size, total)
    )
