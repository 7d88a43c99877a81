"""Which lines of a table are the sum of which others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, pairwise

from crosscut.audit.model import Interval
from crosscut.audit.slips import one_slip
from crosscut.audit.tables.grid import GridEntry, is_solid

TOTAL = re.compile(
    r"[\s○ㅇ□■*•·․▪\-–—\[(<【]{0,6}(?:총\s?합계|합\s{0,3}계|총\s{0,2}계|소\s{0,3}계|누\s?계|계|총\s?예산|총\s?액|전\s?체"
    r"|총\s?규모|(?:grand |sub-?|sub |in )?total(?: budget| outlays?| spending| amount| costs?| expenditure| funding)?"
    r"|sum|whole|overall|both(?: sexes| genders| areas)?"
    r"|all(?: (?!others?(?![a-z]))[a-z]{4,16})?)[\s)\]>】]{0,3}(?:[:(\[].{0,30})?"
    r"|[^.:]{0,30}\((?:합\s?계|소\s?계|계|total|小計|合計|計)\)|[가-힣·() ]{0,16}(?:합계|소계)"
    r"|(?:[a-z&'’-]{1,20} ){1,3}(?:sub[ -]?)?total"
    r"|(?:[0-9]{2,6} )?(?:sub-?)?total,? [a-z&'’-]{3,20}(?: [a-z&'’-]{2,20}){0,5}"
    r"|総\s?[数額]|[^\s.:]{0,16}(?:合\s{0,3}計|総\s{0,3}計|小\s{0,3}計|の計|总\s?计|合\s?计)|計"
    r"|insgesamt|gesamt(?:summe|ausgaben)?|summe|total général|ensemble|totaux",
    re.IGNORECASE,
)
_MOST_TOTALS = 0.5
_SOME = re.compile(
    r"상위|주요|일부|발췌|top |largest|selected|main |중복|겹치|overlap|더하지|may not add|not add", re.IGNORECASE
)
_IMPLICIT_LIMIT = 160
_MOST_PAIRS = 6
_LEAST_TRUE, _MOST_MISSING, _MANY_DIGITS, _SOME_DIGITS = 2, 1, 4, 2
"""A total that no word calls one: in how many places it must add up, in how many it may not, with how many digits
where there is such a place, and where there is none."""

_EXACT = 10**6
_SEVERAL = 1_000
_PAIR = 2

Line = Sequence[GridEntry | None]


def is_a_total(label: str) -> bool:
    """Whether a line is named as a total, in any part of its label."""
    return any(TOTAL.fullmatch(part.strip()) for part in label.split(" / "))


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line that is the sum of others, in the ``places`` (columns or rows) for which that is taken to hold.

    ``named`` says that a word calls it a total.
    """

    total: int
    parts: tuple[int, ...]
    places: tuple[int, ...]
    places_true: int
    named: bool


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
    nested = _nested(lines, levels, is_total, places)
    inner, known = {part for each in nested for part in each.parts}, {each.total for each in nested}
    order = [line for line in range(len(lines)) if line not in inner]
    open_totals = [line for line in order if is_total[line] and line not in known]
    found = [*nested, *_swept(lines, order, open_totals, places, implicit=implicit and len(lines) <= _IMPLICIT_LIMIT)]
    left = [line for line in open_totals if line not in {each.total for each in found}]
    folded = {part for each in found for part in each.parts}
    completed = list(_completed(lines, places, [line for line in order if line not in folded], left))
    found += completed or _unmet(lines, labels, places, words, open_totals, left)
    meant = [each for each in found if not _holds_a_sum_of_one(lines, each)]
    return [replace(_without_gaps(lines, each), named=is_total[each.total]) for each in meant]


def _without_gaps(lines: Sequence[Line], line: TotalLine) -> TotalLine:
    """A sum without the places that it does not meet where cells are blank and nothing is printed as a zero."""

    def is_whole(place: int) -> bool:
        cells = [lines[part][place] for part in line.parts]
        gaps = any(each is None for each in cells) and any(each is not None and not each.value for each in cells)
        return not gaps or _adds_up(lines, line.total, line.parts, place)

    return replace(line, places=tuple(place for place in line.places if is_whole(place)))


