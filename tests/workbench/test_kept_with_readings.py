"""What a reading keeps beside its rows, and what people contradict each other in, shown of its own moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from crosscut.budget import as_of, read
from crosscut.budget.dispositions import disposition_conflicts
from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.snapshot import record
from crosscut.exports import documents
from crosscut.exports.documents import templates
from crosscut.ledger import DISPOSITIONS
from crosscut.review.runs import contradictions
from crosscut.views.publication import Publication
from crosscut.workbench.check import check
from crosscut.workbench.opening import open_run

FIRST, SECOND = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
CONFIG = """title = "A budget"
currency = "KRW"
taxonomy = "kr-cet-2022"

[[source]]
file = "p.csv"
unit = "won"
fiscal_year = 2026
stage = "requested"
columns = { programme = "id", name = "name", ministry = "ministry", amount = "amount" }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "p.csv").write_text("id,name,ministry,amount\nP1,One,A,10\n", encoding="utf-8")
    return tmp_path


def test_a_past_moment_is_printed_with_the_templates_of_then(folder: Path) -> None:
    own = folder / "templates"
    own.mkdir()
    (own / "release.en.txt").write_text("then", encoding="utf-8")
    record(read(folder), FIRST)
    (own / "release.en.txt").write_text("now", encoding="utf-8")
    record(read(folder), SECOND)
    said = []
    for moment in ("2026-03-02", None):
        used = documents._templates(Publication.of(open_run(folder, moment)))
        said.append(templates.source("release", "en", used)[1])
    assert said == ["then", "now"]
    assert "templates/release.en.txt" in dict(as_of(folder, "2026-03-02").files)


def disposition(by: str, what: str, at: str) -> pa.Table:
    row = {field.name: "" if pa.types.is_string(field.type) else None for field in DISPOSITIONS}
    row |= {"subject": "surge:P1", "programme": "P1", "rule": "surge", "disposition": what, "basis": "x"}
    return pa.Table.from_pylist([row | {"decided_by": by, "decided_at": at, "reason": "so"}], schema=DISPOSITIONS)


def test_dispositions_that_contradict_each_other_are_a_finding(folder: Path) -> None:
    now = read(folder)
    record(now, FIRST)
    assert disposition_conflicts(now) == []
    with open_ledger(folder, now.settings) as ledger:
        ledger.dispose(disposition("Kim", "accepted", "2026-03-02T00:00:00+00:00"), at=SECOND)
        assert disposition_conflicts(now) == []
        for by, what in (("Lee", "waived"), ("Park", "accepted")):
            ledger.dispose(disposition(by, what, "2026-03-03T00:00:00+00:00"), at=SECOND)
    (found,) = disposition_conflicts(read(folder))
    assert (found.rule, str(found.severity)) == ("disposition-conflict", "warning")
    assert "Lee, Park said different things of surge:P1" in found.message
    assert "that of Kim stays in force" in found.message
    assert found in check(folder)
    run = open_run(folder)
    assert [each.finding for each in contradictions(run)] == [found]
    assert disposition_conflicts(as_of(folder, "2026-03-05")) == []
    assert read(folder).dispositions["decided_by"].to_pylist() == ["Kim"]
    with open_ledger(folder, now.settings) as ledger:
        ledger.dispose(disposition("Kim", "waived", "2026-03-04T00:00:00+00:00"), at=SECOND)
    assert disposition_conflicts(read(folder)) == []
