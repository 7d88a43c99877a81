"""What a plan binds in the years after it, and its money by area, ministry and year."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypedDict

from crosscut.allocate.demand import Demand
from crosscut.allocate.draft import Draft
from crosscut.allocate.policy_words import named_year
from crosscut.allocate.quantities import ceil_of, show_percent
from crosscut.allocate.views import by
from crosscut.text import Text
from crosscut.text.counts import programmes


class BoundYear(TypedDict):
    """What is bound of one later year before anything is decided for it, in minor units.

    ``contracts`` is what contracts come to, ``carried`` what programmes keep of the year before; ``bound`` is, of each
    programme, the larger of the two. ``ended`` programmes stop before that year and keep nothing; ``ended_amount`` is
    what this year's plan gives them.
    """

    year: str
    ceiling: int
    contracts: int
    carried: int
    bound: int
    ended: int
    ended_amount: int


class YearTotals(TypedDict):
    """The money of one area or ministry in each year, in minor units."""

    value: str
    amounts: list[int]


def bound(
    names: Sequence[str],
    drafts: Sequence[Draft],
    carries: Sequence[Fraction],
    plans: Sequence[Sequence[int]],
) -> list[BoundYear]:
    """What each later year owes to contracts and to what is carried into it."""
    found: list[BoundYear] = []
    for place, carry in enumerate(carries, 1):
        draft = drafts[place]
        owed = contracted(draft)
        over = draft.demand.over
        kept = [0 if k in over else ceil_of(amount * carry) for k, amount in enumerate(plans[place - 1])]
        found.append(
            {
                "year": names[place],
                "ceiling": draft.ceiling,
                "contracts": sum(owed),
                "carried": sum(kept),
                "bound": sum(map(max, owed, kept)),
                "ended": len(over),
                "ended_amount": sum(plans[0][k] for k in over),
            }
        )
    return found


def contracted(draft: Draft) -> list[int]:
    """What the contracts of a policy come to in a draft's year, one amount a programme."""
    demand, owed = draft.demand, dict.fromkeys(draft.demand.ids, 0)
    for commitment in draft.policy.commitment:
        for programme, amount in demand.contracts.in_year(commitment.file, demand.year).items():
            if programme in owed:
                owed[programme] += amount
    return list(owed.values())


def totals(demand: Demand, plans: Sequence[Sequence[int]], key: str) -> list[YearTotals]:
    """The money of each value of a key (area or ministry) in every year."""
    columns = [by(demand, plan, key) for plan in plans]
    values = dict.fromkeys(value for column in columns for value in column)
    return [{"value": value, "amounts": [column.get(value, 0) for column in columns]} for value in values]


def bound_words(row: BoundYear, draft: Draft, carry: Fraction) -> Text:
    """What a later year owes, in a sentence whose parts sum to the whole."""
    factor = draft.unit.factor
    owed, contracts = (-(-row[key] // factor) * factor for key in ("bound", "contracts"))
    sources = _BOUND if contracts and carry else _CONTRACTED if contracts else _CARRIED if owed else _NOTHING
    words = sources.format(
        year=named_year(row["year"]),
        bound=draft.money(owed),
        ceiling=draft.money(row["ceiling"] // factor * factor),
        contracts=draft.money(contracts),
        beyond=draft.money(owed - contracts),
        carry=show_percent(carry),
    )
    if not row["ended"]:
        return words
    ended = _ENDED.format(counted=programmes(row["ended"]), money=draft.money(row["ended_amount"]))
    return Text(f"{words.en} {ended.en}", f"{words.ko} {ended.ko}")


_BOUND = Text(
    "{year}: {bound} of {ceiling} are bound before anything is decided: contracts {contracts}, and kept of the year "
    "before ({carry}) beyond them {beyond}.",
    "{year}: 한도 {ceiling} 가운데 {bound}이(가) 이미 정해짐(계약 {contracts}, 그 밖에 전년의 {carry} 유지 {beyond}).",
)
_CONTRACTED = Text(
    "{year}: {bound} of {ceiling} are bound before anything is decided, all of it by contracts.",
    "{year}: 한도 {ceiling} 가운데 {bound}이(가) 계약으로 이미 정해짐.",
)
_CARRIED = Text(
    "{year}: {bound} of {ceiling} are bound before anything is decided, all of it kept of the year before ({carry}).",
    "{year}: 한도 {ceiling} 가운데 {bound}이(가) 전년의 {carry} 유지로 이미 정해짐.",
)
_NOTHING = Text(
    "{year}: nothing of {ceiling} is bound before anything is decided.",
    "{year}: 한도 {ceiling} 가운데 미리 정해진 금액 없음.",
)
_ENDED = Text(
    "Ending before it: {counted}, with {money} this year.",
    "올해 {money}을(를) 받는 {counted}은(는) 그 전에 종료.",
)
