"""Pairs of names that texts bear out, told in matrices for all pairs at once, are those that sets of words tell."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crosscut.review.duplicates.candidates import NAME_LETTERS, ComparableProgrammes
from crosscut.review.duplicates.tokens import Sets, sets_of, tokens
from crosscut.review.duplicates.variants import _borne_out

_WORDS = st.lists(st.sampled_from(["solar", "wind", "양자", "소재", "marine", "cell"]), min_size=1, max_size=4).map(
    " ".join
)


def comparable(names: list[str], texts: list[str]) -> ComparableProgrammes:
    empty: Sets = sets_of([])
    ids = [str(place) for place in range(len(names))]
    return ComparableProgrammes(ids, names, names, [frozenset() for _ in ids], texts, empty, empty)


def by_sets(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether what a name and its own text share is missing in the other name and text, either way round."""
    told = [[tokens(text, NAME_LETTERS) for text in each] for each in (one, other)]
    return any(not (mine[0] & mine[1] <= theirs[0] | theirs[1]) for mine, theirs in (told, told[::-1]))


@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=2, max_size=6))
def test_they_are_those_that_sets_tell(programmes: list[tuple[str, str]]) -> None:
    first, second = np.triu_indices(len(programmes), 1)
    found = _borne_out(comparable(*map(list, zip(*programmes, strict=True))), first, second)
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    assert found.tolist() == [by_sets(programmes[one], programmes[other]) for one, other in pairs]


def test_no_pairs_at_all() -> None:
    none = np.zeros(0, np.int64)
    assert _borne_out(comparable(["solar"], ["solar"]), none, none).tolist() == []
