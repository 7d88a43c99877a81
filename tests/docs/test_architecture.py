"""The page on the house names every package, the layers of the law, and definitions that are where it says."""

from __future__ import annotations

import importlib
import re
import tomllib

import pytest

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.registry import page_kinds
from tests.docs.pages import DOCS, ROOT, fences
from tests.docs.test_examples import SOURCE, groups

PAGE = DOCS / "architecture.md"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def parts() -> list[str]:
    """The packages and modules of the page's first table, from bottom to top."""
    return re.findall(r"^\| `(\w+(?:/|\.py))` \|", page().partition("## The rooms of the workspace")[0], re.M)


def law() -> list[list[str]]:
    """The layers that import-linter holds, from top to bottom."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip().removeprefix("crosscut.") for name in layer.split("|")] for layer in layers]


def test_every_package_and_module_is_named_and_exists() -> None:
    packages = {f"{path.parent.name}/" for path in SOURCE.glob("*/__init__.py")}
    modules = {path.name for path in SOURCE.glob("*.py")} - {"__init__.py"}
    assert len(set(parts())) == len(parts())
    assert set(parts()) == packages | modules


def test_every_room_of_the_workspace_is_named_after_those_that_it_stands_on() -> None:
    section = page().partition("## The rooms of the workspace")[2].partition("\n## ")[0]
    rooms = re.findall(r"^\| `(\w+)/` \|", section, re.M)
    assert sorted(rooms) == sorted(path.parent.name for path in (SOURCE / "workspace").glob("*/__init__.py"))
    for at, room in enumerate(rooms):
        for path in (SOURCE / "workspace" / room).rglob("*.py"):
            imported = set(re.findall(r"crosscut\.workspace\.(\w+)", path.read_text(encoding="utf-8")))
            assert not imported & set(rooms[at + 1 :]), path


def test_the_printed_layers_are_the_law() -> None:
    printed = next(fence.text for fence in fences(PAGE) if fence.language == "text")
    assert [line.split(" | ") for line in printed.splitlines()] == law()


def test_packages_stand_in_the_order_of_their_layers() -> None:
    place = {name: at for at, layer in enumerate(reversed(law())) for name in layer}
    named = [re.sub(r"/$|\.py$", "", part) for part in parts()]
    places = [place[name] for name in named if name in place]
    assert places == sorted(places)


def test_definitions_are_where_the_page_says() -> None:
    said = re.findall(r"`([\w/]+)\.py`: `(\w+)` \|", page())
    assert said
    for path, name in said:
        module = importlib.import_module(f"crosscut.{path.replace('/', '.')}")
        found = getattr(module, name)
        assert getattr(found, "__module__", module.__name__) == module.__name__, f"{name} is defined elsewhere"


@pytest.mark.parametrize("walk", ["a plan amount", "a number in an audited document"])
def test_a_walk_goes_by_functions_that_are_there(walk: str) -> None:
    told = page().partition(f"## The walk of {walk}\n")[2].partition("\n## ")[0]
    steps = re.findall(r"`([\w/]+)\.py`:\s+`(\w+)`", told)
    assert len(steps) > 6
    for path, name in steps:
        assert hasattr(importlib.import_module(f"crosscut.{path.replace('/', '.')}"), name), f"{path} has no {name}"


def test_the_groups_of_plug_ins_are_those_that_are_read() -> None:
    assert set(re.findall(r"^\| `(crosscut\.\w+)` \|", page(), re.M)) == groups()


def test_the_kinds_of_pages_are_those_of_the_site_in_the_order_of_its_menu() -> None:
    section = page().partition("## How to add a page")[2]
    listed = re.findall(r"^\| `(\w+)` \| (?:`(\w+)` )?\| (\w+) \|$", section, re.M)
    assert listed == [(kind.name, kind.under, kind.edition) for kind in page_kinds()]


def test_what_the_page_says_of_a_page_is_there() -> None:
    for kind in page_kinds():
        assert (SOURCE / "exports/site/pages" / f"{kind.name}.py").is_file()
        template = SOURCE / "exports/site/templates" / f"{kind.name}.html"
        assert template.read_text(encoding="utf-8").startswith('{% extends "base.html" %}')
    assert {"under", "pages"} <= set(PageKind.__dataclass_fields__)
    assert "content" in Page.__dataclass_fields__
