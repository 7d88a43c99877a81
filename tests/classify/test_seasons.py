"""Seasons of reading: rounds add up, readers' errors are in the intervals, and what no sample reaches is said.

The long form, on real budgets, is ``python benchmarks/seasons.py``.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from crosscut.classify.estimator import LEVEL, LEVELS, Estimate, estimate, quantile, worth_of_more
from crosscut.classify.prefixes import Prefix, best_prefix
from crosscut.classify.rounds import Round
from crosscut.classify.sampling import SamplePlan, chances_of_first, draw
from crosscut.classify.second_opinions import Readings, at_odds, correction, enough
from crosscut.classify.simulation import Habits, SeasonCase, season

COUNT, AREAS = 400, 4


@pytest.fixture(scope="module")
def case() -> SeasonCase:
    """Programmes of which one in three is in an area, with proposals that are worth something."""
    dice = np.random.default_rng(11)
    money = np.round(np.exp(dice.normal(3, 1.0, COUNT)) * 1e6)
    expected = dice.dirichlet([0.1] * AREAS + [0.8], COUNT)[:, :AREAS]
    place = (dice.random(COUNT)[:, None] > np.cumsum(expected, axis=1)).sum(axis=1)
    true = np.eye(AREAS + 1)[place][:, :AREAS]
    return SeasonCase(tuple(f"p{row}" for row in range(COUNT)), money, expected, true)


@pytest.mark.parametrize("error", [0.0, 0.1, 0.2])
def test_intervals_hold_at_each_round_while_readers_err_stop_and_the_budget_changes(
    case: SeasonCase, error: float
) -> None:
    played = [season(case, (25, 25, 25), Habits(error=error), seed) for seed in range(60)]
    for number in range(3):
        covered = np.mean([each[number].covered for each in played], axis=0)
        assert covered.min() >= 0.88
        assert covered.mean() >= 0.93
        assert np.mean([each[number].together for each in played]) >= 0.88


@pytest.mark.parametrize("passes", [0.03, 0.1])
def test_intervals_hold_where_readers_pass_over_what_is_unlike_the_rest(case: SeasonCase, passes: float) -> None:
    """Programmes in an area are passed over twice as often as others, and never read."""
    played = [season(case, (25, 25, 25), Habits(error=0.1, passes=passes), seed) for seed in range(60)]
    for number in range(3):
        covered = np.mean([each[number].covered for each in played], axis=0)
        assert covered.min() >= 0.88
        assert covered.mean() >= 0.93


@pytest.mark.parametrize("error", [0.1, 0.2])
def test_intervals_hold_where_all_that_is_large_is_read_twice(case: SeasonCase, error: float) -> None:
    """Large programmes are no chance choice among those read: they speak for themselves alone."""
    large = float(np.quantile(case.money, 0.9))
    played = [season(case, (25, 25, 25), Habits(error=error, large=large), seed) for seed in range(60)]
    for number in range(3):
        covered = np.mean([each[number].covered for each in played], axis=0)
        assert covered.min() >= 0.88
        assert covered.mean() >= 0.93


def test_what_is_read_twice_for_its_money_says_nothing_of_the_rest(case: SeasonCase) -> None:
    decided, large = np.ones(COUNT, bool), np.zeros(COUNT, bool)
    first, large[:40] = case.true.copy(), True
    first[:40] = 0
    twice = large | (np.arange(COUNT) % 3 == 0)
    found = np.where(twice[:, None], case.true, first)
    nothing = np.zeros(first.shape)
    weight = np.ones(first.shape)
    told = correction(case.money, weight, Readings(first, found, found, nothing, decided, twice, large))
    misled = correction(case.money, weight, Readings(first, found, found, nothing, decided, twice))
    assert np.abs(told.added).max() < 1e-6
    assert np.abs(misled.added).max() > 1


def test_one_programme_at_the_head_that_nobody_reads_holds_up_nothing(case: SeasonCase) -> None:
    plan = draw(list(case.names), case.money, case.expected, 60, "1")
    assert plan.chance[plan.drawn[0]] == 1
    widths, truth = [], (case.money[:, None] * case.true).sum(axis=0)
    for until in (30, 60):
        done = np.arange(60) < until
        done[0] = False
        found, prefix = _estimated(case, plan, done)
        assert prefix.count == until
        assert ((found.low <= truth) & (truth <= found.high)).all()
        own = case.money[plan.drawn[0]]
        assert found.open_high - found.open_low == pytest.approx(np.full(AREAS, own))
        widths.append(found.high - found.low)
    assert (widths[1] < widths[0]).all()


def test_what_counts_stops_before_a_gap_until_enough_is_read_behind_it(case: SeasonCase) -> None:
    plan = draw(list(case.names), case.money, case.expected, 60, "1")
    gap = 30
    counts = []
    for until in (gap + 2, 60):
        done = np.arange(60) < until
        done[gap] = False
        counts.append(_estimated(case, plan, done)[1].count)
    assert counts == [gap, 60]


def test_which_part_of_a_draw_counts_does_not_follow_what_was_found(case: SeasonCase) -> None:
    """The same readings count whatever is in them: only that they were read is looked at."""
    plan = draw(list(case.names), case.money, case.expected, 60, "1")
    done = np.arange(60) % 7 != 3
    before = best_prefix(plan.drawn, done, plan.chance, case.money, case.expected)
    other = SeasonCase(case.names, case.money, case.expected, np.roll(case.true, 1, axis=0))
    assert before is not None
    assert _estimated(other, plan, done)[1].count == before.count


def _estimated(case: SeasonCase, plan: SamplePlan, done: NDArray[np.bool_]) -> tuple[Estimate, Prefix]:
    """The estimate of a draw of which so much was read, and the part of it that counts."""
    prefix = best_prefix(plan.drawn, done, plan.chance, case.money, case.expected)
    assert prefix is not None
    counts, read = np.zeros(COUNT, bool), np.zeros(COUNT, bool)
    counts[plan.drawn[: prefix.count]] = True
    read[plan.drawn[done]] = True
    round_ = Round(np.arange(COUNT), prefix.chance, case.expected, counts & read, counts & ~read)
    return estimate(case.money, Readings.alone(case.true * read[:, None], read), [round_])[0], prefix


def test_small_rounds_are_worth_nearly_as_much_as_one_large(case: SeasonCase) -> None:
    quiet = Habits(stops=0, moves=0, comes=0)
    widths = [
        np.median([season(case, sizes, quiet, seed)[-1].half_width for seed in range(15)], axis=0).mean()
        for sizes in ((100,), (20,) * 5)
    ]
    assert widths[1] < 1.2 * widths[0]


def test_without_second_opinions_errors_are_not_in_the_intervals_and_with_them_they_are(case: SeasonCase) -> None:
    decided = np.ones(COUNT, bool)
    first = case.true.copy()
    first[:40] = 0
    rounds = [Round(np.arange(COUNT), np.ones(COUNT), case.expected, decided)]
    blind, _ = estimate(case.money, Readings.alone(first, decided), rounds)
    assert (blind.low == blind.high).all()
    twice = np.arange(COUNT) % 4 == 0
    found = np.where(twice[:, None], case.true, first)
    seen, _ = estimate(case.money, Readings(first, found, found, np.zeros(first.shape), decided, twice), rounds)
    truth = (case.money[:, None] * case.true).sum(axis=0)
    assert ((seen.low <= truth) & (truth <= seen.high)).all()
    assert (seen.spread > 0).all()


def test_a_few_second_opinions_say_nothing_yet(case: SeasonCase) -> None:
    decided, twice = np.ones(COUNT, bool), np.zeros(COUNT, bool)
    twice[:3] = True
    assert not enough(Readings(case.true, case.true, case.true, np.zeros(case.true.shape), decided, twice))


def test_readers_at_odds_do_not_multiply_what_there_is_and_it_is_said(case: SeasonCase) -> None:
    """Seven programmes are read twice, and in four of them each reader sees an area that the other does not."""
    decided, twice = np.ones(COUNT, bool), np.zeros(COUNT, bool)
    rows = np.flatnonzero(case.true.max(axis=1) > 0)[:7]
    twice[rows] = True
    second, found = case.true.copy(), case.true.copy()
    second[rows[:4]] = np.roll(case.true[rows[:4]], 1, axis=1)
    found[rows[:4]] = (case.true[rows[:4]] + second[rows[:4]]) / 2
    readings = Readings(case.true, second, found, np.abs(found - case.true), decided, twice)
    error = correction(case.money, np.ones(case.true.shape), readings)
    assert error.factor == pytest.approx(4 / 3)
    assert at_odds(readings)
    alike = Readings(case.true, case.true, case.true, np.zeros(case.true.shape), decided, twice)
    assert correction(case.money, np.ones(case.true.shape), alike).factor == 1.0
    assert not at_odds(alike)


def test_unsettled_differences_make_totals_less_sure(case: SeasonCase) -> None:
    decided, twice = np.ones(COUNT, bool), np.arange(COUNT) % 2 == 0
    apart = np.zeros(case.true.shape)
    weight = np.ones(case.true.shape)
    sure = correction(case.money, weight, Readings(case.true, case.true, case.true, apart, decided, twice))
    apart[0] = 0.5
    unsure = correction(case.money, weight, Readings(case.true, case.true, case.true, apart, decided, twice))
    assert (unsure.variance > sure.variance).all()


def test_who_stops_early_has_read_a_smaller_sample(case: SeasonCase) -> None:
    plan = draw(list(case.names), case.money, case.expected, 60, "1")
    whole = int((plan.chance >= 1).sum())
    lowered = chances_of_first(plan.chance, 40)
    assert lowered is not None
    assert lowered.sum() == pytest.approx(40)
    assert ((lowered <= plan.chance + 1e-12) & (lowered > 0)).all()
    assert set(plan.drawn[:whole]) == set(np.flatnonzero(plan.chance >= 1))
    assert chances_of_first(plan.chance, whole - 1) is None or not whole


def test_the_first_of_a_draw_come_first_as_often_as_their_chances_say(case: SeasonCase) -> None:
    drawn = np.zeros(COUNT)
    for seed in range(400):
        drawn[draw(list(case.names), case.money, case.expected, 40, str(seed)).drawn[:20]] += 1
    plan = draw(list(case.names), case.money, case.expected, 40, "0")
    chance = chances_of_first(plan.chance, 20)
    assert chance is not None
    likely = chance > 0.1
    error = np.sqrt(chance[likely] * (1 - chance[likely]) / 400)
    assert (np.abs(drawn[likely] / 400 - chance[likely]) < 4 * error + 0.02).all()


def test_money_that_no_sample_reaches_opens_every_interval(case: SeasonCase) -> None:
    plan = draw(list(case.names), case.money, case.expected, 60, "1")
    read = np.zeros(COUNT, bool)
    read[plan.drawn] = True
    rounds = [Round(np.arange(COUNT), plan.chance, case.expected, read)]
    before, _ = estimate(case.money, Readings.alone(case.true * read[:, None], read), rounds)
    more = np.append(case.money, 10 * case.money.sum())
    found = np.vstack([case.true * read[:, None], np.zeros(AREAS)])
    after, made = estimate(more, Readings.alone(found, np.append(read, False)), rounds)
    assert made.uncovered.sum() == 1
    assert (after.high - before.high >= 9 * case.money.sum()).all()
    assert after.low == pytest.approx(before.low)


def test_a_higher_level_has_a_wider_interval_and_more_readings_a_narrower_one(case: SeasonCase) -> None:
    plan = draw(list(case.names), case.money, case.expected, 60, "1")
    read = np.zeros(COUNT, bool)
    read[plan.drawn] = True
    rounds = [Round(np.arange(COUNT), plan.chance, case.expected, read)]
    readings = Readings.alone(case.true * read[:, None], read)
    found, _ = estimate(case.money, readings, rounds)
    highs = [found.interval(level)[1] for level in LEVELS]
    assert all((after >= before).all() for before, after in pairwise(highs))
    now = worth_of_more(case.money, readings, rounds, found, 1)
    later = worth_of_more(case.money, readings, rounds, found, 50)
    assert (later < now).all()


def test_further_readings_do_not_read_away_what_readers_get_wrong(case: SeasonCase) -> None:
    plan = draw(list(case.names), case.money, case.expected, 60, "1")
    read = np.zeros(COUNT, bool)
    read[plan.drawn] = True
    rounds = [Round(np.arange(COUNT), plan.chance, case.expected, read)]
    right = case.true * read[:, None]
    missed = right.copy()
    missed[plan.drawn[::4]] = 0
    readings = replace(Readings.alone(right, read), first=missed, twice=read & (np.arange(COUNT) % 2 == 0))
    found, _ = estimate(case.money, readings, rounds)
    all_left = worth_of_more(case.money, readings, rounds, found, COUNT - len(plan.drawn))
    assert all_left.min() > 0
    assert all_left == pytest.approx(quantile(found.readings + COUNT - len(plan.drawn), LEVEL) * found.by_errors**0.5)
    alone, _ = estimate(case.money, Readings.alone(right, read), rounds)
    assert worth_of_more(case.money, Readings.alone(right, read), rounds, alone, COUNT - 60) == pytest.approx(0)
