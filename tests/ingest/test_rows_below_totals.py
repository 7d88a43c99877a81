"""Rows below a total that was met without them."""

from __future__ import annotations

import pytest

from .conftest import one, rules
from .test_tables_of_strangers import HEADER

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
