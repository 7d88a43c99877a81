"""Proposals over a Spark table, partition by partition, equal to those made in one process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from crosscut.classify.lexicon import lexicon
from crosscut.classify.proposer import ERROR, MOST_TEXTS, TEXTS, Decided, applied, in_hash_order, learned_from
from crosscut.classify.scores import LexiconScorer
from crosscut.taxonomy import Taxonomy

_SCHEMA = (
    "programme string, area string, numerator bigint, denominator bigint, probability double, status string, "
    "evidence string"
)


def propose(texts: Any, taxonomy: Taxonomy, decided: Decided, error: float = ERROR) -> Any:
    """Proposals on a Spark data frame of TEXTS, as a Spark data frame of PROPOSALS in no order.

    The driver learns from the same texts as one process would: all decided ones and the first by hash. The workers get
    what was learned and propose on their own partitions.
    """
    from pyspark.sql import functions

    wanted = texts.select(
        *(functions.coalesce(functions.col(name), functions.lit("")).alias(name) for name in TEXTS.names)
    )
    by_hash = wanted.withColumn("mark", functions.sha2("programme", 256)).orderBy("mark").limit(MOST_TEXTS)
    known = wanted.where(functions.col("programme").isin(list(decided))) if decided else wanted.limit(0)
    learning = by_hash.drop("mark").unionByName(known).dropDuplicates(["programme"]).toArrow().cast(TEXTS)
    scorer = LexiconScorer(lexicon(taxonomy))
    learned = learned_from(in_hash_order(learning), scorer, decided, error)

    def each(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            table = pa.Table.from_batches([batch]).cast(TEXTS)
            yield from applied(table, scorer, learned, decided).combine_chunks().to_batches()

    return wanted.mapInArrow(each, _SCHEMA)
