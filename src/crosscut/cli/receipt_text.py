"""A receipt in words: what it is of, by whom and when; a filing with its amount in the budget's unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from crosscut.money import Unit, amount_text, currency
from crosscut.text import Text
from crosscut.text.particles import particles

Facts = Mapping[str, str | int | bool]


def verdict(facts: Facts) -> Text:
    """What a receipt that holds says, so that it can be compared with the page by eye."""
    if "filed_at" in facts:
        return _filing(facts)
    told = defaultdict(str, facts)
    for kind, words in _OF.items():
        if facts.get("kind") == kind:
            return Text(words.en.format_map(told), particles(words.ko.format_map(told)))
    point = f"workspace {facts.get('workspace')}, {facts.get('at')}"
    return Text(f"valid: {point}", f"유효함: {point}")


_OF = {
    "approval": Text(
        "valid: move {move} to {year} {stage}, signed by {by}, {at}, {digest}",
        "유효함: {year}년 {stage} 반영안 {move}, {by} 결재, {at}, {digest}",
    ),
    "withdrawal": Text(
        "valid: move {move} to {year} {stage} taken back by {by}, {at}: {reason}, {digest}",
        "유효함: {year}년 {stage} 반영안 {move} 철회, {by}, {at}: {reason}, {digest}",
    ),
    "designation": Text(
        "valid: list {to} in the place of {from} from {in_force} ({law}), confirmed by {by}, {at}, {digest}",
        "유효함: {in_force}부터 {from}을(를) 대신하는 목록 {to}({law}), {by} 확정, {at}, {digest}",
    ),
    "publication": Text(
        "valid: publication {publication}, {title}, run {run}, signed by {by}, {at}, {digest}",
        "유효함: 공표 {publication}, {title}, 실행 {run}, {by} 서명, {at}, {digest}",
    ),
}


def _filing(facts: Facts) -> Text:
    number, ministry, code, total = (str(facts.get(each)) for each in ("number", "ministry", "currency", "total"))
    late = bool(facts.get("late"))
    at, here = str(facts.get("filed_at")), _local(str(facts.get("filed_at")))
    amount = _amount(facts)
    return Text(
        f"valid: {number}, {ministry}, filed {at} ({'late' if late else 'in time'}; {here}), "
        f"{total} {code} minor units ({amount.en})",
        f"유효함: {number}, {ministry}, {here} 제출({'기한 후' if late else '기한 내'}; {at}), "
        f"요구액 {amount.ko}({total} {code} 최소 단위)",
    )


def _local(text: str) -> str:
    """A moment by the clock of this machine, with its zone."""
    said = datetime.fromisoformat(text).astimezone().isoformat(sep=" ", timespec="seconds")
    return f"{said[:-6]} UTC{said[-6:]}"


def _amount(facts: Facts) -> Text:
    """The amount in the unit that the receipt names; those that name none are told in whole units of the currency."""
    money = currency(str(facts.get("currency")))
    unit = Unit("", money, int(facts.get("unit") or money.base))
    return amount_text(int(facts.get("total") or 0), unit)
