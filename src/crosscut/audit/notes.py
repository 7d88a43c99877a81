"""Findings that are not about an amount being wrong: lists, names and abbreviations, and roundings that do fit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from crosscut.audit import phrases
from crosscut.audit.figures import patterns as p
from crosscut.audit.model import AuditFinding, Interval
from crosscut.audit.reconcile.exact import propagate, stated
from crosscut.audit.reconcile.narrowing import Contradiction
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.items import ListItem
from crosscut.audit.relations.movement import Movement
from crosscut.audit.relations.system import Key, Relation
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

_ANNOUNCED = re.compile(
    r"(?<![\w.,])(?P<count>[0-9]{1,3}|" + "|".join(word for word in p.COUNT_WORDS if word.isascii()) + r") "
    r"(?P<what>(?:[A-Za-z-]{1,20} ){0,3}?(?:CETs|technolog(?:y|ies)|areas|fields|sectors|programmes|programs"
    r"|projects|ministries|priorities))(?![A-Za-z])"
    r"|(?<![0-9.,])(?P<count_ko>[0-9]{1,3}|열두|열|일곱|여덟|아홉|여섯|다섯|네|세) ?(?:대"
    r"|개) ?(?P<what_ko>(?:[가-힣]{1,10} ?){0,2}?(?:기술|분야|부문|과제|사업|부처|전략))",
    re.IGNORECASE,
)
_NAMED_BY_NUMBER = re.compile(r"(?<![0-9.,])([0-9]{1,3})대 ?[가-힣]{2}")
"""What is called by how many it has: of two such names a list may be of neither."""

_COUNTS_THEM = re.compile(
    r"(?<![\w.,])(?P<count>[0-9]{1,2}|" + "|".join(word for word in p.COUNT_WORDS if word.isascii()) + r")(?= [a-z]{3})"
    r"|(?<![0-9.,가-힣])(?P<count_ko>[0-9]{1,2}|열두|열|일곱|여덟|아홉|여섯|다섯|네|세) ?"
    r"(?:가지|개|건|항목|축|방향|갈래|단계)",
    re.IGNORECASE,
)
"""What says right above a list how many it has, whatever it is of."""

_RIGHT_ABOVE = 100
_MOST_LISTED, _LEAST_LISTED, _NEARLY = 60, 3, 2
_FAR_ABOVE = 2_000
"""How many letters above a list a number may stand that announces it."""

_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{3,6}(?![A-Za-z])")
_DEFINED = re.compile(r"\(\s{0,2}[\"“”'‘’]?([A-Z]{3,6})[\"“”'‘’]?[;,)\s]")
_NO_NAME = re.compile(
    r"(?:(?:^|[\s*•·-])(?:Development|Establishment|Support|Promotion|Construction|Fostering"
    r"|Strengthening) of (?:the )?\(|\b(?:of|for|in|and) \(|^[\s*•·○ㅇ□\-–—]{0,8}\((?=[^()]{2,20}\)\s*:))"
)


def notes(assembly: Assembly, moved: list[Movement], items: list[ListItem]) -> list[AuditFinding]:
    """Everything about a document that a person should look at though no number is wrong."""
    return [
        *_lists(assembly),
        *_lists_in_a_line(assembly),
        *_abbreviations(assembly),
        *_nameless(assembly, items),
        *_roundings(assembly, moved),
    ]


def _note(  # noqa: PLR0917
    assembly: Assembly,
    rule: str,
    severity: Severity,
    en: str,
    ko: str,
    start: int,
    end: int,
    *,
    figures: tuple[str, ...] = (),
    suggestion: str = "",
    expected: Interval | None = None,
) -> AuditFinding:
    return AuditFinding(
        rule,
        severity,
        Text(en, ko),
        figures,
        expected or Interval(),
        suggestion=suggestion,
        document=assembly.document.name,
        start=start,
        end=end,
    )


def _lists(assembly: Assembly) -> Iterator[AuditFinding]:
    """How many are announced, and how many are listed."""
    listed = _listed(assembly)
    if len(listed) < 3:
        return
    place = assembly.prose.lines[listed[0]].start
    text = assembly.document.text
    counts: dict[int, re.Match[str]] = {}
    for match in _ANNOUNCED.finditer(text, max(0, place - _FAR_ABOVE), place):
        word = (match["count"] or match["count_ko"]).lower()
        counts.setdefault(p.COUNT_WORDS.get(word) or int(word), match)
    above = [
        match["count"] or match["count_ko"]
        for match in _COUNTS_THEM.finditer(text, max(0, place - _RIGHT_ABOVE), place)
    ]
    told_above = len(listed) in {p.COUNT_WORDS.get(word.lower()) or int(word) for word in above}
    named = {match[1] for match in _NAMED_BY_NUMBER.finditer(text, max(0, place - _FAR_ABOVE), place)}
    for count, match in sorted(counts.items()):
        what = match["what"] or match["what_ko"]
        figures = tuple(filter(None, (assembly.ids.get(match.start()),)))
        assembly.tested.update(figures if 2 <= count <= _MOST_LISTED else ())
        if 2 <= count <= _MOST_LISTED and count != len(listed):
            told = told_above or len(listed) in counts or len(counts) > 1 or len(named) > 1
            yield _note(
                assembly,
                "list-length",
                Severity.INFO if told else Severity.WARNING,
                f"{count} {what} are announced, and {len(listed)} are listed"
                + (f": the other {count - len(listed)} are not shown." if count > len(listed) else "."),
                particles(f"{count}개 {what}을(를) 알리고 {len(listed)}개를 나열함."),
                match.start(),
                match.end(),
                figures=figures,
            )


_OF_A_GOVERNMENT = re.compile(r"[0-9]{1,2}대\s?(?:정부|대통령|국회|총선)")
_AND_SO_ON = re.compile(r"\s등(?![가-힣])")
_CIRCLED = re.compile(r"[①-⑳]")
_BEFORE_A_LIST = 24
"""How many letters may stand between a number that announces a list in its line and the first mark of that."""


def _lists_in_a_line(assembly: Assembly) -> Iterator[AuditFinding]:
    """How many are announced right before a list with circled numbers in one line, and how many it has."""
    text = assembly.document.text
    for line in assembly.prose.lines:
        marks = list(_CIRCLED.finditer(text, line.start, line.end))
        count = len(marks)
        if count < _LEAST_LISTED or [ord(mark[0]) - ord("①") for mark in marks] != list(range(count)):
            continue
        told = list(_ANNOUNCED.finditer(text, line.start, marks[0].start()))
        if len(told) != 1 or marks[0].start() - told[0].end() > _BEFORE_A_LIST:
            continue
        if _OF_A_GOVERNMENT.match(text, told[0].start()) or _AND_SO_ON.search(text, marks[-1].end(), line.end):
            continue
        word = (told[0]["count"] or told[0]["count_ko"]).lower()
        announced = p.COUNT_WORDS.get(word) or int(word)
        figures = tuple(filter(None, (assembly.ids.get(told[0].start()),)))
        assembly.tested.update(figures)
        if 0 < abs(announced - count) <= _NEARLY:
            what = told[0]["what"] or told[0]["what_ko"]
            yield _note(
                assembly,
                "list-length",
                Severity.WARNING,
                f"{announced} {what} are announced, and {count} are listed.",
                particles(f"{announced}개 {what}을(를) 알리고 {count}개를 나열함."),
                told[0].start(),
                told[0].end(),
                figures=figures,
            )


def _listed(assembly: Assembly) -> list[int]:
    """The longest run of headings numbered 1, 2, 3 and so on, as places among the lines."""
    best: list[int] = []
    current: list[int] = []
    for place, line in enumerate(assembly.prose.lines):
        if line.shape != "heading" or not line.mark:
            continue
        if line.mark == len(current) + 1:
            current.append(place)
        else:
            current = [place] if line.mark == 1 else []
        best = max(best, list(current), key=len)
    return best


def _abbreviations(assembly: Assembly) -> Iterator[AuditFinding]:
    """Abbreviations that are probably slips of one that the document explains."""
    text = assembly.document.text
    uses = Counter(match[0] for match in _CAPITALS.finditer(text))
    bracketed = set(_DEFINED.findall(text))
    for known in sorted(bracketed):
        for other, count in sorted(uses.items()):
            named = other in bracketed and count < uses[known]
            if named and other != known and _slip(known, other):
                for match in _CAPITALS.finditer(text):
                    if match[0] == other:
                        yield _note(
                            assembly,
                            "abbreviation",
                            Severity.WARNING,
                            f"{other!r} is probably {known}.",
                            f"{other!r}: {known}의 오기로 보임.",
                            match.start(),
                            match.end(),
                            suggestion=known,
                        )


def _slip(known: str, other: str) -> bool:
    """Whether two neighbouring letters are swapped."""
    if len(known) != len(other) or sorted(known) != sorted(other):
        return False
    wrong = [place for place in range(len(known)) if known[place] != other[place]]
    return len(wrong) == 2 and all(after - before <= 2 for before, after in pairwise(wrong))


def _nameless(assembly: Assembly, items: list[ListItem]) -> Iterator[AuditFinding]:
    """Items of a list that have an amount and no name."""
    text = assembly.document.text
    lines = {line.start: line for line in assembly.prose.lines}
    amounts = {item.figure.start: item for item in items}
    for start, item in amounts.items():
        line = next(lines[each] for each in lines if each <= start <= lines[each].end)
        match = _NO_NAME.search(text, line.start, start)
        if match:
            name = " ".join(text[line.start : start].split()).strip("*:- ")
            yield _note(
                assembly,
                "no-name",
                Severity.WARNING,
                f"A programme of {item.figure.text} has no name: {name!r}.",
                f"{item.figure.text} 사업의 이름이 빠져 있음: {name!r}.",
                line.start,
                item.figure.end,
                figures=(item.figure.id,),
            )


def _roundings(assembly: Assembly, moved: list[Movement]) -> Iterator[AuditFinding]:
    """Differences that do not follow digit for digit, but do within what rounding allows."""
    system = assembly.system
    by_key: dict[Key, list[Relation]] = defaultdict(list)
    for relation in system.relations:
        for key in relation.keys:
            by_key[key].append(relation)
    for each in moved:
        slots = each.frame.slots
        if not {"before", "after"} <= set(slots):
            continue
        keys = (each.before, each.after, each.difference)
        members = system.figures_of(keys)
        linked = {key for relation in by_key[each.difference] if relation.kind == "same" for key in relation.keys}
        differences = [system.figures[figure] for figure in system.figures_of({each.difference, *linked})]
        levels = [system.figures[assembly.id_of(slots[role])] for role in ("before", "after")]
        exact = levels[1].value - levels[0].value
        if not differences or all(figure.value == exact for figure in differences):
            continue
        relations = list(
            dict.fromkeys(relation for key in (*keys, *sorted(linked, key=str)) for relation in by_key[key])
        )
        try:
            bounds = propagate(
                system, relations, stated(system, {key for one in relations for key in one.keys}, reading="rounded")
            )
        except Contradiction:
            continue
        spans = [bounds[key] for key in keys]
        kind, currency = levels[0].kind, levels[0].currency
        words = [phrases.between(span, kind, currency) for span in spans]
        words_ko = [phrases.between(span, kind, currency, "ko") for span in spans]
        names = ", ".join(" ".join(figure.text.split()) for figure in (*levels, *differences))
        yield _note(
            assembly,
            "rounding",
            Severity.INFO,
            f"{names} are consistent with rounding: before is {words[0]}, after {words[1]}, the difference {words[2]}.",
            f"{names}: 반올림하면 서로 맞음. 이전은 {words_ko[0]}, 이후는 {words_ko[1]}, 증감은 {words_ko[2]}.",
            levels[0].start,
            levels[0].end,
            figures=tuple(dict.fromkeys((*members, *(figure.id for figure in differences)))),
        )
