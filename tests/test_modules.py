"""The map from modules to tests has every module, and every test that it names is there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import crosscut
from tests import conftest

TESTS = Path(__file__).parent
KNOWN: dict[str, list[str]] = tomllib.loads((TESTS / "modules.toml").read_text(encoding="utf-8"))


def test_every_module_has_its_tests() -> None:
    there = [path for path in Path(crosscut.__file__).parent.iterdir() if path.suffix == ".py" or path.is_dir()]
    assert sorted(KNOWN) == sorted(path.stem for path in there if path.name != "__pycache__")


def test_every_test_that_is_named_is_there() -> None:
    named = {each for tests in KNOWN.values() for each in tests}
    assert not [each for each in named if not (TESTS / each).exists()]


def test_every_folder_of_tests_is_named() -> None:
    named = {each.partition("/")[0] for tests in KNOWN.values() for each in tests}
    folders = {path.name for path in TESTS.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders <= named


def test_a_quick_run_begins_nothing_once_its_minute_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "QUICK_UNTIL", float("inf"))
    conftest.pytest_runtest_setup()
    monkeypatch.setattr(conftest, "QUICK_UNTIL", 0.0)
    with pytest.raises(pytest.skip.Exception, match="make test"):
        conftest.pytest_runtest_setup()
