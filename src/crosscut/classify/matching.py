"""Where the terms of a lexicon stand in a batch of texts; inside a longer term a shorter one does not count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.lexicon import Lexicon, Term
from crosscut.classify.texts import END, Ints, TextWords, has_hangul, plain, words

_MOST_REMEMBERED = 500_000
_LONGEST_PHRASE = 32
_BETWEEN = re.compile(r"[\s·]+")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class Hits:
    """Terms found: ``text`` in the batch, ``term`` in ``terms``, and ``start``, counted in words or in letters."""

    terms: tuple[Term, ...]
    text: Ints
    term: Ints
    start: Ints

    def where(self, kept: NDArray[np.bool_], first: int = 0) -> Hits:
        """Some of the hits, texts counted from ``first``."""
        return Hits(self.terms, self.text[kept] - first, self.term[kept], self.start[kept])


class Matcher:
    """Finds the terms of one lexicon in texts of any language. Keeps what it learned of words; not for two threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.terms = (*lexicon.english, *lexicon.korean)
        self._phrases = [_phrase(term.text) for term in lexicon.english]
        self._exact: dict[str, int] = {}
        self._heads: dict[str, int] = {}
        for phrase in self._phrases:
            for word in phrase:
                known = self._heads if word.endswith("*") else self._exact
                known.setdefault(word.rstrip("*"), len(self._exact) + len(self._heads))
        self._patterns = [
            tuple((self._heads if word.endswith("*") else self._exact)[word.rstrip("*")] for word in phrase)
            for phrase in self._phrases
        ]
        self._longest_head = max(map(len, self._heads), default=0)
        self._seen: dict[str, tuple[int, ...]] = {}
        self._korean = _KoreanTerms(lexicon.korean, len(lexicon.english))

    def find(self, texts: Sequence[str], cut: TextWords | None = None) -> Hits:
        """The terms in each text; ``cut`` are the words of the texts where they are known already."""
        english = self._english(words(texts) if cut is None else cut)
        korean = self._korean.find(texts)
        parts = [np.concatenate([a, b]) for a, b in zip(english, korean, strict=True)]
        order = np.lexsort((parts[1], parts[2], parts[0]))
        return Hits(self.terms, *(part[order] for part in parts))

    def _english(self, cut: TextWords) -> tuple[Ints, Ints, Ints]:
        where = self._positions(cut)
        present = np.zeros(len(cut.codes) + _LONGEST_PHRASE, bool)
        starts, kinds, ends = [], [], []
        for number, pattern in enumerate(self._patterns):
            at = where.get(pattern[0], _NOTHING)
            for step, word in enumerate(pattern[1:], start=1):
                if not len(at):
                    break
                following = where.get(word, _NOTHING)
                present[following] = True
                at = at[present[at + step]]
                present[following] = False
            at = at[cut.text[at] == cut.text[at + len(pattern) - 1]] if len(pattern) > 1 else at
            starts.append(at)
            kinds.append(np.full(len(at), number, np.int64))
            ends.append(at + len(pattern))
        start, kind, end = (np.concatenate([*part, _NOTHING]) for part in (starts, kinds, ends))
        kept = outermost(start, end)
        first = np.searchsorted(cut.text, np.arange(cut.count))
        start, kind = start[kept], kind[kept]
        return cut.text[start], kind, start - first[cut.text[start]]

    def _positions(self, cut: TextWords) -> dict[int, Ints]:
        """For each word of a pattern the places where it stands in the batch, ascending."""
        matched = [self._of(word) for word in cut.vocabulary]
        known = np.array([bool(each) for each in matched], bool)
        at = np.flatnonzero(known[cut.codes]) if len(known) else _NOTHING
        lengths = np.array([len(each) for each in matched], np.int64)
        flat = np.array([each for several in matched for each in several], np.int64)
        begins = np.concatenate([[0], np.cumsum(lengths)])[:-1] if len(lengths) else _NOTHING
        codes = cut.codes[at]
        counts = lengths[codes]
        at = np.repeat(at, counts)
        within = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
        kinds = flat[np.repeat(begins[codes], counts) + within] if len(at) else _NOTHING
        order = np.argsort(kinds, kind="stable")
        kinds, at = kinds[order], at[order]
        cuts = np.flatnonzero(np.diff(kinds)) + 1
        heads = kinds[np.concatenate([[0], cuts])] if len(kinds) else _NOTHING
        return dict(zip(heads.tolist(), np.split(at, cuts), strict=False)) if len(kinds) else {}

    def _of(self, word: str) -> tuple[int, ...]:
        found = self._seen.get(word)
        if found is None:
            heads = (self._heads.get(word[:size]) for size in range(2, min(len(word), self._longest_head) + 1))
            found = tuple(each for each in (self._exact.get(word), *heads) if each is not None)
            if len(self._seen) < _MOST_REMEMBERED:
                self._seen[word] = found
        return found


