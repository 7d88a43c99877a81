"""The command contract of the design: shapes, exit statuses, what goes where."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from crosscut.exports.workbook.layout import HEADER
from tests.cli.conftest import Crosscut


def test_build_writes_every_promised_file(demo: Path) -> None:
    for name in (
        "figures.json",
        "crosscut.csv",
        "attributions.csv",
        "findings.csv",
        "workbook.xlsx",
        "site/index.html",
        "manifest.json",
    ):
        assert (demo / "build" / name).stat().st_size > 0, name


def test_build_ends_by_saying_what_to_open(crosscut: Crosscut, demo: Path, tmp_path: Path) -> None:
    ran = crosscut("build", demo, "--out", tmp_path / "out")
    assert ran.out.strip().splitlines()[-1] == f"Open {tmp_path / 'out' / 'site' / 'index.html'}"
    assert "\x1b" not in ran.out + ran.err


def test_show_json_has_the_shape_of_the_contract(crosscut: Crosscut, demo: Path) -> None:
    shown = crosscut("show", demo, "--by", "area,year", "--format", "json").json
    assert {"counting", "taxonomy", "currency", "rows", "total"} <= set(shown)
    assert set(shown["rows"][0]) >= {"area", "year", "amount", "programmes", "figure"}
    assert sum(row["amount"] for row in shown["rows"]) == shown["total"]


def test_money_that_nobody_looked_at_is_unread_and_never_outside(crosscut: Crosscut, tmp_path: Path) -> None:
    crosscut("init", tmp_path / "demo", "--example", "korea-2024")
    (tmp_path / "demo" / "decisions" / "attributions.csv").unlink()
    shown = crosscut("show", tmp_path / "demo", "--format", "json").json
    assert [(row["area"], row["amount"]) for row in shown["rows"]] == [("unread", shown["total"])]
    assert "Not looked at" in crosscut("show", tmp_path / "demo").out


def test_figures_json_has_every_figure_that_a_table_names(demo: Path) -> None:
    printed = json.loads((demo / "build" / "figures.json").read_text(encoding="utf-8"))["figures"]
    with (demo / "build" / "crosscut.csv").open(encoding="utf-8", newline="") as file:
        named = {row["figure"] for row in csv.DictReader(file)}
    sheet = CalamineWorkbook.from_path(str(demo / "build" / "workbook.xlsx")).get_sheet_by_name("Figures").to_python()
    named |= {str(row[0]) for row in sheet[HEADER + 1 :]}
    assert len(named) > 250
    assert named <= {each["id"] for each in printed}


def test_overlap_has_no_total(crosscut: Crosscut, demo: Path) -> None:
    assert "total" not in crosscut("show", demo, "--counting", "overlap", "--format", "json").json
    ran = crosscut("show", demo, "--counting", "overlap", "--by", "ministry")
    assert ran.status == 2
    assert "tagged amounts overlap, so they have no total" in ran.err


def test_by_none_is_the_whole(crosscut: Crosscut, demo: Path) -> None:
    shown = crosscut("show", demo, "--by", "none", "--year", "2024", "--format", "json").json
    assert len(shown["rows"]) == 1
    assert shown["rows"][0]["amount"] == shown["total"] == 5_000_000_000_000


def test_years_are_never_added_up(crosscut: Crosscut, demo: Path) -> None:
    shown = crosscut("show", demo, "--by", "none", "--format", "json").json
    assert shown["selected"] == {"year": 2024, "stage": "confirmed"}


@pytest.mark.parametrize("by", ["area,year", "ministry", "none", "area,ministry,committee,sub,year,stage,programme"])
def test_every_shown_figure_traces_to_rows_that_sum_to_it(crosscut: Crosscut, demo: Path, by: str) -> None:
    rows = crosscut("show", demo, "--by", by, "--format", "json").json["rows"]
    for row in rows[:: max(1, len(rows) // 3)]:
        traced = crosscut("trace", demo, row["figure"], "--format", "json").json
        assert sum(each["amount"] for each in traced["rows"]) == traced["sum"] == row["amount"]


def test_every_figure_of_a_build_traces(crosscut: Crosscut, demo: Path) -> None:
    figures = json.loads((demo / "build" / "figures.json").read_text(encoding="utf-8"))["figures"]
    derived = [each for each in figures if each["kind"] == "difference"][:2]
    for figure in derived + figures[:: max(1, len(figures) // 4)]:
        traced = crosscut("trace", demo, figure["id"], "--format", "json")
        assert traced.status == 0, traced.err
        assert traced.json["figure"]["value"] == figure["value"]


def test_trace_csv_rows_sum_to_the_figure(crosscut: Crosscut, demo: Path) -> None:
    row = crosscut("show", demo, "--format", "json").json["rows"][0]
    rows = list(csv.DictReader(io.StringIO(crosscut("trace", demo, row["figure"], "--format", "csv").out)))
    assert sum(int(each["amount"]) for each in rows) == row["amount"]


def test_check_writes_nothing(crosscut: Crosscut, tmp_path: Path) -> None:
    crosscut("init", tmp_path / "demo", "--example", "korea-2024")
    before = sorted(tmp_path.rglob("*"))
    assert crosscut("check", tmp_path / "demo").status == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_findings_of_severity_fatal_end_with_status_1(crosscut: Crosscut, tmp_path: Path) -> None:
    crosscut("init", tmp_path / "demo", "--example", "korea-2024")
    source = next((tmp_path / "demo" / "sources").glob("*.csv"))
    source.write_text("", encoding="utf-8")
    ran = crosscut("check", tmp_path / "demo", "--format", "json")
    assert ran.status == 1
    assert any(
        each["severity"] == "fatal" and each["file"] == f"sources/{source.name}" for each in ran.json["findings"]
    )


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["show"],
        ["show", "nowhere"],
        ["build", "nowhere"],
        ["check", "nowhere"],
        ["trace", "nowhere", "x"],
        ["init", "x", "--example", "korea-2042"],
        ["build", "nowhere", "--engine", "abacus"],
    ],
)
def test_wrong_use_is_one_clear_line_and_status_2(crosscut: Crosscut, words: list[str], tmp_path: Path) -> None:
    words = [word.replace("nowhere", str(tmp_path / "nowhere")) for word in words]
    ran = crosscut(*words)
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) == 1, ran.err
    assert ran.err.startswith("crosscut: ")


def test_what_the_system_refuses_is_one_clear_line(crosscut: Crosscut, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("no folder", encoding="utf-8")
    for words in (["check", file], ["build", demo, "--out", file / "out"]):
        ran = crosscut(*words)
        assert ran.status == 2
        assert ran.err.strip().splitlines()[-1].startswith(f"crosscut: {file}")
        assert "Traceback" not in ran.err


def test_a_moment_before_the_first_reading_is_no_empty_budget(crosscut: Crosscut, demo: Path) -> None:
    ran = crosscut("show", demo, "--as-of", "1999-01-01")
    assert ran.status == 2
    assert "first reading" in ran.err


def test_errors_are_json_where_json_is_asked_for(crosscut: Crosscut, tmp_path: Path) -> None:
    ran = crosscut("show", tmp_path / "nowhere", "--format", "json")
    assert set(ran.json["error"]) == {"code", "message", "file", "row", "column", "hint"}


def test_a_wrong_key_is_answered_with_the_nearest(crosscut: Crosscut, demo: Path) -> None:
    assert "ministry" in crosscut("show", demo, "--by", "minstry").err


def test_an_unknown_figure_is_said_so(crosscut: Crosscut, demo: Path) -> None:
    ran = crosscut("trace", demo, "zzzzzzzzzzzz")
    assert ran.status == 2
    assert "no figure" in ran.err


@pytest.mark.parametrize("command", ["init", "check", "build", "show", "trace"])
def test_help_teaches_by_example(crosscut: Crosscut, command: str) -> None:
    ran = crosscut(command, "--help")
    assert ran.status == 0
    assert f"crosscut {command} " in ran.out


def test_the_installed_command_answers_as_its_own_process() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "crosscut", "show", "nowhere"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("crosscut: ")


def test_version_and_help(crosscut: Crosscut) -> None:
    assert crosscut("--version").out.strip()[0].isdigit()
    assert "korea-2024" in crosscut("--help").out
