"""All sources of a budget, read and put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from crosscut.config import Budget
from crosscut.findings import Finding, Place, in_order
from crosscut.ingest import columns, consistency, facts, identity, lines, programmes
from crosscut.ingest.consistency.printed_totals import printed
from crosscut.ingest.consistency.rule import Tables
from crosscut.ingest.header import find_header
from crosscut.ingest.lines import Named
from crosscut.ingest.people import read_corrections
from crosscut.ingest.readers import open_sheet
from crosscut.ingest.report import FATAL, Report, Unreadable
from crosscut.ingest.rows import Rows, read_rows
from crosscut.ingest.texts import blank, constant, said
from crosscut.tables import CONTROLS
from crosscut.taxonomy import Taxonomy


@dataclass(frozen=True)
class Ingested:
    """What a budget's sources say: tables of the schemas of their names, each sorted by its key, and findings."""

    programmes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    tags: pa.Table
    controls: pa.Table
    facts: pa.Table
    findings: list[Finding]


def read(folder: Path, budget: Budget, taxonomy: Taxonomy, progress: Callable[[str], None] | None = None) -> Ingested:
    """Read every source of a budget folder.

    Data at fault is a finding, never an exception; a file that cannot be read at all leaves the others read.

    Parameters
    ----------
    folder
        The budget folder, which every file must lie in.
    budget
        Its configuration, from :func:`crosscut.config.load`.
    taxonomy
        The taxonomy that tagged areas are found in.
    progress
        Told the name of each file as its reading begins.

    """
    report, sources = Report(), []
    for position, source in enumerate(budget.source):
        if progress:
            progress(f"Reading {source.file}")
        try:
            sheet = open_sheet(folder, source, report)
            header = find_header(sheet, source, report)
            place = Place(source.file, sheet.name, header.end)
            context = columns.Context(source, position, budget, taxonomy, place, report)
            sources.append(read_rows(sheet, header, columns.settle(header, context), context))
        except Unreadable:
            continue
    return _together(folder, budget, sources, report)


def _together(folder: Path, budget: Budget, sources: Sequence[Rows], report: Report) -> Ingested:
    named = _named(sources, report)
    line_table, tag_table = lines.build(named, report)
    tables = Tables(
        budget,
        programmes.programmes(named, budget),
        programmes.subprogrammes(named, budget),
        line_table,
        tag_table,
        _corrected(line_table, read_corrections(folder, budget.currency)[0]),
    )
    controls = _controls(sources, tables)
    fact_table = facts.build(named, budget, report)
    findings = in_order([*report.findings, *consistency.check(tables)]) if sources else in_order(report.findings)
    return Ingested(tables.programmes, tables.subprogrammes, line_table, tag_table, controls, fact_table, findings)


def _named(sources: Sequence[Rows], report: Report) -> list[Named]:
    identities = identity.find(sources, report)
    own = {id(rows): identity.settled(rows, identities) for rows in sources if rows.source.kind == "programmes"}
    if len(own) < len(sources):
        identities.known.update(text for column in own.values() for text in column.dictionary.to_pylist())
    named = []
    for rows in sources:
        if rows.source.kind == "programmes":
            _report_blank(rows, own[id(rows)], "programme", report)
            named.append(Named(rows, own[id(rows)], constant("", rows.height)))
        else:
            parents, parts = identity.parents(rows, identities, report), identity.subprogramme_ids(rows)
            _report_blank(rows, parents, "parent", report)
            _report_blank(rows, parts, "subprogramme", report)
            named.append(Named(rows, parents, parts))
    return named


def _report_blank(rows: Rows, column: pa.DictionaryArray, key: str, report: Report) -> None:
    header = rows.source.columns.get(key, key)
    for at in said(column, blank).nonzero()[0].tolist():
        report.add(
            "missing-id",
            FATAL,
            rows.place(at, header if isinstance(header, str) else header[0]),
            (f"The row has no {key} id; its amounts were left out.", "식별자가 없어 이 행의 금액을 뺐습니다."),
            mend=("Fill the id, or delete the row.", "식별자를 적거나 행을 지우십시오."),
        )


def _corrected(line_table: pa.Table, corrections: pa.Table) -> pa.Table:
    """The lines with people's corrections in place, against which printed totals are held."""
    if corrections.num_rows == 0 or line_table.num_rows == 0:
        return line_table
    key = ("programme", "fiscal_year", "stage", "account")
    latest = {tuple(row[k] for k in key): row for row in sorted(corrections.to_pylist(), key=lambda r: r["decided_at"])}
    amounts = line_table["amount"].to_pylist()
    rows = zip(*(line_table[name].to_pylist() for name in (*key, "subprogramme")), strict=True)
    for at, (*found, part) in enumerate(rows):
        correction = None if part else latest.get(tuple(found))
        if correction and correction["printed"] in (None, amounts[at]):
            amounts[at] = correction["amount"]
    return line_table.set_column(line_table.schema.get_field_index("amount"), "amount", pa.array(amounts, pa.int64()))


def _controls(sources: Sequence[Rows], tables: Tables) -> pa.Table:
    rows: list[dict[str, Any]] = []
    for control in tables.budget.control:
        amount = printed(control, tables, Report()) if sources else None
        if amount is not None:
            filters = [f"{name}={value}" for name, value in control.where.items()]
            rows.append(
                {
                    "label": control.label,
                    "kind": control.kind,
                    "where": filters,
                    "amount": amount,
                    "citation": control.citation,
                    "file": "crosscut.toml",
                    "sheet": "",
                    "row": 0,
                    "column": "control",
                }
            )
    rows += [total.control(each.source.citation) for each in sources for total in each.totals]
    rows.sort(key=lambda row: (row["file"], row["sheet"], row["row"], row["column"], row["label"], row["where"]))
    return pa.Table.from_pylist(rows, schema=CONTROLS)
