"""What single cells mean in tables of other offices: raised notes, numbers for nothing, signatures, parts of a year."""

from __future__ import annotations

import openpyxl
import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P, Span

from crosscut.findings import Severity
from crosscut.money import MoneyError, unit
from crosscut.text.year_parts import is_part_of_a_year

from .conftest import COLUMNS, amounts, one, rules

HEADER = "id,name,ministry,amount\n"


def loud(result):
    return [f"{f.rule}@{f.place.row}" for f in result.findings if f.severity is not Severity.INFO]


def _xlsx(path):
    book = xlsxwriter.Workbook(path)
    sheet, raised, bold = book.add_worksheet(), book.add_format({"font_script": 1}), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["id", "name", "ministry", "amount"])
    for row, (number, mark) in enumerate([("1234", "1"), ("20", "2)"), ("30", "a")], 1):
        sheet.write_row(row, 0, ["ABC"[row - 1], "Alpha 7", "M"])
        sheet.write_rich_string(row, 3, bold, number, raised, mark)
    book.close()


def _ods(path):
    book = OpenDocumentSpreadsheet()
    raised, plain = Style(name="T1", family="text"), Style(name="T2", family="text")
    raised.addElement(TextProperties(textposition="super 58%"))
    plain.addElement(TextProperties(fontweight="bold"))
    book.automaticstyles.addElement(raised)
    book.automaticstyles.addElement(plain)
    table = Table(name="S")
    rows = [["id", "name", "ministry", "amount"], *([each, "Alpha 7", "M", ""] for each in "ABC")]
    marks = [None, ("1234", "1"), ("20", "2)"), ("30", "a")]
    for cells, mark in zip(rows, marks, strict=True):
        line = TableRow()
        for place, text in enumerate(cells):
            cell, written = TableCell(valuetype="string"), P(text="" if mark and place == 3 else text)
            if mark and place == 3:
                written.addElement(Span(stylename=plain, text=mark[0]))
                written.addElement(Span(stylename=raised, text=mark[1]))
            cell.addElement(written)
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(path)


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", _xlsx), ("a.ods", _ods)])
def test_a_raised_mark_is_no_digit_of_the_amount(reading, tmp_path, name, write):
    write(tmp_path / name)
    result = reading(None, {"file": name})
    assert amounts(result) == {"A": 1_234_000_000, "B": 20_000_000, "C": 30_000_000}
    assert loud(result) == []
    assert one(result, "note-mark").place.row == 2


def test_letters_of_two_looks_and_raised_units_are_read_as_they_are(reading, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet, raised, bold = book.add_worksheet(), book.add_format({"font_script": 1}), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["id", "name", "ministry", "amount"])
    sheet.write_row(1, 0, ["A", "", "M", 10])
    sheet.write_rich_string(1, 1, bold, "CO", raised, "2", bold, " storage")
    sheet.write_row(2, 0, ["B", "b", "M"])
    sheet.write_rich_string(2, 3, bold, "12", "34")
    book.close()
    result = reading(None, {"file": "a.xlsx"})
    assert (amounts(result), loud(result)) == ({"A": 10_000_000, "B": 1_234_000_000}, [])
    assert result.programmes["name"].to_pylist() == ["CO2 storage", "b"]


@pytest.mark.parametrize("word", ["9999", "-1", "0.0"])
def test_a_number_may_be_an_offices_word_for_nothing(reading, word):
    text = f"{HEADER}A,a,m,10\nB,b,m,{word}\nC,c,m,99990\n"
    result = reading(text, {"blank": [word]})
    assert amounts(result) == {"A": 10_000_000, "C": 99_990_000_000}
    assert one(result, "no-amount").place.row == 3


@pytest.mark.parametrize("date", ["12.03.2027", "2027-03-12", "12/03/2027", "2027년 3월 12일", "12 March 2027"])
def test_a_signature_with_its_date_below_a_table_is_a_note(reading, date):
    result = reading(f"{HEADER}A,a,m,10\nB,b,m,20\n,,,\n,Zatwierdził: J. Kowalski,,{date}\n")
    assert (amounts(result), loud(result)) == ({"A": 10_000_000, "B": 20_000_000}, [])


def test_a_date_in_the_place_of_an_amount_is_told(reading):
    assert loud(reading(f"{HEADER}A,a,m,10\nB,b,m,12.03.2027\nC,c,m,20\n")) == ["text-in-amount@3"]


