"""A plan's file that is cut anywhere is fatal, and never a smaller plan."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from crosscut.budget.snapshot import read
from crosscut.findings import Severity
from crosscut.ingest.applied import APPLIED
from crosscut.ingest.whole_plans import WHOLE, sealed
from tests.workbench.folders import small_budget


def plan(count: int) -> str:
    rows = [
        dict(
            zip(
                APPLIED,
                (f"P{each}", "2026", "confirmed", "", "1000", "million", "test", "Kim", "2026-11-28T00:00:00Z"),
                strict=True,
            )
        )
        for each in range(1, count + 1)
    ]
    text = StringIO()
    writer = csv.DictWriter(text, (*APPLIED, *WHOLE), lineterminator="\n")
    writer.writeheader()
    writer.writerows(sealed(rows))
    return text.getvalue()


def test_every_cut_is_fatal_and_counts_nothing(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b")
    file = folder / "decisions" / "plan-2026-confirmed.csv"
    whole = plan(2)
    for length in range(1, len(whole)):
        file.write_text(whole[:length], encoding="utf-8")
        snapshot = read(folder)
        counted = snapshot.lines["stage"].to_pylist().count("confirmed")
        fatal = any(each.severity is Severity.FATAL for each in snapshot.findings)
        assert (fatal, counted) == (True, 0) or whole[length:] == "\n", whole[:length]


def test_a_plan_written_by_hand_is_read(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b")
    rows = [",".join(line.split(",")[: len(APPLIED)]) for line in plan(2).splitlines()]
    (folder / "decisions" / "plan-2026-confirmed.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert read(folder).lines["stage"].to_pylist().count("confirmed") == 2
