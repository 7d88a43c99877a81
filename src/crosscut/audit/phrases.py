"""How findings say amounts and relations, in English and Korean."""

from __future__ import annotations

import re
from fractions import Fraction

from crosscut.audit.context.entities import WHOLE, area_name
from crosscut.audit.model import Interval, PrintedFigure, QuantityKind
from crosscut.money import CURRENCIES, format_long, format_mixed
from crosscut.text import Text

_NUMBER = re.compile(r"[0-9][0-9,]*(?:[.・･][0-9]+)?")


_EOK = 10**8
_MIXED = re.compile(
    r"(?P<head>[^0-9]{0,4})(?P<whole>[0-9][0-9,]*)조(?P<gap> ?)(?P<rest>[0-9][0-9,]*)(?P<thousand>천)?억"
    r"(?P<tail>[^0-9]*)"
)
_IN_THOUSANDS = re.compile(
    r"(?P<head>[^0-9]{0,4})(?:[0-9][0-9,]*(?P<large>조 ?|만))?[0-9]천(?:[0-9]{1,3})?억(?P<tail>[^0-9]*)"
)
"""An amount with a word for its thousands: ``19조1천240억원``, ``1만6천230억원``."""

_IN_TEN_THOUSANDS = re.compile(
    r"(?P<head>[^0-9]{0,4})[0-9][0-9,]*만(?P<gap> ?)(?P<rest>[0-9]{1,4}|[0-9],[0-9]{3})(?P<tail>[^0-9만억조]*)"
)
"""A number as ``6만9,804개``."""

_TOO_FAR = 100
"""So many times as large as a figure no range is told in its unit."""

_TEN_THOUSAND = 10_000
_NAMED_THOUSANDS = re.compile(r"\s?(?:천(?:만|억)|십억|백억)")
"""Words behind a number of one to four digits: ``4천만원`` is four, but 4천억원 no 40,000 of them."""

_SIGNS = "△▲-−+"
_GROUPED = 1_000
"""From here on an amount whose text has no Korean has commas between its thousands."""

_KOREAN = re.compile("[가-힣]")
_LONG = 10**7
"""From here on an amount in single won, dollars or euros is said with a word for its unit."""

_WHOLES = {
    "strategic": Text("all critical and emerging technologies", "전략기술 전체"),
    "major": Text("all Major R&D", "주요 R&D 전체"),
    "rnd": Text("all R&D", "연구개발 전체"),
    "total": Text("the total", "전체"),
}


def entity(entity_id: str, language: str) -> str:
    """What an area or a whole is called."""
    kind, _, rest = entity_id.partition(":")
    if kind == WHOLE:
        return _WHOLES.get(rest, Text.same(rest))[language]
    return area_name(entity_id, language)


def value(amount: Fraction, kind: QuantityKind, currency: str, language: str = "en") -> str:
    """A value in words for people: an amount in its currency, or a percentage."""
    if kind in ("percentage", "points"):
        return f"{_decimal(amount * 100, 2)}%" + ("p" if kind == "points" else "")
    whole = round(amount)
    if kind != "amount" or currency not in CURRENCIES:
        return _decimal(amount, 0 if kind == "count" else 2)
    if language == "ko" and currency == "KRW":
        return format_mixed(whole)
    return _long(whole, currency)


def _long(whole: int, currency: str) -> str:
    head, _, word = format_long(whole, currency, digits=4).rpartition(" ")
    if "." not in head and "." not in word:
        return f"{head} {word}"
    return f"{head.rstrip('0').rstrip('.')} {word}" if "." in head else f"{head} {word.rstrip('0').rstrip('.')}"


def _decimal(number: Fraction, most: int) -> str:
    scaled = round(abs(number) * 10**most)
    whole, rest = divmod(scaled, 10**most)
    text = f"{whole:,}.{rest:0{most}d}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 and scaled else text


def between(span: Interval, kind: QuantityKind, currency: str, language: str = "en") -> str:
    """A range in words."""
    low = None if span.low is None else value(span.low, kind, currency, language)
    high = None if span.high is None else value(span.high, kind, currency, language)
    if language == "ko":
        if low is None or high is None:
            return f"{high} 이하" if low is None and high is not None else f"{low} 이상" if low else "알 수 없음"
        return low if low == high else f"{low}에서 {high} 사이"
    if low is None or high is None:
        return f"at most {high}" if low is None and high is not None else f"at least {low}" if low else "unknown"
    return low if low == high else f"between {low} and {high}"


