"""Words of offices in cells and heads: years, units, flags, words for nothing, parts of a year."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from crosscut.config import Source
from crosscut.findings import Severity
from crosscut.money import unit
from crosscut.text.year_parts import names_part_of_a_year
from crosscut.text.year_words import year

from .conftest import COLUMNS, amounts

HEADER = "id,name,ministry,amount\n"


def loud(result):
    return [f"{f.rule}@{f.place.row}" for f in result.findings if f.severity is not Severity.INFO]


def read(reading, cells, **source):
    rows = "".join(f'P{at},n,m,"{cell}"\n' for at, cell in enumerate(cells))
    return reading(HEADER + rows, {"columns": COLUMNS} | source)


@pytest.mark.parametrize(
    "text",
    """Begrotingsjaar 2025|Finansår 2025|Regnskabsår 2025|Boekjaar 2025|HH-Jahr 2025|Exercice budgétaire 2025|2025 회계년도
Ejercicio fiscal 2025|Exercício financeiro 2025|Esercizio finanziario 2025|rozpočtový rok 2025|talousarvio 2025""".replace(
        "\n", "|"
    ).split("|"),
)
def test_fiscal_years_in_the_words_of_offices(text):
    assert year(text) == 2025


@pytest.mark.parametrize("text", ["二〇二五年度", "二○二五年", "二零二五年度", "พ.ศ. ๒๕๖๘", "٢٠٢٥"])
def test_fiscal_years_in_the_digits_and_numerals_of_other_scripts(text):
    assert year(text) == 2025


def test_years_of_the_buddhist_calendar_in_thai_digits_and_numerals_of_names(reading):
    head = "id,name,ministry,year,amount\n"
    source = {"columns": COLUMNS | {"fiscal_year": "year"}, "fiscal_year": None}
    made = reading(f"{head}A,a,m,๒๕๖๘,10\n", source)
    assert (made.lines.column("fiscal_year").to_pylist(), loud(made)) == ([2025], [])
    assert year("第二〇一二年会") == year("百二〇二五年") == 0


@pytest.mark.parametrize("said", [2568, "2568"])
def test_a_year_of_the_buddhist_calendar_in_a_setting_is_told_with_ours(said):
    with pytest.raises(ValidationError, match="write 2025"):
        Source(file="a.csv", unit="1", columns={}, fiscal_year=said)


@pytest.mark.parametrize(
    ("text", "code", "scale"),
    [
        ("en millions de francs", "CHF", 10**6),
        ("千瑞士法郎", "CHF", 10**3),
        ("millj. kr.", "ISK", 10**6),
        ("þús. kr.", "ISK", 10**3),
        ("仟元", "TWD", 10**3),
        ("tysiące zł", "PLN", 10**3),
        ("tisíc Kč", "CZK", 10**3),
        ("tuhat eurot", "EUR", 10**3),
    ],
)
def test_units_in_the_words_of_offices(text, code, scale):
    found = unit(text, code)
    assert found.factor == scale * found.currency.base


def test_flags_of_statistics_are_no_scales(reading):
    result = read(reading, ["1234.5 p", "20.1 e", "3.2 b", ": c"])
    assert [value // 10**5 for value in amounts(result).values()] == [12345, 201, 32]
    assert loud(result) == []


def test_a_lone_b_is_asked_about_and_a_currency_makes_it_billions(reading):
    assert loud(read(reading, ["3.2 b", "7"])) == ["text-in-amount@2"]
    assert amounts(read(reading, ["₩3.2b", "7"])) == {"P0": 3_200_000_000, "P1": 7_000_000}


def test_marks_of_notes_in_full_width_brackets(reading):
    result = read(reading, ["1,234（注1）", "56（주2）"])
    assert amounts(result) == {"P0": 1_234_000_000, "P1": 56_000_000}
    assert loud(result) == []


@pytest.mark.parametrize("word", ["sin datos", "uppgift saknas", "bd", "brak danych", "자료 없음", "データなし", ": c"])
def test_words_for_nothing(reading, word):
    result = read(reading, ["12", word])
    assert amounts(result) == {"P0": 12_000_000}
    assert loud(result) == []


PARTS = [
    "2026 Q1",
    "Jan-Jun 2026",
    "1er semestre 2026",
    "1. Halbjahr 2026",
    "2026년 상반기",
    "2026年上半年",
    "上期 2026",
    "1º semestre 2026",
    "Primo semestre 2026",
    "I półrocze 2026",
    "Halvår 1 2026",
    "Trimestre 1",
    "1분기",
    "H1 FY26",
    "first half of 2026",
    "하반기",
    "1~6월",
    "4–9月",
]
WHOLE = [
    "2026",
    "Apr 2026-Mar 2027",
    "Budget 2026/27",
    "예산액(2026년)",
    "1월~12월",
    "H2O programme",
    "2026 1st draft",
    "분기별 합계",
    "Plan 1",
    "Amount (million)",
    "前年度",
    "Soll 2026",
]


@pytest.mark.parametrize("head", [*PARTS, *WHOLE])
def test_a_head_of_a_part_of_the_year_is_told_from_one_of_the_whole(head):
    assert names_part_of_a_year(head) == (head in PARTS)


@pytest.mark.parametrize(("stage", "told"), [("requested", ["part-of-year@1"]), ("executed", [])])
def test_a_part_of_the_year_is_no_years_budget(reading, stage, told):
    text = "id,name,ministry,2026년 상반기\nA,a,m,10\nB,b,m,20\n"
    result = reading(text, {"columns": COLUMNS | {"amount": "2026년 상반기"}, "stage": stage, "fiscal_year": 2026})
    assert [each for each in loud(result) if "part" in each] == told


@pytest.mark.parametrize(
    "name",
    [
        "R&D intensity (% of GDP)",
        "% PKB",
        "Anteil am BIP (in %)",
        "GDP 대비 비율",
        "対GDP比",
        "전년 대비 증가율",
        "Wachstum ggü. Vorjahr",
    ],
)
def test_a_row_of_shares_is_asked_about_though_it_has_an_id(reading, name):
    assert loud(reading(f'{HEADER}A,a,m,3200\nB,b,m,4100\nC,"{name}",m,2.1\n')) == ["looks-like-share@4"]


@pytest.mark.parametrize(
    "name",
    [
        "Share of knowledge programme",
        "GDP measurement study",
        "100% renewable",
        "5 % solution",
        "잠재성장률 분석연구",
        "GDP 통계",
    ],
)
def test_a_programme_that_speaks_of_shares_is_one(reading, name):
    assert loud(reading(f'{HEADER}A,a,m,3200\nB,b,m,4100\nC,"{name}",m,2.1\n')) == []


def test_a_large_amount_is_no_percentage(reading):
    assert loud(reading(f"{HEADER}A,a,m,3200\nB,b,m,4100\nC,Support (% of GDP),m,2950\n")) == []
