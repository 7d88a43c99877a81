"""Workbooks at size: many rows saved again change nothing, seeded faults are cited exactly, and edits on both sides are asked.

The sizes are small here. As large as an office's: ``CROSSCUT_WORKBOOK_ROWS=10000 CROSSCUT_WORKBOOK_FAULTS=500
pytest tests/workspace/test_workbook_at_size.py -s``.
"""

from __future__ import annotations

import io
import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from crosscut.workspace.filing import calls, drafts, sheets
from crosscut.workspace.filing.comparison import WorkbookReading, read
from crosscut.workspace.filing.sheet_cells import cell_name
from crosscut.workspace.known_programmes import BudgetProgramme
from crosscut.workspace.office import Act, looking
from crosscut.workspace.people import people
from tests.workspace.conftest import MINE, Season
from tests.workspace.libreoffice import saved_again

ROWS = int(os.environ.get("CROSSCUT_WORKBOOK_ROWS", "300"))
FAULTS = int(os.environ.get("CROSSCUT_WORKBOOK_FAULTS", "60"))
EDITS = 50
ID, NAME, START, AMOUNT = 1, 2, 4, 7
WRONG: tuple[tuple[int, Callable[[int], object]], ...] = (
    (AMOUNT, lambda row: f"about {row}"),
    (AMOUNT, lambda row: f"{row}억 5"),
    (AMOUNT, lambda row: -row),
    (AMOUNT, lambda row: f"({row})"),
    (AMOUNT, lambda _: "0.0000001"),
    (AMOUNT, lambda _: date(2027, 1, 1)),
    (AMOUNT, lambda row: row % 2 == 0),
    (AMOUNT, lambda row: f"={row}*2"),
    (AMOUNT, lambda row: f"{row} EUR"),
    (AMOUNT, lambda _: 10**14),
    (START, lambda _: "27"),
    (START, lambda _: "２０２７년"),
    (START, lambda _: date(2027, 1, 1)),
    (START, lambda _: 2027.5),
    (NAME, lambda _: "x" * 301),
    (ID, lambda row: f"UNKNOWN-{row}"),
    (ID, lambda _: "P-00001"),
)
FIT: tuple[tuple[int, object], ...] = (
    (AMOUNT, "87억원"),
    (AMOUNT, "１，２３４"),
    (AMOUNT, "1,234"),
    (START, "2027"),
    (START, 2027),
    (NAME, "=cmd|' /C calc'!A0 이름"[1:]),
)
"""What looks wrong and is not: units of its own, full-width digits, texts of numbers."""


@pytest.fixture
def large(season: Season) -> Season:
    """A season whose first ministry has as many programmes as are asked for."""
    known = season.staff.office.known
    rows = {
        f"P-{number:05d}": BudgetProgramme(
            f"P-{number:05d}",
            f"P-{number:05d}",
            MINE,
            f"사업 {number}",
            "",
            f"내용 {number}\n둘째 줄",
            "2020",
            "",
            number * 10**6,
        )
        for number in range(1, ROWS + 1)
    }
    others = {key: each for key, each in known.programmes.items() if each.ministry != MINE}
    season.staff.office.known = replace(known, programmes={**rows, **others})
    return season


def acting(season: Season, then: Callable[[Act], WorkbookReading | bytes]) -> WorkbookReading | bytes:
    office = season.staff.office
    with looking(
        office, lambda connection, now: people.actor(connection, people.named(connection, "writer").id, now)
    ) as act:
        return then(act)


def written(season: Season) -> bytes:
    return acting(season, lambda act: sheets.written(act, calls.load(act.connection, 1), MINE, "en"))


def opened(season: Season) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(season)))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def reading(season: Season, content: bytes) -> WorkbookReading:
    began = time.process_time()
    found = acting(season, lambda act: read(act, calls.load(act.connection, 1), MINE, content, "r.xlsx"))
    print(f"{ROWS} rows: {time.process_time() - began:.1f} s of processor time, {len(found.faults)} faults")
    return found


def test_rows_that_another_program_saved_again_change_nothing(large: Season) -> None:
    found = reading(large, saved(opened(large)))
    assert (found.rows, found.changes, found.new, found.faults, found.warnings) == (ROWS, (), (), (), ())


@pytest.mark.slow
def test_rows_that_libreoffice_saved_again_change_nothing(large: Season, tmp_path: Path) -> None:
    found = reading(large, saved_again(written(large), tmp_path))
    assert (found.rows, found.changes, found.new, found.faults, found.warnings) == (ROWS, (), (), (), ())


def test_seeded_faults_are_cited_exactly_and_nothing_else(large: Season) -> None:
    book, chance = opened(large), random.Random(20)
    paper = book.active
    places = chance.sample(range(3, ROWS + 2), FAULTS * 2)
    expected = set()
    for number, row in enumerate(places[:FAULTS]):
        column, wrong = WRONG[number % len(WRONG)]
        paper.cell(row, column).value = wrong(row)
        expected.add(f"r.xlsx!Request!{cell_name(row, column - 1)}")
    for number, row in enumerate(places[FAULTS:]):
        column, fit = FIT[number % len(FIT)]
        paper.cell(row, column).value = fit
    found = reading(large, saved(book))
    cited = [each.cell for each in found.faults]
    assert sorted(cited) == sorted(expected)
    assert all(each.en and each.ko for each in found.faults)


def test_edits_on_both_sides_are_asked_with_three_values(large: Season) -> None:
    book = opened(large)
    chosen = random.Random(50).sample(range(1, ROWS + 1), EDITS)
    with large.staff.office.database.writing() as connection:
        number = people.named(connection, "head").id
        act = Act(
            large.staff.office, connection, people.actor(connection, number, large.staff.clock()), large.staff.clock()
        )
        for each in chosen:
            drafts.save(act, 1, MINE, f"P-{each:05d}", {"amount": str(each + 7)}, 0)
    for each in chosen:
        book.active.cell(each + 1, AMOUNT).value = each + 3
    found = reading(large, saved(book))
    assert len(found.changes) == EDITS
    assert all(each.conflict and each.asked for each in found.changes)
    three = {(each.before, each.now, each.sent) for each in found.changes}
    assert three == {(str(each * 10**6), str((each + 7) * 10**6), str((each + 3) * 10**6)) for each in chosen}
