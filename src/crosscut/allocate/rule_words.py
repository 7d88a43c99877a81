"""What rules say, in English and Korean: by their names where they have some, amounts as they are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from crosscut.allocate.demand import LAST_YEAR
from crosscut.allocate.policy import Bound, Choice
from crosscut.allocate.quantities import show_percent
from crosscut.allocate.selection_words import EACH
from crosscut.money import Unit, amount_text
from crosscut.text import Text
from crosscut.text.counts import programmes


def printed(amount: int, unit: Unit, *, up: bool = False, down: bool = False) -> Text:
    """An amount in whole units for readers, rounded up or down where said; exactly where it is less than one unit."""
    if 0 < abs(amount) < unit.factor and not up:
        return amount_text(amount, unit)
    amount = -(-amount // unit.factor) * unit.factor if up else amount
    amount = amount // unit.factor * unit.factor if down else amount
    return amount_text(amount, unit, digits=0)


def named(name: Text, words: Text) -> Text:
    """A rule's words after its own name, where it has one that they do not begin with."""
    if words.en.startswith(name.en):
        return words
    return Text(f"{name.en}: {words.en}", f"{name.ko or name.en}: {words.ko}") if name else words


def limit_words(what: Text, limit: Text, *, least: bool, note: Text) -> Text:
    """What a rule over money sets: of what, how much, and how that follows."""
    words = _AT_LEAST if least else _AT_MOST
    found = words.format(what=what, limit=limit)
    return Text(f"{found.en} ({note.en})", f"{found.ko} ({note.ko})") if note else found


_AT_LEAST = Text("{what} at least {limit}", "{what} {limit} 이상")
_AT_MOST = Text("{what} at most {limit}", "{what} {limit} 이하")


def growth_note(growth: Fraction, since: Text = LAST_YEAR, *, least: bool) -> Text:
    """How a limit follows from the amount of the year that changes count from, ``since``."""
    if growth == -1:
        return Text("may end", "종료 가능") if least else _END
    shown = show_percent(growth, sign=True)
    return Text(f"{shown} on {since.en}", f"{since.ko} 대비 {shown}")


def ceiling_note(part: Fraction) -> Text:
    """How a limit follows from the ceiling."""
    return Text(f"{show_percent(part)} of the ceiling", f"한도의 {show_percent(part)}")


_BOUNDS: dict[str, Text] = {
    "change_at_least": Text("no more than {value} below {since}", "{since} 대비 {value} 이내 감액"),
    "change_at_most": Text("no more than {value} above {since}", "{since} 대비 {value} 이내 증액"),
    "cut_at_least": Text("cut by at least {value}", "{since} 대비 {value} 이상 감액"),
    "freeze": Text("frozen at {since}'s amount", "{since} 수준 동결"),
    "at_most": Text("at most {value}", "{value} 이하"),
    "request_at_most": Text("at most {value} of the request", "요구액의 {value} 이하"),
    "at_least": Text("at least {value}", "{value} 이상"),
    "request_at_least": Text("at least {value} of the request", "요구액의 {value} 이상"),
    "keep": Text("at least {since}'s amount", "{since} 금액 이상 유지"),
}
_RAISED = Text("at least {value} above {since}", "{since} 대비 {value} 이상 증액")
_LOWERED = Text("at least {value} below {since}", "{since} 대비 {value} 이상 감액")
_NO_CUT = Text("no less than {since}'s amount", "{since} 대비 감액 없음")
_NO_RISE = Text("no more than {since}'s amount", "{since} 대비 증액 없음")
_END = Text("ended", "종료")


def bound_words(bound: Bound, amounts: Mapping[str, Text], who: Text = EACH, since: Text = LAST_YEAR) -> Text:
    """What a bound asks of each programme that it selects, ``who``; ``amounts`` of its keys as they are printed.

    ``since`` is the year that changes count from.
    """
    parts = []
    for key, words in _BOUNDS.items():
        value = getattr(bound, key)
        if value is None or value is False or value == "":
            continue
        if key in amounts:
            money = amounts[key]
            parts.append(Text(words.en.format(value=money.en), words.ko.format(value=money.ko)))
        elif isinstance(value, Fraction) and key.startswith("change"):
            parts.append(_change(key, value, since))
        elif key == "cut_at_least" and value == 1:
            parts.append(_END)
        else:
            shown = show_percent(value) if isinstance(value, Fraction) else str(value)
            parts.append(words.format(value=shown, since=since))
    english, korean = (" and ".join(each.en for each in parts), ", ".join(each.ko for each in parts))
    return Text(f"{who.en} {english}", f"{who.ko} {korean}")


def _change(key: str, value: Fraction, since: Text) -> Text:
    """A least or most change: its words turn round where the sign does."""
    words = _BOUNDS[key]
    if not value:
        words = _NO_CUT if key == "change_at_least" else _NO_RISE
    if key == "change_at_least" and value > 0:
        words = _RAISED
    if key == "change_at_most" and value < 0:
        words = _END if value == -1 else _LOWERED
    return words.format(value=show_percent(abs(value)), since=since)


