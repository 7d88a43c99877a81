"""What a reading keeps beside its rows, and what people contradict each other in, shown of its own moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from crosscut.allocate.runs import policy_of
from crosscut.budget import as_of, read
from crosscut.budget.dispositions import disposition_conflicts
from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.snapshot import entries, record
from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.exports import documents
from crosscut.exports.documents import templates
from crosscut.figures import book_of
from crosscut.ledger import DISPOSITIONS
from crosscut.review.runs import contradictions
from crosscut.views.publication import Publication
from crosscut.workbench.check import check
from crosscut.workbench.ledger_record import checkpoint_of
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
    with open_ledger(folder, now.ledger) as ledger:
        ledger.dispose(disposition("Kim", "accepted", "2026-03-02T00:00:00+00:00"), at=SECOND)
        assert disposition_conflicts(now) == []
        for by, what in (("Lee", "waived"), ("Park", "accepted")):
            ledger.dispose(disposition(by, what, "2026-03-03T00:00:00+00:00"), at=SECOND)
    (found,) = disposition_conflicts(read(folder))
    assert (found.rule, str(found.severity)) == ("disposition-conflict", "warning")
    assert "Lee, Park said different things of surge:P1" in found.message.en
    assert "that of Kim stays in force" in found.message.en
    assert found in check(folder)
    run = open_run(folder)
    assert [each.finding for each in contradictions(run)] == [found]
    assert disposition_conflicts(as_of(folder, "2026-03-05")) == []
    assert read(folder).dispositions["decided_by"].to_pylist() == ["Kim"]
    with open_ledger(folder, now.ledger) as ledger:
        ledger.dispose(disposition("Kim", "waived", "2026-03-04T00:00:00+00:00"), at=SECOND)
    assert disposition_conflicts(read(folder)) == []


def test_what_the_folder_lacked_then_is_not_taken_from_today(folder: Path) -> None:
    record(read(folder), FIRST)
    (folder / "templates").mkdir()
    (folder / "templates" / "release.en.txt").write_text("now", encoding="utf-8")
    (folder / "policy.toml").write_text("[ceiling]\nchange = 0\n", encoding="utf-8")
    past = open_run(folder, "2026-03-02")
    assert documents._templates(Publication.of(past)) == {}
    with pytest.raises(CrosscutError, match="had no policy"):
        policy_of(past)


def test_todays_settings_may_be_broken_or_have_moved_the_ledger(folder: Path) -> None:
    record(read(folder), FIRST)
    place = folder / "crosscut.toml"
    place.write_text("[[source", encoding="utf-8")
    assert open_run(folder, "2026-03-02").budgets(2026, "requested") == {"P1": 10}
    (folder / "led").mkdir()
    (folder / "ledger.sqlite").rename(folder / "led" / "ledger.sqlite")
    place.write_text('ledger = "led/ledger.sqlite"\nunti = 1\n', encoding="utf-8")
    past = open_run(folder, "2026-03-02")
    assert [entry.sequence for entry in entries(past.snapshot)] == [1]
    assert checkpoint_of(past)


def test_a_past_figure_is_traced_in_the_words_and_units_of_then(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(read(folder), FIRST)
    figure = book_of(open_run(folder, "2026-03-02")).amount("partition").id
    place = folder / "crosscut.toml"
    place.write_text(CONFIG.replace("KRW", "USD").replace('"won"', '"thousand"'), encoding="utf-8")
    assert run(["trace", str(folder), figure, "--as-of", "2026-03-02"]) == 0
    assert "KRW" in capsys.readouterr().out


def test_a_figure_that_was_printed_otherwise_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(folder)]) == 0
    figure = book_of(open_run(folder)).amount("partition", fiscal_year=2026, stage="requested").id
    (folder / "p.csv").write_text("id,name,ministry,amount\nP1,One,A,12\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["trace", str(folder), figure]) == 0
    assert "was printed as 10 and is 12 now" in capsys.readouterr().err
