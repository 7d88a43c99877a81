"""Counts of things that sentences compare, add up and take shares of as they do amounts of money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from crosscut.audit.figures import korean
from crosscut.audit.figures import patterns as p
from crosscut.audit.figures.printed_number import Token

_MEASURED = re.compile(
    r"\s(?P<unit>hectares?|acres?|tonnes?|tons?|miles?|kilomet\w{1,4}|litres?|barrels?|hours?|days?|hectáreas"
    r"|toneladas|Tonnen|Hektar|tonnellate|ettari)(?![A-Za-z])",
    re.IGNORECASE,
)
_KINDS = frozenset(
    {"가지", "종", "개국", "개월", "programmes", "programs", "projects", "areas", "technologies", "CETs"}
)
_KINDS_TOO = frozenset({"fields", "sectors", "priorities", "ministries", "agencies", "programme", "program", "project"})
_SAME = {"사": "개사"}
"""Words for what is counted that say the same."""

_EACH = re.compile(r"각각|(?<![a-z])(?:respectively|respectivement|respectivamente|jeweils|rispettivamente)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LISTED = re.compile(r"(?:,|(?<![a-z])(?:and|und|et|y|e|en))\s$")
_OF_SOME = re.compile(r"\s(?:in|at|for|to|from)\s[A-Za-z]")
_OPENS = re.compile(r"(?: [a-z]{3,16}){0,2} ?\((?=[0-9])")
_NAMED = re.compile(r" (?:in|at|for|to|from|on|by|of|with|[a-z]{3,16})(?![A-Za-z])")
_CHANGE_OF = re.compile(
    r"(?<![A-Za-z])(?:increase|decrease|rise|fall|drop|gain|loss|decline|reduction) of (?:about |some )?$"
    r"|(?<![A-Za-z])(?:up|down|rose|fell|grew|increased|decreased|declined|dropped) by (?:about |some )?$",
    re.IGNORECASE,
)
_REACH = 40
"""How many letters the words of a change right before its number have at most."""

_OF_THE = re.compile(r"(?:^|[.\n;]\s{0,2})Of (?:the |all |its |these |those )?$")
_BEFORE = 16
_SEVERAL = 2
_DECADES = frozenset(range(10, 100, 10))
_LEAST = 1_000
"""A number that no word counts is one of things from here on: it has commas between its thousands."""


def counted_things(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The numbers of a sentence that has no amounts, each that counts things with what it counts as its ``thing``."""
    if any(token.kind == "amount" for token in tokens):
        known = {token.unit for token in tokens if _is_large(token)}
        return [_counted(text, token) if token.kind == "count" and token.unit in known else token for token in tokens]
    counted = _with_smaller(text, [_counted(text, token) for token in _beside_shares(text, tokens)])
    counted = _with_changes(text, _with_bracketed(text, counted))
    things = {token.thing for token in counted if token.thing} - {"#"}
    if len(things) == 1 and (_EACH.search(text, tokens[0].start, tokens[-1].end) or _are_all_shared(text, counted)):
        thing = things.pop()
        return [replace(token, thing=thing) if token.thing == "#" else token for token in counted]
    return counted


def _with_changes(text: str, tokens: list[Token]) -> list[Token]:
    """A bare number by which counts of a sentence rose or fell is one as well: ``an increase of 363``."""
    counts = [token.thing for token in tokens if token.thing]
    if len(counts) < _SEVERAL or len(set(counts)) > 1:
        return tokens
    return [
        _sized(replace(token, kind="count"), counts[0].lstrip("#"))
        if token.kind == "number"
        and not token.decimals
        and _CHANGE_OF.search(text, max(0, token.start - _REACH), token.start)
        else token
        for token in tokens
    ]


def _is_change(text: str, token: Token) -> bool:
    return _CHANGE_OF.search(text, max(0, token.start - _REACH), token.start) is not None


def _is_large(token: Token) -> bool:
    """Whether a number counts things that a word names, and so many that it has thousands."""
    return token.kind == "count" and bool(token.unit) and token.size >= _LEAST


def _are_all_shared(text: str, tokens: Sequence[Token]) -> bool:
    """Whether each count without a word for its things has a share in brackets behind it, as those with one have."""
    return all(text.startswith("(", token.end) for token in tokens if token.thing.startswith("#"))


