"""The split of money as an expression: what :func:`crosscut.money.split` does to one amount, done to many (§3.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw

from crosscut import money
from crosscut.engine.base import Engine, Frame
from crosscut.tables import OUTSIDE

Part = tuple[str, str]
"""An area and a sub-technology of it, empty where none is named."""

TIES = ("outside_last", "area", "sub")
"""Whom a unit goes to that remainders leave undecided: areas before what is outside, then by name (§3.2).

Money that is not looked at is never divided: a programme is unread whole or not at all.
"""


def tie_order(part: Part) -> tuple[bool, str, str]:
    """The place of a part among those with equal remainders: TIES as a sort key."""
    return part[0] == OUTSIDE, *part


def split_shares(amount: int, numerators: Mapping[Part, int]) -> dict[Part, int]:
    """One amount in minor units over its shares: the same parts, to the last unit, as :func:`split` gives in bulk.

    Parameters
    ----------
    amount
        Minor units; a negative amount is split as its mirror image.
    numerators
        All parts of one whole over one denominator, ``outside`` included.
    """
    parts = sorted(numerators, key=tie_order)
    return dict(zip(parts, money.split(amount, [numerators[part] for part in parts]), strict=True))


def split_areas(amount: int, numerators: Mapping[Part, int]) -> dict[str, int]:
    """The same by area: what its sub-technologies get together."""
    found: dict[str, int] = {}
    for (area, _), part in split_shares(amount, numerators).items():
        found[area] = found.get(area, 0) + part
    return found


_WORK = ("split_quotient", "split_rest", "split_product", "split_part", "split_order", "split_left", "split_rank")


def split(engine: Engine, frame: Frame, value: str, *, by: Sequence[str], ties: Sequence[str], to: str) -> Frame:
    """``frame`` with the column ``to``: each row's part of ``value``, by largest remainder.

    The rows of one combination of ``by`` share one ``value`` and one ``denominator``, and their ``numerator`` columns
    sum to it. What whole units are left over go to the largest remainders; ties go to the row that comes first by
    ``ties``. Parts sum to ``value`` exactly, a negative value is split as its mirror image, null has null parts.

    Everything stays within int64: with value = q * d + r, a part is q * n + (r * n) / d, and r * n < d * d fits
    because denominators are at most MAX_DENOMINATOR (§3.3).
    """
    quotient, rest, product, part, order, left, rank = _WORK
    col = nw.col
    frame = engine.quotient(frame, quotient, value, "denominator")
    frame = frame.with_columns((col(value) - col(quotient) * col("denominator")).alias(rest))
    frame = frame.with_columns((col(rest) * col("numerator")).alias(product))
    frame = engine.quotient(frame, part, product, "denominator")
    frame = frame.with_columns(
        (-(col(product) - col(part) * col("denominator")).abs()).alias(order),
        (col(rest) - col(part).sum().over(*by)).abs().alias(left),
    )
    frame = frame.with_columns(col("numerator").cum_count().over(*by, order_by=[order, *ties]).alias(rank))
    unit = nw.when(col(rest) < 0).then(nw.lit(-1)).otherwise(nw.lit(1))
    extra = nw.when(col(rank) <= col(left)).then(unit).otherwise(nw.lit(0))
    parts = (col(quotient) * col("numerator") + col(part) + extra).cast(nw.Int64)
    return frame.with_columns(nw.when(~col(value).is_null()).then(parts).alias(to)).drop(*_WORK)


def two_fifths(engine: Engine, frame: Frame, value: str, to: str) -> Frame:
    """``frame`` with the column ``to``: 40 % of ``value``, as largest remainder splits it in 2 and 3 fifths."""
    fifth, rest, col = "fifth", "fifth_rest", nw.col
    frame = engine.quotient(frame.with_columns(nw.lit(5).cast(nw.Int64).alias(rest)), fifth, value, rest)
    frame = frame.with_columns((col(value) - col(fifth) * 5).alias(rest))
    size = nw.when(col(rest).abs() >= 4).then(nw.lit(2)).when(col(rest).abs() >= 2).then(nw.lit(1)).otherwise(nw.lit(0))
    unit = nw.when(col(rest) < 0).then(nw.lit(-1)).otherwise(nw.lit(1))
    parts = (col(fifth) * 2 + size * unit).cast(nw.Int64)
    return frame.with_columns(nw.when(~col(value).is_null()).then(parts).alias(to)).drop(fifth, rest)
