"""Totals of other offices' tables are found and compared, and differences are explained line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.findings import Severity
from tests.ingest.tables_of_offices import HEADER, QUICK, loud

from .conftest import COLUMNS, amounts, one, rules

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
