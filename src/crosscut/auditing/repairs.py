"""What a misprint could have been: every slip that explains how a wrong figure came about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crosscut.auditing.figures.precision import ranges
from crosscut.auditing.figures.scan import scan
from crosscut.auditing.model import Figure, Interval

_DIGITS = "0123456789"
_UNITS = (
    ("trillion", "billion"), ("billion", "million"), ("billion", "trillion"), ("million", "billion"),
    ("million", "thousand"), ("thousand", "million"), ("tn", "bn"), ("bn", "tn"), ("bn", "mn"), ("mn", "bn"),
    ("조", "억"), ("억", "조"), ("백만", "억"), ("억", "백만"),
    ("천만", "백만"), ("백만", "천"), ("천", "백만"), ("만", "억"), ("억", "만"),
)  # fmt: skip
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Repair:
    """A figure as it was probably meant, why, and how likely such a slip is: 0 is the likeliest."""

    text: str
    reason: str
    rank: int
    value: Fraction
    range: Interval


def repairs(figure: Figure, expected: Interval, most: int = 6) -> list[Repair]:
    """The slips that put a figure outside the range that it should lie in, likeliest first."""
    found: dict[str, Repair] = {}
    for text, reason, rank in _variants(figure):
        if text == figure.text or (text in found and found[text].rank <= rank):
            continue
        repair = _read(figure, text, reason, rank)
        if repair and not repair.range.meet(expected).empty:
            found[text] = repair
    order = {text: place for place, text in enumerate(found)}
    ranked = sorted(found.values(), key=lambda each: (each.rank, _distance(expected, each.value), order[each.text]))
    return ranked[:most]


def _distance(expected: Interval, value: Fraction) -> Fraction:
    """How far a value is from the middle of a narrow range; a wide one says nothing."""
    if expected.low is None or expected.high is None or expected.high - expected.low > abs(expected.high) / 20:
        return Fraction(0)
    return abs(value - (expected.low + expected.high) / 2)


def _read(figure: Figure, text: str, reason: str, rank: int) -> Repair | None:
    """What an edited text says, if it still says one number of the same kind."""
    if figure.kind not in {token.kind for token in scan(figure.text)}:
        size, step = _plain(figure, text)
    else:
        tokens = [token for token in scan(text) if token.kind == figure.kind]
        if len(tokens) != 1:
            return None
        size, step = tokens[0].size, tokens[0].step
    value = size if figure.value >= 0 else -size
    _, lenient = ranges(value, min(step, figure.step) if rank < 6 else step, figure.loose)
    return Repair(text, reason, rank, value, lenient)


def _plain(figure: Figure, text: str) -> tuple[Fraction, Fraction]:
    """The size of a table's bare number, whose unit stands elsewhere."""
    match = _NUMBER.search(text)
    digits = match[0].replace(",", "") if match else "0"
    unit = figure.step * 10**figure.decimals
    return Fraction(digits) * unit, figure.step


def _variants(figure: Figure) -> Iterator[tuple[str, str, int]]:
    match = _NUMBER.search(figure.text)
    if not match:
        return
    for number in _NUMBER.finditer(figure.text):
        head, tail = figure.text[: number.start()], figure.text[number.end() :]
        grouped = "," in number[0]
        for edited, reason, rank in _edits(number[0].replace(",", "")):
            yield head + (_grouped(edited) if grouped else edited) + tail, reason, rank
    for old, new in _UNITS:
        if re.search(rf"(?<![A-Za-z천백십]){old}", figure.text):
            yield re.sub(rf"(?<![A-Za-z천백십]){old}", new, figure.text, count=1), f"{old} in place of {new}", 2


def _edits(number: str) -> Iterator[tuple[str, str, int]]:
    """Every slip of one number without separators."""
    whole, dot, decimals = number.partition(".")
    if len(whole) > 1:
        why = "a currency sign read as 7" if whole[0] == "7" and whole[1] != "0" else "a stray leading digit"
        yield _trim(whole[1:]) + dot + decimals, why, 0 if whole[0] == "7" and len(whole) > 3 else 1
    for place in range(len(number)):
        if number[place] in _DIGITS:
            yield from _at(number, place)
    yield from _shifts(whole, decimals)


def _at(number: str, place: int) -> Iterator[tuple[str, str, int]]:
    head, digit, tail = number[:place], number[place], number[place + 1 :]
    following = tail[:1]
    if following and following in _DIGITS and following != digit:
        yield head + following + digit + tail[1:], "two digits swapped", 1
    if following == ".":
        yield head + tail[1:2] + "." + digit + tail[2:], "two digits swapped", 2
    if len(number.replace(".", "")) > 1:
        doubled = (bool(head) and head[-1] == digit) or following == digit
        shorter = head + tail
        if shorter[0] != "." and not shorter.endswith("."):
            yield shorter, "a doubled digit" if doubled else "a stray digit", 1 if doubled else 4
    for other in _DIGITS:
        if other != digit and (other != "0" or head):
            yield head + other + tail, "one digit slipped", 3
        yield head + digit + other + tail, "a digit lost", 4


def _shifts(whole: str, decimals: str) -> Iterator[tuple[str, str, int]]:
    digits = whole + decimals
    for power in (1, 2, 3):
        for move in (power, -power):
            point = len(whole) + move
            filled = digits.ljust(point, "0") if point > 0 else digits.rjust(len(digits) - point + 1, "0")
            point = max(point, 1)
            left, right = _trim(filled[:point]), filled[point:].rstrip("0")
            text = f"{left}.{right}" if right else left
            rank = 3 if power == 2 else 2
            yield text, f"a factor of {10**power:,}", rank if len(right) <= max(len(decimals), 1) else 5


def _trim(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _grouped(number: str) -> str:
    whole, dot, decimals = number.partition(".")
    return f"{int(whole or 0):,}{dot}{decimals}"
