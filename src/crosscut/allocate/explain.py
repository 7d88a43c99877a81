"""Why each programme gets what it gets, in a sentence, in English and Korean."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.allocate.assembling import Range, ranges
from crosscut.allocate.problem import Ints, Problem
from crosscut.allocate.rules import Draft, Stated
from crosscut.allocate.verify import used
from crosscut.text import Text


@dataclass(frozen=True)
class Standing:
    """Where one row stands: what it counts in minor units (whole ones, rounded away from its limit), and its limit."""

    rule: int
    row: int
    limit: int
    used: int
    binding: bool


def standings(problem: Problem, amounts: Ints) -> list[Standing]:
    """How much of every row a plan uses. A row binds where one more unit of the policy would break it."""
    found = []
    plan = amounts.tolist()
    for index, row in enumerate(problem.rows):
        exact = used(row, plan, problem.unit)
        floor = row.lo is not None
        limit = int(row.lo if row.lo is not None else (row.hi or 0))
        count = exact.numerator // exact.denominator if floor else -((-exact.numerator) // exact.denominator)
        room = count - limit if floor else limit - count
        found.append(Standing(row.rule, index, limit, count, room < problem.unit))
    return found


@dataclass(frozen=True)
class _Case:
    """All that one programme's sentence may speak of."""

    amount: int
    asked: int
    past: int
    low: int
    high: int
    low_rule: Stated | None
    high_rule: Stated | None
    binding: tuple[Stated, ...]


def reasons(draft: Draft, problem: Problem, amounts: Ints) -> list[Text]:
    """One sentence a programme."""
    held = ranges(draft)
    binding: list[list[Stated]] = [[] for _ in range(problem.size)]
    for standing in standings(problem, amounts):
        if standing.binding:
            for place in problem.rows[standing.row].members.tolist():
                binding[place].append(draft.rules[standing.rule])
    return [
        _sentence(_case(draft, problem, held, place, amount=int(amounts[place]), binding=binding[place]))
        for place in range(problem.size)
    ]


def _case(draft: Draft, problem: Problem, held: Range, place: int, *, amount: int, binding: list[Stated]) -> _Case:
    factor = problem.unit
    low_rule, high_rule = int(held.low_rule[place]), int(held.high_rule[place])
    return _Case(
        amount,
        draft.demand.requested[place] // factor,
        draft.demand.previous[place] // factor,
        int(problem.lower[place]),
        int(problem.upper[place]),
        draft.rules[low_rule] if low_rule >= 0 else _choice_of(draft, place),
        draft.rules[high_rule] if high_rule >= 0 else None,
        tuple(binding),
    )


def _choice_of(draft: Draft, place: int) -> Stated | None:
    for options in draft.options:
        if place in options.members:
            return draft.rules[options.rule]
    return None


def _sentence(case: _Case) -> Text:  # noqa: PLR0911 (one sentence a case)
    if case.asked == 0:
        return Text(en="Asked for nothing.", ko="요구액이 없음.")
    if case.low == case.high == case.amount:
        return Text(en=f"Set by a rule: {_set_by(case, 'en')}.", ko=f"규칙이 정함: {_set_by(case, 'ko')}.")
    if case.amount == 0:
        return Text(
            en=f"Not funded: under {_tight(case, 'en')}, other programmes are worth more for the same money.",
            ko=f"미반영: {_tight(case, 'ko')} 아래에서 같은 돈으로 다른 사업의 가치가 더 큼.",
        )
    if case.amount == case.high:
        return _at_most(case)
    if case.amount == case.low:
        return Text(
            en=f"Cut as far as a rule allows ({_named(case.low_rule, 'en')}): under {_tight(case, 'en')}, other "
            "programmes are worth more for the same money.",
            ko=f"규칙이 허용하는 만큼 감액({_named(case.low_rule, 'ko')}): {_tight(case, 'ko')} 아래에서 같은 돈으로 "
            "다른 사업의 가치가 더 큼.",
        )
    if case.amount == case.past:
        return Text(
            en="Kept at last year's amount: more would be worth less here than elsewhere, less loses more than it "
            "frees.",
            ko="전년 수준 유지: 증액의 가치는 다른 사업보다 작고, 감액은 얻는 것보다 잃는 것이 큼.",
        )
    return Text(
        en=f"At the margin under {_tight(case, 'en')}: more would be worth less here than elsewhere, less loses more "
        "than it frees.",
        ko=f"{_tight(case, 'ko')} 아래의 경계 사업: 증액의 가치는 작고 감액의 손실은 큼.",
    )


def _at_most(case: _Case) -> Text:
    if case.high_rule is None and case.amount >= case.asked:
        return Text(
            en="The request in full: worth more for the same money than what was cut.",
            ko="요구액 전액 반영: 감액된 사업보다 같은 돈의 가치가 큼.",
        )
    if case.high_rule is None:
        return Text(
            en=f"The largest offer: {_named(case.low_rule, 'en')}.",
            ko=f"선택할 수 있는 가장 큰 금액: {_named(case.low_rule, 'ko')}.",
        )
    return Text(
        en=f"As much as a rule allows: {_named(case.high_rule, 'en')}.",
        ko=f"규칙이 허용하는 최대: {_named(case.high_rule, 'ko')}.",
    )


def _set_by(case: _Case, language: str) -> str:
    return _named(case.high_rule or case.low_rule, language)


def _named(rule: Stated | None, language: str) -> str:
    if rule is None:
        return "no less than nothing" if language == "en" else "하한 없음"
    return f"{rule.text[language]}; {rule.owner}" if rule.owner else rule.text[language]


def _tight(case: _Case, language: str) -> str:
    """The rules over money that hold the programme, the ceiling by its mere name."""
    words = [rule.text[language] for rule in case.binding if rule.kind == "row" and rule.id != "ceiling-spent"]
    ceiling = any(rule.kind == "ceiling" or rule.id == "ceiling-spent" for rule in case.binding)
    words = (["the ceiling" if language == "en" else "총액 한도"] if ceiling else []) + words[:3]
    if not words:
        return "the rules" if language == "en" else "규칙"
    return (" and " if language == "en" else ", ").join(words)
