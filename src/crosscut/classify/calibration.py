"""From scores to probabilities that mean what they say, and to the thresholds that follow from a stated error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEVER = 1.01
"""A threshold that no probability reaches."""


@dataclass(frozen=True)
class OneOf:
    """Probabilities where every text has one class: a softmax of scores with one slope and an offset a class."""

    slope: float
    offsets: Floats

    @classmethod
    def fit(cls, scores: Floats, member: Flags) -> OneOf:
        """The likeliest slope and offsets for scores that the fit had not seen, offsets drawn towards nothing."""
        from scipy.optimize import minimize

        truth = member.argmax(axis=1)
        rows = np.arange(len(scores))

        def cost(values: Floats) -> tuple[float, Floats]:
            slope, offsets = np.exp(values[0]), values[1:]
            chance = softmax(slope * scores + offsets)
            miss = chance.copy()
            miss[rows, truth] -= 1
            lost = -np.log(np.maximum(chance[rows, truth], 1e-300)).sum() + _PULL * (offsets**2).sum()
            gradient = np.concatenate([[slope * (miss * scores).sum()], miss.sum(axis=0) + 2 * _PULL * offsets])
            return float(lost), gradient

        best = minimize(cost, np.zeros(scores.shape[1] + 1), jac=True, method="L-BFGS-B").x
        return cls(float(np.exp(best[0])), best[1:])

    def __call__(self, scores: Floats) -> Floats:
        """Probabilities of the classes, one by row in sum."""
        return softmax(self.slope * scores + self.offsets)


@dataclass(frozen=True)
class AnyOf:
    """Probabilities where a text may have several classes: a logistic curve of the score, with an offset a class."""

    slope: float
    offsets: Floats

    @classmethod
    def fit(cls, scores: Floats, member: Flags) -> AnyOf:
        """The likeliest slope and offsets for scores that the fit had not seen, offsets drawn towards their mean."""
        from scipy.optimize import minimize

        truth = member.astype(float)

        def cost(values: Floats) -> tuple[float, Floats]:
            slope, mean, offsets = np.exp(values[0]), values[1], values[2:]
            raised = slope * scores + mean + offsets
            miss = _logistic(raised) - truth
            lost = (np.logaddexp(0, raised) - truth * raised).sum() + _PULL * (offsets**2).sum()
            down = miss.sum(axis=0)
            gradient = np.concatenate([[slope * (miss * scores).sum(), down.sum()], down + 2 * _PULL * offsets])
            return float(lost), gradient

        best = minimize(cost, np.zeros(scores.shape[1] + 2), jac=True, method="L-BFGS-B").x
        return cls(float(np.exp(best[0])), best[1] + best[2:])

    def __call__(self, scores: Floats) -> Floats:
        """The probability of each class by itself."""
        return _logistic(self.slope * scores + self.offsets)


@dataclass(frozen=True)
class Proposed:
    """What a probability is worth once its class was chosen: choosing the strongest favours lucky scores."""

    slope: float
    offset: float

    @classmethod
    def fit(cls, probability: Floats, right: Flags) -> Proposed:
        """The likeliest straight line through the log-odds of proposals on texts unseen; as is, where there are few."""
        if len(right) < _FEWEST or right.all() or not right.any():
            return cls(1.0, 0.0)
        fitted = AnyOf.fit(odds(probability)[:, None], right[:, None])
        return cls(fitted.slope, float(fitted.offsets[0]))

    def __call__(self, probability: Floats) -> Floats:
        """The probability that a proposal is right."""
        return _logistic(self.slope * odds(probability) + self.offset)


def odds(probability: Floats) -> Floats:
    """Log-odds, finite also for certainty."""
    within = np.clip(probability, 1e-6, 1 - 1e-6)
    result: Floats = np.log(within / (1 - within))
    return result


_FEWEST = 30
_PULL = 1.0


def softmax(raised: Floats) -> Floats:
    """Rows of positive numbers that sum to one."""
    odds = np.exp(raised - raised.max(axis=1, keepdims=True))
    total: Floats = odds / odds.sum(axis=1, keepdims=True)
    return total


def _logistic(raised: Floats) -> Floats:
    result: Floats = 0.5 * (1 + np.tanh(raised / 2))
    return result


def sure_from(probability: Floats, right: Flags, error: float) -> float:
    """The lowest probability from which proposals are wrong at most as often as stated.

    One mistake is added to those that were seen, so that a few lucky texts open no gate; NEVER where none suffices.
    """
    order = np.argsort(-probability, kind="stable")
    wrong = np.cumsum(~right[order])
    share = (wrong + 1) / np.arange(2, len(order) + 2)
    last = np.r_[probability[order][1:] < probability[order][:-1], True] if len(order) else np.zeros(0, bool)
    good = np.flatnonzero((share <= error) & last)
    return float(probability[order][good[-1]]) if len(good) else NEVER


def best_threshold(scores: Floats, member: Flags, fewest: int = 5) -> float:
    """The score from which naming a class gives the best F1, as if ``fewest`` of its texts had been missed besides."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(member[order])
    harmonic = 2 * hits / (np.arange(1, len(order) + 1) + member.sum() + fewest)
    at = int(harmonic.argmax())
    return float((scores[order][at] + scores[order][min(at + 1, len(order) - 1)]) / 2)


def expected_error(probability: Floats, right: Flags, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between probability and truth over bins of equal width."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gaps = [abs(float((probability[place == each] - right[place == each]).sum())) for each in range(bins)]
    return sum(gaps) / max(len(probability), 1)
