"""Changes of the parts of a whole, whose levels make up its level: a wrong direction leaves their sum apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from crosscut.audit import phrases
from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.directions.words import OPPOSITE, opposite, word_behind
from crosscut.audit.model import AuditFinding
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

_FEWEST, _MOST, _NEAR = 2, 4, 400
_TOLD = frozenset({"", "about"})
"""Loose words that leave a number with many digits as it is."""


def changed_parts(assembly: Assembly, moved: Sequence[Movement]) -> Iterator[AuditFinding]:
    """A finding for each change that makes up the whole's with those of the other parts, were it the opposite."""
    told = [each for each in moved if {"after", "difference"} <= set(each.frame.slots) and each.frame.direction]
    for place, whole in enumerate(told):
        for count in range(_FEWEST, _MOST + 1):
            parts = told[place + 1 : place + 1 + count]
            if len(parts) < count or not _make_up(whole, parts):
                continue
            assembly.tested.update(assembly.id_of(_change(each)) for each in (whole, *parts))
            turned = _turned(whole, parts)
            if turned is not None:
                yield _finding(assembly, whole, parts, turned)
            break


def _level(each: Movement) -> NumberInSentence:
    return each.frame.slots["after"]


def _change(each: Movement) -> NumberInSentence:
    return each.frame.slots["difference"]


def _signed(each: Movement) -> Fraction:
    return each.frame.direction * _change(each).token.size


def _make_up(whole: Movement, parts: Sequence[Movement]) -> bool:
    """Whether the levels of parts near each other are just that of the whole, none of them told loosely."""
    every = [whole, *parts]
    near = all(0 < _level(two).token.start - _level(one).token.end < _NEAR for one, two in pairwise(every))
    alike = len({placed.token.measure for each in every for placed in (_level(each), _change(each))}) == 1
    if (
        not near
        or not alike
        or not all({_level(each).token.loose, _change(each).token.loose} <= _TOLD for each in every)
    ):
        return False
    play = sum((_level(each).token.step for each in every), Fraction(0)) / 2
    return abs(sum((_level(each).token.size for each in parts), Fraction(0)) - _level(whole).token.size) <= play


def _turned(whole: Movement, parts: Sequence[Movement]) -> Movement | None:
    """The only part whose change has to go in the opposite direction for the changes to make up that of the whole."""
    play = sum((_change(each).token.step for each in (whole, *parts)), Fraction(0)) / 2
    apart = sum(map(_signed, parts), Fraction(0)) - _signed(whole)
    if abs(apart) <= play:
        return None
    found = [each for each in parts if abs(apart - 2 * _signed(each)) <= play]
    return found[0] if len(found) == 1 and _change(found[0]).token.size > play else None


def _finding(assembly: Assembly, whole: Movement, parts: Sequence[Movement], odd: Movement) -> AuditFinding:
    placed = _change(odd)
    figure = assembly.system.figures[assembly.id_of(placed)]
    names = {
        id(each): " ".join(assembly.system.figures[assembly.id_of(_change(each))].text.split())
        for each in (whole, *parts)
    }
    shown = " ".join(
        f"{'−' if (each.frame.direction < 0) != (each is odd) else '+'} {names[id(each)]}" for each in parts
    ).removeprefix("+ ")
    total = f"{'−' if whole.frame.direction < 0 else ''}{names[id(whole)]}"
    word, _ = word_behind(assembly.document.text, placed.token.end)
    right = opposite(word) if word else phrases.printed(figure, -figure.value)
    return AuditFinding(
        "direction",
        Severity.WARNING,
        Text(
            f"The direction of {names[id(odd)]} is doubtful: {shown} = {total} only if it is the opposite."
            f" Probably meant: {right}.",
            particles(
                f"{names[id(odd)]}의 증감 방향이 의심스러움: 방향이 반대여야 {shown} = {total}(으)로 맞음."
                f" 바른 말은 ‘{right}’(으)로 보임."
            ),
        ),
        (figure.id,),
        suggestion=right,
        suggestions=((right, OPPOSITE),),
        why=tuple(assembly.id_of(_change(each)) for each in (whole, *parts) if each is not odd),
        document=figure.document,
        start=figure.start,
        end=figure.end,
    )