def choice_words(choice: Choice, who: Text = EACH, spent: int | None = 0, count: int = 0) -> Text:
    """What a choice offers each programme that it selects, ``who``, which goes without saying where it is all.

    ``spent`` is of how many of its ``count`` programmes it is known what was spent; None where of nobody in any year.
    """
    offered = _offered(choice)
    if choice.viable_of_execution is not None and (spent is None or spent < count):
        note = _UNSPENT if spent is None else _SPENT_OF_SOME.format(known=f"{spent:,}", count=f"{count:,}")
        offered = Text(f"{offered.en} ({note.en})", f"{offered.ko}({note.ko})")
    return offered if who == EACH else Text(f"{who.en} gets {offered.en}", f"{who.ko} {offered.ko}")


_UNSPENT = Text(
    "no year's execution is known, so that none asks for a least amount",
    "집행 실적이 있는 연도가 없어 집행액에 따른 최소 금액은 적용되지 않음",
)


_SPENT_OF_SOME = Text(
    "execution is known of {known} of {count} programmes, and it binds no others",
    "집행 실적이 있는 사업은 {count}개 중 {known}개이며, 나머지에는 집행액에 따른 최소 금액이 적용되지 않음",
)


def _offered(choice: Choice) -> Text:
    ends = Text(" or nothing", " 또는 종료") if choice.may_end else Text()
    if choice.options:
        shown = ", ".join(show_percent(option) for option in sorted(choice.options, reverse=True))
        return Text(f"one of {shown} of the request{ends.en}", f"요구액의 {shown} 중 하나{ends.ko}")
    if choice.viable_of_execution is not None:
        part = show_percent(choice.viable_of_execution)
        also = "" if choice.viable is None else f" and {show_percent(choice.viable)} of the request"
        also_ko = "" if choice.viable is None else f", 요구액의 {show_percent(choice.viable)} 이상"
        return Text(
            f"at least {part} of what was last spent{also}{ends.en}", f"직전 집행액의 {part} 이상{also_ko}{ends.ko}"
        )
    part = show_percent(choice.viable or Fraction(0))
    return Text(f"at least {part} of the request{ends.en}", f"요구액의 {part} 이상{ends.ko}")


def commitment_words(year: int, money: Text, count: int, others: Sequence[str] = ()) -> Text:
    """What contracts bind in a year; ``others`` have contracts and ask for nothing."""
    words = _COMMITTED.format(year=str(year), money=money, counted=programmes(count))
    if not others:
        return words
    shown = f"{', '.join(others[:_SHOWN])}{', …' if len(others) > _SHOWN else ''}"
    beside = _NOT_ASKING.format(count=f"{len(others):,}", shown=shown)
    return Text(f"{words.en} ({beside.en})", f"{words.ko}({beside.ko})")


_SHOWN = 6
"""Ids that are named one by one."""
_COMMITTED = Text("contracts bind {money} of {counted} in {year}", "{year}년에 계약으로 정해진 금액: {counted} {money}")
_NOT_ASKING = Text(
    "those that ask for nothing are left out ({count}): {shown}",
    "요구가 없는 {count}개 사업의 계약은 제외: {shown}",
)


def priority_words(count: int, ministries: Sequence[str]) -> Text:
    """That programmes are funded in the order of their ministries' lists."""
    if len(ministries) == 1:
        return _IN_ORDER_OF_ONE.format(counted=programmes(count), ministry=ministries[0])
    return _IN_ORDER.format(counted=programmes(count), ministries=f"{len(ministries):,}")


_IN_ORDER_OF_ONE = Text(
    "{counted} of {ministry}, funded in the order of its own list",
    "{ministry}의 {counted}을(를) 부처 자체 우선순위에 따라 반영",
)
_IN_ORDER = Text(
    "{counted} of {ministries} ministries, funded in the order of each ministry's own list",
    "{ministries}개 부처의 {counted}을(를) 부처 자체 우선순위에 따라 반영",
)


def of_each(name: Text, value: Text) -> Text:
    """The name of a rule that is stated for every value of a key, with the value."""
    return Text(f"{name.en}, {value.en}", f"{name.ko or name.en}, {value.ko}") if name else name


def group_words(called: Sequence[str], low: int, high: int | None) -> Text:
    """How many of a group may be funded; its programmes by their names where they are few."""
    count = len(called)
    shown = f" ({', '.join(called)})" if count <= _SHOWN else ""
    sides = [(low, "least", "이상")] if low else []
    sides += [(high, "most", "이하")] if high is not None else []
    english = " and ".join(f"at {word} {limit}" for limit, word, _ in sides) + f" of {count} funded{shown}"
    korean = f"{count}개{shown} 중 " + ", ".join(f"{limit}개 {word}" for limit, _, word in sides) + " 선정"
    return Text(english, korean)
