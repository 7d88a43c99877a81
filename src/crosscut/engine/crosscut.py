"""Atoms → crosscuts: sums and numbers of programmes by any columns of CROSSCUT_KEYS."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import pyarrow as pa

from crosscut.config import COUNTINGS, Counting, did_you_mean
from crosscut.engine.base import Engine, Frame, conform
from crosscut.errors import CrosscutError
from crosscut.tables import AMOUNTS, CROSSCUT_KEYS

NONE = "none"
"""As the only key: the whole, in one row."""


def crosscut(engine: Engine, frame: Frame, keys: Sequence[str] | str, counting: Counting | None = None) -> Frame:
    """One row for each combination of ``keys``: the keys, ``amount`` and ``programmes``, sorted by the keys.

    Parameters
    ----------
    engine
        the engine that made ``frame``.
    frame
        atoms, with at least ``programme``, ``amount`` and the keys; a subprogramme's share of no money counts too.
    keys
        any of CROSSCUT_KEYS, or ``none`` for the whole.
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
        if key not in CROSSCUT_KEYS:
            hint = f"Use {', '.join(CROSSCUT_KEYS)}, or none for the whole.{did_you_mean(key, CROSSCUT_KEYS)}"
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
