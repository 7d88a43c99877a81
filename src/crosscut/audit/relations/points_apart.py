"""Two rates that one sentence says are so many points apart: ``비중은 19.7%로 전년의 21.0%보다 1.3%포인트 낮다``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import minus, plus, span
from crosscut.audit.relations.system import Key, Linear
from crosscut.audit.slips import slipped

_COMPARED = re.compile(r"\s?\)?\s?(?:보다|대비|에 ?비해|에서|(?:과|와) ?(?:비교|견)|에 ?견|より|から|に比べ)")
_COMPARED_LEFT = re.compile(
    r"(?<![A-Za-z])(?:from|than|compared (?:to|with)|against|versus|gegenüber|von|contre|frente a|desde"
    r"|rispetto a|face a|tegenover)\s(?:[A-Za-z’']{2,12}\s){0,3}$",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\s?(?:나 |이나 |가 |이 )?(?:더 )?(?:높|오르|올랐|상승|증가|늘|확대|개선)|\s(?:higher|above|more|up)",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\s?(?:나 |이나 |가 |이 )?(?:더 )?(?:낮|내리|내렸|떨어|하락|감소|줄|축소)|\s(?:lower|below|less|fewer|down)",
    re.IGNORECASE,
)
_UP_LEFT = re.compile(
    r"(?<![a-z])(?:rise|rose|risen|up|increase[ds]?|gain(?:ed)?|grew|growth)(?: of| by)?\s$", re.IGNORECASE
)
_DOWN_LEFT = re.compile(
    r"(?<![a-z])(?:fall|fell|fallen|down|drop(?:ped)?|declined?|decrease[ds]?)(?: of| by)?\s$", re.IGNORECASE
)
_FROM_NAMED = re.compile(r"(?P<name>(?:전체|전국|도내|국내|세계|[가-힣]{2,6})\s?(?:평균|전체)[가-힣 ]{0,10})보다\s?$")
_NAME = re.compile(r"(?P<name>(?:전체|전국|도내|국내|세계|[가-힣]{2,6})\s?(?:평균|전체))(?:은|는|인|이|의|치)?\s?[(]?$")
_BASE_IN_BRACKETS = re.compile(r"(?:지난해|작년|전년도?|전월|전분기|전년 동기)\s?\(\s?$")
"""What stands before the rate of the time before, so that the points behind it are counted from that."""

_GAP = re.compile(
    r"(?:격차|차이)(?:은|는|가|이)?\s?(?:불과\s|약\s)?$|(?<![a-z])(?:gap|difference|margin)(?: is| was)?(?: of)? $"
)
_CHANGED = re.compile(
    r"\s?(?:이|가|만큼|나|이나)?\s?(?:더 )?(?:줄|좁|벌|늘|커|확대|축소|감소|증가|상승|하락"
    r"|올|오르|내리|내렸|떨어|높아|낮아)"
    r"|\s(?:wider|narrower|ago|last|earlier|before)"
)
"""What stands behind points by which a gap, or a rate, has changed since another time."""

_ONE_OF_THEM = re.compile(r"(?:으로|로|이며|이고),?\s[^\d.,;]{1,12}(?:이|가)\s$")
_FROM_TO = (
    (
        re.compile(r"에서\s?(?:(?:(?:19|20)[0-9]{2}년(?:에는|에)?|올해|지난해|작년|내년)\s)?"),
        re.compile(r"(?:으로|로)\s?(?:약 )?"),
    ),
    (re.compile(r"\sto\s"), re.compile(r",? (?:a|an) [a-z]{2,12} of |, (?:up|down)(?: by)? ")),
)
"""What stands between the rate that points are counted from, the one that they lead to, and the points."""

_SINCE = re.compile(r"\s(?:in|over|since|from|on|during|within|this|last|than) ")
"""What stands behind points that are counted from another time than the rates beside them."""

_SUBJECT = re.compile(r"\s?(?:이\s)?(?P<name>[가-힣]{2,6}?)(?:도|율|률|\s?비중|\s?비율|\s?응답)?(?:은|는)\s")
"""What a sentence on points begins with."""

_PAIR, _NEAR, _BESIDE = 2, 24, 14


def points_apart(assembly: Assembly) -> None:
    """Relate the only two rates of a sentence to the only points by which its words set one apart from the other.

    Where they do not come out so, they are related only where one slip of one of them is in the way, as a guess.
    """
    averages = _averages(assembly)
    for place, group in enumerate(assembly.prose.groups):
        points = [each for each in group if each.token.kind == "points"]
        rates = [each for each in group if each.token.kind == "percentage"]
        if len(points) == 1 and rates and (base := _named(averages, points[0])) is not None:
            last = [each for each in rates if each.token.end <= points[0].token.start][-1:]
            if last and points[0].token.start - last[0].token.end <= _NEAR:
                _relate(assembly, points[0], last[0], base)
            continue
        if len(points) == len(rates) == 1 and is_compared(assembly, rates[0]) and place:
            named = _of_the_subject(assembly, assembly.prose.groups[place - 1], points[0])
            if named is not None:
                _relate(assembly, points[0], named, rates[0])
            continue
        if len(points) != 1 or len(rates) != _PAIR or any(each.token.loose for each in (*points, *rates)):
            continue
        rates.sort(key=lambda each: is_compared(assembly, each))
        behind = rates[1].token.end <= points[0].token.start
        compared = [is_compared(assembly, each) for each in rates]
        if behind and compared == [False, True]:
            _relate(assembly, points[0], *rates)
        elif compared == [False, False] and _parts_them(points[0]):
            large, small = sorted(rates, key=lambda each: each.token.size, reverse=True)
            pair = (small, large) if way(points[0]) < 0 else (large, small)
            if max(each.token.end for each in rates) <= points[0].token.start:
                _relate(assembly, points[0], *pair)


def _parts_them(points: NumberInSentence) -> bool:
    """Whether words call points the gap between two rates, or say of one of them that it is so much higher or lower."""
    told = _GAP.search(points.left) or (way(points) and _ONE_OF_THEM.search(points.left))
    return bool(told) and _CHANGED.match(points.right) is None


def _averages(assembly: Assembly) -> list[tuple[str, NumberInSentence]]:
    """The rates that are named averages, in order, each with its name."""
    every = (each for group in assembly.prose.groups for each in group)
    rates = (each for each in every if each.token.kind == "percentage" and not each.token.loose)
    return [(name["name"], each) for each in rates if (name := _NAME.search(each.left))]


def _named(averages: Sequence[tuple[str, NumberInSentence]], points: NumberInSentence) -> NumberInSentence | None:
    """The rate, printed before, of what points are counted from: ``전국 평균보다 5.4%포인트``, ``전국 평균 25.9%``."""
    told = _FROM_NAMED.search(points.left)
    if told is None:
        return None
    before = (each for each in averages if each[1].token.start < points.clause.start)
    called = [rate for name, rate in before if told["name"].startswith(name)]
    return called[-1] if len({each.token.size for each in called}) == 1 else None


def _of_the_subject(
    assembly: Assembly, before: Sequence[NumberInSentence], points: NumberInSentence
) -> NumberInSentence | None:
    """The rate of the sentence before that is told beside the name which a sentence on points begins with."""
    clause = points.clause
    subject = _SUBJECT.match(assembly.document.text, clause.start, points.token.start)
    if subject is None or before[0].clause.line is not clause.line:
        return None
    name = re.compile(rf"(?<![가-힣]){re.escape(subject['name'])}")
    rates = [each for each in before if each.token.kind == "percentage" and not each.token.loose]
    found = [each for each in rates if name.search(each.right[:_BESIDE].split(",")[0])]
    found = found or [each for each in rates if name.search(each.left[-_NEAR:])]
    return found[0] if len(found) == 1 else None


def is_compared(assembly: Assembly, rate: NumberInSentence) -> bool:
    """Whether words call a rate what another is compared with."""
    behind = _COMPARED.match(assembly.document.text, rate.token.end)
    return behind is not None or _COMPARED_LEFT.search(rate.left) is not None


def _relate(assembly: Assembly, points: NumberInSentence, rate: NumberInSentence, base: NumberInSentence) -> None:
    rises = (way(points) or rate.token.size - base.token.size) >= 0
    over, under = (rate, base) if rises else (base, rate)
    one, other, apart = span(over), span(under), span(points)
    fits = not minus(one, other).meet(apart).empty
    swapped = _BASE_IN_BRACKETS.search(base.left) and is_swapped(points, minus(one, other))
    expected = ((points, minus(one, other)), (over, plus(other, apart)), (under, minus(one, apart)))
    moved = is_outright(assembly, points, rate, base)
    if fits or swapped or moved or any(slipped(assembly.placed(each), meant) for each, meant in expected):
        terms = tuple((_key(assembly, each), sign) for each, sign in ((over, 1), (under, -1), (points, -1)))
        assembly.system.relate(Linear("difference", terms, certain=fits or moved))


def is_outright(assembly: Assembly, points: NumberInSentence, rate: NumberInSentence, base: NumberInSentence) -> bool:
    """Whether words say from which rate to which, and right behind by how many points: ``4.9%에서 4.0%로 0.9%p``."""
    text = assembly.document.text
    from_to = text[base.token.end : rate.token.start], text[rate.token.end : points.token.start]
    since = _SINCE.match(points.right)
    return (
        way(points) != 0
        and since is None
        and any(one.fullmatch(from_to[0]) and other.fullmatch(from_to[1]) for one, other in _FROM_TO)
    )


def is_swapped(points: NumberInSentence, expected: Interval) -> bool:
    """Whether a number of two digits comes out with the two exchanged."""
    digits = str(points.token.size / points.token.step)
    meant = Fraction(digits[::-1]) * points.token.step if digits.isdigit() else Fraction(0)
    return len(digits) == _PAIR and not Interval(meant, meant).meet(expected).empty


def way(points: NumberInSentence) -> int:
    """The way in which words say that points set a rate apart: 1 for up, -1 for down, 0 for none."""
    if _UP.match(points.right) or _UP_LEFT.search(points.left):
        return 1
    return -1 if _DOWN.match(points.right) or _DOWN_LEFT.search(points.left) else 0


def _key(assembly: Assembly, placed: NumberInSentence) -> Key:
    known = assembly.system.states.get(assembly.id_of(placed))
    if known is not None:
        return known
    key = assembly.local("rate", placed.token.start)
    assembly.system.state(assembly.system.figures[assembly.id_of(placed)], key)
    return key
