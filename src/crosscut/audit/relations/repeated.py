"""One amount printed twice with a slip between: in a headline and below it, in two sentences of the same words.

So is what a sentence takes up again: ``Of the 123 billion, 90 went``, ``이 38건 11조 4,200억원 가운데``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import MOST_VALUES, Linear
from crosscut.audit.slips import slipped

_LEAST_DIGITS, _LEAST_HEADED = 4, 3
_LEAST_SHARED = 3
_MOST_ALIKE, _PAIR = 6, 2
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{4,}")
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:으로|에서|에게|부터|까지|보다|은|는|이|가|을|를|의|에|로|도|과|와)$")
_SENTENCE = re.compile(r"다$")
_STOPPED = re.compile(r"[.!?。:]$")
_LEVELS = frozenset({"level", "after"})
_TELLS_NOTHING = frozenset(
    {
        "총",
        "전체",
        "예산",
        "예산안",
        "규모",
        "금액",
        "total",
        "budget",
        "will",
        "shall",
        "receive",
        "spend",
        "amount",
        "spending",
    }
)
"""Words before an amount that name nothing of their own."""

_EXACT = frozenset({"", "about"})
"""Loose words that leave a number of four digits as it is."""

_TAKES_UP = re.compile(
    r"^\W{0,3}(?:of|from|von|sur|de|di|dei)\s(?:(?:the|these|this|that|die|den|der|les|los|dei|gli)\s)?"
    r"(?:same\s|full\s|whole\s)?$",
    re.IGNORECASE,
)
_SHARED_OUT = re.compile(
    r"\s?,|\s(?:went|goes|go|is|was|are|were|came|comes|will|entfielen|entfallen|gehen|gingen|fließen|flossen)\s",
    re.IGNORECASE,
)
"""What stands behind an amount taken up again, where no word such as ``requested`` says what it is."""

_TAKES_UP_KO = re.compile(r"^\W{0,3}(?:이|이들|해당|동)\s(?:[^\d.]{0,24}\s)?(?:[0-9,]{1,6}(?:건|개|명|곳)\s)?$")
_DEFINITE = re.compile(r"(?<!than )(?<!from )(?<!below )(?<!above )(?<![a-z])(?:the|this|these)\s$", re.IGNORECASE)
_AMONG = re.compile(r"\s?(?:[가-힣]{1,6}\s)?(?:가운데|중에서|중)\s")
"""What stands beside an amount that a sentence before has given."""

_TIMES = re.compile(
    r"올해|금년|내년|작년|지난해|전년|재작년|(?:상|하)반기|[0-9]{1,2}월|분기"
    r"|last year|this year|next year|earlier|previous",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])")
_TOPIC = re.compile(r"\W{0,4}(?P<name>[가-힣A-Za-z0-9&]{2,20}?)(?:은|는|도)\s")
_ABBREVIATED = re.compile(r"(?<![A-Za-z])(?:[A-Z](?=[가-힣])|[A-Z][A-Z&]+(?![A-Za-z]))")
_STAGES = re.compile(
    r"정부안|요구|본예산|추경|당초|수정|확정|국회|결산|집행|계획|목표|request|enacted|proposed|final|revised|House|Senate"
)
_NAMES = re.compile(r"[가-힣]{2,}|[A-Za-z]{4,}|(?<![A-Za-z])[A-Z&]{2,}(?![A-Za-z])")
"""Words that must be the same of two amounts of one name: times and stages aside, of which each may tell its own."""


@dataclass(frozen=True, slots=True)
class RepeatedAmount:
    """An amount with its significant digits and the words of its sentence."""

    assembly: Assembly
    placed: NumberInSentence
    digits: str
    words: frozenset[str]
    headline: bool
    short: bool
    again: bool = False


class Repeated:
    """The amounts of documents read together, in the order in which they are printed."""

    def __init__(self) -> None:
        self._printed: list[RepeatedAmount] = []

    def read(self, assembly: Assembly) -> None:
        """Note the levels that a document prints."""
        head = _headline(assembly)
        first = next((group[0].clause for group in assembly.prose.groups if group[0].clause.line.start != head), None)
        for group in assembly.prose.groups:
            clause = group[0].clause
            headed = head >= 0 and (clause is first or clause.line.start == head)
            words = _words(assembly.document.text[clause.start : clause.end])
            for placed in group:
                digits = str(placed.token.size.numerator).strip("0") if placed.token.is_size else ""
                again = _is_taken_up(assembly, placed)
                role = placed.part.role in _LEVELS or (again and placed.part.role == "whole")
                if len(digits) >= _LEAST_HEADED and role and placed.token.loose in _EXACT:
                    short = not headed and len(digits) < _LEAST_DIGITS
                    at_head = clause.line.start == head
                    self._printed.append(RepeatedAmount(assembly, placed, digits, words, at_head, short, again))

    def close(self) -> None:
        """Relate those that are probably one amount: a guess, which can at most warn."""
        said: dict[frozenset[str], set[str]] = defaultdict(set)
        for each in self._printed:
            if not each.short:
                said[each.words].add(each.digits)
        values = {(each.placed.token.size, each.placed.token.currency) for each in self._printed if not each.headline}
        for one, other in self._neighbours():
            if one.headline and (one.placed.token.size, one.placed.token.currency) in values:
                continue
            if max(len(said[one.words]), len(said[other.words])) > MOST_VALUES:
                continue
            apart = one.assembly is not other.assembly and _same_in_two_documents(one.placed, other.placed)
            told = one.placed.token.kind == "amount" and (apart or _same_thing(one, other))
            again = other.again and _is_the_same_again(self._printed, one, other)
            if (told or again) and _slip(one, other):
                keys = (one.assembly.quantity(one.placed), other.assembly.quantity(other.placed))
                if keys[0] != keys[1]:
                    one.assembly.system.relate(Linear("same", ((keys[0], 1), (keys[1], -1)), certain=False))

    def _neighbours(self) -> Iterator[tuple[RepeatedAmount, RepeatedAmount]]:
        """Pairs of different digits of which one is the other with one digit slipped, or two swapped."""
        buckets: dict[str, list[int]] = defaultdict(list)
        seen: set[tuple[int, int]] = set()
        for index, each in enumerate(self._printed):
            for key in _keys(each.digits):
                for other in buckets[key][-_MOST_ALIKE:]:
                    if (other, index) not in seen and self._printed[other].digits != each.digits:
                        seen.add((other, index))
                        yield self._printed[other], each
                buckets[key].append(index)


def _keys(digits: str) -> Iterator[str]:
    for place in range(len(digits)):
        yield f"{digits[:place]}*{digits[place + 1 :]}"
    for place in range(len(digits) - 1):
        pair = "".join(sorted(digits[place : place + 2]))
        yield f"{digits[:place]}({pair}){digits[place + 2 :]}"


def _headline(assembly: Assembly) -> int:
    """Where the first line starts, if it is a headline: without a full stop; else -1."""
    lines = assembly.prose.lines
    if len(lines) < 2:
        return -1
    words = assembly.document.text[lines[0].start : lines[0].end].strip()
    parted = assembly.document.text[lines[0].end : lines[1].start].count("\n") > 1
    return lines[0].start if not _STOPPED.search(words) and (parted or not _SENTENCE.search(words)) else -1


def _words(text: str) -> frozenset[str]:
    return frozenset(_PARTICLE.sub("", word.lower()) for word in _WORD.findall(text))


def _same_thing(one: RepeatedAmount, other: RepeatedAmount) -> bool:
    """Whether a headline and a sentence below it share words, or one of two sentences has all words of the other."""
    first, second = one.placed, other.placed
    years = {first.year, second.year} - {None}
    if len(years) > 1 or first.token.currency != second.token.currency or first.clause == second.clause:
        return False
    owners = {first.ministry, second.ministry}
    if len(owners - {""}) > 1 or (len(owners) > 1 and not one.headline):
        return False
    if first.entity and second.entity and first.entity != second.entity:
        return False
    shared = one.words & other.words
    if one.headline and one.assembly is other.assembly:
        few = min(len(one.digits), len(other.digits)) < _LEAST_DIGITS
        begun = {word for word in one.words if any(its.startswith(word) for its in other.words)}
        return len(begun) >= (_LEAST_SHARED if few else _PAIR)
    if min(len(one.digits), len(other.digits)) < _LEAST_DIGITS:
        return False
    called = [{*_ABBREVIATED.findall(_clause(each))} for each in (one, other)]
    told = len(shared) >= _LEAST_SHARED and shared in (one.words, other.words) and called[0] == called[1]
    return told and _labels_agree(first, second)


def _is_taken_up(assembly: Assembly, placed: NumberInSentence) -> bool:
    """Whether a sentence begins with an amount, or takes a part of it, as of what has been told before."""
    before = assembly.document.text[placed.clause.start : placed.token.start]
    told = _TAKES_UP.search(before) or _TAKES_UP_KO.match(before) or _AMONG.match(placed.right)
    return bool(told or _DEFINITE.search(before))


def _is_the_same_again(printed: Sequence[RepeatedAmount], one: RepeatedAmount, other: RepeatedAmount) -> bool:
    """Whether what a sentence takes up is the last amount told of its kind, by its name or by the words behind it."""
    first, second = one.placed, other.placed
    if one.assembly is not other.assembly or first.clause == second.clause or not _may_be_one(one, other):
        return False
    if any(each.placed.token.size == second.token.size and each is not other for each in printed):
        return False
    if first.token.scale != second.token.scale or first.token.decimals != second.token.decimals:
        return False
    mine, its = _name(first), _name(second)
    begins = _TAKES_UP.search(_before(other)) and _SHARED_OUT.match(second.right)
    named = bool(its or begins or _TAKES_UP_KO.match(_before(other)))
    behind = _WORD.findall(second.right[:40].split(".")[0])[:_PAIR]
    follows = len(behind) == _PAIR and all(word.lower() in _clause(one).lower() for word in behind)
    return its <= mine and (follows or named)


def _may_be_one(one: RepeatedAmount, other: RepeatedAmount) -> bool:
    """Whether two sentences may tell one amount: in one measure, and of no two years, times or stages."""
    first, second = one.placed, other.placed
    years = {each.year for each in (first, second) if each.year is not None and not each.relative}
    if first.token.measure != second.token.measure or len(years) > 1:
        return False
    if not {*_YEARS.findall(_clause(other))} <= {*_YEARS.findall(_clause(one))}:
        return False
    topics = {topic["name"] for each in (one, other) if (topic := _TOPIC.match(_clause(each)))}
    if len(topics) > 1:
        return False
    for pattern in (_TIMES, _STAGES):
        told = [set(pattern.findall(_clause(each))) for each in (one, other)]
        if all(told) and not told[0] & told[1]:
            return False
    return not (first.entity and second.entity and first.entity != second.entity)


def _before(each: RepeatedAmount) -> str:
    return each.assembly.document.text[each.placed.clause.start : each.placed.token.start]


def _clause(each: RepeatedAmount) -> str:
    return each.assembly.document.text[each.placed.clause.start : each.placed.clause.end]


def _name(placed: NumberInSentence) -> frozenset[str]:
    """What the words right before an amount call it: times, stages and words that name nothing aside."""
    words = {_PARTICLE.sub("", word.lower()) for word in _NAMES.findall(placed.label)}
    return frozenset(
        word for word in words if word not in _TELLS_NOTHING and not _TIMES.match(word) and not _STAGES.match(word)
    )


def _same_in_two_documents(one: NumberInSentence, other: NumberInSentence) -> bool:
    """Whether two documents state an amount of one year and stage right behind the same words, which name something."""
    if (one.year, one.stage, one.token.currency) != (other.year, other.stage, other.token.currency):
        return False
    named = [_words(each.label) - _TELLS_NOTHING for each in (one, other)]
    return named[0] == named[1] and len(_words(one.label) | _words(other.label)) >= _PAIR and bool(named[0])


def _labels_agree(one: NumberInSentence, other: NumberInSentence) -> bool:
    mine, its = _words(one.label), _words(other.label)
    return bool(mine & its) or not (mine or its)


def _slip(one: RepeatedAmount, other: RepeatedAmount) -> bool:
    figures = [each.assembly.placed(each.placed) for each in (one, other)]
    pairs: Sequence[tuple[int, int]] = ((0, 1), (1, 0))
    return figures[0].lenient.meet(figures[1].lenient).empty and any(
        slipped(figures[first], figures[second].lenient) for first, second in pairs
    )
