"""A number that is another one of the document with two digits exchanged, where both are of one thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from crosscut.audit import phrases
from crosscut.audit.model import AuditFinding
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement
from crosscut.audit.relations.system import MOST_VALUES, Ratio, Relation
from crosscut.audit.repeated.mentions import TELLS_NOTHING, NumberMention, digits_of, implied, mentions, words
from crosscut.audit.tables.totals import is_a_total
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

_LEAST, _FEW, _MANY = 4, 3, 5
"""Digits that tell a number from others: by a name, beside a further proof, and by themselves in a headline."""

_EXCHANGED, _TURNED, _TENFOLD = 2, 3, 10
_NEAR = 3_000
"""How many letters apart two numbers may stand: in long documents some two of any are alike."""

_TOTAL = re.compile(
    r"총|전체|합계|모두|합쳐|규모"
    r"|(?<![A-Za-z])(?:total|overall|altogether|all|whole|combined|insgesamt|in all)(?![A-Za-z])"
    r"|수입\s?[·ㆍ]?\s?지출|総額|合計|总额",
    re.IGNORECASE,
)
_STAGES = re.compile(
    r"정부안|요구|본예산|추경|당초|수정|확정|국회|결산|집행|계획|목표|request|enacted|proposed|final|revised|House|Senate",
    re.IGNORECASE,
)
_A_YEAR_BEFORE = re.compile(
    r"전년|지난해|작년|전기|전회|前年|(?<![a-z])(?:last|previous|prior) year|a year (?:earlier|before)|Vorjahr",
    re.IGNORECASE,
)
_CLOSE = 20
"""How many letters before a number tell that it is of the year before."""

_YEARS = re.compile(r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])")


def exchanged_digits(assembly: Assembly, moved: Sequence[Movement]) -> list[AuditFinding]:
    """A warning for each number that nothing supports, and that two digits part from one of the same thing."""
    every = [each for each in mentions(assembly) if each.digits]
    printed = Counter((each.digits, each.kind) for each in every)
    pairs = list(_pairs(every))
    supported = _supported(assembly, {each.figure.id for pair in pairs for each in pair}) | assembly.tested
    crowded = _crowded(every)
    found: dict[str, AuditFinding] = {}
    for odd, usual in [*pairs, *_against_implied(assembly, every, moved)]:
        name = odd.figure.id
        if name in supported or name in found or printed[odd.digits, odd.kind] > 1 or usual.figure.id in found:
            continue
        again = printed[usual.digits, usual.kind] > 1
        if (again and usual.headline) or (odd.headline == usual.headline and crowded & {odd.name, usual.name}):
            continue
        shown = again or usual.figure.id in supported or not usual.figure.id
        if _is_one_quantity(odd, usual, shown=shown) and not _are_two_things(odd, usual, every):
            found[name] = _finding(odd, usual, shown=shown)
    return list(found.values())


def _crowded(every: Sequence[NumberMention]) -> set[frozenset[str]]:
    """The names under which sentences print so many numbers that they are of several things."""
    said: dict[frozenset[str], set[str]] = defaultdict(set)
    for each in every:
        if each.placed is not None and each.name:
            said[each.name].add(each.digits)
    return {name for name, digits in said.items() if len(digits) > MOST_VALUES}


def _pairs(every: Sequence[NumberMention]) -> Iterator[tuple[NumberMention, NumberMention]]:
    """The pairs of numbers that have the same digits but for two that are exchanged, in both orders."""
    alike: dict[tuple[str, bool], list[NumberMention]] = defaultdict(list)
    for each in every:
        if len(each.digits) >= _EXCHANGED:
            alike["".join(sorted(each.digits)).lstrip("0"), each.kind == "percentage"].append(each)
    for group in alike.values():
        told = [each for each in group if each.placed is not None]
        if len({each.figure.value for each in group}) > 1:
            for one in told:
                for other in group:
                    if one is not other and _are_exchanged(one, other):
                        yield one, other
                        if other.placed is None:
                            yield other, one


def _are_exchanged(one: NumberMention, other: NumberMention) -> bool:
    """Whether two digits of one number, or three in a row, are exchanged in the other, and both are as large."""
    if one.clause == other.clause and one.line == other.line:
        return False
    if (
        one.figure.unit != other.figure.unit
        and "count" in (one.kind, other.kind)
        and None not in (one.placed, other.placed)
    ):
        return False
    mine, its = digits_of(one, other)
    if mine == its or sorted(mine) != sorted(its):
        return False
    if one.figure.currency and other.figure.currency and not _are_as_large(one, other):
        return False
    apart = [place for place, (left, right) in enumerate(zip(mine, its, strict=True)) if left != right]
    return len(apart) == _EXCHANGED or (len(apart) == _TURNED and apart[-1] - apart[0] == _TURNED - 1)


def _are_as_large(one: NumberMention, other: NumberMention) -> bool:
    small, large = sorted((abs(one.figure.value), abs(other.figure.value)))
    return one.figure.currency == other.figure.currency and large < _TENFOLD * small


def _against_implied(
    assembly: Assembly, every: Sequence[NumberMention], moved: Sequence[Movement]
) -> Iterator[tuple[NumberMention, NumberMention]]:
    """Numbers of headlines, each with what two levels of the text below, or one and its change, come to."""
    heads = [each for each in every if each.headline and each.kind == "amount"]
    for told in implied(assembly, moved) if heads else ():
        yield from ((each, told) for each in heads if _are_exchanged(each, told))


def _are_two_things(odd: NumberMention, usual: NumberMention, every: Sequence[NumberMention]) -> bool:
    """Whether one sentence prints both numbers, or what they differ by is printed: two stages, or a part and all."""
    apart = abs(abs(odd.figure.value) - abs(usual.figure.value))
    for each in every:
        if each.clause == odd.clause and each.digits == usual.digits and each.line == odd.line:
            return True
        if abs(each.figure.value) == apart and each.figure.currency == odd.figure.currency == usual.figure.currency:
            return True
    return False


def _supported(assembly: Assembly, wanted: Collection[str]) -> set[str]:
    """The figures of some that a relation which holds speaks for."""
    if not wanted:
        return set()
    system = assembly.system
    keys = {system.states[name]: name for name in wanted if name in system.states}
    found: set[str] = set()
    for relation in system.relations:
        named = {keys[key] for key in relation.keys if key in keys}
        if isinstance(relation, Ratio) and relation.figure in wanted:
            named.add(relation.figure)
        told = named - found and _could_fail(relation) and all(system.stating(key) for key in relation.keys)
        if told and holds(system, relation):
            found |= named
    return found


def _could_fail(relation: Relation) -> bool:
    return isinstance(relation, Ratio) or (relation.equal and relation.kind != "same")


def _is_one_quantity(odd: NumberMention, usual: NumberMention, *, shown: bool) -> bool:
    """Whether two numbers are told of one thing; ``shown`` says that arithmetic or a second print supports one."""
    digits = max(map(len, digits_of(odd, usual)))
    digits += digits == _FEW and odd.ends_in_nothing and not usual.figure.id
    shared = len((odd.words & usual.words) - TELLS_NOTHING)
    cells = odd.placed is None or usual.placed is None
    if abs(odd.figure.start - usual.figure.start) > _NEAR:
        return False
    if odd.headline != usual.headline and not cells:
        return digits >= _MANY or (shown and digits >= (_FEW if shared >= _EXCHANGED else _LEAST))
    if _of_other_times(odd, usual):
        return False
    same_rate = bool(odd.rates & usual.rates) and odd.kind != "percentage"
    if cells:
        return (shown or digits > _MANY) and _is_its_cell(odd, usual, digits, same_rate=same_rate)
    if digits < _LEAST:
        return False
    near = digits >= _MANY and abs(odd.line - usual.line) <= 1
    alike = shared >= _EXCHANGED + (digits < _MANY)
    named = _named_alike(odd, usual)
    return (named and digits >= _MANY) or (shown and (named or alike or near or (same_rate and shared >= 1)))


def _is_its_cell(odd: NumberMention, usual: NumberMention, digits: int, *, same_rate: bool) -> bool:
    """Whether a sentence speaks of the row of a cell: by its name, as of the total, or with the rate of the row."""
    text, cell = (odd, usual) if odd.placed is not None else (usual, odd)
    if digits >= _LEAST and (same_rate or is_a_total(cell.label)):
        return same_rate or digits > _MANY or _TOTAL.search(text.clause) is not None
    said = words(text.clause)
    named, headed = cell.name, words(cell.header)
    if not named or not named <= said:
        return False
    return digits >= _LEAST or any(word.startswith(tuple(headed)) for word in said if headed)


def _named_alike(one: NumberMention, other: NumberMention) -> bool:
    mine, its = one.name, other.name
    return bool(mine) and bool(its) and (mine <= its or its <= mine)


def _of_other_times(one: NumberMention, other: NumberMention) -> bool:
    """Whether two numbers are told of different years or stages."""
    years = [each.figure.year for each in (one, other)]
    if None not in years and years[0] != years[1]:
        return True
    if _is_of_the_year_before(one) != _is_of_the_year_before(other):
        return True
    for pattern in (_YEARS, _STAGES):
        told = [
            set(pattern.findall(f"{each.label} {each.header}" if each.placed is None else each.clause))
            for each in (one, other)
        ]
        if all(told) and not told[0] & told[1]:
            return True
    return False


def _is_of_the_year_before(each: NumberMention) -> bool:
    if each.placed is None:
        return _A_YEAR_BEFORE.search(f"{each.label} {each.header}") is not None
    return _A_YEAR_BEFORE.search(each.placed.left[-_CLOSE:]) is not None


def _finding(odd: NumberMention, usual: NumberMention, *, shown: bool) -> AuditFinding:
    figure = odd.figure
    printed, against = (" ".join(each.figure.text.split()) for each in (odd, usual))
    meant = _with_digits_of(printed, odd, usual)
    subject = Text(f"{printed} is", particles(f"{printed}은(는)"))
    beside = Text(f", against {against}", f" (비교한 값: {against})")
    if not shown:
        subject, beside = (
            Text(f"One of {printed} or {against} is", f"{printed}, {against} 가운데 하나는"),
            Text.same(""),
        )
    return AuditFinding(
        "same",
        Severity.WARNING,
        Text(
            f"{subject.en} doubtful: {phrases.KINDS['same'].en}{beside.en}."
            f" Probably meant: {meant} (two digits swapped).",
            particles(f"{subject.ko} 의심스러움: {phrases.KINDS['same'].ko}{beside.ko}. 바른 값은 {meant}(으)로 보임."),
        ),
        (figure.id,) if shown else (figure.id, usual.figure.id),
        usual.figure.lenient,
        figure.kind,
        suggestion=meant,
        suggestions=((meant, "two digits swapped"),),
        why=(usual.figure.id,) if shown and usual.figure.id else (),
        document=figure.document,
        start=figure.start,
        end=figure.end,
    )


def _with_digits_of(printed: str, odd: NumberMention, usual: NumberMention) -> str:
    """A number as it is printed, with the digits of another in place of its own."""
    places = [place for place, letter in enumerate(printed) if letter.isdigit()]
    own = "".join(printed[place] for place in places)
    mine, its = digits_of(odd, usual)
    start = own.find(mine)
    if start < 0:
        return phrases.printed(odd.figure, usual.figure.value)
    letters = list(printed)
    for place, digit in zip(places[start:], its, strict=False):
        letters[place] = digit
    return "".join(letters)


def with_exchanged_digits(judged: Sequence[AuditFinding], told: Sequence[AuditFinding]) -> list[AuditFinding]:
    """Findings with those of exchanged digits, where nothing else is said of either number."""
    said = {name for each in judged if each.severity is not Severity.INFO for name in (*each.figures, *each.why)}
    return [*judged, *(each for each in told if not said & {*each.figures, *each.why})]
