"""Plans that people applied, from ``decisions/plan-….csv``: amounts of a later stage, with who decided them and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from crosscut.findings import Finding, Place
from crosscut.ingest.people import CsvRow, blank, restored, rows_of, wrong
from crosscut.ingest.plan_names import PREFIX
from crosscut.ingest.report import FATAL, WARNING, Report
from crosscut.ingest.seals import SEAL, check_whole
from crosscut.money import MoneyError, read_number, unit
from crosscut.tables import LINES, TAGS, LineKey, LineRow, TagRow, line_id, row_id
from crosscut.text import Text
from crosscut.text.year_words import year

APPLIED = ("programme", "fiscal_year", "stage", "area", "amount", "unit", "reason", "decided_by", "decided_at")
"""One row an amount; where ``area`` is not blank it is what of the programme's amount belongs to that area."""


ASKED = ("requested", "requested_stage")
"""What the programme asked for when the plan was applied, and at which stage; files written before have neither."""


UNDER = ("policy", "policy_digest")
"""The file of the policy that the plan was made under, and its digest then; files written before have neither."""


class AppliedPolicy(NamedTuple):
    """The policy that an applied plan was made under: its file's name, and its digest then."""

    name: str
    digest: str
    place: Place


class AskedThen(NamedTuple):
    """What a programme asked for when a plan was applied, in minor units."""

    programme: str
    fiscal_year: int
    stage: str
    amount: int
    place: Place


class Applied(NamedTuple):
    """One row of an applied plan, its amount in minor units."""

    programme: str
    fiscal_year: int
    stage: str
    area: str
    amount: int
    reason: str
    decided_by: str
    policy: str
    place: Place

    @property
    def key(self) -> LineKey:
        """What its line or tag is of."""
        return {
            "programme": self.programme,
            "subprogramme": "",
            "fiscal_year": self.fiscal_year,
            "stage": self.stage,
        }


def add_plans(
    folder: Path, currency: str, programmes: pa.Table, lines: pa.Table, tags: pa.Table
) -> tuple[pa.Table, pa.Table, list[Finding]]:
    """Lines and tags with those of applied plans, and what is wrong with these.

    A year and stage that the sources hold themselves is not taken from a plan: it would be counted twice.
    """
    report = Report()
    rows: list[Applied] = []
    for name in sorted(path.name for path in (folder / "decisions").glob(f"{PREFIX}*.csv")):
        written = list(rows_of(folder, name, (APPLIED, UNDER), lambda row, place, _: (_safe(row), place), report))
        if check_whole(_stated([row for row, _ in written]), Place(f"decisions/{name}"), report):
            rows += filter(None, (_amount(row, currency, place, report) for row, place in written))
    kept = _usable(rows, set(programmes["programme"].to_pylist()), _read_periods(lines), report)
    new_lines = pa.Table.from_pylist([_line(row) for row in kept if not row.area], schema=LINES)
    new_tags = pa.Table.from_pylist([_tag(row) for row in kept if row.area], schema=TAGS)
    return _with(lines, new_lines, "account"), _with(tags, new_tags, "area"), report.findings


def asked_then(folder: Path, currency: str, names: Iterable[str]) -> list[AskedThen]:
    """What was asked for when the plans of these files were applied, where they say so."""
    found = []
    for name in names:
        for row, place in rows_of(folder, name, (APPLIED, ASKED), lambda row, place, _: (row, place), Report()):
            if row["requested"] and row["requested_stage"] and (fiscal_year := year(row["fiscal_year"])):
                try:
                    amount = read_number(row["requested"], unit(row["unit"], currency)).value
                except MoneyError:
                    continue
                at = replace(place, column="requested")
                found.append(AskedThen(row["programme"], fiscal_year, row["requested_stage"], amount, at))
    return found


def policies_of(folder: Path, names: Iterable[str]) -> list[AppliedPolicy]:
    """The policies that the plans of these files were made under, where they say so; each once a file."""
    found: dict[tuple[str, str, str], Place] = {}
    for name in names:
        for row, place in rows_of(folder, name, (APPLIED, UNDER), lambda row, place, _: (_safe(row), place), Report()):
            if row["policy"] and row["policy_digest"]:
                found.setdefault((name, row["policy"], row["policy_digest"]), replace(place, column="policy"))
    return [AppliedPolicy(policy, digest, place) for (_, policy, digest), place in found.items()]


