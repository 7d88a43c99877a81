"""All sources of a budget, read and put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.config import Settings
from crosscut.findings import Finding, Place, in_order
from crosscut.ingest import (
    alike_ids,
    alike_offices,
    consistency,
    explanation,
    facts,
    identity,
    lines,
    programmes,
    totals_across,
)
from crosscut.ingest.consistency.printed_totals import printed
from crosscut.ingest.consistency.rule import Tables
from crosscut.ingest.lines import NamedSource
from crosscut.ingest.period_attributes import attributes_of
from crosscut.ingest.rates import ask_own_rate
from crosscut.ingest.report import FATAL, INFO, Report
from crosscut.ingest.source_reading import SourceReader
from crosscut.ingest.source_rows import SourceRows, TotalRow
from crosscut.ingest.sum_places import placed
from crosscut.ingest.summed_lines import SummedLines, summed_lines
from crosscut.ingest.texts import blank, constant, texts_said, whose_text
from crosscut.progress import Progress, quiet
from crosscut.tables import CONTROLS, ControlRow
from crosscut.taxonomy import Taxonomy
from crosscut.text import Text


@dataclass(frozen=True)
class Ingested:
    """What a budget's sources say: tables of the schemas of their names, each sorted by its key, and findings.

    ``controls`` are the totals that the configuration states and those that sources print as rows. ``any_read`` says
    whether any source could be read at all. ``readings`` say how each source was read. ``summed`` says what the lines
    of sources that are summed are made of, where that was asked for. ``totals`` are all rows that total others.
    """

    programmes: pa.Table
    attributes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    tags: pa.Table
    controls: pa.Table
    facts: pa.Table
    findings: tuple[Finding, ...]
    any_read: bool
    readings: tuple[explanation.SourceReading, ...] = ()
    summed: tuple[SummedLines, ...] = ()
    totals: tuple[TotalRow, ...] = ()


def read(
    folder: Path,
    settings: Settings,
    taxonomy: Taxonomy,
    progress: Progress = quiet,
    engine_name: str = "duckdb",
    *,
    traceable: bool = False,
) -> Ingested:
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
    engine_name
        Where sources of many files are summed; results do not depend on it.
    traceable
        Whether to say what their lines are made of.

    """
    report, sources, undecided = Report(), [], []
    ask_own_rate(settings, report)
    reader = SourceReader(folder, settings, taxonomy, engine_name)
    for position, source in enumerate(settings.source):
        progress(f"Reading {source.file}")
        found = reader.read(position, report)
        sources += found.rows
        if found.undecided:
            undecided.append((position, found.undecided))
    return _together(settings, sources, undecided, report, traceable=traceable)


def _together(
    settings: Settings,
    sources: Sequence[SourceRows],
    undecided: Sequence[tuple[int, explanation.SourceReading]],
    report: Report,
    *,
    traceable: bool,
) -> Ingested:
    readings = [*((rows.position, explanation.explained(rows, rows.header)) for rows in sources), *undecided]
    named = _named(sources, report)
    line_table, tag_table = lines.build(named, report)
    people = programmes.programmes(named, settings)
    totals_across.report(sources, settings.currency, report)
    return Ingested(
        people,
        attributes_of(named, people, line_table, settings),
        programmes.subprogrammes(named, settings),
        line_table,
        tag_table,
        _controls(sources, settings),
        facts.build(named, settings, report),
        tuple(in_order(dict.fromkeys(placed(report.findings)))),
        any_read=bool(sources),
        readings=tuple(reading for _, reading in sorted(readings, key=lambda each: each[0])),
        summed=summed_lines(named) if traceable else (),
        totals=tuple(chain.from_iterable(rows.totals for rows in sources)),
    )


def check(ingested: Ingested, settings: Settings, lines: pa.Table) -> list[Finding]:
    """What the tables say about each other; ``lines`` have people's corrections in place."""
    if not ingested.any_read:
        return []
    return consistency.check(
        Tables(
            settings,
            ingested.programmes,
            ingested.attributes,
            ingested.subprogrammes,
            lines,
            ingested.tags,
        )
    )


def _named(sources: Sequence[SourceRows], report: Report) -> list[NamedSource]:
    identities = identity.find(sources, report)
    own = {id(rows): identity.settled(rows, identities) for rows in sources if rows.source.kind == "programmes"}
    alike_ids.ask([(rows, own[id(rows)]) for rows in sources if id(rows) in own], report)
    alike_offices.ask(sources, report)
    if len(own) < len(sources):
        identities.known.update(*map(texts_said, own.values()))
    named = []
    for rows in sources:
        if rows.source.kind == "programmes":
            _report_blank(rows, own[id(rows)], "programme", report)
            named.append(NamedSource(rows, own[id(rows)], constant("", rows.height)))
        else:
            parents, parts = identity.parents(rows, identities, report), identity.subprogramme_ids(rows)
            _report_blank(rows, parents, "parent", report)
            _report_blank(rows, parts, "subprogramme", report)
            named.append(NamedSource(rows, parents, parts))
    return named


def _report_blank(rows: SourceRows, column: pa.DictionaryArray, key: str, report: Report) -> None:
    header = rows.source.columns.get(key, key)
    without = whose_text(column, blank)
    if not rows.source.facts and rows.read:
        without = _report_headings(rows, without, report)
    for at in without.nonzero()[0].tolist():
        report.add(
            "missing-id",
            FATAL,
            rows.place(at, header if isinstance(header, str) else header[0]),
            Text(f"The row has no {key} id; its amounts were left out.", "식별자가 없어 이 행의 금액을 뺐습니다."),
            mend=Text("Fill the id, or delete the row.", "식별자를 적거나 행을 지우십시오."),
        )


def _report_headings(rows: SourceRows, without: npt.NDArray[np.bool_], report: Report) -> npt.NDArray[np.bool_]:
    """Count rows without an id that hold no amount either, such as the headings of sections; the others are left."""
    held = np.logical_or.reduce([read.filled for read in rows.read])
    headings = np.flatnonzero(without & ~held)
    if len(headings):
        report.add(
            "heading",
            INFO,
            rows.place(int(headings[0])),
            Text(
                f"{len(headings):,} rows have neither an id nor an amount, as headings do; nothing was read from them.",
                f"식별자와 금액이 모두 없는 행 {len(headings):,}개는 제목으로 보아 읽지 않았습니다.",
            ),
            mend=Text("Fill the id where one is a programme.", "사업이면 식별자를 적으십시오."),
        )
    left: npt.NDArray[np.bool_] = without & held
    return left


def _controls(sources: Sequence[SourceRows], settings: Settings) -> pa.Table:
    rows: list[ControlRow] = []
    for control in settings.control:
        amount = printed(control, settings.currency, Report()) if sources else None
        if amount is not None:
            filters = [f"{name}={value}" for name, value in control.where.items()]
            rows.append(
                {
                    "label": control.label,
                    "kind": control.kind,
                    "where": filters,
                    "amount": amount,
                    "citation": control.citation,
                    **Place("crosscut.toml", column="control").columns,
                }
            )
    rows += [total.control(each.source.citation) for each in sources for total in each.totals if total.stated]
    rows.sort(key=lambda row: (row["file"], row["sheet"], row["row"], row["column"], row["label"], row["where"]))
    return pa.Table.from_pylist(rows, schema=CONTROLS)
