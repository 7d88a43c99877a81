"""Which lines of a table are the sum of which others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from crosscut.audit.tables.grid import GridEntry

TOTAL = re.compile(
    r"[\s○ㅇ□■*•·․▪\-–—\[(<【]{0,6}(?:총\s?합계|합\s{0,3}계|총\s{0,2}계|소\s{0,3}계|누\s?계|계|총\s?예산|총\s?액|전\s?체"
    r"|총\s?규모|(?:grand |sub-?|sub |in )?total(?: budget| outlays?| spending| amount| costs?| expenditure| funding)?"
    r"|sum|whole|overall"
    r"|all(?: areas| ministries| programmes)?)[\s)\]>】]{0,3}(?:[:(\[].{0,30})?"
    r"|[^.:]{0,30}\((?:합\s?계|소\s?계|total)\)|[가-힣·() ]{0,16}(?:합계|소계)|(?:[a-z&'’-]{1,20} ){1,2}(?:sub)?total",
    re.IGNORECASE,
)
_MOST_TOTALS = 0.4
_SOME = re.compile(
    r"상위|주요|일부|발췌|top |largest|selected|main |중복|겹치|overlap|더하지|may not add|not add", re.IGNORECASE
)
_IMPLICIT_LIMIT = 160

Line = Sequence[GridEntry | None]


def is_a_total(label: str) -> bool:
    """Whether a line is named as a total, in any part of its label."""
    return any(TOTAL.fullmatch(part.strip()) for part in label.split(" / "))


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line that is the sum of others, in the ``places`` (columns or rows) for which that is taken to hold."""

    total: int
    parts: tuple[int, ...]
    places: tuple[int, ...]
    places_true: int
    certain: bool


def sums(
    lines: Sequence[Line],
    labels: Sequence[str],
    places: Sequence[int],
    words: str,
    *,
    implicit: bool,
    levels: Sequence[int] = (),
) -> list[TotalLine]:
    """The sums among lines, each total with the run of lines before it (or after it) that adds up to it best.

    ``levels`` says how deep each line stands: what stands deeper below a line may be its parts. A line that no word
    calls a total is one only where it adds up in two places at least.
    """
    is_total = [is_a_total(label) for label in labels]
    if sum(is_total) > max(2, _MOST_TOTALS * len(lines)):
        return []
    found = _nested(lines, levels, is_total, places)
    inner = {part for each in found for part in each.parts}
    matched = {each.total for each in found}
    order = [line for line in range(len(lines)) if line not in inner]
    open_totals = [line for line in order if is_total[line] and line not in matched]
    wanted = [line in open_totals for line in range(len(lines))]
    forward, more = _sweep(lines, order, wanted, places, implicit=implicit and len(lines) <= _IMPLICIT_LIMIT)
    found += forward
    matched |= more
    if open_totals:
        backward, more = _sweep(lines, order[::-1], wanted, places, implicit=False)
        found += [each for each in backward if each.total not in matched or each.places_true == len(each.places)]
        matched |= more
    left = [line for line in open_totals if line not in matched]
    found += _unmet(lines, labels, places, words, open_totals, left)
    return found


def _sweep(
    lines: Sequence[Line], order: Sequence[int], is_total: Sequence[bool], places: Sequence[int], *, implicit: bool
) -> tuple[list[TotalLine], set[int]]:
    """Go along the lines, folding each run that a line sums up into that line."""
    stack: list[int] = []
    found: list[TotalLine] = []
    for line in order:
        best = _best_run(lines, stack, line, places, 2 if is_total[line] else 3) if is_total[line] or implicit else None
        if best and (is_total[line] or best.places_true >= max(2, len(places) * 0.9)):
            found.append(best)
            stack = [each for each in stack if each not in best.parts]
        stack.append(line)
    return found, {each.total for each in found}


def _nested(
    lines: Sequence[Line], levels: Sequence[int], is_total: Sequence[bool], places: Sequence[int]
) -> list[TotalLine]:
    """The lines that are the sum of those one level deeper below them.

    One that no word calls a total must add up in two places, or stand at the depth of another that adds up in all.
    """
    tried = [each for total in range(len(levels) - 1) if (each := _family(lines, levels, total, places))]
    sure = {levels[each.total] for each in tried if each.places_true == len(each.places) >= 2}
    found = []
    for each in tried:
        least = 1 if is_total[each.total] or levels[each.total] in sure else 2
        whole = each.places_true == len(each.places)
        if each.places_true >= least and (whole or (each.places_true * 2 >= len(each.places) and len(each.parts) > 1)):
            found.append(each)
    return found


