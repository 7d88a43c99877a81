"""Small lines in table cells: how an amount moves with another, beside the numbers that say it exactly."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

_WIDE, _HIGH, _EDGE = 120, 28, 3


def spark(points: Sequence[tuple[int, int]], here: int) -> Markup:
    """A line through points of (across, up), the one at place ``here`` marked; each line fills its own height."""
    across, up = ([point[side] for point in points] for side in (0, 1))
    places = [(_spread(point[0], across, _WIDE), _HIGH - _spread(point[1], up, _HIGH)) for point in points]
    line = " ".join(f"{x},{y}" for x, y in places)
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" aria-hidden="true" focusable="false"><polyline points="{}"/>'
        '<circle cx="{}" cy="{}" r="3"/></svg>'
    ).format(_WIDE, _HIGH, line, *places[here])


def _spread(value: int, values: Sequence[int], length: int) -> int:
    low, high = min(values), max(values)
    room = length - 2 * _EDGE
    return _EDGE + ((value - low) * room // (high - low) if high > low else room // 2)
