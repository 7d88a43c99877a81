"""Rates of change that a clause of their own names: ``A에서 B로 12억원 늘었다. 증가율은 14.9%다``."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement
from crosscut.audit.relations.system import Ratio

_NAMED = re.compile(
    r"(?:^|[.,;]\s|\n)\W{0,4}(?:이에 따른 |이는 |the )?"
    r"(?:증가율|감소율|증감률|상승률|하락률|growth rate|rate of (?:growth|increase))"
    r"(?:은|는|이|도|:| was| is| of)?\s$"
    r"|(?:[.;]\s|\n)\W{0,4}(?:this|that|it) (?:is|was|means|represents|amounts to|marks) "
    r"(?:an? )?(?:growth|increase|rise|gain|decrease|decline|drop|fall|cut)(?: of| by)? $",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?:증가액|감소액|증감액)(?:은|는|이|:)?\s?$")
_SUBJECT = re.compile(r"[가-힣]{2,}(?<![율액])(?:은|는|이|가)\s|(?<![A-Za-z])(?:its?|their|[A-Z][a-z]+)(?= [a-z]+ )")
"""What else something is said of."""

_ADJUSTED = re.compile(r"실질|물가|연평균|연간|제외|real|average|annual", re.IGNORECASE)
_ENDS = re.compile(
    r"\s?(?:이?었?다|였다|으?로(?=[\s,])(?! (?:예상|전망|추정|목표))|이며|이고|에 (?:달|이르))|\s?(?:[.,;)\n]|$)(?!\d)"
)
"""What stands behind a rate that is said of what came before, and of no other time or each of many."""

_OVER_YEARS = re.compile(
    r"[0-9한두세네]\s?(?:년|해)\s?(?:새|만에|간|동안|사이)|(?<![a-z])(?:in|over) (?:[a-z]{3,8}|[0-9]{1,2}) years",
    re.IGNORECASE,
)
"""What says that a movement took several years, so that a rate beside it may be a yearly one."""

_FAR, _BACK, _LEVELS = 90, 60, frozenset({"before", "after"})


def named_rates(assembly: Assembly, moved: Sequence[Movement]) -> None:
    """Relate a rate that its own words name to the movement just before it, which has none."""
    text = assembly.document.text
    numbers = sorted((each for group in assembly.prose.groups for each in group), key=_start)
    ended = sorted((each for each in moved if _is_open(each, text)), key=_end)
    for rate in numbers:
        start = rate.token.start
        told = rate.token.kind == "percentage" and _NAMED.search(text, max(0, start - _BACK), start)
        place = bisect_right(ended, start, key=_end) if told and _ENDS.match(rate.right) else 0
        if not told or not place:
            continue
        move = ended[place - 1]
        between = numbers[bisect_left(numbers, _end(move), key=_start) : bisect_left(numbers, start, key=_start)]
        if _is_near(move, rate) and _is_next(text[_end(move) : told.start()], between):
            way = 1 if move.frame.slots["after"].token.size > move.frame.slots["before"].token.size else -1
            figure = assembly.placed(rate, way).id
            assembly.system.relate(Ratio("growth", move.after, move.before, figure, "growth"))


def _is_open(move: Movement, text: str) -> bool:
    """Whether a movement goes from one printed level to another, and nobody says by which rate."""
    slots = move.frame.slots
    return set(slots) >= _LEVELS and "growth" not in slots and not _takes_years(move, text)


def _is_near(move: Movement, rate: NumberInSentence) -> bool:
    return rate.token.start - _end(move) <= _FAR and move.frame.first.clause.line is rate.clause.line


def _takes_years(move: Movement, text: str) -> bool:
    """Whether a movement takes several years, so that a rate beside it may be a yearly one."""
    before, after = (move.frame.slots[each].year for each in ("before", "after"))
    clause = move.frame.first.clause
    if _OVER_YEARS.search(text, clause.start, clause.end):
        return True
    return before is not None and after is not None and abs(after - before) > 1


def _end(move: Movement) -> int:
    return max(each.token.end for each in move.frame.slots.values())


def _start(placed: NumberInSentence) -> int:
    return placed.token.start


def _is_next(words: str, between: Sequence[NumberInSentence]) -> bool:
    """Whether nothing but the change of the same stands between a movement and a rate, and nobody else's subject."""
    changes = all(map(_CHANGE.search, (each.left for each in between)))
    return changes and not _SUBJECT.search(words) and not _ADJUSTED.search(words)
