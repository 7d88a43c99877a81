"""What the code of the workspace never does, read out of the code itself: the rules that no single answer can show."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import crosscut
from crosscut.workspace.web.page import environment

ROOT = Path(crosscut.__file__).parent / "workspace"
SCRIPTS = sorted((ROOT / "web" / "static").glob("*.js"))


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def called(tree: ast.AST) -> set[str]:
    """The names of what is called, with the module before them."""
    return {ast.unparse(each.func) for each in ast.walk(tree) if isinstance(each, ast.Call)}


def imported(tree: ast.AST) -> set[str]:
    found = set[str]()
    for each in ast.walk(tree):
        if isinstance(each, ast.Import):
            found |= {name.name for name in each.names}
        elif isinstance(each, ast.ImportFrom):
            found.add(each.module or "")
    return found


def test_nothing_is_run_that_was_typed() -> None:
    for path, tree in modules():
        assert not called(tree) & {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}, path
        shells = [each for each in ast.walk(tree) if isinstance(each, ast.keyword) and each.arg == "shell"]
        assert not shells, path
        assert not imported(tree) & {"pickle", "marshal", "shelve", "yaml", "xml.etree.ElementTree", "lxml"}, path


def test_what_nobody_may_guess_comes_from_secrets_and_digests_are_sha_256() -> None:
    for path, tree in modules():
        assert not imported(tree) & {"random", "uuid"}, path
        digests = set(re.findall(r"\bhashlib\.(\w+)", path.read_text(encoding="utf-8")))
        assert digests <= {"sha256"}, path


def test_statements_are_put_together_from_names_of_the_code_alone() -> None:
    """SQL as text stands in few places, and none of them is filled from a variable that a request can set."""
    filled = {
        f"{path.name}: {ast.unparse(each)}"
        for path, tree in modules()
        if "migrations" not in path.parts
        for each in ast.walk(tree)
        if isinstance(each, ast.Call)
        and ast.unparse(each.func) in {"text", "exec_driver_sql", "connection.exec_driver_sql"}
        and any(isinstance(part, ast.JoinedStr) for part in ast.walk(each))
    }
    assert {each.partition(":")[0] for each in filled} <= {"store.py", "restore.py", "database_copy.py"}, filled


OWN_ADDRESSES = r"t\.other_language|place |one\.place|other\.place|all |address "
"""What stands first in an address of a page: addresses that the server makes, which begin with its own paths, and
``base_url``, which the settings take with http or https alone (tests/workspace/test_publications.py)."""


def test_templates_are_the_packages_own_and_escape_everything() -> None:
    made = environment()
    assert made.autoescape is True
    for name in made.list_templates():
        text = (ROOT / "web" / "templates" / name).read_text(encoding="utf-8")
        marked = re.findall(r"\S+\s*\|\s*safe", text)
        assert all(each.startswith(("'", '"')) or each.endswith("'|safe") for each in marked), (name, marked)
        assert not re.search(rf"autoescape|(?:href|src)=\"\{{\{{ (?!{OWN_ADDRESSES})", text), name
    for path, tree in modules():
        drawn = {"Markup"} if path.name == "replay_chart.py" else set()  # Vega's SVG, in which every text is escaped
        assert not (called(tree) & {"from_string", "environment.from_string", "Markup"}) - drawn, path


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_write_text_alone_and_keep_nothing(path: Path) -> None:
    """Nothing but whether the keys of reading are on is kept in a browser."""
    script = path.read_text(encoding="utf-8")
    assert script.startswith('"use strict";')
    for each in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "postMessage"):
        assert each not in script
    kept = script.replace('localStorage.getItem("reading-keys")', "").replace('localStorage.setItem("reading-keys"', "")
    for each in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "__proto__", "import("):
        assert each not in kept
    assert not re.search(r"https?://", script)


def test_nothing_is_fetched_but_from_where_settings_say() -> None:
    """Only the module of mail, and those that settings give an address to, open connections to elsewhere."""
    outgoing = {"urllib.request", "http.client", "smtplib", "socket", "requests", "httpx", "httpx2", "aiohttp"}
    speakers = {path.name for path, tree in modules() if imported(tree) & outgoing}
    assert speakers <= {"outbox.py", "identity_provider.py"}
