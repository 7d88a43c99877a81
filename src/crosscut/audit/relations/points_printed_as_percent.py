"""Points told as percent: ``비중은 23.6%에서 24.9%로 1.3% 높아졌다`` is a rise by 1.3 points, or by 5.5 percent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosscut.audit import phrases
from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import AuditFinding, PrintedFigure
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.points_apart import is_compared, is_outright, way
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

_THREE = 3
_BY = re.compile(
    r"(?:\s(?:a year (?:ago|earlier|before)|last year|in (?:the (?:previous|prior|preceding) year|[0-9]{4})))?"
    r"(?:,| or|, or|:| –)\s(?:up |down |an? [a-z]{2,12} (?:of |by )?)?",
    re.IGNORECASE,
)
"""What stands before a change that is of the rate before it, with no verb of its own: ``, a rise of``."""

_ENDS = re.compile(r"\s?[.,;:)]|\s?$")
_NUMBER = re.compile(r"[0-9][0-9.,]*")


def points_printed_as_percent(assembly: Assembly) -> Iterator[AuditFinding]:
    """A warning for each rate of change of a rate that is just by how many points that rate changed."""
    for group in assembly.prose.groups:
        rates = [each for each in group if each.token.kind in ("percentage", "points")]
        if len(rates) == _THREE and all(each.token.kind == "percentage" for each in rates):
            one, other, change = rates
            base, rate = (one, other) if is_compared(assembly, one) else (other, one)
            if _are_points(assembly, base, rate, change):
                yield _finding(assembly, base, rate, change)


def _are_points(assembly: Assembly, base: NumberInSentence, rate: NumberInSentence, change: NumberInSentence) -> bool:
    """Whether words say by how much a rate changed, which the points do to the last digit, and the percent do not."""
    compared = [is_compared(assembly, each) for each in (base, rate)]
    apart = rate.token.size - base.token.size
    if compared != [True, False] or way(change) * apart <= 0 or _are_loose((base, rate, change)):
        return False
    if abs(apart) != change.token.size or not _is_put_beside(assembly, base, rate, change):
        return False
    moved = abs(apart) / base.token.size if base.token.size else change.token.size
    return abs(moved - change.token.size) > 2 * change.token.step


def _is_put_beside(
    assembly: Assembly, base: NumberInSentence, rate: NumberInSentence, change: NumberInSentence
) -> bool:
    """Whether a change stands right behind the rates, so that no other thing can have changed by it."""
    before = assembly.document.text[max(base.token.end, rate.token.end) : change.token.start]
    beside = _BY.fullmatch(before) is not None and _ENDS.match(change.right) is not None
    return beside or is_outright(assembly, change, rate, base)


def _are_loose(rates: Sequence[NumberInSentence]) -> bool:
    return any(each.token.loose or each.token.step != rates[0].token.step for each in rates)


def _finding(
    assembly: Assembly, base: NumberInSentence, rate: NumberInSentence, change: NumberInSentence
) -> AuditFinding:
    figures = [assembly.placed(each) for each in (base, rate, change)]
    before, after, moved = (" ".join(figure.text.split()) for figure in figures)
    points, relative = _NUMBER.findall(moved)[0], _relative(figures)
    korean = any("가" <= letter <= "힣" for letter in change.left + change.right)
    suggestion = f"{points}%p" if korean else f"{points} percentage points"
    large, small = (after, before) if figures[1].value > figures[0].value else (before, after)
    apart = f"{large} − {small}"
    return AuditFinding(
        "unit",
        Severity.WARNING,
        Text(
            f"{moved} is doubtful: {apart} = {points} percentage points, which is a change by {relative}%."
            f" Probably meant: {suggestion}.",
            particles(
                f"{moved}은(는) 의심스러움: {apart} = {points}%p이며, 비율로는 {relative}% 변한 것임."
                f" 바른 표기: {suggestion}."
            ),
        ),
        (figures[2].id,),
        suggestion=suggestion,
        suggestions=((suggestion, "percent in place of points"),),
        why=(figures[0].id, figures[1].id),
        document=assembly.document.name,
        start=figures[2].start,
        end=figures[2].end,
    )


def _relative(figures: Sequence[PrintedFigure]) -> str:
    """By what part of the rate before a rate has changed."""
    before, after, moved = figures
    told = phrases.printed(moved, abs(after.value - before.value) / abs(before.value))
    return "".join(_NUMBER.findall(told)[:1])
