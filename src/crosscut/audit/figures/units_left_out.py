"""Units that a number leaves to the amount before it, with which words compare it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from crosscut.audit.figures import patterns as p
from crosscut.audit.figures.printed_number import Token
from crosscut.money import CURRENCIES

_ALIKE = 3
"""How many times as large a number may be as the amount whose unit it leaves out."""


def going_on(text: str, found: list[Token]) -> list[Token]:
    """Numbers after an amount and a word that compares have its unit: ``98,4 millones frente a 93,8``."""
    done: list[Token] = []
    for token in found:
        last = done[-1] if done else None
        done.append(_in_unit_of(last, token) if last is not None and _leaves_out(text, last, token) else token)
    return done


def _leaves_out(text: str, last: Token, token: Token) -> bool:
    """Whether a number without a unit is of the size, and told as finely, as the amount that it is compared with."""
    alike = last.kind == "amount" and token.kind == "number" and last.decimals == token.decimals and not token.sign
    if not alike or last.scale <= CURRENCIES.get(last.currency, CURRENCIES["KRW"]).base:
        return False
    ratio = token.size * last.scale / last.size if last.size else Fraction(0)
    near = Fraction(1, _ALIKE) <= ratio <= _ALIKE and not p.YEAR.fullmatch(text, token.start, token.end)
    between = p.UNIT_GOES_ON.fullmatch(text, last.end, token.start)
    return near and between is not None and p.UNIT_LEFT_OUT.match(text, token.end) is not None


def _in_unit_of(amount: Token, token: Token) -> Token:
    worth = amount.scale / token.scale
    return replace(
        token,
        kind="amount",
        size=token.size * worth,
        step=token.step * worth,
        scale=amount.scale,
        unit=amount.unit,
        currency=amount.currency,
    )
