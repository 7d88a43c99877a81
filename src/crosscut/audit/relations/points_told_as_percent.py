"""Points told as percent: ``비중은 23.6%에서 24.9%로 1.3% 높아졌다`` is a rise by 1.3 points, or by 5.5 percent."""

from __future__ import annotations

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
_LEAST_SIZE = 100
"""In how many of its last digits a rate must be told, where words do not say from which rate to which outright."""


def points_told_as_percent(assembly: Assembly) -> Iterator[AuditFinding]:
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
    told = rate.token.size >= _LEAST_SIZE * rate.token.step
    if abs(apart) != change.token.size or not (told or is_outright(assembly, change, rate, base)):
        return False
    moved = abs(apart) / base.token.size if base.token.size else change.token.size
    return abs(moved - change.token.size) > 2 * change.token.step


def _are_loose(rates: Sequence[NumberInSentence]) -> bool:
    return any(each.token.loose or each.token.step != rates[0].token.step for each in rates)


def _finding(
    assembly: Assembly, base: NumberInSentence, rate: NumberInSentence, change: NumberInSentence
) -> AuditFinding:
    figures = [assembly.placed(each) for each in (base, rate, change)]
    before, after, moved = (" ".join(figure.text.split()) for figure in figures)
    korean = "%" in moved and any("가" <= letter <= "힣" for letter in change.left)
    suggestion = (
        f"{moved}p" if korean else moved.replace("percent", "percentage points").replace("%", " percentage points")
    )
    large, small = (after, before) if figures[1].value > figures[0].value else (before, after)
    relative = _relative(figures)
    return AuditFinding(
        "unit",
        Severity.WARNING,
        Text(
            f"{moved} is doubtful: {large} − {small} is {moved} in points, which is a change of {relative}."
            f" Probably meant: {suggestion}.",
            particles(
                f"{moved}은(는) 의심스러움: {large} − {small} = {moved}p이며, 비율로는 {relative} 변한 것임."
                f" {suggestion}로 보임."
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
    return phrases.printed(figures[2], abs(figures[1].value - figures[0].value) / abs(figures[0].value))
