"""What a folder's ledger remembers of each programme: what was read, corrected or decided when, by whom and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.budget import Run
from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.snapshot import entries
from crosscut.follow.changes import LedgerVersion
from crosscut.ledger import LedgerEntry

Versions = dict[str, tuple[LedgerVersion, ...]]
_KINDS = ("lines", "corrections", "decisions", "links")


def ledger_versions(run: Run) -> tuple[int, Versions]:
    """How many readings the ledger has as of the run's moment, and its versions of each programme's own lines.

    Of a ledger that was read into but once there is nothing to tell: all stands as it was read, and the day of that
    reading would be the only thing on any page that the inputs do not say.
    """
    moments = entries(run.snapshot)
    if len(moments) < 2:
        return len(moments), {}
    with open_ledger(run.snapshot.folder, run.snapshot.ledger, read_only=True) as ledger:
        tables = {kind: ledger.versions(kind, len(moments)) for kind in _KINDS}
    return len(moments), _by_programme(tables, moments, run)


def _by_programme(tables: Mapping[str, pa.Table], moments: list[LedgerEntry], run: Run) -> Versions:
    days = {moment.sequence: moment.recorded_at.date().isoformat() for moment in moments}
    found: dict[str, list[LedgerVersion]] = defaultdict(list)
    lines = _own(tables["lines"])
    for programme, each in (*_lines(lines, days), *_corrections(tables["corrections"], lines, days)):
        found[programme].append(each)
    for programme, each in (*_decisions(tables["decisions"], days), *_links(tables["links"], days)):
        found[programme].append(each)

    def place(each: LedgerVersion) -> tuple[Any, ...]:
        return (
            each.sequence,
            _KINDS.index(each.kind),
            each.year,
            run.calendar.rank(each.stage),
            each.account,
            each.at,
            each.by,
            each.what,
            each.shares,
        )

    return {programme: tuple(sorted(all_, key=place)) for programme, all_ in found.items()}


def _own(lines: pa.Table) -> pa.Table:
    """The versions of programmes' own lines, those aside that only moved within their file."""
    return lines.filter(pc.and_(pc.equal(lines["subprogramme"], ""), pc.not_equal(lines["change"], "moved")))


def _lines(lines: pa.Table, days: Mapping[int, str]) -> Iterator[tuple[str, LedgerVersion]]:
    amounts = dict(zip(lines["version"].to_pylist(), lines["amount"].to_pylist(), strict=True))
    names = ("programme", "sequence", "change", "replaces", "fiscal_year", "stage", "account", "amount", "file", "row")
    for programme, sequence, change, replaces, year, stage, account, amount, file, row in zip(
        *(lines[name].to_pylist() for name in names), strict=True
    ):
        yield (
            programme,
            LedgerVersion(
                sequence,
                days[sequence],
                "lines",
                change,
                year=year,
                stage=stage,
                account=account,
                was=amounts.get(replaces),
                amount=None if change == "withdrawn" else amount,
                what=f"{file}:{row}" if row else file,
            ),
        )


def _corrections(table: pa.Table, lines: pa.Table, days: Mapping[int, str]) -> Iterator[tuple[str, LedgerVersion]]:
    about = {
        row["line"]: row for row in lines.select(["line", "programme", "fiscal_year", "stage", "account"]).to_pylist()
    }
    for row in table.to_pylist():
        line = about.get(row["line"])
        if line and row["change"] != "moved":
            yield (
                line["programme"],
                LedgerVersion(
                    row["sequence"],
                    days[row["sequence"]],
                    "corrections",
                    row["change"],
                    year=line["fiscal_year"],
                    stage=line["stage"],
                    account=line["account"],
                    was=row["was"],
                    amount=row["amount"],
                    by=row["corrected_by"],
                    at=row["corrected_at"],
                    reason=row["reason"],
                ),
            )


def _decisions(table: pa.Table, days: Mapping[int, str]) -> Iterator[tuple[str, LedgerVersion]]:
    shares: dict[tuple[Any, ...], list[tuple[str, str, int, int]]] = defaultdict(list)
    for row in table.filter(pc.not_equal(table["change"], "moved")).to_pylist():
        key = tuple(row[name] for name in ("programme", "sequence", "change", "decided_by", "decided_at", "reason"))
        shares[key].append((row["area"], row["sub"], row["numerator"], row["denominator"]))
    for (programme, sequence, change, by, at, reason), parts in shares.items():
        yield (
            programme,
            LedgerVersion(
                sequence, days[sequence], "decisions", change, by=by, at=at, reason=reason, shares=tuple(sorted(parts))
            ),
        )


def _links(table: pa.Table, days: Mapping[int, str]) -> Iterator[tuple[str, LedgerVersion]]:
    for row in table.to_pylist():
        for programme in dict.fromkeys((row["predecessor"], row["successor"])):
            if row["change"] != "moved":
                yield (
                    programme,
                    LedgerVersion(
                        row["sequence"],
                        days[row["sequence"]],
                        "links",
                        row["change"],
                        year=row["fiscal_year"] or 0,
                        by=row["decided_by"],
                        at=row["decided_at"],
                        reason=row["reason"],
                        what=f"{row['predecessor']} → {row['successor']}",
                    ),
                )