_NOTHING: Ints = np.zeros(0, np.int64)


def outermost(start: Ints, end: Ints) -> NDArray[np.bool_]:
    """Which of some stretches lie in no longer one."""
    order = np.lexsort((-end, start))
    first, last = start[order], end[order]
    reach = np.maximum.accumulate(last) if len(last) else last
    inside = np.zeros(len(order), bool)
    if len(order) > 1:
        same = (first[1:] == first[:-1]) & (last[1:] == last[:-1])
        inside[1:] = reach[:-1] >= last[1:]
        for place in np.flatnonzero(same) + 1:
            inside[place] = inside[place - 1]
    kept = np.empty(len(order), bool)
    kept[order] = ~inside
    return kept


@lru_cache(maxsize=1 << 14)
def _phrase(text: str) -> tuple[str, ...]:
    """The words of an English term, each with its star."""
    marked = plain(text).lower().replace("*", "zqstarqz")
    cut = words([marked])
    return tuple(cut.vocabulary[code].replace("zqstarqz", "*") for code in cut.codes)


class _KoreanTerms:
    """Korean terms, found anywhere in a text without its spaces; Latin letters in them keep their case and edges."""

    def __init__(self, terms: Sequence[Term], offset: int) -> None:
        self._terms: list[tuple[int, str, bool]] = []
        for number, term in enumerate(terms, start=offset):
            text = _BETWEEN.sub("", plain(term.text))
            anywhere = has_hangul(text) and not re.match(r"[A-Za-z]|.*[A-Za-z]$", text)
            self._terms.append((number, text, anywhere))

    def find(self, texts: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """Whose each term is, which it is and where it begins; all texts are searched as one, term by term."""
        korean = [number for number, text in enumerate(texts) if has_hangul(text)]
        bare = [_BETWEEN.sub("", plain(texts[number])) for number in korean]
        whole = END.join(bare)
        spans = [
            (at, at + len(term), number)
            for number, term, anywhere in self._terms
            for at in _places(term, whole, anywhere=anywhere)
        ]
        table = np.array(sorted(spans), np.int64).reshape(-1, 3)
        table = table[outermost(table[:, 0], table[:, 1])]
        begins = np.cumsum([0, *(len(each) + 1 for each in bare)])[: len(bare)]
        whose = np.searchsorted(begins, table[:, 0], side="right") - 1
        return np.array(korean, np.int64)[whose], table[:, 2], table[:, 0] - begins[whose]


def _places(term: str, text: str, *, anywhere: bool) -> Iterator[int]:
    """Where a term stands, one place after the other; beside no Latin letter unless it may stand ``anywhere``."""
    at = text.find(term)
    while at >= 0:
        stands = anywhere or not _LATIN.search(text[max(at - 1, 0) : at] + text[at + len(term) : at + len(term) + 1])
        if stands:
            yield at
        at = text.find(term, at + (len(term) if stands else 1))
