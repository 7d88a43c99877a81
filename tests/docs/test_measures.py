"""The programs that measure, and those that run every command: what they take from the house is there."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

PROGRAMS = sorted([*(ROOT / "benchmarks").glob("*.py"), *(ROOT / ".ci").glob("*.py")])


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_each_name_that_a_program_imports_is_there(program: Path) -> None:
    taken = [
        node
        for node in ast.walk(ast.parse(program.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "crosscut"
    ]
    absent = [
        f"{node.module}: {each.name}" for node in taken for each in node.names if not _has(node.module, each.name)
    ]
    assert absent == []


def _has(module: str | None, name: str) -> bool:
    """Whether the module has the name, or a module of that name stands in it."""
    assert module
    if hasattr(import_module(module), name):
        return True
    try:
        import_module(f"{module}.{name}")
    except ModuleNotFoundError:
        return False
    return True
