"""Atoms → crosscuts: sums, bounds and numbers of programmes by any of the keys that figures are selected by."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import pyarrow as pa

from crosscut.config import COUNTINGS, Counting, did_you_mean
from crosscut.engine.base import Engine, Frame, conform
from crosscut.errors import CrosscutError
from crosscut.tables import AMOUNTS, CROSSCUT_KEYS, NO_AREA

NONE = "none"
"""As the only key: the whole, in one row."""

KEYS = (*CROSSCUT_KEYS, "programme", "account")
"""What a crosscut may be made by."""


def crosscut(engine: Engine, frame: Frame, keys: Sequence[str] | str, counting: Counting | None = None) -> Frame:
    """One row for each combination of ``keys``: the keys, ``amount`` and ``programmes``, sorted by the keys.

    Parameters
    ----------
    engine
        the engine that made ``frame``.
    frame
        atoms, with at least ``programme``, ``amount`` and the keys; a subprogramme's share of no money counts too.
    keys
        any of KEYS, or ``none`` for the whole.
    counting
        which atoms to take; None where the frame holds those of one counting other than ``overlap`` and no other.

    Returns
    -------
    A lazy frame. ``amount`` is as wide as the engine needs: :func:`crosscut_table` makes it an exact int64.

    Raises
    ------
    CrosscutError
        for a key that is none, and for a total over areas under ``overlap``, which would count money twice (§3.4).

    """
    by = _checked(keys, counting)
    if counting:
        frame = frame.filter(nw.col("counting") == counting)
    sums = (engine.wide(nw.col("amount")).sum().alias("amount"), nw.col("programme").n_unique().alias("programmes"))
    return frame.group_by(*by).agg(*sums).sort(*by) if by else frame.select(*sums)


def crosscut_table(
    engine: Engine, frame: Frame, keys: Sequence[str] | str, counting: Counting | None = None
) -> pa.Table:
    """The crosscut as an Arrow table: the keys as in AMOUNTS, ``amount`` and ``programmes`` as int64, sorted.

    Raises
    ------
    CrosscutError
        as :func:`crosscut`, and where a sum does not fit an int64.

    """
    by = _checked(keys, counting)
    fields = [AMOUNTS.field(name) for name in (*by, "amount")]
    schema = pa.schema([*fields, pa.field("programmes", pa.int64())])
    return conform(engine.collect(crosscut(engine, frame, keys, counting)), schema)


def _checked(keys: Sequence[str] | str, counting: Counting | None) -> list[str]:
    by = [keys] if isinstance(keys, str) else list(keys)
    by = [] if by == [NONE] else by
    for key in by:
        if key not in KEYS:
            hint = f"Use {', '.join(KEYS)}, or none for the whole.{did_you_mean(key, KEYS)}"
            raise CrosscutError(f"a crosscut cannot be made by {key!r}", hint=hint)
    if len(set(by)) < len(by):
        raise CrosscutError(f"a key stands twice in {', '.join(by)}", hint="Name each key once")
    if counting and counting not in COUNTINGS:
        raise CrosscutError(f"no counting is called {counting!r}", hint=f"Use one of: {', '.join(COUNTINGS)}")
    if counting == "overlap" and "area" not in by:
        raise CrosscutError(
            "§3.4: tagged amounts overlap, so they have no total over areas",
            hint="Make the crosscut by area too, or use partition",
        )
    return by


CELL = ("amount", "low", "high", "inexact", "rows", "programmes")
"""What :func:`cells` says beside the keys."""


def cells(engine: Engine, frame: Frame, keys: Sequence[str], counting: Counting, *, inside: bool = False) -> pa.Table:
    """The crosscut with what figures need besides: CELL for each combination of ``keys``.

    ``low`` and ``high`` are the sums of the bounds, of the amount where a row has none; ``inexact`` counts the rows
    that have one and ``rows`` all rows. All are int64.

    Parameters
    ----------
    engine, frame, keys, counting
        As for :func:`crosscut`; tagged amounts without the area among the keys are parts of one area each.
    inside
        Whether only what an area of the taxonomy holds counts.

    Raises
    ------
    CrosscutError
        where a sum does not fit an int64.
    """
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
    frame = frame.with_columns(*bounds.values())
    sums = (
        *(engine.wide(col(name)).sum().alias(name) for name in ("amount", "low", "high")),
        col("inexact").cast(nw.Int64).sum().alias("inexact"),
        nw.len().alias("rows"),
        col("programme").n_unique().alias("programmes"),
    )
    by = [f"key_{name}" for name in keys]
    frame = frame.with_columns(**{f"key_{name}": col(name) for name in keys}) if keys else frame
    made = frame.group_by(*by).agg(*sums) if by else frame.select(*sums)
    named = engine.collect(made).rename_columns([*keys, *CELL])
    fields = [AMOUNTS.field(name) for name in keys] + [pa.field(name, pa.int64()) for name in CELL]
    return conform(named, pa.schema(fields))
