"""Live figures in what people write: the id of a number in brackets is told as it is now, marked where it has moved."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crosscut.figures.figure import kind_of
from crosscut.workspace.approval.move_shapes import MovePackage, QuotedFigure
from crosscut.workspace.approval.published_figures import figures_of
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word

_BRACKETS = re.compile(r"\[([^\[\]\n]{1,120})\]")


Quotes = dict[str, QuotedFigure]
"""The numbers that a text names, by what stands in its brackets."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of a text: ``name`` is what stood in the brackets, with its number ``then`` and ``now``; else empty.

    ``now`` is None where there is no such number any more.
    """

    text: str
    name: str = ""
    then: QuotedFigure | None = None
    now: QuotedFigure | None = None


def is_figure(name: str) -> bool:
    """Whether something looks like the id of a figure, and not like a word or a number of twelve characters."""
    return kind_of(name) != "" and not name.isdigit() and any(each.isdigit() for each in name)


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """All that stands in brackets."""
    return frozenset(found[1].strip() for text in texts for found in _BRACKETS.finditer(text))


def of_move(names: frozenset[str], package: MovePackage, folder: Path) -> Quotes:
    """What names say of a move; a name that says nothing is left out.

    The number of a programme or the id of an area is its amount with the move, the id of a published figure its value
    with the move.
    """
    if not names:
        return {}
    told = package["consequences"]
    found: Quotes = {}
    if sought := set(filter(is_figure, names)) if told["published"] else set():
        for record in figures_of(folder / told["published"], sought):
            found[record["id"]] = _number(record["kind"], record["value"], record["whole"])
    for figure in told["figures"]:
        after, whole = figure["after"], figure["whole"][1] if figure["whole"] else None
        found[figure["figure"]] = _number(figure["kind"], after, whole)
    areas = {each["key"]: each["after"] for each in told["totals"] if each["kind"] == "area"}
    programmes = {each["programme"]: each["after"] for each in told["programmes"] if each["after"] is not None}
    found |= {name: _number("sum", amount, None) for name, amount in (areas | programmes).items()}
    return {name: found[name] for name in sorted(names) if name in found}


def _number(kind: str, value: int, whole: int | None) -> QuotedFigure:
    if whole is not None:
        return {"kind": "share", "value": value, "whole": whole}
    return {"kind": "count" if kind == "count" else "money", "value": value, "whole": None}


def must_be_known(names: Iterable[str], known: Quotes, column: str) -> None:
    """Refuse what looks like the id of a figure and is none."""
    for name in sorted(names):
        if name not in known and is_figure(name):
            raise WorkspaceError(word("quote_unknown", said=name), column=column)


def kept(text: str, known: Quotes) -> str:
    """The numbers that a text names, as they are when it is written, as JSON."""
    return json.dumps({name: known[name] for name in sorted(names_in([text])) if name in known})


def pieces(text: str, quotes: str, now: Callable[[str], QuotedFigure | None]) -> Iterator[TextPiece]:
    """A text with its numbers as they were when it was written, and as they are."""
    then: Quotes = json.loads(quotes or "{}")
    place = 0
    for found in _BRACKETS.finditer(text):
        name = found[1].strip()
        if name in then:
            yield TextPiece(text[place : found.start()])
            yield TextPiece(found[0], name, then[name], now(name))
            place = found.end()
    yield TextPiece(text[place:])