def printed(figure: PrintedFigure, target: Fraction) -> str:
    """A value as the figure would print it, in its unit and decimals."""
    match = list(_NUMBER.finditer(figure.text))
    mixed = _MIXED.fullmatch(figure.text) if len(match) == 2 else None
    if mixed:
        return _mixed(figure, mixed, target)
    worded = _IN_THOUSANDS.fullmatch(figure.text)
    if worded:
        return _in_thousands(figure, worded, target)
    tens = _IN_TEN_THOUSANDS.fullmatch(figure.text)
    return _in_ten_thousands(tens, target) if tens and figure.step == 1 else _plainly(figure, match, target)


def _plainly(figure: PrintedFigure, match: list[re.Match[str]], target: Fraction) -> str:
    """A value with the words and signs around the one number of a figure."""
    unit = figure.unit_worth
    if not match or (len(match) > 1 and figure.kind in ("amount", "count")):
        counted = figure.unit if figure.kind == "count" else ""
        return value(target, figure.kind, figure.currency, "ko" if "원" in figure.unit else "en") + counted
    scaled = round(abs(target) / unit * 10**figure.decimals)
    whole, rest = divmod(scaled, 10**figure.decimals)
    if whole >= _LONG and figure.kind == "amount" and figure.unit.strip() in (figure.currency, "원", "달러", "유로"):
        return value(target, figure.kind, figure.currency)
    if whole >= _TEN_THOUSAND and _NAMED_THOUSANDS.match(figure.text[match[0].end() :]):
        return value(target, figure.kind, figure.currency, "ko")
    grouped = "," in match[0][0] or whole >= (_GROUPED if figure.unit and not _KOREAN.search(figure.text) else 10_000)
    digits = f"{whole:,}" if grouped else str(whole)
    digits += f".{rest:0{figure.decimals}d}" if figure.decimals else ""
    turned = "-" if target < 0 < scaled and figure.value >= 0 else ""
    head = figure.text[: match[0].start()]
    if target > 0 > figure.value and figure.signed:
        head = head.lstrip(_SIGNS)
    return turned + head + digits + figure.text[match[0].end() :]


def to_its_step(figure: PrintedFigure, target: Fraction) -> Fraction:
    """A value as finely as a figure is printed: ``638조7천억`` is of hundreds of billions."""
    return round(target / figure.step) * figure.step if figure.step else target


def within(figure: PrintedFigure, span: Interval, language: str = "en") -> str:
    """A range in the unit that the figure is printed in: ``467.6 to 470.7 billion``, ``467.6~470.7억원``."""
    matches = list(_NUMBER.finditer(figure.text))
    if figure.value < 0 and not figure.signed and span.low is not None and span.high is not None and span.high <= 0:
        span = Interval(-span.high, -span.low)
    if span.low is None or span.high is None or not _is_in_its_unit(figure, span):
        return between(span, figure.kind, figure.currency, language)
    ends = [printed(figure, end).lstrip(_SIGNS if span.low >= 0 else "") for end in (span.low, span.high)]
    if ends[0] == ends[1]:
        return ends[0]
    if len(matches) != 1 and (_MIXED.fullmatch(figure.text) or _IN_THOUSANDS.fullmatch(figure.text)):
        return f"{ends[0]}~{ends[1]}" if language == "ko" else f"{ends[0]} to {ends[1]}"
    if len(matches) != 1:
        return between(span, figure.kind, figure.currency, language)
    most = figure.decimals + (2 if span.high - span.low < figure.step else 1)
    low, high = (_decimal(end / figure.unit_worth, most) for end in (span.low, span.high))
    joined = low if low == high else f"{low}~{high}" if language == "ko" else f"{low} to {high}"
    return figure.text[: matches[0].start()].lstrip(_SIGNS) + joined + figure.text[matches[0].end() :]


