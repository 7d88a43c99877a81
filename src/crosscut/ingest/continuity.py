"""What people wrote on how things follow one another: links, ministries' reorganisations, events, reconciliations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from crosscut.config import did_you_mean
from crosscut.findings import Finding, Place
from crosscut.ingest.conversion import currency_named
from crosscut.ingest.people import CsvRow, Read, blank, rows_of, table_of, too_fine, whole, wrong
from crosscut.ingest.report import Report
from crosscut.ledger import EVENTS, LINKS, MINISTRIES
from crosscut.ledger.continuity import ContinuityStatement, EventRow, LinkRow, MinistryRow
from crosscut.money import MoneyError, read_number, unit
from crosscut.tables import Placed
from crosscut.text import Text
from crosscut.text.year_words import year

EVENT_KINDS = ("definition", "scope", "classification", "taxonomy")

RECONCILIATION = pa.schema(
    [
        ("control", pa.string()),
        ("programme", pa.string()),
        ("amount", pa.int64()),
        ("currency", pa.string()),
        ("reason", pa.string()),
        ("source", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
    ]
)
"""What explains, line by line, why the ledger differs from a control: ``amount`` of the ledger that it lacks or has.

``currency`` is empty where it is the budget's.
"""


class ReconciliationRow(Placed):
    """A row of RECONCILIATION."""

    control: str
    programme: str
    amount: int | None
    currency: str
    reason: str
    source: str


_SAID = ("fiscal_year", "date", "source", "reason", "decided_by", "decided_at")


@dataclass(frozen=True)
class Continuity:
    """Tables of LINKS, MINISTRIES, EVENTS and RECONCILIATION, and what was wrong with them."""

    links: pa.Table
    ministries: pa.Table
    events: pa.Table
    reconciliation: pa.Table
    findings: tuple[Finding, ...] = ()


def read_continuity(folder: Path, currency: str) -> Continuity:
    """Read the four files of ``decisions/`` that there may be; one that is missing is an empty table."""
    report = Report()

    def read(
        name: str, needed: tuple[str, ...], known: tuple[str, ...], make: Read[Placed], schema: pa.Schema
    ) -> pa.Table:
        if not (folder / "decisions" / name).exists():
            return schema.empty_table()
        return table_of(list(rows_of(folder, name, (needed, known), make, report)), schema)

    def event(row: CsvRow, place: Place, report: Report) -> EventRow | None:
        return _event(row, currency, place, report)

    def item(row: CsvRow, place: Place, report: Report) -> ReconciliationRow | None:
        return _item(row, currency, place, report)

    pair = ("predecessor", "successor")
    links = read("links.csv", pair, ("numerator", "denominator", *_SAID), _link, LINKS)
    ministries = read("ministries.csv", pair, _SAID, _pair, MINISTRIES)
    events = read("events.csv", ("event", "kind"), _EVENT_KNOWN, event, EVENTS)
    items = read(
        "reconciliation.csv", ("control", "amount", "unit", "reason"), ("programme", "source"), item, RECONCILIATION
    )
    return Continuity(links, ministries, events, items, tuple(report.findings))


_EVENT_TEXTS = ("stage", "programme", "area", "ministry", "before", "after", "title", "title_ko")
_EVENT_KNOWN = (*_EVENT_TEXTS, "old", "new", "unit", *_SAID)


def _pair(row: CsvRow, place: Place, report: Report) -> MinistryRow | None:
    for name in ("predecessor", "successor"):
        if not row[name]:
            blank(name, place, report)
            return None
    said = _statement(row, place, report)
    return None if said is None else {"predecessor": row["predecessor"], "successor": row["successor"], **said}


def _statement(row: CsvRow, place: Place, report: Report) -> ContinuityStatement | None:
    """The year, the date and who said so; a year that is not given is the date's."""
    day = row["date"]
    try:
        dated = date.fromisoformat(day) if day else None
    except ValueError:
        texts = Text(f"{day!r} is no date.", f"{day!r}은(는) 날짜가 아닙니다.")
        wrong("date", texts, Text("Write it as 2024-05-27.", "2024-05-27처럼 적으십시오."), place, report)
        return None
    fiscal_year = year(row["fiscal_year"]) if row["fiscal_year"] else (dated.year if dated else 0)
    if row["fiscal_year"] and not fiscal_year:
        texts = Text(f"{row['fiscal_year']!r} is no fiscal year.", "회계연도가 아닙니다.")
        wrong("fiscal_year", texts, Text("Write a year, such as 2024.", "2024처럼 연도를 적으십시오."), place, report)
        return None
    return {
        "fiscal_year": fiscal_year or None,
        "date": day,
        "source": row["source"],
        "reason": row["reason"],
        "decided_by": row["decided_by"],
        "decided_at": row["decided_at"],
        **place.columns,
    }


