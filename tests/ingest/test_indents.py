"""Levels that a table shows by how far in its rows stand: parents that are the sums of their parts are asked about."""

from __future__ import annotations

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import ParagraphProperties, Style
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.styles import Alignment

from .conftest import rules

HEAD = ["id", "name", "ministry", "amount"]
ONE = [("Energy", 0, 100), ("Solar", 2, 60), ("Wind", 2, 40), ("Health", 0, 55)]
DEEP = [("All", 0, 90), ("Energy", 1, 60), ("Solar", 2, 20), ("Wind", 2, 40), ("Health", 1, 30), ("Sea", 0, 7)]
OWN = [("Energy", 0, 110), ("Solar", 2, 60), ("Wind", 2, 40), ("Health", 0, 55)]
NET = [("Energy", 0, 70), ("Costs", 2, 100), ("Receipts", 2, -30), ("Health", 0, 55)]


def asked(made):
    return [f.hint.en.split(" if ")[0] for f in made.findings if "further in" in f.message.en]


def csv(rows, space):
    lines = (f'P{at},"{space * depth}{name}",M,{amount}\n' for at, (name, depth, amount) in enumerate(rows))
    return ",".join(HEAD) + "\n" + "".join(lines)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u3000", "\t"])
@pytest.mark.parametrize(("rows", "parents"), [(ONE, [2]), (DEEP, [2, 3]), (NET, [2])])
def test_spaces_before_names_tell_levels(reading, rows, parents, space):
    assert asked(reading(csv(rows, space))) == [f"State skip_rows = {parents}"]


@pytest.mark.parametrize(
    "rows",
    [
        OWN,
        [(name, 0, amount) for name, _, amount in ONE],
        [(name, 2, amount) for name, _, amount in ONE],
        [("Energy", 0, 30), ("Solar", 1, 30), ("Health", 0, 55), ("Sea", 0, 9)],
    ],
    ids=["money of its own", "none set in", "all set in", "one part"],
)
def test_rows_that_are_no_sums_of_those_set_in_are_no_question(reading, rows):
    assert "looks-like-total" not in rules(reading(csv(rows, " ")))


def test_an_answer_ends_the_question(reading):
    assert asked(reading(csv(ONE, " "), {"skip_rows": [2]})) == []
    assert asked(reading(csv(ONE, " "), {"keep_rows": [2]})) == []


def xlsx(rows, path):
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for at, (name, depth, amount) in enumerate(rows):
        book.active.append([f"P{at}", name, "M", amount])
        book.active.cell(at + 2, 2).alignment = Alignment(horizontal="left", indent=depth)
    book.save(path)


def xls(rows, path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for y, row in enumerate([HEAD, *([f"P{at}", name, "M", amount] for at, (name, _, amount) in enumerate(rows))]):
        for x, cell in enumerate(row):
            depth = rows[y - 1][1] if y and x == 1 else 0
            sheet.write(y, x, cell, xlwt.easyxf(f"align: horiz left, indent {depth}"))
    book.save(str(path))


def ods(rows, path):
    book = OpenDocumentSpreadsheet()
    for depth in (1, 2):
        style = Style(name=f"in{depth}", family="table-cell")
        style.addElement(ParagraphProperties(marginleft=f"{depth * 0.353}cm"))
        book.automaticstyles.addElement(style)
    sheet = Table(name="S")
    for y, row in enumerate([HEAD, *([f"P{at}", name, "M", amount] for at, (name, _, amount) in enumerate(rows))]):
        line = TableRow()
        for x, cell in enumerate(row):
            depth = rows[y - 1][1] if y and x == 1 else 0
            said = {"stylename": f"in{depth}"} if depth else {}
            said |= {"valuetype": "string"} if isinstance(cell, str) else {"valuetype": "float", "value": str(cell)}
            made = TableCell(**said)
            made.addElement(P(text=str(cell)))
            line.addElement(made)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


@pytest.mark.parametrize("write", [xlsx, xls, ods])
@pytest.mark.parametrize(("rows", "parents"), [(ONE, [2]), (DEEP, [2, 3]), (OWN, [])])
def test_indents_of_cells_tell_levels(reading, tmp_path, write, rows, parents):
    write(rows, tmp_path / f"a.{write.__name__}")
    told = [f"State skip_rows = {parents}"] if parents else []
    assert asked(reading(None, {"file": f"a.{write.__name__}"})) == told
