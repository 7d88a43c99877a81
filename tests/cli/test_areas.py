"""``crosscut areas``: a bundled list and an office's own, with ids, names, definitions and examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Crosscut

OWN = """\
area,sub,en,ko,definition,examples,aliases,source
ai,,AI research,,Programs that learn,neural networks; language models,Artificial intelligence,
ai,ai-health,AI in health,,,,,
energy,,Clean energy,,,wind; fusion,,
"""
SETTINGS = """\
title = "Office"
currency = "USD"
taxonomy = "taxonomies/office.csv"
year_label = "{year}/{next}"
languages = ["en"]
[[source]]
file = "sources/p.csv"
unit = "million"
stage = "confirmed"
columns = { programme = "id", name = "name", ministry = "agency", amount = "amount", fiscal_year = "y" }
"""
ROWS = """\
id,name,agency,amount,y
A,Neural networks for weather,NSF,10,2023/24
B,Fusion plasma control,DOE,20,2023/24
C,Antibiotics,DOE,30,2024/25
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for name, text in (("taxonomies/office.csv", OWN), ("crosscut.toml", SETTINGS), ("sources/p.csv", ROWS)):
        path = tmp_path / "office" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "office"


def test_a_folder_lists_its_own_areas(crosscut: Crosscut, office: Path) -> None:
    shown = crosscut("areas", office, "--format", "json").json
    assert [(area["area"], area["definition"]) for area in shown["areas"]] == [
        ("ai", "Programs that learn"),
        ("energy", ""),
    ]
    assert shown["areas"][0]["subs"][0]["sub"] == "ai-health"
    assert "wind; fusion" in crosscut("areas", office).out


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig"])
def test_an_own_list_is_read_in_the_encoding_that_its_office_saves_in(
    crosscut: Crosscut, office: Path, encoding: str
) -> None:
    text = "area,sub,en,ko\nclimate,,,기후 변화 대응\nfood,,,먹거리 안전\n"
    (office / "taxonomies/office.csv").write_bytes(text.encode(encoding))
    shown = crosscut("areas", office, "--format", "json").json
    assert [area["ko"] for area in shown["areas"]] == ["기후 변화 대응", "먹거리 안전"]


def test_a_bundled_list(crosscut: Crosscut) -> None:
    shown = crosscut("areas", "--taxonomy", "kr-cet-2022", "--format", "json").json
    assert (len(shown["areas"]), sum(len(area["subs"]) for area in shown["areas"])) == (12, 50)


def test_neither_or_both_are_wrong_use(crosscut: Crosscut, office: Path) -> None:
    assert crosscut("areas").status == 2
    assert crosscut("areas", office, "--taxonomy", "kr-cet-2022").status == 2


def test_examples_of_an_own_list_are_words_that_classify_knows(
    crosscut: Crosscut, office: Path, tmp_path: Path
) -> None:
    crosscut("classify", office, "--out", tmp_path / "out.csv")
    rows = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.replace('"', "").split(",")[1] for row in rows] == ["ai", "energy", "outside"]


def test_a_budget_in_english_alone_with_years_of_its_own(crosscut: Crosscut, office: Path) -> None:
    assert crosscut("build", office).status == 0
    site = office / "build" / "site"
    assert not (site / "ko").exists()
    first = (site / "index.html").read_text(encoding="utf-8")
    assert "2024/25" in first
    assert "data-language" not in first
    assert "Programs that learn" in (site / "en" / "area-ai.html").read_text(encoding="utf-8")


def test_years_are_shown_as_the_budget_prints_them(office: Path, crosscut: Crosscut) -> None:
    assert "2024/25, confirmed" in crosscut("show", str(office)).out
    by_year = crosscut("show", str(office), "--by", "year").out
    assert "2023/24" in by_year
    assert "2024/25" in by_year


def test_figures_are_defined_by_the_years_that_the_budget_prints(office: Path, crosscut: Crosscut) -> None:
    assert crosscut("build", str(office)).status == 0
    pages = (office / "build/site/en").glob("figure-*.html")
    text = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert "year 2024/25" in text
    assert "year 2024<" not in text
    assert "year 2024," not in text
