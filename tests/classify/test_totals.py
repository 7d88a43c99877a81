"""Samples and estimates: known chances, intervals that hold, sums that are conserved."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.budget.opinions import agreement, differing
from crosscut.classify.calibration import NEVER, expected_error, sure_from
from crosscut.classify.estimator import estimate
from crosscut.classify.groups import family, folds
from crosscut.classify.restatement import restate
from crosscut.classify.rounds import Round
from crosscut.classify.sampling import chances, draw
from crosscut.classify.second_opinions import Readings
from crosscut.engine.decisions import sound
from crosscut.tables import DECISIONS
from crosscut.taxonomy import crosswalk, load

COUNT, AREAS = 300, 3


@pytest.fixture(scope="module")
def population() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Amounts, expected shares that are worth something, and true shares."""
    dice = np.random.default_rng(5)
    amounts = np.round(np.exp(dice.normal(3, 1.2, COUNT)) * 1e6)
    expected = dice.dirichlet([0.15] * (AREAS + 1), COUNT)[:, :AREAS]
    true = np.zeros((COUNT, AREAS))
    for row in range(COUNT):
        area = int((dice.random() > np.cumsum(expected[row])).sum())
        if area < AREAS:
            true[row, area] = 1
    return amounts, expected, true


@pytest.mark.parametrize("count", [1, 40, 150, 299, 300, 500])
def test_chances_sum_to_what_can_be_read(population, count: int) -> None:
    amounts, expected, _ = population
    chance = chances(amounts, expected, count)
    assert chance.min() > 0
    assert chance.max() <= 1
    assert chance.sum() == pytest.approx(min(count, COUNT))


def test_what_is_drawn_depends_on_names_alone(population) -> None:
    amounts, expected, _ = population
    names = [f"p{row}" for row in range(COUNT)]
    first = draw(names, amounts, expected, 40, "1")
    turn = np.random.default_rng(0).permutation(COUNT)
    second = draw([names[row] for row in turn], amounts[turn], expected[turn], 40, "1")
    assert [names[row] for row in first.drawn] == [names[turn[row]] for row in second.drawn]
    assert set(first.drawn) != set(draw(names, amounts, expected, 40, "2").drawn)


def test_intervals_cover_the_truth_as_often_as_they_say(population) -> None:
    amounts, expected, true = population
    truth = (amounts[:, None] * true).sum(axis=0)
    names = [f"p{row}" for row in range(COUNT)]
    covered = np.zeros(AREAS)
    for review in range(100):
        plan = draw(names, amounts, expected, 60, str(review))
        read = np.zeros(COUNT, bool)
        read[plan.drawn] = True
        found, _ = estimate(amounts, Readings.alone(true, read), [Round(np.arange(COUNT), plan.chance, expected, read)])
        covered += (found.low <= truth) & (truth <= found.high)
    assert covered.min() >= 90


def test_reading_everything_leaves_nothing_open(population) -> None:
    amounts, expected, true = population
    everything = np.ones(COUNT, bool)
    round_ = Round(np.arange(COUNT), np.ones(COUNT), expected, everything)
    found, _ = estimate(amounts, Readings.alone(true, everything), [round_])
    truth = (amounts[:, None] * true).sum(axis=0)
    assert found.low == pytest.approx(truth)
    assert found.high == pytest.approx(truth)


def test_a_gate_opens_only_on_enough_evidence() -> None:
    assert sure_from(np.full(10, 0.99), np.ones(10, bool), 0.05) == NEVER
    assert sure_from(np.full(100, 0.99), np.ones(100, bool), 0.05) == 0.99


def test_calibration_error_of_honest_chances_is_small() -> None:
    dice = np.random.default_rng(1)
    chance = dice.random(20_000)
    assert expected_error(chance, dice.random(20_000) < chance) < 0.02
    assert expected_error(np.full(100, 0.9), np.zeros(100, bool)) == pytest.approx(0.9)


@given(st.lists(st.text("abc", min_size=1, max_size=2), min_size=1, max_size=40))
def test_folds_split_no_group(members: list[str]) -> None:
    place = folds(members)
    assert all(len({place[row] for row, each in enumerate(members) if each == group}) == 1 for group in set(members))
    assert list(folds(members[::-1])) == list(place[::-1])


