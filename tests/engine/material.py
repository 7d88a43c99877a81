"""Small tables to run the engines on, and a small reader of Korea's."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from crosscut.tables import ATTRIBUTES, DECISIONS, LINES, TAGS, UNREAD, line_id, row_id
from crosscut.taxonomy import Area, Sub, Taxonomy

AREAS = ("ai", "bio", "quantum", "hydrogen")
KOREA = {
    "인공지능": "ai",
    "첨단바이오": "bio",
    "양자": "quantum",
    "우주항공해양": "aerospace-marine",
    "반도체/디스플레이": "semiconductors-displays",
    "첨단모빌리티": "mobility",
    "첨단로봇제조": "robotics-manufacturing",
    "차세대통신": "communications",
    "수소": "hydrogen",
    "차세대원자력": "nuclear",
    "이차전지": "secondary-batteries",
    "사이버보안": "cybersecurity",
}


def make_taxonomy(areas: tuple[str, ...] = AREAS) -> Taxonomy:
    subs = (Sub("sub-1", "Sub 1", "하나", "", ""), Sub("sub-2", "Sub 2", "둘", "", ""))
    made = tuple(Area(area, area, area, subs, "", "") for area in areas)
    return Taxonomy("test", "Test", "시험", "2022-10-28", "", made)


def make(schema: pa.Schema, rows: list[dict]) -> pa.Table:
    """Rows in the schema; text that is not given is empty, numbers are null."""
    texts = {field.name: "" for field in schema if field.type == pa.string()}
    return pa.Table.from_pylist([texts | row for row in rows], schema=schema)


def make_lines(*rows: tuple) -> pa.Table:
    """Rows of (programme, amount[, account[, low, high]])."""
    made = []
    for programme, amount, *more in rows:
        account = more[0] if more else ""
        low, high = more[1:] if len(more) > 1 else (None, None)
        key = {"programme": programme, "fiscal_year": 2026, "stage": "reviewed", "account": account}
        line = line_id(programme, "", 2026, "reviewed", account)
        made.append({"line": line, **key, "amount": amount, "low": low, "high": high})
    return make(LINES, made)


def make_tags(*rows: tuple[str, str, int]) -> pa.Table:
    made = [
        {
            "tag": row_id(i, *row),
            "programme": row[0],
            "fiscal_year": 2026,
            "stage": "reviewed",
            "area": row[1],
            "amount": row[2],
        }
        for i, row in enumerate(rows)
    ]
    return make(TAGS, made)


def make_decisions(*rows: tuple) -> pa.Table:
    """Rows of (programme, area, numerator, denominator[, decided_at[, decided_by[, sub]]])."""
    made = []
    for programme, area, numerator, denominator, *more in rows:
        at, by, sub = (*more, *("2026-01-01T00:00:00", "kim", "")[len(more) :])
        made.append(
            {
                "programme": programme,
                "area": area,
                "sub": sub,
                "numerator": numerator,
                "denominator": denominator,
                "decided_by": by,
                "decided_at": at,
            }
        )
    return make(DECISIONS, made)


def make_attributes(lines: pa.Table, untagged: str = UNREAD) -> pa.Table:
    """One row a programme, year and stage of the lines, under one of three ministries."""
    ministries = ("과기정통부", "산업부", "국방부")
    keys = sorted(set(zip(*(lines[name].to_pylist() for name in ("programme", "fiscal_year", "stage")), strict=True)))
    names = sorted({programme for programme, _, _ in keys})
    rows = [
        {
            "programme": name,
            "fiscal_year": year,
            "stage": stage,
            "name": name,
            "ministry": ministries[names.index(name) % 3],
            "committee": f"c{names.index(name) % 2}",
            "untagged": untagged,
        }
        for name, year, stage in keys
    ]
    return make(ATTRIBUTES, rows)


def read_korea(shared: Path) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Attributes, lines and tags of Korea's FY2026 budget; each row of the file is a programme of its own."""
    programmes, lines, tags = [], [], []
    with (shared / "data/kr_rnd_budget_2026/programmes_1236.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            name = f"{row['id']}-{row['seq']}"
            period = {"fiscal_year": 2026, "stage": "reviewed", "untagged": "outside"}
            said = {key: row[key] for key in ("name", "ministry", "committee")}
            programmes.append({"programme": name, **period, **said})
            lines.append((name, _won(row["budget_mkrw"])))
            tags += [(name, area, _won(row[f"st_{column}"])) for column, area in KOREA.items()]
    return make(ATTRIBUTES, programmes), make_lines(*lines), make_tags(*tags)


def _won(millions: str) -> int:
    """Won out of millions; one cell of the file went through a float (30549.899999999998), so to the nearest won."""
    return int((Decimal(millions or "0") * 1_000_000).to_integral_value())
