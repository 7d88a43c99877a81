"""Formats of numbers: what they print beside a number, and a number of an identifier as its format prints it."""

from __future__ import annotations

import re
from functools import lru_cache

_TEXT = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|([₩$€£¥])')
_SCALED = re.compile(r"[0#?](,+)(?![0#?,])")
_PIECE = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<digit>[0#?])|(?P<space>[_*].)|(?P<literal>[-/ :()+])')


def parts(code: str) -> tuple[str, str, int]:
    """The text after the number, the text before it, and how many thousands the format leaves out."""
    digits = re.search(r"[0#?]", re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', lambda match: "_" * len(match[0]), code))
    if "%" in code:
        return "%", "", 0
    if not digits:
        return "", "", 0
    texts = [(match.start(), "".join(filter(None, match.groups()))) for match in _TEXT.finditer(code)]
    after = "".join(text for at, text in texts if at > digits.start()).strip()
    before = "".join(text for at, text in texts if at < digits.start()).strip()
    scaled = _SCALED.search(re.sub(r'"[^"]*"', "", code))
    return after, before, len(scaled[1]) if scaled else 0


def above_zero(code: str) -> str:
    """A format in its part for numbers above zero."""
    return sections(code)[0]


def _shows_nothing(code: str) -> bool:
    """Whether a part of a format prints nothing of a number, as those of ``;;;`` and ``"n.a."`` do."""
    return not re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|\s', "", code)


def unseen_effect(code: str, *, signed: bool = True) -> str:
    """What a format does to amounts that its readers cannot see, or nothing.

    ``blank`` where it prints nothing, ``negative blank`` where it prints nothing of numbers below zero, ``unsigned``
    where it prints those as it does the ones above, ``negated`` where it gives a minus to numbers above zero. Of one
    that is not ``signed`` no more is known than whether it prints nothing.
    """
    if not signed or _CONDITION.search(code) or _shows_nothing(above_zero(code)):
        return "blank" if not _CONDITION.search(code) and _shows_nothing(above_zero(code)) else ""
    above, *below = [_PADDING.sub("", section) for section in sections(code)[:2]]
    if not re.search("[0#?]", above):
        return ""
    arrows = "▲" in above and below and re.search("[▼▽]", below[0])
    if _NEGATED.match(_UNSEEN.sub("", above)) and not arrows:
        return "negated"
    if below and below[0] == above:
        return "unsigned"
    return "negative blank" if below and _shows_nothing(below[0]) else ""


def sections(code: str) -> list[str]:
    """The parts of a format: for numbers above zero, below it, for zero and for texts."""
    found = [""]
    for piece in _SECTION_PIECE.findall(code):
        if piece == ";":
            found.append("")
        else:
            found[-1] += piece
    return found


_SECTION_PIECE = re.compile(r'"[^"]*"?|\\.|[^;"\\]+|;|\\')
_PADDING = re.compile(r"[_*].|\\? ")
_CONDITION = re.compile(r"\[[<>=]")
_UNSEEN = re.compile(r"\[[^\]]*\]|[\\\"\s]")
_NEGATED = re.compile(r"[-−–△▲][^\d#?]*[#0?]|\([#0?,.]+\)$")


@lru_cache(maxsize=256)
def is_of_ids(code: str) -> bool:
    """Whether a format makes more of a whole number than its digits: zeros before it, or texts around them."""
    pieces = _pieces(code)
    literals = "".join(text for kind, text in pieces if kind != "digit").strip()
    return bool(pieces) and (bool(literals) or sum(text == "0" for _, text in pieces) > 1)


def printed(number: int, code: str) -> str:
    """A whole number as a format prints it: 7 is ``007`` in ``000``, 20260007 is ``2026-0007`` in ``0000-0000``."""
    if width := _zeros(code):
        return str(number).zfill(width)
    digits, out = list(str(number)), []
    pieces = _pieces(code)
    left = sum(kind == "digit" for kind, _ in pieces)
    for kind, text in reversed(pieces):
        if kind != "digit":
            out.append(text)
            continue
        left -= 1
        if digits:
            out += [*reversed(digits)] if not left else [digits.pop()]
        elif text == "0":
            out.append("0")
    return "".join(reversed(out)).strip()


@lru_cache(maxsize=256)
def _zeros(code: str) -> int:
    """How many zeros a format is that is nothing else; 0 where it is anything else."""
    return len(code) if code and not code.strip("0") else 0


@lru_cache(maxsize=256)
def _pieces(code: str) -> tuple[tuple[str, str], ...]:
    """The digits and texts of a format in order; nothing where it holds anything else, such as decimals or a date."""
    found, at = [], 0
    while at < len(code):
        match = _PIECE.match(code, at)
        if match is None or match.lastgroup is None:
            return ()
        at = match.end()
        if match.lastgroup != "space":
            kind = "digit" if match.lastgroup == "digit" else "text"
            found.append((kind, match[match.lastgroup]))
    return tuple(found) if any(kind == "digit" for kind, _ in found) else ()
