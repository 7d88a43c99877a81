"""Small budget folders for attacks on them."""

from __future__ import annotations

from pathlib import Path

TOML = """\
title = "A budget"
currency = "KRW"
taxonomy = "kr-cet-2022"

[[source]]
file = "sources/p.csv"
unit = "million"
fiscal_year = 2026
stage = "requested"
columns = { programme = "id", name = "name", ministry = "ministry", amount = "amount" }
tags = { areas = { st_ai = "ai", st_quantum = "quantum" } }
"""

HEADER = "id,name,ministry,amount,st_ai,st_quantum\n"
ROWS = """\
P1,Alpha programme,Ministry A,1000,300,
P2,Beta programme,Ministry A,2000,,500
P3,Gamma programme,Ministry B,3000,3000,
P4,Delta programme,Ministry B,400,,
P5,Epsilon programme,Ministry C,500,500,
"""

POLICY = """\
unit = "million"
may_exceed_request = true
[previous]
source = "request"
[ceiling]
change = "-5 %"
use = "all"
[[value.criterion]]
id = "ai"
where = { area = "ai" }
weight = 1.0
"""


def small_budget(folder: Path, rows: str = ROWS, toml: str = TOML) -> Path:
    """A folder of five programmes."""
    (folder / "sources").mkdir(parents=True)
    (folder / "decisions").mkdir()
    (folder / "crosscut.toml").write_text(toml, encoding="utf-8")
    (folder / "sources" / "p.csv").write_text(HEADER + rows, encoding="utf-8")
    return folder
