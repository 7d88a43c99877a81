"""Similar texts on Spark: the pairs that one process finds."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from crosscut import engine
from crosscut.characters import folded
from crosscut.review.duplicates.join import similar_pairs
from crosscut.review.duplicates.spark import similar_texts
from crosscut.review.duplicates.tokens import sets_of, tokens


@pytest.mark.spark
@pytest.mark.slow
def test_spark_finds_the_pairs_of_one_process() -> None:
    draw = random.Random(3)
    words = ["양자컴퓨팅", "기술을", "개발하여", "실증한다", *(f"word{n}" for n in range(900))]
    texts = []
    for _ in range(20):
        own = draw.sample(words, 50)
        texts += [" ".join(own), " ".join([*draw.sample(own, 42), *draw.sample(words, 8)])]
    texts.append("")
    ids = [f"t{at:03d}" for at in range(len(texts))]
    found = similar_pairs(sets_of(tokens(folded(text), 3) for text in texts), Fraction(1, 2))
    here = {
        (ids[a], ids[b], c)
        for a, b, c in zip(found.first.tolist(), found.second.tolist(), found.common.tolist(), strict=True)
    }
    with engine.open("spark") as running:
        frame = running.session.createDataFrame(list(zip(ids, texts, strict=True)), "id string, text string")
        rows = similar_texts(frame, 3, Fraction(1, 2)).collect()
    assert len(here) > 15
    assert {(row.one, row.other, row.common) for row in rows} == here
