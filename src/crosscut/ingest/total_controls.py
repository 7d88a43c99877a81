"""Total rows as controls: each compared with the rows that it stands for, and what is said of one that differs."""

from __future__ import annotations

import re

from crosscut.findings import Place
from crosscut.ingest import controls
from crosscut.ingest.amount_heads import years_named
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import OpenTotal, TotalRow
from crosscut.ingest.totals import FoundTotal, TotalFinder
from crosscut.text import Text


def report_totals(finder: TotalFinder, report: Report) -> list[TotalRow]:
    """The total rows as controls, each compared with the rows that it stands for.

    Those that differ are left open (``open_totals`` of the rows): other sources may hold the rest.
    A total is of the ministry, committee, account, programme, year and stage that its row names; one that names none
    is of all data rows, or of those beside it that sum to it, and a subtotal of those since the subtotal before it.
    """
    found: list[TotalRow] = []
    for total in finder.found():
        sums = finder.sums(total.members)
        made = (_compared(finder, total, number, value, report) for number, value in enumerate(sums))
        found += filter(None, made)
    return found


_BARE_YEAR = re.compile(
    r"[^\W\d_]+(?: [^\W\d_]+)?\s*(?:19|20)\d\d(?:년도?|年度?)?|(?:19|20)\d\d(?:년도?|年度?)?\s*[^\W\d_]+"
)
"""A word for a total with a year and nothing else: no date, and nothing in brackets."""


def _is_of_another_year(finder: TotalFinder, label: str) -> bool:
    """Whether a total names years of which no amount is read: ``Total 2025`` below a table of 2026."""
    read = {column.fiscal_year for column in finder.rows.columns} | finder.years
    named = years_named(label)
    return bool(named) and not named & read and _BARE_YEAR.fullmatch(label.strip()) is not None


def _report_another_year(label: str, place: Place, report: Report) -> None:
    report.add(
        "total-of-another-year",
        WARNING,
        place,
        Text(
            f"{label!r} names a year of which no amount is read, and is not the sum of the rows; it forbids nothing.",
            f"{label!r}은(는) 읽은 금액에 없는 연도의 합계이고 행의 합과 다르며, 발간을 막지는 않습니다.",
        ),
        mend=Text("State it in skip_rows, or mend the year.", "skip_rows에 적거나 연도를 고치십시오."),
    )


def _compared(finder: TotalFinder, total: FoundTotal, number: int, value: int, report: Report) -> TotalRow | None:
    rows = finder.rows
    column, amount = rows.columns[number], rows.read[number].values[total.at].as_py()
    if amount is None:
        return None
    label, place = finder.labels.label(total.at), rows.place(total.at, column.header)
    tolerance = finder.tolerance(total.at, number, total.members) if value != amount else 0
    if abs(value - amount) > tolerance and _is_of_another_year(finder, label):
        _report_another_year(label, place, report)
        return None
    if abs(value - amount) > tolerance:
        scope = total.members.scope
        rows.open_totals.append(OpenTotal(label, column, scope, value, amount, place, tolerance))
    else:
        controls.compare(
            label, value, amount, place=place, unit=column.unit, report=report, tolerance=tolerance, own=True
        )
    where = [f"file={place.file}"]
    where += [f"{key}={text}" for key, text in sorted(total.members.scope) if not key.startswith("column ")]
    where += [f"sheet={place.sheet}"] if place.sheet else []
    where += [f"column={column.header}"]
    where += [f"area={column.area}"] if column.area else []
    word = finder.labels.word_cell(total.at)
    return TotalRow(label, word, column.area, tuple(where), amount, place, total.members.stated)
