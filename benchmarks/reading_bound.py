"""How few readings could any design do with? A lower bound on Korea 2026, beside what simple random sampling reads.

Run with `python benchmarks/reading_bound.py`; needs the material of ../shared. Whatever design draws and whatever
unbiased estimate is made of it, the variance to be expected is at least the sum of (1 / chance - 1) × money² × what
names leave open of a share (Godambe and Joshi 1965). What names leave open is measured with a model that has learned
from all other programmes' labels, more than any office has before it reads; the chances are those that make the least
sure area as sure as possible. Labels are the truth.
"""

from __future__ import annotations

import sys

import numpy as np
from classify_material import SHARED, korea
from intervals import GOALS, NORMAL, needed_at_random
from threadpoolctl import threadpool_limits

from crosscut.classify.evaluation import cross_validate
from crosscut.classify.groups import groups
from crosscut.classify.lexicon import lexicon
from crosscut.classify.proposer import in_hash_order, members, read_in
from crosscut.classify.sampling import expected
from crosscut.classify.scores import LexiconScorer
from crosscut.classify.text_vectors import Space

ROUNDS = 200
STEP = 10


def told_by_names():
    """Money, true shares, and the shares that names lead a model to expect that has not seen the programme's family."""
    material = korea()
    ordered = in_hash_order(material.texts)
    programmes = ordered["programme"].to_pylist()
    scorer = LexiconScorer(lexicon(material.taxonomy))
    member = members(programmes, scorer.areas, material.decided)
    space = Space(ordered, scorer)
    vectors = read_in(space, ordered)
    none = (vectors.take(np.zeros(0, np.int64)), [])
    unseen = cross_validate(space, vectors, member, groups(ordered), none, error=0.05)
    true = [[float(material.decided[each].get(area, 0)) for area in scorer.areas] for each in programmes]
    return np.array([material.amounts[each] for each in programmes], float), np.array(true), expected(unseen.chance)


def left_open(money, true, told):
    """Money² × the variance of each share given its name: the model's doubt, as large as its errors turned out."""
    doubt = told * (1 - told)
    errors = (money[:, None] ** 2 * (true - told) ** 2).sum(axis=0)
    return money[:, None] ** 2 * doubt * (errors / (money[:, None] ** 2 * doubt).sum(axis=0))


def least_half_width(open_, truth, count):
    """What the half-width of the least sure area is at least, in parts of it, whatever the chances.

    A weighted mean of areas under the chances that suit it best is below the largest of them under any chances.
    """
    relative = open_ / truth**2
    weight = np.full(relative.shape[1], 1 / relative.shape[1])
    best = 0.0
    for _ in range(ROUNDS):
        chance = filled(np.sqrt(relative @ weight), count)
        unsure = ((1 / chance - 1)[:, None] * relative).sum(axis=0)
        best = max(best, float(weight @ unsure))
        weight = weight * np.sqrt(unsure / unsure.mean())
        weight /= weight.sum()
    return NORMAL * np.sqrt(best)


def filled(size, count):
    """Chances in proportion to size, none above one, that sum to ``count``."""
    low, high = 0.0, count / size[size > 0].min()
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if np.minimum(size * middle, 1).sum() < count else (low, middle)
    return np.clip(size * high, 1e-12, 1)


def main() -> None:
    money, true, told = told_by_names()
    truth = money @ true
    open_ = left_open(money, true, told)
    for goal in GOALS:
        plain = needed_at_random(money, true, truth, goal)
        counts = range(STEP, len(money), STEP)
        least = next((count for count in counts if least_half_width(open_, truth, count) <= goal), len(money))
        print(
            f"every area within ±{goal:.0%}: no design below {least}, simple random {plain}, ratio {least / plain:.2f}"
        )
        half = least_half_width(open_, truth, plain // 2)
        print(f"  with half of that, {plain // 2}, no design below ±{half:.1%}")


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit("the real material is not here: set CROSSCUT_SHARED")
    with threadpool_limits(1):
        main()
