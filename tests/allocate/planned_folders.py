"""Folders that are planned under a policy, as tests of policies ask them."""

import json
from pathlib import Path

import pytest

from crosscut.cli import run
from tests.allocate.commanded_folders import CONFIG

TEXT = "재난 현장에서 쓰는 자율주행 소방 로봇의 설계와 실증 화재 감시 센서와 통신망 구축 및 운영 기술 개발"


HEAD = "id,name,ministry,year,stage,amount,text"


ROWS = [
    f"A,소방로봇 설계 실증,North,2026,reviewed,100,{TEXT}",
    f"B,화재진압 무인체계,South,2026,reviewed,90,{TEXT}",
    "C,Quantum clocks,North,2026,reviewed,100,clocks that count atoms",
    "D,Sea ice,South,2026,reviewed,100,how ice melts at sea",
    "C,Quantum clocks,North,2025,executed,60,clocks that count atoms",
    "D,Sea ice,South,2025,executed,300,how ice melts at sea",
]


POLICY = """
unit = "million"
[ceiling]
amount = "300 million"
[[choice]]
id = "ends"
viable = "10 %"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    config = CONFIG.replace('stage = "requested"\n', "").replace('tags = { areas = { ai = "ai" } }\n', "")
    config = config.replace('fiscal_year = "year"', 'fiscal_year = "year", stage = "stage", text = "text"')
    (tmp_path / "crosscut.toml").write_text(config, encoding="utf-8")
    (tmp_path / "sources" / "lines.csv").write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    return tmp_path


def planned(folder: Path, capsys, text: str, *words: str) -> dict:
    (folder / "policy.toml").write_text(text, encoding="utf-8")
    assert run(["allocate", str(folder), "--samples", "0", "--format", "json", *words]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def amounts(told: dict) -> dict[str, int]:
    return {row["programme"]: row["amount"] // 10**6 for row in told["plan"]}


def sentences(folder: Path, capsys, text: str) -> tuple[str, str]:
    told = planned(folder, capsys, text, "--explain-policy")["policy"]
    return " ".join(each["text"] for each in told), " ".join(each["text_ko"] for each in told)
