"""500 simulated seasons of reading on Korea 2026 and on Horizon Europe: do the intervals hold while readers err?

Run with `python benchmarks/seasons.py [SEASONS] [FIRST SEED]`; needs the material of ../shared. Five rounds of forty
readings; readers err in 0, 10 and 20 % of their readings and stop early in three rounds of ten; one in twenty
programmes changes its money between rounds, one in a hundred comes late. Then nobody ever reads three or ten in a
hundred of the programmes, and passes over those in an area twice as often. Labels are the truth; proposals are the
lexicon's.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pyarrow as pa
from classify_material import SHARED, Material, cordis, korea

from crosscut.classify import chances as proposed
from crosscut.classify import expected
from crosscut.classify.simulation import Habits, RoundOutcome, SeasonCase, season

SIZES = (40,) * 5
ERRORS = (0.0, 0.1, 0.2)
PASSES = (0.03, 0.1)
NORMAL = 1.959964
UNDISTURBED = Habits(stops=0.0, moves=0.0, comes=0.0)


def case_of(material: Material) -> SeasonCase:
    """The labelled texts of some material, with what the lexicon expects of them."""
    labelled = [each in material.decided for each in material.texts["programme"].to_pylist()]
    names, probability = proposed(material.texts.filter(pa.array(labelled)), material.taxonomy, {})
    areas = [area.id for area in material.taxonomy.areas]
    true = np.array([[float(material.decided[name].get(area, 0)) for area in areas] for name in names])
    money = np.array([material.amounts[name] for name in names], float)
    return SeasonCase(tuple(names), money, expected(probability), true)


def measure(title: str, case: SeasonCase, seeds: range) -> None:
    print(f"== {title}: {len(case.names):,} programmes, {len(seeds)} seasons of {len(SIZES)} rounds of {SIZES[0]}")
    print("error  round  least covered  mean covered  half-width, median: mean of areas, least sure area; all areas")
    for error in ERRORS:
        begin = time.process_time()
        played = [season(case, SIZES, Habits(error=error), seed) for seed in seeds]
        for number in range(len(SIZES)):
            show(error, number + 1, [each[number] for each in played])
        print(f"  ({time.process_time() - begin:.0f} s of one core)", flush=True)
    print("10 % err and so many of the programmes are never read:")
    for passes in PASSES:
        played = [season(case, SIZES, Habits(error=0.1, passes=passes), seed) for seed in seeds]
        for number in range(len(SIZES)):
            show(passes, number + 1, [each[number] for each in played])
    compare(case, seeds[: max(len(seeds) // 10, 5)])


def show(error: float, number: int, outcomes: list[RoundOutcome]) -> None:
    covered = np.mean([each.covered for each in outcomes], axis=0)
    width = np.median([each.half_width for each in outcomes], axis=0)
    cover = f"{covered.min():13.1%}  {covered.mean():12.1%}"
    whole = np.mean([each.together for each in outcomes])
    wide = np.median([each.together_width for each in outcomes])
    widths = f"{width.mean():.1%}, {width.max():.1%}"
    print(f"{error:5.0%}  {number:5}  {cover}  {widths}; {whole:.1%} covered, {wide:.1%}")


def compare(case: SeasonCase, seeds: range) -> None:
    """The rounds together beside one sample of as many readings, and beside simple random sampling."""
    total = sum(SIZES)
    ways = {"one sample of all": (total,), "rounds of 40": SIZES, "rounds of 20": (20,) * (total // 20)}
    for way, sizes in ways.items():
        last = [season(case, sizes, UNDISTURBED, seed)[-1] for seed in seeds]
        width = np.median([each.half_width for each in last], axis=0)
        print(f"  {total} readings as {way:20} half-width {width.mean():.1%}, least sure area {width.max():.1%}")
    count, truth = len(case.names), (case.money[:, None] * case.true).sum(axis=0)
    spread = (case.money[:, None] * case.true).var(axis=0, ddof=1)
    width = NORMAL * count * np.sqrt((1 - total / count) * spread / total) / truth
    print(f"  {total} at random, by formula   half-width {width.mean():.1%}, least sure area {width.max():.1%}")


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit("the real material is not here: set CROSSCUT_SHARED")
    given = [int(each) for each in sys.argv[1:]]
    asked, first = given + [500, 0][len(given) :]
    measure("Korea 2026", case_of(korea()), range(first, first + asked))
    measure("Horizon Europe", case_of(cordis()), range(first, first + asked))
