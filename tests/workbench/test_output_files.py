"""Single files that a command writes are never written over what it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.workbench.output_files import refuse_inputs
from tests.workbench.folders import POLICY, small_budget


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    folder = small_budget(tmp_path / "b")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    for name in (
        "ledger.sqlite",
        "ledger.id",
        "workspace.key",
        "words.toml",
        "decisions/dispositions.csv",
        "taxonomies/own.csv",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")
    return folder


INPUTS = (
    "crosscut.toml",
    "policy.toml",
    "sources/p.csv",
    "ledger.sqlite",
    "workspace.key",
    "words.toml",
    "ledger.id",
    "decisions/dispositions.csv",
    "taxonomies/own.csv",
)


@pytest.mark.parametrize("name", INPUTS)
def test_no_input_of_a_budget_is_written_over_by_whatever_name(budget: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to(budget / name)
    (tmp_path / "hard").hardlink_to(budget / name)
    (tmp_path / "around").symlink_to(budget)
    for out in (budget / name, tmp_path / "link", tmp_path / "hard", tmp_path / "around" / name):
        with pytest.raises(CrosscutError, match="it is read as an input"):
            refuse_inputs(out, budget)


def test_other_files_and_new_ones_are_written(budget: Path, tmp_path: Path) -> None:
    (budget / "plan.csv").write_text("an earlier plan", encoding="utf-8")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    for out in (budget / "plan.csv", budget / "decisions" / "new.csv", tmp_path / "new.csv", tmp_path / "gone", None):
        refuse_inputs(out, budget)


@pytest.mark.parametrize("name", [".crosscut.lock", ".Crosscut", "decisions/.crosscut-0123456789ab.lock"])
def test_no_lock_is_written_over(budget: Path, name: str) -> None:
    with pytest.raises(CrosscutError, match="kept for what Crosscut"):
        refuse_inputs(budget / name, budget)


@pytest.mark.parametrize(
    "name", ["sources/new.csv", "taxonomies/new.csv", "words.toml", "workspace.key", "ledger.sqlite", "crosscut.toml"]
)
@pytest.mark.parametrize("broken", [False, True])
def test_nothing_becomes_an_input_of_a_budget_that_nobody_asked_for(tmp_path: Path, name: str, broken: bool) -> None:
    folder = small_budget(tmp_path / "b")
    if broken:
        (folder / "crosscut.toml").write_text("?", encoding="utf-8")
    with pytest.raises(CrosscutError, match="read as an input"):
        refuse_inputs(folder / name)


def test_no_file_of_an_output_is_written_over(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b")
    assert run(["build", str(folder)]) == 0
    for name in ("workbook.xlsx", "manifest.json", "site/index.html"):
        with pytest.raises(CrosscutError, match="a file of the output build"):
            refuse_inputs(folder / "build" / name)
    refuse_inputs(folder / "build" / "mine.html")


@pytest.mark.parametrize(
    "words",
    [
        ("allocate", "{b}", "--out", "{b}/sources/p.csv"),
        ("allocate", "{b}", "--policy", "{b}/other.toml", "--out", "{b}/other.toml"),
        ("allocate", "{b}", "--compare", "{b}/other.toml", "--out", "{b}/other.toml"),
        ("links", "{b}", "--out", "{b}/crosscut.toml"),
        ("classify", "{b}", "--out", "{b}/policy.toml"),
        ("classify", "{b}/sources/p.csv", "--taxonomy", "kr-cet-2022", "--out", "{b}/sources/p.csv"),
        ("estimate", "{b}", "--picture", "{b}/ledger.sqlite"),
        ("audit", "{b}/release.txt", "--html", "{b}/release.txt"),
    ],
)
def test_each_command_that_writes_a_file_refuses_its_inputs(
    budget: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    for name in ("other.toml", "release.txt"):
        (budget / name).write_text(POLICY, encoding="utf-8")
    before = {path: path.read_bytes() for path in budget.rglob("*") if path.is_file()}
    assert run([word.format(b=budget) for word in words]) == 2
    assert "it is read as an input" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in budget.rglob("*") if path.is_file()} == before
