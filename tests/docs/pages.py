"""The pages of the documentation, and their Python examples: run in order, each with what it shows.

As a program it takes pages and a folder for each, and runs the examples of a page there, in a process that is forked
from it; it prints a line of JSON for each page: what its examples show, or the traceback that ended them.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.forked import MODULES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(ROOT.glob("*.md")) + sorted(DOCS.rglob("*.md"))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


class Fence(NamedTuple):
    """A fenced block of a page."""

    language: str
    text: str


class Example(NamedTuple):
    """A Python example and what the page says that it shows; None where it says nothing."""

    code: str
    shown: str | None


def fences(page: Path) -> list[Fence]:
    """The fenced blocks of a page in order."""
    return [Fence(*found) for found in _FENCE.findall(page.read_text(encoding="utf-8"))]


@cache
def anchors(page: Path) -> set[str]:
    """What a link can name behind the ``#`` of a page: its headings, as they are written in an address."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def examples(page: Path) -> list[Example]:
    """The Python examples of a page; a block of text right after one is what it shows."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        if match[1] == "python":
            after = _FENCE.match(text, match.end() + 2)
            found.append(Example(match[2], after[2] if after and after[1] == "text" else None))
    return found


def commands(page: Path) -> Iterator[list[str]]:
    """The words of every ``crosscut`` command in the shell blocks of a page, without their comments."""
    for fence in fences(page):
        for line in fence.text.splitlines() if fence.language == "sh" else ():
            words = shlex.split(line, comments=True)
            if words and words[0].rpartition("/")[2] == "crosscut":
                yield words[1:]


def run(page: Path) -> list[str]:
    """What each example of a page shows: what it prints, and the value of its last line, as a notebook does."""
    for words in commands(page):
        if words[0] == "init" and "--data" not in words and not Path(words[1]).exists():
            subprocess.run([sys.executable, "-m", "crosscut", *words], check=True, stdout=subprocess.DEVNULL)
    names: dict[str, object] = {"__name__": "__main__"}
    return [_shown(each.code, names) for each in examples(page)]


def _shown(code: str, names: dict[str, object]) -> str:
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<example>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<example>", "eval"), names) if last else None
        if value is not None:
            print(repr(value))
    return printed.getvalue()


def _in_a_fork(page: Path, folder: str) -> bytes:
    """What the examples of a page show in a folder, or their traceback, as JSON."""
    back, to = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(back)
        with os.fdopen(to, "w", encoding="utf-8") as answer:
            os.chdir(folder)
            try:
                json.dump(run(page), answer)
            except BaseException:
                json.dump(traceback.format_exc(), answer)
        os._exit(0)
    os.close(to)
    with os.fdopen(back, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def main(words: list[str]) -> None:
    """Run the examples of pages, each in the folder that is named after it."""
    for each in MODULES:
        importlib.import_module(each)
    for page, folder in zip(words[::2], words[1::2], strict=True):
        print(_in_a_fork(Path(page), folder).decode(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
