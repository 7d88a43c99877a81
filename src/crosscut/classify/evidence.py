"""Why a proposal was made, in words that a person who knows no statistics can check against the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from crosscut.classify.matching import Hits
from crosscut.classify.proposals import JudgedTexts
from crosscut.classify.scores import Found
from crosscut.text import Language, Text

_MOST_TERMS = 4
_MOST_WORDS = 4
_MOST_LETTERS = 160
_SHORT = 12
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\n+")


_WORDS = {
    "name": Text("name: {said}", "이름: {said}"),
    "text": Text("text: {said}", "본문: {said}"),
    "words": Text("words: {said}", "낱말: {said}"),
    "like": Text("like {said}", "비슷한 사업: {said}"),
    "nothing": Text("no term of any area", "어느 분야의 용어도 없음"),
}


@dataclass(frozen=True)
class Clues:
    """What speaks for a proposal: lexicon terms in the name and in the text, a sentence, and the loudest words.

    ``sentence`` is the one in which the first term of the text stands, where the name has none; ``words`` are those of
    a learned model.
    """

    named: tuple[str, ...]
    written: tuple[str, ...]
    sentence: str
    words: tuple[str, ...] = ()

    def line(self, like: Text = Text(), language: Language = "en") -> str:
        """All of it in one line, with the decided programmes that are ``like`` it."""
        named, written, words = (", ".join(each) for each in (self.named, self.written, self.words))
        parts = (("name", named), ("text", written), ("", self.sentence), ("words", words), ("like", like[language]))
        said = [_WORDS[key][language].format(said=part) if key else part for key, part in parts if part]
        return "; ".join(said) or _WORDS["nothing"][language]


def clues(
    judged: JudgedTexts, found: Found, texts: Sequence[str], words: Sequence[tuple[str, ...]] | None = None
) -> list[Clues]:
    """What speaks for the proposal on each text."""
    in_name, in_text = _terms(found.name), _terms(found.text)
    held = []
    for number, text in enumerate(texts):
        areas = {area for area, _ in judged.parts(number)}
        named, written = _of(in_name[number], areas), _of(in_text[number], areas)
        sentence = _sentence(text, written[0]) if written and not named else ""
        held.append(Clues(tuple(named), tuple(written), sentence, words[number] if words else ()))
    return held


def deciding_words(
    judged: JudgedTexts, texts: csr_array, leaning: NDArray[np.float32], names: Sequence[str]
) -> list[tuple[str, ...]]:
    """For each text the words that spoke loudest for what is proposed, as they stand in it; empty where none did.

    Parameters
    ----------
    judged
        What is proposed for each text.
    texts, leaning, names
        Texts × terms, terms × classes (how far a term speaks for a class), and the terms themselves.
    """
    lines = []
    for number in range(texts.shape[0]):
        chosen = np.flatnonzero(judged.member[number])
        classes = chosen if len(chosen) else np.array([leaning.shape[1] - 1])
        span = slice(texts.indptr[number], texts.indptr[number + 1])
        terms = texts.indices[span]
        spoken = texts.data[span] * leaning[np.ix_(terms, classes)].max(axis=1)
        loudest = [terms[row] for row in np.argsort(-spoken, kind="stable")[: 4 * _MOST_WORDS] if spoken[row] > 0]
        lines.append(tuple(_distinct([names[term] for term in loudest])[:_MOST_WORDS]))
    return lines


def _distinct(words: Sequence[str]) -> list[str]:
    """Words without those that another, louder or longer, says already."""
    kept: list[str] = []
    for word in dict.fromkeys(words):
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return kept


def as_written(words: Sequence[str], text: str) -> tuple[str, ...]:
    """Words and runs of syllables as the reader finds them in the text: runs that touch as one, short words whole."""
    found = list(_WORD.finditer(text))
    bare = [match.group().casefold() for match in found]
    shown = [(match.start(), each) for match in found for each in _within(words, match.group())]
    across = [each for each in words if not any(each in word for word in bare)]
    runs = {each: _across(each, found, bare, text) for each in across}
    shown += [run for run in runs.values() if run]
    in_order = dict.fromkeys(each for _, each in sorted(shown))
    whole = [each for each in in_order if not any(each != other and each in other for other in in_order)]
    return (*whole, *(each for each, run in runs.items() if not run))[:_MOST_WORDS]


def _within(words: Sequence[str], word: str) -> list[str]:
    """What of some words stands in one word of a text: the word itself where it is short."""
    starts = [(word.casefold().find(each), len(each)) for each in words]
    spans = [(start, start + length) for start, length in starts if start >= 0]
    return [word] if spans and len(word) <= _SHORT else [word[start:end] for start, end in _joined(spans)]


def _across(word: str, found: Sequence[re.Match[str]], bare: Sequence[str], text: str) -> tuple[int, str] | None:
    """Where a run that goes over a space begins in a text, and the words that it touches, long ones cut to it."""
    starts = [0, *accumulate(map(len, bare))]
    run = "".join(word.split())
    start = "".join(bare).find(run)
    if start < 0:
        return None
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, start + len(run)) - 1
    begin, end = found[first].start(), found[last].end()
    begin += start - starts[first] if len(bare[first]) > _SHORT else 0
    end -= starts[last + 1] - start - len(run) if len(bare[last]) > _SHORT else 0
    return begin, " ".join(text[begin:end].split())


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without those that touch another, which are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _terms(hits: Hits) -> dict[int, list[tuple[float, str, str]]]:
    found: dict[int, set[tuple[float, str, str]]] = defaultdict(set)
    for text, term in zip(hits.text.tolist(), hits.term.tolist(), strict=True):
        known = hits.terms[term]
        if known.area:
            found[text].add((-known.strength, known.text.rstrip("*"), known.area))
    return defaultdict(list, {text: sorted(terms) for text, terms in found.items()})


def _of(terms: list[tuple[float, str, str]], areas: set[str]) -> list[str]:
    """The strongest terms that speak for the areas; where none is proposed, those that were too weak."""
    spoken = [text for _, text, area in terms if area in areas or areas == {"outside"}]
    return list(dict.fromkeys(spoken))[:_MOST_TERMS]


def _sentence(text: str, term: str) -> str:
    """The first sentence in which the term stands, cut to a line."""
    wanted = re.compile(r"[\W_]*".join(map(re.escape, term.split())) if " " in term else re.escape(term), re.IGNORECASE)
    for sentence in _SENTENCE_END.split(text[:20_000]):
        match = wanted.search(sentence)
        if match:
            start = max(0, match.start() - _MOST_LETTERS // 2)
            cut = " ".join(sentence[start : start + _MOST_LETTERS].split())
            return f"“{'…' if start else ''}{cut}{'…' if start + _MOST_LETTERS < len(sentence) else ''}”"
    return ""
