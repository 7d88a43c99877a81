"""A folder with a policy, and what the command answers."""

import json
from pathlib import Path

import pytest

from crosscut.cli import run

CONFIG = """
title = "Small"
taxonomy = "kr-cet-2022"
[[source]]
file = "sources/lines.csv"
unit = "million"
stage = "requested"
columns = { programme = "id", name = "name", ministry = "ministry", fiscal_year = "year", amount = "amount" }
tags = { areas = { ai = "ai" } }
"""


LINES = """id,name,ministry,year,amount,ai
A,Alpha,North,2026,100,50
B,Beta,North,2026,200,0
C,Gamma,South,2026,300,300
A,Alpha,North,2025,90,40
B,Beta,North,2025,210,0
"""


POLICY = """
unit = "million"
[ceiling]
amount = "500 million"
use = "all"
owner = "Finance"
[[rule]]
id = "ai"
where = { area = "ai" }
at_least = "290 million"
owner = "Science"
[[bound]]
id = "slow"
change_at_least = "-20 %"
[[choice]]
id = "viable"
where = { status = "new" }
viable = "60 %"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "sources" / "lines.csv").write_text(LINES, encoding="utf-8")
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def answer(capsys, *words: str) -> tuple[int, dict]:
    status = run(["allocate", *words, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


APPLY = ["--apply", "proposed", "--by", "Kim", "--reason", "Decided in cabinet", "--samples", "0"]
