"""Quality of proposals under a list of the EU and one of the US, on public descriptions of Horizon Europe's projects.

Run with `python benchmarks/classify_lists.py`; needs the material of ../shared. The labels are those of call topics, in
the areas that `cordis-classes.csv` says they belong to whole. Classes that a list divides, or has no area for, are no
labels: their projects are read as undecided. F1 is over the areas that have labels.
"""

from __future__ import annotations

import sys

import numpy as np
from classify_material import SHARED, Material, cordis, ordered_by_hash
from threadpoolctl import threadpool_limits

from crosscut.classify.evaluation import cross_validate, f1, with_none
from crosscut.classify.groups import groups
from crosscut.classify.proposer import by_lexicon, columns, read_in
from crosscut.classify.text_vectors import Space

LISTS = ("eu-cta-2023", "us-cet-2024")


def measure(version: str, material: Material) -> None:
    held = ordered_by_hash(material)
    ordered, rows, free = held.texts, held.rows, held.free
    scorer, member = held.scorer, held.member
    told = np.flatnonzero(member[:, :-1].any(axis=0))
    together = groups(ordered)
    own = [together[row] for row in rows]
    print(
        f"== {version}: {len(rows):,} projects, {len(set(own)):,} call topics, {len(told)} of {len(scorer.areas)} areas"
    )
    names, texts, _ = columns(ordered)
    alone = by_lexicon(scorer, scorer.find([names[row] for row in rows], [texts[row] for row in rows])).member
    show("lexicon alone, no labels", alone, member, told)
    space = Space(ordered, scorer)
    vectors = read_in(space, ordered)
    others = vectors.take(free), [together[row] for row in free]
    unseen = cross_validate(space, vectors.take(rows), member, own, others, error=0.05)
    show("Crosscut", unseen.proposed, member, told)
    for area in told:
        _, each = f1(unseen.proposed[:, [area]], member[:, [area]])
        print(f"  {scorer.areas[area]:26} true {member[:, area].sum():5} F1 {each:.3f}", flush=True)


def show(kind, said, member, told):
    micro, macro = f1(said[:, told], member[:, told])
    outside = np.append(told, member.shape[1] - 1)
    _, whole = f1(with_none(said)[:, outside], member[:, outside])
    print(f"{kind:26} micro-F1 {micro:.3f}, macro-F1 {macro:.3f}, with outside {whole:.3f}", flush=True)


if __name__ == "__main__":
    if not SHARED.is_dir():
        sys.exit("the real material is not here: set CROSSCUT_SHARED")
    with threadpool_limits(1):
        for version in LISTS:
            measure(version, cordis(version))
