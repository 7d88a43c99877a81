"""What people wrote into ``decisions/``: how its files are read, and corrections of printed amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from crosscut.characters import composed
from crosscut.config import did_you_mean
from crosscut.csvtext import restore
from crosscut.findings import Finding, Place
from crosscut.ingest.hidden import written_out
from crosscut.ingest.people_csv import cells_of
from crosscut.ingest.report import FATAL, Report, Unreadable, stop
from crosscut.money import MoneyError, read_number, unit
from crosscut.tables import MAX_DENOMINATOR, Placed
from crosscut.text import Text
from crosscut.text.year_words import year

CORRECTIONS = pa.schema(
    [
        ("programme", pa.string()),
        ("fiscal_year", pa.int16()),
        ("stage", pa.string()),
        ("account", pa.string()),
        ("printed", pa.int64()),
        ("amount", pa.int64()),
        ("reason", pa.string()),
        ("decided_by", pa.string()),
        ("decided_at", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
    ]
)
"""Printed amounts that a person replaced. ``printed`` is null where the correction does not repeat it."""


class WrittenCorrection(Placed):
    """A row of CORRECTIONS."""

    programme: str
    fiscal_year: int
    stage: str
    account: str
    printed: int | None
    amount: int
    reason: str
    decided_by: str
    decided_at: str


_CORRECTIONS = "corrections.csv"
FILL = Text("Fill it.", "채우십시오.")
_MOST_DIGITS = 60
_LEFT_OUT = Text("The row was left out.", "이 행을 뺐습니다.")
OTHERS = frozenset({_CORRECTIONS, "links.csv", "ministries.csv", "events.csv", "reconciliation.csv"})
"""Files of ``decisions/`` that are no attributions and have readers of their own, as ``plan-….csv`` have."""

CsvRow = dict[str, str]
Made = TypeVar("Made")
Read = Callable[[CsvRow, Place, Report], Made | None]
"""From a row of a CSV and its place to what it says; None, and a finding, where it says nothing that can be."""


def restored(row: CsvRow) -> CsvRow:
    """A row with the texts that were made safe for spreadsheets as they were."""
    return {name: restore(cell) for name, cell in row.items()}


def read_corrections(folder: Path, currency: str) -> tuple[pa.Table, list[Finding]]:
    """People's corrections from ``decisions/corrections.csv``, as a table of CORRECTIONS, in the budget's currency."""
    report = Report()
    if not (folder / "decisions" / _CORRECTIONS).exists():
        return CORRECTIONS.empty_table(), []
    needed = ("programme", "fiscal_year", "stage", "amount", "unit", "reason", "decided_by", "decided_at")
    rows = rows_of(
        folder,
        _CORRECTIONS,
        (needed, ("account", "printed")),
        lambda row, place, report: _correction(row, currency, place, report),
        report,
    )
    return table_of(list(rows), CORRECTIONS), report.findings


def table_of(rows: Sequence[Placed], schema: pa.Schema) -> pa.Table:
    """The rows as a table, in an order of their own."""
    table = pa.Table.from_pylist(rows, schema=schema)
    return table.sort_by([(name, "ascending") for name in schema.names])


def rows_of(
    folder: Path, name: str, columns: tuple[tuple[str, ...], tuple[str, ...]], read: Read[Made], report: Report
) -> Iterator[Made]:
    """The rows of ``decisions/name`` as ``read`` makes them; ``columns`` are needed and known ones."""
    place, (needed, known) = Place(f"decisions/{name}"), columns
    try:
        for number, row in _records(folder, place, needed, known, report):
            found = read(row, Place(place.file, row=number), report)
            if found is not None:
                yield found
    except Unreadable:
        return


def _records(
    folder: Path, place: Place, needed: tuple[str, ...], known: tuple[str, ...], report: Report
) -> Iterator[tuple[int, CsvRow]]:
    records = [[composed(cell.strip()) for cell in record] for record in cells_of(folder, place, report)]
    header = records[0] if records else []
    _check_header(header, needed, known, place, report)
    for number, cells in enumerate(records[1:], start=2):
        if any(cells[len(header) :]):
            _too_many(header, cells, Place(place.file, row=number), report)
            continue
        if any(cells):
            padded = [*cells, *[""] * len(header)]
            row = {name: written_out(cell) for name, cell in zip(header, padded, strict=False)}
            yield number, dict.fromkeys((*needed, *known), "") | row


def _check_header(
    header: list[str], needed: tuple[str, ...], known: tuple[str, ...], place: Place, report: Report
) -> None:
    may = ", ".join(known)
    optional = Text(f"; it may have {may}", f" 있어도 되는 열: {may}.") if known else Text("", "")
    for name in needed:
        if name not in header:
            raise stop(
                report,
                "missing-column",
                Place(place.file, row=1, column=name),
                Text(f"There is no column {name!r}.", f"열 {name!r}이(가) 없습니다."),
                Text(
                    f"The file needs {', '.join(needed)}{optional.en}.{did_you_mean(name, header)}",
                    f"필요한 열: {', '.join(needed)}.{optional.ko}",
                ),
            )

    twice = next((name for name in header if name in (*needed, *known) and header.count(name) > 1), None)
    if twice:
        raise stop(
            report,
            "column-twice",
            Place(place.file, row=1, column=twice),
            Text(f"There are two columns {twice!r}.", f"열 {twice!r}이(가) 둘입니다."),
            Text("Keep the one that counts.", "쓸 열 하나만 남기십시오."),
        )


def _too_many(header: list[str], cells: list[str], place: Place, report: Report) -> None:
    filled = max(number for number, cell in enumerate(cells, start=1) if cell)
    wrong(
        header[-1],
        Text(
            f"The row has {filled} cells, the header {len(header)} columns.",
            f"행의 칸은 {filled}개인데 열은 {len(header)}개입니다.",
        ),
        Text("Put quotes around a cell that holds commas.", "쉼표가 든 칸은 따옴표로 묶으십시오."),
        place,
        report,
    )


def whole(row: CsvRow, name: str, place: Place, report: Report) -> int | None:
    """The whole number in a cell, or None and a finding."""
    text = row[name]
    if text.isascii() and text.removeprefix("-").isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    wrong(
        name,
        Text(f"{text!r} is not written as a whole number.", f"{text!r}은(는) 정수로 적은 것이 아닙니다."),
        Text(
            "Write the share as numerator and denominator, such as 1 and 3.",
            "몫을 분자와 분모로 적으십시오. 예: 1과 3.",
        ),
        place,
        report,
    )
    return None


def too_fine(denominator: int, place: Place, report: Report) -> bool:
    """Whether a denominator is above what every engine splits by; a finding says so."""
    if denominator <= MAX_DENOMINATOR:
        return False
    texts = Text(
        f"The denominator {denominator:,} is above {MAX_DENOMINATOR:,}.",
        f"분모 {denominator:,}이(가) 한도 {MAX_DENOMINATOR:,}보다 큽니다.",
    )
    wrong("denominator", texts, Text("Reduce the fraction, or round it.", "약분하거나 반올림하십시오."), place, report)
    return True


def wrong(column: str, what: Text, mend: Text, place: Place, report: Report) -> None:
    """Report that a row was left out, and why."""
    at = Place(place.file, row=place.row, column=column)
    report.add("wrong-decision", FATAL, at, Text.same(" ").join((what, _LEFT_OUT)), mend=mend)


def blank(column: str, place: Place, report: Report) -> None:
    """Report that a row was left out, for a cell of it is blank."""
    wrong(column, Text(f"The {column} is blank.", f"{column}이(가) 빈칸입니다."), FILL, place, report)


def _correction(row: CsvRow, currency: str, place: Place, report: Report) -> WrittenCorrection | None:
    try:
        measure = unit(row["unit"], currency)
        amounts = {name: read_number(row[name], measure).value for name in ("printed", "amount") if row[name]}
    except MoneyError as error:
        texts = Text(f"{error}.", "금액이나 단위를 읽을 수 없습니다.")
        wrong("amount", texts, Text("Write a number and its unit.", "숫자와 단위를 적으십시오."), place, report)
        return None
    fiscal_year = year(row["fiscal_year"])
    if "amount" not in amounts or not fiscal_year or not row["reason"]:
        name = "fiscal_year" if "amount" in amounts and not fiscal_year else "reason" if fiscal_year else "amount"
        wrong(name, Text(f"The {name} is missing or wrong.", "값이 없거나 틀렸습니다."), FILL, place, report)
        return None
    return {
        "programme": row["programme"],
        "fiscal_year": fiscal_year,
        "stage": row["stage"],
        "account": row["account"],
        "printed": amounts.get("printed"),
        "amount": amounts["amount"],
        "reason": row["reason"],
        "decided_by": row["decided_by"],
        "decided_at": row["decided_at"],
        **place.columns,
    }
