"""What the machine learns from decisions: a linear model over words, topics and the lexicon."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack
from threadpoolctl import threadpool_limits

from crosscut.classify.calibration import AnyOf, OneOf, Proposed, best_threshold, sure_from
from crosscut.classify.likeness import LikenessMap
from crosscut.classify.proposals import JudgedTexts
from crosscut.classify.ridge import evened, solve
from crosscut.classify.text_vectors import Batch

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SEVERAL = 0.05
"""The share of decisions with several areas from which on several are proposed."""

_PENALTY = 0.3
_ORIGIN = 0.2
_ECHOES = 40
_ECHO_WEIGHT = 0.1


@dataclass(frozen=True)
class Setting:
    """How strongly the parts of the model speak.

    ``topics``: what terms go together; ``lexicon``: its scores as they are; ``likeness``: texts with like scores;
    ``evening``: how far rare classes are raised.
    """

    topics: float
    lexicon: float
    likeness: float
    evening: float


ONE = Setting(topics=1.0, lexicon=0.0, likeness=0.1, evening=0.9)
SEVERAL = Setting(topics=0.5, lexicon=0.3, likeness=0.0, evening=0.0)


@dataclass(frozen=True)
class Meaning:
    """What scores mean, learned from scores of texts whose group the fit had not seen.

    ``cuts`` are the scores from which an area is named where a text may have several, and None where it has one.
    ``sure`` and ``sure_outside`` are the probabilities from which an area, and the outside, need no reading.
    """

    curve: OneOf | AnyOf
    area: Proposed
    outside: Proposed
    cuts: Floats | None
    sure: float
    sure_outside: float

    @classmethod
    def learn(cls, unseen: Floats, member: Flags, error: float, *, several: bool) -> Meaning:
        """What these scores mean, given the classes of their texts."""
        curve = AnyOf.fit(unseen, member) if several else OneOf.fit(unseen, member)
        cuts = _cuts(unseen[:, :-1], member[:, :-1]) if several else None
        said, chance = named(unseen, cuts), curve(unseen)
        none = ~said.any(axis=1)
        area = Proposed.fit(chance[:, :-1][said], member[:, :-1][said])
        outside = Proposed.fit(chance[none, -1], member[none, -1])
        sure = sure_from(area(chance[:, :-1][said]), member[:, :-1][said], error)
        return cls(curve, area, outside, cuts, sure, sure_from(outside(chance[none, -1]), member[none, -1], error))

    def judge(self, areas: tuple[str, ...], scores: Floats) -> JudgedTexts:
        """What is thought of texts with these scores."""
        chance, said = self.curve(scores), named(scores, self.cuts)
        chance[:, :-1][said] = self.area(chance[:, :-1][said])
        none = ~said.any(axis=1)
        chance[none, -1] = self.outside(chance[none, -1])
        return JudgedTexts(areas, chance, said, self.sure, self.sure_outside, np.zeros(len(scores), bool))


@dataclass(frozen=True)
class TextModel:
    """Scores of the classes, the last of which is none of the areas, and what the scores mean."""

    likeness_map: LikenessMap
    terms: NDArray[np.float32]
    lexicon: Floats
    origin: Floats
    offset: Floats
    meaning: Meaning

    def judge(self, areas: tuple[str, ...], batch: Batch) -> JudgedTexts:
        """What is thought of texts; an area for which no word of a text speaks is not proposed, whoever asks for it."""
        judged = self.meaning.judge(areas, self.scores(batch))
        spoken = judged.member & (batch.sparse @ np.maximum(self.leaning, 0) > 0)[:, :-1]
        return judged if (spoken == judged.member).all() else replace(judged, member=spoken)

    @cached_property
    def leaning(self) -> NDArray[np.float32]:
        """Terms × classes: how far each term speaks for a class more than for the others."""
        result: NDArray[np.float32] = self.terms - self.terms.mean(axis=1, keepdims=True)
        return result

    def scores(self, batch: Batch) -> Floats:
        """One row a text, one column a class."""
        dense = self.likeness_map.see(batch.lexicon) @ self.lexicon + self.offset
        total: Floats = batch.sparse @ self.terms + batch.origin @ self.origin + dense
        return total


def named(scores: Floats, cuts: Floats | None) -> Flags:
    """The areas above their cut, or the strongest class where there are no cuts."""
    if cuts is not None:
        return scores[:, :-1] > cuts
    chosen = np.zeros(scores.shape, bool)
    chosen[np.arange(len(scores)), scores.argmax(axis=1)] = True
    return chosen[:, :-1]


def learn(
    known: Batch, member: Flags, groups: Ints, others: Batch, topics: NDArray[np.float32], *, error: float
) -> TextModel:
    """Learn from decided texts, and from the surest of the others as faint echoes.

    Parameters
    ----------
    known, member, groups
        The decided texts, their classes (the last is none of the areas), and what must not be split.
    others
        Texts without a decision.
    topics
        The directions of :class:`~crosscut.classify.text_vectors.Space`.
    error
        The share of wrong proposals to be borne among those that nobody reads.
    """
    with threadpool_limits(1):
        return _learned(known, member, groups, others, topics, error=error)


def _learned(
    known: Batch, member: Flags, groups: Ints, others: Batch, topics: NDArray[np.float32], *, error: float
) -> TextModel:
    several = bool((member.sum(axis=1) > 1).mean() > _SEVERAL)
    setting = SEVERAL if several else ONE
    likeness_map = LikenessMap.learn(np.vstack([known.lexicon, others.lexicon]), setting.lexicon, setting.likeness)
    parts = _parts(known, likeness_map, topics, setting)
    targets = np.where(member, 1.0, -1.0)
    weights = evened(member, setting.evening)
    solved = solve(_gram(parts), targets, weights, groups, _PENALTY)
    model = _model(
        parts,
        solved.duals,
        likeness_map,
        topics,
        setting,
        meaning=Meaning.learn(solved.unseen, member, error, several=several),
    )
    if several or not others.sparse.shape[0]:
        return model
    return _with_echoes(model, (known, member, groups, others), topics, setting, weights)


@dataclass(frozen=True)
class _Parts:
    sparse: csr_array
    topics: Floats
    lexicon: Floats
    origin: csr_array


def _parts(batch: Batch, likeness_map: LikenessMap, topics: NDArray[np.float32], setting: Setting) -> _Parts:
    projected = (batch.sparse @ topics).astype(np.float64) * np.sqrt(setting.topics)
    return _Parts(batch.sparse, projected, likeness_map.see(batch.lexicon), batch.origin)


def _gram(parts: _Parts) -> Floats:
    words = (parts.sparse @ parts.sparse.T).toarray().astype(np.float64)
    origin = _ORIGIN * (parts.origin @ parts.origin.T).toarray()
    return words + parts.topics @ parts.topics.T + parts.lexicon @ parts.lexicon.T + origin + 1.0


def _cuts(unseen: Floats, member: Flags) -> Floats:
    """The best cut of each area, drawn half-way to the best cut of all."""
    own = np.array([best_threshold(unseen[:, area], member[:, area]) for area in range(member.shape[1])])
    return (own + best_threshold(unseen.ravel(), member.ravel())) / 2


def _model(
    parts: _Parts,
    duals: Floats,
    likeness_map: LikenessMap,
    topics: NDArray[np.float32],
    setting: Setting,
    *,
    meaning: Meaning,
) -> TextModel:
    spread = np.sqrt(setting.topics) * (topics @ (parts.topics.T @ duals).astype(np.float32))
    terms = (parts.sparse.T @ duals).astype(np.float32) + spread.astype(np.float32)
    origin = _ORIGIN * (parts.origin.T @ duals)
    return TextModel(likeness_map, terms, parts.lexicon.T @ duals, origin, duals.sum(axis=0), meaning)


def _with_echoes(
    model: TextModel,
    texts: tuple[Batch, Flags, Ints, Batch],
    topics: NDArray[np.float32],
    setting: Setting,
    weights: Floats,
) -> TextModel:
    """The model fitted again with the surest undecided texts of each class as faint further decisions."""
    known, member, groups, others = texts
    scores = model.scores(others)
    chosen, classes = _surest(scores)
    echoed = np.zeros((len(chosen), member.shape[1]), bool)
    echoed[np.arange(len(chosen)), classes] = True
    frequency = np.maximum(member.sum(axis=0), 1)
    faint = _ECHO_WEIGHT * frequency[classes] ** -setting.evening / _mean_raised(member, setting.evening)
    both = _joined(known, others, chosen)
    parts = _parts(both, model.likeness_map, topics, setting)
    all_weights = np.concatenate([weights, faint])
    targets = np.where(np.vstack([member, echoed]), 1.0, -1.0)
    apart = np.concatenate([groups, groups.max() + 1 + np.arange(len(chosen))])
    solved = solve(_gram(parts), targets, all_weights, apart, _PENALTY)
    return _model(parts, solved.duals, model.likeness_map, topics, setting, meaning=model.meaning)


def _mean_raised(member: Flags, power: float) -> float:
    frequency = np.maximum(member.sum(axis=0), 1)
    return float(((member / frequency**power).sum(axis=1) / np.maximum(member.sum(axis=1), 1)).mean())


def _surest(scores: Floats) -> tuple[Ints, Ints]:
    """The texts whose strongest class leads the next by most, as many of each class, with that class."""
    ranked = np.sort(scores, axis=1)
    lead, strongest = ranked[:, -1] - ranked[:, -2], scores.argmax(axis=1)
    picks = []
    for each in range(scores.shape[1]):
        rows = np.flatnonzero(strongest == each)
        picks.append(rows[np.argsort(-lead[rows], kind="stable")][:_ECHOES])
    chosen = np.concatenate(picks)
    return chosen, strongest[chosen]


def _joined(known: Batch, others: Batch, chosen: Ints) -> Batch:
    return Batch(
        vstack([known.sparse, others.sparse[chosen]], format="csr"),
        np.vstack([known.lexicon, others.lexicon[chosen]]),
        vstack([known.origin, others.origin[chosen]], format="csr"),
    )
