"""The documentation names every command, option, setting and table, and its links lead somewhere."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from pathlib import Path

import pyarrow as pa
import pytest
from pydantic import BaseModel

from crosscut import config, tables
from crosscut.calendar import Stage
from crosscut.cli import app
from tests.docs.pages import DOCS, PAGES, ROOT


def commands() -> list[str]:
    return [name for name in app if not name.startswith("-")]


def models() -> list[type[BaseModel]]:
    """Every table of crosscut.toml."""
    return [each for each in config.Settings.__mro__[1].__subclasses__() if each.model_fields]


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_is_documented(command: str) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    section = re.search(rf"^## crosscut {command} .*?(?=^## |\Z)", text, re.M | re.S)
    assert section, f"docs/commands.md has no section for {command}"
    function = app[command].default_command
    options = [
        name.rstrip("_").replace("_", "-")
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    ]
    for option in options:
        assert f"--{option}" in section[0], f"docs/commands.md does not say what crosscut {command} --{option} does"


def test_every_command_is_run_where_crosscut_is_installed() -> None:
    tried = set(re.findall(r'yield "(\w+)"', (DOCS.parent / ".ci/every_command.py").read_text(encoding="utf-8")))
    assert set(commands()) - tried == {"serve"}


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_setting_is_documented(model: type[BaseModel]) -> None:
    text = (DOCS / "crosscut-toml.md").read_text(encoding="utf-8")
    for setting in model.model_fields:
        assert f"`{setting}`" in text, f"docs/crosscut-toml.md does not explain {model.__name__}.{setting}"


def test_every_setting_of_a_stage_is_documented() -> None:
    text = (DOCS / "crosscut-toml.md").read_text(encoding="utf-8")
    section = text.split("## A stage")[1].split("\n## ")[0]
    for field in fields(Stage):
        assert f"| `{field.name}` |" in section, f"docs/crosscut-toml.md does not explain a stage's {field.name}"


def test_every_table_is_documented() -> None:
    text = (DOCS / "tables.md").read_text(encoding="utf-8")
    for name, schema in inspect.getmembers(tables, lambda each: isinstance(each, pa.Schema)):
        assert f"## {name}" in text, f"docs/tables.md does not explain {name}"
        section = text.split(f"## {name}")[1].split("\n## ")[0]
        for column in schema.names:
            assert f"`{column}`" in section, f"docs/tables.md does not explain {name}.{column}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def test_readme_names_only_real_make_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))
    for page in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"\bmake ([a-z]+)\b", (ROOT / page).read_text(encoding="utf-8")))
        assert named <= targets | {"sure"}, named - targets


def test_every_decision_is_listed() -> None:
    listed = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    for record in DOCS.glob("adr/0*.md"):
        assert f"]({record.name})" in listed, f"docs/adr/README.md does not list {record.name}"


def test_nothing_names_this_machine_or_a_registry() -> None:
    tracked = [
        path
        for path in ROOT.rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".txt", ".lock", ".j2", ".js", ".css"}
    ]
    for path in tracked:
        if any(part.startswith(".") or part in {"demo", "node_modules"} for part in path.relative_to(ROOT).parts):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for forbidden in ("/work" + "/main", "pypi" + ".org", "files.python" + "hosted"):
            assert forbidden not in text, f"{path} names {forbidden}"
