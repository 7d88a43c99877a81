"""What is of what in running text: ``of which`` and ``그중``, and ministries that share one programme or area."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures import patterns as p
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.complements import are_all
from crosscut.audit.relations.overfilled import overfilled
from crosscut.audit.relations.system import Key, Linear, Ratio

_OF_WHICH = re.compile(
    r"(?:^|[,;(–—-])\s{0,2}(?:and )?(?:of which|of this|of that|of these|out of this)(?![A-Za-z])"
    r"(?! (?:increase|rise|growth|cut|change|difference|share))"
    r"|(?<![가-힣])(?:이 중|이 가운데|그중|그 중|그 가운데|이중)"
    r"(?:에서|에)?(?=[ ,])",
    re.IGNORECASE,
)
_IS_ITS = re.compile(
    r"\s?(?:으로|로|이며|,)\s(?:이는 )?(?:전체의? |그 |약 )?"
    r"|\s?(?P<or>, or (?:about |some )?|, soit (?:environ )?|, also (?:rund )?)"
    r"|\s(?:accounts? for|accounted for|made up|makes up|takes?|took) (?:about |some )?"
)
_TAKES = re.compile(
    r"\s?(?:를|을|가|의 비중을?)?\s?(?:차지|에 ?해당|에 ?달하|에 ?이르)|(?= of (?:it|this|the total|that))"
)
"""What parts a part of a whole from its share, and what stands behind that."""

_LETTERED = re.compile(r"\((?:[a-z]|[ivx]{1,4}|[0-9])\)|;")
"""What stands between ``of which`` and the next item of a list, which is no part of the last."""

_AMONG = re.compile(r"\s?(?:예산 ?)?(?:가운데|중에서|중)(?=[ ,])")
_OUT_OF = re.compile(r"^\W{0,3}(?:out )?of (?:the|its|this|a) [^.;]{0,60}$", re.IGNORECASE)
_ASIDE = re.compile(
    r"overlap|more than once|double.count|not (?:be )?add|중복|겹치|더하지|합산하지|제외|외에|별도|추가|재적|의석"
    r"|excluding|besides|in addition|on top of|another|further",
    re.IGNORECASE,
)
SOME = re.compile(
    r"including|such as|among(?! the (?:two|three|four|five|six))|e\.g\.|for example|mainly|largest|notably"
    r"|특히|주요|대표|포함|등에|등이|등을|등\)|등의|등 (?![0-9두세네다여일])",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"inter-?ministerial|cross-?ministry|multi-?ministry|joint(?:ly)?|together|between them|ministries"
    r"|다부처|범부처|부처 ?합동|공동|부처별|함께|나눠|나누어|각각",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"[:(\[=]\s*[^\d:(\[]{0,40}$|compris|consist|made up of|split|divided|broken|나눠|나누어|구성|부처별", re.IGNORECASE
)
_CLOSES = re.compile(
    r"for a total of|totall?ing|adds? up to|adding up to|sums? to|together|in all|altogether"
    r"|합쳐|합치면|합하면|합해|더하면|더해|모두|총(?!지출|수입|세입|세출)",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?<![A-Za-z])(?:the rest|remaining|remainder|other ministries|others)(?![A-Za-z])|나머지|기타|그 밖",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<![\w.,])([0-9]{1,2}|"
    + "|".join(word for word in p.COUNT_WORDS if word.isascii())
    + r") (?:ministries|agencies)|(?<![0-9.,가-힣])([0-9]{1,2}|두|세|네|다섯|여섯|일곱) ?(?:개 ?)?(?:부처|기관)",
    re.IGNORECASE,
)


def contained(assembly: Assembly) -> None:
    """Relate parts to the whole that a sentence, or the one before it, says that they are of."""
    groups = assembly.prose.groups
    for index, group in enumerate(groups):
        amounts = [placed for placed in group if placed.token.is_size]
        line = group[0].clause.line.start if group else -1
        last, coming = (
            groups[other] if 0 <= other < len(groups) and groups[other][0].clause.line.start == line else []
            for other in (index - 1, index + 1)
        )
        words = assembly.document.text[group[0].clause.start : group[0].clause.end]
        lifetime = p.LIFETIME.search(words) and not are_all([each.left for each in amounts[1:]])
        if amounts and not _ASIDE.search(words) and not lifetime:
            _of_which(assembly, words, amounts, _single(last))
            _family(assembly, words, amounts, last, coming)


def _single(group: Sequence[NumberInSentence]) -> NumberInSentence | None:
    """The one level that a sentence states."""
    levels = [placed for placed in group if placed.token.is_size and placed.part.role in ("level", "after")]
    return levels[0] if len(levels) == 1 else None


def _of_which(assembly: Assembly, words: str, amounts: list[NumberInSentence], last: NumberInSentence | None) -> None:
    """Each amount after ``of which`` is no more than the level before it."""
    start = amounts[0].clause.start
    told = False
    for match in _OF_WHICH.finditer(words):
        place = start + match.start()
        before = [placed for placed in amounts if placed.token.end <= place]
        after = _outside_brackets(assembly.document.text, place, amounts)
        whole = _taken_from(before, after) if before else last if match.start() < 12 else None
        if after and _LETTERED.search(words[match.end() : after[0].token.start - start]):
            continue
        if whole is not None:
            told = True
            _within(assembly, whole, after)
            _share_of_it(assembly, whole, after)
            overfilled(assembly, whole, after, bracketed=match[0].startswith("("))
    if told:
        return
    for place, placed in enumerate(amounts[:-1]):
        left = assembly.document.text[start : placed.token.start]
        if _AMONG.match(placed.right) or (not place and _OUT_OF.match(left) and "," in placed.right[:3]):
            listed = _until_another_whole(amounts[place + 1 :])
            _within(assembly, placed, listed)
            if are_all([each.left for each in listed]):
                overfilled(assembly, placed, listed, bracketed=False)
            return


def _taken_from(before: Sequence[NumberInSentence], parts: Sequence[NumberInSentence]) -> NumberInSentence:
    """The amount just before parts; where it is a change too small to hold them, the level that changed."""
    levels = [each for each in before if each.part.role in ("level", "after")]
    small = any(part.token.size > before[-1].token.size for part in parts)
    return levels[-1] if before[-1].part.role == "difference" and small and levels else before[-1]


def _outside_brackets(text: str, place: int, amounts: Sequence[NumberInSentence]) -> list[NumberInSentence]:
    """The amounts behind a place that are in its own brackets, and in none that open or behind where they close."""
    found, depth, at = list[NumberInSentence](), int(text[place] == "("), place + (text[place] == "(")
    level = depth
    for placed in amounts:
        if placed.token.start < at:
            continue
        for letter in text[at : placed.token.start]:
            depth += (letter == "(") - (letter == ")")
            if depth < level:
                return found
        at = placed.token.start
        if depth == level:
            found.append(placed)
    return found


def _until_another_whole(amounts: list[NumberInSentence]) -> list[NumberInSentence]:
    """The amounts before the next one that is a whole itself: ``28건 중 5건, 39건 중 7건``."""
    return list(takewhile(lambda placed: not _AMONG.match(placed.right), amounts))


def _within(assembly: Assembly, whole: NumberInSentence, listed: Sequence[NumberInSentence]) -> None:
    if any(placed.part.role in ("before", "difference") for placed in listed):
        return
    for placed in listed:
        if placed.part.role in ("level", "after") and _alike(whole, placed):
            terms = ((assembly.quantity(placed), 1), (assembly.quantity(whole), -1))
            if terms[0][0] != terms[1][0]:
                assembly.system.relate(Linear("within", terms, equal=False))


def _share_of_it(assembly: Assembly, whole: NumberInSentence, listed: Sequence[NumberInSentence]) -> None:
    """The share that words right behind the one part of a whole give it: ``이 중 복지부는 16조원으로 31%를 차지``."""
    if len(listed) != 1 or not _alike(whole, listed[0]) or listed[0].part.role not in ("level", "after"):
        return
    part, text = listed[0], assembly.document.text
    rates = [
        each
        for each in next(group for group in assembly.prose.groups if part in group)
        if each.token.kind == "percentage" and each.token.start > part.token.end and not each.token.sign
    ]
    beside = rates and _IS_ITS.fullmatch(text[part.token.end : rates[0].token.start])
    if beside and (_TAKES.match(text, rates[0].token.end) or beside["or"]):
        keys, rate = (assembly.quantity(part), assembly.quantity(whole)), assembly.placed(rates[0])
        if keys[0] != keys[1]:
            assembly.system.relate(Ratio("share", *keys, rate.id, "part"))


def _alike(whole: NumberInSentence, placed: NumberInSentence) -> bool:
    """Whether two amounts may be of one currency and one year."""
    years = {whole.year, placed.year} - {None}
    return len(years) < 2 and whole.token.measure == placed.token.measure


def _family(
    assembly: Assembly,
    words: str,
    amounts: list[NumberInSentence],
    last: Sequence[NumberInSentence],
    coming: Sequence[NumberInSentence],
) -> None:
    """The parts of several ministries, and what they are parts of."""
    parts = [placed for placed in amounts if placed.ministry and placed.part.role in ("level", "after")]
    if len({placed.ministry for placed in parts}) < 2 or len({placed.ministry for placed in parts}) < len(parts):
        return
    rest = [placed for placed in amounts if placed not in parts and _REST.search(placed.left[-40:])]
    others = [placed for placed in amounts if placed not in parts and placed not in rest]
    text = assembly.document.text
    whole = _single(others) if others else None
    if not others:
        before, after = _single(last), _single(coming)
        if after and _CLOSES.search(text[after.clause.start : after.token.start]):
            whole, words = after, words + text[after.clause.start : after.clause.end]
        elif before and _announces(text[before.clause.start : before.clause.end], words, len(parts)):
            whole, words = before, text[before.clause.start : before.clause.end] + words
    if whole is None or whole.ministry or not all(_alike(whole, placed) for placed in parts):
        return
    _share_out(assembly, whole, [*parts, *rest], words, settled=bool(rest))


def _announces(said: str, words: str, parts: int) -> bool:
    """Whether a sentence goes on to share out what the one before it said."""
    return bool(_SHARED.search(words) or _OF_WHICH.search(words)) or counted(said) == parts


def _share_out(
    assembly: Assembly, whole: NumberInSentence, parts: list[NumberInSentence], words: str, *, settled: bool
) -> None:
    """All parts are the whole where the words say that they are all; else they are no more than it."""
    first, text = parts[0].token.start, assembly.document.text
    announced = counted(words)
    listed = whole.token.end <= first and _LISTS.search(text[whole.token.end : first])
    closed = whole.token.start > first and _CLOSES.search(text[whole.clause.start : whole.token.start][-40:])
    complete = bool(settled or listed or closed or announced == len(parts)) and announced in (None, len(parts))
    terms = (*((assembly.quantity(placed), 1) for placed in parts), (assembly.quantity(whole), -1))
    keys = {key for key, _ in terms}
    if len(keys) == len(terms) and not _related(assembly, keys):
        equal = complete and not SOME.search(words)
        certain = equal or bool(_SHARED.search(words) or _OF_WHICH.search(words))
        assembly.system.relate(Linear("family" if equal else "shared", terms, equal=equal, certain=certain))


def _related(assembly: Assembly, keys: set[Key]) -> bool:
    return any(isinstance(each, Linear) and each.equal and set(each.keys) == keys for each in assembly.system.relations)


def counted(words: str) -> int | None:
    """How many ministries the words announce."""
    counts = [match[1] or match[2] for match in _COUNTED.finditer(words)]
    numbers = {p.COUNT_WORDS.get(word.lower()) or int(word) for word in counts}
    return numbers.pop() if len(numbers) == 1 else None
