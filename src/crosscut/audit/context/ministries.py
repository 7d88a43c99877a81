"""Ministries and agencies that texts name, by a register of their names in Korean and English."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry or agency: a short stable id, its full names, and what else it is called."""

    id: str
    ko: str
    en: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called."""
        return (self.ko, self.en, *self.aliases)


@dataclass(frozen=True, slots=True)
class NamedMinistry:
    """A ministry's name in a text."""

    start: int
    end: int
    ministry: str


@cache
def register() -> dict[str, Ministry]:
    """All ministries by id."""
    file = resources.files("crosscut.audit.context").joinpath("ministries.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {
        row["id"]: Ministry(row["id"], row["ko"], row["en"], tuple(filter(None, row["aliases"].split("|"))))
        for row in rows
    }


@cache
def _ids() -> dict[str, str]:
    return {name.lower(): each.id for each in register().values() for name in each.names}


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
    ids = {name.lower(): ministry for name, ministry in (too or {}).items()} | _ids()
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


def find(label: str) -> str:
    """The id of the ministry that a label is the name of; empty where it is none."""
    bare = re.sub(r"^[\s0-9.○ㅇ□·•*-]+|[\s*]+$", "", label)
    parts = re.split(r"\s*(?:[()]| / )\s*", bare)
    ids = {_ids()[part.lower()] for part in parts if part and part.lower() in _ids()}
    return ids.pop() if len(ids) == 1 else ""


def ministry_name(ministry: str, language: str) -> str:
    """What a ministry is called; the id itself where the register does not have it."""
    known = register().get(ministry)
    return ministry if known is None else known.ko if language == "ko" else known.en
