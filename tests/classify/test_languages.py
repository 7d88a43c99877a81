"""What ``classify``, ``sample`` and ``estimate`` say, in the reader's language."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crosscut import Budget
from crosscut.classify.evidence import Clues
from crosscut.cli import run
from crosscut.cli.attribution_words import WORDS
from crosscut.errors import CrosscutError
from crosscut.text import Text
from tests.classify.asked_folders import asked, decide, folder, read

__all__ = ["folder"]

YEARS = """\
title = "t"
taxonomy = "kr-cet-2022"
[[source]]
file = "sources/p.csv"
unit = "won"
stage = "requested"
columns = { programme = "id", name = "name", fiscal_year = "year", amount = "amount" }
"""


def said(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    run([*map(str, words), "--language", "ko"])
    return capsys.readouterr().out


def test_every_word_is_korean_where_korean_is_asked_for() -> None:
    for key, text in WORDS.items():
        assert text.en, key
        assert key == "f1" or re.search("[가-힣]|^{", text.ko), key
        assert set(re.findall(r"{\w+}", text.en)) == set(re.findall(r"{\w+}", text.ko)), key


def test_evidence_has_labels_in_the_language_asked_for() -> None:
    clues = Clues(("양자",), (), "", ("양자컴퓨터",))
    like = Text("P1 (Quantum)", "P1 (양자)")
    assert clues.line(like) == "name: 양자; words: 양자컴퓨터; like P1 (Quantum)"
    assert clues.line(like, "ko") == "이름: 양자; 낱말: 양자컴퓨터; 비슷한 사업: P1 (양자)"
    assert (Clues((), (), "").line(), Clues((), (), "").line(language="ko")) == (
        "no term of any area",
        "어느 분야의 용어도 없음",
    )


def test_evidence_names_areas_in_the_language_asked_for(folder: Path) -> None:
    decide(folder, [f"{area}{number:03}" for area in ("qu", "hy", "ai", "ou") for number in range(24) if number % 4])
    budget = Budget.open(folder)
    korean, english = (" ".join(budget.classify(each).table["evidence"].to_pylist()) for each in ("ko", "en"))
    assert "(양자)" in korean
    assert "(그 외)" in korean
    assert not re.search(r"\((quantum|hydrogen|outside|Quantum)\)|like |words:", korean)
    assert "(Quantum)" in english
    with pytest.raises(CrosscutError, match="en or ko"):
        budget.classify("fr")


def test_tables_and_sentences_are_korean(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 30)["programmes"]]
    decide(folder, drawn[:-2])
    shown = said(capsys, "sample", folder, "-n", 1)
    assert "추출 확률" in shown
    assert "아직 읽지 않았습니다" in shown
    found = said(capsys, "estimate", folder)
    assert "공표액" in found
    assert "전 분야" in found
    assert "가정:" in found
    for text in (shown, found):
        assert not re.findall(r"\b(?:area|published|programmes|Assumed|chance|Sample|sample \d)\b", text)
    out = folder.parent / "o.csv"
    assert "제안을" in said(capsys, "classify", folder, "--out", out)
    evidence = {row["evidence"] for row in read(out)}
    assert any("낱말: " in each for each in evidence)
    assert not any(re.search("name: |text: |words: |like |no term", each) for each in evidence)


def test_json_has_both_languages(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 10)["programmes"]]
    decide(folder, drawn)
    text = (folder / "decisions" / "kim.csv").read_text(encoding="utf-8")
    (folder / "decisions" / "kim.csv").write_text(text.replace(",1,1,", ",3,1,", 1), encoding="utf-8")
    run(["sample", str(folder), "-n", "10", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    (fault,) = found["fatal"]
    assert re.search("[가-힣]", found["note_ko"])
    assert re.search("[가-힣]", fault["effect_ko"] + fault["message_ko"])


def test_an_estimate_of_another_year_is_of_its_money(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "decisions").mkdir()
    (tmp_path / "crosscut.toml").write_text(YEARS, encoding="utf-8")
    (tmp_path / "sources" / "p.csv").write_text(
        "id,name,year,amount\nP1,A,2026,700\nP2,B,2026,300\nP1,A,2025,600\nP2,B,2025,300\n", encoding="utf-8"
    )
    (tmp_path / "decisions" / "a.csv").write_text(
        "programme,area,numerator,denominator,decided_by,decided_at,reason\nP1,ai,1,1,Kim,2026-01-02,read\n",
        encoding="utf-8",
    )
    decided = {}
    for year in (2025, 2026):
        found = asked(capsys, "estimate", tmp_path, "--year", year)
        assert found["year"] == year
        decided[year] = next(each["decided"] for each in found["areas"] if each["area"] == "ai"), found["amount"]
    assert decided == {2025: (600, 900), 2026: (700, 1000)}
    assert asked(capsys, "estimate", tmp_path)["year"] == 2026
    assert run(["estimate", str(tmp_path), "--year", "2024"]) == 2
    assert "nothing was read for 2024" in capsys.readouterr().err


def test_agreement_is_told_in_korean_and_areas_that_nobody_differs_on_are_one_line(capsys, folder: Path) -> None:
    programmes = [f"{area}{number:03}" for area in ("qu", "hy", "ou") for number in range(6)]
    decide(folder, programmes)
    text = (folder / "decisions" / "kim.csv").read_text(encoding="utf-8")
    other = text.replace("Kim", "Lee").replace("03-01", "03-02").replace("qu000,quantum", "qu000,hydrogen")
    (folder / "decisions" / "lee.csv").write_text(other, encoding="utf-8")
    lines = [line for line in said(capsys, "estimate", folder).splitlines() if "일치" in line]
    assert len(lines) == 3
    assert all("카파" in line and "알파" in line for line in lines[:2])
    assert lines[2].startswith("판단이 모두 일치(사업 18건): ")
