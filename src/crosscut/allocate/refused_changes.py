"""Changes that cannot be read: what is wrong with them, and what to write instead, in English and Korean."""

from __future__ import annotations

from fractions import Fraction

from crosscut.allocate.draft import BELOW_ZERO, Draft
from crosscut.allocate.programme_ids import nearest
from crosscut.allocate.quantities import percent, takes_too_much
from crosscut.errors import CrosscutError
from crosscut.text import Text
from crosscut.text.refusals import NOTHING, RefusalError


class RefusedChangeError(RefusalError):
    """A change that names nothing, or no amount."""

    def __init__(self, why: Text, instead: Text = NOTHING) -> None:
        super().__init__(why, instead, code="change")


def no_change(words: str) -> RefusedChangeError:
    """Words without a name or without an amount."""
    return RefusedChangeError(_NO_CHANGE.format(words=repr(words)), _WRITE)


def unknown(draft: Draft, name: str) -> RefusedChangeError:
    """A name that is neither a rule's nor a programme's that is divided, with those that may be meant."""
    near = ", ".join(map(repr, nearest(name, [*(rule.id for rule in draft.rules), *draft.demand.ids])))
    if any(each.programme == name for each in draft.demand.receipts):
        return RefusedChangeError(_RECEIPT.format(name=repr(name)))
    return RefusedChangeError(_UNKNOWN.format(name=repr(name)), _MEANT.format(near=near) if near else NOTHING)


def no_limit(rule: str) -> RefusedChangeError:
    """A rule that is not one amount."""
    return RefusedChangeError(_NO_LIMIT.format(rule=repr(rule)), _POLICY)


def unreadable(value: str, error: Exception) -> RefusedChangeError:
    """An amount or a percentage that cannot be read."""
    told = error.message.rstrip(".") if isinstance(error, CrosscutError) else str(error).rstrip(".")
    hint = error.hint if isinstance(error, CrosscutError) else ""
    return RefusedChangeError(Text(told, f"{value!r}은(는) 금액이나 비율로 읽을 수 없음"), Text(hint, _AMOUNTS.ko))


def growth_of(value: str) -> Fraction:
    """A change in per cent.

    Raises
    ------
    RefusedChangeError
        for what is no percentage, says neither more nor less, or leaves less than nothing.

    """
    try:
        part = percent(value)
    except ValueError as error:
        raise unreadable(value, error) from None
    if part and value[:1].isdigit():
        raise RefusedChangeError(_NO_SIGN.format(value=repr(value)), _SIGN.format(value=value))
    if takes_too_much(part):
        raise RefusedChangeError(_LESS_THAN_NOTHING.format(value=value), _ALL)
    return part


def amount_of(draft: Draft, value: str) -> int:
    """An amount in minor units.

    Raises
    ------
    RefusedChangeError
        for what is no amount, is below zero, or says no unit where the policy's amounts have one.

    """
    if draft.lacks_unit(value):
        raise RefusedChangeError(_NO_UNIT.format(value=repr(value)), _UNIT.format(units=repr(draft.in_unit(value))))
    try:
        return draft.amount(value)
    except CrosscutError as error:
        if error.code == BELOW_ZERO:
            raise RefusedChangeError(_BELOW.format(value=repr(value)), _AMOUNTS) from None
        raise unreadable(value, error) from None


_NO_SIGN = Text("{value} does not say whether more or less", "{value}이(가) 증액인지 감액인지 알 수 없음")
_SIGN = Text(
    "Write +{value} for so much more, -{value} for so much less, or an amount",
    "그만큼 더 주려면 +{value}, 덜 주려면 -{value}, 아니면 금액을 입력",
)
_NO_CHANGE = Text("{words} is not a change", "{words}은(는) 변경으로 읽을 수 없음")
_WRITE = Text("Write RULE=AMOUNT, RULE=-7% or PROGRAMME=AMOUNT", "규칙=금액, 규칙=-7%, 사업=금액 형식으로 입력")
_UNKNOWN = Text("{name} is neither a rule nor a programme", "{name}은(는) 규칙도 사업도 아님")
_MEANT = Text("Did you mean {near}?", "혹시 {near}인지 확인")
_RECEIPT = Text(
    "{name} is below zero, and stays outside what is divided", "{name}은(는) 금액이 음수이므로 배분 대상에서 제외됨"
)
_NO_LIMIT = Text("rule {rule} has no one limit", "{rule} 규칙에는 하나로 정해진 한도가 없음")
_POLICY = Text("Change it in policy.toml and plan again", "policy.toml에서 고친 뒤 다시 배분")
_NO_UNIT = Text("{value} has no unit", "{value}에 단위가 없음")
_UNIT = Text("Write it with its unit, such as {units}", "{units}처럼 단위를 붙여 입력")
_BELOW = Text("{value} is below zero", "{value}은(는) 음수임")
_LESS_THAN_NOTHING = Text("{value} leaves less than nothing", "{value}만큼 바꾸면 남는 금액이 음수임")
_ALL = Text("The most that can be taken is -100 %", "-100 % 이상으로 입력")
_AMOUNTS = Text("Write an amount such as 5 billion, or -7%", "5조, 100억 원, -7%처럼 입력")
