"""Ministries and agencies that texts name, by a register of their names in Korean and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crosscut.text.ministries import ids as registered
from crosscut.text.ministries import register


@dataclass(frozen=True, slots=True)
class NamedMinistry:
    """A ministry's name in a text."""

    start: int
    end: int
    ministry: str


@cache
def _pattern(too: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """All names, each kind of letters looked for only where one begins.

    Latin names begin with a capital, and abbreviations are read in capitals only. A Korean name must not be the end of
    a longer word.
    """
    names = {name for each in register().values() for name in each.names} | too
    ordered = sorted(names, key=lambda name: (-len(name), name))
    latin = [name for name in ordered if name.isascii()]
    korean = [name for name in ordered if not name.isascii()]
    firsts = "".join(sorted({re.escape(name[0]) for name in korean}))
    return re.compile(
        rf"(?<![A-Za-z])(?=[A-Z])(?:{'|'.join(map(_latin, latin))})(?![A-Za-z])"
        rf"|(?<![가-힣])(?=[{firsts}])(?:{'|'.join(map(re.escape, korean))})(?!문)"
    )


def _latin(name: str) -> str:
    return re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})"


def named(text: str, too: Mapping[str, str] | None = None) -> list[NamedMinistry]:
    """Every ministry that a text names, in order; a short name in parentheses just after the full one belongs to it.

    ``too`` are names beyond the register, with their ids.
    """
    ids = {name.lower(): ministry for name, ministry in (too or {}).items()} | registered()
    found: list[NamedMinistry] = []
    for match in _pattern(frozenset(too or ())).finditer(text):
        ministry = ids[match[0].lower()]
        last = found[-1] if found else None
        if last and last.ministry == ministry and re.fullmatch(r" ?\([“\"'‘]?", text[last.end : match.start()]):
            closed = re.match(r"[”\"'’]?\)", text[match.end() : match.end() + 2])
            found[-1] = NamedMinistry(last.start, match.end() + (closed.end() if closed else 0), ministry)
        else:
            found.append(NamedMinistry(match.start(), match.end(), ministry))
    return found
