"""Quality on call topics of Horizon Europe that are set aside before anything is learned, beside a TF-IDF with SVM.

Run with `python benchmarks/set_aside.py [SEED]`; needs the material of ../shared. One topic in five, chosen by hash, is
kept from the model, its undecided projects too. What the bands promise is counted on the topics set aside alone.
"""

from __future__ import annotations

import sys

import numpy as np
import pyarrow as pa
from classify_material import SHARED, cordis
from threadpoolctl import threadpool_limits

from classify import show
from crosscut.classify.evaluation import with_none
from crosscut.classify.groups import groups, mark, numbered
from crosscut.classify.lexicon import lexicon
from crosscut.classify.linear_model import learn
from crosscut.classify.proposer import columns, in_hash_order, members, read_in
from crosscut.classify.scores import LexiconScorer
from crosscut.classify.text_vectors import Space

ONE_IN = 5


def main(seed: str) -> None:
    material = cordis()
    ordered = in_hash_order(material.texts)
    together = groups(ordered)
    aside = np.array([mark(f"{seed}\x1f{group}")[0] % ONE_IN == 0 for group in together])
    labelled = np.array([each in material.decided for each in ordered["programme"].to_pylist()])
    known, test, free = (np.flatnonzero(each) for each in (labelled & ~aside, labelled & aside, ~labelled & ~aside))
    scorer = LexiconScorer(lexicon(material.taxonomy))
    programmes = ordered["programme"].to_pylist()
    member = members([programmes[row] for row in known], scorer.areas, material.decided)
    truth = members([programmes[row] for row in test], scorer.areas, material.decided)
    seen = ordered.filter(pa.array(~aside))
    space = Space(seen, scorer)
    model = learn(
        read_in(space, ordered.take(known)),
        member,
        numbered([together[row] for row in known]),
        read_in(space, ordered.take(free)),
        space.topics,
        error=0.05,
    )
    judged = model.judge(scorer.areas, read_in(space, ordered.take(test)))
    said, sure = with_none(judged.member), judged.needs_no_reading
    topics = len({together[row] for row in test})
    print(f"{len(test):,} projects of {topics:,} topics set aside, learned from {len(known):,} (seed {seed!r})")
    show("Crosscut", said, truth)
    for band, rows in (("accept", sure & said[:, :-1].any(axis=1)), ("outside", sure & said[:, -1])):
        right = (said & truth)[rows].sum() / max(said[rows].sum(), 1)
        print(f"  band {band}: {rows.sum():,} projects, {right:.1%} right")
    peer(ordered, known, test, member, truth)


def peer(ordered, known, test, member, truth) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    names, texts, _ = columns(ordered)
    both = [f"{name} {text}" for name, text in zip(names, texts, strict=True)]
    vectoriser = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2, stop_words="english")
    learned = vectoriser.fit_transform([both[row] for row in known])
    model = LinearSVC(class_weight="balanced", C=0.5).fit(learned, member.argmax(axis=1))
    answer = model.predict(vectoriser.transform([both[row] for row in test]))
    said = np.zeros(truth.shape, bool)
    said[np.arange(len(test)), answer] = True
    show("TF-IDF + linear SVM", said, truth)


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit("the real material is not here: set CROSSCUT_SHARED")
    with threadpool_limits(1):
        main(sys.argv[1] if len(sys.argv) > 1 else "1")
