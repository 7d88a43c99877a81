"""The pages of the documentation, and their Python examples: run in order, each with what it shows.

As a program it runs the examples of one page in the working folder and prints what each shows, as JSON.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

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


if __name__ == "__main__":
    json.dump(run(Path(sys.argv[1])), sys.stdout)
