"""No pattern of the figures, and none that reads tables and documents, can be made slow by a text."""

from __future__ import annotations

import re
import time

import pytest

from crosscut.audit import forms
from crosscut.audit.documents import cells, formats, lines
from crosscut.audit.documents.text import from_text
from crosscut.audit.figures import korean
from crosscut.audit.figures import patterns as figures
from crosscut.audit.figures.scan import scan
from crosscut.audit.tables import bracketed_values, grid, levels, rate_columns, totals
from tests.audit.attacks import RUNS, attacks, patterns

LONG = 4_000
CELL = 400
"""Longer than the longest text of a cell that a pattern of a table is tried on."""


def seconds(work: object, text: str) -> float:
    assert callable(work)
    started = time.process_time()
    work(text)
    return time.process_time() - started


@pytest.mark.parametrize("pattern", [*patterns(figures), *patterns(korean)], ids=lambda each: each.pattern[:24])
def test_scanning_takes_no_time_whatever_is_repeated(pattern: re.Pattern[str]) -> None:
    for text in attacks(pattern, LONG):
        assert seconds(scan, text) < 1, text[:40]


@pytest.mark.parametrize("run", RUNS)
def test_runs_of_one_thing_take_no_time(run: str) -> None:
    text = run * (20_000 // len(run))
    assert seconds(scan, text) < 3
    assert seconds(lambda each: from_text("a", each), f"{text}\n|{text}|\n|{text}|\n{text}\t{text}\n") < 1


@pytest.mark.parametrize(
    "module",
    [grid, levels, totals, bracketed_values, rate_columns, cells, lines, formats, forms],
    ids=lambda each: each.__name__,
)
def test_patterns_of_tables_are_quick_on_the_longest_cells(module: object) -> None:
    for pattern in patterns(module):  # type: ignore[arg-type]
        for text in [*attacks(pattern, CELL), *(run * (CELL // len(run)) for run in RUNS)]:
            assert seconds(pattern.search, text) < 0.5, (pattern.pattern[:40], text[:40])
            assert seconds(pattern.fullmatch, text) < 0.5, (pattern.pattern[:40], text[:40])
