"""Shares told by the name of their part or their whole: ``비정규직 비중은 14.7%``, ``Defense accounts for 51%``.

The name stands beside a size of the same sentence or of those just before it in the line. What the share is of is the
size that the parts around it make up, the one that its sentence calls the total, or the one that is named behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.shares import is_of_another, is_size, measure, whole_of
from crosscut.audit.relations.sums import Adding, fits
from crosscut.audit.relations.system import Ratio

_PART = re.compile(
    r"(?P<name>[가-힣A-Za-z&·]{2,16})(?:의|이|가)?\s?(?:차지하는\s)?(?:비중|비율|몫|점유율)(?:은|는|이|가|도)?\s?(?:전체의\s)?(?:약\s)?$"
    r"|(?:^|[.;,]\s|\s(?:and|while)\s)\W{0,3}(?:The |the )?(?P<name_en>[A-Za-z][A-Za-z&-]{2,20}(?: [a-z]{3,14})?) "
    r"(?:accounts?|accounted) for (?:about )?$"
    r"|(?:^|[.;,]\s|\s(?:and|while)\s)\W{0,3}(?:The |the )?(?P<name_of>[A-Za-z][A-Za-z&-]{2,20}) "
    r"(?:makes?|made) up (?:about )?$"
    r"|(?:^|[.;,]\s)\W{0,3}(?:The |the )?(?P<name_s>[A-Za-z][A-Za-z&-]{2,20})['’]s share "
    r"(?:is|was|comes to) (?:about )?$"
)
"""What names the part that a share is told of."""

_OF_NAMED = re.compile(r"(?P<name>[가-힣A-Za-z]{2,12})의\s(?:약\s)?$")
_LEVEL_OF = re.compile(r"\s?(?:수준|에 ?불과|에 ?그[치쳤친]|에 ?해당|에 ?달|에 ?이르|정도)")
"""What stands around a share that one thing is of another, which is named: ``미국의 15.1% 수준``."""

_OF_PROFIT = re.compile(r"(?P<name>영업이익|순이익|당기순이익)률(?:은|는|이|도)?\s?(?:약\s)?$")
_SALES = re.compile(r"매출(?:액)?(?:은|는|이)?\s?(?:약\s)?$")
_TOTAL = re.compile(
    r"(?:^|[^가-힣])(?:총|전체|합계|모두|총액)\s?[가-힣]{0,8}(?:은|는|이|가)?\s?$|등\s(?:총|모두\s)?$"
    r"|(?<![A-Za-z])(?:total|overall|in all)(?![A-Za-z])[^\d.;]{0,20}$",
    re.IGNORECASE,
)
_CALLED = r"(?:{name})(?:에|에는|의|은|는|이|가|인|으로는)?\s?(?:[:(\[]\s?|예산\s?|약\s?|총\s?){{0,2}}$"
_CALLED_BEHIND = r"\s?(?:\w+ )?(?:for|to|on|in|goes to|went to) (?:the )?{name}(?![A-Za-z])"
_OF_THE_LAST = re.compile(r"\s?[)\]]?의\s(?:약\s)?")
_IS_OF = re.compile(r"\s?[)\]]?(?:은|는|이|가|으로|로|,)\s[^\d.;]{1,20}?[(\[]?\s?")
_OR = re.compile(r",? \(?(?:or|equal to|equivalent to) (?:about )?|\s?\(")
_OF_A_NAMED = re.compile(r" of (?:the |its |a )?[A-Za-z][A-Za-z ’'-]{1,30}(?: of|,| \(| at) ?(?:about )?")
_ANOTHER_TIME = re.compile(r"지난해|작년|전년|올해|내년|(?:19|20)[0-9]{2}|last year|next year|a year (?:ago|earlier)")
_SENTENCES, _FAR, _PAIR = 2, 240, 2
_LEVELS = frozenset({"level", "after", "whole"})


@dataclass(frozen=True, slots=True)
class _Named:
    """A share, the part whose name it is told by, and its whole."""

    rate: NumberInSentence
    part: NumberInSentence
    whole: NumberInSentence


def shares_by_name(assembly: Assembly) -> None:
    """Relate shares to the part or the whole that their words name."""
    taken = {
        each.figure
        for each in assembly.system.relations
        if isinstance(each, Ratio) and all(map(assembly.system.stating, each.keys))
    }
    groups = assembly.prose.groups
    for place, group in enumerate(groups):
        for rate in group:
            if assembly.ids.get(rate.token.start) in taken or not _is_plain(rate):
                continue
            behind = _of_the_next(group, rate)
            if behind is not None:
                _relate(assembly, behind)
            if behind is not None or is_of_another(rate):
                continue
            before = [each for each in group if each.token.start < rate.token.start]
            near = [*_sentences_before(groups[max(0, place - _SENTENCES) : place], rate), *before]
            told = (
                _by_its_part(assembly, rate, near)
                or _by_its_whole(rate, before)
                or _of_sales(rate, before)
                or _of_the_last(rate, before)
            )
            if told is not None:
                _relate(assembly, told)


def _is_plain(rate: NumberInSentence) -> bool:
    """Whether a number is a percentage that no words call a change."""
    plain = rate.token.kind == "percentage" and not rate.token.sign and not rate.token.loose
    return plain and not rate.part.direction


def _of_the_last(rate: NumberInSentence, before: Sequence[NumberInSentence]) -> _Named | None:
    """``연구비(35.3조원)는 총지출(728조원)의 4.8%``: one of several shares, each right behind its part and whole."""
    last = before[-_PAIR:]
    if len(last) < _PAIR or not _OF_THE_LAST.fullmatch(rate.left) or not all(map(is_size, last)):
        return None
    part, whole = last
    alike = measure(part) == measure(whole) and part.token.size < whole.token.size
    told = alike and _IS_OF.fullmatch(whole.left) and part.part.role in _LEVELS
    return _Named(rate, part, whole) if told else None


def _of_the_next(group: Sequence[NumberInSentence], rate: NumberInSentence) -> _Named | None:
    """``$6,752 billion, or 23.4% of GDP of $28,800 billion``: of the amount that a name behind it has."""
    place = next(place for place, each in enumerate(group) if each is rate)
    if not 0 < place < len(group) - 1:
        return None
    part, whole = group[place - 1], group[place + 1]
    beside = is_size(part) and is_size(whole) and measure(part) == measure(whole)
    told = beside and _OR.fullmatch(rate.left) and _OF_A_NAMED.fullmatch(whole.left)
    return _Named(rate, part, whole) if told and part.token.size < whole.token.size else None


def _sentences_before(groups: Sequence[list[NumberInSentence]], rate: NumberInSentence) -> Iterator[NumberInSentence]:
    """The numbers of the sentences just before in the line."""
    for each in (each for group in groups for each in group):
        if each.clause.line is rate.clause.line and rate.token.start - each.token.end < _FAR:
            yield each


def _by_its_part(assembly: Assembly, rate: NumberInSentence, near: Sequence[NumberInSentence]) -> _Named | None:
    """``비정규직 비중은 14.7%``: the one size of that name, and what all others make up, or is called the total."""
    text, clause = assembly.document.text, rate.clause
    match = _PART.search(text[clause.start : rate.token.start])
    name = next(filter(None, match.groups()), "") if match else ""
    named = [each for each in near if is_size(each) and _is_called(each, name)] if name else []
    if len(named) != 1 or named[0].part.role not in _LEVELS:
        return None
    part = named[0]
    alike = [each for each in near if is_size(each) and measure(each) == measure(part) and each.part.role in _LEVELS]
    words = text[min(each.clause.start for each in alike) : rate.token.start]
    if len(set(_ANOTHER_TIME.findall(words))) > 1:
        return None
    whole = _whole_of(alike, part)
    return _Named(rate, part, whole) if whole is not None and whole is not part else None


def _is_called(placed: NumberInSentence, name: str) -> bool:
    escaped = re.escape(name)
    left = re.search(r"(?<![가-힣A-Za-z])" + _CALLED.format(name=escaped), placed.left, re.IGNORECASE)
    return bool(left or re.match(_CALLED_BEHIND.format(name=escaped), placed.right, re.IGNORECASE))


def _whole_of(alike: Sequence[NumberInSentence], part: NumberInSentence) -> NumberInSentence | None:
    """The size that all others make up; where none is made up so, the only larger one, which is called a total."""
    if len(alike) > _PAIR:
        made = [
            each
            for each in alike
            if fits(Adding(each, tuple(other for other in alike if other is not each), complete=True, equal=True))
        ]
        if len(made) == 1:
            return made[0]
    larger = [each for each in alike if each.token.size > part.token.size]
    called = [each for each in larger if _TOTAL.search(each.left)]
    return called[0] if len(called) == 1 else None


def _by_its_whole(rate: NumberInSentence, before: Sequence[NumberInSentence]) -> _Named | None:
    """``미국의 15.1% 수준``: of the size of that name it is the share that the last one before it is."""
    match = _OF_NAMED.search(rate.left)
    if not match or not _LEVEL_OF.match(rate.right):
        return None
    sizes = [each for each in before if is_size(each) and each.part.role in _LEVELS]
    named = [each for each in sizes if _is_called(each, match["name"])]
    if len(named) != 1 or not sizes or sizes[-1] is named[0]:
        return None
    same = measure(sizes[-1]) == measure(named[0]) and sizes[-1].year in (None, named[0].year)
    return _Named(rate, sizes[-1], named[0]) if same else None


def _of_sales(rate: NumberInSentence, before: Sequence[NumberInSentence]) -> _Named | None:
    """``매출 1조2,300억원, 영업이익 984억원으로 영업이익률은 8.0%``: profits as a share of sales."""
    match = _OF_PROFIT.search(rate.left)
    sizes = [each for each in before if is_size(each)] if match else []
    profits = [each for each in sizes if match and _is_called(each, match["name"])]
    sales = [each for each in sizes if _SALES.search(each.left)]
    if len(profits) != 1 or len(sales) != 1 or measure(profits[0]) != measure(sales[0]):
        return None
    return _Named(rate, profits[0], sales[0])


def _relate(assembly: Assembly, told: _Named) -> None:
    part, whole = assembly.quantity(told.part), assembly.quantity(told.whole)
    if part == whole:
        return
    fits_it = not whole_of((told.part, told.rate)).meet(span(told.whole)).empty
    if fits_it or told.part.token.size < told.whole.token.size:
        figure = assembly.placed(told.rate).id
        assembly.system.relate(Ratio("share", part, whole, figure, "part"))
