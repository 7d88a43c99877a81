"""Words of offices in cells and heads: years, units, flags, words for nothing, parts of a year."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from crosscut.money import unit
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
