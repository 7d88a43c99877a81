"""Formats of numbers: what they print beside a number, and a number of an identifier as its format prints it."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

BUILT_IN = {2: "0.00", 9: "0%", 10: "0.00%"}
"""Formats that workbooks know by number alone, of those that say more of a number than its digits."""
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
    """Whether a part of a format prints nothing of a number, as those of ``;;;`` do."""
    return not re.sub(r'"\s*"|\[[^\]]*\]|_.|\*.|\s', "", code)


def unseen_effect(code: str, *, signed: bool = True) -> str:
    """What a format does to amounts that its readers cannot see, or nothing.

    ``blank`` where it prints nothing, ``negative blank`` where it prints nothing of numbers below zero, ``unsigned``
    where it prints those as it does the ones above, ``negated`` where it gives a minus to numbers above zero, ``text``
    and ``negative text`` where it prints a text in their place. Of one that is not ``signed`` no more is known than
    what it prints of numbers above zero.
    """
    if _CONDITION.search(code):
        return ""
    instead = _shown_instead(above_zero(code))
    if not signed or instead:
        return instead
    above, *below = [_PADDING.sub("", section) for section in sections(code)[:2]]
    if not re.search("[0#?]", above):
        return ""
    arrows = "▲" in above and below and re.search("[▼▽]", below[0])
    if _NEGATED.match(_UNSEEN.sub("", above)) and not arrows:
        return "negated"
    if below and below[0] == above:
        return "unsigned"
    hidden = _shown_instead(below[0]) if below else ""
    return f"negative {hidden}" if hidden else ""


def _shown_instead(code: str) -> str:
    """What a part of a format prints in the place of a number: ``blank``, a ``text``, or nothing where it prints it."""
    if _shows_nothing(code):
        return "blank"
    return "" if _IN_QUOTES.sub("", code).strip(" -–—/()*.:") else "text"


def sections(code: str) -> list[str]:
    """The parts of a format: for numbers above zero, below it, for zero and for texts."""
    found = [""]
    for piece in _SECTION_PIECE.findall(code):
        if piece == ";":
            found.append("")
        else:
            found[-1] += piece
    return found


_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_SECTION_PIECE = re.compile(r'"[^"]*"?|\\.|[^;"\\]+|;|\\')
_PADDING = re.compile(r"[_*].|\\? ")
_CONDITION = re.compile(r"\[[<>=]")
_UNSEEN = re.compile(r"\[[^\]]*\]|[\\\"\s]")
_NEGATED = re.compile(r"[-−–△▲][^\d#?]*[#0?]|\([#0?,.]+\)$")


@lru_cache(maxsize=256)
def is_of_ids(code: str) -> bool:
    """Whether a format makes more of a whole number than its digits: zeros before it, or texts around them."""
    if _DECIMALS.fullmatch(code):
        return True
    pieces = _pieces(code)
    literals = "".join(text for kind, text in pieces if kind != "digit").strip()
    return bool(pieces) and (bool(literals) or sum(text == "0" for _, text in pieces) > 1)


def with_decimals(numbers: Collection[float], code: str) -> dict[float, str]:
    """Numbers as a format of decimals prints them: 1.1 is ``1.10`` in ``0.00``.

    None where all are whole, as years are, and none that has more decimals than are printed.
    """
    found = _DECIMALS.fullmatch(code)
    if not found or all(each == int(each) for each in numbers):
        return {}
    texts = {each: f"{each:0{len(code)}.{len(found[1])}f}" for each in numbers}
    return {each: text for each, text in texts.items() if float(text) == each}


_DECIMALS = re.compile(r"0+\.(0+)")


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
