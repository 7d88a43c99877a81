"""Printed numbers that are not read as figures: they count among all numbers, so that coverage is honest."""

from __future__ import annotations

import re
from bisect import bisect_right

from crosscut.audit.context import times
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.relations.assembly import Assembly

_NAMED = re.compile(r"(?:제\s?|No\.? ?|[A-Za-z가-힣]-?|[-–/.:~'’‘]|[①-⑳] ?|[Pp]age |p\. ?|쪽 ?|vol\. ?)$")
"""What stands before the number of an article, a page, a part of a date or of a name."""

_MOST_MARKED = 100

_ORDINAL = re.compile(
    r"\s?(?:[년年]|[월月]|[일日]|시|분|차|호|항|조|장|절|쪽|면|단계|위|st|nd|rd|th|[-–/.:~][0-9]|[.)]\s|[A-Za-z가-힣]+-)"
)
"""What stands after one."""


def unread(assembly: Assembly, tokens: list[Token]) -> int:
    """How many numbers of a document are neither figures nor years, dates, articles, pages or marks of lists."""
    text = assembly.document.text
    spans = sorted(
        (figure.start, figure.end) for name in assembly.ids.values() if (figure := assembly.system.figures.get(name))
    )
    spans += [(mark.start, mark.end) for mark in times.marks(text)]
    spans.sort()
    starts = [start for start, _ in spans]
    return sum(
        token.kind == "number" and not _covered(token, spans, starts) and not _is_mark(text, token) for token in tokens
    )


def _covered(token: Token, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    last = bisect_right(starts, token.start) - 1
    return last >= 0 and spans[last][1] > token.start


def _is_mark(text: str, token: Token) -> bool:
    before, line = text[max(0, token.start - 6) : token.start], text.rfind("\n", 0, token.start) + 1
    begins = not text[line : token.start].strip(" \t(-–") and token.size < _MOST_MARKED
    return bool(begins or _marks_a_cell(text, line, token) or _NAMED.search(before) or _ORDINAL.match(text, token.end))


def _marks_a_cell(text: str, line: int, token: Token) -> bool:
    """Whether a number counts the row that a cell names: ``|12 Grants|``."""
    bar = text.rfind("|", line, token.start)
    named = text[token.end : token.end + 2].lstrip(" ")[:1].isalpha()
    return bar >= 0 and named and not text[bar + 1 : token.start].strip() and token.size < _MOST_MARKED
