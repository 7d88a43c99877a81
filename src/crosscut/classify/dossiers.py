"""Dossiers: what whoever reads a drawn programme sees beside it, kept with its sample and made anew as people decide.

A dossier has the proposal with what speaks for it, the programmes of its family, and those that are worded like it,
whether they have been decided or not: which of them have is for the reader's page to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from crosscut.budget import Run
from crosscut.classify.dossier_files import Dossier, ProposedArea
from crosscut.classify.groups import groups
from crosscut.classify.lexicon import lexicon
from crosscut.classify.programmes import decisions, terms, texts
from crosscut.classify.proposer import Judgement, batches, in_hash_order, judge, learned_from
from crosscut.classify.scores import LexiconScorer
from crosscut.progress import Progress, quiet

_ALIKE = 0.2
"""The product of two texts' vectors from which on they are worded alike."""
_MOST_ALIKE = 12
_MOST_LETTERS = 2000


def make(run: Run, programmes: Sequence[str], progress: Progress = quiet) -> dict[str, Dossier]:
    """The dossiers of some programmes, by what has been decided so far."""
    progress("Proposing")
    scorer = LexiconScorer(lexicon(run.taxonomy, terms(run)))
    ordered = in_hash_order(texts(run))
    learned = learned_from(ordered, scorer, decisions(run), run.settings.classify.error)
    asked = set(programmes)
    wanted = ordered.filter(pa.array([each in asked for each in ordered["programme"].to_pylist()], pa.bool_()))
    families = _families(ordered)
    alike = _alike(ordered, wanted["programme"].to_pylist(), families)
    found: dict[str, Dossier] = {}
    for batch in batches(wanted):
        made = judge(batch, scorer, learned)
        for row, programme in enumerate(batch["programme"].to_pylist()):
            kin = tuple(each for each in families[programme] if each != programme)
            found[programme] = _of(made, row, alike[programme], kin)
    return found


def _of(made: Judgement, row: int, alike: tuple[str, ...], family: tuple[str, ...]) -> Dossier:
    clue = made.clues[row]
    return Dossier(
        proposed=tuple(ProposedArea(area, round(chance, 6)) for area, chance in made.texts.parts(row)),
        guessed=bool(made.texts.guessed[row]),
        named=clue.named,
        written=clue.written,
        sentence=clue.sentence,
        words=clue.words,
        alike=alike,
        family=family,
    )


def _families(ordered: pa.Table) -> dict[str, tuple[str, ...]]:
    """The family of each programme, itself included."""
    programmes = ordered["programme"].to_pylist()
    together = defaultdict[str, list[str]](list)
    named = [group or programme for group, programme in zip(groups(ordered), programmes, strict=True)]
    for programme, group in zip(programmes, named, strict=True):
        together[group].append(programme)
    return {programme: tuple(sorted(together[group])) for programme, group in zip(programmes, named, strict=True)}


def _alike(
    ordered: pa.Table, programmes: Sequence[str], families: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The programmes worded most alike, by pairs and threes of letters, which need no language."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    every = ordered["programme"].to_pylist()
    said = [f"{row['name']} {row['text'][:_MOST_LETTERS]}" for row in ordered.select(["name", "text"]).to_pylist()]
    if not any(each.strip() for each in said):
        return dict.fromkeys(programmes, ())
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3), sublinear_tf=True).fit_transform(said)
    place = {programme: row for row, programme in enumerate(every)}
    found = {}
    for programme in programmes:
        near = (vectors @ vectors[place[programme]].T).toarray()[:, 0]
        order = np.argsort(-near, kind="stable")[: _MOST_ALIKE + len(families[programme])].tolist()
        kept = [every[row] for row in order if near[row] >= _ALIKE and every[row] not in families[programme]]
        found[programme] = tuple(kept[:_MOST_ALIKE])
    return found
