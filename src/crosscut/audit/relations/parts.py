"""A whole and the parts that a sentence or a list gives of it."""

from __future__ import annotations

import re
from collections import defaultdict

from crosscut.audit.context.placing import Placed, by_line
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Linear

_OPENS = re.compile(
    r"(?:compris\w{1,4}|consist\w{0,3} of|made up of|broken? down (?:into|as)|split (?:into|between|among|as)"
    r"|divided (?:into|between|among)"
    r"|that is|namely|:\s*$|[(\[]\s*[^\d()]{0,30}$|으로 구성|로 구성|구성된|구성은|나뉘|나눠|내역은|=\s*$|各)",
    re.IGNORECASE,
)
_THRESHOLD = re.compile(r"\s?(?:이상|이하|초과|미만)")
"""What stands after an amount that says how large each of some things is, and is none of them."""

_ENDS = re.compile(r"\s?(?:으로|로) (?:구성|나뉘|나눠|이뤄|이루어)")
_CLOSES = re.compile(
    r"(?:for a total of|totall?ing|adds? up to|adding up to|sums? to|together(?: make| come to)?|in all"
    r"|a total of|합쳐|합치면|합하면|합해|더하면|더해|등을 합한|합계|모두|총|=)"
    r"[^\d]{0,16}$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"including|such as|among|of which|e\.g\.|for example|mainly|largest|notably|"
    r"(?<![가-힣])(?:이 중|그중|그 중|가운데|중에서|특히|주요|대표)|등에|등 (?!을 합)|등\)|등이|등을(?! 합)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^[^.;]{0,90}$", re.DOTALL)
_NOT_ADDED = re.compile(r"overlap|more than once|double.count|not (?:be )?add|중복|겹치|더하지|합산하지", re.IGNORECASE)
_TOTAL = re.compile(
    r"^[\s*•·○ㅇ□\-–—]{0,8}(?:합계|총계|소계|계|전체|총액|총|total|sum|in total|grand total|all)(?![A-Za-z가-힣])",
    re.IGNORECASE,
)


def parts(assembly: Assembly) -> None:
    """Relate wholes to their parts."""
    for group in assembly.prose.groups:
        _sentence(assembly, [placed for placed in group if placed.token.kind == "amount"])
    _lists(assembly)


def _sentence(assembly: Assembly, amounts: list[Placed]) -> None:
    """``X: a, b and c``, ``X (a, b, c)`` and ``a, b and c, X in all``, all of one currency and one year."""
    if len(amounts) < 3:
        return
    clause = amounts[0].clause
    words = assembly.document.text[clause.start : clause.end]
    if _NOT_ADDED.search(words):
        return
    first, last = amounts[0], amounts[-1]
    gap = assembly.document.text[first.token.end : amounts[1].token.start]
    tail = assembly.document.text[last.token.end : min(clause.end, last.token.end + 24)]
    opening = None if _THRESHOLD.match(gap) else _OPENS.search(gap) or _ENDS.match(tail)
    if opening and _levels(amounts) and not _movement(amounts[1:]):
        _relate(assembly, first, amounts[1:], certain=not _SOME.search(gap + tail[:8]))
    elif _CLOSES.search(last.left) and _levels(amounts) and not _movement(amounts[:-1]):
        _relate(assembly, last, amounts[:-1], certain=not _SOME.search(words.replace("등을 합", "")))


def _levels(amounts: list[Placed]) -> bool:
    roles = {placed.part.role for placed in amounts[1:-1]}
    return roles <= {"level", "after"} and len({placed.token.currency for placed in amounts}) == 1


def _movement(listed: list[Placed]) -> bool:
    return any(placed.part.role in ("before", "difference") for placed in listed)


def _relate(assembly: Assembly, whole: Placed, listed: list[Placed], *, certain: bool) -> None:
    over = assembly.quantity(whole)
    terms = tuple((assembly.quantity(placed), 1) for placed in listed)
    if len({key for key, _ in terms}) == len(terms) and over not in dict(terms):
        assembly.system.relate(Linear("sum", (*terms, (over, -1)), equal=certain, certain=certain))


def _lists(assembly: Assembly) -> None:
    """Bullet lists in which one line is the total of the others."""
    runs: dict[int, list[list[Placed]]] = defaultdict(list)
    for group in by_line(assembly.prose).values():
        line = group[0].clause.line
        if line.shape == "item" and line.bullets:
            runs[line.bullets].append([placed for placed in group if placed.token.kind == "amount"])
    for lines in runs.values():
        _list(assembly, [line for line in lines if line])


def _list(assembly: Assembly, lines: list[list[Placed]]) -> None:
    text = assembly.document.text
    totals = [line for line in lines if _TOTAL.match(text[line[0].clause.line.start : line[0].token.start])]
    others = [line for line in lines if line not in totals]
    if len(totals) == 1 and len(others) >= 2 and totals[0] in (lines[0], lines[-1]):
        if all(line[0].part.role in ("level", "after") for line in others):
            _relate(assembly, totals[0][0], [line[0] for line in others], certain=True)
    elif not totals and len(lines) >= 2:
        _announced(assembly, [line[0] for line in lines])


_ANNOUNCES = re.compile(
    r"(?:as follows|breakdown|broken down|consists? of|made up of|다음과 같|내역|구성|아래와 같|세부)", re.IGNORECASE
)


def _announced(assembly: Assembly, listed: list[Placed]) -> None:
    """A total in the sentence just before a list that says the list makes it up."""
    start = listed[0].clause.line.start
    before = [group for group in assembly.prose.groups if group[0].clause.end <= start]
    if not before:
        return
    amounts = [placed for placed in before[-1] if placed.token.kind == "amount"]
    line = before[-1][0].clause.line
    words = assembly.document.text[line.start : line.end]
    between = assembly.document.text[line.end : start]
    if len(amounts) != 1 or between.strip() or line.shape == "item" or _SOME.search(words):
        return
    if (_ANNOUNCES.search(words) or words.rstrip().endswith(":")) and all(
        placed.part.role in ("level", "after") for placed in listed
    ):
        _relate(assembly, amounts[0], listed, certain=True)
