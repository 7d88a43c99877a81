"""What shares are made for: one programme in one fiscal year at one stage, with its budget and its tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.errors import CrosscutError

KEY = ("programme", "fiscal_year", "stage")
"""The key of a share. Lines of several accounts may have one key; together they are its budget."""

_WIDE = pa.decimal128(38, 0)


def own(table: pa.Table) -> pa.Table:
    """The rows of LINES or TAGS that count: a subprogramme's are parts of its programme's, never added to them."""
    mine = pc.equal(table["subprogramme"], "")
    return table if pc.all(mine, min_count=0).as_py() else table.filter(mine)


def key_sums(table: pa.Table, by: Sequence[str]) -> pa.Table:
    """The sum of ``amount`` for each combination of ``by``, sorted by it.

    Raises
    ------
    CrosscutError
        where a sum or its mirror image does not fit an int64.

    """
    wide = table.select(by).append_column("amount", table["amount"].cast(_WIDE))
    sums = wide.group_by(list(by)).aggregate([("amount", "sum")]).rename_columns([*by, "amount"])
    sums = sums.sort_by([(name, "ascending") for name in by])
    beyond = sums.filter(pc.greater(pc.abs(sums["amount"]), pa.scalar(2**63 - 1, _WIDE)))
    if beyond.num_rows:
        row = beyond.slice(0, 1).to_pylist()[0]
        where = ", ".join(f"{name} {row[name]}" for name in by)
        raise CrosscutError(
            f"the amounts of {where} sum to {row['amount']}, beyond an int64",
            code="overflow",
            hint="Amounts are in minor units: look whether the source's unit is too large",
        )
    amount = sums["amount"].cast(pa.int64())
    return sums.set_column(len(by), pa.field("amount", pa.int64()), amount)


def budgets(lines: pa.Table) -> pa.Table:
    """The budget of each key, over all its accounts: KEY, ``amount`` and ``key``, a number counting from 0."""
    sums = key_sums(own(lines), KEY)
    return sums.append_column("key", pa.array(range(sums.num_rows), pa.int64()))


class TagSum(TypedDict):
    """A row of :func:`tagged`."""

    programme: str
    fiscal_year: int
    stage: str
    area: str
    tag: int
    budget: int | None
    key: int | None


def tagged(lines: pa.Table, tags: pa.Table) -> pa.Table:
    """What each key's tags say, zeros left out: KEY, ``area``, ``tag``, ``budget``, ``key``, sorted by key and area.

    Several tags of one key with one area are summed. Tags of keys that have no line have a null ``budget``.
    """
    sums = key_sums(own(tags), (*KEY, "area")).rename_columns([*KEY, "area", "tag"])
    sums = sums.filter(pc.not_equal(sums["tag"], 0))
    known = budgets(lines if sums.num_rows else lines.slice(0, 0)).rename_columns([*KEY, "budget", "key"])
    joined = sums.join(known, keys=list(KEY), join_type="left outer")
    return joined.sort_by([(name, "ascending") for name in (*KEY, "area")])
