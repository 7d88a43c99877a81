"""From a published figure back to the rows whose sum it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosscut.errors import CrosscutError
from crosscut.publish.figures import Figure
from crosscut.publish.publication import Publication


@dataclass(frozen=True)
class Traced:
    """A figure and its rows; ``total`` is the rows' signed sum, which is the figure unless it counts or divides."""

    figure: dict[str, Any]
    rows: list[dict[str, Any]]
    total: int

    def to_json(self) -> dict[str, Any]:
        """The figure's definition, its rows and their sum."""
        return {"figure": self.figure, "rows": self.rows, "sum": self.total}


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
    figure = shown.book.find(figure_id) or _defined(shown, figure_id, printed)
    if figure is None:
        raise CrosscutError(
            f"no figure has the id {figure_id!r}", code="unknown-figure",
            hint="Ids stand in figures.json, on every page, and in crosscut show; a past moment needs its --as-of.",
        )  # fmt: skip
    names = dict(zip(*(shown.programmes.column(key).to_pylist() for key in ("programme", "name")), strict=True))
    lines = {line["line"]: line for line in shown.lines.to_pylist()}
    rows = [_row(shown, names, lines, row, sign) for row, sign in figure.rows]
    return Traced(figure.to_json(shown.book.context), rows, sum(row["amount"] for row in rows))


def _defined(shown: Publication, figure_id: str, printed: Path | None) -> Figure | None:
    """The figure by its printed definition: one that is derived, or that no row falls into."""
    if printed is None or not printed.is_file():
        return None
    known = {each["id"]: each for each in json.loads(printed.read_text(encoding="utf-8"))["figures"]}
    return _made(shown, known, figure_id) if figure_id in known else None


def _made(shown: Publication, known: dict[str, dict[str, Any]], figure_id: str) -> Figure:
    definition, book = known[figure_id], shown.book
    if definition["of"]:
        if definition["kind"] == "sum":
            return book.together([_made(shown, known, each) for each in definition["of"]])
        derive = {"difference": book.difference, "ratio": book.ratio, "shared": book.shared}[definition["kind"]]
        return derive(*(_made(shown, known, each) for each in definition["of"]))
    make = book.count if definition["kind"] == "count" else book.amount
    return make(definition["counting"], **definition["where"])


def _row(
    shown: Publication, names: dict[str, str], lines: dict[str, dict[str, Any]], row: str, sign: int
) -> dict[str, Any]:
    atom = shown.book.atom(row)
    line = lines.get(atom["line"], {})
    return {
        "row": row, "programme": atom["programme"], "name": names.get(atom["programme"], ""),
        "ministry": atom["ministry"], "committee": atom["committee"], "area": atom["area"], "sub": atom["sub"],
        "fiscal_year": atom["fiscal_year"], "stage": atom["stage"], "account": atom["account"],
        "amount": sign * atom["amount"], "line": atom["line"], "line_amount": line.get("amount"),
        "file": line.get("file", ""), "sheet": line.get("sheet", ""), "source_row": line.get("row"),
        "column": line.get("column", ""), "note": line.get("note", ""),
    }  # fmt: skip