def _is_in_its_unit(figure: PrintedFigure, span: Interval) -> bool:
    """Whether a bounded range may be told in a figure's unit: what is below nothing, only without a sign before it."""
    assert span.low is not None
    assert span.high is not None
    if span.low < 0:
        return figure.text.lstrip(_SIGNS)[:1].isdigit() and len(_NUMBER.findall(figure.text)) == 1
    return span.high < _TOO_FAR * abs(figure.value) or not figure.value


def _in_thousands(figure: PrintedFigure, match: re.Match[str], target: Fraction) -> str:
    """An amount as ``19조1천240억원`` is printed."""
    large, rest = divmod(round(abs(target) / _EOK), 10_000)
    thousands, below = divmod(rest, 1_000)
    parts = [
        f"{large:,}{match['large'] or '조'}" if large else "",
        f"{thousands}천" if thousands else "",
        str(below) if below else "",
    ]
    sign = "-" if target < 0 <= figure.value else ""
    eok = "억" if rest or match["large"] == "만" else ""
    return f"{match['head']}{sign}{''.join(parts).rstrip()}{eok}{match['tail']}"


def _in_ten_thousands(match: re.Match[str], target: Fraction) -> str:
    """A number as ``6만9,804개`` is printed."""
    tens, below = divmod(round(abs(target)), 10_000)
    digits = f"{below:,}" if "," in match["rest"] else str(below)
    eok, tens = divmod(tens, 10_000)
    parts = [f"{eok:,}억" if eok else "", f"{tens:,}만" if tens else "", digits if below or not (tens or eok) else ""]
    return f"{match['head']}{match['gap'].join(filter(None, parts))}{match['tail']}"


def _mixed(figure: PrintedFigure, match: re.Match[str], target: Fraction) -> str:
    """An amount as ``1조 2,345억 원`` is printed."""
    whole, rest = divmod(round(abs(target) / _EOK), 10_000)
    digits = f"{rest:,}" if "," in match["rest"] or "," in match["whole"] else str(rest)
    if match["thousand"]:
        digits, tail = (f"{rest // 1_000}", "천억") if not rest % 1_000 else (digits, "억")
    else:
        tail = "억"
    parts = [f"{whole}조" if whole else "", f"{digits}{tail}" if rest else ""]
    sign = "-" if target < 0 <= figure.value else ""
    return f"{match['head']}{sign}{match['gap'].join(filter(None, parts))}{match['tail']}"


def nearly(figure: PrintedFigure, target: Fraction) -> str:
    """A value as the figure would print it, or in full where the figure's few digits would lose much of it."""
    unit = figure.step
    off = abs(round(abs(target) / unit) * unit - abs(target))
    return value(target, figure.kind, figure.currency) if off * 50 > abs(target) else printed(figure, target)


KINDS = {
    "difference": Text("the difference does not fit the two amounts", "증감액이 두 금액의 차이와 맞지 않음"),
    "growth": Text("the rate of change does not fit the amounts", "증감률이 금액과 맞지 않음"),
    "growth of counts": Text("the rate of change does not fit the numbers", "증감률이 두 수치와 맞지 않음"),
    "direction": Text("the words say that it moved the other way", "문장이 말하는 증감 방향과 다름"),
    "sum": Text("the parts do not add up to the whole", "부분의 합이 전체와 맞지 않음"),
    "within": Text("a part is more than what it is part of", "부분이 전체보다 많음"),
    "family": Text("the ministries' parts do not add up to the whole", "부처별 금액의 합이 전체와 맞지 않음"),
    "overfilled": Text("the parts together are more than the whole", "부분의 합이 전체보다 많음"),
    "shared": Text("the ministries' parts together are more than the whole", "부처별 금액의 합이 전체보다 많음"),
    "share": Text("the share does not fit the amounts", "비중이 금액과 맞지 않음"),
    "multiple": Text("the number of times does not fit the two", "배수가 두 수치와 맞지 않음"),
    "product": Text("the total is not what each gets times their number", "합계가 단가와 개수의 곱과 맞지 않음"),
    "average": Text("the average is not the total by the number of things", "평균이 합계를 개수로 나눈 값과 맞지 않음"),
    "same": Text("one quantity is printed with two values", "같은 값을 서로 다르게 적음"),
    "ledger": Text("the budget's own ledger says otherwise", "예산 원장의 값"),
}
"""What each kind of relation says."""
