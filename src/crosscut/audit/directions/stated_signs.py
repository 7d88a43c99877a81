"""Changes of the right size with the wrong sign: points between two rates, and a change and its rate that disagree.

``(+0.8 pp; from 3.7% to 2.9%)``, ``72.1%(전년 73.4%, +1.3%p)``, ``3,680억원(+212억원, △5.4%)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence, Prose
from crosscut.audit.directions.words import OPPOSITE, direction_of, opposite, word_behind
from crosscut.audit.model import AuditFinding
from crosscut.audit.relations.assembly import Assembly
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

_EARLIER = (
    r"\s?[(\[]\s?(?:전년도?|지난해|작년|전월|전분기|(?:19|20)[0-9]{2}년?|['’][0-9]{2}년?|last year"
    r"|Vorjahr|previous year)"
    r"(?: 동기| 동월)?[:：,은는]?\s?"
)
_FROM = re.compile(r"\s?[;,:]\s?(?:from|de|von|da|van|desde)\s$")
_TO = re.compile(
    r"(?:\s(?:in|en|im Jahr)\s(?:19|20)[0-9]{2})?\s?(?:to|à|auf|a|naar|→|->)\s|에서\s|\s?(?:→|->)\s?", re.IGNORECASE
)
_BESIDE_EARLIER, _BEHIND_EARLIER = re.compile(_EARLIER), re.compile(rf"[^.;\d]{{0,16}}{_EARLIER}")
_NEXT = re.compile(r",\s?|\s?대비\s?|,?\s?\(\s?")
_TO_IT = re.compile(r"(?:으로|로)\s?(?:전년 ?(?:도 )?대비\s|전년보다\s)?")
_OPENS, _AND = re.compile(r"\s?[(\[]\s?[△▲+\-−–]?\s?"), re.compile(r"\s?[,/·]\s?[△▲+\-−–]?\s?")
_KINDS = {"points": "p", "percentage": "%"}
_MINUS = re.compile(r"[△▲]")


def stated_signs(assembly: Assembly) -> Iterator[AuditFinding]:
    """A finding for each change whose size comes out with the numbers beside it, and whose sign or word does not."""
    for line in _lines(assembly.prose):
        for three in zip(line, line[1:], line[2:], strict=False):
            found = _points(assembly, three) or _disagreeing(assembly, three)
            if found is not None:
                yield found


def _lines(prose: Prose) -> Iterator[list[NumberInSentence]]:
    for _, groups in groupby(prose.groups, key=lambda group: group[0].clause.line.start):
        yield [each for group in groups for each in group if each.token.kind != "number"]


def _gaps(text: str, three: Sequence[NumberInSentence]) -> list[str]:
    """What stands between three numbers, signs of the later ones left out."""
    return [text[one.token.end : other.token.start].rstrip("△▲+-−–") for one, other in pairwise(three)]


def _points(assembly: Assembly, three: Sequence[NumberInSentence]) -> AuditFinding | None:
    """Points that part two rates whose order words tell, with a sign or a word of the opposite direction."""
    ordered = _ordered(assembly.document.text, three)
    if ordered is None or any(each.token.loose for each in three):
        return None
    points, before, after = ordered
    apart = after.token.size - before.token.size
    said, word, start = _direction_beside(assembly.document.text, points)
    if not said or not apart or abs(apart) != points.token.size:
        return None
    assembly.tested.update(assembly.id_of(each) for each in three)
    return _finding(assembly, points, (before, after), word, start) if (apart > 0) != (said > 0) else None


def _ordered(
    text: str, three: Sequence[NumberInSentence]
) -> tuple[NumberInSentence, NumberInSentence, NumberInSentence] | None:
    """The points of three numbers, the rate before and the rate after."""
    kinds = "".join(_KINDS.get(each.token.kind, "-") for each in three)
    gaps = _gaps(text, three)
    if kinds == "p%%" and _FROM.search(gaps[0]) and _TO.fullmatch(gaps[1]):
        return three[0], three[1], three[2]
    if kinds == "%%p" and _BESIDE_EARLIER.fullmatch(gaps[0]) and _NEXT.fullmatch(gaps[1]):
        return three[2], three[1], three[0]
    if kinds == "%p%" and _TO_IT.fullmatch(gaps[0]) and _BEHIND_EARLIER.fullmatch(gaps[1]):
        return three[1], three[2], three[0]
    return None


def _direction_beside(text: str, points: NumberInSentence) -> tuple[int, str, int]:
    """The direction that a sign or the word behind it gives a change, with the word and its place."""
    if points.token.sign:
        return points.token.sign, "", points.token.start
    word, start = word_behind(text, points.token.end)
    return direction_of(word), word, start


def _disagreeing(assembly: Assembly, three: Sequence[NumberInSentence]) -> AuditFinding | None:
    """A change and its rate in the bracket of a level, with signs that differ: the rate's size tells which is right."""
    level, change, rate = three
    gaps = _gaps(assembly.document.text, three)
    sizes = level.token.is_size and change.token.is_size and level.token.measure == change.token.measure
    if not sizes or rate.token.kind != "percentage" or not change.token.sign * rate.token.sign < 0:
        return None
    if not _OPENS.fullmatch(gaps[0]) or not _AND.fullmatch(gaps[1]) or level.token.size <= change.token.size:
        return None
    held = [sign for sign in (1, -1) if _is_rate_of(level, change, rate, sign)]
    if held == [rate.token.sign]:
        return _finding(assembly, change, (level, rate), "", change.token.start)
    return _finding(assembly, rate, (level, change), "", rate.token.start) if held == [change.token.sign] else None


def _is_rate_of(level: NumberInSentence, change: NumberInSentence, rate: NumberInSentence, sign: int) -> bool:
    """Whether a rate is what a change is of the level before it, if it went in a direction."""
    base = level.token.size - sign * change.token.size
    play = rate.token.step / 2 + (level.token.step + change.token.step) / base
    return abs(Fraction(change.token.size, base) - rate.token.size) <= play


def _finding(
    assembly: Assembly, odd: NumberInSentence, others: Sequence[NumberInSentence], word: str, start: int
) -> AuditFinding:
    figure = assembly.system.figures[assembly.id_of(odd)]
    printed, first, second = (
        " ".join(assembly.system.figures[assembly.id_of(each)].text.split()) for each in (odd, *others)
    )
    marks = "△" if _MINUS.search(assembly.document.text) else "-"
    meant = opposite(word) if word else f"{'+' if odd.token.sign < 0 else marks}{printed}"
    told = word or f"{marks if odd.token.sign < 0 else '+'}{printed}"
    return AuditFinding(
        "direction",
        Severity.FATAL,
        Text(
            f"{told} cannot be true beside {first} and {second}: the size is right and the direction is not."
            f" Probably meant: {meant}.",
            particles(
                f"{told}은(는) {first}, {second}와(과) 함께 사실일 수 없음: 크기는 맞으나 증감 방향이 다름."
                f" 바른 값은 {meant}(으)로 보임."
            ),
        ),
        (figure.id,),
        suggestion=meant,
        suggestions=((meant, OPPOSITE),),
        why=tuple(assembly.id_of(each) for each in others),
        document=figure.document,
        start=start,
        end=start + len(word) if word else figure.end,
    )
