"""Pairs: every one that is found is similar enough, few are missed, and groups hang on no order."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.characters import folded
from crosscut.review.duplicates import join, kinds, variants
from crosscut.review.duplicates.join import candidates_of, similar_pairs
from crosscut.review.duplicates.tokens import sets_of, tokens
from tests.review.compared_programmes import HALF, about, compared, exact, groups
from tests.shortened import examples

ONE_SET = st.frozensets(st.integers(0, 30).map(str), max_size=12)


@given(st.lists(ONE_SET, max_size=30), st.integers(1, 200))
@settings(max_examples=examples(40), deadline=None)
def test_pairs_are_found_in_portions_and_in_order(sets: list[frozenset[str]], at_once: int) -> None:
    drawn = sets_of(map(set, sets))
    parts = list(candidates_of(drawn.sketches, drawn.sizes, at_once))
    pairs = [pair for first, second in parts for pair in zip(first.tolist(), second.tolist(), strict=True)]
    whole = [pair for part in candidates_of(drawn.sketches, drawn.sizes) for pair in zip(*part, strict=True)]
    assert pairs == whole == sorted(set(pairs))
    bands = drawn.sketches.bands
    first_of = {bands[at].tobytes(): at for at in reversed(range(len(sets))) if sets[at]}
    agreeing = {
        (one, other)
        for one, other in combinations(range(len(sets)), 2)
        if sets[one] and sets[other] and (bands[one] == bands[other]).any()
        if one == first_of[bands[one].tobytes()] and other in (first_of[bands[other].tobytes()], *_copies(bands, one))
    }
    assert set(pairs) == agreeing


def _copies(bands: Any, place: int) -> list[int]:
    return [at for at in range(len(bands)) if (bands[at] == bands[place]).all()]


def test_groups_are_the_same_whatever_is_looked_at_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, years = list[tuple[str, str, str]](), dict[str, dict[str, int]]()
    for at in range(12):
        text = " ".join(f"word{at}x{each}" for each in range(14))
        rows += [(f"delta{at} epsilon{at}", "B", text), (f"zeta{at} eta{at}", "A", text)]
        rows += [(f"alpha{at} beta{at}", each, f"{text} more{each}") for each in "AB"]
        years |= {f"p{len(rows) - 4}": {"end": 2020}, f"p{len(rows) - 3}": {"start": 2021}} if at % 3 == 0 else {}
    tables = about(*rows, **years)
    found, held = groups(tables), candidates_of
    assert {"family", "duplicate", "continuation"} <= {group.kind for group in found}
    monkeypatch.setattr(join, "candidates_of", lambda *drawn: held(*drawn, 7))
    monkeypatch.setattr(kinds, "AT_ONCE", 5)
    assert groups(tables) == found


def test_few_similar_pairs_are_missed() -> None:
    draw = random.Random(5)
    words = [f"w{n}" for n in range(4000)]
    sets = []
    for _ in range(250):
        own = set(draw.sample(words, 80))
        sets += [own, set(draw.sample(sorted(own), 80 - 16)) | set(draw.sample(words, 16))]
    truth = exact(sets, HALF)
    found = similar_pairs(sets_of(sets), HALF)
    got = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert len(truth) > 200
    assert len(got & truth) / len(truth) > 0.97
    assert got <= truth
    assert np.allclose(
        found.similarity(sets_of(sets)), [len(sets[a] & sets[b]) / len(sets[a] | sets[b]) for a, b in sorted(got)]
    )


@pytest.mark.real
@pytest.mark.slow
def test_recall_on_real_texts(shared: Path) -> None:
    file = shared / "data" / "jp_programme_review" / "rs2024_programmes.parquet"
    rows = duckdb.sql(f"select purpose || ' / ' || overview from '{file}' order by projectId limit 700").fetchall()
    sets = [tokens(folded(text or ""), 3) for (text,) in rows]
    truth = exact(sets, HALF)
    found = similar_pairs(sets_of(sets), HALF)
    got = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert truth
    assert len(got & truth) / len(truth) >= 0.95


def test_texts_are_taken_apart_once_a_programme_however_many_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: Counter[str] = Counter()

    def counted(text: str, letters: int) -> set[str]:
        taken[text] += 1
        return tokens(text, letters)

    monkeypatch.setattr(variants, "tokens", counted)
    names = [f"{chr(0xAC00 + 40 * at)}{chr(0xB000 + 40 * at)}" for at in range(12)]
    programmes, found = compared(names, [f"{name} 실증" for name in names])
    held = variants.variants(programmes, found, np.zeros(66, bool), np.zeros(66, bool), np.arange(66))
    assert held.all()
    assert len(taken) == 24
    assert set(taken.values()) == {1}
