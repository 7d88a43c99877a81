"""Shares of a number of things that the sentence begins with, whatever stands between: ``Of 640, 412 were … (64.4%)``.

Each rate is of the one number between it and the rate before it. That they are the shares of one number, no words need
to say: all but one at most come out, and together their numbers are all of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crosscut.audit.figures.printed_number import Token
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Key, Ratio

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_OPENED = re.compile(r"[(\[]\s?(?:약 |about )?$")
_OF_ANOTHER = re.compile(r"\s?[)\]]?,? (?:out )?of (?:the |about )?[0-9]", re.IGNORECASE)
"""What says behind a share that it is of another number."""

_LEAST, _MOST_ODD, _NEAR = 2, 1, 3
_COARSEST = Fraction(1, 30)
"""Up to which part of a share its play may be for it to say something."""

_NEARLY = Fraction(3, 20)
"""By how much of itself a share may be off and still be of its sentence's first number, misprinted."""

_Pair = tuple[Token, Token]


def shared_numbers(assembly: Assembly) -> None:
    """Relate the bracketed shares of a sentence to its first number."""
    system, text = assembly.system, assembly.document.text
    taken = {
        each.figure for each in system.relations if isinstance(each, Ratio) and all(map(system.stating, each.keys))
    }
    starts = [each.start for each in assembly.prose.tokens]
    for start, end in _sentences(assembly):
        tokens = assembly.prose.tokens[bisect_left(starts, start) : bisect_left(starts, end)]
        pairs = list(_pairs(text, tokens))
        whole = next((each for each in tokens if _is_number(text, each)), None)
        new = [pair for pair in pairs if assembly.ids.get(pair[1].start) not in taken]
        if whole is None or not new or any(part.start == whole.start for part, _ in pairs):
            continue
        held = [pair for pair in pairs if _holds(pair, whole)]
        odd = [pair for pair in pairs if pair not in held]
        near = len(odd) <= _MOST_ODD and all(_is_near(text, pair, whole) for pair in odd)
        if len(held) >= _LEAST and near and sum(part.size for part, _ in pairs) == whole.size:
            _relate(assembly, new, whole)


def _sentences(assembly: Assembly) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; what a semicolon parts is one."""
    text, last = assembly.document.text, (0, 0)
    for clause in dict.fromkeys(group[0].clause for group in assembly.prose.groups):
        if last[1] and ";" in text[last[1] - 1 : clause.start + 1] and clause.start - last[1] <= _NEAR:
            last = (last[0], clause.end)
            continue
        if last[1]:
            yield last
        last = (clause.start, clause.end)
    if last[1]:
        yield last


def _is_number(text: str, token: Token) -> bool:
    plain = token.kind in ("number", "count") and not token.decimals and not token.sign and not token.loose
    return plain and not (token.kind == "number" and _YEAR.fullmatch(text[token.start : token.end]))


def _pairs(text: str, tokens: Sequence[Token]) -> Iterator[_Pair]:
    """Each rate in brackets with the one number between it and the rate before."""
    between = list[Token]()
    for token in tokens:
        if token.kind != "percentage":
            between += [token] if _is_number(text, token) else []
            continue
        opened = _OPENED.search(text, max(0, token.start - 8), token.start) is not None
        if opened and between and not token.sign:
            yield between[-1], token
        between = []


def _holds(pair: _Pair, whole: Token) -> bool:
    part, rate = pair
    if not whole.size or part.size > whole.size:
        return False
    return rate.step <= 2 * _COARSEST * rate.size and abs(part.size / whole.size - rate.size) <= rate.step


def _is_near(text: str, pair: _Pair, whole: Token) -> bool:
    """Whether a share is off by little, and no words say what it is of: one far off is of another number."""
    part, rate = pair
    if _OF_ANOTHER.match(text, rate.end):
        return False
    return whole.size > 0 and abs(part.size / whole.size - rate.size) <= _NEARLY * rate.size


def _relate(assembly: Assembly, pairs: Sequence[_Pair], whole: Token) -> None:
    under = _quantity(assembly, whole)
    for part, rate in pairs:
        over, figure = _quantity(assembly, part), assembly.figure(rate).id
        if over != under:
            assembly.system.relate(Ratio("share", over, under, figure, "part"))


def _quantity(assembly: Assembly, token: Token) -> Key:
    """The quantity that a number states already, or one of its own."""
    known = assembly.system.states.get(assembly.ids.get(token.start, ""))
    if known is not None:
        return known
    key = assembly.local("level", token.start)
    assembly.system.levels.add(key)
    assembly.system.state(assembly.figure(token), key)
    return key
