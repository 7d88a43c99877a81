"""Texts that were damaged, ids that are alike and cells that nobody sees."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.styles import Font

from crosscut.findings import Severity
from tests.ingest.strangers_tables import HEADER, loud

from .conftest import COLUMNS, amounts, one, rules


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

    def test_the_id_of_a_row_that_is_not_counted_is_like_none(self, reading, tmp_path):
        (tmp_path / "b.csv").write_text(f"{HEADER}5,n,m,1\n6,o,m,2\n007,Grand total,m,3\n", encoding="utf-8")
        assert "alike-ids" not in rules(reading(f"{HEADER}7,n,m,1\n8,o,m,2\n", {}, {"file": "b.csv"}))

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
