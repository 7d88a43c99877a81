"""Which of people's sayings are in force: decisions on programmes, corrections of lines."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ledger.kinds import Kind, Saying, joined


def in_force(kind: Kind, ever: pa.Table, standing: pa.Table, recorded_at: list[datetime]) -> pa.Table:
    """The rows of the latest saying about each subject.

    The latest is the one with the latest time it gives itself (one that gives none is taken at the moment it was
    recorded), then the one recorded last, then the greatest name. Restating a saying does not make it a later one.

    ``ever`` has all versions of the kind, ``standing`` those that stand; ``recorded_at`` is by sequence, from 1.
    """
    saying = kind.saying
    if saying is None or not standing.num_rows:
        return standing
    group = (saying.subject, saying.by, saying.when)
    ever = ever.append_column("group", joined(ever, group))
    standing = standing.append_column("group", joined(standing, group))
    said = ever.filter(pc.is_in(ever["group"], value_set=standing["group"]))
    said = said.group_by(["group", *group]).aggregate([("sequence", "min")])
    winners = _latest(said, saying, recorded_at)
    return standing.filter(pc.is_in(standing["group"], value_set=winners)).drop_columns(["group"])


def _latest(said: pa.Table, saying: Saying, recorded_at: list[datetime]) -> pa.ChunkedArray:
    moments = pa.array([moment.isoformat() for moment in recorded_at], pa.string())
    recorded = moments.take(pc.subtract(said["sequence_min"].combine_chunks(), 1))
    when = pc.if_else(pc.equal(pc.fill_null(said[saying.when], ""), ""), recorded, said[saying.when])
    said = said.append_column("effective", when).sort_by(
        [(saying.subject, "ascending"), ("effective", "descending"), ("sequence_min", "descending"),
         (saying.by, "descending"), ("group", "ascending")]
    )  # fmt: skip
    subjects = said[saying.subject].combine_chunks()
    first = pa.concat_arrays([pa.array([True]), pc.not_equal(subjects[1:], subjects[:-1])])
    return said.filter(first)["group"]


def correct(lines: pa.Table, corrections: pa.Table) -> pa.Table:
    """The lines with the corrections in force applied; one whose ``was`` the source no longer says is not."""
    if not corrections.num_rows:
        return lines
    index = pc.index_in(lines["line"], value_set=corrections["line"])
    offered = corrections.take(index)
    both_null = pc.and_(pc.is_null(offered["was"]), pc.is_null(lines["amount"]))
    agrees = pc.or_(pc.fill_null(pc.equal(offered["was"], lines["amount"]), fill_value=False), both_null)
    applies = pc.and_(pc.is_valid(index), agrees)
    for name in ("amount", "low", "high"):
        said = pc.if_else(applies, offered[name], lines[name])
        lines = lines.set_column(lines.schema.get_field_index(name), lines.schema.field(name), said)
    return lines
