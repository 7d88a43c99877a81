"""``init --from`` on small files of strangers: what it writes reads them, or says what is to be decided."""

from __future__ import annotations

import openpyxl
import pytest

from tests.cli.strangers_files import amounts, book, loud, written

POINTS = "code,name,ministry,Budget 2025 ({})\nA,Alpha,M,125.300\nB,Beta,M,98.450\nC,Gamma,N,850\n"


@pytest.mark.parametrize("unit", ["TEUR", "thousand JPY", "EUR"])
def test_points_before_three_digits_are_left_to_decide_where_both_are_possible(tmp_path, unit):
    (tmp_path / "a.csv").write_text(POINTS.format(unit))
    left, snapshot = written(tmp_path, "a.csv", stage='"requested"')
    assert "decimal" in left
    assert [each.split(":")[0] for each in loud(snapshot)] == ["decimal-or-thousands"]


def test_a_point_that_is_decided_is_read_so(tmp_path):
    (tmp_path / "a.csv").write_text(POINTS.format("TEUR"))
    _, snapshot = written(tmp_path, "a.csv", stage='"requested"', decimal='","')
    assert amounts(snapshot)["A 2025 requested"] == 125_300_000_00
    assert loud(snapshot) == []


@pytest.mark.parametrize(("unit", "value"), [("đồng", 125_300), ("円", 125_300), ("KRW", 125_300)])
def test_points_of_money_without_decimals_stand_between_thousands(tmp_path, unit, value):
    (tmp_path / "a.csv").write_text(POINTS.format(unit))
    left, snapshot = written(tmp_path, "a.csv", stage='"requested"')
    assert "decimal" not in left
    assert amounts(snapshot)["A 2025 requested"] == value
    assert loud(snapshot) == []


@pytest.mark.parametrize("cell", ["98.5", "0.450", "1,250.5", "1250.000"])
def test_nothing_is_asked_of_points_that_another_cell_settles(tmp_path, cell):
    text = POINTS.format("TEUR").replace("98.450", f'"{cell}"')
    (tmp_path / "a.csv").write_text(text)
    assert "decimal" not in written(tmp_path, "a.csv", stage='"requested"')[0]


def test_a_year_of_something_else_is_not_taken_for_that_of_the_amounts(tmp_path):
    rows = "2024,1,量子,文科省,10\n2024,2,宇宙,文科省,20\n"
    (tmp_path / "rs2024.csv").write_text(f"review_year,projectId,projectName,ministry,budget (JPY)\n{rows}")
    left, snapshot = written(tmp_path, "rs2024.csv", fiscal_year="2023", stage='"confirmed"')
    assert left == {"fiscal_year", "stage"}
    assert amounts(snapshot) == {"1 2023 confirmed": 10, "2 2023 confirmed": 20}


def test_names_that_several_ministries_use_are_joined_with_them(tmp_path):
    rows = "".join(
        f"{y},{m},기본경비,{10 + y % 7}\n{y},{m},{m}사업,7\n" for y in (2025, 2026) for m in ("가부", "나부")
    )
    (tmp_path / "a.csv").write_text(f"연도,부처,사업명,집행액(원)\n{rows}")
    _, snapshot = written(tmp_path, "a.csv", stage='"executed"')
    assert len(amounts(snapshot)) == 8
    assert loud(snapshot) == []


def test_amounts_that_look_like_a_year_are_amounts(tmp_path):
    header = "Programme,Department,2023/24 (£ thousand),2024/25 (£ thousand)"
    (tmp_path / "a.csv").write_text(f"{header}\nAlpha,DSIT,2040,2\nBeta,DSIT,3,4\n")
    _, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert amounts(snapshot)["Alpha 2023 confirmed"] == 204_000_000


def test_a_share_behind_the_amounts_is_no_amount_and_a_scale_needs_no_currency(tmp_path):
    (tmp_path / "a.csv").write_text(
        "Demand No,Scheme,Ministry,BE 2025-26 (Rs. in crore),Share (%)\n1,Chips,MeitY,1.5,33.3\n"
    )
    left, snapshot = written(tmp_path, "a.csv", currency='"INR"', stage='"confirmed"')
    assert left == set()
    assert amounts(snapshot) == {"1 2025 confirmed": 15_000_000 * 100}


