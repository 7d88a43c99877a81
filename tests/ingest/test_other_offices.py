"""Numbers, totals, notes, years and rows as offices of other countries write them; each kind with a clean twin."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscut.findings import Severity
from crosscut.text.year_words import year
from tests.shortened import examples

from .conftest import COLUMNS, amounts, one, rules

HEADER = "id,name,ministry,amount\n"
QUICK = settings(max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def loud(result):
    return [f"{f.rule}: {f.message.en}" for f in result.findings if f.severity is not Severity.INFO]


def table(cells):
    return "id;name;ministry;amount\n" + "".join(f"P{n};n;m;{cell}\n" for n, cell in enumerate(cells))


_STYLES = {
    "1.234,5": (".", ","),
    "1 234,5": (" ", ","),
    "1\u202f234,5": ("\u202f", ","),
    "1'234.5": ("'", "."),
    "1,234.5": (",", "."),
    "1234,5": ("", ","),
    "1234.5": ("", "."),
}


def written(value: Decimal, thousands: str, decimal: str) -> str:
    text = f"{value:,.2f}"
    return text.translate({ord(","): thousands, ord("."): decimal})


@QUICK
@given(
    values=st.lists(st.decimals(0, 10**7, places=2), min_size=1, max_size=12),
    style=st.sampled_from(sorted(_STYLES)),
    stated=st.booleans(),
)
def test_a_table_in_any_locale_reads_back_exactly(reading, values, style, stated):
    thousands, decimal = _STYLES[style]
    text = table([written(value, thousands, decimal) for value in values])
    result = reading(text, {"delimiter": ";", "decimal": decimal if stated else ""})
    assert amounts(result) == {f"P{n}": int(value * 10**6) for n, value in enumerate(values)}
    assert [rule for rule in loud(result) if "looks-like-total" not in rule] == []


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        ("1.999,50", 1_999_500_000),
        ("1 234,5", 1_234_500_000),
        ("1'234.50", 1_234_500_000),
        ("12,34,567", 1_234_567_000_000),
        ("1.234.567", 1_234_567_000_000),
        ("١٢٣٫٥", 123_500_000),
        ("１，２３４", 1_234_000_000),
        ("1,234*", 1_234_000_000),
        ("1,234ʳ", 1_234_000_000),
        ("1,234 *)", 1_234_000_000),
        ("1,234†)", 1_234_000_000),
        ("1,234 1/", 1_234_000_000),
        ("1,234①", 1_234_000_000),
        ("1,234(注)", 1_234_000_000),
        ("1,234(a)", 1_234_000_000),
        ("3,456 1)", 3_456_000_000),
        ("1,234¹", 1_234_000_000),
        ("1,234 [2]", 1_234_000_000),
        ("*1,234", 1_234_000_000),
        ("1,234 a/", 1_234_000_000),
        ("1,234 주1)", 1_234_000_000),
    ],
)
def test_numbers_that_can_be_read_in_one_way(reading, cell, won):
    result = reading(f'{HEADER}A,n,m,"{cell}"\n')
    assert amounts(result) == {"A": won}
    assert loud(result) == []


def test_points_with_three_digits_behind_each_are_asked_about(reading):
    finding = one(reading(table(["12.345", "48.750", "335.500"]), {"delimiter": ";"}), "decimal-or-thousands")
    assert (finding.severity, finding.place.row) == (Severity.WARNING, 2)
    for decimal, first in ((",", 12_345_000_000), (".", 12_345_000)):
        result = reading(table(["12.345", "48.750"]), {"delimiter": ";", "decimal": decimal})
        assert amounts(result)["P0"] == first
        assert loud(result) == []


@pytest.mark.parametrize("cells", [["12.5", "48.750"], ["12.345", "1500.5"], ["1,234", "0.678"], ["0.125", "0.250"]])
def test_points_that_something_settles_are_not_asked_about(reading, cells):
    assert "decimal-or-thousands" not in rules(reading(table(cells), {"delimiter": ";"}))


def test_words_that_state_nothing_and_text_are_one_finding_a_cause(reading):
    text = HEADER + "A,n,m,n/a\nB,n,m,n/a\nC,n,m,zz\nD,n,m,much\nE,n,m,much\nF,n,m,1\n"
    result = reading(text, {"blank": ["zz"]})
    found = {(f.rule, f.place.row) for f in result.findings}
    assert found == {("no-amount", 2), ("no-amount", 4), ("text-in-amount", 5)}
    assert "row 6" in one(result, "text-in-amount").message.en


_TOTALS = {
    "ko": ("{} 합계", "합계", "소계"),
    "en": ("Total {}", "Total", "Subtotal"),
    "ja": ("{} 計", "合計", "小計"),
    "zh": ("{} 合计", "总计", "小计"),
    "de": ("Summe {}", "Gesamtsumme", "Zwischensumme"),
    "fr": ("Total {}", "Total général", "Sous-total"),
    "es": ("Total {}", "Suma", "Subtotal"),
    "it": ("Totale {}", "Totale generale", "Subtotale"),
}


@QUICK
@given(
    groups=st.lists(st.lists(st.integers(1, 9999), min_size=1, max_size=4), min_size=1, max_size=3),
    language=st.sampled_from(sorted(_TOTALS)),
    marked=st.booleans(),
)
def test_total_rows_in_eight_languages_are_no_programmes(reading, groups, language, marked):
    beside, alone, _ = _TOTALS[language]
    lines, count = [], 0
    for number, values in enumerate(groups):
        for value in values:
            lines.append(f"Project {count},Office {number},{value}")
            count += 1
        lines.append(f"{beside.format(f'Office {number}')},,{sum(values)}")
    mark = "○ " if marked else ""
    lines.append(f"{mark}{alone},,{sum(map(sum, groups))}")
    columns = {"programme": "name", "ministry": "ministry", "amount": "amount"}
    result = reading("name,ministry,amount\n" + "\n".join(lines) + "\n", {"columns": columns})
    values = [value for group in groups for value in group]
    assert amounts(result) == {f"Project {n}": value * 10**6 for n, value in enumerate(values)}
    assert [each for each in loud(result) if "missing-name" not in each and "looks-like" not in each] == []


@pytest.mark.parametrize(
    "name",
    [
        "통합 합계산출 기술개발",
        "총괄운영 지원",
        "Total synthesis of antibiotics",
        "회계 제도 연구",
        "설계",
        "Sum of squares methods",
    ],
)
def test_a_programme_whose_name_holds_a_word_for_a_total_stays_one(reading, name):
    result = reading(f'{HEADER}A,양자,과기부,10\nB,"{name}",보건부,7\n')
    assert amounts(result) == {"A": 10_000_000, "B": 7_000_000}
    assert loud(result) == []


@QUICK
@given(values=st.lists(st.integers(1, 99_999), min_size=2, max_size=20))
def test_a_total_of_rounded_rows_forbids_nothing(reading, values):
    """Rows printed to a tenth, and the total of what was before rounding."""
    printed = [(value + 5) // 10 for value in values]
    total = (sum(values) + 5) // 10
    rows = "".join(f"P{n},n,m,{value / 10:.1f}\n" for n, value in enumerate(printed))
    result = reading(f"{HEADER}{rows},Total,,{total / 10:.1f}\n")
    assert "control-total" not in rules(result)
    assert len(amounts(result)) == len(values)


def test_a_total_that_is_off_by_more_is_fatal(reading):
    result = reading(HEADER + "A,n,m,10.3\nB,n,m,20.4\n,Total,,31.9\n")
    assert one(result, "control-total").severity is Severity.FATAL


@pytest.mark.parametrize("last", ["Z,Everything,,6912", "Z,All programmes,m,6912"])
def test_a_row_that_equals_the_rows_above_is_asked_about(reading, last):
    text = f"{HEADER}A,n,m,1234\nB,n,m,5678\n{last}\n"
    finding = one(reading(text), "looks-like-total")
    assert (finding.severity, finding.place.row) == (Severity.WARNING, 4)
    assert "looks-like-total" not in rules(reading(text, {"keep_rows": [4]}))
    assert amounts(reading(text, {"skip_rows": [4]})) == {"A": 1_234_000_000, "B": 5_678_000_000}


def test_round_amounts_that_happen_to_add_up_are_not_asked_about(reading):
    assert loud(reading(HEADER + "A,n,m,10\nB,n,m,20\nC,n,m,30\n")) == []


def test_totals_of_ids_joined_of_two_columns(reading):
    columns = {"programme": ["state", "fund"], "name": "fund", "ministry": "state", "amount": "amount"}
    text = "state,fund,amount\nAustria,ERDF,10\nAustria,ESF,20\nAustria,Total,30\nBelgium,ERDF,5\nBelgium,Total,5\n"
    result = reading(text, {"columns": columns})
    assert loud(result) == []
    assert sum(amounts(result).values()) == 35_000_000


@pytest.mark.parametrize(
    "notes",
    [
        ",,,\nSource: budget office,,,\n",
        "* preliminary,,,\n",
        "자료: 기획재정부,,,\n주: 반올림,,,\n",
        "注1 概算,,,\n",
        "Quelle: BMF,,,\n",
    ],
)
def test_notes_below_a_table(reading, notes):
    result = reading(f"{HEADER}A,n,m,1\nB,n,m,2\n{notes}")
    assert amounts(result) == {"A": 1_000_000, "B": 2_000_000}
    assert result.programmes.num_rows == 2
    assert loud(result) == []


def test_rows_that_count(reading):
    columns = COLUMNS | {"ministry": "agency"}
    text = "kind,agency,id,name,amount\nexpenditure,NSF,A,n,1\nrevenue,,B,n,2\nExpenditure,,C,n,3\n,Total,,,4\n"
    source = {"columns": columns, "where": {"kind": ["expenditure", ""]}, "fill_down": ["agency"]}
    result = reading(text, source)
    assert amounts(result) == {"A": 1_000_000, "C": 3_000_000}
    assert result.programmes["ministry"].to_pylist() == ["NSF", "NSF"]
    assert loud(result) == []


def test_several_tables_of_a_sheet_by_their_rows(reading):
    text = f"{HEADER}A,n,m,1\n\n{HEADER}B,n,m,2\n"
    assert amounts(reading(text, {"last_row": 2})) == {"A": 1_000_000}
    assert amounts(reading(text, {"first_row": 4})) == {"B": 2_000_000}
    assert amounts(reading(text, {"range": "A1:D2"})) == {"A": 1_000_000}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023/24", 2023),
        ("2023-24", 2023),
        ("2023–2024", 2023),
        ("FY24", 2024),
        ("FY 2024", 2024),
        ("FY2023/24", 2023),
        ("2024년도", 2024),
        ("2024年度", 2024),
        ("令和5年度", 2023),
        ("令和元年度", 2019),
        ("令和七年度", 2025),
        ("平成三十一年度", 2019),
        ("昭和六十三年度", 1988),
        ("民國一百一十三年度", 2024),
        ("民國一一三年", 2024),
        ("R5", 2023),
        ("民國113年度", 2024),
        ("２０２４年", 2024),
        ("2026.0", 2026),
        ("平成31年度（令和元年度）", 2019),
        ("令和元（2019）年度", 2019),
        ("平成31・令和元年度", 2019),
        ("H31/R1", 2019),
        ("令和5年度(2023年度)", 2023),
        ("令和6年度(2023年度)", 0),
        ("2567 (2024)", 2024),
        ("2024 (est.) 1)", 2024),
        ("2024 (2023/24)", 0),
        ("2023/4", 0),
        ("2023/25", 0),
        ("12/13", 0),
        ("soon", 0),
        ("3", 0),
    ],
)
def test_years_as_offices_write_them(text, expected):
    assert year(text) == expected


def explained(folder, tables, lines, *, mapping="", top=""):
    """The findings of tables by name, with lines of a reconciliation."""
    from crosscut.budget import read

    (folder / "decisions").mkdir()
    toml = f'title = "t"\ntaxonomy = "kr-cet-2022"\n{top}'
    for name, text in tables.items():
        (folder / name).write_text(text)
        columns = (
            mapping or 'programme = "id", name = "name", ministry = "ministry", amount = "amount" }\nfiscal_year = 2026'
        )
        toml += f'[[source]]\nfile = "{name}"\nunit = "million"\nstage = "confirmed"\ncolumns = {{ {columns}\n'
    (folder / "crosscut.toml").write_text(toml)
    (folder / "decisions" / "reconciliation.csv").write_text("control,amount,unit,reason\n" + lines)
    return sorted((each.rule, each.place.file, each.place.row) for each in read(folder).findings)


OFF = HEADER + "A,n,M,10.3\nB,n,M,20.4\n,Total,,35.7\n"
OFF_TOO = HEADER + "C,n,M,10.3\nD,n,M,20.4\n,Total,,35.7\n"
EVEN = HEADER + "C,n,M,10\nD,n,M,20\n,Total,,30\n"
BY_PART = HEADER + "A,a,M,10\nB,b,M,20\n,Subtotal,,35\nC,c,N,10\nD,d,N,20\n,Subtotal,,30\n,Total,,60\n"


@pytest.mark.parametrize(
    ("tables", "lines", "said"),
    [
        ({"a.csv": OFF}, "Total,-5,million,r\n", ["control-explained"]),
        ({"a.csv": OFF}, "Total,-4,million,r\n", ["control-total"]),
        ({"a.csv": OFF}, "Total,-4,million,r\na.csv: Total,-1,million,q\n", ["control-explained"]),
        ({"a.csv": HEADER + "A,a,M,10\nB,b,M,20\n,Total,M,35\n"}, "Total,-5,million,r\n", ["control-explained"]),
        ({"a.csv": BY_PART}, "Subtotal,-5,million,r\n", ["control-explained", "control-met", "control-met"]),
        ({"a.csv": OFF, "b.csv": EVEN}, "Total,-5,million,r\n", ["control-explained", "control-met"]),
        ({"a.csv": OFF, "b.csv": OFF_TOO}, "Total,-5,million,r\n", ["control-total"] * 2 + ["reconciliation-unclear"]),
        ({"a.csv": OFF, "b.csv": OFF_TOO}, "b.csv: Total,-5,million,r\n", ["control-explained", "control-total"]),
        (
            {"a.csv": OFF, "b.csv": OFF_TOO},
            'b.csv Total,-5,million,r\n"a.csv, row 4, column amount: Total",-5,million,r\n',
            ["control-explained"] * 2,
        ),
        ({"a.csv": EVEN}, "Total,-5,million,r\n", ["control-met", "reconciliation-of-nothing"]),
    ],
)
def test_a_printed_total_that_differs_can_be_explained_line_by_line(tmp_path, tables, lines, said):
    assert [rule for rule, _, _ in explained(tmp_path, tables, lines)] == said


def test_the_totals_of_two_years_are_explained_one_by_one(tmp_path):
    table = {"a.csv": "id,name,ministry,2025,2026\nA,a,M,10,10\nB,b,M,20,20\n,Total,,35,35\n"}
    mapping = (
        'programme = "id", name = "name", ministry = "ministry" }\n'
        'wide = { columns = { "2025" = { fiscal_year = 2025 }, "2026" = { fiscal_year = 2026 } } }'
    )
    found = explained(tmp_path, table, "2026 Total,-5,million,r\n", mapping=mapping)
    assert [rule for rule, _, _ in found] == ["control-explained", "control-total"]


def test_a_line_explains_a_stated_control_and_the_row_that_prints_it(tmp_path):
    control = '[[control]]\nlabel = "Total"\namount = "35.7 million"\n'
    found = explained(tmp_path, {"a.csv": OFF}, "Total,-5,million,r\n", top=control)
    assert [rule for rule, _, _ in found] == ["control-explained"] * 2


def test_thousands_that_the_mapping_states_settle_the_decimals(reading):
    result = reading(table(["12.345", "48.750"]), {"delimiter": ";", "thousands": "."})
    assert amounts(result)["P0"] == 12_345_000_000
    assert loud(result) == []


def test_years_of_columns_as_offices_write_them(reading):
    columns = {"programme": "id", "name": "name", "ministry": "ministry"}
    wide = {"columns": {"x": {"fiscal_year": "2023/24"}}}
    result = reading("id,name,ministry,x\nA,n,m,1\n", {"columns": columns, "wide": wide, "fiscal_year": None})
    assert result.lines["fiscal_year"].to_pylist() == [2023]


def test_accounts_that_end_in_a_letter_for_a_total_are_data(reading):
    columns = COLUMNS | {"account": "account"}
    text = "id,name,ministry,amount,account\nA,n,m,1,일반회계\nB,n,m,2,특별회계\n합계,,,1,일반회계\n합계,,,3,\n"
    result = reading(text, {"columns": columns})
    assert amounts(result) == {"A": 1_000_000, "B": 2_000_000}
    assert loud(result) == []


@pytest.mark.parametrize(
    "label", ["Total¹", "Total 1)", "Total (a)", "Total a/", "Total*", "합계 주1)", "総計²", "Samlet"]
)
def test_a_total_with_the_mark_of_a_note_is_one(reading, label):
    result = reading(HEADER + f"A,a,m,10\nB,b,m,23\n{label},,,33\n")
    assert (amounts(result), loud(result)) == ({"A": 10_000_000, "B": 23_000_000}, [])


def test_a_cell_that_names_its_currency_alone_is_told(reading):
    finding = one(reading(HEADER + "A,a,m,10\nB,b,m,20원\n"), "unit-differs")
    assert (finding.place.row, finding.value) == (3, 20)
    assert loud(reading(HEADER + "A,a,m,10원\n", {"unit": "원"})) == []
    assert loud(reading(HEADER + "A,a,m,10억원\n")) == []


@pytest.mark.parametrize("error", ["#REF!", "#BEZUG!", "#¡DIV/0!", "Err:502", "########"])
def test_errors_are_told_in_text_files_too(reading, error):
    assert one(reading(HEADER + f"A,a,m,10\nB,b,m,{error}\n"), "error-cell").place.row == 3


def test_a_condition_that_no_row_meets_is_told(reading):
    text = "id,name,ministry,amount,type\nA,a,m,10,expenditure\n"
    finding = one(reading(text, {"where": {"type": "spending"}}), "no-rows")
    assert (finding.severity, finding.place.column) == (Severity.FATAL, "type")
    assert loud(reading(text, {"where": {"type": "Expenditure"}})) == []


def test_titles_of_sections_fill_what_stands_below_them(reading):
    text = "ministry,id,name,amount\nX,,,\n,A,a,10\n,B,b,23\nY,,,\n,C,c,5\n"
    result = reading(text, {"fill_down": ["ministry"]})
    assert loud(result) == []
    assert result.programmes["ministry"].to_pylist() == ["X", "X", "Y"]


def test_spaces_that_break_no_line_are_spaces(reading):
    result = reading(HEADER + "A,a,과기\u00a0부,10\nB,b,과기 부,20\n")
    assert set(result.programmes["ministry"].to_pylist()) == {"과기 부"}


def test_files_are_found_in_any_composition(reading, tmp_path):
    (tmp_path / unicodedata.normalize("NFD", "예산.csv")).write_text(HEADER + "A,a,m,10\n", encoding="utf-8")
    assert loud(reading(None, {"file": "예산.csv"})) == []


RATE = {"currency": "USD", "rate": "1350.5", "citation": "Bank of Korea"}


class TestCurrencies:
    """Several currencies in one budget: exact in their own, totals at stated rates alone."""

    def test_a_source_of_another_currency_is_converted_at_the_stated_rate(self, reading):
        text = HEADER + "A,a,m,10\nB,b,m,23.5\nTotal,,,33.5\n"
        result = reading(text, {"currency": "USD"}, rate=[RATE])
        assert amounts(result) == {"A": 13_505_000_000, "B": 31_736_750_000}
        assert loud(result) == []
        assert "USD 33,500,000" in one(result, "converted").message.en
        assert result.lines["note"].to_pylist() == ["USD 10,000,000 × 1350.5", "USD 23,500,000 × 1350.5"]

    @pytest.mark.parametrize(("rate", "told"), [("1.1", True), ("1", False), ("1.0", False)])
    def test_a_rate_of_the_budgets_own_currency_is_told_unless_it_is_one(self, reading, rate, told):
        result = reading(HEADER + "A,a,m,10\n", rate=[RATE | {"currency": "KRW", "rate": rate}, RATE])
        assert amounts(result) == {"A": 10_000_000}
        assert ("rate-of-own-currency" in rules(result)) is told

    @pytest.mark.parametrize("period", [{}, {"fiscal_year": 2026}, {"stage": "confirmed"}])
    def test_two_rates_for_one_period_are_refused(self, reading, period):
        with pytest.raises(ValueError, match="USD has two rates for"):
            reading(HEADER + "A,a,m,10\n", {"currency": "USD"}, rate=[RATE | period, RATE | period | {"rate": "1400"}])

    def test_rates_of_several_periods_hold_beside_one_for_all(self, reading):
        nearer = RATE | {"fiscal_year": 2026, "rate": "1400"}
        other = RATE | {"currency": "JPY", "rate": "9.2"}
        result = reading(HEADER + "A,a,m,10\n", {"currency": "USD"}, rate=[RATE, nearer, other])
        assert amounts(result) == {"A": 14_000_000_000}

    def test_without_a_rate_nothing_is_added_up(self, reading):
        finding = one(reading(HEADER + "A,a,m,10\n", {"currency": "USD"}), "no-rate")
        assert (finding.severity, finding.place.row) == (Severity.FATAL, 2)
        assert "USD 10,000,000" in finding.message.en

    def test_each_row_may_name_its_currency(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}}
        text = "id,name,ministry,amount,cur\nA,a,m,10,KRW\nB,b,m,2,US$\nC,c,m,5,원\n"
        result = reading(text, source, rate=[RATE])
        assert amounts(result) == {"A": 10_000_000, "B": 2_701_000_000, "C": 5_000_000}
        assert loud(result) == []

    def test_whole_units_of_several_currencies_are_one_setting(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}, "unit": "units"}
        text = "id,name,ministry,amount,cur\nA,a,m,10,KRW\nB,b,m,2.05,USD\nC,c,m,1000,JPY\n"
        rates = [RATE, {"currency": "JPY", "rate": "9.2", "citation": "Bank of Korea"}]
        result = reading(text, source, rate=rates)
        assert (amounts(result), loud(result)) == ({"A": 10, "B": 2_769, "C": 9_200}, [])
        assert amounts(reading(text, source | {"unit": "1"}, rate=rates))["B"] == 2_769

    def test_a_unit_that_names_a_currency_beside_those_of_the_rows_is_told_how_to_say_it(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}, "unit": "KRW"}
        found = one(
            reading("id,name,ministry,amount,cur\nA,a,m,10,KRW\nB,b,m,2,USD\n", source, rate=[RATE]), "unknown-unit"
        )
        assert '"units"' in found.hint.en

    def test_a_row_without_a_currency_beside_others_is_told_and_a_total_is_not(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}}
        head = "id,name,ministry,amount,cur\n"
        assert one(reading(head + "A,a,m,10,\nB,b,m,2,USD\n", source, rate=[RATE]), "no-currency").place.row == 2
        assert loud(reading(head + "A,a,m,10,USD\nB,b,m,2,USD\nTotal,,,12,\n", source, rate=[RATE])) == []
        filled = source | {"fill_down": ["cur"]}
        result = reading(head + "A,a,m,10,KRW\nB,b,m,2,USD\nC,c,m,3,\n", filled, rate=[RATE])
        assert (amounts(result)["C"], loud(result)) == (4_051_500_000, [])

    def test_a_rate_of_a_year_goes_before_one_of_all(self, reading):
        text = "id,name,ministry,amount,y\nA,a,m,10,2025\nB,b,m,10,2026\n"
        source = {"currency": "USD", "columns": COLUMNS | {"fiscal_year": "y"}, "fiscal_year": None}
        result = reading(text, source, rate=[RATE, {"currency": "USD", "rate": "1300", "fiscal_year": 2025}])
        assert amounts(result) == {"A": 13_000_000_000, "B": 13_505_000_000}

    def test_a_word_that_names_no_one_currency_is_told(self, reading):
        source = {"columns": COLUMNS | {"currency": "cur"}}
        text = "id,name,ministry,amount,cur\nA,a,m,10,KRW\nB,b,m,2,Taler\n"
        assert one(reading(text, source, rate=[RATE]), "unknown-currency").place.column == "cur"

    @pytest.mark.parametrize("rate", ["0", "-1", "abc", "1e30", "nan"])
    def test_a_rate_is_a_number_above_zero(self, reading, rate):
        with pytest.raises(ValueError, match="no rate"):
            reading(HEADER, rate=[{"currency": "USD", "rate": rate}])


@pytest.mark.parametrize("said", ["2023/24", "FY23", "令和5年度", 2023])
def test_settings_say_years_as_files_do(reading, said):
    result = reading(HEADER + "A,a,m,10\n", {"fiscal_year": said})
    assert (result.lines["fiscal_year"].to_pylist(), loud(result)) == ([2023], [])


class TestNotesInCells:
    """Notes in several cells, and in columns of amounts."""

    @pytest.mark.parametrize(
        "note", ["자료:,기획재정부,,", ",,,(단위: 백만원)", '"Source: office",,,', "Contact: a@b.example,,,"]
    )
    def test_below_a_blank_row_they_are_notes(self, reading, note):
        result = reading(HEADER + f"A,a,m,10\n,,,\n{note}\n")
        assert (amounts(result), loud(result)) == ({"A": 10_000_000}, [])

    def test_a_programme_below_a_blank_row_is_one(self, reading):
        assert amounts(reading(HEADER + "A,a,m,10\n,,,\nB,b,m,20\n")) == {"A": 10_000_000, "B": 20_000_000}

    def test_a_text_in_an_amount_of_a_programme_is_told(self, reading):
        assert one(reading(HEADER + "A,a,m,10\n,,,\nB,b,m,soon\n"), "text-in-amount").place.row == 4


@pytest.mark.parametrize(
    ("above", "unit", "differs"),
    [
        ("in Tsd. Euro", "million", True),
        ("USD billions", "million", True),
        ("Table 1: budget; in Tsd. Euro", "million", True),
        ("in Mio. Euro", "million", False),
        ("Budget by programme", "million", False),
        ("Programmes in Spain", "million", False),
        ("(USD million)", "million", True),
    ],
)
def test_a_unit_above_the_table_is_compared_without_brackets_too(reading, above, unit, differs):
    result = reading(f'"{above}",,,\n{HEADER}A,a,m,10\n', {"unit": unit}, currency="EUR")
    assert ("unit-differs" in rules(result)) is differs


@pytest.mark.parametrize(
    ("head", "currency", "differs"),
    [
        ("Dotação (R$ mil)", "USD", True),
        ("Betrag Tsd. CHF", "EUR", True),
        ("Budget kUSD", "EUR", True),
        ("Amount in 1000 CHF", "EUR", True),
        ("CHF 1000 Betrag", "EUR", True),
        ("Budget tkr", "EUR", True),
        ("Budget kNOK", "EUR", True),
        ("Budget (reais)", "EUR", True),
        ("Budget (tys. zł)", "EUR", True),
        ("Budget (tis. Kč)", "EUR", True),
        ("Budget (₹ thousand)", "USD", True),
        ("Budget (Rp ribu)", "USD", True),
        ("Importe (miles de pesos)", "EUR", True),
        ("予算（千ドル）", "JPY", True),
        ("金額（千美元）", "JPY", True),
        ("amount (thousand MX$)", "USD", True),
        ("amount (thousand US$)", "CAD", True),
        ("Dotação (R$ mil)", "BRL", False),
        ("Betrag Tsd. CHF", "CHF", False),
        ("Budget kUSD", "USD", False),
        ("Budget tkr", "SEK", False),
        ("Budget tkr", "NOK", False),
        ("Budget (tys. zł)", "PLN", False),
        ("Importe (miles de pesos)", "MXN", False),
        ("予算（千ドル）", "USD", False),
        ("Amount, thousand EUR (from USD)", "EUR", False),
        ("Budget (real)", "EUR", False),
        ("Crédits (mars)", "EUR", False),
        ("Budget (All)", "EUR", False),
        ("Budget ALL", "EUR", False),
        ("Try 2 all", "EUR", False),
        ("Bedrag (bron)", "EUR", False),
        ("Budget top", "EUR", False),
        ("Plan B fr", "EUR", False),
    ],
)
def test_another_currency_in_the_head_of_a_column_is_told(reading, head, currency, differs):
    text = f'id,name,ministry,"{head}"\nA,a,m,10\n'
    columns = {**COLUMNS, "amount": head}
    result = reading(text, {"unit": "thousand", "columns": columns}, currency=currency)
    assert [each for each in loud(result) if "in 'thousand" in each] == loud(result)
    assert ("unit-differs" in rules(result)) is differs


def test_a_stated_mark_before_decimals_refuses_the_other_country_s(reading):
    assert one(reading(table(["1,234.5"]), {"delimiter": ";", "decimal": ","}), "text-in-amount").place.row == 2


def test_plain_whole_numbers_settle_no_points(reading):
    assert one(reading(table(["1.234", "12345"]), {"delimiter": ";"}), "decimal-or-thousands").place.row == 2
