"""What a misprint could have been: every slip that explains how a wrong figure came about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import ceil, floor

from crosscut.audit import phrases
from crosscut.audit.figures.foreign import folded
from crosscut.audit.figures.precision import ranges
from crosscut.audit.figures.scan import scan
from crosscut.audit.model import Interval, PrintedFigure
from crosscut.audit.slips import reordered

_DIGITS = "0123456789"
_UNITS = (
    ("trillion", "billion"),
    ("billion", "million"),
    ("billion", "trillion"),
    ("million", "billion"),
    ("million", "thousand"),
    ("thousand", "million"),
    ("tn", "bn"),
    ("bn", "tn"),
    ("bn", "mn"),
    ("mn", "bn"),
    ("조", "억"),
    ("억", "조"),
    ("백만", "억"),
    ("억", "백만"),
    ("천만", "백만"),
    ("천만", "천억"),
    ("천억", "천만"),
    ("백만", "천"),
    ("천", "백만"),
    ("만", "억"),
    ("억", "만"),
)
_LOST_UNITS = ("billion", "million", "trillion", "thousand")
_LOST_UNITS_KO = ("억", "조", "백만", "만", "천", "천만", "천억")
_MINUS = "-−△▲"
_TEN = 10
_COARSE = 6
"""From this rank on a repair keeps the precision of its own text, not that of the figure."""

_FEW = 5
_LOST_UNIT = "a word for its unit lost"
LOST_WORD = "a word such as about or over lost"
_LETTERS_OF_NUMBERS = str.maketrans("", "", "0123456789.,")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_THOUSAND = re.compile(r"(?<![0-9])[1-9]천(?=[1-9][0-9]{0,2}억)")
"""A thousand before the rest of an amount: ``1천811억원`` for ``811억원``."""

_OVER_A_UNIT = re.compile(r"([0-9])((?:천|만|천?억|조) ?)([0-9])")


@dataclass(frozen=True, slots=True)
class Repair:
    """A figure as it was probably meant, why, and how likely such a slip is: 0 is the likeliest."""

    text: str
    reason: str
    rank: int
    value: Fraction
    range: Interval


def repairs(figure: PrintedFigure, expected: Interval, most: int = 6) -> list[Repair]:
    """The slips that put a figure outside the range that it should lie in, likeliest first."""
    found: dict[str, Repair] = {}
    alone = figure.kind in {token.kind for token in scan(figure.text)}
    single = len(_NUMBER.findall(figure.text)) == 1
    window = _window(figure, expected) if single else None
    for text, reason, rank in chain(_variants(figure), _lost(figure, expected)):
        if text == figure.text or (text in found and found[text].rank <= rank):
            continue
        plain = single and _same_words(figure.text, text)
        if (plain and window is not None and not _may_be(text, window)) or not _well_formed(text):
            continue
        repair = _read(figure, text, reason, rank, alone=alone and not plain)
        if repair and not repair.range.meet(expected).empty:
            found[text] = repair
    order = {text: place for place, text in enumerate(found)}
    ranked = sorted(found.values(), key=lambda each: (each.rank, _distance(expected, each.value), order[each.text]))
    return ranked[:most]


_PLAY = 1e-9


def _window(figure: PrintedFigure, expected: Interval) -> tuple[float, float] | None:
    """Roughly what a number in the figure's unit may be, without its sign; None where anything may be."""
    if figure.loose or not expected.bounded:
        return None
    assert expected.low is not None
    assert expected.high is not None
    ends = sorted(float(abs(end) / figure.unit_worth) for end in (expected.low, expected.high))
    low = 0.0 if expected.low <= 0 <= expected.high else ends[0]
    return low * (1 - _PLAY), ends[1] * (1 + _PLAY)


def _may_be(text: str, window: tuple[float, float]) -> bool:
    """Whether a number may lie in a window, given how finely it is printed; exact arithmetic looks at those."""
    match = _NUMBER.search(text)
    if match is None:
        return True
    digits = match[0].replace(",", "")
    step = 10.0 ** -len(digits.partition(".")[2])
    return window[0] - 2 * step <= float(digits) <= window[1] + 2 * step


