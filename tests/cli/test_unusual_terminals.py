"""Terminals and options that are not as usual."""

import pytest

from crosscut.cli import main, run


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
