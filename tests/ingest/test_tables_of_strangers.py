"""Small tables as strangers write them, each wrong one with a clean twin; the right answer was written before the run."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from crosscut.money import unit
from crosscut.text.year_words import year
from tests.ingest.strangers_tables import HEADER, loud

from .conftest import COLUMNS, amounts, one, rules

NAMED = {"programme": "name", "ministry": "ministry", "amount": "amount"}


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("BMBF zusammen", "BMWK zusammen", "Gesamtausgaben"),
        ("Summe Einzelplan 30", "Summe Einzelplan 09", "Gesamtsumme (alle Ressorts)"),
        ("S/Total BMBF", "S/Total BMWK", "Ensemble des missions"),
        ("Total mission BMBF", "Total mission BMWK", "Total (1)+(2)"),
        ("Total Ramo 38. BMBF", "Total Ramo 39", "TOTAL GENERAL"),
        ("Subtotal – BMBF", "Subtotal – BMWK", "TOTAL GERAL"),
        ("Totale Ministero", "Totale Ministero", "Totale complessivo"),
        ("Totaal BMBF", "Totaal BMWK", "Totaal generaal"),
        ("Summa utgiftsområde 16", "Summa utgiftsområde 24", "Totala utgifter"),
        ("I alt BMBF", "BMWK i alt", "I alt"),
        ("Sum kapittel 285", "Sum kap. 923", "Sum totalt"),
        ("BMBF yhteensä", "BMWK yhteensä", "Kaikki yhteensä"),
        ("Razem BMBF", "Razem BMWK", "OGÓŁEM"),
        ("BMBF 小计", "BMWK小计", "合计："),
        ("（小計）", "［小計］", "計（①＋②）"),
        ("BMBF(소계)", "BMWK(소계)", "합 계 (100%)"),
        ("ㅇ 소  계", "ㅇ 소  계", "전 부처 총합계 ¹⁾"),
        ("Sub-Total:", "Sub-Total:", "GRAND TOTAL, R&D"),
        ("Total BMBF*", "Total BMWK [1]", "Total, R&D (lines 1-4)"),
        ("BMBF toplamı", "Ara toplam", "GENEL TOPLAM"),
    ],
)
def test_totals_in_the_words_of_many_offices(reading, first, second, whole):
    text = (
        f'name,ministry,amount\nAlpha,BMBF,13\nBeta,BMBF,29\n"{first}",,42\nGamma,BMWK,31\nDelta,BMWK,44\n'
        f'"{second}",,75\n"{whole}",,117\n'
    )
    result = reading(text, {"columns": NAMED})
    assert {name: value // 10**6 for name, value in amounts(result).items()} == {
        "Alpha": 13,
        "Beta": 29,
        "Gamma": 31,
        "Delta": 44,
    }
    assert loud(result) == []


_NAMES = """Total Quality Management|Totalförsvarets forskning|Gesamtverteidigung|Projet Ensemble|계측기술개발
합계출산율 제고 연구|小計算機開発|計量標準|TotalEnergies partnership|Subtotal colectomy trial|통계|기계|생태계|会計検査|统计
Somme battlefield archaeology|Health Totals Registry|Global total ozone|우주 통계|Suma Qamaña|Totale Mobilmachung|Report"""


def test_names_that_hold_a_word_for_a_total(reading):
    names = _NAMES.replace("\n", "|").split("|")
    lines = [f'"{name}",m{at % 3},{137 + at * at * 7}\n' for at, name in enumerate(names)]
    result = reading("name,ministry,amount\n" + "".join(lines), {"columns": NAMED})
    assert set(amounts(result)) == set(names)
    assert loud(result) == []


@pytest.mark.parametrize("label", ["Übertrag", "Carried forward", "suma y sigue", "à reporter"])
def test_what_a_page_carries_forward_is_counted_once(reading, label):
    rows = "".join(f"P{at},n,m,{13 + at * at * 3}\n" for at in range(5))
    whole = sum(13 + at * at * 3 for at in range(5))
    result = reading(f"{HEADER}{rows},{label},,{whole}\nP9,n,m,71\n,Summe,,{whole + 71}\n")
    assert sum(amounts(result).values()) == (whole + 71) * 10**6
    assert [each for each in loud(result) if "control-total" in each] == []


class TestPartsOfTheRowAbove:
    @pytest.mark.parametrize(
        "name",
        [
            "Including the Excluded",
            "이중항체 신약",
            "이중나노 소재",
            "이중 항체 신약 개발",
            "이중 연료 엔진",
            "含氢能源",
            "내수면 양식",
            "内燃機関の高度化",
            "うちわ素材研究",
            "Heraf-Ost Windpark",
            "Inclusive growth",
            "포함 광물 (심해)",
            "Darinka Werkstoff",
        ],
    )
    def test_names_that_begin_alike_are_not(self, reading, name):
        text = f'name,ministry,amount\nResearch,m,113\n"{name}",m,29\nLehre,m,41\n'
        assert loud(reading(text, {"columns": NAMED})) == []

    @pytest.mark.parametrize("name", ["이중 항체 신약", "이중 빔 현미경", "이중 AI", "含CO2尾气处理", "内AI"])
    def test_those_whose_word_begins_names_too_are_not_left_out_for_want_of_an_id(self, reading, name):
        assert "missing-id" in rules(reading(f"id,name,ministry,amount\nA,Research,m,113\n,{name},m,29\n"))

    @pytest.mark.parametrize("word", ["of which:", "davon:", "dont :", "うち", "其中:", "이 중", "di cui:"])
    def test_those_below_a_row_that_only_says_so_are_asked_about(self, reading, word):
        rows = f"Research,m,100\n{word},,\nResource,m,60\nCapital,m,{{}}\nHorizon,m,55\n"
        for last, asked in ((33, [4, 5]), (40, [4, 5]), (41, [4])):
            result = reading("name,ministry,amount\n" + rows.format(last), {"columns": NAMED})
            assert [each.place.row for each in result.findings if each.rule == "looks-like-part"] == asked
        above = "name,ministry,amount\nResearch,m,100\nResource,m,60\nCapital,m,33\n"
        assert loud(reading(above, {"columns": NAMED})) == []

    @pytest.mark.parametrize(
        "name",
        [
            "davon Quanten",
            "of which: labs",
            "dont recherche",
            "うち、量子",
            "其中：量子",
            "(이 중) 인건비",
            "其中AI",
            "うちAI",
            "(うちAI)",
            "含AI",
            "이중 AI",
            "이중AI",
            "이 가운데 AI",
            "(AI 포함)",
            "ㄴ AI",
            "└ AI",
            "including AI",
            "incl. AI",
            "o/w AI",
            "y compris IA",
            "de ellos, IA",
            "z czego AI",
            "trong đó AI",
            "└─ 인공지능",
        ],
    )
    def test_they_are_asked_about(self, reading, name):
        text = f'name,ministry,amount\nResearch,m,113\n"{name}",m,29\nLehre,m,41\n'
        assert one(reading(text, {"columns": NAMED}), "looks-like-part").place.row == 3
        assert "looks-like-part" not in rules(reading(text, {"columns": NAMED, "keep_rows": [3]}))

    @pytest.mark.parametrize(
        "name", ["Davonport Dockyard", "Dontnod fund", "うちエコ診断", "이중항체 개발", "Memory chips"]
    )
    def test_a_name_that_begins_alike_is_not(self, reading, name):
        text = f'name,ministry,amount\nResearch,m,113\n"{name}",m,29\nLehre,m,41\n'
        assert loud(reading(text, {"columns": NAMED})) == []

    def test_one_that_is_more_than_the_row_above_is_not(self, reading):
        assert loud(reading("name,ministry,amount\nA,m,13\ndavon B,m,29\n", {"columns": NAMED})) == []


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        ("1,234-", -1_234_000_000),
        ("7.5-", -7_500_000),
        ("1'234.–", 1_234_000_000),
        ("500.--", 500_000_000),
        ("750/-", 750_000_000),
        ("2 Mio. KRW", 2_000_000),
        ("1,111r", 1_111_000_000),
        ("p 1,234", 1_234_000_000),
        ("1,237 (1,2)", 1_237_000_000),
        ("1,239^", 1_239_000_000),
        ("1,241 {1}", 1_241_000_000),
    ],
)
def test_numbers_of_ledgers_and_yearbooks(reading, cell, won):
    result = reading(f'{HEADER}A,n,m,"{cell}"\nB,n,m,1.5\n')
    assert amounts(result)["A"] == won
    assert loud(result) == []


@pytest.mark.parametrize("cell", ["약 100", "~200", "<5", "5%", "10-20", "1,23", "12–", "5d", "5t"])
def test_what_is_no_one_amount_is_told(reading, cell):
    assert one(reading(f'{HEADER}A,n,m,"{cell}"\nB,n,m,5.5\n'), "text-in-amount").place.row == 2


@pytest.mark.parametrize(
    "word", ["ー", "p.m.", "s/d", "N/D", "entf.", "n.v.t.", "б/д", "皆減", "미편성", "- -", "*", "sans objet"]
)
def test_words_that_state_nothing_in_more_languages(reading, word):
    result = reading(f"{HEADER}A,n,m,{word}\nB,n,m,5\n")
    assert amounts(result) == {"B": 5_000_000}
    assert loud(result) == []


class TestRowsOfTheHeader:
    @pytest.mark.parametrize("row", ["1,2,3,4", "(1),(2),(3),(4)", "a,b,c,d", "①,②,③,④", "1,2,3,4=2+3"])
    def test_numbers_of_columns_are_no_programme(self, reading, row):
        result = reading(f"{HEADER}{row}\nA,n,m,10\nB,n,m,20\n")
        assert amounts(result) == {"A": 10_000_000, "B": 20_000_000}
        assert loud(result) == []

    def test_a_programme_of_number_one_is_one(self, reading):
        assert amounts(reading(f"{HEADER}1,n,m,4\n2,o,m,10\n")) == {"1": 4_000_000, "2": 10_000_000}

    @pytest.mark.parametrize(("said", "told"), [("(백만원)", False), ("(천원)", True), ("백만원", False)])
    def test_units_below_it(self, reading, said, told):
        result = reading(f"{HEADER},,,{said}\nA,n,m,10\n")
        assert amounts(result) == {"A": 10_000_000}
        assert [each.split(":")[0] for each in loud(result)] == (["unit-differs@2"] if told else [])

    def test_it_is_passed_over_on_a_next_page(self, reading):
        result = reading(f"{HEADER}A,n,m,10\n{HEADER}B,n,m,20\n")
        assert amounts(result) == {"A": 10_000_000, "B": 20_000_000}
        assert loud(result) == []

    @pytest.mark.parametrize("between", ["Total,,,10\n\nTable 2,,,\n", ",,,\n", "Table 2,,,\n"])
    def test_it_begins_another_table_below_anything_else(self, reading, between):
        result = reading(f"{HEADER}A,n,m,10\n{between}{HEADER}B,n,m,20\n")
        assert one(result, "second-table").severity is Severity.WARNING

    def test_rows_outside_the_stated_ones_are_not_looked_at(self, reading):
        result = reading(f"T\n{HEADER}A,n,m,10\n\nT 2\n{HEADER}B,n,m,20\n", {"first_row": 2, "last_row": 3})
        assert amounts(result) == {"A": 10_000_000}
        assert loud(result) == []


@pytest.mark.parametrize("note", ["끝.", "- 이하 여백 -", "As of 1 January 2026", "Table prepared by the office"])
def test_a_lone_text_of_several_words_below_is_a_note(reading, note):
    assert loud(reading(f"{HEADER}A,n,m,10\nB,n,m,20\n{note},,,\n")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024년 예산", 2024),
        ("2024 (est.)", 2024),
        ("2025 (proj.)", 2025),
        ("2024 rev.", 2024),
        ("2024(실적)", 2024),
        ("2024e", 2024),
        ("2024*", 2024),
        ("2024¹", 2024),
        ("Haushalt 2024", 2024),
        ("LFI 2024", 2024),
        ("año 2024", 2024),
        ("2024 г.", 2024),
        ("令5", 2023),
        ("‘24년", 2024),
        ("2023/24 Plans", 0),
        ("2023/24 plan", 2023),
        ("FYE 2024", 0),
        ("2024 (Q1)", 0),
        ("2024년 1분기", 0),
        ("2024-03", 0),
        ("2024H1", 0),
        ("2567", 0),
    ],
)
def test_years_with_words_beside_them(text, expected):
    assert year(text) == expected


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("概算要求", "requested"),
        ("決算", "executed"),
        ("Enacted", "confirmed"),
        ("PLF", "proposed"),
        ("예산 요구", "requested"),
    ],
)
def test_stages_in_other_languages(reading, said, stage):
    columns = COLUMNS | {"stage": "s"}
    result = reading(f"id,name,ministry,amount,s\nA,n,m,1,{said}\n", {"columns": columns, "stage": ""})
    assert result.lines["stage"].to_pylist() == [stage]


@pytest.mark.parametrize(
    ("code", "name", "minor"),
    [
        ("SEK", "Tusental kronor", 10**5),
        ("DKK", "t.kr.", 10**5),
        ("USD", "thousands of U.S. dollars", 10**5),
        ("NZD", "$000", 10**5),
        ("UAH", "тис. грн", 10**5),
        ("EUR", "εκατ. ευρώ", 10**8),
        ("LKR", "Rs. Mn", 10**8),
        ("KES", "KSh million", 10**8),
        ("NGN", "₦ billion", 10**11),
        ("PEN", "miles de soles", 10**5),
        ("TND", "mille dinars", 10**6),
        ("XOF", "millions de FCFA", 10**6),
        ("ILS", "אלפי ש״ח", 10**5),
    ],
)
def test_units_of_more_currencies(code, name, minor):
    assert unit(name, code).factor == minor
