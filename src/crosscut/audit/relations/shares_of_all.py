"""Shares that words say are of the whole, which another line states: ``인건비 2조원으로 전체 예산의 59.9%``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.shares import is_of_another, whole_of
from crosscut.audit.relations.system import Ratio

_LEVELS = frozenset({"level", "after"})
_LEFT = re.compile(
    r"(?:전체|총액|총 ?예산|총 ?규모|총 ?지출|총 ?사업비|예산 ?총액)[^\d.,;:%]{0,14}$"
    r"|(?:全体|総額|総予算)(?:の|に占める)?\s?(?:約)?$"
    r"|(?:del? total|dei? complessiv\w|du total|vom Gesamt\w{0,12}|van het totaal)[^\d.;:%]{0,16}$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\s?(?:share )?(?:of|de|del|des|du|do|dei|della|van|der|vom)\s?(?:the |la |le |el |het |all |its |this |o )?"
    r"(?:total|whole|entire|overall|totalidad|totalité|totale|totalidade|totaal|Gesamt\w{0,16}|conjunto)(?![a-z])"
    r"|\s?\)?\s?(?:を占め|全体)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:총|전체|합계|모두|총액|총규모|예산안?|규모"
    r"|total|overall|budget|insgesamt|totale|en total|総額|合計|予算)[^\d.;]{0,24}$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"전체\s?(?P<name>(?!예산|규모|금액|사업비|총)[가-힣]{2,8}?)(?:액|량|건수)?(?:의|대비|중|가운데)\s?(?:약 ?)?$"
)
"""What a whole is called: ``전체 수출의 19.8%`` is of no imports."""

_CALLED = re.compile(
    r"(?P<name>(?:전체|총)\s?[가-힣A-Za-z&·]{2,14}?)(?:의|중|가운데|대비)\s?(?:약 ?)?$"
    r"|\s(?:of|de|der|del|du) "
    r"(?P<words>(?:the |la |le )?(?:total|whole|overall|entire) [A-Za-z&]{2,14}(?: [a-z]{4,14})?)"
)
"""The name of a whole beside its share, by which another sentence may call it."""

_IS = re.compile(
    r"\s?(?:예산|규모|금액)?(?:은|는|이|가)\s(?:총 |약 )?"
    r"|(?: budget| spending)? (?:is|was|amounts to|came to|stands at)(?: about)?\s(?:KRW\s|USD\s|EUR\s|US)?"
)
"""What stands between the name of a whole and its size."""

_BESIDE = re.compile(r"\s?(?:인|에 ?해당하는|에 ?달하는|を占める|の|,|\(|, or|, i\.e\.)?\s?(?:약 ?|총 ?|about )?")
_JOINED = 40
_HEAD = 2
"""Among how many of the first sentences with sizes a whole may stand without a word that calls it one."""


def shares_of_all(assembly: Assembly) -> None:
    """Relate shares of the whole to the nearest level of which they are, else to what the document leads with."""
    taken = {each.figure for each in assembly.system.relations if isinstance(each, Ratio) and each.kind == "share"}
    groups = assembly.prose.groups
    for place, group in enumerate(groups):
        for share, part in _shares(group):
            if assembly.ids.get(share.token.start) in taken:
                continue
            whole = _whole(assembly, groups, place, share, part)
            if whole is not None and assembly.quantity(whole) != assembly.quantity(part):
                figure = assembly.placed(share).id
                assembly.system.relate(
                    Ratio("share", assembly.quantity(part), assembly.quantity(whole), figure, "part")
                )


def _shares(group: Sequence[NumberInSentence]) -> Iterator[tuple[NumberInSentence, NumberInSentence]]:
    """The shares of all that a sentence tells, each with the part that it is said of."""
    for place, share in enumerate(group):
        if share.token.kind != "percentage" or share.token.sign or share.part.direction or is_of_another(share):
            continue
        if _LEFT.search(share.left) or _RIGHT.match(share.right):
            part = _part(group, place)
            if part is not None:
                yield share, part


def _part(group: Sequence[NumberInSentence], place: int) -> NumberInSentence | None:
    """The size that a share is said of: right behind it, the one just before it, or the only level behind it."""
    share = group[place]
    following = group[place + 1] if place + 1 < len(group) else None
    if following is not None and following.token.is_size and _BESIDE.fullmatch(following.left):
        return following
    last = group[place - 1] if place else None
    if last is not None and last.token.is_size and last.part.role in _LEVELS and len(share.left) < _JOINED:
        return last
    levels = [
        each
        for each in group
        if each.token.is_size and each.token.start > share.token.end and each.part.role in _LEVELS
    ]
    return levels[0] if len(levels) == 1 else None


def _whole(
    assembly: Assembly,
    groups: Sequence[list[NumberInSentence]],
    place: int,
    share: NumberInSentence,
    part: NumberInSentence,
) -> NumberInSentence | None:
    """The whole of a share: the nearest that fits; else the largest size, where the document leads with it."""
    known = [
        (at, each)
        for at, group in enumerate(groups)
        for each in group
        if each.token.is_size
        and each.token.measure == part.token.measure
        and each.token.size > part.token.size
        and each is not part
    ]
    meant = whole_of((part, share))
    fitting = [each for _, each in known if meant.bounded and not meant.meet(span(each)).empty]
    if fitting:
        return min(
            fitting, key=lambda each: (each.token.start > share.token.start, abs(each.token.start - share.token.start))
        )
    sizes = [
        each for group in groups for each in group if each.token.is_size and each.token.measure == part.token.measure
    ]
    above = [(at, each) for at, each in known if at <= place and each.part.role in (*_LEVELS, "whole")]
    called = [each for _, each in known if _is_called(assembly, each, share)]
    if len(called) == 1:
        return called[0]
    own = [each for _, each in above if each.clause.line is part.clause.line]
    if own and own[0] is _first_of(groups, part) and _is_budget(assembly, own[0]):
        return own[0]
    largest = max(sizes, key=lambda each: each.token.size)
    leading = {id(group) for group in [each for each in groups if any(placed.token.is_size for placed in each)][:_HEAD]}
    for at, each in above:
        words = assembly.document.text[each.clause.start : each.token.start]
        if each is largest and _is_named(words, share) and (id(groups[at]) in leading or _TOTAL.search(words)):
            return each
    return None


def _is_called(assembly: Assembly, whole: NumberInSentence, share: NumberInSentence) -> bool:
    """Whether the sentence of a size begins with the very name that a share says that it is of."""
    name = _CALLED.search(share.left) or _CALLED.match(share.right)
    told = name and (name["name"] or name["words"])
    before = assembly.document.text[whole.clause.start : whole.token.start]
    begins = before.lstrip().lower().startswith(str(told).lower())
    return (
        bool(told)
        and begins
        and whole.part.role in _LEVELS
        and _IS.fullmatch(before.lstrip()[len(str(told)) :]) is not None
    )


def _first_of(groups: Sequence[list[NumberInSentence]], part: NumberInSentence) -> NumberInSentence | None:
    """The first size of a line."""
    sizes = (each for group in groups for each in group if each.token.is_size)
    return next((each for each in sizes if each.clause.line is part.clause.line), None)


def _is_budget(assembly: Assembly, placed: NumberInSentence) -> bool:
    """Whether words before a size call it a whole."""
    return _TOTAL.search(assembly.document.text[placed.clause.start : placed.token.start]) is not None


def _is_named(words: str, share: NumberInSentence) -> bool:
    """Whether the words before a whole call it what the share says that it is of."""
    named = _NAMED.search(share.left)
    return named is None or named["name"] in words
