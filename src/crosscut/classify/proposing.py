"""From programmes to proposals: the way through the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pyarrow as pa

from crosscut.classify.evidence import evidence
from crosscut.classify.lexicon import lexicon
from crosscut.classify.proposals import Judged, proposals
from crosscut.classify.scores import ENOUGH, LexiconScorer, prior
from crosscut.taxonomy import Taxonomy

TEXTS = pa.schema([(name, pa.string()) for name in ("programme", "name", "text", "ministry", "committee", "group")])
"""What is known of a programme in words. ``text`` holds the names of its parts too. ``group`` names what must not be
split in cross-validation, such as a family or a call topic; empty where the name decides. Key: ``programme``."""

_SURE = 0.95
"""The share of proposals that must be right where nobody reads them, unless the caller states another."""

_SECOND_NAMED = 0.5
"""A second area is proposed where its part of the name's score is at least this much of the first area's."""


@dataclass(frozen=True)
class Options:
    """How to propose: ``error`` is the stated share of wrong proposals among those that nobody reads."""

    error: float = 0.05


def propose(
    texts: pa.Table, taxonomy: Taxonomy, decided: Mapping[str, Mapping[str, Fraction]], options: Options | None = None
) -> pa.Table:
    """Proposals on every programme of ``texts``, a table of TEXTS, as a table of PROPOSALS.

    ``decided`` holds the shares that people gave, by programme and area; the machine learns from them.
    """
    ordered = texts.sort_by("programme")
    names, bodies = ordered["name"].to_pylist(), ordered["text"].to_pylist()
    scorer = LexiconScorer(lexicon(taxonomy))
    found = scorer.find(names, bodies)
    judged = by_lexicon(scorer, names, bodies, 1 - (options or Options()).error)
    return proposals(ordered["programme"].to_pylist(), judged, evidence(judged, found, bodies), decided)


def by_lexicon(scorer: LexiconScorer, names: Sequence[str], bodies: Sequence[str], sure: float = _SURE) -> Judged:
    """What the lexicon alone thinks: the strongest area where strong enough, and others that the name says too."""
    found = scorer.find(names, bodies)
    scores, named = found.scores, scorer.name_scores(found)
    best = scores.argmax(axis=1) if scores.shape[1] else np.zeros(len(scores), np.int64)
    rows = np.arange(len(scores))
    member = np.zeros(scores.shape, bool)
    if scores.shape[1]:
        leader = named[rows, best][:, None]
        member = (scores >= ENOUGH) & (named > 0) & (named >= _SECOND_NAMED * leader)
        member[rows, best] = scores[rows, best] >= ENOUGH
    return Judged(scorer.areas, prior(scores), member, sure, sure)
