"""Two levels that words put in order, and the word that says which way it went from one to the other.

``A에서 B로 줄었다``, ``전년(A)보다 늘어난 B``, ``감소(A → B)``, ``fell from A to B``, ``B, down from A``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscut.audit.context.placed_numbers import NumberInSentence, Prose
from crosscut.audit.ways.forms import forms
from crosscut.audit.ways.words import way

_NEAR, _REACH = 48, 70
_MOST_APART = 2
"""Levels that one is more than so many times the other are not of one thing, or one of them is a change."""

_MOST_BETWEEN = 2
_OTHERWISE = re.compile(
    r"실질|물가|불변|계절|환율|가치|대상|기준|요건|자격|문턱|순위|등급|1인당|할인|적자|손실|격차|차이"
    r"|\b(?:real|inflation|constant|adjusted|per (?:capita|head|person)|rank|deficit|loss(?:es)?|threshold|age|gap)\b"
    r"|réel|実質|constante",
    re.IGNORECASE,
)
"""What says that something else than the two levels may have moved, or that less of them is more."""


@dataclass(frozen=True, slots=True)
class OrderedLevels:
    """Two levels of a sentence, the earlier and the later by its words, and the word between or beside them.

    ``sure`` says that words give both their places (``from … to``), and not only one (``than``).
    """

    before: NumberInSentence
    after: NumberInSentence
    word: str
    start: int
    sure: bool

    @property
    def way(self) -> int:
        """1 where the word says more, -1 where it says less."""
        return way(self.word)


def ordered_levels(prose: Prose) -> Iterator[OrderedLevels]:
    """The levels that words put in order, of every sentence."""
    for group in prose.groups:
        levels = [each for each in group if _is_level(each)]
        for place, second in enumerate(levels):
            tried = reversed(levels[max(0, place - _MOST_BETWEEN) : place])
            found = (_ordered(prose.text, first, second, _end(second, levels[place + 1 :])) for first in tried)
            yield from (each for each in found if each is not None)


def _is_level(placed: NumberInSentence) -> bool:
    token = placed.token
    return (token.is_size or token.kind == "percentage") and not token.sign and not token.loose and token.size > 0


def _are_alike(one: NumberInSentence, other: NumberInSentence) -> bool:
    return one.token.kind == other.token.kind and one.token.measure == other.token.measure


def _end(last: NumberInSentence, following: Sequence[NumberInSentence]) -> int:
    """Where what may be said of a level ends: at the next one of its kind that no unit tells to be a change."""
    return next((each.token.start for each in following if _are_alike(each, last)), last.clause.end)


def _ordered(text: str, first: NumberInSentence, second: NumberInSentence, end: int) -> OrderedLevels | None:
    one, other, clause = first.token, second.token, first.clause
    if not _are_alike(first, second) or max(one.size, other.size) > _MOST_APART * min(one.size, other.size):
        return None
    if _OTHERWISE.search(text[clause.start : min(clause.end, other.end + _NEAR)]):
        return None
    starts = (max(clause.start, one.start - _REACH), one.end, other.end)
    left, between, right = (
        text[starts[0] : one.start],
        text[one.end : other.start],
        text[other.end : min(end, other.end + _REACH)],
    )
    for form in forms():
        matched = form.between.fullmatch(between)
        parts = (form.left.search(left), matched, form.right.match(right)) if matched else ()
        if parts and all(parts):
            place, told = next((place, each) for place, each in enumerate(parts) if each and "word" in each.groupdict())
            before, after = (second, first) if form.later_first else (first, second)
            return OrderedLevels(before, after, told["word"], starts[place] + told.start("word"), form.sure)
    return None
