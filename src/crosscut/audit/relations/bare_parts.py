"""Parts in a bracket that leave out the unit of the amount before it: ``1,200억원(국비 870, 지방비 205, 민간 125)``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.context.roles import Part
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.complements import are_all
from crosscut.audit.relations.parts import SOME
from crosscut.audit.relations.sums import Adding, as_fine_as, fits, relate

_OPENS = re.compile(r"\s?[(（]")
_CLOSES = re.compile(r"\s?(?:등\s?)?[)）]")
_NAME = re.compile(r"\s?[,·/;+]?\s?(?![A-Za-z]?\s)[가-힣A-Za-z][가-힣A-Za-z·&\s]{0,14}?\s?:?\s?")
_YEARS = (1990, 2100)
_LEAST, _MOST = 2, 12


def bare_parts(assembly: Assembly) -> None:
    """Relate amounts to the named numbers without a unit that fill the bracket right behind them."""
    text, starts = assembly.document.text, [each.start for each in assembly.prose.tokens]
    for whole in (each for group in assembly.prose.groups for each in group if each.token.kind == "amount"):
        opened = _OPENS.match(text, whole.token.end)
        if opened is None or whole.part.role == "difference":
            continue
        first = bisect_left(starts, opened.end())
        following = assembly.prose.tokens[first : first + _MOST]
        parts = _inside(text, opened.end(), following)
        names = [text[one:other] for one, other in _gaps(opened.end(), parts)]
        if len(parts) >= _LEAST and not SOME.search(text[whole.token.end : parts[-1].end + 4]):
            told = are_all(names)
            placed = tuple(_as_part(whole, each) for each in parts)
            over = as_fine_as(whole, placed) if told else whole
            adding = Adding(over, placed, complete=told, equal=True, told=told)
            if fits(adding) or _is_in_its_unit(over, parts):
                assembly.placed(over)
                relate(assembly, adding, [over, *placed])


def _inside(text: str, start: int, tokens: Sequence[Token]) -> list[Token]:
    """The numbers of a bracket, each with a name before it; none where it holds anything else."""
    found = list[Token]()
    for token in tokens:
        if not _NAME.fullmatch(text, start, token.start) or not _is_bare(text, token):
            return []
        found.append(token)
        start = token.end
        if _CLOSES.match(text, start):
            return found
    return []


def _is_bare(text: str, token: Token) -> bool:
    plain = token.kind == "number" and not token.unit and not token.sign and not token.loose
    year = _YEARS[0] <= token.size <= _YEARS[1] and "," not in text[token.start : token.end]
    return plain and not year


def _gaps(start: int, parts: Sequence[Token]) -> list[tuple[int, int]]:
    return list(zip([start, *(each.end for each in parts)], [each.start for each in parts], strict=False))


def _is_in_its_unit(whole: NumberInSentence, parts: Sequence[Token]) -> bool:
    """Whether numbers may be told in the unit of an amount: none is more than it, and together they are most of it."""
    sizes = [each.size * whole.token.scale for each in parts]
    return max(sizes) < whole.token.size < 2 * sum(sizes)


def _as_part(whole: NumberInSentence, bare: Token) -> NumberInSentence:
    """A bare number in the unit of its whole."""
    scale = whole.token.scale
    token = replace(
        whole.token,
        start=bare.start,
        end=bare.end,
        number=bare.number,
        size=bare.size * scale,
        step=bare.step * scale,
        decimals=bare.decimals,
        sign=0,
        loose="",
        round_to=Fraction(0),
    )
    return replace(whole, token=token, part=Part("level", explicit=False), left="", right="", within=True)
