"""Named totals in a list of names alone: a total of everything proves them where nothing else does."""

from __future__ import annotations

import pytest

from .conftest import amounts, rules
from .test_tables_of_strangers import HEADER, loud

SOURCE = {"columns": {"programme": "name", "amount": "amount"}}
NAMES = [
    ("Total Science", "Total Energy", "Grand total"),
    ("Total, Science", "Total, Energy", "Total"),
    ("Science total", "Energy total", "Total"),
    ("과기부 계", "에너지부 계", "총계"),
    ("Summe Forschung", "Summe Energie", "Gesamtsumme"),
    ("Total Recherche", "Total Énergie", "Total général"),
]
NAMED = 'name,amount\na,{}\nb,{}\n"{}",{}\nd,{}\ne,{}\n"{}",{}\n{}'


def counted(result) -> list[str]:
    return sorted(amounts(result))


@pytest.mark.parametrize(("first", "second", "whole"), NAMES)
def test_totals_of_parts_are_none_where_the_grand_total_is_met_without_them(reading, first, second, whole):
    text = NAMED.format(1, 2.5, first, 3.5, 5, 6, second, 11, f"{whole},14.5\n")
    result = reading(text, SOURCE)
    assert (counted(result), loud(result)) == (["a", "b", "d", "e"], [])


@pytest.mark.parametrize(("first", "second", "whole"), NAMES)
def test_a_grand_total_above_all_rows_proves_them_too(reading, first, second, whole):
    top = f'name,amount\n{whole},14.5\n"{first}",3.5\na,1\nb,2.5\n"{second}",11\nd,5\ne,6\n'
    result = reading(top, SOURCE)
    assert (counted(result), loud(result)) == (["a", "b", "d", "e"], [])


def test_totals_of_several_levels_are_all_proven(reading):
    levels = "a,1\nb,2.5\nSubtotal,3.5\nc,4\nd,0.25\nSubtotal,4.25\nTotal Science,7.75\ne,6\nf,2\nSubtotal,8\n"
    result = reading(f"name,amount\n{levels}Total Energy,8\nTotal,15.75\n", SOURCE)
    assert (counted(result), loud(result)) == (["a", "b", "c", "d", "e", "f"], [])


def test_totals_that_are_off_by_rounding_are_proven_too(reading):
    text = NAMED.format("1.0", "2.0", "Total Science", 3.1, 5.1, 6.2, "Total Energy", 11.4, "Grand total,14.4\n")
    assert counted(reading(text, SOURCE)) == ["a", "b", "d", "e"]


def test_programmes_without_which_the_grand_total_is_not_met_stay(reading):
    rows = "Total synthesis of drugs,3\nSummer school,4\nTotal war studies,7\nd,5\n"
    result = reading(f"name,amount\n{rows}Grand total,19\n", SOURCE)
    assert counted(result) == ["Summer school", "Total synthesis of drugs", "Total war studies", "d"]


def test_a_programme_beside_proven_totals_is_kept_by_the_same_proof(reading):
    text = NAMED.format(1, 2.5, "Total Science", 3.5, 5, 6, "Total Energy", 11, "Total synthesis,2\nGrand total,16.5\n")
    result = reading(text, SOURCE)
    assert counted(result) == ["Total synthesis", "a", "b", "d", "e"]


def test_a_damaged_total_is_still_told(reading):
    text = NAMED.format(1, 2.5, "Total Science", 3.5, 5, 6, "Total Energy", 11, "Grand total,20\n")
    assert any(each.startswith("control-total") for each in loud(reading(text, SOURCE)))


def test_a_programme_that_a_total_is_met_with_is_not_asked_about_for_equalling_the_rows_below_it(reading):
    rows = "0012,q,M,1250\n0013,s,M,750\n,Total M,,2000\n0021,h,N,500\n,Grand total,,{}\n"
    assert "looks-like-total" not in rules(reading(HEADER + rows.format(2500)))
    without = HEADER + "0012,q,M,1250\n0013,s,M,750\n0021,h,N,500\n"
    assert "looks-like-total" in rules(reading(without))
