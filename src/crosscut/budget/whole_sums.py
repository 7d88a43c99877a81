"""Amounts that together are more than can be summed: said of what was read, before any command sums them."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.findings import Finding, Place, Severity
from crosscut.text import Text
from crosscut.text.periods import period_text

MOST: Final = 2**63 - 1
"""What an amount in minor units holds (§3.1)."""


def check_sums(lines: pa.Table, tags: pa.Table) -> list[Finding]:
    """A fatal finding on each period whose lines, or whose tags, sum beyond an int64, signs left out."""
    return [*_beyond(lines, "line"), *_beyond(tags, "tag")]


def _beyond(table: pa.Table, key: str) -> list[Finding]:
    if not table.num_rows or _largest(table) * table.num_rows <= MOST:
        return []
    found = []
    periods = table.group_by(["fiscal_year", "stage"]).aggregate([]).sort_by([("fiscal_year", "ascending")])
    for period in periods.to_pylist():
        same = pc.and_(pc.equal(table["fiscal_year"], period["fiscal_year"]), pc.equal(table["stage"], period["stage"]))
        rows = table.filter(same)
        total = sum(map(abs, rows["amount"].to_pylist()))
        if total > MOST:
            found.append(_finding(rows, key, period["fiscal_year"], period["stage"], total))
    return found


def _largest(table: pa.Table) -> int:
    ends = pc.min_max(table["amount"]).as_py()
    return max(abs(int(ends["min"])), abs(int(ends["max"])))


def _finding(rows: pa.Table, key: str, year: int, stage: str, total: int) -> Finding:
    """The finding stands at the largest of the amounts."""
    amounts = rows["amount"].to_pylist()
    row = rows.slice(int(np.argmax([abs(each) for each in amounts])), 1).to_pylist()[0]
    when = period_text(year, stage)
    return Finding(
        "too-large-total",
        Severity.FATAL,
        Text(
            f"The {rows.num_rows:,} amounts of {when.en} sum to {total:,} in minor units, more than {MOST:,}, and can "
            "have no total.",
            f"{when.ko} 금액 {rows.num_rows:,}건의 합이 최소 통화단위로 {total:,}입니다. "
            f"한도 {MOST:,}를 넘어 합계를 낼 수 없습니다.",
        ),
        place=Place.of(row),
        programme=row["programme"],
        value=row["amount"],
        hint=Text(
            "Check the source's unit: this is its largest amount.",
            "자료의 단위를 확인하십시오. 이 행이 가장 큰 금액입니다.",
        ),
        rows=(row[key],),
    )
