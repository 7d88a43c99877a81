"""Folders that are reviewed, as tests ask them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosscut.cli import run as run_words

PURPOSE = "양자컴퓨팅 핵심기술을 개발하여 국가 경쟁력을 높인다. 산학연 협력으로 시제품을 만들고 실증한다."


ROWS = """id,이름,부처,설명,2025,2026,등급
A,감염병 대응,복지부,{0},100,200,미흡
B,양자 핵심,과기부,{1},50,50,보통
C,차세대 계산,산업부,{1},40,40,
D,마른 땅,농식품부,{0},10,,
"""


CONFIG = """title = "시험"
taxonomy = "kr-cet-2022"
[[source]]
file = "sources/a.csv"
unit = "million"
columns = {programme = "id", name = "이름", ministry = "부처", text = "설명"}
facts = {grade = "등급"}
wide = {columns = {"2025" = {fiscal_year = 2025, stage = "confirmed"}, "2026" = {fiscal_year = 2026, stage = "requested"}}}
"""


Crosscut = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    budget = tmp_path / "budget"
    (budget / "sources").mkdir(parents=True)
    (budget / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    write(budget, ROWS)
    return budget


def write(folder: Path, rows: str) -> None:
    other = "감염병에 빠르게 대응하는 방역 기술을 마련하고 지역 보건소의 역량을 높이는 사업이다."
    (folder / "sources" / "a.csv").write_text(rows.format(other, PURPOSE), encoding="utf-8")


@pytest.fixture
def crosscut(capsys: pytest.CaptureFixture[str]) -> Crosscut:
    def answered(*words: object) -> tuple[int, Any, str]:
        status = run_words([*map(str, words), "--format", "json"])
        out, err = capsys.readouterr()
        return status, json.loads(out), err

    return answered


def by_subject(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{each['rule']}:{each['programme']}": each for each in document["findings"]}


TAGGED = """title = "시험"
taxonomy = "kr-cet-2022"
[[source]]
file = "sources/a.csv"
unit = "million"
fiscal_year = 2026
stage = "requested"
columns = {programme = "id", name = "이름", ministry = "부처", text = "설명", amount = "금액"}
tags = {areas = {ai = "ai", quantum = "quantum"}}
"""


@pytest.fixture
def tagged(folder: Path) -> Path:
    """A budget of two programmes that are tagged with more than they have."""
    (folder / "crosscut.toml").write_text(TAGGED, encoding="utf-8")
    write(folder, "id,이름,부처,설명,금액,ai,quantum\nA,가나,북부,{0},100,100,60\nB,다라,남부,{1},50,40,30\n")
    return folder
