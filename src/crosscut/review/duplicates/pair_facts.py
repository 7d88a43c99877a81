"""What holds of each pair of programmes, as arrays: what is told of programmes once is looked up for many pairs."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, takewhile

import numpy as np

from crosscut.review.duplicates.candidates import Candidates, ComparableProgrammes
from crosscut.review.duplicates.tokens import Bools, Ints, codes
from crosscut.review.duplicates.variants import spelling

_NUMBERS = re.compile(
    r"\d+ *(?:단계|차|기(?![가-힣])|次|期|号)?|(?<![a-z])[ivx]+(?![a-z])|[一二三四五六七八九十]+(?:次|期|号)|[ⅰ-ⅹ]"
)
_RUNNING = re.compile(
    r"운영비|운영지원|운영경비|인건비|기본경비|기관운영|예탁|예수|예치|전출|기금간거래|이자상환|원금상환|출연사업|청사|차입금|"
    r"運営費|人件費|共通経費|一般管理|一般行政|分担金|施設整備費|賠償償還|払戻金|"
    r"(?:running|operating|operational|personnel|staff|payroll|overhead|administrative|administration) "
    r"(?:cost|expense|expenditure)|general administration|overheads|salaries|wages"
)

_INSTITUTION = re.compile(
    r"(.*?(?:法人|機構|センター|研究所|大学|institute|agency).*?)(?:運営費|施設整備|設備整備|研究施設|研究設備|船舶建造|施設事務)"
)

_INSTITUTION_KO = re.compile(
    r"(.*(?:연구원|연구소|과학원|기술원|의학원|평가원|진흥원|개발원|학교|재단|연구회|센터|병원|공관))"
    r"(?:연구|시설|운영|경비|인건비|주요사업|사업|건물|장비|기획|평가|관리|지원|개발|손익|회계|비|및)*"
)
"""An institution's name, and after it only words of what its lines pay for."""

_OF_INSTITUTION_KO = re.compile(
    r"(.{4,}?(?:연구원|연구소|과학원|의학원|평가원|진흥원|개발원|연구회|센터|병원))(?=[가-힣a-z])"
)
"""What an institution's line begins with, whatever it pays for."""

KIND_LETTERS = 4
"""From so many last letters in common two names say one kind of thing, of which the letters before name another one."""

SHORT_NAME = 3
"""Names this short, such as 기타 or 청사, are called the same everywhere."""

FAMILY_TEXT = 0.12
"""Below this similarity of texts one name is not one programme for certain: it is asked about, and no family."""

ACRONYM_NAME = 0.25
"""With a rare acronym in common, names need be no more alike than this."""

SENTENCE = 9
"""With fewer tokens a text is a phrase, and outweighs no names that have nothing in common."""


@dataclass(frozen=True)
class KnownProgramme:
    """What is known of each programme beside its name and text, one a position; a year of 0 is not known.

    ``offices`` are the parts of ministries that programmes stand at.
    """

    ministries: Sequence[str]
    offices: Sequence[str | None]
    first: Ints
    last: Ints
    predecessors: Sequence[str]


class ProgrammeKeys:
    """What pairs are told by, of each programme: numbers that are equal where the programmes are alike, −1 for none."""

    def __init__(self, programmes: ComparableProgrammes, known: KnownProgramme) -> None:
        names = programmes.names
        plain = [_NUMBERS.sub("", name).replace(" ", "") for name in names]
        self.many = max(len(names), 1)
        self.ministry, self.base = _numbered(known.ministries), _numbered(programmes.bases)
        self.office = _numbered([office or None for office in known.offices])
        self.spelling = _numbered([spelling(name) for name in names])
        self.institution = _numbered([_institution(name) for name in names])
        self.numberless, self.numbers = codes(plain), codes([tuple(_NUMBERS.findall(name)) for name in names])
        self.called = list(dict.fromkeys(plain))
        self.ending = codes([name[-KIND_LETTERS:] for name in plain])
        self.running = np.array([bool(_RUNNING.search(name)) for name in names], bool)
        self.short = np.array([len(name.replace(" ", "")) <= SHORT_NAME for name in names], bool)
        self.told = np.asarray(programmes.text_sets.sizes >= SENTENCE)
        self.stands_in = programmes.stands_in
        self.sharing = _sharing(programmes.acronyms)


