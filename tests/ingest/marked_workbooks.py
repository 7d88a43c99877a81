"""Workbooks with marks beside their values, in the formats that offices use."""

from __future__ import annotations

import openpyxl
import pytest

from crosscut.findings import Severity

ROWS = [
    ["id", "name", "ministry", "amount"],
    ["A", "가", "교육부", 60],
    ["B", "나", None, 20],
    ["C", "다", None, 30],
    ["D", "라", "산업부", 40],
]


@pytest.fixture
def workbook(reading, tmp_path):
    """Read a workbook of ROWS that a function has changed."""

    def _read(change, source=None, rows=ROWS):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        change(book)
        book.save(tmp_path / "a.xlsx")
        return reading(None, {"file": "a.xlsx"} | (source or {}))

    return _read


def loud(result):
    return {finding.rule for finding in result.findings if finding.severity is not Severity.INFO}


def filled(book):
    for row in (3, 4):
        book.active.cell(row, 3).value = "교육부"
