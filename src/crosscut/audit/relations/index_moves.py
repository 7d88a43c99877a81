"""Indices that move by points and a rate: ``3,186.01로 23.28포인트(0.73%) 하락했다``.

``It fell 23.28 points, or 0.73%, to 3,186.01``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crosscut.audit.figures.printed_number import Token
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Linear, Ratio

_N = r"(?<![0-9.,])[0-9]{1,3}(?:,?[0-9]{3}){0,2}\.[0-9]{1,2}"
_RATE = r"[0-9]{1,3}\.[0-9]{1,3}"
_UP_KO, _DOWN_KO = r"오른|올라|올랐|상승|뛴|뛰어", r"내린|내려|내렸|하락|떨어진|떨어져|빠진"
_UP, _DOWN = r"up|rose|gained|added|climbed", r"down|fell|lost|shed|dropped|slid"
_MOVES = (
    re.compile(
        rf"(?P<level>{_N})\s?(?:으?로|에)\s(?:[가-힣]{{1,8}}\s){{0,3}}?(?P<by>{_N})\s?(?:포인트|p)\s?"
        rf"\((?P<rate>{_RATE})%\)\s?(?:(?P<up>{_UP_KO})|(?P<down>{_DOWN_KO}))"
    ),
    re.compile(
        rf"(?P<by>{_N})\s?(?:포인트|p)\s?\((?P<rate>{_RATE})%\)\s?(?:(?P<up>{_UP_KO})|(?P<down>{_DOWN_KO}))"
        rf"\s(?P<level>{_N})"
    ),
    re.compile(
        rf"(?P<level>{_N}), (?:(?P<up>{_UP})|(?P<down>{_DOWN})) (?P<by>{_N}) points,? (?:or |\()(?P<rate>{_RATE})%",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})) (?P<by>{_N}) points,? (?:or |\()(?P<rate>{_RATE})%[),]{{0,2}} "
        rf"(?:to|at|to close at) (?P<level>{_N})",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class _Move:
    level: Token
    by: Token
    rate: Token
    way: int


def index_moves(assembly: Assembly) -> None:
    """Relate the level of an index to the points and the rate by which words say that it moved."""
    system = assembly.system
    for each in _moves(assembly):
        before, after, change = (assembly.local(name, each.by.start) for name in ("before", "after", "difference"))
        system.levels.update((before, after))
        system.state(assembly.figure(replace(each.level, kind="count")), after)
        system.state(assembly.figure(replace(each.by, kind="count"), direction=each.way), change)
        rate = assembly.figure(each.rate, direction=each.way)
        system.relate(
            Linear("difference", ((after, 1), (before, -1), (change, -1))),
            Ratio("growth", change, before, rate.id, "part"),
            Ratio("growth", change, after, rate.id, "of_after"),
        )


def _moves(assembly: Assembly) -> Iterator[_Move]:
    starts = {each.start: each for each in assembly.prose.tokens}
    for match in (match for pattern in _MOVES for match in pattern.finditer(assembly.document.text)):
        level, by, rate = (starts.get(match.start(name)) for name in ("level", "by", "rate"))
        if level and by and rate and level.kind == "number" and rate.kind == "percentage":
            yield _Move(level, by, rate, 1 if match["up"] else -1)
