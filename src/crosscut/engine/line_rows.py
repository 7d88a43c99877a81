"""Rows of files → the lines that they belong to, each row's money in the areas of its line, to the last unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import narwhals as nw
import pyarrow as pa

from crosscut.engine.base import FILE, ROW, Engine, Frame
from crosscut.engine.keys import KEY, own
from crosscut.engine.row_sums import NumberForm, is_exact, with_value
from crosscut.engine.split import TIES, split
from crosscut.tables import OUTSIDE

CELL, AT = "cell_at", "at"
"""Which column of which file a row's amount stands in, by a number; and the number of that very amount."""
STATED = ("line", CELL, ROW, AT, "amount")
"""The columns of a frame of rows."""
_ROWS_OF_A_FILE = 1 << 40
_BILLION = 10**9


@dataclass(frozen=True)
class RowAmounts:
    """A column of amounts in files, and what its rows say in words, by columns called by their numbers.

    ``keys`` has a row for each combination of texts, with its ``line``. One of the amounts is worth ``factor`` minor
    units; the files' numbers as cells begin with ``first``.
    """

    number: int
    keys: pa.Table
    form: NumberForm
    factor: int
    first: int = 0


def rows_of(engine: Engine, frame: Frame, column: RowAmounts) -> Frame:
    """The rows of a frame of ``scan_numbered`` that belong to lines: STATED, and ``inexact``, 1 for a fraction.

    A row that states nothing, or no plain number, is none of them.
    """
    col, name = nw.col, str(column.number)
    frame = _minor(engine, frame, name, column)
    on = [each for each in column.keys.column_names if each != "line"]
    said, by = engine.load(column.keys), list[str]()
    for each in on:
        frame, said, names = _alike(frame, said, each, column.keys[each])
        by += names
    cell = col(FILE) + column.first
    joined = frame.join(said.select("line", *by), on=by)
    numbered = joined.with_columns(cell.alias(CELL)).with_columns((col(CELL) * _ROWS_OF_A_FILE + col(ROW)).alias(AT))
    return numbered.select(*STATED, "inexact")


