"""Two names for parts or variants of one thing: what they differ in, and whether the texts bear it out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

import numpy as np

from crosscut.review.duplicates.candidates import NAME_LETTERS, Candidates, ComparableProgrammes
from crosscut.review.duplicates.join import overlaps, shared_of
from crosscut.review.duplicates.tokens import Bools, Ints, Sets, codes, is_word, length, token_matrix, tokens
from crosscut.text import Text

WITHIN = 0.8
"""From this part of its tokens on a name stands within another one, which only says more."""

HEADING = 15
"""With fewer words a text is as short as a heading, which offices have in common that do not do the same."""

SAME_TEXT = 0.75
"""From this similarity programmes' own texts say that they do the same."""

TWICE = 0.9
"""From this similarity texts under one name of one ministry are one text twice; below it another part or place."""


def variants(
    programmes: ComparableProgrammes, found: Candidates, one_ministry: Bools, two_offices: Bools, rows: Ints
) -> Bools:
    """Which of some pairs, given by their rows, are variants of one thing rather than one thing twice.

    What one ministry calls by two names it keeps as two lines on purpose, by one name where the texts are not the same,
    or short and of two offices, or where nothing but the name is known. At two ministries it is a variant where nothing
    but names is known, one name stands within the other, or a text speaks of what its own name alone says; where the
    names of parts stand in for texts, unless these are the same.
    """
    first, second, text = found.first[rows], found.second[rows], found.text[rows]
    same = _same(programmes.names, first, second)
    parts = _short(programmes, first, second) & two_offices[rows]
    held = np.where(same, ~(text >= TWICE) | parts, one_ministry[rows] | np.isnan(text))
    others = np.flatnonzero(~same & ~held)
    held[others] = _within(programmes.name_sets, first[others], second[others])
    if programmes.stands_in:
        held[others] |= text[others] < SAME_TEXT
    else:
        others = others[~held[others]]
        held[others] = _borne_out(programmes, first[others], second[others])
    kept = np.zeros(len(found.first), bool)
    kept[rows] = held
    return kept


def _short(programmes: ComparableProgrammes, first: Ints, second: Ints) -> Bools:
    """Pairs of which one text is as short as a heading, counted in words or in tokens."""
    places, at = np.unique(np.concatenate([first, second]), return_inverse=True)
    words = np.array([length(programmes.texts[place]) for place in places.tolist()], np.int64)
    short = np.minimum(words, programmes.text_sets.sizes[places]) < HEADING
    return np.asarray(short[at[: len(first)]] | short[at[len(first) :]])


def _same(names: Sequence[str], first: Ints, second: Ints) -> Bools:
    """Pairs of one name, but for spaces and the word for programme at its end, or for the order of its words."""
    called, words = codes([spelling(name) for name in names]), codes([frozenset(name.split()) for name in names])
    alphabet = ~np.array([_letters(name) for name in names], bool)
    return np.asarray((called[first] == called[second]) | ((words[first] == words[second]) & alphabet[first]))


def spelling(name: str) -> str:
    """A name without its spaces and the word for programme at its end."""
    return name.replace(" ", "").removesuffix("사업")


def _within(sets: Sets, first: Ints, second: Ints) -> Bools:
    return np.asarray(overlaps(sets, first, second) >= WITHIN * np.minimum(sets.sizes[first], sets.sizes[second]))


def differing(one: str, other: str) -> tuple[str, str]:
    """What two names have beside their common beginning and end, or beside their common words."""
    apart = "" if _letters(one) and _letters(other) else " "
    own, others = ((name.split() if apart else list(name.replace(" ", ""))) for name in (one, other))
    if apart:
        left = ([word for word in mine if word not in theirs] for mine, theirs in ((own, others), (others, own)))
        first, second = left
        return " ".join(first), " ".join(second)
    start = _common(own, others)
    own, others = own[start:], others[start:]
    end = _common(own[::-1], others[::-1])
    return "".join(own[: len(own) - end]), "".join(others[: len(others) - end])


def _common(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _letters(name: str) -> bool:
    """Whether a name is written in letters that each mean something, with or without spaces."""
    return not all(is_word(piece) for piece in name.split())


def _borne_out(programmes: ComparableProgrammes, first: Ints, second: Ints) -> Bools:
    """Pairs of which one text has something of its own name that neither the other name nor the other text has."""
    places, at = np.unique(np.concatenate([first, second]), return_inverse=True)
    numbers: dict[str, int] = {}
    named = [
        {numbers.setdefault(token, len(numbers)) for token in tokens(programmes.names[place], NAME_LETTERS)}
        for place in places.tolist()
    ]
    told = [
        {numbers[token] for token in tokens(programmes.texts[place], NAME_LETTERS) if token in numbers}
        for place in places.tolist()
    ]
    own = _matrix([name & text for name, text in zip(named, told, strict=True)], len(numbers))
    has = _matrix([name | text for name, text in zip(named, told, strict=True)], len(numbers))
    one, other = at[: len(first)], at[len(first) :]
    return ~(_contains(own, has, one, other) & _contains(own, has, other, one))


def _matrix(sets: Sequence[set[int]], width: int) -> Any:
    starts = np.concatenate([[0], np.cumsum([len(each) for each in sets])]).astype(np.int64)
    flat = (number for each in sets for number in sorted(each))
    return token_matrix(np.fromiter(flat, np.int32, int(starts[-1])), starts, width)


def _contains(own: Any, has: Any, one: Ints, other: Ints) -> Bools:
    """Whether the second of each pair has all that is the first's own."""
    sizes = np.diff(own.indptr)
    found = [np.diff(shared.indptr) for shared in shared_of(own, has, one, other)]
    return np.asarray(np.concatenate([np.zeros(0, sizes.dtype), *found]) == sizes[one])


_OTHERWISE = Text(
    en=" One name of one ministry, told apart by office or text: parts or variants of one thing.",
    ko=" 한 부처의 같은 이름이나 소관 또는 설명이 달라 한 사업의 구성 또는 유사 계열로 봄.",
)


def difference_text(names: tuple[str, str]) -> Text:
    """What tells two variants apart, in words."""
    one, other = differing(*names)
    if spelling(names[0]) == spelling(names[1]) or not (one or other):
        return _OTHERWISE
    if one and other:
        return Text(
            en=f" They differ in “{one}” and “{other}”: parts or variants of one thing.",
            ko=f" “{one}” / “{other}” 부분이 달라 한 사업의 구성 또는 유사 계열로 봄.",
        )
    return Text(
        en=f" One adds “{one or other}”: a part or variant of the other.",
        ko=f" 한쪽에만 “{one or other}”이(가) 있어 한 사업의 일부 또는 유사 계열로 봄.",
    )
