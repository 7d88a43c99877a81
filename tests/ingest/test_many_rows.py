"""Files of more rows than are held one by one: the engine sums them where it can, and else it is said what to mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from crosscut import taxonomy
from crosscut.findings import Severity
from crosscut.ingest import Ingested, beginning, guess, read, rows_behind, source_reading
from crosscut.ingest.guess import guesses
from crosscut.ingest.readers import delimited
from crosscut.ingest.readers.sheet import Sheet
from crosscut.workbench.build import build
from crosscut.workbench.last_build import snapshot
from crosscut.workbench.opening import open_run

from .conftest import budget, one, rules

COLUMNS = {"programme": "id", "name": "name", "account": "account", "amount": "paid"}
SOURCE: dict[str, Any] = {"unit": "USD", "stage": "executed", "columns": COLUMNS}
ROWS = [("A", "one", "1.25"), ("B", "two", "3"), ("A", "one", "2"), ("A", "two", "12*"), ('="007"', "one", "5")]
ROWS += [("A", "one", "1")] * 5


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_reading, "MANY_ROWS", 4)
    monkeypatch.setattr(delimited, "MANY_ROWS", 4)


def write(path: Path, rows: list[tuple[str, str, str]], kind: str = "csv") -> None:
    ids, accounts, paid = (list(each) for each in zip(*rows, strict=True))
    table = pa.table({"id": ids, "name": [f"Name {each}" for each in ids], "account": accounts, "paid": paid})
    pq.write_table(table, path) if kind == "parquet" else pa.csv.write_csv(table, path)


def reading(folder: Path, **more: Any) -> Ingested:
    made = budget(SOURCE | more, currency="USD")
    return read(folder, made, taxonomy.load(made.taxonomy), traceable=True)


def keyed(result: Ingested) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = result.lines.select(["line", "programme", "account", "amount"]).to_pylist()
    return rows


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_lines_are_those_of_a_table(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / f"a.{kind}", ROWS, kind)
    summed = reading(tmp_path, file=f"a.{kind}")
    assert (summed.readings[0].counts.summed, one(summed, "many-rows").severity) == (10, Severity.WARNING)
    monkeypatch.setattr(source_reading, "MANY_ROWS", 12)
    held = reading(tmp_path, file=f"a.{kind}")
    assert held.readings[0].counts.summed == 0
    assert keyed(summed) == keyed(held)
    assert summed.programmes.select(["programme", "name"]).equals(held.programmes.select(["programme", "name"]))
    assert "many-rows" not in rules(held)


def test_a_cell_that_is_no_number_keeps_its_row(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", ROWS)
    assert one(reading(tmp_path), "note-mark").place.row == 5


def test_the_rows_of_a_line_are_found(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", ROWS)
    result, made = reading(tmp_path), budget(SOURCE, currency="USD")
    line = next(row["line"] for row in result.lines.to_pylist() if row["amount"] == 825)
    found = rows_behind(tmp_path, made, result.summed, [line], 2)
    assert [(row.file, row.row, row.amount) for row in found.rows] == [("a.csv", 2, "1.25"), ("a.csv", 4, "2")]


@pytest.mark.parametrize(
    ("most", "severity", "rule"), [(100, Severity.INFO, "duplicate-line"), (4, Severity.FATAL, "many-rows")]
)
def test_a_row_that_stands_twice_among_others_is_no_payment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, severity: Severity, rule: str
) -> None:
    monkeypatch.setattr(source_reading, "MOST_ROWS", most)
    write(tmp_path / "a.csv", [(each, "one", "1") for each in "ABCDEFA"])
    result = reading(tmp_path)
    assert one(result, "many-rows").severity is severity
    assert rule in {each.rule for each in result.findings if each.severity is Severity.FATAL}


def test_rows_of_which_none_says_what_another_does_are_asked_about_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.csv", [("A", "one", "1.5"), ("B", "one", "2.5"), ("C", "one", "3.25"), ("D", "one", "7.25")])
    held = reading(tmp_path)
    assert (one(held, "many-rows").severity, held.readings[0].counts.summed) == (Severity.INFO, 0)
    assert one(held, "looks-like-total").place.row == 5
    monkeypatch.setattr(source_reading, "MOST_ROWS", 4)
    lines = reading(tmp_path)
    assert (one(lines, "many-rows").severity, lines.readings[0].counts.summed) == (Severity.INFO, 4)
    assert keyed(lines) == keyed(held)


PAYMENTS = [("A", "one", "1")] * 5
ASKED = {
    "point": ([("A", "one", "1.250")] * 5, "decimal-or-thousands", "1.250 can mean"),
    "part": ([*PAYMENTS, ("of which B", "one", "1")], "looks-like-part", "part of another"),
    "memo": ([*PAYMENTS, ("Memo: B", "one", "1")], "looks-like-memo", "part of another"),
}


@pytest.mark.parametrize("case", ASKED)
def test_what_is_asked_of_rows_is_asked_of_those_that_repeat_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    rows, rule, why = ASKED[case]
    write(tmp_path / "a.csv", rows)
    assert rule in rules(reading(tmp_path))
    monkeypatch.setattr(source_reading, "MOST_ROWS", 4)
    told = [each for each in reading(tmp_path).findings if each.rule == "many-rows"]
    assert [each.severity for each in told if why in each.message.en] == [Severity.WARNING]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_what_parts_the_columns_of_a_large_text_is_found(tmp_path: Path, mark: str) -> None:
    rows = [("A", "one", "1.25"), *[("A", "one", "2.5")] * 5]
    lines = [mark.join([each, f"Name {each}", account, paid]) for each, account, paid in rows]
    (tmp_path / "a.csv").write_text("\n".join([mark.join(COLUMNS.values()), *lines, ""]), encoding="utf-8")
    result = reading(tmp_path)
    assert (result.readings[0].counts.summed, rules(result)) == (6, {"many-rows", "delimiter-found"})
    found = rows_behind(tmp_path, budget(SOURCE, currency="USD"), result.summed, result.lines["line"].to_pylist(), 9)
    assert [row.amount for row in found.rows] == [paid for *_, paid in rows]


def test_fractions_of_the_smallest_unit_are_rounded_once_in_a_sum(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", [("A", "one", "0.004")] * 5 + [("B", "one", "0.003")] * 5)
    result = reading(tmp_path)
    assert result.lines["amount"].to_pylist() == [2, 2]
    told = one(result, "fraction-of-minor-unit")
    assert (told.severity, told.message.en.split(" USD")[0]) == (Severity.WARNING, "'0.015'")


HINDERED: dict[str, tuple[dict[str, Any], str, str]] = {
    "settings": ({"fill_down": ["id"]}, "utf-8", "fill_down"),
    "encoding": ({"encoding": ""}, "cp949", "UTF-8"),
}


@pytest.mark.parametrize("case", HINDERED)
def test_what_cannot_be_summed_is_held_and_says_why(tmp_path: Path, case: str) -> None:
    more, encoding, why = HINDERED[case]
    write(tmp_path / "a.csv", [(each, "기관", paid) for each, _, paid in ROWS])
    (tmp_path / "a.csv").write_bytes((tmp_path / "a.csv").read_bytes().decode().encode(encoding))
    result = reading(tmp_path, **more)
    assert why in one(result, "many-rows").message.en
    assert sum(row["amount"] for row in result.lines.to_pylist()) == 2825
    assert "broken-file" not in rules(result)


@pytest.mark.parametrize("case", HINDERED)
def test_more_than_can_be_held_is_refused_in_a_line(tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    more, encoding, why = HINDERED[case]
    monkeypatch.setattr(source_reading, "MOST_ROWS", 4)
    write(tmp_path / "a.csv", [(each, "기관", paid) for each, _, paid in ROWS])
    (tmp_path / "a.csv").write_bytes((tmp_path / "a.csv").read_bytes().decode().encode(encoding))
    result = reading(tmp_path, **more)
    fatal = [each for each in result.findings if each.severity is Severity.FATAL]
    assert [why in each.message.en for each in fatal] == [True]
    assert any("more than the 4 that are held" in each.message.en for each in result.findings)
    assert not result.lines.num_rows


def test_a_short_row_of_a_file_is_filled_as_in_any_table(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", ROWS)
    with (tmp_path / "a.csv").open("a", encoding="utf-8") as file:
        file.write("C,Name C,7\n")
    result = reading(tmp_path)
    assert one(result, "ragged-row").place.row == 12
    assert "row 12 has 3 cells" in one(result, "many-rows").message.en


@pytest.mark.parametrize("row", ["〃,〃,one,7", "합계,,,18.25"])
def test_a_row_that_means_something_by_its_place_is_read_at_its_place(tmp_path: Path, row: str) -> None:
    write(tmp_path / "a.csv", ROWS[:4])
    with (tmp_path / "a.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    result = reading(tmp_path)
    money = {row["programme"]: row["amount"] for row in result.lines.select(["programme", "amount"]).to_pylist()}
    assert one(result, "many-rows").message.en.count("held in memory") == 1
    assert sum(row["amount"] for row in result.lines.to_pylist()) == (2525 if "〃" in row else 1825)
    assert set(money) == {"A", "B"}


def test_a_name_that_could_be_a_pattern_is_the_file_that_is_called_so(tmp_path: Path) -> None:
    write(tmp_path / "a[1].csv", ROWS)
    write(tmp_path / "a1.csv", [("Z", "one", "9")] * 6)
    result = reading(tmp_path, file="a[1].csv")
    assert {row["programme"] for row in result.lines.to_pylist()} == {"007", "A", "B"}


def test_a_source_whose_unit_is_to_be_decided_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", ROWS)
    result = reading(tmp_path, unit="decide")
    assert [each.decided for each in result.readings] == [False]
    assert "many-rows" not in rules(result)


def test_what_no_table_could_read_either_is_told_once(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", ROWS)
    assert rules(reading(tmp_path, unit="shells")) == {"unknown-unit"}


TOML = """
title = "Payments"
currency = "USD"
taxonomy = "kr-cet-2022"

