"""Intervals of how far people agree, and which programmes somebody puts into an area."""

from __future__ import annotations

import random

import pytest

from crosscut.budget import opinions
from crosscut.budget.opinions import Votes


def votes(*pairs: tuple[bool, bool]) -> list[Votes]:
    return [{"one": one, "two": two} for one, two in pairs]


def on(found: list[Votes]) -> opinions.Agreement:
    return opinions._on("ai", found)


def test_the_interval_of_alpha_is_that_of_leaving_out_one_programme_after_another() -> None:
    found = votes(*[(True, True)] * 4, *[(True, False)] * 3, *[(False, False)] * 14)
    said = on(found)
    assert (said.programmes, said.agreed, said.named) == (21, 18, 7)
    left_out = [opinions._Alpha(found[:place] + found[place + 1 :]).value() for place in range(len(found))]
    mean = sum(left_out) / len(left_out)
    half = 1.959964 * (sum((each - mean) ** 2 for each in left_out) * 20 / 21) ** 0.5
    assert said.alpha_ends == pytest.approx((said.alpha - half, min(1, said.alpha + half)))
    assert said.kappa_ends[0] < said.kappa < said.kappa_ends[1] <= 1


def test_leaving_one_out_is_counting_the_others_anew() -> None:
    draw = random.Random(5)
    found = [{name: draw.random() < 0.4 for name in draw.sample("abcde", draw.choice((2, 2, 3)))} for _ in range(60)]
    for measure in (opinions._Kappa, opinions._Alpha):
        whole = measure(found)
        for place, each in enumerate(found):
            assert whole.value(each) == pytest.approx(measure(found[:place] + found[place + 1 :]).value())


@pytest.mark.parametrize("found", [votes(*[(True, False)] * 4), votes(*[(True, True)] * 9, *[(False, False)] * 9)])
def test_few_programmes_and_agreement_of_all_leave_no_interval(found: list[Votes]) -> None:
    assert (on(found).kappa_ends, on(found).alpha_ends) == (None, None)
