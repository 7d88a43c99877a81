"""A small publication, made by hand: two years, two stages, three areas, texts that spreadsheets like to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from crosscut.config import Settings
from crosscut.findings import Finding, Place, Severity
from crosscut.figures import Context, FigureBook
from crosscut.views.publication import Publication
from crosscut.tables import AMOUNTS, LINES, PROGRAMMES, SHARES, SUBPROGRAMMES, row_id
from crosscut.taxonomy import Area, Taxonomy

Make = Callable[..., Publication]
MILLION = 10**6

# programme, ministry, area, year, stage, amount in million won
LINE_ROWS = [
    ("P1", "과학부", "ai", 2025, "confirmed", 300),
    ("P1", "과학부", "ai", 2026, "confirmed", 200),
    ("P1", "과학부", "quantum", 2026, "confirmed", 150),
    ("P2", "=산업부", "quantum", 2025, "confirmed", 70),
    ("P2", "=산업부", "quantum", 2026, "confirmed", 60),
    ("P2", "=산업부", "outside", 2026, "confirmed", 5),
    ("P3", "과학부", "outside", 2026, "requested", 40),
    ("P3", "과학부", "outside", 2026, "confirmed", 0),
]
TAG_ROWS = [("P1", "과학부", "ai", 2026, "confirmed", 350), ("P1", "과학부", "quantum", 2026, "confirmed", 350)]


def atoms(scale: int, bounds: tuple[int, int] | None) -> pa.Table:
    rows = []
    for counting, listed in (("partition", LINE_ROWS), ("overlap", TAG_ROWS)):
        for programme, ministry, area, year, stage, amount in listed:
            inexact = bounds if (programme, year, counting) == ("P2", 2025, "partition") else None
            rows.append(
                {
                    "row": row_id(counting, programme, area, year, stage),
                    "counting": counting,
                    "line": programme,
                    "programme": programme,
                    "area": area,
                    "sub": "",
                    "ministry": ministry,
                    "committee": "위원회",
                    "fiscal_year": year,
                    "stage": stage,
                    "account": "",
                    "amount": amount * scale,
                    "low": inexact[0] * scale if inexact else None,
                    "high": inexact[1] * scale if inexact else None,
                }
            )
    return pa.Table.from_pylist(rows, schema=AMOUNTS)


def publication(scale: int, bounds: tuple[int, int] | None, **settings: object) -> Publication:
    budget = Settings.model_validate(
        {
            "title": {"en": "A budget", "ko": "예산"},
            "taxonomy": "test",
            "note": "=1+1 쪽지",
            "source": [{"file": "a.csv", "unit": "million", "columns": {"programme": "id"}, "citation": "@source"}],
            **settings,
        }
    )
    areas = (("ai", "AI", "인공지능"), ("quantum", "Quantum", "양자"), ("bio", "Bio", "바이오"))
    taxonomy = Taxonomy(
        "test",
        "Test list",
        "시험 분류",
        "2022-01-01",
        "",
        tuple(Area(key, en, ko, (), "read", "") for key, en, ko in areas),
    )
    names = [("P1", "+양자\x07인공지능", "-Quantum AI"), ("P2", "=HYPERLINK(1)", "@two"), ("P3", "가" * 40_000, "long")]
    people = [
        {
            "programme": key,
            "name": ko,
            "name_en": en,
            "ministry": "과학부",
            "committee": "위원회",
            "text": "",
            "note": "",
            "file": "a.csv",
            "sheet": "",
            "row": 2,
            "column": "",
            "start": None,
            "end": None,
        }
        for key, ko, en in names
    ]
    lines = [
        {
            "line": f"L{place}",
            "programme": row[0],
            "subprogramme": "",
            "fiscal_year": row[3],
            "stage": row[4],
            "account": "",
            "amount": row[5] * scale,
        }
        for place, row in enumerate(LINE_ROWS)
    ]
    findings = (
        Finding("late", Severity.WARNING, "=late", "늦음", Place("a.csv", row=3), "P1", -5, 10, -15, "mend", "고침"),
    )
    return Publication(
        budget=budget,
        taxonomy=taxonomy,
        programmes=pa.Table.from_pylist(people, schema=PROGRAMMES),
        subprogrammes=SUBPROGRAMMES.empty_table(),
        lines=pa.Table.from_pylist(lines, schema=LINES),
        shares=SHARES.empty_table(),
        book=FigureBook(atoms(scale, bounds), Context("test", "KRW")),
        findings=findings,
        overlap=pa.table({}),
        run="0123456789abcdef",
    )


@pytest.fixture
def make() -> Make:
    def of(scale: int = MILLION, bounds: tuple[int, int] | None = (65, 75), **settings: object) -> Publication:
        return publication(scale, bounds, **settings)

    return of


@pytest.fixture
def without_rows(make: Make) -> Publication:
    shown = make()
    empty = FigureBook(AMOUNTS.empty_table(), shown.book.context)
    return replace(shown, book=empty, findings=(), programmes=PROGRAMMES.empty_table(), lines=LINES.empty_table())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "workbook.xlsx"
