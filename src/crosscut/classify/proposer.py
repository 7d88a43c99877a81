"""From programmes and decisions to proposals: the way through the room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import vstack

from crosscut.classify.calibration import NEVER
from crosscut.classify.evidence import Clues, as_written, clues, deciding_words
from crosscut.classify.groups import groups, mark, numbered
from crosscut.classify.lexicon import Term, lexicon
from crosscut.classify.linear_model import TextModel, learn
from crosscut.classify.proposals import PROPOSALS, JudgedTexts, proposals
from crosscut.classify.scores import ENOUGH, Found, LexiconScorer, prior
from crosscut.classify.similar import SimilarTexts
from crosscut.classify.text_vectors import BATCH, Batch, Space
from crosscut.tables import OUTSIDE
from crosscut.taxonomy import Taxonomy
from crosscut.text import Language, Text

TEXTS = pa.schema([(name, pa.string()) for name in ("programme", "name", "text", "ministry", "committee", "group")])
"""What is known of a programme in words. ``text`` holds the names of its parts too. ``group`` names what must not be
split in cross-validation, such as a family or a call topic; empty where the name decides. Key: ``programme``."""

ERROR = 0.05
"""The share of wrong proposals to be borne among those that nobody reads, unless the caller states another."""

FEWEST = 20
"""Decisions from which on the machine learns; below, the lexicon alone speaks."""

MOST = 4_000
"""Decisions that are learned from, chosen by hash where there are more."""

MOST_TEXTS = 40_000
"""Texts that are learned from, decided or not, chosen by hash where there are more."""

_SECOND_NAMED = 0.5
"""A second area is proposed where its part of the name's score is at least this much of the first area's."""

_FEW_OF_AN_AREA = 3

Decided = Mapping[str, Mapping[str, Fraction]]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Learned:
    """A model with the space that it reads texts in, and the decided texts that it can point to."""

    space: Space
    model: TextModel
    similar: SimilarTexts
    unlearned: Flags


@dataclass(frozen=True)
class Judgement:
    """What is thought of a handful of texts: the proposals, what speaks for each, and what was decided of its like."""

    texts: JudgedTexts
    clues: Sequence[Clues]
    like: Sequence[Text]


def propose(
    texts: pa.Table,
    taxonomy: Taxonomy,
    decided: Decided,
    error: float = ERROR,
    terms: Iterable[Term] = (),
    *,
    language: Language = "en",
) -> pa.Table:
    """Proposals on every programme of ``texts``, a table of TEXTS, as a table of PROPOSALS.

    ``decided`` holds the shares that people gave, by programme and area; the machine learns from them where they are
    at least FEWEST and not all of one class. ``error`` is the share of wrong proposals to be borne among those that
    nobody reads; ``terms`` are an office's own; ``language`` is that of the evidence. The order of rows
    changes nothing.
    """
    scorer = LexiconScorer(lexicon(taxonomy, terms))
    ordered = in_hash_order(texts)
    whole = applied(ordered, scorer, learned_from(ordered, scorer, decided, error), decided, language)
    last = [area == OUTSIDE for area in whole["area"].to_pylist()]
    keyed = whole.append_column("last", pa.array(last, pa.bool_()))
    return keyed.sort_by([(name, "ascending") for name in ("programme", "last", "area")]).drop_columns("last")


def chances(
    texts: pa.Table, taxonomy: Taxonomy, decided: Decided, terms: Iterable[Term] = ()
) -> tuple[list[str], NDArray[np.float64]]:
    """Programmes in hash order, and the probability of each area and, last, of none, a row for each."""
    scorer = LexiconScorer(lexicon(taxonomy, terms))
    ordered = in_hash_order(texts)
    learned = learned_from(ordered, scorer, decided, ERROR)
    rows = [judge(batch, scorer, learned).texts.probability for batch in batches(ordered)]
    return ordered["programme"].to_pylist(), np.vstack([np.zeros((0, len(scorer.areas) + 1)), *rows])


def applied(
    texts: pa.Table, scorer: LexiconScorer, learned: Learned | None, decided: Decided, language: Language = "en"
) -> pa.Table:
    """Proposals on texts by what was learned before, as a table of PROPOSALS in the order of the texts."""
    parts = []
    for batch in batches(texts):
        made = judge(batch, scorer, learned)
        lines = [each.line(like, language) for each, like in zip(made.clues, made.like, strict=True)]
        parts.append(proposals(batch["programme"].to_pylist(), made.texts, lines, decided))
    return pa.concat_tables([*parts, PROPOSALS.empty_table()])


def in_hash_order(texts: pa.Table) -> pa.Table:
    """Texts in an order that their ids alone decide."""
    marks = pa.array([mark(programme) for programme in texts["programme"].to_pylist()], pa.binary())
    return texts.append_column("mark", marks).sort_by("mark").drop_columns("mark")


def batches(texts: pa.Table) -> Iterator[pa.Table]:
    """Texts in handfuls."""
    return (texts.slice(start, BATCH) for start in range(0, texts.num_rows, BATCH))


def read_in(space: Space, texts: pa.Table) -> Batch:
    """Texts as vectors of a space."""
    parts = [space.batch(*columns(batch)) for batch in batches(texts)] or [space.batch([], [], [])]
    return Batch(
        vstack([part.sparse for part in parts], format="csr"),
        np.vstack([part.lexicon for part in parts]),
        vstack([part.origin for part in parts], format="csr"),
    )


def members(programmes: Sequence[str], areas: tuple[str, ...], decided: Decided) -> Flags:
    """Which classes each decided programme has: its areas, or the last column where it has none."""
    held = np.array([[bool(decided[programme].get(area)) for area in areas] for programme in programmes], bool)
    held = held.reshape(len(programmes), len(areas))
    result: Flags = np.hstack([held, ~held.any(axis=1, keepdims=True)])
    return result


def to_learn_from(texts: pa.Table, decided: Decided) -> pa.Table:
    """Of texts in hash order the first MOST_TEXTS, and all decided ones."""
    if texts.num_rows <= MOST_TEXTS:
        return texts
    kept = [row < MOST_TEXTS or each in decided for row, each in enumerate(texts["programme"].to_pylist())]
    return texts.filter(pa.array(kept))


def learned_from(texts: pa.Table, scorer: LexiconScorer, decided: Decided, error: float) -> Learned | None:
    """What the decisions on these texts, in hash order, teach; None where there are too few or all are of one class."""
    texts = to_learn_from(texts, decided)
    programmes = texts["programme"].to_pylist()
    rows = np.array([row for row, each in enumerate(programmes) if each in decided], np.int64)[:MOST]
    member = members([programmes[row] for row in rows], scorer.areas, decided)
    if len(rows) < FEWEST or (member.any(axis=0)).sum() < 2:
        return None
    space = Space(texts, scorer)
    everything = read_in(space, texts)
    others = np.array([row for row, each in enumerate(programmes) if each not in decided], np.int64)
    together = numbered(groups(texts))
    known = everything.take(rows)
    model = learn(known, member, together[rows], everything.take(others), space.topics, error=error)
    said = [(programmes[row], decided[programmes[row]]) for row in rows]
    unlearned = member[:, :-1].sum(axis=0) < _FEW_OF_AN_AREA
    return Learned(space, model, SimilarTexts(known.sparse, said, scorer.names), unlearned)


def judge(batch: pa.Table, scorer: LexiconScorer, learned: Learned | None) -> Judgement:
    """What is thought of a handful of texts, and why."""
    names, bodies, origin = columns(batch)
    found = scorer.find(names, bodies)
    alone = by_lexicon(scorer, found)
    if learned is None:
        return Judgement(alone, clues(alone, found, bodies), [Text()] * len(names))
    vectors = learned.space.batch(names, bodies, origin)
    judged = _with_unlearned(learned.model.judge(scorer.areas, vectors), alone, learned.unlearned)
    loudest = deciding_words(judged, vectors.sparse, learned.model.leaning, learned.space.term_names)
    written = (f"{name} {body}" for name, body in zip(names, bodies, strict=True))
    words = [as_written(each, text) for each, text in zip(loudest, written, strict=True)]
    like = learned.similar.lines(batch["programme"].to_pylist(), vectors.sparse)
    return Judgement(judged, clues(judged, found, bodies, words), like)


def _with_unlearned(judged: JudgedTexts, alone: JudgedTexts, unlearned: Flags) -> JudgedTexts:
    """The model's proposals, and the lexicon's for areas that hardly anyone decided on yet."""
    missed = ~judged.member.any(axis=1) & (alone.member & unlearned).any(axis=1)
    if not missed.any():
        return judged
    member, chance = judged.member.copy(), judged.probability.copy()
    member[missed] = (alone.member & unlearned)[missed]
    chance[missed] = alone.probability[missed]
    return replace(judged, probability=chance, member=member, guessed=judged.guessed | missed)


def by_lexicon(scorer: LexiconScorer, found: Found) -> JudgedTexts:
    """What the lexicon alone thinks: the strongest area where strong enough, and others that the name says too.

    Its probabilities are a guess: nothing that it proposes goes unread.
    """
    scores, named = found.scores, scorer.name_scores(found)
    member = np.zeros(scores.shape, bool)
    if scores.size:
        rows, best = np.arange(len(scores)), scores.argmax(axis=1)
        leader = named[rows, best][:, None]
        member = (scores >= ENOUGH) & (named > 0) & (named >= _SECOND_NAMED * leader)
        member[rows, best] = scores[rows, best] >= ENOUGH
    return JudgedTexts(scorer.areas, prior(scores), member, NEVER, NEVER, np.ones(len(scores), bool))


def columns(texts: pa.Table) -> tuple[list[str], list[str], list[tuple[str, ...]]]:
    """Names, texts, and ministry with committee, as lists."""
    origin = zip(texts["ministry"].to_pylist(), texts["committee"].to_pylist(), strict=True)
    return texts["name"].to_pylist(), texts["text"].to_pylist(), list(origin)
