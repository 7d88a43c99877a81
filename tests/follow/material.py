"""Small sides and links for the tests of differences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pyarrow as pa

from crosscut.budget.links import Link, Succession
from crosscut.follow import DifferenceCell, Side
from crosscut.ledger import LINKS


def side(year: int = 2024, stage: str = "confirmed", /, **programmes: Any) -> Side:
    """``programme=(ministry, {area: amount})``; an amount alone is in ministry m and area ai."""
    told = {name: held if isinstance(held, tuple) else ("m", {"ai": held}) for name, held in programmes.items()}
    cells = {
        DifferenceCell(name, ministry, "", area, ""): amount
        for name, (ministry, areas) in told.items()
        for area, amount in areas.items()
    }
    return Side(
        f"{year}:{stage}",
        year,
        stage,
        cells,
        names={name: name.upper() for name in told},
        ministries={name: held[0] for name, held in told.items()},
    )


def links(*pairs: tuple[Any, ...]) -> Succession:
    """``(predecessor, successor, share, year)``; the share is all and the year unknown where left out."""
    groups: dict[str, list[Link]] = {}
    for predecessor, successor, *more in pairs:
        share = Fraction(more[0]) if more else Fraction(1)
        groups.setdefault(predecessor, []).append(Link(predecessor, successor, share, more[1] if more[1:] else 0))
    return Succession({predecessor: tuple(each) for predecessor, each in groups.items()})


def link_table(*rows: Mapping[str, Any]) -> pa.Table:
    blank = {field.name: "" if pa.types.is_string(field.type) else None for field in LINKS}
    share = {"numerator": 1, "denominator": 1}
    return pa.Table.from_pylist([blank | share | {"row": 2} | dict(row) for row in rows], schema=LINKS)