def _with_smaller(text: str, tokens: list[Token]) -> list[Token]:
    """One too small for commas counts as the others of its list do: ``2,150 in primary and 800 in high schools``."""
    if sum(token.thing == "#" for token in tokens) < _SEVERAL:
        return tokens
    return [_sized(replace(token, kind="count"), "") if _is_listed(text, token) else token for token in tokens]


def _with_bracketed(text: str, tokens: list[Token]) -> list[Token]:
    """The bare numbers of a bracket behind a count are counts as well: ``1,204 cases (711 in the east, …)``."""
    found = list(tokens)
    for place, whole in enumerate(tokens):
        opened = _OPENS.match(text, whole.end) if whole.thing else None
        if opened is None:
            continue
        close = text.find(")", opened.end())
        inside = [at for at, each in enumerate(tokens) if place < at and each.end <= close]
        bare = [at for at in inside if _is_bare_part(text, tokens[at], whole)]
        if len(bare) >= _SEVERAL and bare == inside:
            for at in bare:
                found[at] = replace(tokens[at], kind="count", thing=whole.thing, unit=whole.unit)
    return found


def _is_bare_part(text: str, token: Token, whole: Token) -> bool:
    """Whether a number that nothing is said to be counted by may be a part of a count, with a name behind it."""
    plain = token.kind == "number" and not token.decimals and not token.sign and not token.unit
    year = _YEAR.fullmatch(text[token.start : token.end])
    return plain and not year and token.size < whole.size and _NAMED.match(text, token.end) is not None


def _is_listed(text: str, token: Token) -> bool:
    bare = token.kind == "number" and not token.decimals and not token.sign
    return bare and bool(_LISTED.search(text, max(0, token.start - 6), token.start) and _OF_SOME.match(text, token.end))


def _beside_shares(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """The numbers of a sentence; two and more that have shares in brackets count things: ``men 624 (52.0%), …``."""
    shared = [
        token.start
        for token, following in pairwise(tokens)
        if token.kind == "number" and following.kind == "percentage" and not token.decimals
        if text[token.end : following.start].strip() == "(" and text[following.end : following.end + 1] == ")"
        if not following.sign and not _YEAR.fullmatch(text[token.start : token.end])
    ]
    of_the_first = bool(tokens) and _begins_with_its_whole(text, tokens[0])
    for token in tokens:
        bare = token.start in shared and (len(shared) >= _SEVERAL or of_the_first)
        yield _sized(replace(token, kind="count"), "") if bare else token


def _begins_with_its_whole(text: str, first: Token) -> bool:
    """Whether a sentence begins with the number that its shares are of: ``Of 1,204 proposals, 312 (25.9%)``."""
    return first.size >= _LEAST and _OF_THE.search(text, max(0, first.start - _BEFORE), first.start) is not None


def _is_age(token: Token, unit: str) -> bool:
    """Whether a number is a decade of ages: ``20대와 30대``."""
    return unit == "대" and token.size in _DECADES


def _counted(text: str, token: Token) -> Token:
    if token.kind == "count" and token.unit and token.unit not in _KINDS | _KINDS_TOO and token.start == token.number:
        return _sized(token, _SAME.get(token.unit, token.unit))
    if token.scale > 1 and (token.kind == "number" or not token.unit):
        return _sized(replace(token, kind="count", unit=""), "")
    if token.kind != "number" or token.decimals:
        return token
    unit = p.THING.match(text, token.end)
    if unit and not _is_age(token, unit[1]):
        thing = _SAME.get(unit[1], unit[1])
        return _sized(replace(token, kind="count", end=unit.end(), unit=unit[1]), thing)
    if token.size < _LEAST or "," not in text[token.start : token.end]:
        return token
    measured = _MEASURED.match(text, token.end)
    return _sized(replace(token, kind="count"), measured["unit"].lower() if measured else "")


def _sized(token: Token, thing: str) -> Token:
    """The count with the play of its last zeros, which may be rounded ones."""
    return replace(token, thing=f"#{thing}", round_to=max(token.round_to, korean.grain(token.size, token.step)))
