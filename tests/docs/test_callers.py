"""Every public function of the house is used in the house; what only others use is listed, with the reason."""

from __future__ import annotations

import ast
import re
from collections import Counter

import pytest

from tests.docs.parsed import SOURCES, trees

OTHERS = {
    "cli/init.py: init": "named by its command, as all are",
    "classify/evaluation_report.py: evaluate_lexicon": "the baseline that quality on real material is measured against",
    "review/duplicates/spark.py: similar_texts": "for whoever has a Spark cluster",
}


@pytest.mark.slow
def test_every_public_function_is_used() -> None:
    used = Counter[str]()
    for path, tree in trees().items():
        used.update(set(_names(tree, lists=path.endswith("__init__.py"))))
    templates = " ".join(path.read_text("utf-8") for path in SOURCES.rglob("templates/*") if path.is_file())
    used.update(re.findall(r"\w+", templates))
    unused = {
        f"{path}: {node.name}"
        for path, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not node.decorator_list
        if not used[node.name]
    }
    assert unused == set(OTHERS)


def _names(tree: ast.Module, *, lists: bool) -> list[str]:
    """What a module speaks of: names, attributes and texts, but not what it only hands on."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.append(node.id)
        elif isinstance(node, ast.Attribute):
            found.append(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not lists:
            found.append(node.value.rpartition(":")[2])
    return found