def _link(row: CsvRow, place: Place, report: Report) -> LinkRow | None:
    found = _pair(row, place, report)
    if found is None:
        return None
    written = {"numerator": row["numerator"] or "1", "denominator": row["denominator"] or "1"}
    share = [whole(written, name, place, report) for name in ("numerator", "denominator")]
    if share[0] is None or share[1] is None or too_fine(share[1], place, report):
        return None
    if not 0 < share[0] <= share[1]:
        texts = Text(f"{share[0]}/{share[1]} is no share above nothing.", f"{share[0]}/{share[1]}은(는) 몫이 아닙니다.")
        wrong(
            "numerator",
            texts,
            Text(
                "Write whole numbers, 0 < numerator ≤ denominator.", "분자는 0보다 크고 분모 이하인 정수로 적으십시오."
            ),
            place,
            report,
        )
        return None
    return {**found, "numerator": share[0], "denominator": share[1]}


def _event(row: CsvRow, currency: str, place: Place, report: Report) -> EventRow | None:
    said = _statement(row, place, report)
    if said is None:
        return None
    if row["kind"] not in EVENT_KINDS or not row["event"]:
        name = "kind" if row["event"] else "event"
        texts = Text(f"The {name} {row[name]!r} cannot be.", f"{name} {row[name]!r}은(는) 쓸 수 없습니다.")
        hint, kinds = did_you_mean(row["kind"], EVENT_KINDS) if row["event"] else "", ", ".join(EVENT_KINDS)
        mend = Text(
            f"Write an id of your own as event and one of {kinds} as kind.{hint}",
            f"event에 고유한 식별자를, kind에 {kinds} 가운데 하나를 적으십시오.{hint}",
        )
        wrong(name, texts, mend, place, report)
        return None
    amounts = _amounts(row, ("old", "new"), currency, place, report)
    if amounts is None:
        return None
    return {
        "event": row["event"],
        "kind": row["kind"],
        "stage": row["stage"],
        "programme": row["programme"],
        "area": row["area"],
        "ministry": row["ministry"],
        "before": row["before"],
        "after": row["after"],
        "old": amounts["old"],
        "new": amounts["new"],
        "title": row["title"],
        "title_ko": row["title_ko"],
        **said,
    }


def _item(row: CsvRow, currency: str, place: Place, report: Report) -> ReconciliationRow | None:
    named = currency_named(row["unit"], currency) or currency
    amounts = _amounts(row, ("amount",), named, place, report)
    if amounts is None:
        return None
    for name in ("control", "amount", "reason"):
        if not row[name]:
            blank(name, place, report)
            return None
    return {
        "control": row["control"],
        "programme": row["programme"],
        "amount": amounts["amount"],
        "currency": "" if named == currency else named,
        "reason": row["reason"],
        "source": row["source"],
        **place.columns,
    }


def _amounts(
    row: CsvRow, names: tuple[str, ...], currency: str, place: Place, report: Report
) -> dict[str, int | None] | None:
    if not any(row[name] for name in names):
        return dict.fromkeys(names)
    try:
        measure = unit(row["unit"], currency)
        return {name: read_number(row[name], measure).value if row[name] else None for name in names}
    except MoneyError as error:
        texts = Text(f"{error}.", "금액이나 단위를 읽을 수 없습니다.")
        wrong(
            names[0],
            texts,
            Text("Write a number and, in the column unit, its unit.", "숫자를 적고 unit 열에 단위를 적으십시오."),
            place,
            report,
        )
        return None
