"""What is left of a whole: ``312개 가운데 141개, 나머지 171개``, and rates that are said to be so much together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, combinations, pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.parts import NOT_ADDED
from crosscut.audit.relations.shares import is_size, measure
from crosscut.audit.relations.sums import Adding, fits, nearly, slips
from crosscut.audit.relations.system import Linear

_REST = re.compile(
    r"나머지(?:는|인|도)?\s(?:[^\d.,;()]{1,14}\s)?$|나머지(?:는|인)?\s?$"
    r"|(?<![a-z])(?:the (?:rest|remaining|remainder|other)|die (?:übrigen|restlichen)|les (?:autres|restants)"
    r"|(?:los|las) (?:restantes|demás)|i restanti|de overige)(?:,| is| being| of| [a-z]{3,12})?\s?$|残り(?:の|は)?\s?$",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\s?(?:de )?(?:euros?|pesos|dollars?|dólares|[a-zà-ü]{3,14})?\s?"
    r"(?:restante?s?|restanti|restants?|restantes|rimanenti|remaining|left over)(?![a-z])",
    re.IGNORECASE,
)
"""What calls a number before it the rest: ``los 978 millones restantes``."""

_TOGETHER = re.compile(
    r"(?:(?P<ko>둘|셋|넷|다섯|여섯)을?\s(?:합하면|합치면|합쳐|더하면|더해)"
    r"|(?<![a-z])(?:the|all) (?P<en>two|three|four|five|six) (?:together|combined)(?![a-z]))[^\d.,;]{0,14}$",
    re.IGNORECASE,
)
"""What says how many rates are added."""

_NUMBERS = {
    word: number
    for words in ("둘 셋 넷 다섯 여섯", "two three four five six")
    for number, word in enumerate(words.split(), 2)
}
_OF_WHICH = re.compile(
    r"(?:그|이|이들)\s?(?:중|가운데)|(?<![a-z])(?:of (?:which|whom|these|those|them)|including|davon"
    r"|darunter|dont|de los cuales)(?![a-z])"
    r"|うち",
    re.IGNORECASE,
)
"""What says that the next number is a part of one before it."""

_LEVELS = frozenset({"level", "after", "whole", "share"})
_LEAST, _MOST = 3, 8
_FEW = 20
"""Up to so many things may be counted beside the rates that each of them has."""


def remainders(assembly: Assembly) -> None:
    """Relate what sentences call the rest to their whole and its other parts, and rates to their sum."""
    for group in assembly.prose.groups:
        for place, rest in enumerate(group):
            if is_size(rest) and (_REST.search(rest.left) or _LEFT.match(rest.right)):
                _rest(assembly, group[: place + 1])
        _rates_together(assembly, group)


def _rest(assembly: Assembly, told: Sequence[NumberInSentence]) -> None:
    """The first and largest number of a sentence, and all that stand up to its rest, each a part of it."""
    sizes = [each for each in told if is_size(each) and measure(each) == measure(told[-1])]
    whole, parts = sizes[0], sizes[1:]
    words = assembly.document.text[whole.clause.start : told[-1].token.end]
    if not _LEAST <= len(sizes) <= _MOST or NOT_ADDED.search(words) or _is_of_a_part(sizes):
        return
    plain = all(each.part.role in _LEVELS and not each.token.loose and not each.within for each in sizes)
    if not plain or any(each.token.size >= whole.token.size for each in parts):
        return
    adding = Adding(whole, tuple(parts), complete=True, equal=True)
    if fits(adding) or nearly(adding) or slips(assembly, adding):
        _relate(assembly, parts, whole)
        assembly.system.rests.add(assembly.quantity(told[-1]))


def _is_of_a_part(sizes: Sequence[NumberInSentence]) -> bool:
    """Whether a rest may be that of another number than the first: words say so, or it comes out with some of them."""
    whole, *parts, rest = sizes
    if any(_OF_WHICH.search(each.left) for each in parts[1:]):
        return True
    known = [each.token.size for each in parts]
    some = chain.from_iterable(combinations(known, count) for count in range(1, len(known)))
    return any(sum(taken) + rest.token.size in (whole.token.size, *known) for taken in some)


def _rates_together(assembly: Assembly, group: Sequence[NumberInSentence]) -> None:
    """The rates of a sentence, each by itself, and the last that it says they are together."""
    rates = [each for each in group if each.token.kind == "percentage"]
    others = [each for each in group if each not in rates]
    if any(each.token.kind != "count" or each.token.size > _FEW for each in others):
        return
    if not _LEAST <= len(rates) <= _MOST:
        return
    *parts, whole = rates
    told = _TOGETHER.search(whole.left)
    if told is None or _NUMBERS[(told["ko"] or told["en"]).lower()] != len(parts):
        return
    plain = all(not each.token.sign and not each.part.direction and not each.token.loose for each in rates)
    alike = all(one.token.step == other.token.step for one, other in pairwise(rates))
    if plain and alike and max(each.token.size for each in parts) < whole.token.size:
        _relate(assembly, parts, whole)


def _relate(assembly: Assembly, parts: Sequence[NumberInSentence], whole: NumberInSentence) -> None:
    terms = (*((assembly.quantity(each), 1) for each in parts), (assembly.quantity(whole), -1))
    if len({key for key, _ in terms}) == len(terms):
        assembly.system.relate(Linear("sum", terms))
