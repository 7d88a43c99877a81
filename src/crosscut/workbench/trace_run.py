"""A figure of a run traced to its rows, made anew where a plan, a rule or a change states it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.allocate import Depth
from crosscut.budget.provenance import POLICY
from crosscut.errors import CrosscutError
from crosscut.figures import Figure, kind_of
from crosscut.figures.figure import FigureRecord
from crosscut.figures.figure_lookup import find
from crosscut.follow.figures import CHANGE
from crosscut.follow.histories import change_history
from crosscut.review.runs import review_run
from crosscut.tables import PLANNED
from crosscut.views.publication import Publication
from crosscut.workbench.complete import with_plan
from crosscut.workbench.last_build import LINE
from crosscut.workbench.traced import (
    UNDECIDED,
    Deciding,
    Traced,
    TracedRow,
    decides,
    deciding,
    explanation,
    reasons,
)

_NEEDED = frozenset({"id", "kind", "counting", "where", "of", "value"})


def stating(shown: Publication, figure_id: str, printed: Path | None = None) -> Publication:
    """The publication with its changes, plan or review made, where the figure speaks of them; see :func:`trace_in`."""
    known = _printed(printed)
    kinds = {kind for part in figure_id.split("-") for kind in _kinds(part, known)}
    if "part" in kinds or _by(figure_id, known) == CHANGE:
        return replace(shown, history=change_history(shown.run))
    if not kinds & {"planned", "stated"}:
        return shown
    review = review_run(shown.run) if "stated" in kinds and _by(figure_id, known) != POLICY else None
    return with_plan(replace(shown, review=review), review, depth=Depth.plan_only())


def _kinds(figure_id: str, known: Mapping[str, FigureRecord]) -> Iterator[str]:
    """The kinds of a figure and of those that it is made from."""
    yield kind_of(figure_id)
    if figure_id in known:
        for part in known[figure_id]["of"]:
            yield from _kinds(part, known)


def _by(figure_id: str, known: Mapping[str, FigureRecord]) -> str:
    """The first word of what a figure follows from."""
    return next(iter(known[figure_id].get("by", [])), "") if figure_id in known else ""


def trace_in(shown: Publication, figure_id: str, printed: Path | None = None) -> Traced:
    """The rows behind a figure of a publication; ``printed`` is a ``figures.json`` as for :func:`trace`.

    Raises
    ------
    CrosscutError
        where no figure has that id.

    """
    figure = find(shown.book, figure_id) or _defined(shown, figure_id, printed) or _less(shown, figure_id, printed)
    if figure is None:
        raise CrosscutError(
            f"no figure has the id {figure_id!r}",
            code="unknown-figure",
            hint="Ids stand in figures.json, on every page, and in crosscut show. A past moment needs its `as_of`; "
            "what is made of other figures needs the figures.json that prints it, as `figures`.",
        )
    rows = shown.book.rows(figure)
    lines = _lines(shown, {shown.book.atom(row)["line"] for row, _ in rows})
    said = deciding(shown.run) if decides(figure.counting) else {}
    made = [_row(shown, lines, row, sign, said) for row, sign in rows]
    words = figure.explanation or explanation(shown, figure)
    record = _printed(printed).get(figure_id)
    formerly = record["value"] if record and record["value"] != figure.value else None
    return Traced(figure.to_json(shown.book.context, rows), made, words, formerly)


def _defined(shown: Publication, figure_id: str, printed: Path | None) -> Figure | None:
    """The figure by its printed definition: one that is derived, or that no row falls into."""
    known = _printed(printed)
    return _made(shown, known, figure_id) if figure_id in known else None


def _less(shown: Publication, figure_id: str, printed: Path | None) -> Figure | None:
    """The difference of two figures, by their ids with a dash between them."""
    sides = [find(shown.book, each) or _defined(shown, each, printed) for each in figure_id.split("-")]
    return shown.book.less(sides[0], sides[1]) if len(sides) == 2 and sides[0] and sides[1] else None


def _printed(file: Path | None) -> dict[str, FigureRecord]:
    """The figures of a ``figures.json`` by id; none where there is no such file.

    Raises
    ------
    CrosscutError
        where it is empty, cut off, or another program's.
    """
    if file is None or not file.is_file():
        return {}
    try:
        figures: list[FigureRecord] = json.loads(file.read_bytes())["figures"]
        known = {each["id"]: each for each in figures}
    except (ValueError, KeyError, TypeError, RecursionError):
        known = None
    if known is None or not all(each.keys() >= _NEEDED for each in known.values()):
        raise CrosscutError(
            "does not hold the figures of a publication of Crosscut",
            code="figures",
            file=str(file),
            hint="Build the folder again, or name the figures.json beside the document, as `figures`.",
        )
    return known


def _made(shown: Publication, known: Mapping[str, FigureRecord], figure_id: str) -> Figure:
    definition, book = known[figure_id], shown.book
    if definition["kind"] in ("planned", "stated", "part"):
        return _stated(shown, figure_id)
    if definition["of"]:
        of = [_made(shown, known, each) for each in definition["of"]]
        if definition["kind"] == "sum":
            return book.together(of)
        derive = {"difference": book.difference, "ratio": book.ratio, "shared": book.shared}[definition["kind"]]
        return derive(of[0], of[1])
    make = book.count if definition["kind"] == "count" else book.amount
    return make(definition["counting"], **definition["where"])


def _stated(shown: Publication, figure_id: str) -> Figure:
    found = find(shown.book, figure_id)
    sources = (shown.planned, shown.stakes, shown.changes)
    stated = (figure for source in sources if source for figure in source.everything())
    found = found or next((each for figure in stated for each in (figure, *figure.of) if each.id == figure_id), None)
    if found is None:
        raise CrosscutError(
            f"{figure_id!r} is not stated any more: the budget or its policy has changed since it was printed",
            code="unknown-figure",
            hint="Build the folder again, or trace it in the folder as it was.",
        )
    return found


class _Line(TypedDict, total=False):
    line: str
    amount: int | None
    file: str
    sheet: str
    row: int | None
    column: str
    note: str


def _lines(shown: Publication, ids: set[str]) -> dict[str, _Line]:
    wanted = shown.lines.filter(pc.is_in(shown.lines["line"], value_set=pa.array(sorted(ids), pa.string())))
    rows: list[_Line] = wanted.select(["line", *LINE]).to_pylist()
    return {row["line"]: row for row in rows}


def _row(
    shown: Publication, lines: Mapping[str, _Line], row: str, sign: int, said: Mapping[str, Deciding]
) -> TracedRow:
    atom = shown.book.atom(row)
    line = lines.get(atom["line"], _Line())
    if atom["stage"] == PLANNED and shown.basis:
        line = _Line(file=shown.basis.file, note=reasons(shown)[atom["programme"]].en)
    return TracedRow(
        row=row,
        programme=atom["programme"],
        name=shown.run.names_at((atom["fiscal_year"], atom["stage"])).get(atom["programme"], ""),
        ministry=atom["ministry"],
        committee=atom["committee"],
        area=atom["area"],
        sub=atom["sub"],
        fiscal_year=atom["fiscal_year"],
        stage=atom["stage"],
        account=atom["account"],
        amount=sign * atom["amount"],
        line=atom["line"],
        line_amount=line.get("amount"),
        file=line.get("file", ""),
        sheet=line.get("sheet", ""),
        source_row=line.get("row"),
        column=line.get("column", ""),
        note=line.get("note", ""),
        **said.get(atom["programme"], UNDECIDED),
    )
