"""A crosscut in the terminal: amounts by any of the keys, each with the figure that traces it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crosscut.config import Counting, did_you_mean
from crosscut.errors import CrosscutError
from crosscut.publish.figures import Figure
from crosscut.publish.publication import Publication

KEYS = {
    "area": "area",
    "sub": "sub",
    "ministry": "ministry",
    "committee": "committee",
    "year": "fiscal_year",
    "stage": "stage",
    "programme": "programme",
}
"""What users call the keys of a crosscut, and the columns they are."""


@dataclass(frozen=True)
class Shown:
    """One crosscut. ``rows`` carry the asked keys, ``amount`` in minor units, ``programmes`` and ``figure``.

    ``total`` is None under overlap counting, which has none (§3.4). ``selected`` names the year and stage that hold
    where they are not among the keys.
    """

    counting: Counting
    taxonomy: str
    currency: str
    keys: tuple[str, ...]
    selected: dict[str, str | int]
    rows: list[dict[str, Any]]
    total: int | None

    def to_json(self) -> dict[str, Any]:
        """The shape of the command contract."""
        shape: dict[str, Any] = {
            "counting": self.counting,
            "taxonomy": self.taxonomy,
            "currency": self.currency,
            "selected": self.selected,
            "rows": self.rows,
        }
        return shape if self.total is None else shape | {"total": self.total}


def keys_of(by: str) -> tuple[str, ...]:
    """The keys in ``area,ministry``; ``none`` is no key at all.

    Raises
    ------
    CrosscutError
        for a key that no crosscut has.

    """
    names = tuple(part.strip() for part in by.split(",") if part.strip() and part.strip() != "none")
    for name in names:
        if name not in KEYS:
            known = (*KEYS, "none")
            raise CrosscutError(
                f"--by {name!r} is not a key of a crosscut", hint=f"Use {', '.join(known)}.{did_you_mean(name, known)}"
            )
    return names


def show(
    shown: Publication, by: Sequence[str], counting: Counting, year: int | None = None, stage: str | None = None
) -> Shown:
    """The crosscut of a publication by ``by``; years and stages that are not keys are never added up."""
    selected: dict[str, str | int] = {}
    if "year" not in by:
        selected["year"] = year or shown.main_year
    if "stage" not in by:
        selected["stage"] = stage or shown.main_stage
    where = {KEYS[key]: value for key, value in selected.items()}
    if year and "year" in by:
        where["fiscal_year"] = year
    if stage and "stage" in by:
        where["stage"] = stage
    if counting == "overlap" and "area" not in by:
        raise CrosscutError(
            "tagged amounts overlap, so they have no total (§3.4)",
            hint="Add area to --by, or use --counting partition.",
        )
    columns = [KEYS[key] for key in by]
    figures = shown.book.by(counting, *columns, **where) if by else {(): shown.book.amount(counting, **where)}
    rows = [_row(shown, by, group, figure) for group, figure in figures.items()]
    rows.sort(key=shown.order)
    total = None if counting == "overlap" else sum(row["amount"] for row in rows)
    return Shown(counting, shown.taxonomy.id, shown.settings.currency, tuple(by), selected, rows, total)


def _row(shown: Publication, by: Sequence[str], group: tuple[Any, ...], figure: Figure) -> dict[str, Any]:
    programmes = shown.book.count(figure.counting, **dict(figure.where)).value
    row = dict(zip(by, group, strict=True)) | {"amount": figure.value, "programmes": programmes, "figure": figure.id}
    return row if figure.low is None else row | {"low": figure.low, "high": figure.high}