_MALFORMED = re.compile(
    r"(?<![0-9.,])0[0-9]|[0-9]\.[0-9]+(?:조|억|만|천|백) ?[0-9]|조 ?[1-9][0-9]?,?[0-9]{4}(?![0-9]|,[0-9]) ?억|조 ?0[^.]"
    r"|조 ?[0-9]{2,3},[0-9]{3} ?억|(?:illion|thousand) ?[兆億亿万萬円元]"
    r"|[0-9]{2} ?[천백십](?=[조억만])|[천백십][0-9]+\.[0-9]|천[0-9]{4}|백[0-9]{3}|십[0-9]{2}"
    r"|(?:백만|천만) ?[0-9]+ ?[억조]|만 ?[0-9]{5}|만 ?[0-9]{2,3},[0-9]{3}|[억만] ?0(?!\.)"
    r"|(?:[MBK]|illion) ?(?:trillion|billion|million|thousand)|(?:trillion|billion|million|thousand)[MBK]|\.[0-9]*\."
)


def _well_formed(text: str) -> bool:
    """Whether an amount is of a form that anyone would print."""
    return _MALFORMED.search(folded(text)) is None


def _same_words(text: str, other: str) -> bool:
    """Whether two texts differ in digits only."""
    return text.translate(_LETTERS_OF_NUMBERS) == other.translate(_LETTERS_OF_NUMBERS)


def _distance(expected: Interval, value: Fraction) -> Fraction:
    """How far a value is from the middle of a narrow range; a wide one says nothing."""
    if expected.low is None or expected.high is None or expected.high - expected.low > abs(expected.high) / 20:
        return Fraction(0)
    return abs(value - (expected.low + expected.high) / 2)


def _read(figure: PrintedFigure, text: str, reason: str, rank: int, *, alone: bool) -> Repair | None:
    """What an edited text says, if it still says one number of the same kind.

    ``alone`` says that the text has its unit, which cells of tables have not.
    """
    loose = figure.loose
    if not alone:
        size, step = _plain(figure, text)
    else:
        tokens = [token for token in scan(text) if token.kind == figure.kind]
        if len(tokens) != 1:
            return None
        size, step, loose = tokens[0].size, tokens[0].step, tokens[0].loose or figure.loose
    minus = _is_minus(text) if _is_minus(text) != _is_minus(figure.text) else figure.value < 0
    value = -size if minus else size
    whole = rank >= _COARSE or reason == _LOST_UNIT
    _, lenient = ranges(value, step if whole else min(step, figure.step), loose)
    return Repair(text, reason, rank, value, Interval(value, value) if figure.low == figure.high else lenient)


def _is_minus(text: str) -> bool:
    return text.lstrip()[:1] in _MINUS


def _plain(figure: PrintedFigure, text: str) -> tuple[Fraction, Fraction]:
    """The size of a table's bare number, whose unit stands elsewhere."""
    match = _NUMBER.search(text)
    digits = match[0].replace(",", "") if match else "0"
    unit = figure.unit_worth
    decimals = len(digits.partition(".")[2])
    return Fraction(digits) * unit, unit / 10**decimals if figure.scale != 1 else figure.step


def _variants(figure: PrintedFigure) -> Iterator[tuple[str, str, int]]:
    match = _NUMBER.search(figure.text)
    if not match:
        return
    for number in _NUMBER.finditer(figure.text):
        head, tail = figure.text[: number.start()], figure.text[number.end() :]
        grouped = "," in number[0]
        for edited, reason, rank in _edits(number[0].replace(",", "")):
            if number.start() > match.start() and (
                ("." in edited and "." not in number[0]) or reason.startswith("a factor")
            ):
                continue
            fine = figure.decimals if figure.kind == "percentage" and reason.startswith("a factor") else 0
            as_printed = _as_fine(edited, fine)
            yield head + (_grouped(as_printed) if grouped else as_printed) + tail, reason, rank
    yield from _swapped_over_a_unit(figure.text)
    yield from _tenfold(figure)
    if _THOUSAND.match(figure.text):
        yield _THOUSAND.sub("", figure.text), "a stray digit", 2
    yield from _both_units(figure.text)
    for old, new in _UNITS:
        if re.search(rf"(?<![A-Za-z천백십]){old}", figure.text):
            yield re.sub(rf"(?<![A-Za-z천백십]){old}", new, figure.text, count=1), f"{old} in place of {new}", 2


