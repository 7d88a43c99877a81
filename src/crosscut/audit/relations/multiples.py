"""How many times one size another is, and counts with what each gets: ``92억원 대비 72.5배``, ``250만원씩 1,200명``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.products import OF_SEVERAL_TIMES, is_average, of_one_noun, over_years
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.shares import is_size, measure
from crosscut.audit.relations.system import Ratio

_TIMES = re.compile(
    r"\s?(?:배(?![가-힣]{0,3}[터치송추분급관열])|倍|times(?! a| per| each)|-?fold|veces|vezes"
    r"|volte|fois|keer|mal(?![a-zä])|-?fach)"
)
_LOOSE = re.compile(
    r"(?P<about>약|about|around|roughly|some|circa|rund|près de|cerca de)\s?$"
    r"|(?P<over>무려|over|more than|plus de|más de|mais de|mehr als|oltre|ruim|at least|최소)\s?$"
    r"|(?P<open>최대|up to|거의|nearly|almost|quase|quasi|fast|bijna|casi)\s?$",
    re.IGNORECASE,
)
_LOOSE_TOO = re.compile(
    r"\s?(?:(?P<over>이상|넘|를 웃|를 넘|or more)|(?P<open>가까이|이하)|(?P<about>정도|가량|안팎|or so))"
)
_OF_THE_LAST = re.compile(r"\s?(?:의|보다|대비|에 ?비해|과 ?비교해|와 ?비교해|の|より)\s?")
_TO_THE_LAST = re.compile(
    r"\s?(?:으로|로|に)\s?(?:[0-9]{1,2}년\s?(?:만에|새|사이)?\s)?(?:[가-힣]{1,4}\s)?"
    r"|[,(]?\s(?:an? )?(?:increase |rise |growth )?(?:of |or )?"
)
_FROM = re.compile(r"에서|から|(?<![A-Za-z])from(?![A-Za-z])", re.IGNORECASE)
_GREW = re.compile(
    r"(?:\s?(?:이상|넘게|가까이|가량|정도|안팎))?\s?(?:나 |이나 |가 |로 )?(?:늘|증가|급증|확대|성장|뛰|불어|커|증액)"
    r"|\s?(?:가|로)\s?(?:됐|되|된)"
    r"|\s(?:the |its |as |more|increase|rise|growth|larger|higher)|-?\s?(?:increase|rise)"
    r"|に"
)
_THAN_THE_NEXT = re.compile(
    r"\s(?:the|more than|as (?:much|many) as|higher than|larger than|those|that)\s(?:[a-z]{1,12}\s){0,5}"
)
_ADDED = re.compile(r"늘|증가|급증|확대|성장|뛰|불어|커|많|more|higher|larger|increase|rise|growth")
_EACH_KO = re.compile(
    r"(?:[1일한] ?)?[가-힣]{1,4}당\s?(?:[가-힣]{0,4}(?:액|금|단가|비|비용|경비|보조)(?:은|는|을|를)?\s)?$"
)
_EACH_AFTER = re.compile(r"\s?씩")
_EACH = re.compile(
    r"(?<![A-Za-z])(?:each(?! (?:year|month|week|day|quarter))|apiece"
    r"|per (?:head|person|pupil|student|unit|household|family|place))(?![A-Za-z])",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"(?:모두|총|합해|합쳐|합계|전체|a total of|totall?ing|in total|in all|altogether|for a total)[ ,:]{0,2}$",
    re.IGNORECASE,
)
_NO_PRODUCT = re.compile(
    r"포함|최대|평균|최소\s?[0-9]|(?<=[원개명건곳])\s?(?:이내|이상|이하|내외)|한도|(?<!광)범위|월\s?[0-9]"
    rf"|(?<![A-Za-z])(?:average|up to)(?![A-Za-z])|{OF_SEVERAL_TIMES.pattern}",
    re.IGNORECASE,
)
"""What says that a price is of the largest or the average, or of one of several times."""

_A_HEAD = re.compile(r"\s?[가-힣]{0,2}당(?![가-힣])")
"""What stands behind the one of ``1인당``."""

_OPEN = "open"
_IN_A_WORD = re.compile(r"(?<![a-z])(doubled|trebled|tripled|quadrupled|halved),? from (?:about )?$", re.IGNORECASE)
_TO = re.compile(r"(?:[^\d.;]{0,24}(?: in (?:19|20)[0-9]{2})?)? to (?:about )?")
_WORTH = {"doub": Fraction(2), "treb": Fraction(3), "trip": Fraction(3), "quad": Fraction(4), "halv": Fraction(1, 2)}

_ROUGHLY = 4
"""A word for a multiple may be off by such a part of it: what went down to four ninths was halved."""

_YEARS = (1900, 2100)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Multiple:
    """One size as so many times another."""

    over: NumberInSentence
    under: NumberInSentence
    times: Token


def multiples(assembly: Assembly) -> None:
    """Relate sizes to the numbers that say how many times one is another, and totals to counts and prices."""
    text = assembly.document.text
    starts = [each.start for each in assembly.prose.tokens]
    for place, group in enumerate(assembly.prose.groups):
        before = assembly.prose.groups[place - 1] if place else []
        clause = group[0].clause
        inside = assembly.prose.tokens[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
        for token in inside:
            match = _TIMES.match(text, token.end) if token.kind == "number" else None
            loose = _loose(text, token, match.end()) if match else _OPEN
            if match and loose != _OPEN:
                found = _multiple(text, group, before, replace(token, end=match.end(), loose=loose or token.loose))
                if found is not None and not _is_added(text, found) and not (loose == "over" and _is_over(found)):
                    _relate(assembly, found, "multiple")
        _in_a_word(assembly, group)
        product = _product(assembly, group, inside)
        if product is not None:
            _relate(assembly, product, "average" if is_average(product.under) else "product")


def _in_a_word(assembly: Assembly, group: Sequence[NumberInSentence]) -> None:
    """``doubled, from 14,600 to 21,900``: how many times a size is what it was, in one word."""
    text, clause = assembly.document.text, group[0].clause
    for one, other in pairwise(each for each in group if is_size(each)):
        word = _IN_A_WORD.search(text, clause.start, one.token.start)
        if word is None or not _TO.fullmatch(text, one.token.end, other.token.start):
            continue
        token = Token("number", word.start(1), word.end(1), word.start(1), _WORTH[word[1][:4].lower()], Fraction(1), 0)
        told = _LOOSE.search(text, max(0, word.start() - 12), word.start(1))
        loose = "over" if told and told["over"] else "about"
        found = _of(other, one, replace(token, step=token.size / _ROUGHLY, loose=loose))
        if found is not None:
            _relate(assembly, found, "multiple")


def _is_over(told: _Multiple) -> bool:
    """Whether one size is more than so many times another: how much more, nobody says."""
    over, under = span(told.over), span(told.under)
    return not over.high or not under.low or over.high / under.low >= told.times.size


def _loose(text: str, token: Token, end: int) -> str:
    """How words loosen a number of times: about, over, or open to a smaller one; empty where they do not."""
    told = _LOOSE_TOO.match(text, end) or _LOOSE.search(text, max(0, token.start - 12), token.start)
    return told.lastgroup or "" if told else ""


def _multiple(
    text: str, group: Sequence[NumberInSentence], before: Sequence[NumberInSentence], times: Token
) -> _Multiple | None:
    """What a number of times is said of: the sizes around it that its words name."""
    known = [each for each in group if is_size(each) and each.token.end <= times.start]
    coming = [each for each in group if is_size(each) and each.token.start >= times.end]
    if known and _OF_THE_LAST.fullmatch(text, known[-1].token.end, times.start):
        over = known[-2] if len(known) > 1 else _last_alike(text, before, known[-1])
        return _of(over, known[-1], times)
    if len(known) > 1 and _TO_THE_LAST.fullmatch(text, known[-1].token.end, times.start):
        told = text[max(known[-2].clause.start, known[-2].token.start - 8) : known[-1].token.start]
        return _of(known[-1], known[-2], times) if _FROM.search(told) and _GREW.match(text, times.end) else None
    if known and coming and _THAN_THE_NEXT.fullmatch(text, times.end, coming[0].token.start):
        return _of(known[-1], coming[0], times)
    return None


def _last_alike(text: str, before: Sequence[NumberInSentence], under: NumberInSentence) -> NumberInSentence | None:
    """The last size of the sentence before, where the word right before it is that before the other one."""
    last = next((each for each in reversed(before) if is_size(each)), None)
    if last is None:
        return None
    words = [text[max(each.clause.start, each.token.start - 12) : each.token.start].split() for each in (last, under)]
    return last if all(words) and words[0][-1] == words[1][-1] else None


def _of(over: NumberInSentence | None, under: NumberInSentence, times: Token) -> _Multiple | None:
    alike = over is not None and measure(over) == measure(under) and under.token.size > 0
    return _Multiple(over, under, times) if over is not None and alike else None


def _is_added(text: str, told: _Multiple) -> bool:
    """Whether a size grew by so many times another, and not to so many times."""
    over, under = span(told.over), span(told.under)
    if not over.low or not over.high or not under.low or not under.high:
        return True
    low, high = told.times.size - told.times.step / 2, told.times.size + told.times.step
    added = Interval(over.low / under.high - 1, over.high / under.low - 1)
    return not added.meet(Interval(low, high)).empty and bool(_ADDED.search(text[told.times.end : told.times.end + 12]))


def _product(assembly: Assembly, group: Sequence[NumberInSentence], inside: Sequence[Token]) -> _Multiple | None:
    """A total with the one count and the one price of its sentence that make it up."""
    text = assembly.document.text
    amounts = [each for each in group if each.token.kind == "amount"]
    yearly = over_years(text, amounts, inside)
    if yearly is not None:
        return _of(*yearly)
    others = [
        each
        for each in inside
        if each.kind != "amount" and not is_year(text, each) and not _A_HEAD.match(text, each.end)
    ]
    if len(amounts) != len(("price", "total")) or len(others) != 1 or others[0].kind not in ("count", "number"):
        return None
    price, total = sorted(amounts, key=lambda each: each.token.size)
    if any(each.loose for each in (price.token, total.token, others[0])) or others[0].size < _LEAST:
        return None
    words = text[price.clause.start : price.clause.end]
    if not is_average(price) and _NO_PRODUCT.search(words):
        return None
    each = _EACH_KO.search(text, price.clause.start, price.token.start) or _EACH_AFTER.match(text, price.token.end)
    told = each or _EACH.search(words)
    summed = _IN_ALL.search(text, total.clause.start, total.token.start)
    if told and summed:
        return _of(total, price, others[0])
    found = of_one_noun(assembly, amounts, others[0])
    return _of(*found) if found else None


def is_year(text: str, token: Token) -> bool:
    """Whether a number is a year, or stands in a date."""
    plain = token.kind == "number" and token.end - token.start == len("2026") and not token.unit
    return (plain and _YEARS[0] <= token.size <= _YEARS[1]) or text[token.end : token.end + 1] in ("년", "월", "일")


def _relate(assembly: Assembly, told: _Multiple, kind: str) -> None:
    keys = [assembly.quantity(each) for each in (told.over, told.under)]
    if keys[0] != keys[1]:
        times = assembly.figure(told.times)
        assembly.system.relate(Ratio(kind, keys[0], keys[1], times.id, "part"))
