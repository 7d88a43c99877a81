"""What commands print: JSON for programs, tables for people, one clear line for wrong use."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Literal

from rich.console import Console
from rich.table import Table

from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Severity
from crosscut.progress import Progress

Format = Literal["text", "json", "csv"]
_COLOURS = {Severity.FATAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def asked_for_json(words: Sequence[str]) -> bool:
    """Whether a command line asks for JSON, even one that cannot be parsed."""
    return "--format=json" in words or ("--format", "json") in pairwise(words)


def refuse(error: CrosscutError, as_json: bool) -> int:
    """Say in one line what was wrong and what to do instead."""
    line = " ".join(str(error).split())
    print(f"crosscut: {line}", file=sys.stderr)
    if as_json:
        fields = ("code", "message", "file", "row", "column", "hint")
        print_json({"error": {field: getattr(error, field) for field in fields}})
    return 2


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document on stdout."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress on stderr: a spinner on a terminal, one line a step elsewhere."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda step: console.print(f"{step} …", markup=False)
        return
    with console.status("Starting …") as status:
        yield lambda step: status.update(f"{step} …")


def console() -> Console:
    """Where people read: colours on a terminal only, and full lines where output goes to a file."""
    out = Console(highlight=False)
    return out if out.is_terminal else Console(highlight=False, width=160)


def print_findings(findings: Sequence[Finding], most: int = 0) -> None:
    """A table of findings, worst first; with ``most`` above 0 that many of each rule, and how many more there are."""
    out, shown, hidden = console(), Counter[str](), Counter[str]()
    table = Table(box=None, pad_edge=False, header_style="bold", show_lines=False)
    table.add_column("severity", no_wrap=True)
    table.add_column("where", overflow="fold", ratio=2)
    table.add_column("what, and the mend", overflow="fold", ratio=5)
    for finding in findings:
        shown[finding.rule] += 1
        if most and shown[finding.rule] > most:
            hidden[finding.rule] += 1
            continue
        mend = f"\n[dim]→ {_escape(finding.hint)}[/dim]" if finding.hint else ""
        table.add_row(
            f"[{_COLOURS[finding.severity]}]{finding.severity}[/]",
            f"{_escape(str(finding.place))}\n[dim]{finding.rule}[/dim]",
            _escape(finding.message) + mend,
        )
    if findings:
        out.print(table)
    for rule, count in sorted(hidden.items()):
        out.print(f"… and {count} more of {rule} (--all shows them)", style="dim")
    out.print(summary(findings), style="bold")


def cell(value: object) -> object:
    """A value as a cell of CSV that no spreadsheet runs as a formula."""
    from crosscut.csvtext import escape

    return escape(value) if isinstance(value, str) else value


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each severity there are, in a line."""
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return "Nothing to report."
    return ", ".join(f"{counts[severity]} {severity}" for severity in Severity if counts[severity])


def _escape(text: str) -> str:
    return text.replace("[", "\\[")
