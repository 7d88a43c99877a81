"""What two similar programmes are to each other, and how sure that is; many pairs at once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, takewhile

import numpy as np
import numpy.typing as npt

from crosscut.review.duplicates.candidates import Candidates, ComparableProgrammes
from crosscut.review.duplicates.model import GroupKind
from crosscut.review.duplicates.tokens import Bools, Ints, codes
from crosscut.review.duplicates.variants import SAME_TEXT, spelling, variants

Floats = npt.NDArray[np.float64]

_NUMBERS = re.compile(
    r"\d+ *(?:단계|차|기(?![가-힣])|次|期|号)?|(?<![a-z])[ivx]+(?![a-z])|[一二三四五六七八九十]+(?:次|期|号)|[ⅰ-ⅹ]"
)
_RUNNING = re.compile(
    r"운영비|운영지원|운영경비|인건비|기본경비|기관운영|예탁|예수|예치|전출|기금간거래|이자상환|원금상환|출연사업|청사|차입금|"
    r"運営費|人件費|共通経費|一般管理|一般行政|分担金|施設整備費|賠償償還|払戻金|operating (?:cost|expense)|salaries"
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

PROBABLE = 0.5
"""From this probability two programmes are held to belong together."""

SHORT_NAME = 3
"""Names this short, such as 기타 or 청사, are called the same everywhere."""

FAMILY_NAME = 0.75
"""From this similarity of names programmes of several ministries are one programme kept as several lines."""

FAMILY_TEXT = 0.12
"""Below this similarity of texts one name is not one programme for certain: it is asked about, and no family."""

ACRONYM_NAME = 0.25
"""With a rare acronym in common, names need be no more alike than this."""

BOILERPLATE_NAME = 0.3
"""Below this similarity of names alike texts of one ministry are more often its boilerplate than one activity."""

UNLIKE_NAME = 0.05
"""Below this similarity names have nothing in common: only texts of their own, as alike as ``SAME_TEXT``, say so."""

SENTENCE = 9
"""With fewer tokens a text is a phrase, and outweighs no names that have nothing in common."""

GAP = 3
"""How many years may lie between an older programme and the one that continues it."""

KINDS: tuple[GroupKind, ...] = ("family", "continuation", "duplicate")
FAMILY, CONTINUATION, DUPLICATE = range(len(KINDS))


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


@dataclass(frozen=True)
class JudgedPairs:
    """Pairs of positions, with their kind (a place in ``KINDS``), probability, and whether they are variants.

    ``untold`` are those of one name at one ministry, of which nothing else is known: that one stands twice is as likely
    as that it is kept as several lines.
    """

    first: Ints
    second: Ints
    kind: Ints
    probability: Floats
    variant: Bools
    untold: Bools


def judge(programmes: ComparableProgrammes, known: KnownProgramme, found: Candidates) -> JudgedPairs:
    """What the candidates are to each other.

    A continuation names its predecessor, or begins after the other ended. A family is one name, up to what stands in
    brackets, or one acronym at several ministries in the same years: with texts that deny it no more than probably.
    At one ministry it is a name that differs in brackets only, the lines of one institution, or one name of running
    costs or of which nothing else is known. So are variants: a part, another region, another technology. All else that
    is similar is a duplicate.
    """
    pairs = _Pairs(programmes, known, found)
    kind = np.full(len(found.first), DUPLICATE)
    apart = ~pairs.one_ministry & (pairs.one_name | (found.name >= FAMILY_NAME))
    lines = pairs.one_base & (~pairs.equal_names | pairs.running | np.isnan(found.text))
    lines = pairs.one_ministry & (lines | pairs.one_institution)
    kind[((apart | lines) & ~pairs.denied) | pairs.asked] = FAMILY
    kind[pairs.continues] = CONTINUATION
    probability = _probability(pairs)
    doubled = np.flatnonzero((kind == DUPLICATE) & (probability >= PROBABLE))
    variant = variants(programmes, found, pairs.one_ministry, pairs.two_offices, doubled)
    kind[variant] = FAMILY
    untold = pairs.one_ministry & pairs.equal_names & ~pairs.running & np.isnan(found.text)
    return JudgedPairs(found.first, found.second, kind, probability, variant, untold)


def _probability(pairs: _Pairs) -> Floats:
    """How likely two programmes belong together, from how alike they are.

    The weights are set by hand, not learnt from anybody's budget; ``docs/review.md`` says how they fared on pairs
    that were read one by one. Four things read alike and seldom are: names that differ in a number only are lots of a
    series; running costs and transfers between funds are called the same everywhere; texts of one ministry under
    quite other names share its boilerplate; and parts of programmes have general names. One name at two ministries is
    always at least a question.
    """
    found = pairs.found
    name = np.where(pairs.one_name, 1.0, found.name)
    untold = np.isnan(found.text)
    score = np.where(untold, -6.0 + 9.0 * name, -5.0 + 4.0 * name + 7.0 * np.nan_to_num(found.text))
    score -= 2.5 * pairs.series
    score -= 4.0 * pairs.kinds_of_one
    score -= 5.0 * (pairs.running & ~(pairs.one_ministry & pairs.one_base))
    score -= 4.0 * (pairs.short & untold)
    score -= 2.0 * (pairs.one_ministry & (found.name < BOILERPLATE_NAME))
    own = ~pairs.stands_in & pairs.told & (np.nan_to_num(found.text) >= SAME_TEXT)
    heading = ~pairs.stands_in & ~pairs.told & ~pairs.one_ministry & (found.name < BOILERPLATE_NAME)
    score -= 5.0 * (((found.name < UNLIKE_NAME) & ~own | heading) & ~pairs.one_name)
    chance = 1 / (1 + np.exp(-score))
    return np.asarray(np.where(pairs.asked, np.maximum(chance, PROBABLE), chance))


class _Pairs:
    """What holds of each pair, as arrays."""

    def __init__(self, programmes: ComparableProgrammes, known: KnownProgramme, found: Candidates) -> None:
        self.found, self._one, self._other = found, found.first, found.second
        names, bases = programmes.names, programmes.bases
        self.one_ministry = self._equal(known.ministries)
        known_offices = [office or None for office in known.offices]
        self.two_offices = self._both([office is not None for office in known_offices]) & ~self._equal(known_offices)
        self.one_base = self._equal(bases)
        self.equal_names = self._equal([spelling(name) for name in names])
        unlike = np.nan_to_num(found.text, nan=1.0) < FAMILY_TEXT
        self.denied = unlike & ~(self.one_base & ~self.one_ministry & programmes.stands_in)
        self.one_institution = self._equal([_institution(name) for name in names])
        self.series = self._series(names)
        self.kinds_of_one = self._kinds_of_one(names, self.one_ministry & ~self.one_base)
        self.running = self._both([bool(_RUNNING.search(name)) for name in names])
        self.short = self._either([len(name.replace(" ", "")) <= SHORT_NAME for name in names])
        self.stands_in = np.full(len(found.first), programmes.stands_in)
        self.told = self._both((programmes.text_sets.sizes >= SENTENCE).tolist())
        shared = self._share(programmes.acronyms) & ~self.one_ministry & (found.name >= ACRONYM_NAME)
        self.one_name = self.one_base | shared
        self.asked = self.one_base & ~self.one_ministry & ~self.running & ~self.short
        self.continues = self._continues(programmes, known)

    def _equal(self, values: Sequence[Hashable]) -> Bools:
        """Pairs with one value; None is no value."""
        numbers = codes(values)
        there = np.array([value is not None for value in values], bool)
        return np.asarray((numbers[self._one] == numbers[self._other]) & there[self._one])

    def _both(self, holds: Sequence[bool]) -> Bools:
        table = np.array(holds, bool)
        return np.asarray(table[self._one] & table[self._other])

    def _either(self, holds: Sequence[bool]) -> Bools:
        table = np.array(holds, bool)
        return np.asarray(table[self._one] | table[self._other])

    def _series(self, names: Sequence[str]) -> Bools:
        """Names that differ in their numbers alone."""
        stripped = self._equal([_NUMBERS.sub("", name).replace(" ", "") for name in names])
        return stripped & ~self._equal([tuple(_NUMBERS.findall(name)) for name in names])

    def _kinds_of_one(self, names: Sequence[str], among: Bools) -> Bools:
        """Pairs whose names end alike and begin with quite other words: two things of one kind."""
        plain = [_NUMBERS.sub("", name).replace(" ", "") for name in names]
        among = among & self._equal([name[-KIND_LETTERS:] for name in plain])
        known = {name: number for number, name in enumerate(dict.fromkeys(plain))}
        called, of = list(known), np.array([known[name] for name in plain], np.int64)
        keys, at = np.unique(of[self._one[among]] * len(known) + of[self._other[among]], return_inverse=True)
        pairs = (divmod(key, len(known)) for key in keys.tolist())
        held = np.zeros(len(among), bool)
        held[among] = np.array([_kinds_of_one(called[one], called[other]) for one, other in pairs], bool)[at]
        return held

    def _share(self, words: Sequence[frozenset[str]]) -> Bools:
        """Pairs that have one of their rare words in common."""
        holders: dict[str, list[int]] = {}
        for place, own in enumerate(words):
            for word in own:
                holders.setdefault(word, []).append(place)
        many = max(len(words), 1)
        keys = [one * many + other for held in holders.values() for one, other in combinations(held, 2)]
        return np.isin(self._one * many + self._other, np.array(keys, np.int64))

    def _continues(self, programmes: ComparableProgrammes, known: KnownProgramme) -> Bools:
        """Pairs of which one follows the other; not where one of the very name does, unless it is stated.

        One follows where it begins after the other ended; the next round of one name at one ministry, which ends later,
        may begin in the year in which the other ends.
        """
        places = {programme: place for place, programme in enumerate(programmes.ids)}
        stated = np.array([bool(each) for each in known.predecessors], bool)
        by_id = np.array([places.get(each, -1) if each else -1 for each in known.predecessors], np.int64)
        names = codes([*programmes.names, *known.predecessors])
        own, before = names[: len(places)], names[len(places) :]

        def follows(new: Ints, old: Ints) -> Bools:
            named = (by_id[new] == old) | (before[new] == own[old])
            gap = known.first[new] - known.last[old]
            dated = (known.first[new] > 0) & (known.last[old] > 0)
            later = dated & (gap > 0) & (gap <= GAP)
            rounds = dated & (gap == 0) & self.one_ministry & self.equal_names
            rounds &= (known.first[old] > 0) & (known.first[new] > known.first[old])
            rounds &= known.last[new] > known.last[old]
            return np.asarray(np.where(stated[new], named, later | rounds))

        turned = follows(self._other, self._one)
        either = follows(self._one, self._other) | turned
        new, old = np.where(turned, (self._other, self._one), (self._one, self._other))
        named = either & self.equal_names
        rivalled = np.isin(new, new[named]) | np.isin(old, old[named])
        return np.asarray(either & ~(rivalled & ~self.equal_names & ~stated[new]))


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
