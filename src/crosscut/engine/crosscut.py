"""Atoms → crosscuts: sums, bounds and numbers of programmes by any of the keys that figures are selected by."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import pyarrow as pa

from crosscut.config import COUNTINGS, Counting, did_you_mean
from crosscut.engine.base import Engine, Frame, conform
from crosscut.errors import CrosscutError
from crosscut.tables import AMOUNTS, FIGURE_KEYS, NO_AREA

CELL = ("amount", "low", "high", "inexact", "rows", "programmes")
"""What a crosscut says beside the keys."""


def crosscut(
    engine: Engine, frame: Frame, keys: Sequence[str], counting: Counting, *, inside: bool = False
) -> pa.Table:
    """One row for each combination of ``keys``: the keys as in AMOUNTS and CELL as int64, sorted by the keys.

    ``low`` and ``high`` are the sums of the bounds, of the amount where a row has none; ``inexact`` counts the rows
    that have one and ``rows`` all rows. Sums pass through what an int64 cannot hold.

    Parameters
    ----------
    engine
        The engine that made ``frame``.
    frame
        Atoms, with at least ``counting``, ``programme``, ``amount``, ``low``, ``high`` and the keys; a
        subprogramme's share of no money counts too.
    keys
        Any of FIGURE_KEYS; none for the whole.
    counting
        Which atoms to take. Under ``overlap`` a row holds tagged amounts of several areas where the area is not among
        the keys, and is then a part of one area each, never a total (§3.4).
    inside
        Whether only what an area of the taxonomy holds counts.

    Raises
    ------
    CrosscutError
        for a key or a counting that is none, and where a sum does not fit an int64.
    """
    return summed(engine, counted(frame, counting, keys, inside=inside), keys)


def counted(frame: Frame, counting: Counting, keys: Sequence[str], *, inside: bool = False) -> Frame:
    """What crosscuts by any of ``keys`` under one counting sum: rows with bounds, and whether they have one.

    An engine looks at each step of a question that it is asked, so that whoever asks many takes these once.

    Raises
    ------
    CrosscutError
        for a key or a counting that is none.
    """
    _check(keys)
    if counting not in COUNTINGS:
        raise CrosscutError(f"no counting is called {counting!r}", hint=f"Use one of: {', '.join(COUNTINGS)}")
    col = nw.col
    frame = frame.filter(col("counting") == counting)
    if inside:
        frame = frame.filter(~col("area").is_in(NO_AREA))
    bounds = {
        name: nw.when(col(name).is_null()).then(col("amount")).otherwise(col(name)).alias(name)
        for name in ("low", "high")
    }
    exact = col("low").is_null() & col("high").is_null()
    frame = frame.with_columns(inexact=nw.when(exact).then(nw.lit(0)).otherwise(nw.lit(1)))
    return frame.with_columns(*bounds.values(), **{_by(name): col(name) for name in keys})


def summed(engine: Engine, frame: Frame, keys: Sequence[str]) -> pa.Table:
    """The crosscut of what :func:`counted` made, as :func:`crosscut` gives it.

    Raises
    ------
    CrosscutError
        for a key that is none, and where a sum does not fit an int64.
    """
    _check(keys)
    col = nw.col
    sums = (
        *(engine.wide(col(name)).sum().alias(name) for name in ("amount", "low", "high")),
        col("inexact").cast(nw.Int64).sum().alias("inexact"),
        nw.len().alias("rows"),
        col("programme").n_unique().alias("programmes"),
    )
    by = [_by(name) for name in keys]
    made = frame.group_by(*by).agg(*sums).sort(*by) if by else frame.select(*sums)
    named = engine.collect(made).rename_columns([*keys, *CELL])
    fields = [AMOUNTS.field(name) for name in keys] + [pa.field(name, pa.int64()) for name in CELL]
    return conform(named, pa.schema(fields))


def _by(key: str) -> str:
    """What a key is called as one of those by which rows are summed."""
    return f"key_{key}"


def _check(keys: Sequence[str]) -> None:
    for key in keys:
        if key not in FIGURE_KEYS:
            hint = f"Use {', '.join(FIGURE_KEYS)}, or none for the whole.{did_you_mean(key, FIGURE_KEYS)}"
            raise CrosscutError(f"a crosscut cannot be made by {key!r}", hint=hint)
    if len(set(keys)) < len(keys):
        raise CrosscutError(f"a key stands twice in {', '.join(keys)}", hint="Name each key once")