def test_the_sheet_with_the_table_and_the_unit_in_its_formats(tmp_path):
    made = openpyxl.Workbook()
    made.active.title = "About"
    made.active.append(["This workbook holds the budget of 2026"])
    sheet = made.create_sheet("Table")
    sheet.append(["사업코드", "사업명", "부처", "2026년 예산"])
    for number, name, amount in (("1", "가", 10), ("2", "나", 20)):
        sheet.append([number, name, "과기부", amount])
        sheet.cell(sheet.max_row, 4).number_format = '#,##0"천원"'
    made.save(tmp_path / "a.xlsx")
    left, snapshot = written(tmp_path, "a.xlsx", stage='"confirmed"')
    assert left == {"stage"}
    assert amounts(snapshot) == {"1 2026 confirmed": 10_000, "2 2026 confirmed": 20_000}


def test_ministries_that_are_said_once_for_several_rows(tmp_path):
    text = "code,program,agency,FY2026 Request (USD thousand)\n1,a,DOE,10\n2,b,,20\n3,c,NSF,30\nTotal,,,60\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv", fill_down='["agency"]')
    assert left == {"fill_down"}
    assert snapshot.programmes["ministry"].to_pylist() == ["DOE", "DOE", "NSF"]
    assert loud(snapshot) == []


def test_accounts_of_a_past_year_beside_its_budgets_are_execution(tmp_path):
    text = "N°;Rubrique;Département;Compte 2024 (CHF);Budget 2025 (CHF)\n100;Énergie;DFI;1'234'500;1'300'000\n"
    (tmp_path / "a.csv").write_bytes(text.encode("iso8859-15"))
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert left == {"stage"}
    assert amounts(snapshot) == {"100 2024 executed": 123_450_000, "100 2025 confirmed": 130_000_000}
    assert loud(snapshot) == []


def test_a_column_that_speaks_in_the_first_row_of_a_block_alone_is_no_id(tmp_path):
    book(
        tmp_path / "a.xlsx",
        ["Department", "Agency", "P/A/P", "Amount"],
        ["DOST", "PCAARRD", "R&D", 12500],
        [None, None, "Extension", 8000],
        [None, "PAGASA", "Radar", 3300],
        [None, None, "Seed bank", 900],
        ["(in thousand pesos)"],
    )
    decided = {
        "stage": '"confirmed"',
        "fiscal_year": "2026",
        "fill_down": '["Department", "Agency"]',
        "currency": '"PHP"',
    }
    left, snapshot = written(tmp_path, "a.xlsx", **decided)
    assert "fill_down" in left
    rows = snapshot.programmes.select(["programme", "ministry", "committee"]).to_pylist()
    assert rows[1] == {"programme": "R&D", "ministry": "DOST", "committee": "PCAARRD"}
    assert rows[3] == {"programme": "Seed bank", "ministry": "DOST", "committee": "PAGASA"}


def test_a_ministry_in_a_row_of_its_own_with_its_sum_is_asked_about(tmp_path):
    rows = [["Ministry of Research", None, None, 1500], [None, "M1", "Basic research", 1200]]
    rows += [[None, "M2", "Climate research", 300], ["Ministry of Transport", None, None, 165]]
    rows += [[None, "T1", "Rail innovation", 45], [None, "T2", "Batteries", 120], ["Total", None, None, 1665]]
    book(tmp_path / "a.xlsx", ["Ministry", "Code", "Programme", "Budget 2025 (EUR million)"], *rows)
    left, snapshot = written(tmp_path, "a.xlsx", stage='"requested"', fill_down='["Ministry"]')
    assert "fill_down" in left
    assert loud(snapshot) == []
    assert {row["programme"]: row["ministry"] for row in snapshot.programmes.to_pylist()} == {
        "M1": "Ministry of Research",
        "M2": "Ministry of Research",
        "T1": "Ministry of Transport",
        "T2": "Ministry of Transport",
    }


@pytest.mark.parametrize("unit", ["mil Kč", "US$ mil", "mil lei"])
def test_a_scale_that_nobody_knows_for_sure_is_left_to_decide(tmp_path, unit):
    (tmp_path / "a.csv").write_text(f"code,name,ministry,Budget 2025 ({unit})\nA,Alpha,M,12\nB,Beta,N,15\n")
    left, _ = written(tmp_path, "a.csv", stage='"requested"')
    assert "unit" in left


@pytest.mark.parametrize(("note", "unit"), [("(in T€)", "T€"), ("(In ₹ crore)", "₹ crore"), ("(T€)", "T€")])
def test_a_unit_is_written_without_the_word_that_leads_it_in(tmp_path, note, unit):
    text = f"Budget 2025,,,\n{note},,,\nCode,Programme,Ministry,Budget 2025\n01,Alpha,M,1250\n02,Beta,M,340\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    _, snapshot = written(tmp_path, "a.csv", stage='"requested"')
    assert snapshot.settings.source[0].unit == unit
    assert loud(snapshot) == []
