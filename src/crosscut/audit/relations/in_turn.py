"""Levels, earlier levels and rates told in turn: ``A and B were 71 and 14, from 70 and 13 respectively, up 1%, 8%``.

Each run has as many numbers as the other, in one sentence or in three that follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence

EACH = re.compile(
    r"각각|それぞれ|(?<![A-Za-z])(?:respectively|respectivement|respectivamente|rispettivamente|respectievelijk|jeweils"
    r"|beziehungsweise)(?![A-Za-z])",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?:지난해|작년|전년도?|전년 동기|전월|전분기)(?:에는|엔|에|의|도)?\s?(?:같은 기간\s?)?(?:각각\s?)?$"
    r"|(?<![A-Za-z])(?:up|down|rising|falling|compared|as against|against|versus)?,?\s?(?:from|with|to|against|versus)"
    r"(?: last year['’]s)?\s$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[^.;]{0,24}?(?:,|과|와|및|·|and|und|et|y|e|en)\s(?:[^\d.;]{0,16}\s)?(?:각각\s)?", re.IGNORECASE)
_BALANCE = re.compile(r"흑자|적자|surplus|deficit", re.IGNORECASE)
_LEAST, _MOST, _SENTENCES = 2, 4, 3

Run = list[NumberInSentence]


@dataclass(frozen=True, slots=True)
class InTurn:
    """As many levels before and after as there are rates, if any are told."""

    before: Run
    after: Run
    rates: Run

    @property
    def slots(self) -> Iterator[dict[str, NumberInSentence]]:
        """What is told of each in turn."""
        for place, (before, after) in enumerate(zip(self.before, self.after, strict=True)):
            slots = {"before": before, "after": after}
            yield {**slots, "growth": self.rates[place]} if self.rates else slots


def in_turn(groups: Sequence[list[NumberInSentence]], text: str) -> Iterator[InTurn]:
    """What up to three sentences of one line, one of which says that it goes in turn, tell in as long runs."""
    for place, group in enumerate(groups):
        for more in range(_SENTENCES, 0, -1):
            sentences = groups[place : place + more]
            if len(sentences) < more or sentences[-1][0].clause.line is not group[0].clause.line:
                continue
            found = _read([each for sentence in sentences for each in sentence], text)
            if found is not None:
                yield found
                break


def _read(numbers: Sequence[NumberInSentence], text: str) -> InTurn | None:
    if not EACH.search(text, numbers[0].clause.start, numbers[-1].clause.end):
        return None
    told = [each for each in numbers if not _BALANCE.search(each.left[-12:] + each.right[:8])]
    pairs = _from_to(told) or _chain(told)
    if pairs is not None:
        return pairs
    runs = list(_runs(told))
    levels = [run for run in runs if run[0].token.is_size]
    rates = [run for run in runs if run[0].token.kind == "percentage"]
    same = {len(run) for run in runs} <= {len(runs[0])} if runs else False
    alike = len({each.token.measure for run in levels for each in run}) == 1
    if not same or not alike or len(levels) != len(("before", "after")) or len(rates) > 1:
        return None
    earlier = [_EARLIER.search(run[0].left) is not None for run in levels]
    if sum(earlier) != 1 or not _LEAST <= len(levels[0]) <= _MOST:
        return None
    return InTurn(levels[earlier.index(True)], levels[earlier.index(False)], rates[0] if rates else [])


def _from_to(told: Sequence[NumberInSentence]) -> InTurn | None:
    """Pairs of levels, each from one to another, and then as many rates: ``from A to B, from C to D, up 25%, 37%``."""
    levels = [each for each in told if each.token.is_size]
    rates = [each for each in told if each.token.kind == "percentage"]
    before, after = levels[::2], levels[1::2]
    if [*levels, *rates] != list(told) or not len(before) == len(after) == len(rates) or len(rates) < _LEAST:
        return None
    roles = [each.part.role for each in before] + [each.part.role for each in after]
    alike = all(one.token.measure == other.token.measure for one, other in zip(before, after, strict=True))
    moved = roles == ["before"] * len(before) + ["after"] * len(after)
    return InTurn(before, after, rates) if moved and alike and len(rates) <= _MOST else None


def _chain(told: Sequence[NumberInSentence]) -> InTurn | None:
    """Levels of one year after the other, and a rate for each but the first."""
    levels = [each for each in told if each.token.is_size]
    rates = [each for each in told if each.token.kind == "percentage"]
    years = [each.year for each in levels]
    dated = all(one is not None and other == one + 1 for one, other in pairwise(years))
    if [*levels, *rates] != list(told) or len(levels) != len(rates) + 1 or len(rates) < _LEAST or not dated:
        return None
    alike = len({each.token.measure for each in levels}) == 1
    of_one = _OF_ONE_YEAR.search(rates[0].left + " " + rates[-1].right)
    return InTurn(levels[:-1], levels[1:], rates) if alike and not of_one and len(rates) <= _MOST else None


_OF_ONE_YEAR = re.compile(
    r"(?:19|20)[0-9]{2}년?\s?(?:보다|대비|에 ?비해)"
    r"|(?:above|below|than|on|over|from|against|compared (?:with|to)|since)"
    r"(?: in| the)? (?:level (?:of|in) )?(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
"""What says that rates of several years are all counted from one."""


def _runs(told: Sequence[NumberInSentence]) -> Iterator[Run]:
    """The numbers in runs of one kind, parted where a sentence ends, an earlier time begins or a run is full."""
    for _, sentence in groupby(told, key=lambda each: (each.clause.start, each.token.kind)):
        run = Run()
        for each in sentence:
            if run and (_EARLIER.search(each.left) or not _JOINED.fullmatch(each.left)):
                yield run
                run = Run()
            run.append(each)
        if run:
            yield run
