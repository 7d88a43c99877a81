"""The policy of a budget that states none: everybody gets what they ask for, until somebody sets a limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from crosscut.allocate.policy import Ceiling, Policy, Previous
from crosscut.allocate.runs import asked_period, past_period
from crosscut.budget import Run
from crosscut.money import Unit, unit
from crosscut.text import Text

TITLE = Text("As much as is asked for (the budget states no policy)", "요구액 전액 (배분 기준 파일 없음)")


def bare_policy(run: Run) -> Policy:
    """A ceiling as high as all that is asked for, beyond which no request goes and under which none is preferred.

    Its unit is the widest of the printed one, a thousand and one of which every request is a whole number. Changes
    count from last year where most of the money that is asked for is of programmes that had some then, else from the
    request.
    """
    unstated = Policy(unit=run.settings.printed_unit.name, ceiling=Ceiling(change=Fraction(0)))
    asked = run.budgets(*asked_period(run, unstated))
    requests = {each: amount for each, amount in asked.items() if amount > 0}
    whole = _unit(run.settings.printed_unit, requests.values())
    ceiling = sum(requests.values()) // whole.factor * whole.factor // whole.currency.base
    known = _knows_last_year(run, unstated, requests)
    return Policy(
        title=TITLE,
        unit=whole.name,
        previous=Previous() if known else Previous(source="request"),
        ceiling=Ceiling(amount=f"{ceiling:,} {whole.currency.code}"),
    )


def _unit(printed: Unit, amounts: Iterable[int]) -> Unit:
    code = printed.currency.code
    one = unit(code, code)
    held = tuple(amounts)
    wider = (each for each in (printed, unit("thousand", code)) if all(not amount % each.factor for amount in held))
    return next(wider, one)


def _knows_last_year(run: Run, policy: Policy, requests: Mapping[str, int]) -> bool:
    before = past_period(run, policy, asked_period(run, policy))
    past = run.budgets(*before) if before else {}
    continuing = sum(amount for each, amount in requests.items() if past.get(each, 0) > 0)
    return 2 * continuing > sum(requests.values())
