"""What two similar programmes are to each other, and how sure that is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from crosscut.review.duplicates.model import Kind

_NUMBERS = re.compile(r"\d+|(?<![a-z])[ivx]+(?![a-z])|[一二三四五六七八九十]+(?=次|期|号)|[ⅰ-ⅹ]")
FAMILY_NAME = 0.75
"""From this similarity of names programmes of several ministries are one programme kept as several lines."""

FAMILY_TEXT = 0.12
"""Below this similarity of texts one name is not one programme: ministries use general names alike."""

GAP = 3
"""How many years may lie between an older programme and the one that continues it."""


@dataclass(frozen=True)
class Life:
    """What is known of a programme's place: its ministry and the years it has or had money; 0 is not known."""

    ministry: str
    first: int
    last: int
    predecessor: str = ""


def kind(names: tuple[str, str], lives: tuple[Life, Life], ids: tuple[str, str], name: float, text: float) -> Kind:
    """Continuation, family or duplicate.

    A continuation names its predecessor, or begins after the other ended. A family is one name at several ministries
    in the same years, and texts, where there are any, do not deny it. All else that is similar is a duplicate.
    """
    one, other = lives
    if _names(one, ids[1], names[1]) or _names(other, ids[0], names[0]) or _follows(one, other) or _follows(other, one):
        return "continuation"
    same = name >= FAMILY_NAME and (math.isnan(text) or text >= FAMILY_TEXT)
    return "family" if one.ministry != other.ministry and same else "duplicate"


def _names(life: Life, programme: str, name: str) -> bool:
    return bool(life.predecessor) and life.predecessor in (programme, name)


def _follows(new: Life, old: Life) -> bool:
    return bool(new.first and old.last) and 0 < new.first - old.last <= GAP


def probability(names: tuple[str, str], name: float, text: float, *, same_ministry: bool) -> float:
    """How likely two programmes do the same, from how similar they are.

    The weights are set by hand, not learnt from anybody's budget; ``docs/review.md`` says how they fared on pairs
    that were read one by one. Names that differ in a number only are stages or lots of a series, seldom duplicates.
    """
    if math.isnan(text):
        score = -6.0 + 9.0 * name
    else:
        score = -5.0 + 4.0 * name + 7.0 * text
    if _series(*names):
        score -= 2.5
    if same_ministry and name < 0.5:
        score -= 0.5
    return 1 / (1 + math.exp(-score))


def _series(one: str, other: str) -> bool:
    numbers = [_NUMBERS.findall(name) for name in (one, other)]
    return numbers[0] != numbers[1] and _NUMBERS.sub("", one) == _NUMBERS.sub("", other)
