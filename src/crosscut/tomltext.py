"""TOML of anybody: read within limits, so that a small file cannot take the machine's memory or time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from crosscut.characters import CONTROL, escaped
from crosscut.errors import CrosscutError

LARGEST: Final = 4_000_000
"""Characters of the largest file: a national budget's is about a hundredth of it."""
MOST: Final = 50_000
"""Values and tables of the largest file: a policy with a rule for each programme has less than half."""
DEEPEST: Final = 40
"""Tables and lists inside one another: settings need five, nested rules of a policy about twenty."""
PARTS: Final = 8
"""Parts of a dotted key, each a table of its own: settings need three."""

Table = dict[str, Any]
"""What a file of TOML states, before a model has looked at it: anything may stand in it."""

_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_APART: Final = re.compile(r"[^\w\s.-]+")
_PART: Final = re.compile(r"[\w-][ \t]*\.")
_DIGITS: Final = re.compile(r"[0-9_]{400}")


def misplaced(place: Sequence[str | int], top: AbstractSet[str]) -> str:
    """Where a setting within a table belongs that stands by itself at the top, led by a space; else empty."""
    inside = len(place) > 1 and place[-1] in top
    return f" {place[-1]!r} stands at the top of the file: write it above the first [table]." if inside else ""


def parsed(text: str) -> Table:
    """What a text of TOML states.

    Raises
    ------
    CrosscutError
        where it is no TOML, goes beyond the limits, or holds a control character: the message names the line.
    """
    if len(text) > LARGEST:
        raise _fault(f"is longer than {LARGEST:,} characters")
    for line, words in enumerate(text.splitlines(), start=1):
        if words.count(".") > PARTS and _dotted(words) > PARTS:
            raise _fault(f"line {line}: a key has more than {PARTS} parts")
        if _DIGITS.search(words):
            raise _fault(f"line {line}: a number is too long")
        if max(words.count("["), words.count("{")) > DEEPEST and _nested(words) > DEEPEST:
            raise _fault(f"line {line}: lists are nested more than {DEEPEST} deep")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(f"is not valid TOML: {error}") from None
    except (RecursionError, ValueError, OverflowError, MemoryError):
        raise _fault("is not valid TOML: it is nested too deeply, or a number is too long") from None
    _check(data, "", 0)
    if _values(data) > MOST:
        raise _fault(f"holds more than {MOST:,} values")
    return data


def _dotted(line: str) -> int:
    """How many parts the longest dotted key of a line has."""
    return max(len(_PART.findall(each)) for each in _APART.split(_TEXT.sub("x", line)))


def _nested(line: str) -> int:
    """How deep a line's brackets go, those in texts counted as well."""
    deep = deepest = 0
    for letter in line:
        deep += (letter in "[{") - (letter in "]}")
        deepest = max(deepest, deep)
    return deepest


def _check(value: object, name: str, depth: int) -> None:
    if depth > DEEPEST:
        raise _fault(f"{name}: nested more than {DEEPEST} deep")
    if isinstance(value, str) and (found := CONTROL.search(value)):
        raise _fault(f"{name} holds a control character ({escaped(found[0])}); take it out")
    if isinstance(value, dict):
        for key, each in value.items():
            _check(key, f"a key of {name}" if name else "a key", depth + 1)
            _check(each, f"{name}.{key}" if name else key, depth + 1)
    elif isinstance(value, list):
        for at, each in enumerate(value, start=1):
            _check(each, f"{name}.{at}", depth + 1)


def _values(value: object) -> int:
    """How many values and tables stand in a value, itself among them."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_values, inside))


def _fault(message: str) -> CrosscutError:
    return CrosscutError(message, code="config")