def _family(lines: Sequence[Line], levels: Sequence[int], total: int, places: Sequence[int]) -> TotalLine | None:
    """A line with those one level deeper below it, and in how many places they add up."""
    if levels[total + 1] <= levels[total]:
        return None
    end = next((line for line in range(total + 1, len(levels)) if levels[line] <= levels[total]), len(levels))
    parts = tuple(line for line in range(total + 1, end) if levels[line] == levels[total + 1])
    usable = tuple(place for place in places if _solid(lines[total][place]))
    held = sum(_adds_up(lines, total, parts, place) for place in usable)
    return TotalLine(total, parts, usable, held, certain=True)


def _adds_up(lines: Sequence[Line], total: int, parts: Sequence[int], place: int) -> bool:
    entries = [entry for part in parts if (entry := lines[part][place]) is not None]
    value = sum((entry.value for entry in entries), Fraction(0))
    return _meets(lines[total][place], value, sum((entry.token.step for entry in entries), Fraction(0)))


def _best_run(
    lines: Sequence[Line], stack: list[int], total: int, places: Sequence[int], least: int
) -> TotalLine | None:
    """The run at the end of the stack that adds up to a line in the most places."""
    usable = [place for place in places if _solid(lines[total][place])]
    if not usable or len(stack) < least:
        return None
    best: tuple[int, int, int] | None = None
    sums_so_far = [Fraction(0)] * len(usable)
    slack = [Fraction(0)] * len(usable)
    for start in range(len(stack) - 1, -1, -1):
        for index, place in enumerate(usable):
            entry = lines[stack[start]][place]
            if entry is not None:
                sums_so_far[index] += entry.value
                slack[index] += entry.token.step
        count = len(stack) - start
        if count < least:
            continue
        held = sum(_meets(lines[total][place], sums_so_far[index], slack[index]) for index, place in enumerate(usable))
        if best is None or (held, count) > best[:2]:
            best = (held, count, start)
    if best is None or best[0] == 0 or best[0] * 2 < len(usable):
        return None
    parts = tuple(sorted(stack[best[2] :]))
    if not any(_solid(lines[part][place]) for part in parts for place in usable):
        return None
    return TotalLine(total, parts, tuple(usable), best[0], certain=True)


def _solid(entry: GridEntry | None) -> bool:
    """Whether there is a number other than nothing."""
    return entry is not None and not entry.zero and entry.value != 0


def _meets(total: GridEntry | None, value: Fraction, slack: Fraction) -> bool:
    return total is not None and abs(total.value - value) <= (slack + total.token.step) / 2


def _unmet(  # noqa: PLR0917
    lines: Sequence[Line], labels: Sequence[str], places: Sequence[int], words: str, totals: list[int], left: list[int]
) -> list[TotalLine]:
    """A total that nothing adds up to: wrong where it is the table's only one and at its edge, else left alone."""
    if len(totals) != 1 or not left or _SOME.search(words):
        return []
    total = left[0]
    others = [
        line for line in range(len(lines)) if line != total and any(_solid(lines[line][place]) for place in places)
    ]
    marks = {labels[line].strip()[:1] for line in others if labels[line].strip()[:1] in "․·-○ㅇ□└"}
    if (
        total not in (0, len(lines) - 1)
        or len(others) < 2
        or len(marks) > 1
        or any(not labels[line] for line in others)
    ):
        return []
    usable = tuple(place for place in places if _near(lines, total, others, place))
    return [TotalLine(total, tuple(others), usable, 0, certain=True)] if usable else []


def _near(lines: Sequence[Line], total: int, others: list[int], place: int) -> bool:
    """Whether a total is of the size of its parts' sum, so that it is plainly meant as that."""
    whole = lines[total][place]
    parts = sum((entry.value for line in others if (entry := lines[line][place]) is not None), Fraction(0))
    return whole is not None and whole.value > 0 and parts > 0 and Fraction(1, 3) < whole.value / parts < 3
