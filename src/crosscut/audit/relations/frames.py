"""Before, after, difference and growth of one thing, as sentences tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence, Prose
from crosscut.audit.relations.in_turn import in_turn

_FAR = 56
_SUBJECT = re.compile(
    r"[,·]\s?[^,]{0,20}[가-힣](?<!증가액)(?<!증감액)(?<!감소액)(?<!증가율)(?<!증감률)(?<!감소율)(?<!증가분)(?<!증액분)(?<!규모)(?<!예산)(?:이|가"
    r"|은|는)\s{0,2}$"
)
"""A subject of its own before a number, after a comma."""

_GOES_ON = re.compile(
    r"(?:고|며|지만|으나)\s(?:[가-힣]{1,8}\s){0,2}"
    r"(?!올해|내년|지난|작년|금년|전년|이듬)[가-힣]{1,8}(?:은|는|이|가)\s{0,2}$"
)
"""What stands between a movement and that of the next subject: ``302명→266명으로 줄고 수난 사고는 58명에서``."""

_NAMED_RATE = re.compile(
    r",\s?(?!(?:전년|작년|지난|올해|금년|당초|본예산|약|총|무려|평균|각각|최대|최소|대폭|소폭|이는|이보다|비율|같은|동기|대비"
    r"|증가|감소|증감|상승|하락|인상|성장))[가-힣]{2,12}(?<!보다)(?<!대비)(?<!비해)(?<![율률])\s{0,2}$"
)
"""A name right before a rate, after a comma: ``130만 가구, 보수한도액 8% 인상``."""

_COMPARED = re.compile(r"(?:대비|보다|에 ?비해)\s{0,2}$")
"""What stands right before an amount that is a difference, whatever follows it."""

_FROM = re.compile(r"에서\s{0,2}$")
_SIGNED_RATE = re.compile(
    r"\s?\([△▲∆+−-]\s?[0-9.]{1,6} ?%\)\s?(?:을|이|가)?\s?(?:준|줄|감소|감액|삭감|하락|늘|증가|증액|확대|상승|축소)"
)
"""What stands around an amount that a level changes by: ``7조 8,114억원에서 5,644억원(△7.2%) 준다``."""

_THEN = re.compile(r"when (?:it|they|that) (?:was|were) (?:about |around |some |nearly |roughly )?$", re.IGNORECASE)
"""What stands right before the level that a change counts from."""

_BASE = re.compile(
    r"대비|보다|에 ?비해|(?<![A-Za-z])(?:than|above|below|over|compared|from)(?![A-Za-z])"
    r"|(?<!\w)(?:als (?:vor|im|in|die|der|das|noch)|gegenüber|im Vergleich|par rapport|qu['’]en|que en|respecto"
    r"|rispetto|dan (?:in|het|vorig))(?!\w)",
    re.IGNORECASE,
)
"""What names a base of its own for the change that it belongs to."""

_LINKS = re.compile(
    r"\s?(?:(?:or|soit|ou|o sea|ossia|cioè|oder|also|das sind|ofwel|un|de|del|an?) ){0,2}(?:about |around |cerca de )?",
    re.IGNORECASE,
)
"""What stands between a change and the same change in another measure."""

_SAYS_IT_AGAIN = re.compile(
    r"\s?(?:이|가|을|를)?\s?(?:증가|감소|증액|감액|상승|하락|more|less|higher|lower)\s?[(\[]\s?"
)
"""What stands between a change and its rate in brackets, which is of the same change whatever way it says."""

_TO = re.compile(r"\s(?:to|auf|à)\s(?:about |some |around |rund )?", re.IGNORECASE)

_OF_A_YEAR = re.compile(
    r"^[^\d.;,]{0,12}(?:above|below|over|than|from|on)(?: the)?(?: fiscal(?: year)?)? ?(?:FY ?)?((?:19|20)[0-9]{2})",
    re.IGNORECASE,
)
"""The year that a change to the left of it counts from."""

_NEXT_ITEM = re.compile(
    r"(?:[,:;)\]·]|[(\[]\s?(?!올해|내년|전년|지난|작년|금년|당초|합계|전체|규모|기존|현재|from|to|now|total|against|vs"
    r"|von|auf|de|à|in ))[^\d]{0,40}[A-Za-z가-힣]{2}"
)
"""What stands between a change and the level of the next item of a list."""

_LIST_OPENS = re.compile(r"(?<![0-9]):\s|→|⇒|➜")
"""What stands between a change and the parts of it, or what follows from it."""

_FINER = 10
"""How much finer a whole number may be meant than it is printed, beside a number with decimals."""

_ANOTHER_CLAUSE = re.compile(
    r"\s(?:while|whereas)\s|[,;)]\s?(?:though|although|while|whereas|but|with|aber|während|wobei|mais"
    r"|tandis que|alors que|mientras|pero|mentre|ma)\s",
    re.IGNORECASE,
)
"""What stands between a movement and a change of something else: ``up 3.6%, though staff costs alone rose``."""

_ANOTHER_SUBJECT = re.compile(r"\s(?:while|whereas)\s(?!(?:it|they|this|that)\s)", re.IGNORECASE)
"""What stands between a level and the earlier one of something else: ``3.0, while development was up from 3.4``."""

EXCHANGE = (
    r"환율|달러당|유로당|엔당|원화|엔화|절상|절하|為替|ドル=|Wechselkurs|taux de change"
    r"|(?<![A-Za-z])(?:per (?:dollar|euro|pound)|exchange|against the (?:dollar|euro|yen))(?![A-Za-z])"
)
"""What tells of a currency, which falls while more of it is paid for another."""

_PEAK = re.compile(r"(?<![A-Za-z])peak\w{0,3} (?:at|of|in)|정점|최고치|Höchststand|pico de|un pic", re.IGNORECASE)
"""What stands before a level on the way, from which nothing is counted."""

_CAUSE = re.compile(
    r"(?:due to|owing to|because of|driven by|caused by|attributable to|as a result of|result(?:ed|ing) from|reflecting"
    r"|wegen|aufgrund|infolge|en raison|grâce à|debido a|a causa|a raíz|per effetto|devido a|als gevolg van|dankzij"
    r"|による|ため)(?![A-Za-z])",
    re.IGNORECASE,
)
"""What stands between a movement and the change of what caused it, a part of it or none."""

_ELSEWHERE = re.compile(r"\s(?:lower|higher|more|less|fewer|greater) than\s|\s(?:above|below|over|under) (?:the|its)\s")
"""What stands after a rate that is of a level of its own: ``15 per cent lower than the 2005-09 average``."""

_AMONG_RATES = re.compile(r"\s?(?:,|and|및|와|과|·|/|und|et|y|e|en)?\s?(?:and )?")
"""What stands between the rates of a list, which are of several things or years."""

OF_SOME = re.compile(r"\s?(?:가운데|중)(?:에서|의)?\s")
"""What stands between a number and a rate that is said of some of it."""

_ASIDE = re.compile(r",? (?:or|and|bzw\.|soit|oder) $")
_FOR_EACH = re.compile(
    r"\s?(?:per|a|je|par|por)\s(?:\w+ ){0,2}(?:share|Aktie|action|acción)(?![A-Za-z])", re.IGNORECASE
)
"""What stands around a price of one share, told beside the amount that it is of: ``$3.5 million, or $0.46 a share``."""

_OPENS_ON, _OPENS_OF = re.compile(r"[(\[]$"), re.compile(r"[(\[][^()\[\]\d]{1,16}의 ?$")
_OF_WHAT = re.compile(r"\s?(?:of\s(?!(?:the )?(?:last|previous|prior|20[0-9]{2}))|[는은]\s)", re.IGNORECASE)
"""What stands around a rate that a bracket behind a change says of something else."""

_ENDS_A_RANGE = re.compile(r"[0-9]\s?[~∼–-]\s?$")
_OWN_RATE = re.compile(r"\s?\([+-]?[0-9.,]{1,6}\s?%\)")
"""What stands after a number that has a rate of its own in brackets."""

_YEAR_AND_NAME = re.compile(
    r"(?P<year>올해|금년|내년|작년|지난해|this|last|next)(?:도)?(?: year['’]s)?\s(?P<name>[^\d.,;]{2,24})$"
)
_FOLLOWING = frozenset(
    {
        ("올해", "내년"),
        ("금년", "내년"),
        ("작년", "올해"),
        ("지난해", "올해"),
        ("작년", "금년"),
        ("지난해", "금년"),
        ("last", "this"),
        ("this", "next"),
    }
)
_SLOTS = ("before", "after", "difference", "growth")


@dataclass
class Frame:
    """One movement. ``slots`` holds a number for each role; ``explicit_roles`` counts roles that words say outright."""

    slots: dict[str, NumberInSentence] = field(default_factory=dict)
    entity: str = ""
    direction: int = 0

    @property
    def first(self) -> NumberInSentence:
        """Its leftmost number."""
        return min(self.slots.values(), key=lambda placed: placed.token.start)

    @property
    def explicit_roles(self) -> int:
        """How many of its roles words say outright."""
        return sum(placed.part.explicit for placed in self.slots.values())


def frames(prose: Prose) -> Iterator[Frame]:
    """The movements of a text."""
    taken = {
        each.token.start
        for found in in_turn(prose.groups, prose.text)
        for each in (*found.before, *found.after, *found.rates)
    }
    for group in prose.groups:
        current = Frame()
        listed = {*_listed_rates(group), *taken}
        for placed in group:
            aside = _is_price_aside(placed) or _is_share_aside(placed)
            apart = placed.within or placed.token.start in listed or aside
            role = None if apart else _role(placed, current)
            if role is None:
                continue
            together = False
            if _is_before(current, placed, role):
                current.slots["before"] = current.slots.pop("after")
                role, together = "after", _next_year_of(current.slots["before"], placed)
            if not together and _breaks(current, placed, role):
                coming = None if _ELSEWHERE.match(placed.right) else _of_the_next(current, placed, role)
                yield from _closed(current)
                current = Frame()
                if coming is not None:
                    current.slots["before"] = coming
                role = _role(placed, current) or role
            current.slots[role] = placed
            current.entity = current.entity or placed.entity
        yield from _closed(current)


def _is_price_aside(placed: NumberInSentence) -> bool:
    """Whether an amount is that of one share, told beside that of all."""
    return _ASIDE.fullmatch(placed.left) is not None and _FOR_EACH.match(placed.right) is not None


def _is_share_aside(placed: NumberInSentence) -> bool:
    """Whether a rate in brackets says itself what it is of: ``(0.4% of GDP)``, ``(전체 증가분의 31.0%)``."""
    if placed.token.kind != "percentage":
        return False
    begins = _OPENS_ON.search(placed.left) is not None and _OF_WHAT.match(placed.right) is not None
    return begins or _OPENS_OF.search(placed.left) is not None


def _listed_rates(group: Sequence[NumberInSentence]) -> Iterator[int]:
    """Where rates stand that are several in a row, end a range, or are of some of a number: of what, nothing tells."""
    for placed in group:
        if placed.token.kind == "percentage" and (_ENDS_A_RANGE.search(placed.left) or OF_SOME.match(placed.left)):
            yield placed.token.start
    for one, other in pairwise(group):
        if one.token.kind == other.token.kind == "percentage" and _AMONG_RATES.fullmatch(other.left):
            yield from (one.token.start, other.token.start)


_YEAR_AFTER = re.compile(r"\D{0,14}(?:19|20)[0-9]{2}년(?:에는|에|도)?\s?(?:다시\s)?")
"""What stands between a movement and that of the next year, from where it ended."""


def _of_the_next(frame: Frame, placed: NumberInSentence, role: str) -> NumberInSentence | None:
    """The level before that the next movement has: where this one ended, a year before it, or what it is said of.

    A second difference or rate is said of a level that a frame has beside one of its own before it.
    """
    ended = frame.slots.get("after")
    if role == "after" and ended is not None and len(frame.slots) > 1 and _earlier(ended, placed):
        last = max(frame.slots.values(), key=lambda each: each.token.start)
        changed = last.part.role in ("growth", "difference")
        return ended if changed and _YEAR_AFTER.fullmatch(prose_gap(last, placed)) else None
    before = frame.slots.get("before")
    again = role in ("difference", "growth") and role in frame.slots
    if again and before and before.token.start > frame.slots[role].token.start:
        return frame.slots.pop("before")
    return None


def _role(placed: NumberInSentence, frame: Frame) -> str | None:
    """The slot that a number fills: one without a told role is the level that the others speak of."""
    if not placed.token.is_size and placed.token.kind != "percentage":
        return None
    role = placed.part.role
    if role in _SLOTS:
        return role
    if role in ("share", "whole") or placed.token.kind == "percentage":
        return None
    if _COMPARED.search(placed.left) or (_FROM.search(placed.left) and _SIGNED_RATE.match(placed.right)):
        return "difference"
    if _THEN.search(placed.left):
        return "before"
    return "after" if "after" not in frame.slots else "level"


def _is_before(frame: Frame, placed: NumberInSentence, role: str) -> bool:
    """Whether the one level so far is what the next moved from: ``412 in 2022, 440 in 2023``, ``412 rose to 440``."""
    first = frame.slots.get("after")
    if first is None or "before" in frame.slots:
        return False
    if len(frame.slots) > 1:
        return _ends_at(frame, first, placed, role)
    moved = role == "after" and placed.part.direction != 0 and not first.part.explicit
    near = len(prose_gap(first, placed)) <= _FAR and first.token.measure == placed.token.measure
    return (role in ("level", "after") and _earlier(first, placed)) or (moved and near and first.part.role == "level")


def _ends_at(frame: Frame, first: NumberInSentence, placed: NumberInSentence, role: str) -> bool:
    """Whether a level is where the change just before it ended: ``11.87 billion, projected to fall 5.0% to 11.29``."""
    last = max(frame.slots.values(), key=lambda each: each.token.start)
    changed = last.part.role in ("growth", "difference") and last.part.direction != 0 and last is not first
    told = (
        role == "after" and placed.part.explicit and not first.part.explicit and _TO.fullmatch(prose_gap(last, placed))
    )
    return bool(changed and told) and first.token.measure == placed.token.measure


def _earlier(one: NumberInSentence, other: NumberInSentence) -> bool:
    """Whether two levels are of one year and the next: ``412 in 2022 and 440 in 2023``."""
    following = one.year is not None and other.year == one.year + 1 and not one.relative
    return (following or _next_year_of(one, other)) and one.token.measure == other.token.measure


def _next_year_of(one: NumberInSentence, other: NumberInSentence) -> bool:
    """Whether two levels have the same words before them, but for the year: ``올해 예산은 …, 내년 예산은``."""
    told = [_YEAR_AND_NAME.search(each.left) for each in (one, other)]
    if told[0] is None or told[1] is None or told[0]["name"] != told[1]["name"]:
        return False
    return (told[0]["year"], told[1]["year"]) in _FOLLOWING


def _breaks(frame: Frame, placed: NumberInSentence, role: str) -> bool:
    """Whether a number begins another movement."""
    if not frame.slots:
        return False
    if role in frame.slots or role == "level" or _in_another_currency(frame, placed):
        return True
    if placed.entity and frame.entity and placed.entity != frame.entity and role in ("before", "after"):
        return True
    last = max(frame.slots.values(), key=lambda each: each.token.start)
    gap = prose_gap(last, placed)
    named = role == "growth" and _NAMED_RATE.search(gap)
    if role in ("difference", "growth") and (
        named or _has_its_own_base(frame, placed, gap) or _ANOTHER_CLAUSE.search(gap) or _CAUSE.search(gap)
    ):
        return True
    another = role == "before" and _ANOTHER_SUBJECT.search(gap) is not None
    if another or _goes_on_to_another(last, placed, gap) or _is_apart(gap):
        return True
    known = {each.near for each in frame.slots.values() if each.near}
    return bool(placed.near and known and placed.near not in known and not placed.near.startswith("whole"))


def _is_apart(gap: str) -> bool:
    """Whether what stands between two numbers is long, breaks the line, or names another subject."""
    broken = len(gap) > _FAR or " -" in gap or "\n" in gap or _PEAK.search(gap)
    return bool(broken or _SUBJECT.search(gap) or _GOES_ON.search(gap))


def _goes_on_to_another(last: NumberInSentence, placed: NumberInSentence, gap: str) -> bool:
    """Whether a number after a change is of its parts, or the level of the next item of a list."""
    if last.part.role not in ("difference", "growth"):
        return False
    if gap.startswith(")") and placed.token.is_size and _OWN_RATE.match(placed.right) and _NEXT_ITEM.search(gap):
        return True
    return bool(_LIST_OPENS.search(gap) or (placed.part.role == "level" and _NEXT_ITEM.search(gap)))


def _in_another_currency(frame: Frame, placed: NumberInSentence) -> bool:
    currencies = {each.token.measure for each in frame.slots.values() if each.token.is_size}
    return placed.token.is_size and bool(currencies) and placed.token.measure not in currencies


def _has_its_own_base(frame: Frame, placed: NumberInSentence, gap: str) -> bool:
    """Whether a change is counted from another base, or goes another way, than the change that a movement has."""
    changes = [frame.slots[role] for role in ("difference", "growth") if role in frame.slots]
    if changes and _BASE.search(gap) and not _is_stated_before(gap, placed):
        return True
    ways = {each.part.direction for each in (*changes, placed) if each.part.direction}
    if len(ways) > 1 and _SAYS_IT_AGAIN.fullmatch(gap):
        return False
    before, year = frame.slots.get("before"), _OF_A_YEAR.match(placed.right)
    return len(ways) > 1 or bool(year and before and before.year != int(year[1]))


def _is_stated_before(gap: str, placed: NumberInSentence) -> bool:
    """Whether a base is that of the change before a comma, and the next has none: ``2 more than in 2017, 4% more``."""
    told, comma, rest = gap.rpartition(",")
    return bool(comma and _BASE.search(told) and _LINKS.fullmatch(rest)) and not _BASE.search(placed.right[:40])


def prose_gap(last: NumberInSentence, placed: NumberInSentence) -> str:
    """The text between two numbers of a clause."""
    return placed.left[-max(0, placed.token.start - last.token.end) :] if placed.token.start > last.token.end else ""


def _closed(frame: Frame) -> Iterator[Frame]:
    frame.slots.pop("level", None)
    if not frame.slots:
        return
    directions = {placed.part.direction for placed in frame.slots.values() if placed.part.direction}
    frame.direction = directions.pop() if len(directions) == 1 else _untrue_way(frame) if directions else 0
    if len(frame.slots) > 1 and frame.explicit_roles:
        yield _grained(frame)
    else:
        yield from (Frame({role: placed}, placed.entity, frame.direction) for role, placed in frame.slots.items())


def _untrue_way(frame: Frame) -> int:
    """The way that a movement told both ways (``감소(2.5%↑)``) did not go, by its levels; 0 where they are open."""
    before, after = frame.slots.get("before"), frame.slots.get("after")
    if before is None or after is None or "difference" not in frame.slots:
        return 0
    return -1 if after.token.size > before.token.size else 1


def _grained(frame: Frame) -> Frame:
    """The movement with one grain: 5 beside 4.7 is 5.0, and 300 billion beside tenths of a trillion is 0.3."""
    levels = [placed for role, placed in frame.slots.items() if role in ("before", "after")]
    grain = min((placed.token.step for placed in levels), default=None)
    if grain is None:
        return frame
    coarse = max(placed.token.scale for placed in levels)
    for role, placed in list(frame.slots.items()):
        token = placed.token
        if role in ("before", "after") and token.scale == coarse and token.decimals == 0 and token.step > grain:
            frame.slots[role] = replace(placed, token=replace(token, step=max(grain, token.step / _FINER)))
        if role == "difference":
            wider = max(level.token.step for level in levels)
            wider = grain if wider > grain and {level.token.scale for level in levels} == {coarse} else wider
            if token.step < wider and token.size % wider == 0 and token.decimals == 0 and token.size <= 9 * wider:
                frame.slots[role] = replace(placed, token=replace(token, step=wider))
    return frame
