"""Workbooks read back: sheet → rows of values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from crosscut.exports.workbook.layout import HEADER


def with_openpyxl(path: Path, *, values: bool = True) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(path, data_only=values)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def with_calamine(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def at(sheets: dict[str, list[list[Any]]], place: str) -> Any:
    name, cell = place.rsplit("!", 1)
    column, row, _, _ = range_boundaries(cell)
    return sheets[name][row - 1][column - 1]


def numbers(rows: list[list[Any]]) -> list[float]:
    found = [cell for row in rows[HEADER + 1 :] for cell in row]
    return [cell for cell in found if isinstance(cell, int | float) and not isinstance(cell, bool)]
