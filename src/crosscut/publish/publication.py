"""What the site, the workbook and every other output are made from: one set of tables, figures and findings."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from crosscut.config import Budget
from crosscut.findings import Finding
from crosscut.publish.figures import FigureBook
from crosscut.taxonomy import Taxonomy


@dataclass(frozen=True)
class Publication:
    """One moment of a budget, ready to be shown.

    Attributes
    ----------
    budget
        The folder's configuration: titles, currency, counting, unit.
    taxonomy
        The taxonomy version that areas belong to.
    programmes, subprogrammes, lines
        Tables of PROGRAMMES, SUBPROGRAMMES and LINES.
    book
        The figures; asking it for one registers it for ``figures.json``.
    findings
        All findings, worst first.
    overlap
        ``area, other, amount, programmes``: the tagged money that each pair of areas shares.
    run
        Digest of all inputs, decisions and the code's version: names the run on every page (§3.4).

    """

    budget: Budget
    taxonomy: Taxonomy
    programmes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    book: FigureBook
    findings: tuple[Finding, ...]
    overlap: pa.Table
    run: str