def _both_units(text: str) -> Iterator[tuple[str, str, int]]:
    """An amount of two parts with both units in place of those above: ``7억2701만원`` for ``7조2701억원``."""
    match = re.fullmatch(r"([0-9,천백]+)억( ?)([0-9,천백]+)만( ?원?)", text)
    if match:
        yield f"{match[1]}조{match[2]}{match[3]}억{match[4]}", "억 in place of 조", 2


def _tenfold(figure: PrintedFigure) -> Iterator[tuple[str, str, int]]:
    """An amount of several parts, as ``9조 8천780억원``, ten times as large and a tenth of it."""
    if figure.kind == "amount" and len(_NUMBER.findall(figure.text)) > 1:
        for value in (figure.value * _TEN, figure.value / _TEN):
            yield phrases.printed(figure, value), "a factor of 10", 2


def _as_fine(number: str, decimals: int) -> str:
    """A number with at least so many decimals: beside 62.0 % and 15.0 % stands 23.0 %."""
    whole, _, rest = number.partition(".")
    return f"{whole}.{rest.ljust(decimals, '0')}" if decimals else number


def _swapped_over_a_unit(text: str) -> Iterator[tuple[str, str, int]]:
    """The last digit of one part of a number in place of the first of the next: ``7만8059`` for ``8만7059``."""
    for match in _OVER_A_UNIT.finditer(text):
        last, unit, first = match.groups()
        if last != first and (first != "0" or match.start() > 0):
            yield f"{text[: match.start()]}{first}{unit}{last}{text[match.end() :]}", "two digits swapped", 2


def _edits(number: str) -> Iterator[tuple[str, str, int]]:
    """Every slip of one number without separators."""
    whole, dot, decimals = number.partition(".")
    if len(whole) > 1:
        why = "a currency sign read as 7" if whole[0] == "7" and whole[1] != "0" else "a stray leading digit"
        yield _trim(whole[1:]) + dot + decimals, why, 0 if whole[0] == "7" and len(whole) > 3 else 3
    for place in range(len(number)):
        if number[place] in _DIGITS:
            yield from _at(number, place)
    yield from _shifts(whole, decimals)


def _at(number: str, place: int) -> Iterator[tuple[str, str, int]]:
    head, digit, tail = number[:place], number[place], number[place + 1 :]
    following = tail[:1]
    if following and following in _DIGITS and following != digit:
        yield head + following + digit + tail[1:], "two digits swapped", 1
    for other in reordered(number[place : place + 3]):
        yield head + other + tail[2:], "digits in another order", 3
    if following == ".":
        yield head + tail[1:2] + "." + digit + tail[2:], "two digits swapped", 2
    if len(number.replace(".", "")) > 1:
        doubled = ((bool(head) and head[-1] == digit) or following == digit) and (digit + tail).strip("0.") != ""
        shorter = head + tail
        if shorter[0] != "." and not shorter.endswith("."):
            yield shorter, "a doubled digit" if doubled else "a stray digit", 1 if doubled else 4
    for other in _DIGITS:
        if other != digit and (other != "0" or head or following == "."):
            yield head + other + tail, "one digit slipped", 3
        yield head + digit + other + tail, "a digit lost", 3
        if not head and other != "0" and digit != "0":
            yield other + digit + tail, "a digit lost", 3


