"""From a published figure back to the rows whose sum it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosscut.allocate import Depth
from crosscut.budget.allocating import POLICY, with_plan
from crosscut.budget.inputs import read, recorded
from crosscut.budget.reviewing import review_inputs
from crosscut.budget.telling import story
from crosscut.errors import CrosscutError
from crosscut.publish.changing import CHANGE
from crosscut.publish.figure import kind_of
from crosscut.publish.figures import Figure
from crosscut.publish.planned import PLANNED
from crosscut.publish.publication import Publication
from crosscut.publish.text import both
from crosscut.text import Text


@dataclass(frozen=True)
class Traced:
    """A figure and its rows; ``total`` is the rows' signed sum, which is the figure where figures are sums.

    ``explained`` says in English and Korean what a plan or a rule states; empty where nothing but rows is behind it.
    """

    figure: dict[str, Any]
    rows: list[dict[str, Any]]
    total: int
    explained: tuple[str, str] = ("", "")

    def to_json(self) -> dict[str, Any]:
        """The figure's definition, its rows and their sum, and what it says where a plan or a rule states it."""
        explained = {"explained": dict(zip(("en", "ko"), self.explained, strict=True))} if any(self.explained) else {}
        return {"figure": self.figure, "rows": self.rows, "sum": self.total} | explained


def decided(
    folder: Path, shown: Publication, figure_id: str, printed: Path | None = None, as_of: str | None = None
) -> Publication:
    """The publication with its changes, plan or review made again, where the figure speaks of them; see :func:`trace`.

    Of a past moment only the changes can be told.
    """
    known = _printed(printed)
    kinds = {kind for part in figure_id.split("-") for kind in _kinds(part, known)}
    if "part" in kinds or _by(figure_id, known) == CHANGE:
        return _with_changes(replace(shown, story=story(recorded(folder, as_of) if as_of else read(folder), shown)))
    if as_of or not kinds & {"planned", "stated"}:
        return shown
    inputs = read(folder)
    shown = with_plan(shown, inputs, depth=Depth.plan_only())
    if "stated" in kinds and _by(figure_id, known) != POLICY:
        shown = replace(shown, review=review_inputs(inputs))
    for source in (shown.planned, shown.stakes):
        for _ in source.everything() if source else ():
            pass
    return shown


def _kinds(figure_id: str, known: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """The kinds of a figure and of those that it is made from."""
    yield kind_of(figure_id)
    for part in known.get(figure_id, {}).get("of", ()):
        yield from _kinds(part, known)


def _with_changes(shown: Publication) -> Publication:
    for _ in shown.changes.everything() if shown.changes else ():
        pass
    return shown


def _by(figure_id: str, known: Mapping[str, dict[str, Any]]) -> str:
    """The first word of what a figure follows from."""
    by: list[str] = known.get(figure_id, {}).get("by", [""])
    return by[0]


def trace(shown: Publication, figure_id: str, printed: Path | None = None) -> Traced:
    """The rows behind a figure.

    Parameters
    ----------
    shown
        The publication to look in.
    figure_id
        As a page, ``figures.json`` or ``crosscut show`` prints it.
    printed
        A ``figures.json`` to look up what no crosscut holds: what is derived from others, and sums of no rows.

    Raises
    ------
    CrosscutError
        where no figure has that id.

    """
    figure = shown.book.find(figure_id) or _defined(shown, figure_id, printed) or _less(shown, figure_id, printed)
    if figure is None:
        raise CrosscutError(
            f"no figure has the id {figure_id!r}",
            code="unknown-figure",
            hint="Ids stand in figures.json, on every page, and in crosscut show; a past moment needs its --as-of.",
        )
    names = dict(zip(*(shown.programmes.column(key).to_pylist() for key in ("programme", "name")), strict=True))
    lines = {line["line"]: line for line in shown.lines.to_pylist()}
    rows = [_row(shown, names, lines, row, sign) for row, sign in figure.rows]
    said = figure.said or _reason(shown, figure)
    return Traced(figure.to_json(shown.book.context), rows, sum(row["amount"] for row in rows), said)


def _reason(shown: Publication, figure: Figure) -> tuple[str, str]:
    """What a planned figure follows from, and why where it is one programme's."""
    if figure.kind != "planned":
        return "", ""
    file, digest = figure.by
    programme = str(dict(figure.where).get("programme", ""))
    why = _reasons(shown).get(programme)
    return both("trace_planned", {"why": why} if why else {"why": Text()}, file=file, digest=digest)


def _reasons(shown: Publication) -> dict[str, Text]:
    plan = shown.plan
    return {} if plan is None else dict(zip(plan.draft.demand.ids, plan.reasons, strict=True))


def _defined(shown: Publication, figure_id: str, printed: Path | None) -> Figure | None:
    """The figure by its printed definition: one that is derived, or that no row falls into."""
    known = _printed(printed)
    return _made(shown, known, figure_id) if figure_id in known else None


def _less(shown: Publication, figure_id: str, printed: Path | None) -> Figure | None:
    """The difference of two figures, by their ids with a dash between them."""
    sides = [shown.book.find(each) or _defined(shown, each, printed) for each in figure_id.split("-")]
    return shown.book.less(sides[0], sides[1]) if len(sides) == 2 and sides[0] and sides[1] else None


def _printed(file: Path | None) -> dict[str, dict[str, Any]]:
    """The figures of a ``figures.json`` by id; none where there is no such file."""
    if file is None or not file.is_file():
        return {}
    return {each["id"]: each for each in json.loads(file.read_text(encoding="utf-8"))["figures"]}


def _made(shown: Publication, known: dict[str, dict[str, Any]], figure_id: str) -> Figure:
    definition, book = known[figure_id], shown.book
    if definition["kind"] in ("planned", "stated", "part"):
        return _stated(shown, figure_id)
    if definition["of"]:
        if definition["kind"] == "sum":
            return book.together([_made(shown, known, each) for each in definition["of"]])
        derive = {"difference": book.difference, "ratio": book.ratio, "shared": book.shared}[definition["kind"]]
        return derive(*(_made(shown, known, each) for each in definition["of"]))
    make = book.count if definition["kind"] == "count" else book.amount
    return make(definition["counting"], **definition["where"])


def _stated(shown: Publication, figure_id: str) -> Figure:
    found = shown.book.find(figure_id)
    if found is None:
        raise CrosscutError(
            f"{figure_id!r} is not stated any more: the budget or its policy has changed since it was printed",
            code="unknown-figure",
            hint="Build the folder again, or trace it in the folder as it was.",
        )
    return found


def _row(
    shown: Publication, names: dict[str, str], lines: dict[str, dict[str, Any]], row: str, sign: int
) -> dict[str, Any]:
    atom = shown.book.atom(row)
    line = lines.get(atom["line"], {})
    if atom["stage"] == PLANNED and shown.ground:
        line = {"file": shown.ground.file, "note": _reasons(shown)[atom["programme"]].en}
    return {
        "row": row,
        "programme": atom["programme"],
        "name": names.get(atom["programme"], ""),
        "ministry": atom["ministry"],
        "committee": atom["committee"],
        "area": atom["area"],
        "sub": atom["sub"],
        "fiscal_year": atom["fiscal_year"],
        "stage": atom["stage"],
        "account": atom["account"],
        "amount": sign * atom["amount"],
        "line": atom["line"],
        "line_amount": line.get("amount"),
        "file": line.get("file", ""),
        "sheet": line.get("sheet", ""),
        "source_row": line.get("row"),
        "column": line.get("column", ""),
        "note": line.get("note", ""),
    }
