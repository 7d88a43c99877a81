"""Programmes as they are compared, and the pairs that are worth a closer look."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.characters import folded
from crosscut.review.duplicates.join import distinct, overlaps, shared_weights, similar_pairs
from crosscut.review.duplicates.tokens import (
    Ints,
    Sets,
    acronyms,
    base_name,
    normal_name,
    sentences,
    sets_of,
    tokens,
)

NAME_LETTERS, TEXT_LETTERS = 2, 3
"""How many letters of Korean, Japanese or Chinese make a token of a name and of a text."""

NAMES_FROM, TEXTS_FROM = Fraction(2, 5), Fraction(1, 2)
"""The least Jaccard similarity of names, and of texts, from which a pair is looked at."""


BOILERPLATE = 4
"""From so many programmes of one ministry on a sentence is no programme's own."""

CALLED_ALIKE = 50
"""Of names that more programmes share, such as 기본경비, no pairs are made for the name alone."""


@dataclass(frozen=True)
class ComparableProgrammes:
    """Programmes to compare, one a position: ids, names, texts and their token sets.

    ``bases`` are names without what stands in brackets, ``acronyms`` the rare words of Latin letters in them.
    ``stands_in`` says that no programme has a text, and the names of its parts stand for it.
    """

    ids: list[str]
    names: list[str]
    bases: list[str]
    acronyms: list[frozenset[str]]
    texts: list[str]
    name_sets: Sets
    text_sets: Sets
    stands_in: bool = False


@dataclass(frozen=True)
class Candidates:
    """Pairs of positions with the similarity of names (weighted by how rare their tokens are) and of texts.

    ``text`` is NaN where one of the two has no text to compare.
    """

    first: Ints
    second: Ints
    name: npt.NDArray[np.float64]
    text: npt.NDArray[np.float64]


def prepare(programmes: pa.Table, subprogrammes: pa.Table) -> ComparableProgrammes:
    """Programmes by id; where none has a text, the names of subprogrammes stand for it."""
    columns = ["programme", "name", "name_en", "ministry", "text"]
    rows = programmes.select(columns).sort_by("programme").to_pylist()
    ministries = [row["ministry"] for row in rows]
    raw = [row["name"] or row["name_en"] or "" for row in rows]
    names = [normal_name(name) for name in raw]
    texts = _own(_without_headings([folded(row["text"] or "") for row in rows], ministries, names), ministries)
    stands_in = not any(row["text"] for row in rows)
    if stands_in:
        parts = _parts(subprogrammes)
        texts = [folded(parts.get(row["programme"], "")) for row in rows]
    return ComparableProgrammes(
        [row["programme"] for row in rows],
        names,
        [base_name(name) for name in raw],
        _rare([acronyms(name) for name in raw]),
        texts,
        sets_of(tokens(name, NAME_LETTERS) for name in names),
        sets_of(tokens(text, TEXT_LETTERS) for text in texts),
        stands_in,
    )


def _without_headings(texts: list[str], ministries: list[str], names: list[str]) -> list[str]:
    """The texts; none for programmes that share theirs whole with many names at several ministries: a heading."""
    called: dict[str, set[str]] = defaultdict(set)
    kept: dict[str, set[str]] = defaultdict(set)
    for text, ministry, name in zip(texts, ministries, names, strict=True):
        called[text].add(name)
        kept[text].add(ministry)
    return ["" if len(called[each]) >= BOILERPLATE and len(kept[each]) > 1 else each for each in texts]


def _own(texts: list[str], ministries: list[str]) -> list[str]:
    """The texts without the sentences that so many of one ministry's programmes have: its boilerplate.

    What nothing else is left of stays as it is.
    """
    parts = [sentences(text) for text in texts]
    counts = Counter(
        (ministry, each) for ministry, own in zip(ministries, parts, strict=True) for each in dict.fromkeys(own)
    )
    found = []
    for text, ministry, own in zip(texts, ministries, parts, strict=True):
        common = {each for each in own if counts[ministry, each] >= BOILERPLATE}
        left = text
        for each in sorted(common, key=len, reverse=True):
            left = left.replace(each, " ")
        found.append(folded(left) if len(common) < len(own) else text)
    return found


def _rare(found: list[frozenset[str]]) -> list[frozenset[str]]:
    """The words that at most ten programmes have."""
    counts = Counter(word for words in found for word in words)
    return [frozenset(word for word in words if counts[word] <= 10) for words in found]


def _parts(subprogrammes: pa.Table) -> dict[str, str]:
    parts: dict[str, list[str]] = {}
    rows = zip(*(subprogrammes[key].to_pylist() for key in ("programme", "subprogramme", "name")), strict=True)
    for programme, _, name in sorted(rows, key=lambda row: row[:2]):
        parts.setdefault(programme, []).append(normal_name(name))
    return {programme: " / ".join(names) for programme, names in parts.items()}


def candidates(programmes: ComparableProgrammes) -> tuple[Ints, Ints]:
    """All pairs of positions, sorted, whose names or texts are similar enough, or that are called alike."""
    many = max(len(programmes.ids), 1)
    found = [_called_alike(programmes)]
    for sets, threshold in ((programmes.name_sets, NAMES_FROM), (programmes.text_sets, TEXTS_FROM)):
        alike = similar_pairs(sets, threshold)
        found.append(alike.first * many + alike.second)
        del alike
    keys = distinct(np.concatenate(found))
    return keys // many, keys % many


def compared(programmes: ComparableProgrammes, first: Ints, second: Ints) -> Candidates:
    """Some pairs with the similarity of their names and of their texts."""
    name, text = weighted(programmes.name_sets, first, second), _texts(programmes.text_sets, first, second)
    return Candidates(first, second, name, text)


def _called_alike(programmes: ComparableProgrammes) -> Ints:
    """Pairs with one base name or one rare acronym, as ``first * many + second``."""
    together: dict[str, list[int]] = defaultdict(list)
    for at, (base, words) in enumerate(zip(programmes.bases, programmes.acronyms, strict=True)):
        for key in (base, *(f"\x1f{word}" for word in words)):
            together[key].append(at)
    many = len(programmes.ids)
    found = [
        one * many + other
        for key, places in together.items()
        if key and 1 < len(places) <= CALLED_ALIKE
        for one, other in combinations(places, 2)
    ]
    return np.array(sorted(set(found)), np.int64)


def _texts(sets: Sets, first: Ints, second: Ints) -> npt.NDArray[np.float64]:
    common = overlaps(sets, first, second)
    together = sets.sizes[first] + sets.sizes[second] - common
    short = np.minimum(sets.sizes[first], sets.sizes[second]) < 5
    return np.where(short, np.nan, common / np.maximum(together, 1))


def weighted(sets: Sets, first: Ints, second: Ints) -> npt.NDArray[np.float64]:
    """The Jaccard similarity in which each token counts as much as it is rare."""
    weight = sets.whole_weights
    common = shared_weights(sets, first, second)
    total = weight[first] + weight[second] - common
    return np.where(total > 0, common / np.maximum(total, 1e-12), 1.0)
