"""What printed tables hold beside their rows: pages, units in rows of their own, shortened totals, commas in names."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook

from crosscut.findings import Severity
from crosscut.ingest.guessed_header import whole_header

from .conftest import COLUMNS, amounts, rules

HEADER = "id,name,ministry,amount\n"


def loud(made):
    return [f"{f.rule}@{f.place.row}" for f in made.findings if f.severity is not Severity.INFO]


@pytest.mark.parametrize("page", ["- 2 -", "Page 2", "Seite 2 von 5", "2 / 5", "(2)", "2쪽", "- 3 頁 -", "str. 2"])
def test_the_header_of_a_next_page_below_its_number_is_passed_over(reading, page):
    made = reading(f"{HEADER}A,a,m,10\n,,Total m,10\n,{page},,\n{HEADER}B,b,n,7\n")
    assert amounts(made) == {"A": 10_000_000, "B": 7_000_000}
    assert "header-repeated" in rules(made)
    assert loud(made) == []


@pytest.mark.parametrize("head", ["Ministry budgets,,,Page {} of 2", "Budget,Seite {},,", "예산안,,,{} 쪽"])
def test_what_stands_above_the_header_of_each_page_is_passed_over(reading, head):
    made = reading(f"{head.format(1)}\n{HEADER}A,a,m,10\n{head.format(2)}\n{HEADER}B,b,n,7\n")
    assert amounts(made) == {"A": 10_000_000, "B": 7_000_000}
    assert loud(made) == []
    other = reading(f"{head.format(1)}\n{HEADER}A,a,m,10\nP2,Page {2} of 2,m,5\n{HEADER}B,b,n,7\n")
    assert sorted(amounts(other)) == ["A", "B", "P2"]


@pytest.mark.parametrize("title", ["Table 2: by region", "2026", "FY2026"])
def test_the_header_below_a_title_may_begin_another_table(reading, title):
    made = reading(f"{HEADER}A,a,m,10\n,{title},,\n{HEADER}B,b,n,7\n")
    assert "second-table" in rules(made)


@pytest.mark.parametrize("said", ["1 000 €", "(1.000 EUR)", "in EUR 1'000", "1 000 eur"])
def test_a_power_of_ten_of_a_currency_below_the_header_is_its_unit(reading, said):
    budget = {"unit": "thousand EUR"}
    made = reading(f"{HEADER},,,{said}\nA,a,m,12\nB,b,n,7\n", budget, currency="EUR")
    assert amounts(made) == {"A": 1_200_000, "B": 700_000}
    assert loud(made) == []
    other = reading(f"{HEADER},,,{said}\nA,a,m,12\nB,b,n,7\n", {"unit": "million EUR"}, currency="EUR")
    assert "unit-differs" in rules(other)


def test_a_power_of_ten_that_the_rows_below_add_up_to_is_their_total(reading):
    made = reading(f'{HEADER},,,"1,000,000 EUR"\nA,a,m,400000\nB,b,m,600000\n', {"unit": "EUR"}, currency="EUR")
    assert amounts(made) == {"A": 40_000_000, "B": 60_000_000}
    assert loud(made) == []
    assert "control-met" in rules(made)


@pytest.mark.parametrize("ministry", ["Économie, finances et industrie", "Science & Technology", "Arts/Culture; Sport"])
def test_a_total_of_a_ministry_whose_name_holds_marks_is_its_total(reading, ministry):
    rows = f'A,a,"{ministry}",718.3\n,,"Sous-total {ministry}",718.3\nB,b,Armées,152\n,,Sous-total Armées,152\n'
    made = reading(f"{HEADER}{rows},,Total,870.3\n")
    assert amounts(made) == {"A": 718_300_000, "B": 152_000_000}
    assert loud(made) == []


def test_a_total_of_fewer_places_than_its_rows_may_be_off_by_half_of_its_own(reading):
    rows = "A,a,UG31,4567.34\nB,b,UG31,712.34\n,,Subtotal,5279.7\nC,c,UG34,612.34\n,,Subtotal,612.34\n,,Total,5892\n"
    made = reading(HEADER + rows)
    assert loud(made) == []
    assert "control-rounded" in rules(made)
    assert "control-total" in rules(reading(HEADER + rows.replace("5279.7", "5279.8")))


def test_a_total_of_whole_units_is_no_rounder_than_its_rows(reading):
    assert "control-total" in rules(
        reading(f"{HEADER}A,a,m,4567\nB,b,m,712\n,,Total,5280\n,,,\n".replace("5280", "5281"))
    )


def test_a_header_above_an_empty_row_ends_there():
    assert whole_header([["id", "name", "2025"], [], ["A", "a", "1"]]) == (0, 1)


def test_a_revision_in_the_rows_of_other_years_is_a_whole_estimate(reading):
    wide = {
        "RE 2025": {"fiscal_year": 2025, "stage": "revised"},
        "BE 2026": {"fiscal_year": 2026, "stage": "confirmed"},
    }
    columns = {key: name for key, name in COLUMNS.items() if key != "amount"}
    source = {"columns": columns, "wide": {"columns": wide}, "fiscal_year": None, "stage": ""}
    made = reading("id,name,ministry,RE 2025,BE 2026\nA,a,m,10,12\nB,b,m,5,7\n", source)
    assert loud(made) == []


def test_a_total_between_accounts_of_one_programme_is_of_the_rows_right_above(reading):
    rows = "A,a,m,general,30\n,,,special,12.5\n,,,Sum,42.5\nB,b,m,general,8\nC,c,n,general,61.23\n,,,special,5\n"
    source = {"columns": COLUMNS | {"account": "account"}, "fill_down": ["id", "name", "ministry"]}
    made = reading(f"id,name,ministry,account,amount\n{rows},,,Sum,66.23\nTotal,,,,116.73\n", source)
    assert amounts(made)["A"] in {30_000_000, 12_500_000}
    assert loud(made) == []


@pytest.mark.parametrize("said", ["€000", "€'000", "(£000)"])
def test_thousands_of_a_currency_without_a_one_are_a_unit_too(reading, said):
    code = "GBP" if "£" in said else "EUR"
    made = reading(f"{HEADER},,,{said}\nA,a,m,12\nB,b,n,7\n", {"unit": "thousand"}, currency=code)
    assert amounts(made) == {"A": 1_200_000, "B": 700_000}
    assert loud(made) == []


def test_what_a_spreadsheet_leaves_behind_fifteen_digits_is_no_fraction(reading):
    made = reading(f"{HEADER}A,a,m,434.9999999999999\nB,b,n,7\n", {"unit": "million EUR"}, currency="EUR")
    assert amounts(made)["A"] == 43_500_000_000
    assert loud(made) == []
    fraction = reading(f"{HEADER}A,a,m,434.99999999901\nB,b,n,7\n", {"unit": "million EUR"}, currency="EUR")
    assert "fraction-of-minor-unit" in rules(fraction)


LAST_BLOCK = "A,a,M,1234\nB,b,M,2345\nC,c,N,777\nD,d,N,888\n"


@pytest.mark.parametrize(
    "rows",
    [
        f"{LAST_BLOCK}Total,,,1665\n",
        f"{LAST_BLOCK}총계,,,1665\n",
        "A,a,M,1234\nB,b,M,2345\n소계,,,3579\nC,c,N,777\nD,d,O,888\nE,e,O,333\n총계,,,1221\n",
    ],
)
def test_a_last_total_is_of_the_table_and_not_of_its_last_ministry(reading, rows):
    assert "control-total" in rules(reading(HEADER + rows))


@pytest.mark.parametrize(
    "rows",
    [
        f"{LAST_BLOCK}Total,,,1665\nTotal,,,5244\n",
        f"{LAST_BLOCK}Subtotal,,,1665\n",
        f"{LAST_BLOCK}Total,,,1665\nE,e,O,5\nTotal,,,5249\n",
    ],
)
def test_a_total_above_another_or_above_a_new_ministry_is_of_the_rows_of_its_own(reading, rows):
    made = reading(HEADER + rows)
    assert "control-met" in rules(made)
    assert loud(made) == []


def test_a_total_that_shows_its_decimals_is_no_shortened_one(reading):
    rows = "A,a,m,1234.56\nB,b,m,2345.33\nC,c,m,876.71\n"
    assert "control-total" in rules(reading(f"{HEADER}{rows}Total,,,4457.00\n"))
    assert loud(reading(f"{HEADER}{rows}Total,,,4457\n")) == []


@pytest.mark.parametrize(("total", "is_rounded"), [(4457, True), (4456.5, True), (4456, False), (4456.61, False)])
def test_a_total_of_a_workbook_that_was_rounded_by_hand_forbids_nothing(reading, tmp_path, total, is_rounded):
    book = Workbook()
    for row in (
        HEADER.strip().split(","),
        *(("A", "a", "m", 1234.56), ("B", "b", "m", 2345.33), ("C", "c", "m", 876.64)),
    ):
        book.active.append(row)
    book.active.append(["Total", None, None, total])
    book.save(tmp_path / "a.xlsx")
    made = reading(None, {"file": "a.xlsx"})
    assert (loud(made) == []) is is_rounded
    assert ("control-rounded" in rules(made)) is is_rounded


def test_a_programme_that_nearly_equals_the_rows_above_is_no_subtotal(reading):
    rows = "A,a,m,1212.25\nB,b,m,2323.45\nC,Subtotal genomics,m,3536\nD,d,n,7.7\n"
    assert amounts(reading(HEADER + rows))["C"] == 3_536_000_000


def test_a_part_in_a_column_that_is_filled_down_would_name_the_rows_below_and_is_asked_about(reading):
    rows = "m,A,a,100\nof which: EU funds,,,40\n,B,b,200\n"
    made = reading(f"ministry,id,name,amount\n{rows}", {"fill_down": ["ministry"]})
    assert "missing-id" in rules(made)
    assert "part-of-row" in rules(reading(f"{HEADER}A,a,m,100\n,,of which: EU funds,40\nB,b,n,200\n"))


@pytest.mark.parametrize(("day", "read"), [((2025, 1, 1), True), ((2025, 6, 30), False)])
def test_only_the_first_of_january_in_a_head_is_a_year(reading, tmp_path, day, read):
    book = Workbook()
    book.active.append(["id", "name", "ministry", date(*day)])
    book.active.append(["A", "a", "m", 5])
    book.save(tmp_path / "a.xlsx")
    columns = {key: name for key, name in COLUMNS.items() if key != "amount"}
    years = {"wide": {"columns": {"2025": {"fiscal_year": 2025}}}, "fiscal_year": None}
    made = reading(None, {"file": "a.xlsx", "columns": columns, **years})
    assert ("missing-column" not in rules(made)) is read


def test_a_day_in_the_head_of_a_text_file_is_no_year(reading):
    columns = {key: name for key, name in COLUMNS.items() if key != "amount"}
    years = {"wide": {"columns": {"2025": {"fiscal_year": 2025}}}, "fiscal_year": None}
    made = reading("id,name,ministry,2025-06-30\nA,a,m,5\n", {"columns": columns, **years})
    assert "missing-column" in rules(made)


def test_accounts_are_asked_about_where_another_row_is_a_sum_by_chance(reading):
    parts = (
        "P1,양자,가,31234\nP2,로봇,가,43012\nP3,해양,가,11000\nP4,우주,가,32012\nP5,전지,가,12013\nP6,바다,나,40742\n"
    )
    made = reading(f"{HEADER}A1,일반회계,가,100000\nA2,특별회계,가,70013\n{parts}")
    assert [f.place.row for f in made.findings if f.rule == "looks-like-total"] == [2]
