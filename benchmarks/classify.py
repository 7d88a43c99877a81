"""Quality and speed of proposals on real texts, beside the usual linear models on the same folds.

Run with `python benchmarks/classify.py`; needs the material of ../shared. One core: threads of BLAS are held at one.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from classify_material import SHARED, Material, cordis, korea, ordered_by_hash
from threadpoolctl import threadpool_limits

from crosscut.classify.evaluation import EvaluationReport, cross_validate, f1, report, with_none
from crosscut.classify.evaluation_report import evaluate_lexicon
from crosscut.classify.groups import folds, groups, numbered
from crosscut.classify.linear_model import learn
from crosscut.classify.proposer import columns, read_in
from crosscut.classify.term_counts import analysed
from crosscut.classify.text_vectors import BATCH, Space

COSTLIEST = 50


def peers(names, texts, member, own, *, korean):
    """TF-IDF with a linear SVM and with logistic regression, as they are commonly set up."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.svm import LinearSVC

    both = [f"{name} {text}" for name, text in zip(names, texts, strict=True)]
    place = folds(own)
    kinds = {
        "TF-IDF + linear SVM": lambda: LinearSVC(class_weight="balanced", C=0.5),
        "TF-IDF + logistic regression": lambda: LogisticRegression(class_weight="balanced", C=10, max_iter=2000),
    }
    for kind, make in kinds.items():
        said, spent = np.zeros(member.shape, bool), 0.0
        for fold in range(5):
            train, test = np.flatnonzero(place != fold), np.flatnonzero(place == fold)
            vectoriser = (
                TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
                if korean
                else TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2, stop_words="english")
            )
            x = vectoriser.fit_transform([both[row] for row in train])
            if korean:
                model = OneVsRestClassifier(make()).fit(x, member[train, :-1])
                answer = np.asarray(model.predict(vectoriser.transform([both[row] for row in test])), bool)
                said[test] = with_none(answer)
                continue
            model = make().fit(x, member[train].argmax(axis=1))
            begin = time.process_time()
            answer = model.predict(vectoriser.transform([both[row] for row in test]))
            spent += time.process_time() - begin
            said[test, answer] = True
        show(kind, said, member, len(both) / spent if spent else 0)


def show(kind, said, member, speed=0.0):
    micro, macro = f1(said[:, :-1], member[:, :-1])
    _, whole = f1(said, member)
    rate = f", {speed:,.0f} texts/s" if speed else ""
    print(f"{kind:32} micro-F1 {micro:.3f}, macro-F1 {macro:.3f}, with outside {whole:.3f}{rate}", flush=True)


def measure(title: str, material: Material, *, korean: bool) -> None:
    print(f"== {title}")
    held = ordered_by_hash(material)
    ordered, programmes, rows, free = held.texts, held.programmes, held.rows, held.free
    scorer, member = held.scorer, held.member
    together = groups(ordered)
    own = [together[row] for row in rows]
    names, texts, origin = columns(ordered)
    alone = evaluate_lexicon(material.texts, material.taxonomy, material.decided)
    print(
        f"{'lexicon alone, no labels':32} micro-F1 {alone.micro:.3f}, macro-F1 over areas {alone.macro:.3f}, "
        f"with outside {alone.macro_with_outside:.3f}",
        flush=True,
    )
    space = Space(ordered, scorer)
    vectors = read_in(space, ordered)
    known, others = vectors.take(rows), vectors.take(free)
    unseen = cross_validate(space, known, member, own, (others, [together[row] for row in free]), error=0.05)
    money = np.array([material.amounts[programmes[row]] for row in rows], np.int64)
    done = report(unseen, money, len(set(own)))
    model = learn(known, member, numbered(own), others, space.topics, error=0.05)
    speed = pace(space, model, names, texts, origin)
    show("Crosscut", with_none(unseen.proposed), member, speed)
    told(done)
    if korean:
        peers([names[row] for row in rows], ["" for _ in rows], member, own, korean=True)
    else:
        peers([names[row] for row in rows], [texts[row] for row in rows], member, own, korean=False)
        costliest(unseen, money, [names[row] for row in rows], (*scorer.areas, "outside"))


def pace(space, model, names, texts, origin):
    """Texts a second of one core, the best of three runs over up to 8,000 texts: from raw text to areas and chances."""
    count, best = min(len(names), 2 * BATCH), float("inf")
    for _ in range(3):
        analysed.cache_clear()
        begin = time.process_time()
        for start in range(0, count, BATCH):
            part = slice(start, min(start + BATCH, count))
            batch = space.batch(names[part], texts[part], origin[part])
            model.judge(space.scorer.areas, batch)
        best = min(best, time.process_time() - begin)
    return count / best


def told(done: EvaluationReport) -> None:
    for row in done.rows:
        print(
            f"  {row.area:26} true {row.true:5} said {row.said:5} precision {row.precision:.3f} "
            f"recall {row.recall:.3f} F1 {row.f1:.3f} money missed {row.missed / max(row.money, 1):.1%}"
        )
    print(
        f"  calibration error {done.calibration:.4f}; no reading needed: {done.sure:.1%} of texts, "
        f"{done.sure_money:.1%} of money, {done.sure_precision:.1%} right",
        flush=True,
    )


def costliest(unseen, money, names, classes):
    """The mistakes that move most money."""
    said, truth = with_none(unseen.proposed).argmax(axis=1), unseen.truth.argmax(axis=1)
    wrong = np.flatnonzero(said != truth)
    for row in wrong[np.argsort(-money[wrong], kind="stable")][:COSTLIEST]:
        print(
            f"  {money[row] // 100:>12,} EUR  label {classes[truth[row]]:24} said {classes[said[row]]:24} "
            f"{unseen.chance[row, said[row]]:.2f}  {names[row][:110]}"
        )


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit("the real material is not here: set CROSSCUT_SHARED")
    with threadpool_limits(1):
        measure("Korea's budget 2026, 1,236 programmes", korea(), korean=True)
        measure("CORDIS, Horizon Europe, tiers A, B and N", cordis(), korean=False)
