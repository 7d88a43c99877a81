"""Lists of parts in a bracket behind what they make up: ``14명(사망 5명, 부상 9명)``, ``5,609 (4,100 men, …)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crosscut.audit.figures.printed_number import Token

_OPENS = re.compile(r" ?[(\[]")
_OPENS_BEHIND_A_NOUN = re.compile(r"(?: [a-z]{3,16}){0,2} ?[(\[]")
_NAMED = re.compile(r"[^\W\d_]{2,}|[남여男女]")
_CHANGED = re.compile(
    r"전년|작년|지난해|대비|보다|증가|감소|증액|감액|늘|줄|→"
    r"|from|than|up |down |increase|decrease|compared|last year",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|['’][0-9]{2}|[0-9]년")
_LEAST = 2


@dataclass
class BracketedLists:
    """Where numbers with such a list stand and where its bracket ends, and where its parts stand."""

    closed: dict[int, int] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)

    def resumed(self, token: Token) -> int:
        """Where the sentence goes on after a number: behind the bracket, for the last part of a list."""
        return max(token.end, self.inside.get(token.start, 0))


def listed_in_brackets(text: str, tokens: Sequence[Token], end: int) -> BracketedLists:
    """The lists of named parts in brackets behind numbers of a sentence that ends at ``end``."""
    found = BracketedLists()
    for place, token in enumerate(tokens):
        opened = (_OPENS_BEHIND_A_NOUN if token.thing and not token.unit else _OPENS).match(text, token.end)
        close = _close(text, opened.end(), end) if opened and token.is_size else 0
        parts = [each for each in tokens[place + 1 :] if each.end <= close]
        if opened and _are_parts(text, token, parts, opened.end(), close):
            found.closed[token.start] = close + 1
            for part in parts:
                found.inside[part.start] = part.end
            found.inside[parts[-1].start] = close + 1
    return found


def _close(text: str, start: int, end: int) -> int:
    """Where the bracket that opens before ``start`` closes; 0 where another opens in it, or it does not."""
    for place in range(start, end):
        if text[place] in "([":
            return 0
        if text[place] in ")]":
            return place
    return 0


def _are_parts(text: str, whole: Token, parts: Sequence[Token], start: int, close: int) -> bool:
    if len(parts) < _LEAST or any(each.measure != whole.measure or each.sign or not each.is_size for each in parts):
        return False
    words = text[start:close]
    if _CHANGED.search(words) or _YEAR.search(words) or max(each.size for each in parts) > whole.size:
        return False
    gaps = [text[start : parts[0].start], *(text[one.end : other.start] for one, other in pairwise(parts))]
    behind = [*(text[one.end : other.start] for one, other in pairwise(parts)), text[parts[-1].end : close]]
    return all(map(_NAMED.search, gaps)) or all(map(_NAMED.search, behind))
