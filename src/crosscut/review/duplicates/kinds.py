"""What two similar programmes are to each other, and how sure that is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from crosscut.review.duplicates.model import Kind

_NUMBERS = re.compile(r"\d+|(?<![a-z])[ivx]+(?![a-z])|[一二三四五六七八九十]+(?=次|期|号)|[ⅰ-ⅹ]")
_RUNNING = re.compile(
    r"운영비|운영지원|운영경비|인건비|기본경비|기관운영|예탁|예수|예치|전출|이자상환|출연사업|청사|차입금|"
    r"運営費|人件費|共通経費|一般管理|分担金|operating (?:cost|expense)|salaries"
)

_INSTITUTION = re.compile(
    r"(.*?(?:法人|機構|センター|研究所|大学|institute|agency).*?)(?:運営費|施設整備|設備整備|研究施設|研究設備|船舶建造|施設事務)"
)

SHORT_NAME = 3
"""Names this short, such as 기타 or 청사, are called the same everywhere."""

FAMILY_NAME = 0.75
"""From this similarity of names programmes of several ministries are one programme kept as several lines."""

FAMILY_TEXT = 0.12
"""Below this similarity of texts one name is not one programme: ministries use general names alike."""

ACRONYM_NAME = 0.25
"""With a rare acronym in common, names need be no more alike than this."""

BOILERPLATE_NAME = 0.3
"""Below this similarity of names alike texts of one ministry are more often its boilerplate than one activity."""

GAP = 3
"""How many years may lie between an older programme and the one that continues it."""


@dataclass(frozen=True)
class Known:
    """What is known of a programme for comparing: its names, its ministry and its years; 0 is not known."""

    programme: str
    name: str
    base: str
    acronyms: frozenset[str]
    ministry: str
    first: int
    last: int
    predecessor: str = ""


@dataclass(frozen=True)
class Likeness:
    """How alike two programmes are, from 0 to 1: ``text`` is NaN where they have no texts to compare."""

    name: float
    text: float

    @property
    def denied(self) -> bool:
        """Whether their texts say that one name is not one programme."""
        return self.text < FAMILY_TEXT


def kind(one: Known, other: Known, like: Likeness) -> Kind:
    """Continuation, family or duplicate.

    A continuation names its predecessor, or begins after the other ended. A family is one name, up to what stands in
    brackets, or one acronym at several ministries in the same years, where the texts do not deny it; and at one
    ministry a name that differs in brackets only. All else that is similar is a duplicate.
    """
    if _continues(one, other) or _continues(other, one):
        return "continuation"
    if like.denied:
        return "duplicate"
    if one.ministry != other.ministry:
        return "family" if _one_name(one, other, like) or like.name >= FAMILY_NAME else "duplicate"
    lines = one.base == other.base and one.name != other.name
    return "family" if lines or _one_institution(one.name, other.name) else "duplicate"


def _one_institution(one: str, other: str) -> bool:
    names = [_INSTITUTION.match(name.replace(" ", "")) for name in (one, other)]
    return names[0] is not None and names[1] is not None and names[0][1] == names[1][1]


def _one_name(one: Known, other: Known, like: Likeness) -> bool:
    if one.base == other.base:
        return True
    shared = bool(one.acronyms & other.acronyms) and one.ministry != other.ministry
    return shared and like.name >= ACRONYM_NAME


def _continues(new: Known, old: Known) -> bool:
    if new.predecessor:
        return new.predecessor in (old.programme, old.name)
    return bool(new.first and old.last) and 0 < new.first - old.last <= GAP


def probability(one: Known, other: Known, like: Likeness) -> float:
    """How likely two programmes belong together, from how alike they are.

    The weights are set by hand, not learnt from anybody's budget; ``docs/review.md`` says how they fared on pairs
    that were read one by one. Three things read alike and seldom are: names that differ in a number only are lots of a
    series; running costs and transfers between funds are called the same everywhere; and texts of one ministry under
    quite other names share its boilerplate.
    """
    name = 1.0 if _one_name(one, other, like) else like.name
    score = -6.0 + 9.0 * name if math.isnan(like.text) else -5.0 + 4.0 * name + 7.0 * like.text
    if _series(one.name, other.name):
        score -= 2.5
    same_ministry = one.ministry == other.ministry
    if _RUNNING.search(one.name) and _RUNNING.search(other.name) and not (same_ministry and one.base == other.base):
        score -= 5.0
    if len(one.name.replace(" ", "")) <= SHORT_NAME and math.isnan(like.text):
        score -= 4.0
    if same_ministry and like.name < BOILERPLATE_NAME:
        score -= 2.0
    return 1 / (1 + math.exp(-score))


def _series(one: str, other: str) -> bool:
    numbers = [_NUMBERS.findall(name) for name in (one, other)]
    return numbers[0] != numbers[1] and _NUMBERS.sub("", one) == _NUMBERS.sub("", other)
