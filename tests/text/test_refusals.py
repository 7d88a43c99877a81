"""What commands refuse in a language is said in both: no room that they open raises words of one."""

from __future__ import annotations

import ast

import pytest

from tests.docs.parsed import trees

ENGLISH = {
    "allocate/amendments.py": "changes that programs ask of the workspace's planner",
    "allocate/planner.py": "changes that programs ask of the workspace's planner",
    "review/registry.py": "plug-ins that contradict one another, for whoever installs them",
}
"""Modules whose refusals no user of a command meets, each with who does."""


@pytest.mark.parametrize("room", ["allocate/", "review/", "cli/allocate.py", "cli/review.py", "ingest/file_rows.py"])
def test_a_refusal_is_in_both_languages(room: str) -> None:
    found = {path for path, tree in trees().items() if path.startswith(room) and any(map(_in_english, ast.walk(tree)))}
    assert found == {path for path in ENGLISH if path.startswith(room)}


def _in_english(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "CrosscutError"
