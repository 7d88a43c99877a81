"""Budget folders that try to break pages."""

from __future__ import annotations

import csv
from pathlib import Path

TOML = """\
title = { en = "Hostile budget <b>& \\"quotes\\"</b> #set page(width: 1cm)", ko = "적대적 예산 $x$ *별* _밑줄_ @참조" }
currency = "KRW"
taxonomy = "kr-cet-2022"
contact = { en = "Press desk, +82 44 000 0000", ko = "대변인실 044-000-0000" }
licence = "CC BY 4.0"

[publication]
office = { en = "Office of Very Long Names and of Nothing Else in Particular", ko = "이름이 매우 긴 부서의 이름을 가진 과" }
embargo = { en = "until noon", ko = "정오부터" }

[[source]]
file = "sources/programmes.csv"
unit = "million"
fiscal_year = 2027
stage = "proposed"
columns = { programme = "id", name = "name", name_en = "name_en", ministry = "ministry", amount = "amount" }
tags = { prefix = "t_" }
"""
NAMES = [
    "가" * 300,
    "Supercalifragilistic" * 15,
    "https://example.org/" + "a-very-long-path/" * 16,
    "مشروع البحث والتطوير — 人工知能 · искусственный интеллект · การวิจัย · 😀 · ㈜한국 ①",
    "#let x = 1; *bold* _it_ `raw` $m$ @ref <label> \\ // comment",
    "{{ 7 * 7 }} {% raw %} </w:t> <hp:p> & \" '",
    "e\u0301 \u1100\u1161\u11a8 zero\u200bwidth right\u202eleft tab\there",
    "word " * 60,
]


def hostile(folder: Path, programmes: int, years: int = 1) -> Path:
    """A folder with ``programmes`` in one ministry, awkward names, negative amounts, empty areas, one year or more."""
    (folder / "sources").mkdir(parents=True)
    source = TOML[TOML.index("[[source]]") :]
    earlier = [
        source.replace("programmes.csv", f"{2027 - ago}.csv").replace("2027", str(2027 - ago))
        for ago in range(1, years)
    ]
    (folder / "crosscut.toml").write_text("\n".join([TOML, *earlier]), encoding="utf-8")
    for ago in range(years):
        _write(folder / "sources" / (f"{2027 - ago}.csv" if ago else "programmes.csv"), programmes, ago)
    return folder


def _write(path: Path, programmes: int, ago: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "name_en", "ministry", "amount", "t_ai", "t_quantum"])
        for place in range(programmes):
            name = NAMES[place] if place < len(NAMES) else f"사업 {place}"
            amount = -1_000 * place if place % 50 == 7 else 1_000 + place + ago * (place * 37 % 500 - 200)
            tagged = (max(amount, 0) // 3, max(amount, 0) if place % 2 else "")
            writer.writerow(
                [
                    f"P{place:05d}",
                    name,
                    name if place % 3 else "",
                    "부" * 60 if place % 97 == 3 else "큰부",
                    amount,
                    *tagged,
                ]
            )
