"""From decisions to a report on how good proposals are: what ``crosscut classify --evaluate`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from crosscut.classify.evaluation import EvaluationReport, UnseenAnswers, cross_validate, report
from crosscut.classify.groups import groups
from crosscut.classify.lexicon import Term, lexicon
from crosscut.classify.proposer import (
    ERROR,
    FEWEST,
    MOST,
    Decided,
    by_lexicon,
    columns,
    in_hash_order,
    members,
    read_in,
)
from crosscut.classify.scores import LexiconScorer
from crosscut.classify.text_vectors import Space
from crosscut.taxonomy import Taxonomy

Flags = NDArray[np.bool_]


def evaluate(
    texts: pa.Table,
    taxonomy: Taxonomy,
    decided: Decided,
    amounts: Mapping[str, int] | None = None,
    error: float = ERROR,
    *,
    terms: Iterable[Term] = (),
) -> EvaluationReport:
    """How good proposals are on the decided programmes of ``texts``, five times judged on groups kept from the model.

    Where decisions are too few to learn from, it is the lexicon alone that is judged, on all of them. ``amounts`` are
    the programmes' money in minor units, ``terms`` an office's own.
    """
    ordered = in_hash_order(texts)
    programmes = ordered["programme"].to_pylist()
    rows = np.array([row for row, each in enumerate(programmes) if each in decided], np.int64)[:MOST]
    scorer = LexiconScorer(lexicon(taxonomy, terms))
    member = members([programmes[row] for row in rows], scorer.areas, decided)
    money = np.array([(amounts or {}).get(programmes[row], 0) for row in rows], np.int64)
    together = groups(ordered)
    own = [together[row] for row in rows]
    if len(rows) < FEWEST or member.any(axis=0).sum() < 2:
        return report(_alone(ordered.take(rows), scorer, member), money, len(set(own)))
    space = Space(ordered, scorer)
    vectors = read_in(space, ordered)
    others = np.array([row for row, each in enumerate(programmes) if each not in decided], np.int64)
    free = vectors.take(others), [together[row] for row in others]
    return report(cross_validate(space, vectors.take(rows), member, own, free, error=error), money, len(set(own)))


def evaluate_lexicon(texts: pa.Table, taxonomy: Taxonomy, decided: Decided) -> EvaluationReport:
    """How good the lexicon alone is on the decided programmes of ``texts``."""
    ordered = in_hash_order(texts)
    rows = [row for row, each in enumerate(ordered["programme"].to_pylist()) if each in decided]
    known = ordered.take(np.array(rows, np.int64))
    scorer = LexiconScorer(lexicon(taxonomy))
    member = members(known["programme"].to_pylist(), scorer.areas, decided)
    return report(_alone(known, scorer, member), np.zeros(len(rows), np.int64), len(set(groups(known))))


def _alone(texts: pa.Table, scorer: LexiconScorer, member: Flags) -> UnseenAnswers:
    names, bodies, _ = columns(texts)
    judged = by_lexicon(scorer, scorer.find(names, bodies))
    return UnseenAnswers(scorer.areas, judged.probability, judged.member, member, judged.needs_no_reading)
