"""Terminals and options that are not as usual."""

import re
from io import StringIO

import pytest

from crosscut.cli import main, reading_screen, run
from crosscut.cli.output import PlainConsole
from crosscut.cli.reading_screen import print_screen
from crosscut.findings import Finding, Place, Severity
from crosscut.text import Text


@pytest.mark.parametrize("columns", ["0", "", "00"])
def test_a_terminal_without_a_width_has_the_usual_one(
    columns: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "crosscut" in capfd.readouterr().out


def test_who_signs_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["publish", "nowhere", "--sign", "a: b\nc: d"]) == 2
    assert "holds a line break" in capsys.readouterr().err


def test_what_is_found_is_told_in_full_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = PlainConsole(file=StringIO(), force_terminal=True, no_color=True, width=40)
    monkeypatch.setattr(reading_screen, "console", lambda: out)
    message = Text.same("Two tagged amounts add up to more than the amount of the programme itself.")
    hint = Text.same("Tag each part once, or decide shares of the programme among the decisions.")
    place = Place("sources/a-file-with-a-long-name.csv", row=3)
    print_screen([], [Finding("over-tagged", Severity.WARNING, message, place, hint=hint)])
    assert isinstance(out.file, StringIO)
    shown = out.file.getvalue()
    assert all(len(line) <= 40 for line in plain(shown).splitlines())
    for said in (message, hint):
        assert said.en in " ".join(plain(shown).split())


def plain(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)
