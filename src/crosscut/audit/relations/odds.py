"""How many ask for each place: ``1,522명 모집에 3만 4,725명이 지원해 22.82대 1``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures import patterns as p
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.shares import is_size, measure
from crosscut.audit.relations.system import Ratio

_TO_ONE = re.compile(r"\s?(?:대|:)\s?1(?![0-9]|[.,][0-9])")
_ASIDE = re.compile(r"\([^()]{0,16}\)")
_PLACES = re.compile(r"\s?(?:을|를|의)?\s?(?:모집|선발|뽑|정원|채용)")
_PLACES_LEFT = re.compile(r"(?:모집 ?인원|모집 ?정원|선발 ?인원|채용 ?인원|정원)(?:은|이)?\s?$")
_ASKING = re.compile(r"\s?(?:이|가)?\s?(?:최종\s|총\s)?(?:지원|접수|응시|신청|몰|원서|출원|응모|청약)")
_OF_ANOTHER_YEAR = re.compile(r"(?:작년|지난해|전년도?|당시)(?:의|도|에는|엔|에)?\s?(?:경쟁률[^0-9.]{0,6})?\(?\s?$")
_OF_OTHERS = re.compile(r"실질|응시자|여[성자]|남[성자]|가장|최고|최저|직렬|(?:19|20)\d\d년|전형")
"""What makes odds those of some of the places, of some who ask, or of another year."""
_OF_ALL = re.compile(r"\W{0,3}(?:총|모두|전체)?\s?(?:모집 ?인원|모집 ?정원|선발 ?인원|정원)?(?:은|이)?\s?")
"""What begins a sentence that goes on with what the odds of the one before it are of."""

_NEAR, _BESIDE = 80, 30


def odds(assembly: Assembly) -> None:
    """Relate places and those who ask for them to the only odds that their sentence, or the one before, tells."""
    text = assembly.document.text
    for group in assembly.prose.groups:
        pairs = list(_pairs(text, group))
        if len(pairs) == 1:
            (places, asking), clause = pairs[0], group[0].clause
            told = list(_odds(assembly, clause.start, clause.end))
            if not told and _OF_ALL.fullmatch(text, clause.start, places.token.start):
                line = text.rfind("\n", 0, clause.start)
                told = list(_odds(assembly, max(line, clause.start - _NEAR), clause.start))
            if len(told) == 1:
                times = assembly.figure(told[0])
                keys = assembly.quantity(asking), assembly.quantity(places)
                assembly.system.relate(Ratio("multiple", *keys, times.id, "part"))


def _pairs(text: str, group: Sequence[NumberInSentence]) -> Iterator[tuple[NumberInSentence, NumberInSentence]]:
    """The sizes of a sentence that words call places, each with the size behind it of those who ask for them."""
    for places, asking in pairwise([each for each in group if is_size(each)]):
        behind = _ASIDE.sub("", text[places.token.end : asking.token.start])
        called = _PLACES.match(behind) or _PLACES_LEFT.search(places.left)
        if called and _ASKING.match(text, asking.token.end) and measure(places) == measure(asking):
            yield places, asking


def _odds(assembly: Assembly, start: int, end: int) -> Iterator[Token]:
    """The odds between two places of the text, but those of another year."""
    text = assembly.document.text
    for token in assembly.prose.tokens:
        number = p.NUMBER.match(text, token.number) if start <= token.start < end else None
        match = _TO_ONE.match(text, number.end()) if number else None
        near = text[max(start, token.start - _BESIDE) : token.start]
        if match and not _OF_ANOTHER_YEAR.search(text, start, token.start) and not _OF_OTHERS.search(near):
            yield replace(token, kind="number", end=match.end(), unit="", thing="")
