"""Texts made of a pattern to make it slow: what may be repeated in it, repeated often, after what it needs before that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser
from types import ModuleType
from typing import Any

RUNS = ("0", "1,", "1,111,", "1.", " ", "\t", "억", "1조 ", "천백십", "△", "(", "-", "a", "가", "|", ".")
_KINDS = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_NOT_WORD: " "}


def patterns(module: ModuleType) -> Iterator[re.Pattern[str]]:
    """Every pattern that a module holds, in whatever it is kept."""
    stack: list[Any] = [value for name, value in vars(module).items() if not name.startswith("__")]
    while stack:
        value = stack.pop()
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, (tuple, list)):
            stack += value


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of about a length."""
    pairs = {(before, body) for before, body in _repeats(parser.parse(pattern.pattern, pattern.flags), "") if body}
    for before, body in sorted(pairs):
        yield f"{before}{body * (length // len(body))}\x01"


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    for op, value in tree:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            yield before, _sample(value[2])
            yield from _repeats(value[2], before)
        elif op is codes.BRANCH:
            for branch in value[1]:
                yield before, _sample(branch)
                yield from _repeats(branch, before)
        elif op is codes.SUBPATTERN:
            yield from _repeats(value[3], before)
        before += _sample([(op, value)])


def _sample(tree: Any) -> str:
    """A text that a part of a pattern holds for."""
    found = ""
    for op, value in tree:
        if op is codes.LITERAL:
            found += chr(value)
        elif op in (codes.ANY, codes.NOT_LITERAL):
            found += "a"
        elif op is codes.IN:
            found += _letter(value)
        elif op is codes.BRANCH:
            found += _sample(value[1][0])
        elif op is codes.SUBPATTERN:
            found += _sample(value[3])
        elif op in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            found += _sample(value[2]) * value[0]
    return found


def _letter(items: Any) -> str:
    op, value = items[0]
    if op is codes.LITERAL:
        return chr(value)
    if op is codes.RANGE:
        return chr(value[0])
    return _KINDS.get(value, "a")