def test_lines_of_a_family_share_their_name() -> None:
    assert (
        family("국가신약개발사업(R&D)(복지부)")
        == family("국가신약개발사업 2단계".replace("2단계", ""))
        == family("국가신약개발사업[과기부]")
    )


def stated(*rows: tuple[str, str, int, int, str, str, str]) -> list:
    keys = ("programme", "area", "numerator", "denominator", "decided_by", "decided_at", "reason")
    blank = {"sub": "", "file": "", "sheet": "", "row": 0, "column": ""}
    table = pa.Table.from_pylist([blank | dict(zip(keys, row, strict=True)) for row in rows], DECISIONS)
    return sound(table, load("kr-cet-2022"))[0]


KIM, LEE = "2026-01-01", "2026-01-02"


def test_a_differing_second_opinion_is_a_finding_until_it_is_settled() -> None:
    said = [
        ("p", "ai", 1, 1, "Kim", KIM, "x"),
        ("p", "bio", 1, 1, "Lee", LEE, "y"),
        ("q", "ai", 1, 1, "Kim", KIM, "x"),
        ("q", "ai", 1, 1, "Lee", LEE, "y"),
    ]
    assert [finding.programme for finding in differing(stated(*said))] == ["p"]
    settled = ("p", "ai", 1, 1, "Park", "2026-01-03", "adjudicated: main aim")
    assert not differing(stated(*said, settled))


def test_what_was_left_out_is_nobodys_opinion() -> None:
    kept = ("p", "ai", 1, 1, "Kim", KIM, "x")
    assert not differing(stated(kept, ("p", "gravity", 1, 1, "Lee", LEE, "y")))
    assert not differing(stated(kept, ("p", "bio", 1, 1, "Kim", LEE, "I was wrong")))
    assert not differing(stated(kept, ("p", "ai", 1, 1, "Lee", LEE, "y"), ("p", "outside", 0, 1, "Lee", LEE, "y")))


def test_of_two_that_contradict_each_other_at_one_moment_none_is_called_the_latest() -> None:
    first = ("p", "ai", 1, 1, "Kim", KIM, "x")
    same_moment = ("p", "bio", 1, 1, "Lee", "2026-01-01T23:59:59.999999Z", "y")
    assert not differing(stated(first, same_moment))


def test_who_settles_a_difference_is_no_second_reader() -> None:
    rows = [("p", "ai", 1, 1, "Kim", KIM, ""), ("p", "bio", 1, 1, "Lee", LEE, "")]
    settled = ("p", "ai", 1, 1, "Park", "2026-01-03", "조정: 주된 목적")
    (found,) = agreement(stated(*rows, settled), ("ai",))
    assert (found.programmes, found.agreed) == (1, 0)


def test_agreement_is_one_where_all_agree_and_low_where_none_do() -> None:
    same = [(f"p{n}", ("ai", "bio")[n % 2], 1, 1, who, KIM, "") for n in range(10) for who in ("Kim", "Lee")]
    (found,) = agreement(stated(*same), ("ai",))
    assert (found.programmes, found.agreed, found.kappa, found.alpha) == (10, 10, 1, 1)
    other = [
        (f"p{n}", ("ai", "bio")[(n + (who == "Lee")) % 2], 1, 1, who, KIM, "")
        for n in range(10)
        for who in ("Kim", "Lee")
    ]
    (found,) = agreement(stated(*other), ("ai",))
    assert found.agreed == 0
    assert found.kappa == pytest.approx(-1)
    assert found.alpha is not None
    assert found.alpha < 0


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_restating_conserves_every_won_and_ranges_hold_it(first: int, second: int) -> None:
    walk = crosswalk("kr-cet-2022", "kr-cet-2026")
    given_ = {("mobility", ""): first, ("secondary-batteries", "battery-modules-systems"): second, ("outside", ""): 7}
    found = restate(given_, walk)
    assert sum(each.amount for each in found.values()) == first + second + 7
    assert all(each.low <= each.amount <= each.high for each in found.values())
    assert found["batteries"].low == found["batteries"].high == second
