"""Two levels that words put in order, and the word that says in which direction it went from one to the other.

``A에서 B로 줄었다``, ``전년(A)보다 늘어난 B``, ``감소(A → B)``, ``fell from A to B``, ``B, down from A``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscut.audit.context.placed_numbers import NumberInSentence, Prose
from crosscut.audit.directions.forms import compiled, forms
from crosscut.audit.directions.words import direction_of
from crosscut.audit.relations.frames import EXCHANGE

_NEAR, _REACH = 48, 70
_MOST_APART = 2
"""Levels that one is more than so many times the other are not of one thing, or one of them is a change."""

_MOST_BETWEEN = 2
_OTHERWISE = re.compile(
    r"실질|물가|불변|계절|가치|대상|기준|요건|자격|문턱|순위|등급|1인당|할인|적자|손실|격차|차이|나이|연령"
    r"|\b(?:real|inflation|constant|adjusted|per (?:capita|head|person)|rank|deficit|loss(?:es)?"
    rf"|threshold|age|gap)\b|réel|実質|constante|{EXCHANGE}",
    re.IGNORECASE,
)
"""What says that something else than the two levels may have moved, or that less of them is more."""


_BELOW_ZERO = re.compile(r"(?:마이너스|マイナス|(?<![a-z])(?:minus|negative|moins|menos|meno|min))\s?$", re.IGNORECASE)


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
    def direction(self) -> int:
        """1 where the word says more, -1 where it says less."""
        return direction_of(self.word)


def ordered_levels(prose: Prose) -> Iterator[OrderedLevels]:
    """The levels that words put in order, of every sentence."""
    for group in prose.groups:
        clause, levels = group[0].clause, [each for each in group if _is_level(each)]
        otherwise = _OTHERWISE.search(prose.text, clause.start, clause.end) if len(levels) > 1 else None
        for place, second in enumerate(levels):
            if otherwise and otherwise.end() <= second.token.end + _NEAR:
                break
            tried = reversed(levels[max(0, place - _MOST_BETWEEN) : place])
            found = (_ordered(prose.text, first, second, _end(second, levels, place + 1)) for first in tried)
            yield from (each for each in found if each is not None)


def _is_level(placed: NumberInSentence) -> bool:
    token = placed.token
    if token.sign or token.loose or token.size <= 0 or _BELOW_ZERO.search(placed.left):
        return False
    return token.is_size or token.kind == "percentage"


def _are_alike(one: NumberInSentence, other: NumberInSentence) -> bool:
    return one.token.kind == other.token.kind and one.token.measure == other.token.measure


def _end(last: NumberInSentence, levels: Sequence[NumberInSentence], place: int) -> int:
    """Where what may be said of a level ends: at the next one of its kind that no unit tells to be a change."""
    following = (levels[at].token.start for at in range(place, len(levels)) if _are_alike(levels[at], last))
    return next(following, last.clause.end)


def _ordered(text: str, first: NumberInSentence, second: NumberInSentence, end: int) -> OrderedLevels | None:
    one, other, clause = first.token, second.token, first.clause
    if not _are_alike(first, second) or max(one.size, other.size) > _MOST_APART * min(one.size, other.size):
        return None
    starts = (max(clause.start, one.start - _REACH), one.end, other.end)
    left, between, right = (
        text[starts[0] : one.start],
        text[one.end : other.start],
        text[other.end : min(end, other.end + _REACH)],
    )
    for form in forms():
        matched = compiled(form.between).fullmatch(between)
        parts = (compiled(form.left).search(left), matched, compiled(form.right).match(right)) if matched else ()
        if parts and all(parts):
            place, told = next((place, each) for place, each in enumerate(parts) if each and "word" in each.groupdict())
            before, after = (second, first) if form.later_first else (first, second)
            return OrderedLevels(before, after, told["word"], starts[place] + told.start("word"), form.sure)
    return None
