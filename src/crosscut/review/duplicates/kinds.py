"""What two similar programmes are to each other, and how sure that is; many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crosscut.review.duplicates.candidates import Candidates, ComparableProgrammes, compared
from crosscut.review.duplicates.continuations import Continuations
from crosscut.review.duplicates.model import GroupKind
from crosscut.review.duplicates.pair_facts import KnownProgramme, PairFacts, ProgrammeKeys
from crosscut.review.duplicates.tokens import Bools, Ints
from crosscut.review.duplicates.variants import SAME_TEXT, variants

Floats = npt.NDArray[np.float64]

AT_ONCE = 500_000
"""How many pairs are judged together."""

PROBABLE = 0.5
"""From this probability two programmes are held to belong together."""

FAMILY_NAME = 0.75
"""From this similarity of names programmes of several ministries are one programme kept as several lines."""

BOILERPLATE_NAME = 0.3
"""Below this similarity of names alike texts of one ministry are more often its boilerplate than one activity."""

UNLIKE_NAME = 0.05
"""Below this similarity names have nothing in common: only texts of their own, as alike as ``SAME_TEXT``, say so."""

KINDS: tuple[GroupKind, ...] = ("family", "continuation", "duplicate")
FAMILY, CONTINUATION, DUPLICATE = range(len(KINDS))


@dataclass(frozen=True)
class JudgedPairs:
    """Pairs that probably belong together.

    Attributes
    ----------
    pairs
        Their positions and how similar they are.
    kind
        A place in ``KINDS``.
    probability
        How sure it is, from ``PROBABLE`` on.
    variant
        Whether they are variants of one thing.
    untold
        Whether they are of one name at one ministry and nothing else is known: that one stands twice is as likely as
        that it is kept as several lines.

    """

    pairs: Candidates
    kind: Ints
    probability: Floats
    variant: Bools
    untold: Bools


def judge(programmes: ComparableProgrammes, known: KnownProgramme, first: Ints, second: Ints) -> JudgedPairs:
    """What pairs of positions are to each other, of those that probably belong together.

    A continuation names its predecessor, or begins after the other ended. A family is one name, up to what stands in
    brackets, or one acronym at several ministries in the same years: with texts that deny it no more than probably.
    At one ministry it is a name that differs in brackets only, the lines of one institution, or one name of running
    costs or of which nothing else is known. So are variants: a part, another region, another technology. All else that
    is similar is a duplicate.
    """
    keys = ProgrammeKeys(programmes, known)
    portions = [slice(at, at + AT_ONCE) for at in range(0, max(len(first), 1), AT_ONCE)]
    continues = Continuations(programmes, known, keys).among(first, second, portions)
    judged = (
        _judged(PairFacts(keys, compared(programmes, first[portion], second[portion]), continues[portion]))
        for portion in portions
    )
    columns = (np.concatenate(column) for column in zip(*judged, strict=True))
    one, other, name, text, kind, probability, untold, one_ministry, two_offices = columns
    pairs = Candidates(one, other, name, text)
    variant = variants(programmes, pairs, one_ministry, two_offices, np.flatnonzero(kind == DUPLICATE))
    kind[variant] = FAMILY
    return JudgedPairs(pairs, kind, probability, variant, untold)


def _judged(pairs: PairFacts) -> tuple[npt.NDArray[np.generic], ...]:
    """Positions, similarities, kind and probability of those that are probable, and what variants are told by."""
    found = pairs.found
    probability = _probability(pairs)
    kept = probability >= PROBABLE
    untold = pairs.one_ministry & pairs.equal_names & ~pairs.running & np.isnan(found.text)
    columns = (found.first, found.second, found.name, found.text, _kind(pairs), probability, untold)
    return tuple(column[kept] for column in (*columns, pairs.one_ministry, pairs.two_offices))


def _kind(pairs: PairFacts) -> Ints:
    found = pairs.found
    kind = np.full(len(found.first), DUPLICATE)
    apart = ~pairs.one_ministry & (pairs.one_name | (found.name >= FAMILY_NAME))
    lines = pairs.one_base & (~pairs.equal_names | pairs.running | np.isnan(found.text))
    lines = pairs.one_ministry & (lines | pairs.one_institution)
    kind[((apart | lines) & ~pairs.denied) | pairs.asked] = FAMILY
    kind[pairs.continues] = CONTINUATION
    return kind


def _probability(pairs: PairFacts) -> Floats:
    """How likely two programmes belong together, from how alike they are.

    The weights are set by hand, not learnt from anybody's budget; ``docs/review.md`` says how they fared on pairs
    that were read one by one. Four things read alike and seldom are: names that differ in a number only are lots of a
    series; running costs and transfers between funds are called the same everywhere; texts of one ministry under
    quite other names share its boilerplate; and parts of programmes have general names. One name at two ministries is
    always at least a question.
    """
    found = pairs.found
    name = np.where(pairs.one_name, 1.0, found.name)
    untold = np.isnan(found.text)
    score = np.where(untold, -6.0 + 9.0 * name, -5.0 + 4.0 * name + 7.0 * np.nan_to_num(found.text))
    score -= 2.5 * pairs.series
    score -= 4.0 * pairs.kinds_of_one
    score -= 5.0 * (pairs.running & ~(pairs.one_ministry & pairs.one_base))
    score -= 4.0 * (pairs.short & untold)
    score -= 2.0 * (pairs.one_ministry & (found.name < BOILERPLATE_NAME))
    own = ~pairs.stands_in & pairs.told & (np.nan_to_num(found.text) >= SAME_TEXT)
    heading = ~pairs.stands_in & ~pairs.told & ~pairs.one_ministry & (found.name < BOILERPLATE_NAME)
    score -= 5.0 * (((found.name < UNLIKE_NAME) & ~own | heading) & ~pairs.one_name)
    chance = 1 / (1 + np.exp(-score))
    return np.asarray(np.where(pairs.asked, np.maximum(chance, PROBABLE), chance))