def _minor(engine: Engine, frame: Frame, name: str, column: RowAmounts) -> Frame:
    """The rows that state an amount, with it in minor units."""
    col, kind = nw.col, frame.collect_schema()[name]
    if kind.is_integer():
        whole = (col(name).cast(nw.Int64) * column.factor).alias("amount")
        return frame.filter(~col(name).is_null()).with_columns(whole, nw.lit(0).alias("inexact"))
    frame = with_value(engine, frame, name, kind, column.form)
    value = f"value_{name}"
    frame = frame.filter(~col(value).is_null())
    frame = frame if is_exact(kind) else frame.filter(~col(f"odd_{name}"))
    common = gcd(column.factor, _BILLION)
    frame = engine.fixed(frame, "whole", "billionths", value).with_columns(
        nw.lit(_BILLION // common).cast(nw.Int64).alias("step")
    )
    frame = engine.quotient(frame, "steps", "billionths", "step")
    amount = col("whole") * column.factor + col("steps") * (column.factor // common)
    inexact = nw.when(col("steps") * col("step") == col("billionths")).then(nw.lit(0)).otherwise(nw.lit(1))
    return frame.with_columns(amount.alias("amount"), inexact.alias("inexact"))


def _alike(frame: Frame, said: Frame, name: str, texts: pa.ChunkedArray) -> tuple[Frame, Frame, list[str]]:
    """Both frames with what they are joined by in one column: blank texts and nulls are one."""
    kind, key, blank = frame.collect_schema()[name], f"key_{name}", f"blank_{name}"
    if kind == nw.String:
        return (
            frame.with_columns(nw.col(name).fill_null("").alias(key)),
            said.with_columns(nw.col(name).alias(key)),
            [key],
        )
    some = next(filter(None, texts.to_pylist()), None)
    nothing, none_said = nw.col(name).is_null(), nw.col(name) == ""
    frame = frame.with_columns(nothing.alias(blank))
    said = said.with_columns(none_said.alias(blank))
    if some is None:
        return frame, said, [blank]
    usual = nw.lit(some).cast(kind)
    frame = frame.with_columns(nw.when(nothing).then(usual).otherwise(nw.col(name)).alias(key))
    text = nw.when(none_said).then(nw.lit(some)).otherwise(nw.col(name)).cast(kind)
    return frame, said.with_columns(text.alias(key)), [key, blank]


def sums_of_lines(engine: Engine, rows: Frame) -> pa.Table:
    """Of each line how many ``rows`` it has, their sum as ``amount`` and how many of them are ``inexact``."""
    rows = rows.with_columns(by=nw.col("line"))
    amount = engine.wide(nw.col("amount")).sum().alias("amount")
    made = rows.group_by("by").agg(nw.len().alias("rows"), amount, nw.col("inexact").sum())
    return engine.collect(made.rename({"by": "line"}))


def places(engine: Engine, attributes: pa.Table, lines: pa.Table, shares: pa.Table) -> Frame:
    """A row for each line and share of its programme: whose money it is, and what part of it."""
    kept = engine.load(own(lines).select(["line", *KEY, "account"]))
    owners = engine.load(attributes.select([*KEY, "ministry", "committee"]))
    parts = engine.load(shares.select([*KEY, "area", "sub", "numerator", "denominator"]))
    return kept.join(owners, on=list(KEY)).join(parts, on=list(KEY))


def undivided(rows: Frame, of: Frame) -> Frame:
    """The rows whose money is one area's, with ``of``, as :func:`places` gives it, and ``part``, all of the amount."""
    joined = rows.join(of.filter(nw.col("numerator") == nw.col("denominator")), on="line")
    return joined.with_columns(nw.col("amount").alias("part"))


def divided(engine: Engine, rows: Frame, of: Frame) -> Frame:
    """The rows whose money is several areas', once for each area, with ``part``, the area's of the amount."""
    joined = rows.join(of.filter(nw.col("numerator") < nw.col("denominator")), on="line")
    several = joined.with_columns((nw.col("area") == OUTSIDE).alias("outside_last"))
    return split(engine, several, "amount", by=[AT], ties=TIES, to="part").drop("outside_last")


def left_over(engine: Engine, parts: Frame, atoms: pa.Table) -> pa.Table:
    """What rounding each row leaves of the areas' amounts: AT of the largest row of a line, area, sub, ``units``.

    The areas of a line that is rounded row by row sum to other amounts than those of the line rounded once. With these
    units, which sum to nothing in every line, the ``parts`` that :func:`divided` gives add up to what ``atoms`` hold.
    """
    col = nw.col
    parts = parts.with_columns(by_line=col("line"), by_area=col("area"), by_sub=col("sub"), size=col("amount").abs())
    sums = parts.group_by("by_line", "by_area", "by_sub").agg(engine.wide(col("part")).sum().alias("parts"))
    sums = sums.rename({"by_line": "line", "by_area": "area", "by_sub": "sub"})
    published = engine.load(atoms.select(["line", "area", "sub", "amount"]))
    units = sums.join(published, on=["line", "area", "sub"]).with_columns(
        (col("amount") - col("parts")).cast(nw.Int64).alias("units")
    )
    owed = units.filter(col("units") != 0).select("line", "area", "sub", "units")
    largest = parts.group_by("by_line").agg(col("size").max().alias("largest")).rename({"by_line": "line"})
    first = parts.join(largest, on="line").filter(col("size") == col("largest"))
    first = first.group_by("by_line").agg(col(AT).min()).rename({"by_line": "line"})
    return engine.collect(owed.join(first, on="line").select(AT, "area", "sub", "units"))


def settled(engine: Engine, parts: Frame, owed: pa.Table) -> Frame:
    """The parts with the units of :func:`left_over`."""
    if not owed.num_rows:
        return parts
    made = parts.join(engine.load(owed), on=[AT, "area", "sub"], how="left")
    return made.with_columns((nw.col("part") + nw.col("units").fill_null(0)).alias("part")).drop("units")


def named(engine: Engine, parts: Frame, cells: pa.Table, columns: Sequence[str]) -> Frame:
    """The parts with ``file`` and ``column`` of their cells, an ``id`` of each, and ``columns`` alone."""
    made = parts.join(engine.load(cells), on=CELL).with_columns(nw.col(ROW).cast(nw.String).alias("row_text"))
    made = engine.ids(made, "id", ["line", "file", "row_text", "column", "area", "sub"])
    return made.with_columns(nw.col("part").alias("amount")).select(*columns)
