"""Names of anybody in the terminal: no markup, no escapes, nothing that hides."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from crosscut.characters import HIDDEN, printable
from crosscut.cli import run
from crosscut.cli.output import csv_output, print_findings, print_json
from crosscut.findings import Finding, Place, Severity
from crosscut.ingest import hidden
from crosscut.text import Text
from tests.cli.conftest import Crosscut
from tests.workbench.folders import small_budget

ROWS = "P1,Alpha,[red]Finance[/red],1000,,\nP2,[link=x]Beta :smile:,Ministry [/x],2000,,\n"
ESCAPES = "P1,Alpha\x1b]0;x\x07\x1b[31m,Min\x1b[2JX,100,30,\nP2,Beta\x9b31m\u202e,Min,100,,\n"
COMMANDS = (
    ["show", "--by", "ministry"],
    ["show", "--by", "programme", "--format", "json"],
    ["show", "--by", "programme,ministry", "--format", "csv"],
    ["review", "--all"],
    ["check", "--all"],
    ["diff", "2026", "2026"],
    ["links"],
)


def test_brackets_are_printed_and_not_obeyed(crosscut: Crosscut, tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b", ROWS)
    shown = crosscut("show", folder, "--by", "ministry")
    assert shown.status == 0, shown.err
    assert "[red]Finance[/red]" in shown.out
    assert "Ministry [/x]" in shown.out
    for command in COMMANDS:
        assert crosscut(command[0], folder, *command[1:]).status == 0, command


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_escape_reaches_a_terminal(crosscut: Crosscut, tmp_path: Path, command: list[str]) -> None:
    folder = small_budget(tmp_path / "b\x1b[31m", ESCAPES)
    ran = crosscut(command[0], folder, *command[1:])
    assert ran.status == 0, ran.err
    assert not {letter for letter in ran.out + ran.err if letter in "\x1b\x07\x9b"}


def test_a_ministry_that_names_itself_in_both_languages_has_one_name_in_tables(
    crosscut: Crosscut, tmp_path: Path
) -> None:
    folder = small_budget(tmp_path / "b", "P1,A,다부처 (inter-ministerial),1000,,\nP2,B,환경부 (ME),2000,5000,\n")
    figure = crosscut("show", folder, "--by", "none", "--format", "json").json["rows"][0]["figure"]
    for command in (["show", "--by", "ministry"], ["trace", figure], ["review"]):
        told = crosscut(command[0], folder, *command[1:]).out
        assert "Inter-ministerial" in told, command
        assert "다부처" not in told, command
    assert "다부처 (inter-ministerial)" in crosscut("show", folder, "--by", "ministry", "--format", "csv").out


def test_what_hides_is_a_finding(crosscut: Crosscut, tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b", "P\x1f1,Alpha,Min\u200bistry,100,,\nP2,Beta\x0bGamma,M,1,,\n")
    ran = crosscut("check", folder, "--format", "json")
    found = {(each["rule"], each["severity"], each["column"]) for each in ran.json["findings"]}
    assert ran.status == 1
    assert found == {
        ("control-character", "fatal", "id"),
        ("control-character", "warning", "name"),
        ("hidden-character", "warning", "ministry"),
    }
    rows = crosscut("show", folder, "--by", "programme", "--format", "json").json["rows"]
    assert {row["programme"] for row in rows} == {"P\\x1f1", "P2"}


@pytest.mark.parametrize("letter", "\u00ad\u034f\u115f\u1160\u3164\uffa0\U0001d173\ufdd0")
def test_a_letter_without_ink_is_a_finding(crosscut: Crosscut, tmp_path: Path, letter: str) -> None:
    folder = small_budget(tmp_path / "b", f"P1,Alpha{letter}Beta,M,1,,\n")
    found = [each["rule"] for each in crosscut("check", folder, "--format", "json").json["findings"]]
    assert found == ["control-character" if letter == "\ufdd0" else "hidden-character"]


def test_a_letter_without_ink_in_an_old_korean_syllable_hides_nothing(crosscut: Crosscut, tmp_path: Path) -> None:
    ran = crosscut(
        "check", small_budget(tmp_path / "b", "P1,\u115f\u1161 \u1100\u1160\u11ab,M,1,,\n"), "--format", "json"
    )
    assert (ran.status, ran.json["findings"]) == (0, [])


def test_letters_of_every_script_hide_nothing(crosscut: Crosscut, tmp_path: Path) -> None:
    names = "P1,می\u200cخواهم,क्\u200dष,1,,\nP2,양자 컴퓨팅 · 👩\u200d🔬,Ministère d’État,2,,\nP3,ﬁ–…,文部科学省,3,,\n"
    ran = crosscut("check", small_budget(tmp_path / "b", names), "--format", "json")
    assert (ran.status, ran.json["findings"]) == (0, [])


def test_every_character_that_hides_is_looked_for_and_usual_ends_of_lines_are_not() -> None:
    points = (at for at in range(0x110000) if not 0xD800 <= at < 0xE000)
    texts = [text for text in (f"a{chr(at)}b" for at in points) if HIDDEN.search(text)]
    usual = ["a\r\nb", "a\nb", "a\tb", "a b"]
    found = hidden.holding(pa.array([*texts, "a\r", "a\r\r\n", *usual]).dictionary_encode(), HIDDEN)
    assert found.tolist() == [True] * (len(texts) + 2) + [False] * len(usual)


def test_what_hides_is_written_out() -> None:
    assert printable("a\x1b[31m\u202eb\rc\r\n\td") == "a\\x1b[31m\\u202eb\\x0dc\r\n\td"
    assert printable("\U000e0041P\u200d1") == "\\U000e0041P\\u200d1"


def test_json_is_the_same_document_without_controls(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"name": "a\x1b\x9b\x7f\u202e\ud800"})
    printed = capsys.readouterr().out
    assert not set(printed) & set("\x1b\x9b\x7f")
    assert json.loads(printed) == {"name": "a\x1b\x9b\x7f\u202e\ud800"}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_csv_is_exact_but_on_a_terminal() -> None:
    for stream, printed in ((io.StringIO(), "a\x1b\u202e"), (Terminal(), "a\\x1b\\u202e")):
        with redirect_stdout(stream):
            csv_output().write("a\x1b\u202e")
        assert stream.getvalue() == printed


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", "hasOwnProperty"])
def test_names_of_a_language_are_names(crosscut: Crosscut, tmp_path: Path, name: str) -> None:
    folder = small_budget(tmp_path / "b", f"{name},{name},{name},100,30,\nP2,B,M,5,,\n")
    assert crosscut("check", folder).status == 0
    shown = crosscut("show", folder, "--by", "programme", "--format", "json").json
    assert name in {row["programme"] for row in shown["rows"]}


def test_arguments_are_text_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "\x1b[31m[red]nowhere"]) == 2
    printed = capsys.readouterr().err
    assert "\\x1b[31m[red]nowhere" in printed


def test_findings_past_a_thousand_of_one_rule_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    hint, few = Text("Mend it.", "고치십시오."), Finding("few", Severity.FATAL, Text("One is wrong.", "하나가 틀림."))
    many = [
        Finding(
            "many", Severity.INFO, Text(f"Row {at} is odd.", f"{at}행이 이상함."), Place("가.csv", row=at), hint=hint
        )
        for at in range(2, 1003)
    ]
    valued = [replace(each, rule="far", programme=f"P{each.place.row}", value=each.place.row * 1000) for each in many]
    print_findings([few, *many, *valued])
    printed = capsys.readouterr().out.splitlines()
    assert sum("Mend it." in line for line in printed) == 2
    assert "  가.csv, row 1002  Row 1002 is odd." in printed
    assert "  가.csv, row 1002  P1002      1,002,000" in printed
    assert "  가.csv, row 2     P2             2,000" in printed
    assert any("One is wrong." in line for line in printed)
    print_findings(many[1:])
    assert capsys.readouterr().out.count("Mend it.") == 1000
