"""How tags overlap: which areas share programmes, and which programmes carry more tags than money."""

from __future__ import annotations

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.engine.base import Engine, conform
from crosscut.engine.keys import KEY, tagged
from crosscut.tables import LINES

MATRIX = pa.schema(
    [
        *((name, LINES.field(name).type) for name in KEY[1:]),
        ("area", pa.string()),
        ("other", pa.string()),
        ("programmes", pa.int64()),
        ("amount", pa.int64()),
    ]
)
"""One row for each fiscal year, stage and pair of areas with ``area`` ≤ ``other``."""

OVERTAGGED = pa.schema(
    [
        *((name, LINES.field(name).type) for name in KEY),
        ("areas", pa.int64()),
        ("budget", pa.int64()),
        ("tagged", pa.int64()),
        ("excess", pa.int64()),
    ]
)
"""One row for each key whose tags exceed its budget: ``excess`` = |tagged| − |budget| in minor units."""


def matrix(engine: Engine, lines: pa.Table, tags: pa.Table) -> pa.Table:
    """The programmes that two areas share, and the money that both may claim.

    The money of a pair is Σ min(tag of one, tag of the other) over the programmes that carry both; tags below zero
    are mirrored, and tags of different sign claim nothing in common. On the diagonal (``area`` = ``other``) it is the
    area's own tagged sum. Returns a table of MATRIX, sorted; pairs without a programme in common have no row.
    """
    marks = tagged(lines, tags)
    marks = marks.filter(pc.is_valid(marks["budget"])).select([*KEY, "area", "tag"])
    one = engine.load(marks)
    two = engine.load(marks.rename_columns([*KEY, "other", "other_tag"]))
    pairs = one.join(two, on=list(KEY)).filter(nw.col("area") <= nw.col("other"))
    tag, other = nw.col("tag"), nw.col("other_tag")
    common = (
        nw.when((tag > 0) & (other > 0))
        .then(nw.min_horizontal(tag, other))
        .when((tag < 0) & (other < 0))
        .then(nw.max_horizontal(tag, other))
        .otherwise(nw.lit(0))
    )
    by = MATRIX.names[:4]
    sums = (
        pairs.with_columns(common=common)
        .group_by(*by)
        .agg(programmes=nw.col("programme").n_unique(), amount=engine.wide(nw.col("common")).sum())
    )
    return conform(engine.collect(sums), MATRIX).sort_by([(name, "ascending") for name in by])


def tag_sums(lines: pa.Table, tags: pa.Table) -> pa.Table:
    """Each tagged key with how many areas it carries, its budget and its tags: OVERTAGGED for all, sorted by key.

    ``excess`` is zero or less where the tags fit. Tags that belong to no line have no budget and no row.
    """
    marks = tagged(lines, tags)
    marks = marks.filter(pc.is_valid(marks["budget"]))
    wide = marks.set_column(marks.column_names.index("tag"), "tag", marks["tag"].cast(pa.decimal128(38, 0)))
    sums = wide.group_by(list(KEY)).aggregate([("area", "count"), ("budget", "min"), ("tag", "sum")])
    columns = [*(sums[name] for name in KEY), sums["area_count"], sums["budget_min"], sums["tag_sum"]]
    table = conform(pa.table(columns, names=OVERTAGGED.names[:-1]), pa.schema(list(OVERTAGGED)[:-1]))
    excess = pc.subtract_checked(pc.abs_checked(table["tagged"]), pc.abs_checked(table["budget"]))
    return table.append_column("excess", excess).sort_by([(name, "ascending") for name in KEY])


def overtagged(lines: pa.Table, tags: pa.Table) -> pa.Table:
    """The keys whose tags exceed their budget, and by how much: a table of OVERTAGGED, sorted by key."""
    sums = tag_sums(lines, tags)
    return sums.filter(pc.greater(sums["excess"], 0))
