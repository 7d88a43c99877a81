"""The same search for similar texts on Spark, for more texts than one process holds.

Sketches are made by partition with the functions of this room, texts meet by the keys of their bands, and every meeting
is compared exactly by Spark. No step looks at all pairs, and none holds all texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from crosscut.characters import folded
from crosscut.review.duplicates.join import CROWD
from crosscut.review.duplicates.sketch import sketches, token_hashes
from crosscut.review.duplicates.tokens import tokens

_AT_ONCE = 5_000


def similar_texts(texts: Any, letters: int, threshold: Fraction) -> Any:
    """Pairs of similar texts: a Spark frame ``one, other, common, together``, each pair once, ``one`` below ``other``.

    Parameters
    ----------
    texts
        A Spark frame with the columns ``id`` and ``text``.
    letters
        How many letters of Korean, Japanese or Chinese make a token.
    threshold
        The least Jaccard similarity; ``common`` ÷ ``together`` is each pair's.

    """
    from pyspark.sql import functions as f

    session = texts.sparkSession
    rows = texts.select("id", "text").rdd.mapPartitions(partial(_draw, letters=letters))
    drawn = session.createDataFrame(rows, "id string, tokens array<string>, bands array<bigint>").persist()
    met = drawn.select("id", f.posexplode("bands").alias("band", "key")).groupBy("band", "key")
    met = met.agg(f.sort_array(f.collect_list("id")).alias("ids")).filter(f.size("ids") > 1)
    pairs = session.createDataFrame(met.select("ids").rdd.flatMap(_meet), "one string, other string").distinct()
    own = drawn.select(f.col("id").alias("one"), f.col("tokens").alias("own"))
    others = drawn.select(f.col("id").alias("other"), f.col("tokens").alias("others"))
    compared = pairs.join(own, "one").join(others, "other")
    common = f.size(f.array_intersect("own", "others"))
    together = f.size("own") + f.size("others") - common
    compared = compared.select("one", "other", common.alias("common"), together.alias("together"))
    return compared.filter(f.col("common") * threshold.denominator >= f.col("together") * threshold.numerator)


def _draw(rows: Iterable[Any], letters: int) -> Iterator[tuple[str, list[str], list[int]]]:
    several = iter(rows)
    while portion := list(islice(several, _AT_ONCE)):
        sets = [sorted(tokens(folded(row.text or ""), letters)) for row in portion]
        starts = np.concatenate([[0], np.cumsum([len(each) for each in sets])]).astype(np.int64)
        drawn = sketches(token_hashes(token for each in sets for token in each), starts)
        for row, own, bands in zip(portion, sets, drawn.bands.view(np.int64).tolist(), strict=True):
            yield row.id, own, bands if own else []


def _meet(row: Any) -> list[tuple[str, str]]:
    return [(one, other) for at, one in enumerate(row.ids) for other in row.ids[at + 1 : at + 1 + CROWD]]
