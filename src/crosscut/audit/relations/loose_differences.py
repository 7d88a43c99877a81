"""Differences that no words join to their levels outright, and balances of what comes in and what goes out.

``Spending is 22 million above last year's. It is 77 million, and was 55 million then.``: where sentences tell one
change and two levels and nothing else, it can be of nothing but them. ``Income 312.6 million, costs 318.1 million, a
deficit of 5.5 million``: a balance is what the two leave. Both are related where they come out, and where one slip is
in the way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.in_turn import EACH
from crosscut.audit.relations.net_amounts import is_one_slip_off, left_over
from crosscut.audit.relations.parts_of_changes import is_a_part
from crosscut.audit.relations.points_apart import is_swapped
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.system import Linear

_INCOME = re.compile(
    r"수입|세입|(?<![A-Za-z])(?:revenues?|income|receipts|Einnahmen|Erträgen?|recettes|produits|ingresos|receitas?|entrate"
    r"|baten|inkomsten)(?![A-Za-z])|歳入|収入",
    re.IGNORECASE,
)
_SPENDING = re.compile(
    r"지출|세출|(?<![A-Za-z])(?:expenditures?|expenses|spending|outgoings|outlays|costs|Ausgaben|Aufwendungen|dépenses|charges"
    r"|gastos|despesas?|spese|uscite|lasten|uitgaven)(?![A-Za-z])|歳出|支出",
    re.IGNORECASE,
)
_EXPORTS = re.compile(
    r"수출|(?<![A-Za-z])(?:exports?|Exporten?|Ausfuhren?|exportations?|exportaciones|exportações|esportazioni)(?![A-Za-z])"
    r"|輸出|出口",
    re.IGNORECASE,
)
_IMPORTS = re.compile(
    r"수입|(?<![A-Za-z])(?:imports?|Importen?|Einfuhren?|importations?|importaciones|importações|importazioni)(?![A-Za-z])"
    r"|輸入|进口",
    re.IGNORECASE,
)
_SIDES = ((_INCOME, _SPENDING), (_EXPORTS, _IMPORTS))
"""What a balance is of: the first less the second, or, where that is more, what is short of it."""

_BALANCE = re.compile(
    r"적자|흑자|수지차|(?:무역|상품)수지|잔액|(?<![A-Za-z])(?:deficit|surplus|shortfall|Defizit|Fehlbetrag|Überschuss|Neuverschuldung|déficit"
    r"|excédent|superávit|saldo|disavanzo|avanzo|tekort|overschot)(?![A-Za-z])|赤字|黒字",
    re.IGNORECASE,
)
_OF_MORE = re.compile(
    r"경상\s?수지|누적|누계|지난해|작년|전년|이월|전입"
    r"|(?<![A-Za-z])(?:nach|after)(?![A-Za-z])"
    r"|(?<![a-z])(?:current account|cumulative|year[- ]to[- ]date)",
    re.IGNORECASE,
)
"""What stands before a balance that holds more than what comes in and goes out in its own sentence."""

_BY = re.compile(r"(?<![a-z])(?:by|um|de|di|da|met)\s(?:about |rund |circa )?$", re.IGNORECASE)
"""What stands before the change of a balance."""

_BESIDE, _FOLLOWS, _BACK, _FAR = 56, 28, 3, 360
_LEVELS = frozenset({"level", "after", "before"})
_THREE, _PAIR = 3, 2


def loose_differences(assembly: Assembly) -> None:
    """Relate balances to the income and spending told before them, and changes to the only two levels beside them."""
    groups = assembly.prose.groups
    related = {
        key
        for each in assembly.system.relations
        if isinstance(each, Linear) and each.kind == "difference"
        for key in each.keys
    }
    for place, group in enumerate(groups):
        before = [each for near in groups[max(0, place - _BACK) : place] for each in near]
        for each in group:
            if _is_a_balance(each):
                _balance(assembly, each, [*before, *(other for other in group if other.token.start < each.token.start)])
        own = group if len(group) == _THREE else [*groups[place - 1], *group] if place else []
        if own and own[0].clause.line is group[0].clause.line:
            _closed(assembly, own, related)


def _is_a_balance(placed: NumberInSentence) -> bool:
    """Whether words call an amount what is left or short, of nothing but what its sentence names."""
    told = placed.token.is_size and _is_of(placed, _BALANCE) and placed.part.role in (*_LEVELS, "difference")
    return told and not _OF_MORE.search(re.split(r"[0-9]", placed.left[-_BESIDE:])[-1])


def _is_of(placed: NumberInSentence, words: re.Pattern[str]) -> bool:
    """Whether words beside a number, nearer than any number, say what it is of."""
    left = re.split(r"[0-9]", placed.left[-_BESIDE:])[-1]
    right = re.split(r"[0-9,;.(]", placed.right[:_FOLLOWS])[0]
    return bool(words.search(left) or words.search(right))


def _balance(assembly: Assembly, balance: NumberInSentence, before: Sequence[NumberInSentence]) -> None:
    near = [
        each
        for each in reversed(before)
        if each.token.is_size
        and each.token.measure == balance.token.measure
        and balance.token.start - each.token.start < _FAR
        and each.part.role in _LEVELS
    ]
    for side, other in _SIDES:
        if side is _EXPORTS:
            near = [each for each in near if each.clause == balance.clause]
        income = [each for each in near if _is_of(each, side) and not _is_of(each, _BALANCE)]
        spending = [each for each in near if _is_of(each, other) and each not in income]
        pair = [*income, *spending] if len(income) == len(spending) == 1 else _in_turn(assembly, near, (side, other))
        if len(pair) == _PAIR:
            large, small = sorted(pair, key=lambda each: each.token.size, reverse=True)
            _relate(assembly, large, small, balance)
            return


def _in_turn(
    assembly: Assembly, near: Sequence[NumberInSentence], sides: tuple[re.Pattern[str], re.Pattern[str]]
) -> Sequence[NumberInSentence]:
    """The first two amounts of a sentence that names both sides before them: ``Exports and imports were a and b``."""
    clause = near[-1].clause if near else None
    first = [each for each in reversed(near) if each.clause == clause][:_PAIR]
    if clause is None or len(first) < _PAIR or not EACH.search(assembly.document.text, clause.start, clause.end):
        return ()
    words = assembly.document.text[clause.start : first[0].token.start]
    return first if all(side.search(words) for side in sides) else ()


def _closed(assembly: Assembly, told: Sequence[NumberInSentence], related: set[tuple[str | int, ...]]) -> None:
    """One change and two levels in the only numbers of a sentence or two."""
    stated = (each for each in told if each.part.role == "difference" and each.part.explicit and each.token.is_size)
    changes = [each for each in stated if not is_a_part(each)]
    levels = [each for each in told if each.token.is_size and each.part.role in _LEVELS]
    if (
        len(told) != _THREE
        or len(changes) != 1
        or len(levels) != _PAIR
        or len({each.token.measure for each in told}) > 1
    ):
        return
    if any(assembly.system.states.get(assembly.ids.get(each.token.start, "")) in related for each in told):
        return
    large, small = sorted(levels, key=lambda each: each.token.size, reverse=True)
    if span(large).meet(span(small)).empty:
        _relate(assembly, large, small, changes[0])


def _relate(assembly: Assembly, large: NumberInSentence, small: NumberInSentence, rest: NumberInSentence) -> None:
    one, other = span(large), span(small)
    assert one.low is not None
    assert one.high is not None
    assert other.low is not None
    assert other.high is not None
    left = Interval(one.low - other.high, one.high - other.low)
    comes_out = not left.meet(span(rest)).empty
    changed = rest.part.role == "difference" and _BY.search(rest.left)
    swapped = not changed and large.clause.line is small.clause.line is rest.clause.line and is_swapped(rest, left)
    if comes_out or swapped or is_one_slip_off(assembly, large, small, rest):
        left_over(assembly, large, small, rest, certain=comes_out)
