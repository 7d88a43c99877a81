"""Shares → amounts: the atoms of every crosscut, under each counting.

``partition``
    each line's money split by its shares, ``outside`` included: the parts sum to the line to the last unit.
``coefficient``
    the European rule: an area holds 100 % of a line where its share is at least one half, 40 % where it is above
    zero. The share is tag ÷ budget where tags decided, else the decided share. ``outside`` is what is left where the
    coefficients sum below 100 %. It is no partition: two areas of 100 % count a line twice.
``overlap``
    the tagged amounts as the source has them, where a programme has tags, whatever was decided; else share × line.
    They may exceed the line. ``outside`` is the lines of programmes that no area holds. Never totalled (§3.4).

Money that nobody has looked at is ``unread`` under each of them, whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.config import COUNTINGS, Counting
from crosscut.engine.base import Engine, Frame, conform
from crosscut.engine.checks import check_inputs
from crosscut.engine.fractions import reduced, starts_of
from crosscut.engine.keys import KEY, own, tagged
from crosscut.engine.split import TIES, split, two_fifths
from crosscut.errors import CrosscutError
from crosscut.tables import AMOUNTS, OUTSIDE, UNREAD

_PLACE = ("line", "programme", "ministry", "committee", "fiscal_year", "stage", "account")
_VALUES = ("amount", "low", "high")
_COLUMNS = [name for name in AMOUNTS.names if name != "row"]
_IDENTITY = ("counting", "line", "area", "sub")
_ORDER = ("counting", "fiscal_year", "stage", "programme", "account", "line", "area", "sub")


def atoms(
    engine: Engine,
    attributes: pa.Table,
    lines: pa.Table,
    tags: pa.Table,
    shares: pa.Table,
    *,
    countings: Sequence[Counting] = COUNTINGS,
) -> pa.Table:
    """The atoms under each of ``countings``, with row ids: what figures and publications are made of.

    Parameters
    ----------
    engine
        where the expressions run; the result does not depend on it.
    attributes, lines, tags
        tables of ATTRIBUTES, LINES and TAGS. Lines of subprogrammes do not count.
    shares
        a table of SHARES with a row for every key of the lines.

    Returns
    -------
    A table of AMOUNTS sorted by counting, fiscal year, stage, programme, account, line, area and sub-technology.

    Raises
    ------
    CrosscutError
        where the tables do not fit each other; see :func:`~crosscut.engine.checks.check_inputs`.

    """
    rows = _Inputs(engine, attributes, lines, tags, shares)
    frames = (engine.ids(_counted(rows, counting), "row", _IDENTITY) for counting in countings)
    parts = [conform(engine.collect(frame), AMOUNTS) for frame in frames]
    return pa.concat_tables(parts).sort_by([(name, "ascending") for name in _ORDER]).combine_chunks()


def amounts(
    engine: Engine, attributes: pa.Table, lines: pa.Table, tags: pa.Table, shares: pa.Table, *, counting: Counting
) -> Frame:
    """The same atoms under one counting as a lazy frame, without row ids or order: for crosscuts too big to hold."""
    return _counted(_Inputs(engine, attributes, lines, tags, shares), counting)


def _counted(rows: _Inputs, counting: Counting) -> Frame:
    if counting not in COUNTINGS:
        raise CrosscutError(f"no counting is called {counting!r}", hint=f"Use one of: {', '.join(COUNTINGS)}")
    frame = _COUNTINGS[counting](rows)
    return frame.with_columns(nw.lit(counting).alias("counting")).select(*_COLUMNS)


class _Inputs:
    """The tables of one call, checked, as frames of its engine.

    ``undivided`` are shares of all or nothing, which no unit can be left over of, ``divided`` the others.
    """

    def __init__(self, engine: Engine, attributes: pa.Table, lines: pa.Table, tags: pa.Table, shares: pa.Table) -> None:
        check_inputs(attributes, lines, shares)
        self.engine, lines = engine, own(lines)
        self.inexact = [name for name in ("low", "high") if lines[name].null_count < lines.num_rows]
        owners = engine.load(attributes.select([*KEY, "ministry", "committee"]))
        kept = [name for name in _PLACE if name not in {"ministry", "committee"}]
        self.lines = engine.load(lines.select([*kept, *_VALUES])).join(owners, on=list(KEY))
        self.shares = engine.load(shares)
        whole = pc.equal(shares["numerator"], shares["denominator"])
        undivided = pc.or_(whole, pc.equal(shares["numerator"], 0))
        self.undivided, self.divided = shares.filter(undivided), shares.filter(pc.invert(undivided))
        marks = tagged(lines, tags)
        self.marks = marks.filter(pc.is_valid(marks["budget"]))
        self.weights = _line_weights(lines, self.marks)

    def tags(self) -> Frame:
        """KEY, ``area``, ``tag`` and ``half``: whether the tag is at least half of the budget."""
        tag, budget = self.marks["tag"].to_numpy(), self.marks["budget"].to_numpy()
        size, whole = np.abs(tag), np.abs(budget)
        table = self.marks.select([*KEY, "area", "tag"]).append_column("half", pa.array(size >= whole - size))
        return self.engine.load(table)


def _line_weights(lines: pa.Table, marks: pa.Table) -> pa.Table:
    """What part of its key's tags each line carries: by amount, or all by the first line where all are zero.

    Tags belong to a programme, atoms to lines; where a key has one line, which is the rule, it carries them whole.
    """
    keys = marks.select([*KEY, "key"]).group_by([*KEY, "key"]).aggregate([])
    rows = lines.select([*KEY, "line", "amount"]).join(keys, keys=list(KEY), join_type="inner")
    rows = rows.sort_by([("key", "ascending"), ("line", "ascending")])
    groups, size = rows["key"].to_numpy(), np.abs(rows["amount"].to_numpy())
    starts = starts_of(groups)
    if len(starts):
        empty = np.maximum.reduceat(size, starts) == 0
        size[starts[empty]] = 1
    result = reduced(size, groups)
    table = rows.select(["line"])
    table = table.append_column("numerator", pa.array(result.numerators))
    table = table.append_column("denominator", pa.array(result.denominators))
    return table.filter(pc.greater(table["numerator"], 0))


def _partition(rows: _Inputs) -> Frame:
    values = ("amount", *rows.inexact)
    one = rows.lines.join(rows.engine.load(rows.undivided), on=list(KEY))
    whole = nw.col("numerator") == nw.col("denominator")
    one = one.with_columns(
        *(nw.when(whole).then(nw.col(value)).otherwise(nw.col(value) * 0).alias(f"{value}_part") for value in values)
    )
    if not rows.divided.num_rows:
        return _bounded(one, rows.inexact)
    several = rows.lines.join(rows.engine.load(rows.divided), on=list(KEY))
    several = several.with_columns((nw.col("area") == OUTSIDE).alias("outside_last"))
    for value in values:
        several = split(rows.engine, several, value, by=["line"], ties=TIES, to=f"{value}_part")
    columns = one.collect_schema().names()
    return _bounded(nw.concat([one, several.select(*columns)]), rows.inexact)


def _bounded(frame: Frame, inexact: Sequence[str]) -> Frame:
    """Parts in place of wholes; a bound's part never crosses the amount's, which rounding may move by one unit."""
    part = nw.col("amount_part")
    bounds = {
        "low": nw.min_horizontal("low_part", part) if "low" in inexact else None,
        "high": nw.max_horizontal("high_part", part) if "high" in inexact else None,
    }
    known = {
        name: nw.when(~nw.col(name).is_null()).then(bound) if bound is not None else nw.col(name)
        for name, bound in bounds.items()
    }
    return frame.with_columns(amount=part, **known)


def _coefficient(rows: _Inputs) -> Frame:
    col = nw.col
    frame = rows.lines
    for value in _VALUES:
        frame = two_fifths(rows.engine, frame, value, f"{value}_40")
    kept = rows.lines.select("line", *KEY).join(_halves(rows), on=list(KEY)).select("line", "area", "half")
    areas = frame.join(kept, on="line").with_columns(
        *(nw.when(col("half")).then(col(value)).otherwise(col(f"{value}_40")).alias(value) for value in _VALUES)
    )
    counts = kept.group_by("line").agg(halves=col("half").cast(nw.Int64).sum(), areas=col("area").len())
    rest = frame.join(counts, on="line", how="left").with_columns(
        *(col(name).fill_null(0).cast(nw.Int64) for name in ("halves", "areas"))
    )
    rest = rest.filter((col("halves") == 0) & (col("areas") <= 2)).with_columns(
        *((col(value) - col(f"{value}_40") * col("areas")).alias(value) for value in _VALUES),
        nw.lit(OUTSIDE).alias("area"),
    )
    unread = rows.shares.filter(col("area") == UNREAD).select(*KEY, "area")
    rest = rest.join(unread.rename({"area": "unread"}), on=list(KEY), how="left").with_columns(
        area=nw.when(~col("unread").is_null()).then(col("unread")).otherwise(col("area"))
    )
    columns = [*_PLACE, "area", *_VALUES]
    both = nw.concat([areas.select(*columns), rest.select(*columns)])
    return both.with_columns(nw.lit("").alias("sub"))


def _halves(rows: _Inputs) -> Frame:
    """KEY, ``area`` and ``half`` for each area that holds a part of the key: whether it is at least one half of it."""
    col = nw.col
    inside = rows.shares.filter((col("area") != OUTSIDE) & (col("area") != UNREAD) & (col("numerator") > 0))
    areas = inside.group_by(*KEY, "area", "origin").agg(
        n=col("numerator").sum().cast(nw.Int64), d=col("denominator").max()
    )
    marks = rows.tags().select(*KEY, "area", col("half").alias("tagged_half"))
    joined = areas.join(marks, on=[*KEY, "area"], how="left")
    by_share = col("n") * 2 >= col("d")
    by_tag = (col("origin") == "tags") & ~col("tagged_half").is_null()
    half = nw.when(by_tag).then(col("tagged_half")).otherwise(by_share)
    return joined.select(*KEY, "area", half.alias("half"))


def _overlap(rows: _Inputs) -> Frame:
    col = nw.col
    columns = [*_PLACE, "area", "sub", *_VALUES]
    marks = rows.tags().select(*KEY, "area", "tag")
    weighted = rows.lines.drop(*_VALUES).join(rows.engine.load(rows.weights), on="line").join(marks, on=list(KEY))
    by_tag = split(rows.engine, weighted, "tag", by=[*KEY, "area"], ties=["line"], to="amount").with_columns(
        nw.lit("").alias("sub"), *(nw.lit(None).cast(nw.Int64).alias(name) for name in ("low", "high"))
    )
    whole = (col("area") != OUTSIDE) | (col("numerator") == col("denominator"))
    untagged = _partition(rows).filter(whole).join(marks.select(*KEY).unique(), on=list(KEY), how="anti")
    return nw.concat([by_tag.select(*columns), untagged.select(*columns)])


_COUNTINGS: dict[str, Callable[[_Inputs], Frame]] = {
    "partition": _partition,
    "coefficient": _coefficient,
    "overlap": _overlap,
}
