"""What ministries' word-processor sheets call things, and how a label is compared with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from crosscut.audit.documents.model import AuditedDocument, Table
from crosscut.text.ministries import find

_NOISE = re.compile(r"[\s·․・:：\[\]()（）□■○◦*]|^\d{1,2}[.)]|^[가-하][.)]")


def plain(text: str) -> str:
    """A label or name as it is compared: without blanks, marks and numbering."""
    return _NOISE.sub("", text.strip()).casefold()


@cache
def _table(name: str) -> dict[str, list[str]]:
    text = resources.files("crosscut.workspace").joinpath("sheet_labels.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(text)[name]
    return found


@cache
def labels() -> dict[str, frozenset[str]]:
    """The labels of each field of a request, of the amount, and of the ministry."""
    fields = {field: frozenset(map(plain, names)) for field, names in _table("labels").items()}
    return {**fields, **{name: frozenset(map(plain, _table(name)["labels"])) for name in ("amount", "ministry")}}


@cache
def amount_words() -> tuple[tuple[str, ...], frozenset[str]]:
    """The stages of amounts in the order in which they are tried, and what a row of totals is called."""
    read = _table("amount")
    return tuple(map(plain, read["stages"])), frozenset(map(plain, read["totals"]))


def cut(text: str, most: int) -> str:
    """A text that is too long for its place, with a mark where it ends."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def ministry_of(document: AuditedDocument) -> str:
    """The ministry that a document says it is of, as it is written there; empty where it says none that is known."""
    return next((each for each in _labels(document) if find(each)), "")


def _labels(document: AuditedDocument) -> Iterator[str]:
    """What stands below or beside the labels of a ministry, without numbers and broken lines."""
    for each in (value for table in document.tables for value in _in_table(table)):
        yield re.sub(r"^\d+\s*|\s+", "", each)
        yield each
    for line in document.text.split("\n"):
        head, _, beside = line.partition(":")
        if plain(head) in labels()["ministry"]:
            yield beside.strip()


def _in_table(table: Table) -> Iterator[str]:
    rows = [[cell.text.strip() if cell else "" for cell in row] for row in table.rows]
    for row, below in zip(rows, [*rows[1:], []], strict=False):
        for place, label in enumerate(row):
            if plain(label) in labels()["ministry"]:
                yield from (each[at] for each, at in ((below, place), (row, place + 1)) if at < len(each))