def _numbered(values: Sequence[Hashable]) -> Ints:
    """A number for each value, equal where values are; −1 for None, which is no value."""
    return np.where(np.array([value is not None for value in values], bool), codes(values), -1)


def _sharing(words: Sequence[frozenset[str]]) -> Ints:
    """Pairs that have one of their rare words in common, as ``first * many + second``."""
    holders: dict[str, list[int]] = {}
    for place, own in enumerate(words):
        for word in own:
            holders.setdefault(word, []).append(place)
    many = max(len(words), 1)
    keys = [one * many + other for held in holders.values() for one, other in combinations(held, 2)]
    return np.array(keys, np.int64)


class PairFacts:
    """What holds of some pairs; ``continues`` is told by :func:`continuing`, which looks at all pairs."""

    def __init__(self, keys: ProgrammeKeys, found: Candidates, continues: Bools) -> None:
        self.found, self.continues, self._keys = found, continues, keys
        self._one, self._other = found.first, found.second
        self.one_ministry, self.one_base = self._equal(keys.ministry), self._equal(keys.base)
        self.two_offices = self._both(keys.office >= 0) & ~self._equal(keys.office)
        self.equal_names = self._equal(keys.spelling)
        unlike = np.nan_to_num(found.text, nan=1.0) < FAMILY_TEXT
        self.denied = unlike & ~(self.one_base & ~self.one_ministry & keys.stands_in)
        self.one_institution = self._equal(keys.institution)
        self.series = self._equal(keys.numberless) & ~self._equal(keys.numbers)
        self.kinds_of_one = self._kinds_of_one(self.one_ministry & ~self.one_base)
        self.running, self.told = self._both(keys.running), self._both(keys.told)
        self.short = np.asarray(keys.short[self._one] | keys.short[self._other])
        self.stands_in = np.full(len(found.first), keys.stands_in)
        shared = np.isin(self._one * keys.many + self._other, keys.sharing)
        self.one_name = self.one_base | (shared & ~self.one_ministry & (found.name >= ACRONYM_NAME))
        self.asked = self.one_base & ~self.one_ministry & ~self.running & ~self.short

    def _equal(self, numbers: Ints) -> Bools:
        return _equal(numbers, self._one, self._other)

    def _both(self, holds: Bools) -> Bools:
        return np.asarray(holds[self._one] & holds[self._other])

    def _kinds_of_one(self, among: Bools) -> Bools:
        """Pairs whose names end alike and begin with quite other words: two things of one kind."""
        called, of = self._keys.called, self._keys.numberless
        among = among & self._equal(self._keys.ending)
        keys, at = np.unique(of[self._one[among]] * len(called) + of[self._other[among]], return_inverse=True)
        pairs = (divmod(key, len(called)) for key in keys.tolist())
        held = np.zeros(len(among), bool)
        held[among] = np.array([_kinds_of_one(called[one], called[other]) for one, other in pairs], bool)[at]
        return held


def _equal(numbers: Ints, one: Ints, other: Ints) -> Bools:
    own = numbers[one]
    return np.asarray((own == numbers[other]) & (own >= 0))


def _institution(name: str) -> str | None:
    plain = name.replace(" ", "")
    found = _INSTITUTION.match(plain) or _INSTITUTION_KO.fullmatch(plain) or _OF_INSTITUTION_KO.match(plain)
    return found[1] if found else None


def _kinds_of_one(one: str, other: str) -> bool:
    """Whether names end alike, and what stands before has no two letters running in common."""
    letters = zip(reversed(one), reversed(other), strict=False)
    ends = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))
    starts = [name[: len(name) - ends] for name in (one, other)]
    if ends < KIND_LETTERS or not all(starts):
        return False
    return not set(pairwise(starts[0])) & set(pairwise(starts[1])) and starts[0][0] != starts[1][0]
