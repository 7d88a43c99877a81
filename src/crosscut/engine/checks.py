"""What the split of money relies on, refused with a clear line where it does not hold."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.engine.keys import KEY, own
from crosscut.errors import CrosscutError
from crosscut.tables import MAX_DENOMINATOR


def check_inputs(attributes: pa.Table, lines: pa.Table, shares: pa.Table) -> None:
    """Refuse tables that would lose money or count it twice.

    Raises
    ------
    CrosscutError
        where an id or a key stands twice, a line's key is missing from the other tables, or the shares of a key
        do not sum to one (§3.3).

    """
    counting = own(lines)
    _unique(attributes, list(KEY), "attribute")
    _unique(counting, ["line"], "line")
    _unique(shares, [*KEY, "area", "sub"], "share")
    _covered(counting, attributes, list(KEY), "attributes")
    _covered(counting, shares, list(KEY), "shares")
    _sum_to_one(shares)


def _unique(table: pa.Table, key: list[str], what: str) -> None:
    if len(key) == 1 and pc.count_distinct(table[key[0]]).as_py() == table.num_rows:
        return
    counts = table.group_by(key).aggregate([([], "count_all")])
    twice = counts.filter(pc.greater(counts["count_all"], 1))
    if twice.num_rows:
        raise CrosscutError(
            f"{twice.num_rows} {what} keys stand more than once, such as {_first(twice, key)}",
            code="key",
            hint=f"Give each {what} one row",
        )


def _covered(lines: pa.Table, table: pa.Table, key: list[str], what: str) -> None:
    missing = lines.select(key).join(table.select(key), keys=key, join_type="left anti")
    if missing.num_rows:
        raise CrosscutError(
            f"{missing.num_rows} lines have no row in {what}, such as {_first(missing, key)}",
            code="key",
            hint=f"Make {what} from the same lines",
        )


def _sum_to_one(shares: pa.Table) -> None:
    sums = shares.group_by(list(KEY)).aggregate(
        [("numerator", "sum"), ("numerator", "min"), ("denominator", "min"), ("denominator", "max")]
    )
    least, most = sums["denominator_min"], sums["denominator_max"]
    sound = pc.and_(pc.equal(least, most), pc.equal(sums["numerator_sum"], most))
    sound = pc.and_(sound, pc.and_(pc.greater(least, 0), pc.less_equal(most, MAX_DENOMINATOR)))
    sound = pc.and_(sound, pc.greater_equal(sums["numerator_min"], 0))
    wrong = sums.filter(pc.invert(sound))
    if wrong.num_rows:
        raise CrosscutError(
            f"the shares of {wrong.num_rows} keys do not sum to one over one denominator of at most "
            f"{MAX_DENOMINATOR}, such as {_first(wrong, list(KEY))}",
            code="share",
            hint="Make them with crosscut.engine.shares.shares, the rest as outside",
        )


def _first(table: pa.Table, key: list[str]) -> str:
    row = min(table.select(key).to_pylist(), key=str)
    return ", ".join(f"{name} {row[name]}" for name in key)
