"""Small diagrams drawn in the page itself: bars in tables, and the bar of what a total is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from crosscut.exports.charts.wrapping import ems
from crosscut.views.totals import Totals, TotalsLine

_NAMED = 4
"""How many areas the bar of the total tells apart; one more where it is the last."""
OTHERS = "others"
"""The key of the other areas together."""
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


@dataclass(frozen=True, slots=True)
class CompositionPart:
    """A part of the bar of the total: an area, all the other areas together, or what no area holds.

    ``kind`` is its colour; ``line`` is None for several areas.
    """

    kind: str
    key: str
    size: int
    line: TotalsLine | None = None


def composition_parts(totals: Totals) -> list[CompositionPart]:
    """What the total is made of: the largest areas, the other areas, what is outside, what nobody has looked at."""
    lines = [totals.line(area, totals.total, "partition", area=area) for area in totals.areas]
    held = sorted((line for line in lines if line.amount.value > 0), key=lambda line: -line.amount.value)
    named = held if len(held) <= _NAMED + 1 else held[:_NAMED]
    found = [CompositionPart(f"inside-{place}", line.key, line.amount.value, line) for place, line in enumerate(named)]
    if rest := sum(line.amount.value for line in held[len(named) :]):
        found.append(CompositionPart(f"inside-{_NAMED}", OTHERS, rest))
    left = [line for line in totals.unattributed if line.amount.value > 0]
    return found + [CompositionPart(line.key, line.key, line.amount.value, line) for line in left]


def below_zero(totals: Totals) -> list[TotalsLine]:
    """What the bar of the total cannot draw: areas, and what no area holds, whose amounts are below zero."""
    lines = [totals.line(area, totals.total, "partition", area=area) for area in totals.areas]
    return [line for line in (*lines, *totals.unattributed) if line.amount.value < 0]


def composition(parts: Sequence[CompositionPart], names: Sequence[str]) -> Markup:
    """One bar for the total; a part says its name where there is room for it on a wide page."""
    starts = accumulate((part.size for part in parts), initial=0)
    total = sum(part.size for part in parts)
    made = [
        _part(f"part-{part.kind}", name, (start, part.size, total))
        for part, name, start in zip(parts, names, starts, strict=False)
    ]
    return Markup('<svg class="composition" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(made)
    )


def _part(kind: str, name: str, place: tuple[int, int, int]) -> Markup:
    start, size, total = place
    made = Markup('<rect class="{}" x="{}%" width="{}%" height="100%"/>').format(
        kind, permille(start, total), permille(size, total)
    )
    if size * _STRIP < total * (ems(name) * _LETTER + _LETTER):
        return made
    middle = permille(2 * start + size, 2 * total)
    return made + Markup('<text x="{}%" y="50%">{}</text>').format(middle, name)
