"""Levels that moved in the opposite direction of the one that the word beside them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crosscut.audit.directions.ordered_levels import OrderedLevels, ordered_levels
from crosscut.audit.directions.words import OPPOSITE, direction_of, opposite, word_behind
from crosscut.audit.model import AuditFinding, PrintedFigure
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

DIRECTION = "direction"


def stated_directions(assembly: Assembly) -> Iterator[AuditFinding]:
    """A finding for each two levels that words put in order and say the opposite of; all count as tested."""
    for each in ordered_levels(assembly.prose):
        figures = [assembly.system.figures[assembly.id_of(placed)] for placed in (each.before, each.after)]
        assembly.tested.update(figure.id for figure in figures)
        if _moved_otherwise(each, figures):
            yield _finding(assembly, each, figures)


def note_opposites(assembly: Assembly, moved: Sequence[Movement]) -> None:
    """Keep for each change without a sign the opposite of the word behind it that says its direction."""
    for each in moved:
        for role in ("difference", "growth"):
            placed = each.frame.slots.get(role)
            word = word_behind(assembly.document.text, placed.token.end)[0] if placed and not placed.token.sign else ""
            if placed and word and direction_of(word) == each.frame.direction:
                assembly.system.opposites[assembly.id_of(placed)] = opposite(word)


def _moved_otherwise(each: OrderedLevels, figures: Sequence[PrintedFigure]) -> bool:
    """Whether two levels, as finely printed or too far apart for rounding, moved otherwise than a word says."""
    before, after = figures
    if each.direction * (after.value - before.value) >= 0:
        return False
    return before.step == after.step or before.lenient.meet(after.lenient).empty


def _finding(assembly: Assembly, each: OrderedLevels, figures: Sequence[PrintedFigure]) -> AuditFinding:
    before, after = (" ".join(figure.text.split()) for figure in figures)
    right = opposite(each.word)
    severity = Severity.FATAL if each.sure else Severity.WARNING
    more = figures[1].value > figures[0].value
    verdict = ("cannot be true", "사실일 수 없음") if each.sure else ("is doubtful", "의심스러움")
    return AuditFinding(
        DIRECTION,
        severity,
        Text(
            f"“{each.word}” beside {before} and {after} {verdict[0]}: from {before} to {after} it is"
            f" {'more' if more else 'less'}, and the words say {'less' if more else 'more'}. Probably meant: {right}."
            f" Or one of the two numbers is wrong.",
            particles(
                f"{before}에서 {after}(으)로 ‘{each.word}’(이)라는 말은 {verdict[1]}:"
                f" {'늘었으나 문서에는 줄었다고' if more else '줄었으나 문서에는 늘었다고'} 적음."
                f" 바른 말은 ‘{right}’(으)로 보임. 두 수치 가운데 하나가 틀렸을 수도 있음."
            ),
        ),
        tuple(figure.id for figure in figures),
        suggestion=right,
        suggestions=((right, OPPOSITE),),
        document=assembly.document.name,
        start=each.start,
        end=each.start + len(each.word),
    )


def with_stated_directions(judged: Iterable[AuditFinding], told: Sequence[AuditFinding]) -> list[AuditFinding]:
    """Findings with those of directions, which name the word and stand for what says the same of the same levels."""
    pairs = [set(each.figures) for each in told]
    rest = [
        each for each in judged if not (each.rule == DIRECTION and any(set(each.figures) <= pair for pair in pairs))
    ]
    said = {name for each in rest if each.severity is not Severity.INFO for name in (*each.figures, *each.why)}
    return [*rest, *(each for each in told if not set(each.figures) <= said)]
