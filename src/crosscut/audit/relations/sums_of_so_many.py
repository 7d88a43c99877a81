"""Totals of so many things that a sentence counts, and the next gives one by one.

``두 사업의 합계는 550억원이다. A는 300억원, B는 250억원이다``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures import patterns as p
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.parts import SOME
from crosscut.audit.relations.sums import Adding, as_fine_as, relate

_TOTAL_OF = re.compile(
    r"(?<![가-힣])(?P<ko>두|세|네|다섯|[2-9]\s?개)\s?[가-힣]{1,8}(?:의|을|를)?\s?(?:예산|사업비|금액|투자액)?\s?"
    r"(?:합계|합친 [가-힣]{1,4}|합|총액|총합|합산액)(?:은|는|이)\s?(?:총\s)?$"
    r"|(?<![a-z])(?P<en>two|three|four|five) [a-z]{3,14}(?: together| combined)? "
    r"(?:total|cost|come to|add up to|get|receive|have|are worth)\s$",
    re.IGNORECASE,
)
_SO_MANY = {"두": 2, "세": 3, "네": 4, "다섯": 5}
_LEVELS = frozenset({"level", "after"})


def sums_of_so_many(assembly: Assembly) -> None:
    """Relate totals of a number of things to as many sizes of the next sentence."""
    groups = [[placed for placed in group if placed.token.is_size] for group in assembly.prose.groups]
    for before, amounts in pairwise(groups):
        _of_so_many(assembly, before, amounts)


def _of_so_many(assembly: Assembly, before: Sequence[NumberInSentence], amounts: Sequence[NumberInSentence]) -> None:
    """Relate a total to as many sizes behind it as its words say that it adds up."""
    told = _TOTAL_OF.search(before[0].left) if len(before) == 1 else None
    if (
        told is None
        or not amounts
        or SOME.search(assembly.document.text, amounts[0].clause.start, amounts[0].clause.end)
        or before[0].clause.line is not amounts[0].clause.line
    ):
        return
    word = (told["ko"] or told["en"]).lower()
    count = _SO_MANY.get(word) or p.COUNT_WORDS.get(word) or int(word[0])
    adding = Adding(as_fine_as(before[0], amounts), tuple(amounts), complete=True, equal=True, told=True)
    if (
        len(amounts) == count
        and _are_levels(adding)
        and max(each.token.size for each in amounts) < before[0].token.size
    ):
        assembly.placed(adding.whole)
        relate(assembly, adding, [*before, *amounts])


def _are_levels(adding: Adding) -> bool:
    alike = {each.token.measure for each in (adding.whole, *adding.parts)}
    return len(alike) == 1 and all(each.part.role in _LEVELS for each in adding.parts)
