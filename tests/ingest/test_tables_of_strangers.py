"""Small tables as strangers write them, each wrong one with a clean twin; the right answer was written before the run."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.styles import Font

from crosscut.findings import Severity
from crosscut.money import unit
from crosscut.text.year_words import year

from .conftest import COLUMNS, amounts, one, rules

HEADER = "id,name,ministry,amount\n"
NAMED = {"programme": "name", "ministry": "ministry", "amount": "amount"}


def loud(result):
    return [f"{f.rule}@{f.place.row}: {f.message.en}" for f in result.findings if f.severity is not Severity.INFO]


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


class TestDamagedTexts:
    def test_lost_and_misread_characters_are_told(self, reading):
        result = reading(f"{HEADER}A,양\ufffd기술,과기부,10\nB,Ã‰nergie,MinistÃ¨re,20\n")
        found = {(f.rule, f.place.row, f.place.column) for f in result.findings}
        assert found == {("garbled-text", 2, "name"), ("garbled-text", 3, "name"), ("garbled-text", 3, "ministry")}

    def test_in_descriptions_they_are_notes(self, reading):
        text = "id,name,ministry,amount,d\nA,n,m,1,of the new MinistÃ¨re\n"
        finding = one(reading(text, {"columns": COLUMNS | {"text": "d"}}), "garbled-text")
        assert (finding.severity, "'Ministère'" in finding.message.en) == (Severity.INFO, True)

    @pytest.mark.parametrize("name", ["Énergie", "Ação – São", "Größe", "ÃO", "양자", "naïve “Â”"])
    def test_letters_with_accents_are_none(self, reading, name):
        assert loud(reading(f"{HEADER}A,{name},과기부,10\n")) == []


class TestAlikeIds:
    def test_ids_that_differ_in_width_are_asked_about(self, reading):
        assert one(reading(f"{HEADER}Ａ１,n,m,10\nA1,o,m,20\n"), "alike-ids").place.row in {2, 3}

    @pytest.mark.parametrize("other", ["\u0410-1", "A\u20131", "\u0391-1"])
    def test_ids_that_look_the_same_are_asked_about(self, reading, other):
        assert one(reading(f"{HEADER}A-1,n,m,10\n{other},o,m,20\n"), "alike-ids").place.row in {2, 3}
        assert "alike-ids" not in rules(reading(f"{HEADER}B-1,n,m,10\n{other},o,m,20\n"))

    def test_zeros_that_one_file_lacks_are_asked_about(self, reading, tmp_path):
        (tmp_path / "b.csv").write_text(f"{HEADER}7,n,m,1\n8,o,m,2\n", encoding="utf-8")
        sources = ({"fiscal_year": 2025}, {"file": "b.csv"})
        result = reading(f"{HEADER}007,n,m,1\n010,o,m,2\n", *sources)
        finding = one(result, "alike-ids")
        assert (finding.place.file, finding.programme) == ("b.csv", "7") or finding.place.file == "a.csv"

    @pytest.mark.parametrize("mark", ["*", "¹", "†", " (1)", " [a]"])
    def test_ids_that_differ_in_the_mark_of_a_note_are_asked_about(self, reading, mark):
        assert one(reading(f"{HEADER}0012,n,m,10\n0012{mark},o,m,20\n"), "alike-ids").place.row in {2, 3}
        assert "alike-ids" not in rules(reading(f"{HEADER}0013,n,m,10\n0012{mark},o,m,20\n"))

    @pytest.mark.parametrize("ids", [("007", "7"), ("a1", "A1"), ("A-1", "A1"), ("A(1)", "A(2)")])
    def test_ids_that_one_file_tells_apart_are_two(self, reading, ids):
        result = reading(f"{HEADER}{ids[0]},n,m,10\n{ids[1]},o,m,20\n")
        assert set(amounts(result)) == set(ids)
        assert loud(result) == []


class TestUnseenCells:
    """What a workbook's readers do not see as it stands."""

    @pytest.fixture
    def workbook(self, reading, tmp_path):
        def _read(change, source=None):
            book = openpyxl.Workbook()
            for row in (
                ["id", "name", "ministry", "amount"],
                ["A", "n", "m", 13],
                ["B", "o", "m", 29],
                ["C", "p", "m", 41],
            ):
                book.active.append(row)
            change(book.active)
            book.save(tmp_path / "a.xlsx")
            return reading(None, {"file": "a.xlsx"} | (source or {}))

        return _read

    @staticmethod
    def _format(cell, code):
        def change(sheet):
            sheet[cell].number_format = code

        return change

    @staticmethod
    def _font(cell, **font):
        def change(sheet):
            sheet[cell].font = Font(**font)

        return change

    @pytest.mark.parametrize("code", [";;;", '"";"";""', ";", '"n.a."', '"-"'])
    def test_an_amount_that_its_format_hides_is_told(self, workbook, code):
        assert one(workbook(self._format("D3", code)), "unseen-cell").place.row == 3

    @pytest.mark.parametrize("code", ['#,##0;-#,##0;""', "General", "#,##0_);(#,##0)", '_-* #,##0_-;_-* "-"_-'])
    def test_usual_formats_say_nothing(self, workbook, code):
        assert loud(workbook(self._format("D3", code))) == []

    @pytest.mark.parametrize("code", ["#,##0;#,##0", "#,##0_ ;#,##0\\ ", "#,##0;;", "0.0;0.0;-", "#,##0;"])
    def test_a_minus_that_its_format_hides_is_told(self, workbook, code):
        def change(sheet):
            sheet["D2"].number_format = sheet["D3"].number_format = code
            sheet["D3"] = -29

        result = workbook(change, {})
        assert one(result, "unseen-cell").place.row == 3
        assert sum(result.lines["amount"].to_pylist()) == 25_000_000

    @pytest.mark.parametrize("code", ["-#,##0", "(#,##0)", '"△"#,##0', "\\-0"])
    def test_a_minus_that_only_the_format_writes_is_told(self, workbook, code):
        assert one(workbook(self._format("D3", code)), "unseen-cell").place.row == 3

    @pytest.mark.parametrize(
        "code",
        ["#,##0;[Red]#,##0", "#,##0;(#,##0)", '#,##0;"△"#,##0', "#,##0;\\-#,##0", '0;-0;"-"', "[<0]0;0", "00-00"],
    )
    def test_a_minus_that_is_shown_in_any_way_is_not(self, workbook, code):
        def change(sheet):
            sheet["D2"].number_format = sheet["D3"].number_format = code
            sheet["D3"] = -29

        assert "unseen-cell" not in loud(workbook(change))

    @pytest.mark.parametrize(
        ("cell", "font"), [("D3", {"strike": True}), ("A3", {"strike": True}), ("D3", {"color": "FFFFFFFF"})]
    )
    def test_struck_and_white_letters_are_told(self, workbook, cell, font):
        assert one(workbook(self._font(cell, **font)), "unseen-cell").place.row == 3
        assert loud(workbook(self._font(cell, **font), {"hidden": "read"})) == []

    @pytest.mark.parametrize("font", [{"bold": True}, {"color": "FF000000"}, {"strike": False}])
    def test_other_letters_are_not(self, workbook, font):
        assert loud(workbook(self._font("D3", **font))) == []

    def test_a_number_too_long_for_a_spreadsheet_is_no_id(self, workbook):
        def change(sheet):
            sheet["A3"] = 12345678901234567

        assert one(workbook(change), "number-as-code").place.row == 3

        def text(sheet):
            sheet["A3"] = "12345678901234567"

        assert loud(workbook(text)) == []

    def test_another_sheet_with_nothing_below_its_header_is_not_told(self, workbook):
        def change(sheet):
            sheet.parent.create_sheet("2").append(["id", "name", "ministry", "amount"])

        assert loud(workbook(change)) == []
