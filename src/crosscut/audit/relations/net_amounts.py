"""What is left of an amount after another is taken off: ``7.1 billion, offset by 600 million, net 6.5 billion``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, permutations

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.system import Linear
from crosscut.audit.slips import size_slipped

_NET = re.compile(
    r"(?<![A-Za-z])net(?: [a-z]{2,14}){0,2}(?: of)?(?: about| roughly)?\s*$"
    r"|(?:순증액?|순감액?|순 ?규모|순액|순)(?:은|는|인)?\s*$",
    re.IGNORECASE,
)
_NET_RIGHT = re.compile(
    r"\s?(?:이|가|을|를|만큼)?\s?순(?:증|감)|\s(?:net )(?:increase|decrease|gain|loss|cut)", re.IGNORECASE
)
_TAKEN = re.compile(r"offset|rescission|less|minus|reduc|cut|saving|차감|감액|줄|감소|제외|상계|삭감", re.IGNORECASE)
_NET_FIRST = re.compile(
    r"^\W{0,3}(?:net|less|after deducting|nach Abzug|après déduction|al netto)(?: of| von| de| di)?"
    r"(?: (?!than)[a-z]{2,14}){0,3}(?: of| von| de| di)?\s?$",
    re.IGNORECASE,
)
_GROSS = re.compile(r"\sgross(?![a-z])|(?<![a-z])gross(?: [a-z]{2,14}){0,2}(?: of)?\s?$", re.IGNORECASE)
_LEFT_OF = re.compile(
    r"\s?에서\s[^\d.,;]{0,24}|[^\d.;]{0,24}\s(?:less|minus)\s[^\d.;]{0,40}|[;,]? net of [^\d.;]{0,12}"
)
_IS_LEFT = re.compile(
    r"(?!\s?(?:and|plus|및|등)(?![A-Za-z가-힣])|[^\d.;]{0,30}(?:증가|감소|증감))"
    r"(?:\s?(?:을|를)\s?(?:뺀|제외한|차감한|공제한|제하면|빼면)\s(?:[가-힣]{1,12}\s?){1,3}(?:은|는|이|가)\s(?:총|약)?\s?"
    r"|[^\d.;]{0,40}\s(?:leaves?|left|leaving|c[oa]mes? to|equals?|amounts? to|gives?|makes?|spending is"
    r"|(?:the )?net (?:total|amount|figure|cost) is)\s"
    r"[^\d.;]{0,24})"
)
_TAKEN_OF = re.compile(r"\s?(?:중|에서|가운데)(?:에서)?\s[^\d.;]{0,24}")
_AND_ALSO = re.compile(r"\s?(?:과|와|,|및|·)\s?[^\d.;]{0,24}")
_CHANGED_TWICE = re.compile(
    r"증액[^.]{0,40}감액|감액[^.]{0,40}증액|늘리[^.]{0,40}줄[여이]|줄이[^.]{0,40}늘[려리]|added[^.]{0,60}cut"
)
"""What says that the same sum was raised in some places and cut in others."""

_TOGETHER = re.compile(r"(?:총|모두|결국|순|합쳐|결과적으로|overall|net|in all)\s?$", re.IGNORECASE)
"""What stands before a change that two others come to."""

_MORE = re.compile(r"까지|포함|전체|등[\s,]|외에|비롯|including|among others|overall budget", re.IGNORECASE)
"""What says that more was raised or cut than is told."""

_LARGEST = re.compile(
    r"가장|최대|제일|(?<![A-Za-z])(?:the )?(?:most|largest|biggest|greatest|steepest)(?![A-Za-z])", re.IGNORECASE
)
"""What says of a rise or a cut that it is the largest of several, of which the others are not told."""

_FAR = 3
"""How many letters may part a sentence from the next that explains it: a line break and a mark."""

_THREE = 3
_BACK = 4
_PAIR = 2


def netted(assembly: Assembly) -> None:
    """Relate a net amount to the two before it that it is the difference of, or would be but for one slip."""
    for place, group in enumerate(assembly.prose.groups):
        amounts = [placed for placed in group if placed.token.is_size]
        for at, net in enumerate(amounts):
            if at > 1 and (_NET.search(net.left) or _NET_RIGHT.match(net.right)):
                _relate(assembly, amounts[max(0, at - _BACK) : at], net)
        _stated_outright(assembly, [*_gross_before(assembly, place, amounts), *amounts])
        _raised_and_cut(assembly, amounts)
        if len(group) == _THREE and _NET_RIGHT.match(group[0].right) and "(" in group[1].left:
            _explained(assembly, group[:1], group[1:])
    for said, explained in pairwise(assembly.prose.groups):
        if explained[0].clause.start - said[0].clause.end <= _FAR:
            _explained(assembly, said, explained)


def _explained(assembly: Assembly, said: list[NumberInSentence], explained: list[NumberInSentence]) -> None:
    """``820억원이 줄었다. 4,100억원을 깎고 …``: what a bracket or the next sentence makes up a change of."""
    changes = [each for each in said if each.part.role == "difference" and each.part.explicit]
    clauses = {placed.clause for placed in explained}
    told = [assembly.document.text[each.start : each.end] for each in clauses]
    if len(changes) != 1 or len(explained) != _PAIR or any(map(_LARGEST.search, told)):
        return
    net, found = changes[0], _up_and_down(explained, changes[0])
    if found is not None and (not _left(*found).meet(span(net)).empty or is_one_slip_off(assembly, *found, net)):
        left_over(assembly, *found, net)


def _raised_and_cut(assembly: Assembly, amounts: Sequence[NumberInSentence]) -> None:
    """``증액 a, 감액 b …, 총 c 감액``: what a raise and a cut of one sentence leave together."""
    changes = [each for each in amounts if each.part.role == "difference" and each.part.explicit]
    ways = [each.part.direction for each in changes]
    if len(changes) != _THREE or ways[0] * ways[1] >= 0 or len({each.token.measure for each in changes}) > 1:
        return
    words = assembly.document.text[changes[0].clause.start : changes[-1].token.start]
    large, small = sorted(changes[:2], key=lambda each: each.token.size, reverse=True)
    between = assembly.document.text[changes[1].token.end : changes[2].token.start]
    told = _TOGETHER.search(words) and large.part.direction == ways[2] and not _MORE.search(between)
    comes_out = not _left(large, small).meet(span(changes[2])).empty
    if told and (comes_out or is_one_slip_off(assembly, large, small, changes[2])):
        left_over(assembly, large, small, changes[2])


def _gross_before(assembly: Assembly, place: int, amounts: Sequence[NumberInSentence]) -> list[NumberInSentence]:
    """The only amount of the sentence before one that says what is left of it: ``Gross a. Net of b it comes to c``."""
    if not place or len(amounts) != _PAIR:
        return []
    before, clause = assembly.prose.groups[place - 1], amounts[0].clause
    told = _NET_FIRST.match(assembly.document.text[clause.start : amounts[0].token.start])
    near = before[0].clause.line is clause.line
    return before if told and near and len(before) == 1 and before[0].token.is_size else []


def _stated_outright(assembly: Assembly, amounts: list[NumberInSentence]) -> None:
    """Three amounts of which words say that one is left: ``a에서 b를 뺀 c``, ``net of b, gross a comes to c``."""
    if len({each.token.measure for each in amounts}) > 1:
        return
    if len(amounts) > _THREE:
        _several_taken(assembly, amounts)
    if len(amounts) != _THREE:
        return
    _added_or_taken(assembly, amounts)
    one, other, net = amounts
    before = assembly.document.text[one.clause.start : one.token.start]
    if _LEFT_OF.fullmatch(other.left) and _IS_LEFT.fullmatch(net.left):
        gross, taken = one, other
    elif _NET_FIRST.search(before) and (_GROSS.match(other.right) or _GROSS.search(other.left)):
        gross, taken = other, one
    elif one.clause != other.clause and _IS_LEFT.fullmatch(net.left):
        gross, taken = one, other
    else:
        return
    left_over(assembly, gross, taken, net)


_TO_IT = re.compile(r"\s?(?:에서|에)\s[^\d.,;]{0,24}")
_IS_ADDED = re.compile(
    r"\s?(?:을|를|이|가)\s?(?:더해|더하면|더하여|더해져|더해진|더한|보태|보탠|얹어|얹은|추가해|추가하면|추가돼)"
    r"[^\d.;]{0,16}"
)
_IS_TAKEN = re.compile(
    r"\s?(?:을|를|이|가)\s?(?:빼|덜어|차감해|깎아|줄여|줄어|감액해|감액돼|삭감해|삭감돼)[^\d.;]{0,16}"
)
_COMES_TO_IT = re.compile(r"\s?(?:이|가|으로)\s?(?:됐|되|된|남|확정|조정)")
"""What stands between an amount, what is added to it or taken off, and what it comes to."""


def _added_or_taken(assembly: Assembly, amounts: list[NumberInSentence]) -> None:
    """``당초 a에서 추경으로 b를 더해 c가 됐다``: what an amount comes to with another added or taken off."""
    if len(amounts) != _THREE or any(each.token.loose for each in amounts):
        return
    first, change, last = amounts
    if not _TO_IT.fullmatch(change.left) or not _COMES_TO_IT.match(last.right):
        return
    if _IS_ADDED.fullmatch(last.left):
        left_over(assembly, last, first, change)
    elif _IS_TAKEN.fullmatch(last.left):
        left_over(assembly, first, change, last)


def _several_taken(assembly: Assembly, amounts: list[NumberInSentence]) -> None:
    """``a 중 b와 c를 제외한 나머지는 d``: what is left after several amounts are taken off."""
    gross, *taken, net = amounts
    listed = _TAKEN_OF.fullmatch(taken[0].left) and all(_AND_ALSO.fullmatch(each.left) for each in taken[1:])
    if not listed or not _IS_LEFT.fullmatch(net.left) or any(each.token.loose for each in amounts):
        return
    terms = (*((assembly.quantity(each), 1) for each in (*taken, net)), (assembly.quantity(gross), -1))
    if len({key for key, _ in terms}) == len(terms):
        assembly.system.relate(Linear("sum", terms))


def _relate(assembly: Assembly, before: list[NumberInSentence], net: NumberInSentence) -> None:
    words = assembly.document.text[before[0].token.start : net.token.start]
    pairs = [pair for pair in permutations(before, 2) if {each.token.measure for each in pair} == {net.token.measure}]
    found = next((pair for pair in pairs if not _left(*pair).meet(span(net)).empty), None)
    if found is None and len(pairs) == _PAIR and _TAKEN.search(words) and is_one_slip_off(assembly, *pairs[0], net):
        found = pairs[0]
    if found is None and _CHANGED_TWICE.search(words):
        found = _up_and_down(before, net)
    if found is not None:
        left_over(assembly, *found, net)


def left_over(
    assembly: Assembly, gross: NumberInSentence, taken: NumberInSentence, net: NumberInSentence, *, certain: bool = True
) -> None:
    """Relate what is left of an amount to it and to what is taken off."""
    signs = [_sign(assembly, placed) for placed in (taken, net, gross)]
    keys = [assembly.quantity(placed) for placed in (taken, net, gross)]
    terms = ((keys[0], signs[0]), (keys[1], signs[1]), (keys[2], -signs[2]))
    if len({key for key, _ in terms}) == len(terms) and not taken.is_nothing_beside(gross):
        assembly.system.relate(Linear("sum", terms, certain=certain))


def _up_and_down(
    before: list[NumberInSentence], net: NumberInSentence
) -> tuple[NumberInSentence, NumberInSentence] | None:
    """The one rise and the one cut of a sentence, of which it says that the net amount is left."""
    moved = [each for each in before if each.part.role == "difference" and each.part.explicit]
    ways = [each.part.direction for each in moved]
    if (
        sorted(ways) != [-1, 1]
        or not net.part.direction
        or {each.token.measure for each in moved} != {net.token.measure}
    ):
        return None
    up, down = moved if ways[0] > 0 else moved[::-1]
    return (up, down) if net.part.direction > 0 else (down, up)


def _sign(assembly: Assembly, placed: NumberInSentence) -> int:
    """The sign that words give to a figure: cuts are negative, and their sizes are what is taken."""
    return -1 if assembly.system.figures[assembly.id_of(placed)].value < 0 else 1


def _left(gross: NumberInSentence, taken: NumberInSentence) -> Interval:
    one, other = span(gross), span(taken)
    assert one.low is not None
    assert one.high is not None
    assert other.low is not None
    assert other.high is not None
    return Interval(one.low - other.high, one.high - other.low)


def is_one_slip_off(
    assembly: Assembly, gross: NumberInSentence, taken: NumberInSentence, net: NumberInSentence
) -> bool:
    """Whether one slip of one of three figures is all that is in the way of one's being left of another."""
    return (
        size_slipped(assembly.placed(net), _left(gross, taken))
        or size_slipped(assembly.placed(taken), _left(gross, net))
        or size_slipped(assembly.placed(gross), _together(taken, net))
    )


def _together(one: NumberInSentence, other: NumberInSentence) -> Interval:
    first, second = span(one), span(other)
    assert first.low is not None
    assert first.high is not None
    assert second.low is not None
    assert second.high is not None
    return Interval(first.low + second.low, first.high + second.high)
