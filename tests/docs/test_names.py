"""One name for one thing: classes of different rooms share no name, and what an untyped mapping is allowed for is listed."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

import pytest

from tests.docs.parsed import trees

UNTYPED = {
    "tomltext.py": "a file of TOML before a model has looked at it",
    "exports/documents/sandbox.py": "what a template may name: Jinja takes anything",
    "exports/charts/theme.py": "Vega-Lite's own grammar, which nothing here reads back",
    "workspace/web/page.py": "what a template may name: Jinja takes anything",
    "workspace/web/api_router.py": "FastAPI's own description of an answer",
    "ledger/postgres_connections.py": "SQLAlchemy's arguments of a connection, handed on",
    "cli/output.py": "any document of the contract, on its way to JSON",
    "face.py": "rows of any result, on their way to Arrow",
}
_UNTYPED = re.compile(r"(?:dict|Mapping|MutableMapping)\[(?:str|Any), (?:Any|object)\]")


def test_no_two_rooms_give_one_name_to_two_things() -> None:
    where = defaultdict(set)
    for path, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].add(path)
    shared = {name: sorted(paths) for name, paths in where.items() if len(paths) > 1}
    assert not shared


def test_a_moment_a_row_and_a_kind_are_one_type_each() -> None:
    """Names that every room would take for something of its own, whether as a class or as another name of a type."""
    where = defaultdict(list)
    for path, tree in trees().items():
        for node in tree.body:
            for name in _defined(node):
                where[name].append(path)
    assert {name: paths for name, paths in where.items() if name in ("Moment", "Row", "Kind") and len(paths) > 1} == {}


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


@pytest.mark.slow
def test_an_untyped_mapping_has_its_reason() -> None:
    found = {path for path, tree in trees().items() for node in ast.walk(tree) if _annotates_untyped(node)}
    assert found == set(UNTYPED)
    assert len(UNTYPED) <= 10


def _annotates_untyped(node: ast.AST) -> bool:
    is_pair = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple)
    return is_pair and bool(_UNTYPED.fullmatch(ast.unparse(node)))
