"""The first screen of ``crosscut check``: how each source was read, and what is wrong, by its cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding

from crosscut.cli.output import console, styled, summary
from crosscut.findings import Finding, Severity
from crosscut.ingest.explanation import SourceReading

COUNTED = frozenset(
    {"zero-amount", "control-met", "control-rounded", "no-amount", "negative-amount", "fraction-of-unit"}
)
"""Rules whose findings are notes: counted, not listed."""
_COLOURS = {Severity.FATAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_ROWS = 10
_FULL = 3
"""Sources up to which each is told of in full."""
_EXAMPLES = {Severity.FATAL: 3, Severity.WARNING: 2, Severity.INFO: 1}


def print_screen(readings: Sequence[SourceReading], findings: Sequence[Finding]) -> None:
    """How the sources were read, then what was found, grouped by cause."""
    out = console()
    for reading in readings:
        _print_reading(out, reading, findings, full=len(readings) <= _FULL)
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule].append(finding)
    for rule, group in groups.items():
        if rule not in COUNTED or group[0].severity is not Severity.INFO:
            _print_group(out, rule, group)
    counted = [f"{len(group):,} {rule}" for rule, group in groups.items() if rule in COUNTED]
    if counted:
        out.print(f"Notes: {', '.join(counted)} (--all lists them)", style="dim")
    out.print(summary(findings), style="bold")


def _print_reading(out: Console, reading: SourceReading, findings: Sequence[Finding], *, full: bool) -> None:
    sheet = f", sheet {reading.sheet}" if reading.sheet else ""
    counts = reading.counts
    if not reading.decided:
        _print_undecided(out, reading, reading.file + sheet)
        return
    became = [f"{counts.data:,} of data"]
    became += [f"{counts.totals:,} totals"] if counts.totals else []
    became += [f"{counts.notes:,} notes"] if counts.notes else []
    other = counts.all - counts.data - counts.totals - counts.notes
    became += [f"{other:,} blank or left out"] if other > 0 else []
    periods = f"{_span(reading.years)} {_listed(reading.stages)}".strip()
    came = f"{counts.summed:,} rows summed to {counts.all:,}" if counts.summed else f"{counts.all:,} rows"
    out.print(styled((reading.file + sheet, "bold"), f": {came}: {', '.join(became)}"))
    if not full:
        return
    columns = ", ".join(f"{key} = {name}" for key, name in reading.columns)
    out.print(f"  header in row {reading.header_row}: {columns}")
    out.print(f"  amounts: {_amounts(reading)}; of {periods or 'no period'}")
    if reading.totals:
        out.print(f"  totals: {_listed(reading.totals)}")
    rows = _rows_to_look_at(reading, findings)
    if rows:
        out.print(f"  look at row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows))}")


def _print_undecided(out: Console, reading: SourceReading, name: str) -> None:
    """The header that was found, in a line: what is left to decide stands among the findings."""
    columns = ", ".join(f"{key} = {header}" for key, header in reading.columns)
    amounts = _listed([header for header, _, _ in reading.amounts])
    out.print(styled((name, "bold"), f": {reading.counts.all:,} rows, none read before what is left is decided"))
    out.print(f"  header in row {reading.header_row}: {columns}, amounts = {amounts or 'none'}")


def _amounts(reading: SourceReading) -> str:
    own = [f"{header} in {unit}" for header, unit, area in reading.amounts if not area]
    tagged = sum(bool(area) for _, _, area in reading.amounts)
    return "; ".join(filter(None, (_listed(own), f"{tagged} tagged columns" if tagged else ""))) or "none"


def _listed(texts: Sequence[str], most: int = 4) -> str:
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more


def _span(years: Sequence[int]) -> str:
    if not years:
        return ""
    whole = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if whole else _listed([str(year) for year in years], 6)


def _rows_to_look_at(reading: SourceReading, findings: Sequence[Finding]) -> list[int]:
    """The first rows of the source that something worse than a note is said of, worst first."""
    rows = (
        finding.place.row
        for finding in findings
        if finding.severity is not Severity.INFO
        and (finding.place.file, finding.place.sheet) == (reading.file, reading.sheet)
        and finding.place.row
    )
    return list(dict.fromkeys(rows))[:_ROWS]


def _print_group(out: Console, rule: str, group: Sequence[Finding]) -> None:
    """One cause: how often, the first places and what is said there, and the mend."""
    first = group[0]
    colour, count = _COLOURS[first.severity], f" × {len(group):,}" if len(group) > 1 else ""
    out.print(styled((str(first.severity), colour), " ", (rule, "bold"), count))
    for finding in group[: _EXAMPLES[first.severity]]:
        _print_indented(out, f"{finding.place}: {finding.message}")
    if first.hint:
        _print_indented(out, f"→ {first.hint}", style="dim")


def _print_indented(out: Console, text: str, style: str = "") -> None:
    """A text below its head: in full, and in as many lines as a terminal's width asks for."""
    if out.is_terminal:
        out.print(Padding(text, (0, 0, 0, 2), expand=False), style=style)
    else:
        out.print(f"  {text}", style=style)
