"""Total rows with codes of their own, damaged ones, and programmes that are only called or only sum like one."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity

from .conftest import amounts, one, rules
from .test_tables_of_strangers import HEADER, NAMED, loud

BLOCKS = "A,a,M1,1207\nB,b,M1,2113\n{}C,c,M2,517\nD,d,M2,633\n{}"


def counted(result) -> dict[str, int]:
    return {name: value // 10**6 for name, value in amounts(result).items()}


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


@pytest.mark.parametrize(
    ("name", "amount", "asked"), [("Report", 500, True), ("Report", 400, False), ("Riporto", 500, True)]
)
def test_what_is_carried_to_the_next_page_is_asked_about(reading, name, amount, asked):
    text = HEADER + f"A,a,M,310\nB,b,M,190\n,Subtotal,,500\nC,{name},M,{amount}\nD,d,M,150\n"
    assert ("looks-like-total" in rules(reading(text))) is asked


def test_a_net_amount_behind_a_gross_total_is_asked_about(reading):
    text = HEADER + "A,Technology,M,900\nB,Sciences,M,80\n,Total gross,,980\nC,Less: receipts,M,-30\nD,Net,M,950\n"
    assert one(reading(text), "looks-like-total").place.row == 6
    assert "looks-like-total" not in rules(reading(text.replace("D,Net,M,950", "D,Services,M,940")))


@pytest.mark.parametrize("name", ["Subtotal, BIO", "Total, BIO", "Sous-total Armées", "소계(바이오)"])
def test_a_subtotal_that_repeats_its_only_row_is_no_programme(reading, name):
    text = HEADER + f'A,Astronomy,M,287\nB,Physics,M,304\nC,Subtotal MPS,M,591\nD,Biology,M,845\nE,"{name}",M,845\n'
    assert set(amounts(reading(text))) == {"A", "B", "D"}
    first = HEADER + f'D,Biology,M,845\nE,"{name}",M,845\nA,Astronomy,M,287\nB,Physics,M,304\n,Total,,1436\n'
    assert set(amounts(reading(first))) == {"A", "B", "D"}


@pytest.mark.parametrize(
    "name",
    [
        "Subtotal, BIO",
        "Total, prior year",
        "Total: including transfers",
        "Total in constant 2020 dollars",
        "Total in EUR",
        "Total in Ministry M",
        "Summe in Abteilung B",
        "Total en investigación",
        "Total - other",
    ],
)
def test_what_is_plainly_called_a_total_and_sums_nothing_is_asked_about(reading, name):
    text = HEADER + f'A,Astronomy,M,287\nB,Physics,M,304\n,Total,,591\nC,"{name}",M,361\n'
    assert one(reading(text), "looks-like-total").place.row == 5
    for other in (
        "Total synthesis",
        "Sum-frequency imaging",
        "Ensemble pour la science",
        "Total in vivo imaging",
        "Total in-orbit servicing",
        "Totals in situ",
        "Total em rede",
    ):
        assert "looks-like-total" not in rules(reading(text.replace(f'C,"{name}"', f"C,{other}") + "D,d,M,7\n"))


def test_a_total_that_repeats_the_row_above_is_asked_about(reading):
    text = HEADER + "A,Astronomy,M,287\nB,Physics,M,304\n,Total,,591\nC,Biology,M,845\nD,Total BIO,M,845\n"
    assert one(reading(text), "looks-like-total").message.en.startswith("The row equals row 5")


@pytest.mark.parametrize("word", ["순계", "純計"])
def test_a_net_total_is_one(reading, word):
    text = HEADER + f"A,기초연구,M,8250\nB,우주,M,668\n,총계,,8918\nC,내부거래,M,-41\n,{word},,8877\n"
    result = reading(text)
    assert set(amounts(result)) == {"A", "B", "C"}
    assert not [each for each in loud(result) if "negative" not in each]


def test_a_subtotal_that_sums_nothing_is_asked_about_where_others_are_subtotals(reading):
    text = HEADER + "A,a,M,287\nB,b,M,304\nC,Subtotal MPS,M,591\nD,d,M,845\nE,Subtotal BIO,M,855\n"
    assert one(reading(text), "looks-like-total").place.row == 6


@pytest.mark.parametrize("name", ["Total outlays", "Summe Vorjahr", "Totaal vorig jaar"])
def test_a_row_called_a_total_below_the_last_total_is_asked_about(reading, name):
    text = HEADER + f"A,a,M,311\nB,b,M,94\n,Total,,405\nC,{name},M,388\n"
    assert one(reading(text), "looks-like-total").place.row == 5
    assert "looks-like-total" not in rules(reading(text + "D,d,M,7\n"))


def test_a_small_subtotal_beside_other_words_is_no_programme_and_not_asked_about(reading):
    text = HEADER + "A,a,M,3\nB,b,M,2\nC,Subtotal: BIO,M,5\nD,d,M,7\nE,e,M,8\nF,Subtotal – ENG,M,15\n"
    result = reading(text)
    assert counted(result) == {"A": 3, "B": 2, "D": 7, "E": 8}
    assert loud(result) == []


@pytest.mark.parametrize("amount", [120, 500])
def test_a_name_that_begins_with_a_word_for_a_total_and_has_the_usual_amount_is_asked_about(reading, amount):
    text = HEADER + f'A,Océan,M,{amount}\nB,"Ensemble, agir",M,{amount}\nC,Climat,M,77\n'
    result = reading(text)
    assert counted(result) == {"A": amount, "B": amount, "C": 77}
    assert one(result, "looks-like-total").place.row == 3


@pytest.mark.parametrize(
    "name", ["Ensemble – jeunes et science", "Somme : fouilles", "Ensemble, sans frontières", "Zusammen: ohne Grenzen"]
)
def test_a_name_of_everyday_words_that_may_mean_a_total_is_a_programme(reading, name):
    text = HEADER + f'A,Océan,M,120\nB,"{name}",M,81\nC,Climat,M,77\n'
    result = reading(text)
    assert counted(result) == {"A": 120, "B": 81, "C": 77}
    assert loud(result) == []


def test_two_relays_are_no_subtotals(reading):
    result = reading(HEADER + "A,위성중계,M,120\nB,재난방송 중계,M,81\nC,기후,M,77\n")
    assert counted(result) == {"A": 120, "B": 81, "C": 77}
    assert loud(result) == []


@pytest.mark.parametrize("label", ["Total R&D", "Total R & D", "Total, R &D"])
def test_a_sign_for_and_is_the_same_with_and_without_spaces(reading, label):
    text = HEADER + f'A,a,R & D,94\nB,b,R & D,6\nC,c,Operations,311\n,"{label}",,100\n,Total,,411\n'
    result = reading(text, {})
    assert counted(result) == {"A": 94, "B": 6, "C": 311}
    assert loud(result) == []


def test_a_name_of_a_second_table_with_a_total_of_its_own_is_no_unmet_total(reading):
    text = HEADER + "A,a,M,94\nB,b,M,311\n,Total,,405\nC,Total Airport Management,N,77\n,Total,,77\n"
    result = reading(text, {})
    assert counted(result) == {"A": 94, "B": 311, "C": 77}
    assert loud(result) == []


@pytest.mark.parametrize(
    "word",
    [
        "Međuzbroj",
        "Подытог",
        "Підсумок",
        "Vmesna vsota",
        "Междинна сума",
        "Υποσύνολο",
        "Vahesumma",
        "Starpsumma",
        "Tarpinė suma",
        "Mellemsum",
        "รวมย่อย",
        "סיכום ביניים",
    ],
)
def test_subtotals_of_one_row_are_met_in_the_languages_of_budgets(reading, word):
    text = HEADER + f"A,a,X,120\nB,b,X,81\n,{word},,201\nC,c,Y,77\n,{word},,77\n,Total,,278\n"
    result = reading(text, {})
    assert counted(result) == {"A": 120, "B": 81, "C": 77}
    assert loud(result) == []


@pytest.mark.parametrize("word", ["Ceiling", "Balance", "Headroom 2026", "Plafond :", "한도액", "残額", "Saldo (EUR)"])
def test_what_a_total_is_held_against_is_no_programme(reading, word):
    rows = f"A,Alpha,M,1207\nB,Beta,M,2113\n,Total,,3320\n,{word},,4000\n"
    result = reading(HEADER + rows)
    assert counted(result) == {"A": 1207, "B": 2113}
    assert loud(result) == []
    assert one(result, "held-against").place.row == 5
    named = "name,ministry,amount\n" + f"Alpha,M,1207\nBeta,M,2113\nTotal,,3320\n{word},,4000\n"
    assert one(reading(named, {"columns": NAMED}), "looks-like-balance").place.row == 5
    kept = reading(named, {"columns": NAMED, "keep_rows": [5]})
    assert "looks-like-balance" not in rules(kept)


@pytest.mark.parametrize("word", ["Rest", "Available", "잔액", "Differenz"])
def test_a_row_called_a_balance_that_stands_below_no_total_lacks_an_id(reading, word):
    for rows in (
        f"A,Alpha,M,1207\nB,Beta,M,2113\n,{word},M,50\n",
        f"A,Alpha,M,1207\n,{word},M,50\nB,Beta,M,2113\n",
        f"A,Alpha,M,1207\nB,Beta,M,2113\n,{word},M,50\n,Total,,3370\n",
        f"A,Alpha,M,1207\n,Total,,1207\nB,Beta,M,2113\n,{word},,4000\n",
    ):
        assert one(reading(HEADER + rows), "missing-id").severity is Severity.FATAL


@pytest.mark.parametrize("name", ["Balance of nature", "Ceiling tiles", "Reste à charge zéro"])
def test_a_programme_that_is_not_called_a_balance_alone_is_one(reading, name):
    text = "name,ministry,amount\n" + f"Alpha,M,1207\nBeta,M,2113\nTotal,,3320\n{name},M,4000\n"
    assert "looks-like-balance" not in rules(reading(text, {"columns": NAMED}))
    above = "name,ministry,amount\nAlpha,M,1207\nBalance,M,2113\nTotal,,3320\n"
    assert loud(reading(above, {"columns": NAMED})) == []


@pytest.mark.parametrize(
    ("over", "under"),
    [
        ("transporteren", "transport"),
        ("次頁へ", "前頁から"),
        ("轉下頁", "承上頁"),
        ("차면이월", "전면이월"),
        ("다음 면으로", "앞 면에서"),
        ("do przeniesienia", "z przeniesienia"),
        ("att överföra", "överfört"),
        ("at overføre", "overført"),
        ("к переносу", "перенесено"),
    ],
)
def test_what_is_carried_from_page_to_page_is_not_counted(reading, over, under):
    rows = f"A,a,M,1207\nB,b,M,2113\nX,{over},M,3320\nY,{under},M,3320\nC,c,M,517\n"
    result = reading(HEADER + rows)
    assert counted(result).keys() - {"Y"} == {"A", "B", "C"}
    assert "Y" not in counted(result) or "looks-like-total" in rules(result)


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


def test_a_subtotal_of_one_row_may_show_more_places_than_the_rows_of_its_table(reading):
    text = "name,ministry,amount\nA,M1,10.1\nB,M1,20.2\nSubtotal M1,,30.337\nC,M2,31.4\nSubtotal M2,,31.412\nTotal,,61.749\n"
    assert loud(reading(text, {"columns": NAMED})) == []
    off = reading(text.replace("31.412", "31.512"), {"columns": NAMED})
    assert any(each.startswith("control-total@6") for each in loud(off))
    rows = "A,M1,10.1\nB,M1,20.2\nC,M1,30.3\nD,M1,40.4\nTotal M1,,101.000\nE,M2,5.123\nTotal,,106.123\n"
    doubt = one(reading("name,ministry,amount\n" + rows, {"columns": NAMED}), "decimal-or-thousands")
    assert doubt.place.row == 7
    assert "So do" not in doubt.message.en


@pytest.mark.parametrize(
    ("values", "asked"),
    [((8, -3, 5, 9), []), ((100, -30, 70, 9), []), ((100, -30, 70), [4]), ((1200, -345, 855, 9), [4])],
)
def test_a_net_of_one_digit_amid_its_group_is_chance(reading, values, asked):
    rows = "".join(f"P{at},p{at},M1,{value}\n" for at, value in enumerate(values))
    result = reading(f"{HEADER}{rows}Z,z,M2,4\n", {})
    assert [each.place.row for each in result.findings if each.rule == "looks-like-total"] == asked


@pytest.mark.parametrize(
    ("last", "ministry", "asked"),
    [("64.3", "M1", True), ("64.1", "M1", True), ("64.5", "M1", False), ("64.3", "M2", False)],
)
def test_a_sum_off_by_rounding_that_closes_its_ministry_is_asked_about(reading, last, ministry, asked):
    text = f"{HEADER}A,a,M1,11.4\nB,b,M1,22.4\nC,c,M1,30.4\nD,Division one,{ministry},{last}\nE,e,M2,5.1\n"
    assert ("looks-like-total" in rules(reading(text, {}))) is asked


ABOVE = "name,amount\nAlpha,100\nBeta,250\nGamma,40\nTotal,390\n"
UNGROUPED = {"columns": {"programme": "name", "amount": "amount"}}


@pytest.mark.parametrize(
    ("below", "asked"),
    [
        ("Average,130\n", [6]),
        ("Number of programmes,3\n", [6]),
        ("Previous year,370\nIncrease,20\n", [6]),
        ("Note: figures are provisional,\n", []),
        ("Delta,0\n", []),
        ("Delta,5\nEpsilon,7\nTotal,12\n", []),
        ("", []),
    ],
)
def test_rows_below_a_total_that_was_met_without_them_are_asked_about(reading, below, asked):
    result = reading(ABOVE + below, UNGROUPED)
    assert [each.place.row for each in result.findings if each.rule == "below-total"] == asked
    if asked:
        hint = one(result, "below-total").hint.en
        rows = ["6-7"] if "Increase" in below else [6]
        assert f"skip_rows = {rows}" in hint
        for setting in ("skip_rows", "keep_rows"):
            assert "below-total" not in rules(reading(None, UNGROUPED | {setting: rows}))


@pytest.mark.parametrize(
    ("below", "asked"), [("M,Voluntary,M2,2500\n", True), ("※,별도: 예비비,M3,70\n", True), ("M,Voluntary,,25\n", True)]
)
def test_memorandum_items_of_ministries_below_a_grand_total_are_asked_about(reading, below, asked):
    text = f"{HEADER}A,a,M1,5000\nB,b,M1,310\n,Subtotal,,5310\nC,c,M2,840\n,Total,,6150\n{below}"
    assert ("below-total" in rules(reading(text, {}))) is asked


def test_a_block_of_another_ministry_below_the_total_of_one_is_no_question(reading):
    text = f"{HEADER}A,a,M1,5000\nB,b,M1,310\n,Total,,5310\nC,c,M2,840\n"
    assert "below-total" not in rules(reading(text, {}))


TITLED = "총계,,,{}\n전자원,,,51\n001,a,전자원,40\n002,b,전자원,12\n003,c,전자원,-1\n화학원,,,{}\n011,d,화학원,30\n"


def test_sums_above_their_rows_by_the_name_of_their_office_are_totals(reading):
    result = reading(HEADER + TITLED.format(81, 30))
    assert counted(result) == {"001": 40, "002": 12, "003": -1, "011": 30}
    assert loud(result) == []


def test_a_row_by_the_name_of_an_office_that_its_rows_do_not_sum_to_is_told(reading):
    assert any(each.startswith("control-total@7") for each in loud(reading(HEADER + TITLED.format(81, 33))))
    assert counted(reading(HEADER + "A,a,NSF,7\nB,b,NSF,5\nNSF,Headquarters,,12\n"))["NSF"] == 12
