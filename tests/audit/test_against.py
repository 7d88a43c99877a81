"""Documents beside a budget folder: areas, ministries and programmes, by year and stage."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosscut
from crosscut.audit import AuditFinding
from crosscut.cli import run

CONFIG = """
title = "Test"
currency = "KRW"
taxonomy = "kr-cet-2022"
stages = ["proposed", "confirmed"]

[[source]]
file = "sources/a.csv"
unit = "billion"

[source.columns]
programme = "programme"
name = "name"
name_en = "name_en"
ministry = "ministry"
fiscal_year = "year"
stage = "stage"
amount = "amount"
"""
ROWS = """programme,name,name_en,ministry,year,stage,amount
P1,양자컴퓨팅 기반구축(R&D),Quantum Computing Foundation,과학기술정보통신부,2025,proposed,70.0
P1,양자컴퓨팅 기반구축(R&D),Quantum Computing Foundation,과학기술정보통신부,2025,confirmed,78.0
P2,수전해 실증사업,Electrolysis Demonstration Project,산업통상자원부,2025,confirmed,41.5
P3,지역거점 기술개발,Regional Technology Hubs,국토교통부,2025,confirmed,12.0
P4,지역거점 기술개발,Regional Technology Hubs,해양수산부,2025,confirmed,15.0
"""


@pytest.fixture(scope="module")
def budget(folder: Path) -> crosscut.Budget:
    return crosscut.Budget.open(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger")
    (path / "sources").mkdir()
    (path / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (path / "sources" / "a.csv").write_text(ROWS, encoding="utf-8")
    return path


def found(budget: crosscut.Budget, text: str) -> list[AuditFinding]:
    return [each for each in crosscut.audit(text + "\n", against=budget).findings if each.rule == "ledger"]


@pytest.mark.parametrize(
    "text",
    [
        "2025년 양자컴퓨팅 기반구축 사업 예산은 780억 원으로 확정됐다.",
        "2025년 정부안의 양자컴퓨팅기반구축 예산은 700억 원이다.",
        "2025년 양자컴퓨팅 기반구축 예산은 700억 원이다.",
        "- 수전해 실증사업(산업부): 415억 원(2025년)",
        "The Electrolysis Demonstration Project receives KRW 41.5 billion in 2025.",
        "국토부 2025년 R&D 예산은 120억 원이다.",
        "지역거점 기술개발 사업에 2025년 900억 원을 쓴다.",
        "지역거점 기술개발(해수부): 150억 원(2025년)",
        "2024년 수전해 실증사업 예산은 900억 원이다.",
        "2025년 수전해 실증사업 예산안은 900억 원이었다.",
        "수전해 실증사업 대상 기업의 2025년 매출은 900억 원이다.",
        "2024년 과학기술 예산은 3조 원이다.\n\n- 수전해 실증사업(산업부): 900억 원",
    ],
)
def test_what_agrees_is_ambiguous_or_is_of_another_year_or_stage_is_not_found(
    budget: crosscut.Budget, text: str
) -> None:
    assert not found(budget, text)


@pytest.mark.parametrize(
    ("text", "severity", "suggestion"),
    [
        ("2025년 양자컴퓨팅 기반구축 사업 예산은 870억 원으로 확정됐다.", "fatal", "780억 원"),
        ("2025년 정부안의 양자컴퓨팅기반구축 예산은 780억 원이다.", "fatal", "700억 원"),
        ("The Electrolysis Demonstration Project receives KRW 45.1 billion in 2025.", "fatal", "KRW 41.5 billion"),
        ("- Electrolysis Demonstration Project (MOTIE): KRW 4 billion (2025)", "fatal", "KRW 42 billion"),
        ("지역거점 기술개발(해수부): 120억 원(2025년)", "fatal", "150억 원"),
        ("산업부의 2025년 R&D 예산은 514억 원이다.", "fatal", "415억 원"),
        ("산업부의 2025년 예산은 514억 원이다.", "warning", "415억 원"),
        ("수전해 실증사업 514억 원 투입", "warning", "415억 원"),
    ],
)
def test_what_the_ledger_contradicts_is_found_and_guesses_only_warn(
    budget: crosscut.Budget, text: str, severity: str, suggestion: str
) -> None:
    (finding,) = found(budget, text)
    assert (finding.severity, finding.suggestion) == (severity, suggestion)


def test_the_finding_names_the_figure_and_it_can_be_traced(
    folder: Path, budget: crosscut.Budget, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ("산업부의 2025년 R&D 예산은 514억 원이다.", "2025년 수전해 실증사업 예산은 514억 원이다.")
    for finding in (found(budget, text)[0] for text in texts):
        (figure,) = finding.ledger
        assert f"crosscut trace {folder} {figure}" in finding.message.en
        assert figure in finding.message.ko
        assert finding.to_json()["ledger"] == [figure]
        capsys.readouterr()
        assert run(["trace", str(folder), figure]) == 0
        assert "수전해" in capsys.readouterr().out


def test_a_ministrys_total_is_a_guess_where_the_ledger_does_not_know_whose_all_money_is(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "demo"), "--example", "korea-2024"]) == 0
    findings = found(crosscut.Budget.open(tmp_path / "demo"), "MSIT's 2024 R&D budget is KRW 9.7 trillion.")
    assert [finding.severity for finding in findings] == ["warning"]


def test_amounts_of_several_stages_are_told_with_these(folder: Path) -> None:
    (told,) = found(crosscut.Budget.open(folder), "2025년 양자컴퓨팅 기반구축 예산은 600억 원이다.")
    assert "KRW 70 billion (proposed) or KRW 78 billion (confirmed)" in told.message.en
    assert "700억 원 (정부안) 또는 780억 원 (국회확정)" in told.message.ko