def test_a_table_behind_a_cover_is_named(reading, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Research budget"])
    sheet = book.create_sheet("Data")
    for row in (["id", "name", "ministry", "amount"], ["A", "a", "m", 10]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert "sheet = 'Data'" in one(reading(None, {"file": "a.xlsx"}), "missing-header").hint.en
    assert amounts(reading(None, {"file": "a.xlsx", "sheet": "Data"})) == {"A": 10_000_000}


@pytest.mark.parametrize(
    "stage", ["T1", "Ejecutado T3", "3T", "III trimestre", "quý 2", "1. çeyrek", "2 квартал", "9 месяцев", "executedQ2"]
)
def test_stages_of_a_part_of_the_year_are_known(stage):
    assert is_part_of_a_year(stage)


@pytest.mark.parametrize("stage", ["T4", "IV trimestre", "draft1", "Budget", "отчёт", "executed", "budget2026"])
def test_other_stages_hold_the_year(stage):
    assert not is_part_of_a_year(stage)


@pytest.mark.parametrize(
    ("name", "code", "scale"),
    [
        ("مليون جنيه", "EGP", 6),
        ("хил. лв.", "BGN", 3),
        ("млн. евро", "EUR", 6),
        ("tūkst. eiro", "EUR", 3),
        ("u tisućama kuna", "HRK", 3),
        ("у хиљадама динара", "RSD", 3),
        ("w tys. zł", "PLN", 3),
        ("în mii lei", "RON", 3),
        ("सेकड़ा", "INR", None),
        ("लाख रुपये", "INR", 5),
        ("কোটি টাকা", "BDT", 7),
        ("میلیون ریال", "IRR", 6),
        ("сая төгрөг", "MNT", 6),
        ("тис. гривень", "UAH", 3),
        ("mijë lekë", "ALL", 3),
    ],
)
def test_units_in_the_words_of_their_country(name, code, scale):
    if scale is None:
        with pytest.raises(MoneyError):
            unit(name, code)
    else:
        assert unit(name, code).factor == 10 ** (scale + 2)


@pytest.mark.parametrize(
    "label",
    ["Разом за розділом", "Итого по разделу 05", "Total by chapter", "Razem w dziale 730", "Celkem za kapitolu 333"],
)
def test_a_total_of_a_chapter_is_one_in_many_languages(reading, label):
    source = {"columns": {key: each for key, each in COLUMNS.items() if key != "name"} | {"programme": "name"}}
    text = f"name,ministry,amount\nFizika,M,10\nKemija,M,20\n{label},M,30\n"
    result = reading(text, source)
    assert (amounts(result), loud(result)) == ({"Fizika": 10_000_000, "Kemija": 20_000_000}, [])


@pytest.mark.parametrize("name", ["Total synthesis of drugs", "Sum of all parts", "Programme for total quality"])
def test_names_that_hold_such_words_stay_programmes(reading, name):
    result = reading(f"{HEADER}A,{name},m,10\nB,b,m,23\nC,c,m,41\n")
    assert (amounts(result)["A"], loud(result)) == (10_000_000, [])


def _ods_of(path, cells):
    """An ods of three programmes whose amounts are given as cells."""
    book, table = OpenDocumentSpreadsheet(), Table(name="S")
    rows = [[TableCell(valuetype="string") for _ in range(4)]]
    for cell, text in zip(rows[0], ["id", "name", "ministry", "amount"], strict=True):
        cell.addElement(P(text=text))
    for place, amount in enumerate(cells):
        texts = [TableCell(valuetype="string") for _ in range(3)]
        for cell, text in zip(texts, ["ABC"[place], "abc"[place], "M"], strict=True):
            cell.addElement(P(text=text))
        rows.append([*texts, amount])
    for row in rows:
        line = TableRow()
        for cell in row:
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(path)


def _money(value, code):
    cell = TableCell(valuetype="currency", currency=code, value=value)
    cell.addElement(P(text=value))
    return cell


@pytest.mark.parametrize(("code", "told"), [("USD", True), ("KRW", False)])
def test_a_currency_that_cells_name_is_compared_with_the_mapping(reading, tmp_path, code, told):
    _ods_of(tmp_path / "a.ods", [_money(value, code) for value in ("10", "20", "30")])
    result = reading(None, {"file": "a.ods"})
    assert amounts(result) == {"A": 10_000_000, "B": 20_000_000, "C": 30_000_000}
    assert bool(loud(result)) == told
    assert not told or any("USD" in finding.message.en for finding in result.findings)


def test_a_formula_without_a_value_is_told(reading, tmp_path):
    _ods_of(tmp_path / "a.ods", [_money("10", "KRW"), TableCell(formula="of:=[.D2]+1"), _money("30", "KRW")])
    assert loud(reading(None, {"file": "a.ods"})) == ["formula-without-value@3"]


@pytest.mark.parametrize("cell", ["pm*", "pm¹", "PM (1)", "n/a†", "n/a (a)"])
def test_a_word_for_nothing_may_carry_the_mark_of_a_note(reading, cell):
    result = reading(f"{HEADER}A,a,m,10\nB,b,m,{cell}\n", {"blank": ["pm"]})
    assert (amounts(result), loud(result)) == ({"A": 10_000_000}, [])


MARKED = [
    "Total (1)",
    "Sous-total (2)",
    "Итого (1)",
    "총계(1)",
    "合計（注1）",
    "합계(주1)",
    "Total (1) (2)",
    "Total, net of receipts (2)",
]


@pytest.mark.parametrize("label", MARKED)
def test_a_total_with_the_mark_of_a_note_in_brackets_is_one_that_is_compared(reading, label):
    columns = {"columns": {"programme": "name", "ministry": "ministry", "amount": "amount"}}
    text = "name,ministry,amount\nAlpha,M,13.5\nBeta,M,24.25\nGamma,M,51\n"
    right = reading(f'{text}"{label}",M,88.75\n', columns)
    assert (sum(amounts(right).values()), loud(right)) == (88_750_000, [])
    wrong = reading(f'{text}"{label}",M,98.75\n', columns)
    assert (sum(amounts(wrong).values()), loud(wrong)) == (88_750_000, ["control-total@5"])


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!"])
def test_an_error_in_one_of_the_cells_of_an_id_is_no_id(reading, error):
    source = {"columns": COLUMNS | {"programme": ["chapter", "id"]}}
    text = f"chapter,id,name,ministry,amount\n30,01,a,m,10\n30,{error},b,m,20\n31,01,c,m,30\n"
    result = reading(text, source)
    assert amounts(result) == {"30 01": 10_000_000, "31 01": 30_000_000}
    assert "error-cell@3" in loud(result)


def test_an_error_in_the_column_that_says_which_rows_count_is_told(reading):
    text = "id,name,ministry,amount,Type\nA,a,m,10,x\nB,b,m,20,#N/A\nC,c,m,30,y\n"
    result = reading(text, {"where": {"Type": "x"}})
    assert (amounts(result), loud(result)) == ({"A": 10_000_000}, ["error-cell@3"])


def test_a_hidden_column_that_is_mapped_and_to_be_skipped_is_told(reading, tmp_path):
    book = openpyxl.Workbook()
    for row in (["id", "name", "ministry", "amount"], ["A", "a", "m", 10]):
        book.active.append(row)
    book.active.column_dimensions["D"].hidden = True
    book.save(tmp_path / "a.xlsx")
    assert loud(reading(None, {"file": "a.xlsx", "hidden": "skip"})) == ["hidden-column@1"]
    assert loud(reading(None, {"file": "a.xlsx", "hidden": "read"})) == []


def test_headings_with_an_id_and_no_amount_lack_nothing(reading):
    text = f"{HEADER}I,Basic research,,\nA,a,m,10\nB,b,m,20\n30,,,\nC,c,m,30\n"
    assert loud(reading(text)) == []
    assert loud(reading(f"{HEADER}A,a,,10\nB,,m,20\n")) == ["missing-ministry@2", "missing-name@3"]


def test_stated_utf8_that_is_utf16_is_named(reading, tmp_path):
    (tmp_path / "a.csv").write_bytes(f"{HEADER}A,a,m,10\n".encode("utf-16"))
    assert '"utf-16"' in one(reading(None, {"file": "a.csv", "encoding": "utf-8"}), "wrong-encoding").hint.en


@pytest.mark.parametrize(
    ("cell", "told"), [("2.024E+14", True), ("2,024E+14", True), ("2E4", False), ("1E+5-B", False)]
)
def test_an_identifier_that_a_spreadsheet_cut_short_is_told(reading, cell, told):
    result = reading(f'id,name,ministry,amount\n"{cell}",a,m,5\nB,b,m,7\n')
    assert ("number-as-code" in rules(result)) is told
