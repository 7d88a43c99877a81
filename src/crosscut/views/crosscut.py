"""A crosscut: amounts by any of the keys, each with the figure that traces it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from crosscut.budget import Run
from crosscut.calendar import Calendar
from crosscut.config import Counting, did_you_mean
from crosscut.errors import CrosscutError
from crosscut.figures import Figure, FigureBook
from crosscut.taxonomy import Taxonomy

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

CrosscutRow = dict[str, str | int]
"""The asked keys, ``amount`` in minor units, ``programmes`` and ``figure``; ``low`` and ``high`` where not exact."""
MEASURES = ("amount", "programmes", "figure", "low", "high")


class CrosscutRecord(TypedDict):
    """A crosscut by the command contract (DESIGN §7)."""

    counting: Counting
    taxonomy: str
    currency: str
    selected: Mapping[str, str | int]
    rows: list[CrosscutRow]
    total: NotRequired[int]


@dataclass(frozen=True)
class CrosscutTable:
    """One crosscut.

    ``total`` is None under overlap counting, which has none (§3.4). ``selected`` names the year and stage that hold
    where they are not among the keys.
    """

    counting: Counting
    taxonomy: str
    currency: str
    keys: tuple[str, ...]
    selected: Mapping[str, str | int]
    rows: list[CrosscutRow]
    total: int | None

    @property
    def measures(self) -> tuple[str, ...]:
        """What a table tells of each row beside its keys: bounds too, where any amount is not exact."""
        return MEASURES if any("low" in row for row in self.rows) else MEASURES[:-2]

    @property
    def filled(self) -> list[CrosscutRow]:
        """The rows with all that :attr:`measures` names: an exact amount bounds itself, what has no figure has none."""
        return [{"figure": "", "low": row["amount"], "high": row["amount"]} | row for row in self.rows]

    def to_json(self) -> CrosscutRecord:
        """The shape of the command contract."""
        record: CrosscutRecord = {
            "counting": self.counting,
            "taxonomy": self.taxonomy,
            "currency": self.currency,
            "selected": self.selected,
            "rows": self.rows,
        }
        if self.total is not None:
            record["total"] = self.total
        return record


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
                f"`by` {name!r} is not a key of a crosscut", hint=f"Use {', '.join(known)}.{did_you_mean(name, known)}"
            )
    twice = next((name for at, name in enumerate(names) if name in names[:at]), "")
    if twice:
        raise CrosscutError(f"`by` names {twice!r} twice", hint=f"Name it once: `by` {','.join(dict.fromkeys(names))}")
    return names


def selection(
    calendar: Calendar, by: Sequence[str], year: int | None = None, stage: str | None = None
) -> tuple[dict[str, str | int], dict[str, str | int]]:
    """The year and stage that hold where they are not among the keys, and all that selects rows, by column.

    Years and stages that are not keys are never added up: the leading ones are taken.
    """
    _check_known(calendar, year, stage)
    latest = next((period for period in reversed(calendar.periods) if period.stage == stage), calendar.leading)
    leading = calendar.leading_in(year) if year else latest
    selected: dict[str, str | int] = {}
    if "year" not in by:
        selected["year"] = leading.year
    if "stage" not in by:
        selected["stage"] = stage or leading.stage
    where = {KEYS[key]: value for key, value in selected.items()}
    where |= {"fiscal_year": year} if year else {}
    where |= {"stage": stage} if stage else {}
    return selected, where


def _check_known(calendar: Calendar, year: int | None, stage: str | None) -> None:
    if year and calendar.years and year not in calendar.years:
        raise CrosscutError(
            f"nothing was read for {year}", code="year", hint=f"Years: {', '.join(map(str, calendar.years))}"
        )
    known = tuple(dict.fromkeys((*calendar.stages, *(each.id for each in calendar.declared))))
    if stage and stage not in known:
        raise CrosscutError(
            f"{stage!r} is not a stage of this budget",
            code="stage",
            hint=f"Stages: {', '.join(known)}.{did_you_mean(stage, known)}",
        )


def crosscut(
    run: Run,
    book: FigureBook,
    by: Sequence[str],
    counting: Counting,
    *,
    year: int | None = None,
    stage: str | None = None,
) -> CrosscutTable:
    """The crosscut of a run by ``by``, its sums and counts from the engine.

    Raises
    ------
    CrosscutError
        for a total over areas under ``overlap``.
    """
    if counting == "overlap" and "area" not in by:
        raise CrosscutError(
            "tagged amounts overlap, so they have no total",
            hint="Add area to `by`, or use `counting` partition.",
        )
    selected, where = selection(run.calendar, by, year, stage)
    columns = [KEYS[key] for key in by]
    counts = book.groups(counting, *columns, **where)
    figures = book.by(counting, *columns, **where) if by else {(): book.amount(counting, **where)}
    rows = [
        _row(by, group, figure, counts[group].programmes if group in counts else 0) for group, figure in figures.items()
    ]
    rows.sort(key=lambda row: order(row, run.taxonomy, run.calendar))
    total = None if counting == "overlap" else sum(int(row["amount"]) for row in rows)
    return CrosscutTable(counting, run.taxonomy.id, run.settings.currency, tuple(by), selected, rows, total)


def _row(by: Sequence[str], group: tuple[str | int, ...], figure: Figure, programmes: int) -> CrosscutRow:
    row: CrosscutRow = dict(zip(by, group, strict=True))
    row |= {"amount": figure.value, "programmes": programmes, "figure": figure.id}
    return row if figure.low is None or figure.high is None else row | {"low": figure.low, "high": figure.high}


def order(row: CrosscutRow, taxonomy: Taxonomy, calendar: Calendar) -> tuple[tuple[int, str | int], ...]:
    """Sort key of a row: areas in the taxonomy's order, stages in the budget's, the rest by name."""
    areas = {area.id: place for place, area in enumerate(taxonomy.areas)}
    found: list[tuple[int, str | int]] = []
    for key, value in row.items():
        if key == "area":
            found.append((areas.get(str(value), len(areas)), str(value)))
        elif key == "stage":
            found.append((calendar.rank(str(value)), str(value)))
        elif key not in MEASURES:
            found.append((0, value))
    return tuple(found)
