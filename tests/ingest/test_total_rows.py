"""Total rows with codes of their own, damaged ones, and programmes that are only called or only sum like one."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from tests.ingest.rows_with_totals import counted

from .conftest import amounts, one, rules
from .test_tables_of_strangers import HEADER, NAMED, loud

BLOCKS = "A,a,M1,1207\nB,b,M1,2113\n{}C,c,M2,517\nD,d,M2,633\n{}"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("T1,Total M1,M1", "T2,Total M2,M2", "T9,Grand total,"),
        ("T1,Subtotal,M1", "T2,Subtotal,M2", "0000,총 계,"),
        ("3004,Summe Kapitel 3004,M1", "3005,Summe Kapitel 3005,M2", "30,Summe Einzelplan 30,"),
    ],
)
def test_totals_with_a_code_of_their_own_are_compared_with_their_rows(reading, first, second, whole):
    text = HEADER + BLOCKS.format(f"{first},3320\n", f"{second},1150\n") + f"{whole},4470\n"
    result = reading(text, {})
    assert counted(result) == {"A": 1207, "B": 2113, "C": 517, "D": 633}
    assert loud(result) == []
    damaged = reading(text.replace("3320", "3000"), {})
    assert any(each.startswith("control-total@4") for each in loud(damaged))


@pytest.mark.parametrize(
    ("label", "ministry"),
    [
        ("과기부 합계", "과기부"),
        ("과기부 계", "과기부"),
        ("NSF, total", "NSF"),
        ("Summe Einzelplan 30", "A"),
        ("Sous-total mission A", "A"),
        ("文科省 小計", "文科省"),
        ("Subtotal ramo 38", "38"),
        ("과기부 합계", "A"),
    ],
)
def test_a_damaged_total_of_its_own_group_is_told(reading, label, ministry):
    text = f'name,ministry,amount\nAlpha,{ministry},1207\nBeta,{ministry},2113\n"{label}",{ministry},3000\nGamma,Z,40\n'
    assert any(each.startswith("control-total@4") for each in loud(reading(text, {"columns": NAMED})))
    right = reading(text.replace("3000", "3320"), {"columns": NAMED})
    assert counted(right) == {"Alpha": 1207, "Beta": 2113, "Gamma": 40}
    assert loud(right) == []


@pytest.mark.parametrize("name", ["Total synthesis", "Défense totale", "Calidad total", "Total Airport Management"])
def test_a_programme_called_like_a_total_that_equals_a_sum_by_chance_is_asked_about(reading, name):
    text = HEADER + f"A,Alpha,M,10\nB,Beta,M,20\nC,{name},M,30\nD,Gamma,N,7\n"
    result = reading(text, {})
    assert counted(result) == {"A": 10, "B": 20, "C": 30, "D": 7}
    assert rules(result) & {"looks-like-total"}
    assert loud(reading(text.replace(",30\n", ",31\n"), {})) == []


@pytest.mark.parametrize("ministry", ["Somme", "Total", "Ensemble", "Summa", "Suma", "Totaal"])
def test_a_ministry_called_like_a_total_is_a_ministry(reading, ministry):
    text = HEADER + f"A,Alpha,{ministry},10\nB,Beta,X,20\nC,Gamma,{ministry},7\n"
    result = reading(text, {})
    assert counted(result) == {"A": 10, "B": 20, "C": 7}
    assert loud(result) == []


@pytest.mark.parametrize(
    "rows",
    [
        "Alpha,A,1207\nBeta,A,2113\nDelta,B,17\nEps,B,33\nZeta,B,71\nAgency B,B,121\n",
        "Alpha,A,12\nBeta,A,21\nAgency A,A,33\nGamma,B,40\n",
        "Alpha,A,1207.1\nBeta,A,2113.3\nDelta,A,17.4\nAgency A,A,3337.9\n",
    ],
)
def test_an_unnamed_sum_of_its_own_group_is_asked_about(reading, rows):
    result = reading("name,ministry,amount\n" + rows, {"columns": NAMED})
    assert rules(result) & {"looks-like-total"}
    other = rows.replace("Agency B,B,121", "Agency B,B,129").replace("A,A,33", "A,A,39").replace("3337.9", "3437.9")
    assert loud(reading("name,ministry,amount\n" + other, {"columns": NAMED})) == []


@pytest.mark.parametrize("cells", [("12.345", "48.5", "1.234.567"), ("12.345", '"1,234.50"', "1.234.567")])
def test_numbers_that_contradict_each_other_are_asked_about(reading, cells):
    text = HEADER + "".join(f"{name},{name},M,{cell}\n" for name, cell in zip("ABC", cells, strict=True))
    assert rules(reading(text, {})) & {"decimal-or-thousands"}
    stated = reading(text, {"decimal": "."})
    assert not rules(stated) & {"decimal-or-thousands"}


def test_values_of_where_that_no_row_says_are_told(reading):
    text = "id,name,ministry,amount,kind\nA,a,M,10,x\nB,b,M,20,r\n"
    assert rules(reading(text, {"where": {"kind": ["x", "expendture"]}})) & {"where-without-rows"}
    assert loud(reading(text, {"where": {"kind": ["x", "r"]}})) == []


@pytest.mark.parametrize("setting", ["skip_rows", "keep_rows"])
@pytest.mark.parametrize(("rows", "told"), [([77], True), (["8-9"], True), ([3], False), (["2-9"], False)])
def test_rows_behind_the_last_are_told(reading, setting, rows, told):
    text = HEADER + "A,a,M,10\nB,b,M,20\n"
    assert bool(rules(reading(text, {setting: rows})) & {"rows-beyond-the-end"}) is told


def test_a_main_year_of_which_nothing_was_read_is_told(reading):
    text = HEADER + "A,a,M,10\n"
    assert rules(reading(text, {}, main_year=2030)) & {"main-year-without-money"}
    assert loud(reading(text, {}, main_year=2026)) == []


def test_a_lump_sum_in_a_name_is_a_programme(reading):
    text = HEADER + "A,연구원 기본경비(총액)(R&D),M,1011\nB,인건비 총액,M,2027\nC,c,M,517\n"
    result = reading(text, {})
    assert counted(result) == {"A": 1011, "B": 2027, "C": 517}
    assert loud(result) == []


@pytest.mark.parametrize(
    "rows",
    [
        "Grants,NSF,10\nNSF fellowships,NSF,10\nCentres,NSF,41\n",
        "Grants,NSF,10\nCentres,NSF,20\nNSF fellowships,NSF,30\nOther,NIH,7\n",
    ],
)
def test_a_programme_that_says_its_ministry_and_equals_round_rows_is_not_asked_about(reading, rows):
    assert loud(reading("name,ministry,amount\n" + rows, {"columns": NAMED})) == []


@pytest.mark.parametrize(
    "rows",
    [
        "A,a,M,123\nB,b,M,12\nC,c,M,-12\nD,d,M,123\nE,e,M,44\n",
        "A,a,M,4321\nB,b,M,12\nC,c,M,-12\nD,d,M,7\nE,e,M,-7\nF,f,M,4321\n",
    ],
)
def test_rows_that_cancel_out_in_pairs_make_no_sum_of_the_one_that_is_left(reading, rows):
    assert loud(reading(HEADER + rows)) == []
    assert loud(
        reading(HEADER + rows.replace("-12", "-11").replace(",123\nE", ",124\nE").replace("F,f,M,4321", "F,f,M,4322"))
    )


def test_small_rows_of_both_signs_that_cancel_out_are_no_total(reading):
    rows = "T,Payment to the fund,{0},2\nA,a,{0},4\nB,b,{0},-2\nC,c,{0},2\nD,d,{0},-2\nE,e,M2,13\n"
    assert loud(reading(HEADER + rows.format("M1"), {})) == []
    plain = "T,Everything,M1,9\nA,a,M1,4\nB,b,M1,2\nC,c,M1,3\nE,e,M2,13\n"
    assert any(each.startswith("looks-like-total@2") for each in loud(reading(HEADER + plain, {})))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("NSF total FY2026", "TOTAL, FY 2026"),
        ("2026 NSF total", "2026 total"),
        ("Total NSF 2025-26", "Total 2025/26"),
        ("NSF 소계(2026년)", "2026년도 합계"),
    ],
)
def test_a_year_beside_a_word_for_a_total_says_nothing_more(reading, part, whole):
    text = f'name,ministry,amount\nAstronomy,NSF,10\nPhysics,NSF,20\n"{part}",,30\nProbes,NASA,4\n"{whole}",,34\n'
    result = reading(text, {"columns": NAMED})
    assert counted(result) == {"Astronomy": 10, "Physics": 20, "Probes": 4}
    assert loud(result) == []


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("Total 2025", "total-of-another-year"),
        ("2025년 합계", "total-of-another-year"),
        ("Total 2026", "control-total"),
        ("Total (2025 prices)", "control-total"),
        ("합계(2025.12.31 기준)", "control-total"),
        ("총계(2025년 말 기준)", "control-total"),
        ("Total", "control-total"),
    ],
)
def test_a_total_of_a_year_that_is_not_read_is_no_false_sum(reading, label, rule):
    text = f"id,name,ministry,amount\nA,a,M,10\nB,b,M,25\n,{label},,31\n,Total,,35\n"
    result = reading(text)
    assert one(result, rule).place.row == 4
    assert sum(amounts(result).values()) == 35 * 10**6


def test_a_main_stage_that_the_leading_year_lacks_is_told(reading):
    columns = {key: key for key in ("programme", "name", "ministry", "fiscal_year", "stage", "amount")}
    text = ",".join(columns) + "\nA,a,m,2025,confirmed,10\nA,a,m,2026,requested,12\nB,b,m,2026,requested,7\n"
    source = {"columns": columns, "fiscal_year": None, "stage": ""}
    found = one(reading(text, source, main_stage="confirmed"), "main-stage-without-money")
    assert "main_year = 2025" in found.hint.en
    assert loud(reading(text, source, main_stage="requested")) == []
    assert loud(reading(text, source, main_stage="confirmed", main_year=2025)) == []
    assert loud(reading(text, source)) == []


@pytest.mark.parametrize("group", ["All agencies", "Government-wide", "EU-27", "전 부처"])
@pytest.mark.parametrize("word", ["Total", "Total R&D"])
def test_a_total_of_a_group_that_no_row_is_of_is_one_of_all(reading, group, word):
    rows = "N1,Biology,NSF,10\nN2,Physics,NSF,20\nN3,Aeronautics,NASA,40\n"
    result = reading(HEADER.replace("\n", "\n" + rows) + f"{group[:2]},{word},{group},70\n")
    assert set(amounts(result)) == {"N1", "N2", "N3"}
    assert loud(result) == []


def test_a_total_of_a_group_that_no_row_is_of_and_that_nothing_sums_to_is_told(reading):
    assert one(reading(HEADER + "A,a,M,10\nB,b,M,20\n,Total,N,35\n"), "control-total").place.row == 4


@pytest.mark.parametrize(
    "name",
    ["Total, excluding ARPA-E", "Total without ARPA-E", "Summe ohne ARPA-E", "합계 ARPA-E 제외", "Total hors ARPA-E"],
)
def test_a_total_without_a_part_is_asked_about(reading, name):
    rows = "A,Basic energy,M,311\nB,Fusion,M,94\nC,ARPA-E,M,607\n,Total,,1012\n"
    assert one(reading(HEADER + rows + f'D,"{name}",M,405\n'), "looks-like-total").place.row == 6
    assert "looks-like-total" not in rules(reading(HEADER + "D,Total synthesis without solvents,M,405\n" + rows))


@pytest.mark.parametrize("word", ["Gesamttotal", "合计数", "总和", "총합", "以上計"])
def test_totals_by_seldom_words_are_totals(reading, word):
    result = reading(HEADER + f"A,a,M,1207\nB,b,M,2113\n,{word},,3320\n")
    assert (counted(result), loud(result)) == ({"A": 1207, "B": 2113}, [])


@pytest.mark.parametrize(
    ("values", "asked"),
    [((100, -30, 70, 5), [4]), ((100, -30, 71, 5), []), ((100, 30, 130, 5), []), ((30, -20, 10, 5), [])],
)
def test_a_row_that_is_what_receipts_leave_is_asked_about(reading, values, asked):
    names = ("Alpha", "Receipts", "Division one", "Delta")
    rows = "".join(
        f"{name},{name},M{at // 3},{value}\n" for at, (name, value) in enumerate(zip(names, values, strict=True))
    )
    made = reading("id,name,ministry,amount\n" + rows)
    assert [f.place.row for f in made.findings if f.rule == "looks-like-total"] == asked


@pytest.mark.parametrize(("total", "met"), [("61.3", True), ("62.4", True), ("62.6", False), ("63", False)])
def test_rows_that_are_printed_to_fewer_places_than_their_total_leave_half_of_theirs(reading, total, met):
    result = reading(f"name,ministry,amount\nXa,M1,10\nXb,M1,20\nXc,M2,31\nTotal,,{total}\n", {"columns": NAMED})
    assert {f.severity for f in result.findings if f.rule == "control-total"} <= (
        {Severity.INFO} if met else {Severity.FATAL}
    )
    assert result.lines.num_rows == 3


@pytest.mark.parametrize(("values", "off"), [(("10.1", "20.0", "31.2"), False), (("10.10", "20.20", "31.00"), True)])
def test_zeros_behind_the_mark_tell_to_how_many_places_rows_are_printed(reading, values, off):
    rows = "".join(f"X{at},M1,{value}\n" for at, value in enumerate(values))
    result = reading(f"name,ministry,amount\n{rows}Total,,61.402\n", {"columns": NAMED})
    assert (one(result, "control-total").severity is Severity.FATAL) if off else "control-total" not in rules(result)


@pytest.mark.parametrize("values", [("10.0", "20.0", "31.0"), ("10", "20.00", "31")])
def test_rows_that_show_zeros_behind_the_mark_are_not_printed_to_fewer_places(reading, values):
    rows = "".join(f"X{at},M1,{value}\n" for at, value in enumerate(values))
    result = reading(f"name,ministry,amount\n{rows}Total,,61.3\n", {"columns": NAMED})
    assert one(result, "control-total").severity is Severity.FATAL


def test_a_programme_of_more_places_is_no_total_of_rows_near_it(reading):
    result = reading("name,ministry,amount\nXa,M1,10\nXb,M1,20\nXc,M2,31\nXd,M3,61.3\n", {"columns": NAMED})
    assert result.lines.num_rows == 4
    assert "looks-like-total" not in rules(result)


@pytest.mark.parametrize(
    ("last", "ministry", "asked"),
    [("64.3", "M1", True), ("64.1", "M1", True), ("64.5", "M1", False), ("64.3", "M2", False)],
)
def test_a_sum_off_by_rounding_that_closes_its_ministry_is_asked_about(reading, last, ministry, asked):
    text = f"{HEADER}A,a,M1,11.4\nB,b,M1,22.4\nC,c,M1,30.4\nD,Division one,{ministry},{last}\nE,e,M2,5.1\n"
    assert ("looks-like-total" in rules(reading(text, {}))) is asked


def test_a_row_near_a_sum_with_a_blank_amount_of_an_area_is_no_sum(reading):
    text = "id,name,ministry,amount,tag_ai\nA,a,M1,11.4,3.1\nB,b,M1,22.4,\nC,c,M1,30.4,\nD,Division one,M1,64.3,\n"
    tags = {"prefix": "tag_", "areas": {"ai": "ai"}}
    result = reading(text + "E,e,M2,5.1,\n", {"tags": tags, "blank_tags": "outside"})
    assert "looks-like-total" not in rules(result)
    assert result.lines.num_rows == 5
