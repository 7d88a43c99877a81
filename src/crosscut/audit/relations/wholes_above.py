"""Parts and shares of a line whose whole stands in a line just above: ``Total 63.7. Private 48.0 (75.3%) …``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures import patterns as p
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.shares import are_all, is_size, measure, whole_of
from crosscut.audit.relations.sums import Adding, fits, relate, slips, state
from crosscut.audit.relations.system import Linear, Ratio

_GROUPS, _FAR = 4, 600
_LEAST_PARTS = 3
_FINE = 400
"""How many times the play of a sum its whole must be, so that it does not add up by chance."""

_FINER = 1_500
"""The same, where it does not add up but one slip would make it."""

_LEVELS = frozenset({"level", "after"})
_LISTS = re.compile(
    r"^[\s*•·○ㅇ□\-–—]{0,8}(?:[가-힣·]{1,12}(?:별)?\s?)?(?:분야|부문|구성|내역|재원|단계|세부|회계|기관|부처|지역)(?:별)?\s?:"
    r"|^[\s*•·○ㅇ□\-–—]{0,8}(?:by|of (?:which|this)|breakdown|sources?|composition)[^:\d]{0,40}:",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"overlap|more than once|double.count|not (?:be )?add|중복|겹치|더하지|합산하지|등 |such as|including",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<![0-9])(?P<count>[0-9]{1,2})\s?(?:(?:개|곳|대)\s?[가-힣]{1,8}(?:에|은|는|의)?\s?(?:예산\s?|총\s?)?"
    r"|[a-z]{3,16}:? (?:get |receive )?)$"
)
"""How many things a whole is said to be of, just before it: ``6개 시 2조 5766억 원``."""

_BESIDE = re.compile(
    r"\s?(?:으로\s|인\s|에 ?해당하는\s|에 ?달하는\s)?[(\[]?\s?(?:약 ?|총액의 ?|전체의 ?|전체 ?|全体の)?"
)


def wholes_above(assembly: Assembly) -> None:
    """Relate the amounts of a line to the whole of a line above that they make up, and shares beside them to it."""
    groups = assembly.prose.groups
    for place, group in enumerate(groups):
        amounts = [placed for placed in group if placed.token.is_size and placed.part.role in _LEVELS]
        others = [placed for placed in group if placed.token.is_size and placed not in amounts]
        known = list(_wholes(groups, place))
        money = [placed for placed in known if placed.token.is_size]
        if len(amounts) >= _LEAST_PARTS and not others and not p.LIFETIME.search(_words(assembly, group)):
            _parts(assembly, amounts, money)
        pairs = _pairs(group)
        if len(pairs) > 1:
            _shares(assembly, pairs, known)


def _words(assembly: Assembly, group: Sequence[NumberInSentence]) -> str:
    return assembly.document.text[group[0].clause.start : group[0].clause.end]


def _wholes(groups: Sequence[list[NumberInSentence]], place: int) -> Iterator[NumberInSentence]:
    """The levels of the sentences just above, nearest first."""
    start = groups[place][0].clause.start
    for group in reversed(groups[max(0, place - _GROUPS) : place]):
        if start - group[0].clause.end > _FAR:
            return
        for placed in group:
            if is_size(placed) and placed.part.role in (*_LEVELS, "whole"):
                yield placed


def _parts(assembly: Assembly, amounts: list[NumberInSentence], known: list[NumberInSentence]) -> None:
    """The nearest whole that the amounts add up to, or, under words for a breakdown, would but for one slip."""
    words = _words(assembly, amounts)
    currency = {placed.token.measure for placed in amounts}
    for whole in known:
        adding = Adding(whole, tuple(amounts), complete=True, equal=True)
        if {whole.token.measure} != currency or max(each.token.size for each in amounts) >= whole.token.size:
            continue
        play = sum((each.token.grain for each in amounts), whole.token.grain)
        if fits(adding) and whole.token.size >= _FINE * play:
            state(assembly, adding)
            return
    counted = next((each for each in known if _counts(assembly, each, len(amounts))), None)
    first = counted or next((each for each in reversed(known) if {each.token.measure} == currency), None)
    if first is not None and (counted or _LISTS.search(words)) and not _ASIDE.search(words):
        adding = Adding(first, tuple(amounts), complete=True, equal=True)
        play = sum((each.token.grain for each in amounts), first.token.grain)
        if first.token.size >= _FINER * play and slips(assembly, adding):
            terms = (*((assembly.quantity(each), 1) for each in amounts), (assembly.quantity(first), -1))
            assembly.system.relate(Linear("sum", terms, certain=False))


def _counts(assembly: Assembly, whole: NumberInSentence, parts: int) -> bool:
    """Whether the words before a whole count as many things as there are parts: ``6개 시 2조 5766억 원``."""
    match = _COUNTED.search(assembly.document.text[whole.clause.start : whole.token.start])
    return match is not None and int(match["count"]) == parts


Pair = tuple[NumberInSentence, NumberInSentence]
"""An amount and the percentage beside it."""


def _pairs(group: Sequence[NumberInSentence]) -> list[Pair]:
    """Each amount with its percentage: all percentages follow their amounts, or all stand before them."""
    found: dict[bool, list[Pair]] = {True: [], False: []}
    for one, other in pairwise(group):
        kinds = [each.token.kind == "percentage" for each in (one, other)]
        if sum(kinds) == 1 and (is_size(one) or is_size(other)) and _BESIDE.fullmatch(other.left):
            follows = other.token.kind == "percentage"
            amount, share = (one, other) if follows else (other, one)
            if not share.token.sign and share.part.role in ("level", "share", "growth") and not share.part.direction:
                found[follows].append((amount, share))
    best = max(found.values(), key=len)
    return best if 2 * len(best) >= len([each for each in group if each.token.kind == "percentage"]) else []


def _shares(assembly: Assembly, pairs: list[Pair], known: list[NumberInSentence]) -> None:
    """Relate shares to a whole above of which all of them are, or all but one where they make it up."""
    meant = [each for each in map(whole_of, pairs) if each.bounded]
    for whole in known:
        printed = span(whole)
        held = sum(not each.meet(printed).empty for each in meant)
        if held <= 1:
            continue
        made_up = fits(Adding(whole, tuple(amount for amount, _ in pairs), complete=True, equal=True))
        measures = {measure(amount) for amount, _ in pairs}
        most = held >= _LEAST_PARTS
        shown = held > 1 and len(pairs) >= _LEAST_PARTS and _is_all_but_for_a_slip(assembly, pairs, whole)
        if measures == {measure(whole)} and held > 1 and held >= len(pairs) - (made_up or most or shown):
            for amount, share in pairs:
                ratio = Ratio(
                    "share", assembly.quantity(amount), assembly.quantity(whole), assembly.placed(share).id, "part"
                )
                assembly.system.relate(ratio)
            if shown or (are_all(pairs) and held == len(pairs) >= _LEAST_PARTS):
                parts = tuple(amount for amount, _ in pairs)
                if whole.token.size < _FINE * sum((each.token.grain for each in parts), whole.token.grain):
                    return
                adding = Adding(whole, parts, complete=True, equal=True, told=True)
                told = sum(share.token.size for _, share in pairs) == 1
                if fits(adding) or told or sum(each.token.size for each in parts) > whole.token.size:
                    relate(assembly, adding, [whole, *parts])
            return


def _is_all_but_for_a_slip(assembly: Assembly, pairs: list[Pair], whole: NumberInSentence) -> bool:
    """Whether shares make up one hundred, and one slip is all that keeps their amounts from making up a whole."""
    amounts = tuple(amount for amount, _ in pairs)
    if not are_all(pairs) or any(each.token.measure != whole.token.measure for each in amounts):
        return False
    adding = Adding(whole, amounts, complete=True, equal=True)
    return not fits(adding) and slips(assembly, adding)