def _safe(row: CsvRow) -> CsvRow:
    """A row as it was before it was made safe for spreadsheets, where Crosscut wrote it."""
    return restored(row) if row.get("digest") else row


def _stated(rows: list[CsvRow]) -> list[CsvRow]:
    """What rows say of the plan, without columns that somebody added, nor those that files of no policy lack."""
    ruled = UNDER if any(row[name] for row in rows for name in UNDER) else ()
    return [{name: row[name] for name in (*APPLIED, *ASKED, *ruled, *SEAL) if name in row} for row in rows]


def _read_periods(lines: pa.Table) -> set[tuple[int, str]]:
    periods = lines.group_by(["fiscal_year", "stage"]).aggregate([])
    return set(zip(*(periods[name].to_pylist() for name in ("fiscal_year", "stage")), strict=True))


def _with(table: pa.Table, more: pa.Table, last: str) -> pa.Table:
    if not more.num_rows:
        return table
    keys = ("programme", "subprogramme", "fiscal_year", "stage", last)
    return pa.concat_tables([table, more]).sort_by([(key, "ascending") for key in keys])


def _amount(row: CsvRow, currency: str, place: Place, report: Report) -> Applied | None:
    try:
        amount = read_number(row["amount"], unit(row["unit"], currency)).value
    except MoneyError as error:
        wrong(
            "amount",
            Text(f"{error}.", "금액이나 단위를 읽을 수 없습니다."),
            Text("Write a number and its unit.", "숫자와 단위를 적으십시오."),
            place,
            report,
        )
        return None
    fiscal_year = year(row["fiscal_year"])
    for name in ("programme", "stage", "reason", "decided_by"):
        if not row[name]:
            blank(name, place, report)
            return None
    if not fiscal_year:
        wrong(
            "fiscal_year",
            Text("The fiscal_year is wrong.", "연도가 틀렸습니다."),
            Text("Write it as 2026.", "2026처럼 적으십시오."),
            place,
            report,
        )
        return None
    policy = f"{row['policy']} {row['policy_digest']}".strip()
    said = (row["reason"], row["decided_by"], policy)
    return Applied(row["programme"], fiscal_year, row["stage"], row["area"], amount, *said, place)


def _usable(rows: Iterable[Applied], programmes: set[str], held: set[tuple[int, str]], report: Report) -> list[Applied]:
    kept, told, seen = [], set(), set()
    for row in rows:
        place, period = row.place, (row.fiscal_year, row.stage)
        key = (row.programme, *period, row.area)
        if period in held:
            if (place.file, *period) not in told:
                told.add((place.file, *period))
                report.add(
                    "plan-superseded",
                    WARNING,
                    Place(place.file),
                    Text(
                        f"The sources hold amounts of {period[0]} {period[1]}, so the applied plan is not counted.",
                        f"{period[0]}년 {period[1]} 단계의 금액이 자료에 있어 적용한 계획을 세지 않았습니다.",
                    ),
                    mend=Text("Remove the plan's file.", "계획 파일을 지우십시오."),
                )
        elif key in seen:
            wrong(
                "programme",
                Text("The programme stands twice.", "같은 사업이 두 번 있습니다."),
                Text("Delete one.", "하나를 지우십시오."),
                place,
                report,
            )
        elif row.programme not in programmes:
            report.add(
                "unknown-programme",
                FATAL,
                place,
                Text(
                    f"The plan gives money to {row.programme!r}, which no source has; the row was left out.",
                    f"계획의 사업 {row.programme!r}이(가) 자료에 없어 이 행을 뺐습니다.",
                ),
                programme=row.programme,
            )
        else:
            seen.add(key)
            kept.append(row)
    return kept


def _line(row: Applied) -> LineRow:
    return {
        "line": line_id(row.programme, "", row.fiscal_year, row.stage, ""),
        **row.key,
        "account": "",
        "amount": row.amount,
        "low": None,
        "high": None,
        "status": "",
        "note": f"{row.reason} ({'; '.join(filter(None, (row.decided_by, row.policy)))})",
        **replace(row.place, column="amount").columns,
    }


def _tag(row: Applied) -> TagRow:
    return {
        "tag": row_id("tag", row.programme, "", row.fiscal_year, row.stage, row.area),
        **row.key,
        "area": row.area,
        "amount": row.amount,
        **replace(row.place, column="amount").columns,
    }
