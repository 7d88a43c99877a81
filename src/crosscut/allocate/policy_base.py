"""A policy that starts from another one, such as last year's: what it says anew replaces what the base says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from crosscut import tomltext
from crosscut.allocate import refusal_words as say
from crosscut.text import Text
from crosscut.text.refusals import RefusalError
from crosscut.tomltext import Table
from crosscut.wholefiles import read_text

DEEPEST = 10
"""Policies that may start from one another in a row."""


def merged(data: Table, file: Path, texts: Mapping[str, str], depth: int = 0) -> Table:
    """The settings of a policy over those of its base, and of that one's base; ``texts`` before files of their names.

    Raises
    ------
    CrosscutError
        where a base is missing or unreadable, lies elsewhere, or leads back to itself.

    """
    name = data.get("base", "")
    if not isinstance(name, str) or not name:
        return dict(data)
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise _refused(say.BASE_ELSEWHERE, name)
    if depth >= DEEPEST:
        raise _refused(say.BASE_CIRCLE, name)
    try:
        text = texts[name] if name in texts else read_text(file.parent / name, tomltext.LARGEST)
    except (OSError, UnicodeDecodeError):
        raise _refused(say.BASE_UNREAD, name) from None
    before = merged(tomltext.parsed(text), file.parent / name, texts, depth + 1)
    dropped = data.get("without", ())
    left_out = {dropped} if isinstance(dropped, str) else {str(each) for each in dropped}
    _known(left_out, before)
    return {key: _over(before.get(key), data.get(key), left_out) for key in {**before, **data}}


def _known(left_out: set[str], base: Table) -> None:
    """Refuse what ``without`` names and the base has not."""
    ids = {_called(each) for rules in base.values() if isinstance(rules, list) for each in rules if _table(each)}
    for each in sorted(left_out - ids):
        raise _refused(say.NOT_IN_BASE, each)


def _refused(why: Text, name: str) -> RefusalError:
    return RefusalError(why.format(name=repr(name)), code="policy")


def _table(value: object) -> bool:
    return isinstance(value, dict)


def _over(before: Any, now: Any, left_out: set[str]) -> Any:
    """One setting of both: tables key by key, rules by their ids, anything else replaced."""
    if isinstance(before, list) and before and all(map(_table, before)):
        return _rules(before, now if isinstance(now, list) else [], left_out)
    if isinstance(before, dict) and isinstance(now, dict):
        return _settings(before, now, left_out)
    return before if now is None else now


def _settings(before: Table, now: Table, left_out: set[str]) -> Table:
    """A table over another; the two ways to state a ceiling replace each other."""
    kept = {key: value for key, value in before.items() if not (key in _EITHER and _EITHER & set(now))}
    return {key: _over(kept.get(key), now.get(key), left_out) for key in {**kept, **now}}


_EITHER = {"amount", "change"}


def _rules(before: Sequence[Table], now: Sequence[Table], left_out: set[str]) -> list[Table]:
    """The base's rules, those of the same id or year replaced and those named left out, and then the new ones."""
    new = {_called(each): each for each in now if _called(each)}
    kept = [new.get(_called(each), each) for each in before if _called(each) not in left_out]
    known = {_called(each) for each in kept}
    return [*kept, *(each for each in now if not _called(each) or _called(each) not in known)]


def _called(stated: Table) -> str:
    """What a table of a list is known by: its id, or the later year that it is of."""
    return str(stated.get("id") or stated.get("year") or "")
