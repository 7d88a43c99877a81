"""Short texts in Korean and other languages: where a figure is wrong it is called, and nothing else is.

``short_texts.txt`` and ``stress_texts.txt`` hold them: a line ``=== name``, a line ``! figure | figure`` for each error with the figures any of
which may be the wrong one, and the text.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import crosscut
from crosscut.findings import Severity
from tests.shortened import some

TEXTS = ("short_texts.txt", "stress_texts.txt")
MOST_NAMED = 4


def texts() -> list[tuple[str, list[list[str]], str]]:
    """The name, the errors and the text of each."""
    read = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in TEXTS)
    parts = re.split(r"^=== (.+)\n", read, flags=re.MULTILINE)[1:]
    found = []
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        lines = body.rstrip("\n").split("\n")
        errors = [line[2:].split(" | ") for line in lines if line.startswith("! ")]
        found.append((name, errors, "\n".join(line for line in lines if not line.startswith("! "))))
    return found


SOME = some(texts(), 400)


def squeezed(text: str) -> str:
    """A printed figure without commas and spaces."""
    return text.replace(",", "").replace(" ", "")


@pytest.mark.parametrize(("name", "errors", "text"), SOME, ids=[name for name, _, _ in SOME])
def test_what_is_wrong_is_called_and_nothing_else(name: str, errors: list[list[str]], text: str) -> None:
    done = crosscut.audit(text)
    printed = {figure.id: squeezed(figure.text) for figure in done.figures}
    loud = [each for each in done.findings if each.severity in (Severity.FATAL, Severity.WARNING)]
    called = [[*(printed[one] for one in each.figures if one in printed), squeezed(each.message.en)] for each in loud]
    assert all(len(each.figures) <= MOST_NAMED for each in loud)
    hits = [
        {place for place, names in enumerate(called) for each in names for one in wanted if squeezed(one) in each}
        for wanted in errors
    ]
    assert all(hits), f"{name}: missed; said {[each.message.en for each in loud]}"
    assert set().union(*hits) == set(range(len(called))), f"{name}: {[each.message.en for each in loud]}"
