"""A file of decisions that is cut anywhere is fatal, and never fewer decisions."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from crosscut.budget.snapshot import read
from crosscut.csvtext import escape
from crosscut.findings import Severity
from crosscut.ingest.applied import APPLIED
from crosscut.ingest.seals import SEAL, sealed
from tests.shortened import some
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
    writer = csv.DictWriter(text, (*APPLIED, *SEAL), lineterminator="\n")
    writer.writeheader()
    writer.writerows(sealed(rows))
    return text.getvalue()


def test_every_cut_is_fatal_and_counts_nothing(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b")
    file = folder / "decisions" / "plan-2026-confirmed.csv"
    whole = plan(2)
    for length in some(range(1, len(whole)), 25):
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


DECIDED = ("programme", "area", "numerator", "denominator", "decided_by", "decided_at", "reason")


def decisions() -> str:
    rows = [
        dict(zip(DECIDED, (key, "ai", "1", "1", "Kim", "2026-11-28T00:00:00Z", f" {why} "), strict=True))
        for key, why in (("P1", "reads\u1100\u1161"), ("P4", "=learns, it says"))
    ]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*DECIDED, *SEAL))
    writer.writerows([escape(cell) for cell in row.values()] for row in sealed(rows))
    return text.getvalue()


def test_every_cut_of_decisions_is_fatal_and_counts_none(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b")
    file = folder / "decisions" / "readings-2026-11-28.csv"
    whole = decisions()
    file.write_text(whole, encoding="utf-8")
    assert read(folder).decisions.num_rows == 2
    for length in some(range(1, len(whole) - 1), 25):
        file.write_text(whole[:length], encoding="utf-8")
        snapshot = read(folder)
        fatal = any(each.severity is Severity.FATAL for each in snapshot.findings)
        assert (fatal, snapshot.decisions.num_rows) == (True, 0), whole[:length]


def test_a_file_of_decisions_written_by_hand_is_read_and_may_be_empty(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b")
    file = folder / "decisions" / "mine.csv"
    for text, count in ((",".join(DECIDED) + "\n", 0), (",".join(DECIDED) + "\nP1,ai,1,1,Kim,2026-11-28,so\n", 1)):
        file.write_text(text, encoding="utf-8")
        snapshot = read(folder)
        assert snapshot.decisions.num_rows == count
        assert not any(each.rule == "half-decisions" for each in snapshot.findings)
