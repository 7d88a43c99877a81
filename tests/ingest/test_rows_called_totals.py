"""Rows that are called a total, a balance or a net, and names that only hold such a word."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from tests.ingest.rows_with_totals import counted

from .conftest import amounts, one, rules
from .test_tables_of_strangers import HEADER, NAMED, loud


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
    assert one(result, "ceiling-or-balance").place.row == 5
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


TITLED = "총계,,,{}\n전자원,,,51\n001,a,전자원,40\n002,b,전자원,12\n003,c,전자원,-1\n화학원,,,{}\n011,d,화학원,30\n"


def test_sums_above_their_rows_by_the_name_of_their_office_are_totals(reading):
    result = reading(HEADER + TITLED.format(81, 30))
    assert counted(result) == {"001": 40, "002": 12, "003": -1, "011": 30}
    assert loud(result) == []


def test_a_row_by_the_name_of_an_office_that_its_rows_do_not_sum_to_is_told(reading):
    assert any(each.startswith("control-total@7") for each in loud(reading(HEADER + TITLED.format(81, 33))))
    assert counted(reading(HEADER + "A,a,NSF,7\nB,b,NSF,5\nNSF,Headquarters,,12\n"))["NSF"] == 12


def test_names_with_a_word_for_a_total_are_programmes_where_nothing_can_be_summed(reading):
    columns = {"programme": "id", "name": "name", "ministry": "ministry"}
    text = "id,name,ministry,grade\nA,Solar,M,poor\nB,Total synthesis,M,good\n"
    result = reading(text, {"columns": columns, "facts": {"grade": "grade"}})
    assert {row["programme"]: row["text"] for row in result.facts.to_pylist()} == {"A": "poor", "B": "good"}


@pytest.mark.parametrize(
    ("first", "second"),
    [("Total Science", "Total Energy"), ("과기부 계", "산업부 계"), ("Summe Forschung", "Summe Energie")],
)
def test_named_sums_of_a_table_of_names_that_are_off_by_rounding_are_asked_about(reading, first, second):
    text = f"name,amount\na,1.0\nb,2.0\n{first},3.1\nd,5.1\ne,6.2\n{second},11.4\n"
    asked = [each for each in reading(text, {"columns": NAMED}).findings if each.rule == "looks-like-total"]
    assert [each.place.row for each in asked] == [4, 7]
    assert all("but for rounding" in each.message.en for each in asked)


def test_one_name_near_a_sum_by_its_rounding_alone_is_a_programme(reading):
    text = "name,amount\na,1.0\nb,2.0\nTotal synthesis,3.1\nd,5.1\ne,6.2\nSummer school,9.4\n"
    assert "looks-like-total" not in rules(reading(text, {"columns": NAMED}))


@pytest.mark.parametrize(("value", "groups", "asked"), [(47, 1, [5]), (47, 9, []), (48, 1, []), (472, 9, [5])])
def test_a_row_that_closes_its_group_with_the_sum_of_three_is_asked_about_where_groups_are_few(
    reading, value, groups, asked
):
    parts = [10, 23, 14] if value < 100 else [101, 231, 140]
    group = "".join(f"P{at},p{at},NSF,{part}\n" for at, part in enumerate([*parts, value]))
    others = "".join(f"Q{at},q{at},M{at},{31 + at}\n" for at in range(groups))
    result = reading(HEADER + group + others)
    assert [each.place.row for each in result.findings if each.rule == "looks-like-total"] == asked
    assert all(each.startswith("looks-like-total") for each in loud(result))