def _shifts(whole: str, decimals: str) -> Iterator[tuple[str, str, int]]:
    digits = whole + decimals
    for power in (1, 2, 3):
        for move in (power, -power):
            point = len(whole) + move
            filled = digits.ljust(point, "0") if point > 0 else digits.rjust(len(digits) - point + 1, "0")
            point = max(point, 1)
            left, right = _trim(filled[:point]), filled[point:].rstrip("0")
            text = f"{left}.{right}" if right else left
            rank = power + 1
            yield text, f"a factor of {10**power:,}", rank if len(right) <= max(len(decimals), 1) else 5


def _lost(figure: PrintedFigure, expected: Interval) -> Iterator[tuple[str, str, int]]:
    """Words, signs and groups of digits that may be missing."""
    numbers = list(_NUMBER.finditer(figure.text))
    if not numbers:
        return
    if figure.kind == "amount":
        yield from _lost_units(figure.text, numbers[-1])
    if not figure.loose and figure.value % (10 * figure.step) == 0:
        yield from _lost_looseness(figure.text)
    korean = any("가" <= letter <= "힣" for letter in figure.text + figure.label)
    bare = figure.text.lstrip(_MINUS)
    if figure.value > 0 and not figure.signed:
        yield f"{'△' if korean else '-'}{figure.text}", "a minus sign lost", 1
    elif bare != figure.text:
        yield bare, "a stray minus sign", 1
    if len(numbers) == 1:
        yield from _lost_groups(figure, numbers[0], expected)


def _lost_units(text: str, number: re.Match[str]) -> Iterator[tuple[str, str, int]]:
    """``KRW 5.2`` for ``KRW 5.2 billion``, ``1,252원`` for ``1,252억 원``, ``4조 7억`` for ``4조 7천억``."""
    head, tail = text[: number.end()], text[number.end() :]
    if any("가" <= letter <= "힣" for letter in tail):
        inner = ("천", "백", "십") if len(number[0]) == 1 and not re.match(r"\s?[천백십]", tail) else ()
        words = _LOST_UNITS_KO if re.match(r"\s?(?:원|달러|유로)", tail) else inner
        yield from ((f"{head}{word}{tail}", _LOST_UNIT, 1) for word in words)
    elif not re.search(r"illion|thousand|[tb]n|^\s?[mbk](?![a-z])", tail, re.IGNORECASE):
        yield from ((f"{head} {word}{tail}", _LOST_UNIT, 1) for word in _LOST_UNITS)


def _lost_looseness(text: str) -> Iterator[tuple[str, str, int]]:
    """A round number that was meant as about, over or nearly so much."""
    if any("가" <= letter <= "힣" for letter in text):
        words = (("약 {}", 4), ("{} 이상", 5), ("{} 미만", 5))
    else:
        words = (("about {}", 4), ("over {}", 5), ("nearly {}", 5))
    yield from ((word.format(text), LOST_WORD, rank) for word, rank in words)


def _lost_groups(figure: PrintedFigure, number: re.Match[str], expected: Interval) -> Iterator[tuple[str, str, int]]:
    """Three digits between commas that are missing, where what the others say leaves only a few for their place."""
    digits = number[0].replace(",", "")
    if "." in digits or not expected.bounded or len(digits) < 3:
        return
    assert expected.low is not None
    assert expected.high is not None
    unit = figure.unit_worth
    for kept in range(0, len(digits) + 1, 3):
        head, tail = digits[: len(digits) - kept], digits[len(digits) - kept :]
        base = int(head or 0) * 10 ** (kept + 3) + int(tail or 0)
        low, high = ((end / unit - base) / 10**kept for end in (expected.low, expected.high))
        first, last = max(ceil(low), 0 if head else 1), min(floor(high), 999)
        if first <= last < first + _FEW:
            whole = _grouped(f"{head}{(first + last) // 2:03d}{tail}")
            yield figure.text[: number.start()] + whole + figure.text[number.end() :], "three digits lost", 5


def _trim(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _grouped(number: str) -> str:
    whole, dot, decimals = number.partition(".")
    return f"{int(whole or 0):,}{dot}{decimals}"
