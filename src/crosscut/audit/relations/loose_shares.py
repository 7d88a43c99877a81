"""Shares that words give their two sizes, but not which is which: ``응답률 5.3%(총 통화 19,135건 중 1,014건)``.

A share is the smaller of two sizes as a part of the larger. ``36.1조원으로 예산 347.5조원 대비 10.4%``, which might be
a change as well, and a response rate beside those asked and those who answered are guesses, and only where one slip
is in the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.shares import is_of_another, is_size, measure, whole_of
from crosscut.audit.relations.system import Ratio
from crosscut.audit.slips import size_slipped

_OPENS = re.compile(r"\s?[(\[][^()\[\]\d]{0,24}$")
_OUT_OF = re.compile(
    r"\s?(?:[가-힣]{1,6} )?(?:중|가운데|중에서)\s[^.;]{0,16}$|(?: \w+){0,3} out of (?:the |a total of )?$"
)
_AGAINST = re.compile(r"\s?대비\s?(?:약 |무려 )?$")
_RESPONSE = re.compile(
    r"(?P<what>응답|회수|참여|수료|취업|합격|가동|집행|이행|징수|검거|달성|납부|수납|충원|등록|출석|투표|득표|보급|완료|분양"
    r"|낙찰|채택|해결|처리|상환|접종|진학|환급)[률율]\s?(?:은|이|:)?\s?$|response rate (?:of|was|:) ?$",
    re.IGNORECASE,
)
_RATE_OF = re.compile(
    r"(?P<what>(?!증가|감소|증감|상승|하락|성장|인상|인하|할인|신장|절감|축소|확대|수익|이익)[가-힣]{2})[률율](?:은|이|는|:)?\s?(?:약\s)?$"
)
"""A rate named by what was done with a part, which the words around that part say as well: ``선정돼 선정률은``."""

_MOVED = re.compile(
    r"\s?\)?\s?(?:이|가|만큼)?\s?(?:더|나)?\s?(?:증|감|늘|줄|상승|하락|확대|축소|성장|많|적|높|낮|오른|내린|뛰)"
)
_CONFIDENCE = re.compile(r"\s?(?:의 )?(?:신뢰 ?수준|confidence)")
_PAIR, _NEAR = 2, 16


@dataclass(frozen=True, slots=True)
class _Share:
    rate: NumberInSentence
    part: NumberInSentence
    whole: NumberInSentence
    certain: bool


def loose_shares(assembly: Assembly) -> None:
    """Relate the shares of sentences that tell two sizes and what the rate is."""
    taken = {
        each.figure
        for each in assembly.system.relations
        if isinstance(each, Ratio) and all(map(assembly.system.stating, each.keys))
    }
    for place, group in enumerate(assembly.prose.groups):
        before = assembly.prose.groups[place - 1] if place else []
        for told in (*_shares(group), *_of_the_last(group, before)):
            if assembly.ids.get(told.rate.token.start) not in taken and _is_meant(assembly, told):
                _relate(assembly, told)


def _shares(group: Sequence[NumberInSentence]) -> Iterator[_Share]:
    rates = [each for each in group if each.token.kind == "percentage" and not _CONFIDENCE.match(each.right)]
    for rate in rates:
        if rate.part.direction or rate.token.sign or rate.token.loose or is_of_another(rate):
            continue
        inside = _in_its_bracket(group, rate)
        if len(inside) == _PAIR and _OUT_OF.search(inside[1].left):
            yield from _of_two(rate, inside, certain=True)
            continue
        sizes = [each for each in group if is_size(each)]
        if len(rates) > 1 or len(sizes) != _PAIR:
            continue
        last = sizes[1] if sizes[1].token.end <= rate.token.start else None
        against = last is not None and _AGAINST.fullmatch(rate.left) and not _MOVED.match(rate.right)
        if (against and last is not None and sizes[0].token.size < last.token.size) or _RESPONSE.search(rate.left):
            yield from _of_two(rate, sizes, certain=False)
        elif last is not None and _is_done_with_a_part(rate, sizes):
            yield from _of_two(rate, sizes, certain=True)


def _is_done_with_a_part(rate: NumberInSentence, sizes: Sequence[NumberInSentence]) -> bool:
    """Whether words say of a part of a number what its rate is named by."""
    match = _RATE_OF.search(rate.left)
    done = match is not None and match["what"] in sizes[1].right[:_NEAR]
    return done and _OUT_OF.search(sizes[1].left) is not None


def _of_the_last(group: Sequence[NumberInSentence], before: Sequence[NumberInSentence]) -> Iterator[_Share]:
    """A rate that is all that a sentence tells, of the whole and the part that the one before says was done so."""
    if len(group) != 1 or not before or before[0].clause.line is not group[0].clause.line:
        return
    rate, sizes = group[0], [each for each in before if is_size(each)]
    if rate.token.kind != "percentage" or rate.part.direction or not _PAIR <= len(sizes) == len(before):
        return
    told = _RESPONSE.match(rate.left.lstrip())
    named = told and told["what"] and told["what"] in sizes[1].right
    if named and _OUT_OF.search(sizes[1].left):
        yield from _of_two(rate, sizes[:_PAIR], certain=False)


def _in_its_bracket(group: Sequence[NumberInSentence], rate: NumberInSentence) -> list[NumberInSentence]:
    """The sizes of the bracket that opens right behind a rate."""
    behind = [each for each in group if each.token.start > rate.token.end]
    if not behind or not _OPENS.fullmatch(behind[0].left):
        return []
    closed = next((place for place, each in enumerate(behind) if ")" in each.left or "]" in each.left), len(behind))
    return [each for each in behind[:closed] if is_size(each)]


def _of_two(rate: NumberInSentence, sizes: Sequence[NumberInSentence], *, certain: bool) -> Iterator[_Share]:
    part, whole = sorted(sizes, key=lambda each: each.token.size)
    if measure(part) == measure(whole) and part.token.size < whole.token.size:
        yield _Share(rate, part, whole, certain)


def _is_meant(assembly: Assembly, told: _Share) -> bool:
    """Whether a share comes out, or one slip of the rate or of a size is in the way."""
    pair = (told.part, told.rate)
    if not whole_of(pair).meet(span(told.whole)).empty:
        return True
    part, whole, rate = span(told.part), span(told.whole), span(told.rate)
    if not part.low or not part.high or not whole.low or not whole.high or not rate.low or not rate.high:
        return False
    return (
        size_slipped(assembly.placed(told.rate), Interval(part.low / whole.high, part.high / whole.low))
        or size_slipped(assembly.placed(told.part), Interval(whole.low * rate.low, whole.high * rate.high))
        or size_slipped(assembly.placed(told.whole), whole_of(pair))
    )


def _relate(assembly: Assembly, told: _Share) -> None:
    part, whole = assembly.quantity(told.part), assembly.quantity(told.whole)
    if part != whole:
        figure = assembly.placed(told.rate).id
        assembly.system.relate(Ratio("share", part, whole, figure, "part", certain=told.certain))
