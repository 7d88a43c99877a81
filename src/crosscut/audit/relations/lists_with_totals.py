"""Bullet lists in which one line, or the sentence above them, gives the total of the others."""

from __future__ import annotations

import re
from collections import defaultdict

from crosscut.audit.context.placed_numbers import NumberInSentence, by_line
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.parts import SOME
from crosscut.audit.relations.sums import Adding, relate

_TOTAL = re.compile(
    r"^[\s*•·○ㅇ□\-–—]{0,8}(?:합계|총계|소계|계|전체|총액|총|total|sum|in total|grand total|all)(?![A-Za-z가-힣])"
    r"[^A-Za-z가-힣]{0,6}(?:KRW|USD|EUR|Rs)?"
    r"[^A-Za-z가-힣]{0,2}$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"(?:as follows|breakdown|broken down|consists? of|made up of|다음과 같|내역|구성|아래와 같|세부)", re.IGNORECASE
)


def lists_with_totals(assembly: Assembly) -> None:
    """Relate the line of a bullet list that is the total of the others to them."""
    runs: dict[int, list[list[NumberInSentence]]] = defaultdict(list)
    for group in by_line(assembly.prose).values():
        line = group[0].clause.line
        if line.shape == "item" and line.bullets:
            runs[line.bullets].append([placed for placed in group if placed.token.is_size])
    for lines in runs.values():
        _list(assembly, [line for line in lines if line])


def _list(assembly: Assembly, lines: list[list[NumberInSentence]]) -> None:
    text = assembly.document.text
    totals = [line for line in lines if _TOTAL.match(text[line[0].clause.line.start : line[0].token.start])]
    others = [line for line in lines if line not in totals]
    if len(totals) == 1 and len(others) >= 2 and totals[0] in (lines[0], lines[-1]):
        if all(line[0].part.role in ("level", "after") for line in others):
            adding = Adding(totals[0][0], tuple(line[0] for line in others), complete=True, equal=True)
            relate(assembly, adding, [line[0] for line in lines])
    elif not totals and len(lines) >= 2:
        _announced(assembly, [line[0] for line in lines])


def _announced(assembly: Assembly, listed: list[NumberInSentence]) -> None:
    """A total in the sentence just before a list that says the list makes it up."""
    start = listed[0].clause.line.start
    before = [group for group in assembly.prose.groups if group[0].clause.end <= start]
    if not before:
        return
    amounts = [placed for placed in before[-1] if placed.token.is_size]
    line = before[-1][0].clause.line
    words = assembly.document.text[line.start : line.end]
    between = assembly.document.text[line.end : start]
    if len(amounts) != 1 or between.strip() or line.shape == "item" or SOME.search(words):
        return
    announced = _ANNOUNCES.search(words)
    if (announced or words.rstrip().endswith(":")) and all(placed.part.role in ("level", "after") for placed in listed):
        adding = Adding(amounts[0], tuple(listed), complete=bool(announced), equal=True)
        relate(assembly, adding, [*amounts, *listed])
