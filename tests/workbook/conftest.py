"""A small publication, made by hand: two years, two stages, three areas, texts that spreadsheets like to run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from crosscut.findings import Finding, Place, Severity
from crosscut.tables import AMOUNTS, LINES, PROGRAMMES, row_id
from crosscut.taxonomy import Area, Taxonomy
from crosscut.text import Text
from crosscut.views.publication import Publication
from tests.builders import publication, settings_of, snapshot, table

Make = Callable[..., Publication]
MILLION = 10**6
Row = tuple[str, str, str, int, str, int]

# programme, ministry, area, year, stage, amount in million won
LINE_ROWS: list[Row] = [
    ("P1", "과학부", "ai", 2025, "confirmed", 300),
    ("P1", "과학부", "ai", 2026, "confirmed", 200),
    ("P1", "과학부", "quantum", 2026, "confirmed", 150),
    ("P2", "=산업부", "quantum", 2025, "confirmed", 70),
    ("P2", "=산업부", "quantum", 2026, "confirmed", 60),
    ("P2", "=산업부", "outside", 2026, "confirmed", 5),
    ("P3", "과학부", "outside", 2026, "requested", 40),
    ("P3", "과학부", "outside", 2026, "confirmed", 0),
]
TAG_ROWS: list[Row] = [
    ("P1", "과학부", "ai", 2026, "confirmed", 350),
    ("P1", "과학부", "quantum", 2026, "confirmed", 350),
]
UNREAD_ROW: Row = ("P3", "과학부", "unread", 2026, "confirmed", 25)

TAXONOMY = Taxonomy(
    "test",
    "Test list",
    "시험 분류",
    "2022-01-01",
    "",
    tuple(
        Area(key, en, ko, (), "read", "")
        for key, en, ko in (("ai", "AI", "인공지능"), ("quantum", "Quantum", "양자"), ("bio", "Bio", "바이오"))
    ),
)
NAMES = [("P1", "+양자\x07인공지능", "-Quantum AI"), ("P2", "=HYPERLINK(1)", "@two"), ("P3", "가" * 40_000, "long")]
LATE = Finding(
    "late", Severity.WARNING, Text("=late", "늦음"), Place("a.csv", row=3), "P1", -5, 10, -15, "mend", "고침"
)


def atoms(rows: Sequence[Row], scale: int, bounds: tuple[int, int] | None) -> pa.Table:
    """The rows under partition with the tags under overlap; ``bounds`` are those of one amount of 2025."""
    listed = [("partition", *row) for row in rows] + [("overlap", *row) for row in TAG_ROWS]
    made = []
    for counting, programme, ministry, area, year, stage, amount in listed:
        low, high = bounds if bounds and (programme, year, counting) == ("P2", 2025, "partition") else (None, None)
        made.append(
            {
                "row": row_id(counting, programme, area, year, stage),
                "counting": counting,
                "line": programme,
                "programme": programme,
                "area": area,
                "ministry": ministry,
                "committee": "위원회",
                "fiscal_year": year,
                "stage": stage,
                "amount": amount * scale,
                "low": None if low is None else low * scale,
                "high": None if high is None else high * scale,
            }
        )
    return table(AMOUNTS, made)


def lines(rows: Sequence[Row], scale: int) -> pa.Table:
    """A line for each row."""
    listed = [
        {"line": f"L{place}", "programme": programme, "fiscal_year": year, "stage": stage, "amount": amount * scale}
        for place, (programme, _, _, year, stage, amount) in enumerate(rows)
    ]
    return table(LINES, listed)


@pytest.fixture
def make() -> Make:
    """What makes the publication, of these rows or others, in another unit, with other bounds, names and settings."""

    def of(
        scale: int = MILLION,
        bounds: tuple[int, int] | None = (65, 75),
        rows: Sequence[Row] = LINE_ROWS,
        names: Sequence[tuple[str, str, str]] = NAMES,
        **settings: object,
    ) -> Publication:
        source = {"file": "a.csv", "unit": "million", "columns": {"programme": "id"}, "citation": "@source"}
        people = [
            {"programme": key, "name": ko, "name_en": en, "ministry": "과학부", "committee": "위원회"}
            for key, ko, en in names
        ]
        held = snapshot(
            settings=settings_of(**{"taxonomy": "test", "note": "=1+1 쪽지", "source": [source], **settings}),
            taxonomy=TAXONOMY,
            programmes=table(PROGRAMMES, people),
            lines=lines(rows, scale),
            findings=[LATE],
        )
        return publication(held, atoms(rows, scale, bounds)).public

    return of


@pytest.fixture
def without_rows() -> Publication:
    """A publication of nothing."""
    held = snapshot(settings=settings_of(taxonomy="test"), taxonomy=TAXONOMY)
    return publication(held, AMOUNTS.empty_table()).public


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "workbook.xlsx"