def _swept(
    lines: Sequence[Line], order: Sequence[int], totals: Sequence[int], places: Sequence[int], *, implicit: bool
) -> list[TotalLine]:
    """The totals that stand below their lines, then those that stand above them."""
    wanted = [line in totals for line in range(len(lines))]
    found, matched = _sweep(lines, order, wanted, places, implicit=implicit)
    if totals or not found:
        backward, _ = _sweep(lines, order[::-1], wanted, places, implicit=implicit and not totals)
        found += [each for each in backward if each.total not in matched or each.places_true == len(each.places)]
    return found


def _sweep(
    lines: Sequence[Line], order: Sequence[int], is_total: Sequence[bool], places: Sequence[int], *, implicit: bool
) -> tuple[list[TotalLine], set[int]]:
    """Go along the lines, folding each run that a line sums up into that line."""
    stack: list[int] = []
    found: list[TotalLine] = []
    for line in order:
        best = _best_run(lines, stack, line, places, 2 if is_total[line] else 3) if is_total[line] or implicit else None
        if best and (is_total[line] or _shows_itself(lines, best)):
            found.append(best)
            stack = [each for each in stack if each not in best.parts]
        stack.append(line)
    return found, {each.total for each in found}


def _shows_itself(lines: Sequence[Line], line: TotalLine) -> bool:
    """Whether a line that no word calls a total is one: it adds up everywhere, or but for one, in large numbers."""
    missing = len(line.places) - line.places_true
    if line.places_true < _LEAST_TRUE or missing > max(_MOST_MISSING, len(line.places) // 10):
        return False
    totals = [entry for place in line.places if (entry := lines[line.total][place]) is not None]
    digits = sum(len(str(int(abs(entry.value) / entry.token.step)).rstrip("0")) for entry in totals if entry.token.step)
    added = sum(_of_several(lines, line, place) for place in line.places)
    many = _MANY_DIGITS if missing else _SOME_DIGITS
    return digits >= many * len(totals) and added >= _LEAST_TRUE


def _of_several(lines: Sequence[Line], line: TotalLine, place: int) -> bool:
    """Whether more than one number makes up the total there: a number and nothing always add up to the number."""
    return (
        _adds_up(lines, line.total, line.parts, place) and sum(is_solid(lines[part][place]) for part in line.parts) > 1
    )


def _nested(
    lines: Sequence[Line], levels: Sequence[int], is_total: Sequence[bool], places: Sequence[int]
) -> list[TotalLine]:
    """The lines that are the sum of those one level deeper below them.

    One that no word calls a total must add up in two places, or stand at the depth of another that adds up in all.
    """
    tried = [each for total in range(len(levels) - 1) if (each := _family(lines, levels, total, places))]
    sure = {levels[each.total] for each in tried if _is_sure(lines, each)}
    found = []
    for each in tried:
        alike = levels[each.total] in sure
        least = 1 if is_total[each.total] or alike else 2
        least -= alike and len(each.places) == 1 < len(each.parts)
        whole = each.places_true == len(each.places)
        if each.places_true >= least and (
            whole or not least or (each.places_true * 2 >= len(each.places) and len(each.parts) > 1)
        ):
            found.append(each)
    return found


def _is_sure(lines: Sequence[Line], family: TotalLine) -> bool:
    """Whether a line is shown to be the sum of those below it: in two places, or in one of several digits and parts."""
    if family.places_true < len(family.places) or not family.places:
        return False
    entry = lines[family.total][family.places[0]]
    digits = entry is not None and entry.value >= _SEVERAL * entry.token.step
    return len(family.places) > 1 or (digits and len(family.parts) > _PAIR)


def _family(lines: Sequence[Line], levels: Sequence[int], total: int, places: Sequence[int]) -> TotalLine | None:
    """A line with those one level deeper below it, and in how many places they add up."""
    if levels[total + 1] <= levels[total]:
        return None
    end = next((line for line in range(total + 1, len(levels)) if levels[line] <= levels[total]), len(levels))
    parts = tuple(line for line in range(total + 1, end) if levels[line] == levels[total + 1])
    usable = tuple(place for place in places if is_solid(lines[total][place]))
    held = sum(_adds_up(lines, total, parts, place) for place in usable)
    return TotalLine(total, parts, usable, held, named=True)


def _adds_up(lines: Sequence[Line], total: int, parts: Sequence[int], place: int) -> bool:
    entries = [entry for part in parts if (entry := lines[part][place]) is not None]
    value = sum((entry.value for entry in entries), Fraction(0))
    return _meets(lines[total][place], value, sum((entry.token.step for entry in entries), Fraction(0)))


def _is_exact(lines: Sequence[Line], total: int, parts: Sequence[int], place: int) -> bool:
    """Whether a total of many digits adds up, which does not happen by accident."""
    entry = lines[total][place]
    if entry is None or entry.value < _EXACT * entry.token.step or len(parts) <= _PAIR:
        return False
    return _adds_up(lines, total, parts, place)


def _best_run(
    lines: Sequence[Line], stack: list[int], total: int, places: Sequence[int], least: int
) -> TotalLine | None:
    """The run at the end of the stack that adds up to a line in the most places."""
    usable = [place for place in places if is_solid(lines[total][place])]
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
    if best is None or best[0] == 0:
        return None
    parts = tuple(sorted(stack[best[2] :]))
    if best[0] * 2 < len(usable) and not any(_is_exact(lines, total, parts, place) for place in usable):
        return None
    if not any(is_solid(lines[part][place]) for part in parts for place in usable):
        return None
    return TotalLine(total, parts, tuple(usable), best[0], named=True)


def _meets(total: GridEntry | None, value: Fraction, slack: Fraction) -> bool:
    return total is not None and abs(total.value - value) <= (slack + total.token.step) / 2


def _completed(
    lines: Sequence[Line], places: Sequence[int], order: Sequence[int], left: Sequence[int]
) -> Iterator[TotalLine]:
    """A subtotal that no run of lines makes up, where a grand total below it, not made up either, shows its run.

    The grand total is then the sum of the others with the subtotal itself, a line of which is wrong; or with the lines
    of the run, of which the subtotal is one slip away.
    """
    for sub, grand in list(combinations(left, 2))[:_MOST_PAIRS]:
        above = [line for line in order if line < grand and line != sub]
        runs = [tuple(line for line in above[start:] if line < sub) for start in range(len(above))]
        for run in runs[::-1]:
            rest = [line for line in above if line not in run]
            shown = tuple(place for place in places if _fills(lines, place, (sub, grand), run, rest))
            if len(run) > 1 and rest and shown:
                yield TotalLine(sub, run, shown, 0, named=True)
                yield TotalLine(grand, (*rest, sub), shown, 0, named=True)
                return


def _fills(lines: Sequence[Line], place: int, totals: tuple[int, int], run: Sequence[int], rest: Sequence[int]) -> bool:
    sub, grand = (lines[line][place] for line in totals)
    if sub is None or grand is None or not sub.value or not grand.value:
        return False
    shown, others = ([entry for line in part if (entry := lines[line][place])] for part in (run, rest))
    parts, play = sum(entry.value for entry in shown), sum((entry.token.step for entry in shown), Fraction(0)) / 2
    gap = grand.value - sum(entry.value for entry in others)
    slack = sum((entry.token.step for entry in others), grand.token.step) / 2
    if abs(gap - sub.value) <= slack + sub.token.step / 2:
        return True
    near = one_slip(sub.text, sub.value, sub.token.step, Interval(parts - play, parts + play))
    return near and abs(gap - parts) <= slack + play


def _unmet(  # noqa: PLR0917
    lines: Sequence[Line], labels: Sequence[str], places: Sequence[int], words: str, totals: list[int], left: list[int]
) -> list[TotalLine]:
    """A total that nothing adds up to: wrong where it is the table's only one and at its edge, else left alone."""
    if len(totals) != 1 or not left or _SOME.search(words):
        return []
    total = left[0]
    others = [
        line for line in range(len(lines)) if line != total and any(is_solid(lines[line][place]) for place in places)
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
    return [TotalLine(total, tuple(others), usable, 0, named=True)] if usable else []


def _holds_a_sum_of_one(lines: Sequence[Line], found: TotalLine) -> bool:
    """Whether a sum that does not come out does so without a line that sums up the one before it alone."""
    return found.places_true < len(found.places) and any(
        all(
            _adds_up(lines, line, (before,), place)
            and _adds_up(lines, found.total, [each for each in found.parts if each != line], place)
            for place in found.places
        )
        for before, line in pairwise(found.parts)
    )


def _near(lines: Sequence[Line], total: int, others: list[int], place: int) -> bool:
    """Whether a total is of the size of its parts' sum, so that it is plainly meant as that."""
    whole = lines[total][place]
    parts = sum((entry.value for line in others if (entry := lines[line][place]) is not None), Fraction(0))
    return whole is not None and whole.value > 0 and parts > 0 and Fraction(1, 3) < whole.value / parts < 3
