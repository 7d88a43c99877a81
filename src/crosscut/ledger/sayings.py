"""Which of people's sayings are in force: decisions on programmes, corrections of lines."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ledger.errors import MomentError
from crosscut.ledger.kinds import Kind, Saying, joined
from crosscut.ledger.moments import parse_moment


def in_force(kind: Kind, ever: pa.Table, standing: pa.Table, recorded_at: list[datetime]) -> pa.Table:
    """The rows of the latest saying about each subject.

    The latest is the one with the latest time it gives itself (where that cannot be read, the moment it was recorded),
    then the one recorded last, then the greatest name. Restating a saying does not make it a later one.

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
    times = zip(said[saying.when].to_pylist(), said["sequence_min"].to_pylist(), strict=True)
    effective = [_time(when, recorded_at[first - 1]).isoformat() for when, first in times]
    said = said.append_column("effective", pa.array(effective, pa.string())).sort_by(
        [
            (saying.subject, "ascending"),
            ("effective", "descending"),
            ("sequence_min", "descending"),
            (saying.by, "descending"),
            ("group", "ascending"),
        ]
    )
    subjects = said[saying.subject].combine_chunks()
    first = pa.concat_arrays([pa.array([True]), pc.not_equal(subjects[1:], subjects[:-1])])
    return said.filter(first)["group"]


def _time(when: str, recorded_at: datetime) -> datetime:
    try:
        return parse_moment(when)
    except MomentError:
        return recorded_at


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