[[source]]
file = "a.csv"
unit = "USD"
fiscal_year = 2026
stage = "executed"
columns = { programme = "id", name = "name", account = "account", amount = "paid" }
"""


def test_a_past_moment_holds_the_lines_after_the_file_is_gone(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", ROWS)
    (tmp_path / "crosscut.toml").write_text(TOML, encoding="utf-8")
    build(tmp_path)
    built = snapshot(tmp_path)
    assert built is not None
    write(tmp_path / "a.csv", ROWS[:1] * 6)
    build(tmp_path)
    past = open_run(tmp_path, "1").snapshot
    held, then = (each.lines.select(["line", "amount"]).sort_by("line") for each in (built, past))
    assert then.equals(held)
    assert dict(past.files)["a.csv"] == dict(built.files)["a.csv"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_what_a_large_file_looks_like_is_seen_by_its_beginning(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"P{number}", f"account {number}", str(number)) for number in range(100)]
    write(tmp_path / f"a.{kind}", rows, kind)
    whole = guesses(tmp_path, f"a.{kind}")
    monkeypatch.setattr(beginning, "MANY_ROWS", 4)
    monkeypatch.setattr(beginning, "BEGINNING_ROWS", 10)
    monkeypatch.setattr(beginning, "BEGINNING_BYTES", 500)
    looked, looked_at = list[int](), guess._looked_at

    def counted(found: guess.Guess, sheet: Sheet) -> guess.Guess:
        looked.append(sheet.body(1, [0], [], 4).height)
        return looked_at(found, sheet)

    monkeypatch.setattr(guess, "_looked_at", counted)
    assert guesses(tmp_path, f"a.{kind}") == whole
    assert looked[0] < 20


def test_a_large_file_elsewhere_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginning, "MANY_ROWS", 2)
    file = tmp_path / "mine.csv"
    file.write_text("id,amount\nA,1\nB,2\n", encoding="utf-8")
    with (
        pytest.raises(ValueError, match="leaves the budget folder"),
        beginning.beginning(tmp_path / "other", str(file)),
    ):
        pass
    assert file.read_text(encoding="utf-8") == "id,amount\nA,1\nB,2\n"
