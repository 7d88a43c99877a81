"""The examples of the documentation run and show what the pages say; its commands, paths and names exist."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from crosscut import examples as budgets
from crosscut.cli import app
from tests.docs import pages

SOURCE = pages.ROOT / "src" / "crosscut"
PAST = {"CHANGELOG.md"}
"""Pages that name what is gone."""


WITH_EXAMPLES = [page for page in pages.PAGES if pages.examples(page)]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[str] | str]:
    """What the examples of each page show, or why they ended, in a folder with what the pages speak of."""
    place = tmp_path_factory.mktemp("pages")
    budgets.write("korea-2024", place / "of_pages" / "demo")
    _write_programmes(place / "of_pages" / "programmes.xlsx")
    words: list[str] = []
    for page in WITH_EXAMPLES:
        words += [str(page), str(shutil.copytree(place / "of_pages", place / str(len(words))))]
    command = [sys.executable, "-W", "error", "-m", pages.__name__, *words]
    ran = subprocess.run(command, cwd=pages.ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return dict(zip(WITH_EXAMPLES, map(json.loads, ran.stdout.splitlines()), strict=True))


def _write_programmes(path: Path) -> None:
    """A workbook as an office has it, called as the pages call it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("id", "name", "ministry", "2026 budget (KRW million)"), ("0001", "Quantum sensors", "MSIT", 1200)):
        sheet.append(row)
    book.save(path)


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.name)
def test_examples_run_and_show_what_the_page_says(page: Path, shown: dict[Path, list[str] | str]) -> None:
    told = shown[page]
    assert isinstance(told, list), told
    for example, said in zip(pages.examples(page), told, strict=True):
        assert example.shown in (None, said), f"{page.name} does not show what this example does:\n{example.code}"


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.name)
def test_commands_can_be_given(page: Path) -> None:
    for words in pages.commands(page):
        app.parse_args(words, exit_on_error=False, print_error=False)


@pytest.mark.parametrize("page", [page for page in pages.PAGES if page.name not in PAST], ids=lambda page: page.name)
def test_paths_and_names_of_code_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path in re.findall(r"`([\w/]+/[\w/.-]*\.(?:py|csv|toml|jinja))`", text):
        if path.split("/")[0] in {"src", "tests", "benchmarks", "scripts", *package_names()}:
            assert (pages.ROOT / path).exists() or (SOURCE / path).exists(), f"{page.name} names {path}"
    for name in re.findall(r"`(crosscut(?:\.\w+)+)`", text):
        if name not in {"crosscut.toml", "crosscut.csv", *groups()}:
            assert has(name), f"{page.name} names {name}"


def package_names() -> set[str]:
    return {path.parent.name for path in SOURCE.glob("*/__init__.py")}


def groups() -> set[str]:
    """The groups of entry points, which are names of no module."""
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return set(re.findall(r'(?:installed|offered)\("(crosscut\.\w+)"', code))


def has(name: str) -> bool:
    """Whether a dotted name is that of a module, or of something in one."""
    place, _, last = name.rpartition(".")
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return hasattr(importlib.import_module(place), last)
    return True
