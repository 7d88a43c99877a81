"""A policy said back in sentences before anything is solved: what it divides, by which rules, and for what worth."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from crosscut.allocate.demand import Demand
from crosscut.allocate.draft import Draft, Limits, Options, RuleInWords
from crosscut.allocate.inexact import inexact_words
from crosscut.allocate.policy import Criterion, Later
from crosscut.allocate.problem import GroupLimit, MoneyRow
from crosscut.allocate.quantities import show_percent
from crosscut.allocate.selection_words import selected
from crosscut.allocate.values import ends_of
from crosscut.calendar import Calendar, Period
from crosscut.csvtext import escape
from crosscut.text import Text
from crosscut.text.counts import programmes


class Sentence(TypedDict):
    """One sentence about a policy; ``rule`` is the id of the rule that it is about, empty where it is about none."""

    rule: str
    text: str
    text_ko: str


RuleMembers = MoneyRow | Limits | Options | GroupLimit


@dataclass(frozen=True)
class Explained:
    """A policy in sentences, in the order in which it is applied."""

    sentences: tuple[tuple[str, Text], ...]

    def to_json(self) -> dict[str, list[Sentence]]:
        """The sentences in both languages."""
        return {
            "policy": [{"rule": rule, "text": text.en, "text_ko": text.ko} for rule, text in self.sentences],
        }

    def to_csv(self) -> str:
        """The sentences as CSV that no spreadsheet runs."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["rule", "text", "text_ko"])
        writer.writerows([escape(rule), escape(words.en), escape(words.ko)] for rule, words in self.sentences)
        return text.getvalue()


def explained(draft: Draft, calendar: Calendar, asked: Period, previous: Period | None) -> Explained:
    """A stated policy in sentences.

    Parameters
    ----------
    draft
        The policy over its demand.
    calendar
        What the periods are called.
    asked, previous
        The period that asks and what counts as last year; None where the requests do.

    """
    policy = draft.policy
    sentences = [("", text) for text in (*_premises(draft, calendar, asked, previous), *_worth(draft))]
    sentences += [(rule.id, _rule(draft, place, rule)) for place, rule in enumerate(draft.rules)]
    sentences += [(rule, _SILENT.format(rule=rule)) for rule in draft.silent]
    since = calendar.text(previous or asked)
    sentences += [("", _later(draft, each, number, since)) for number, each in enumerate(policy.later, 2)]
    return Explained(tuple(sentences))


def _premises(draft: Draft, calendar: Calendar, asked: Period, previous: Period | None) -> Iterator[Text]:
    demand = draft.demand
    if draft.policy.title:
        yield draft.policy.title
    yield _ASKED.format(
        **_counted(sum(amount > 0 for amount in demand.requested)),
        money=draft.money(sum(demand.requested)),
        period=calendar.text(asked),
        unit=Text(draft.unit.label(), draft.unit.label("ko")),
    )
    ended = demand.ended
    if previous is None:
        yield _SAME
    else:
        yield _PAST.format(period=calendar.text(previous), money=draft.money(demand.total_past))
        if ended is not None and ended.ids:
            yield _ENDED.format(**_counted(len(ended.ids)), money=draft.money(sum(ended.previous)))
        if draft.policy.previous.programmes == "asking":
            yield _ASKING
    yield from inexact_words(draft)
    if demand.receipts:
        yield _RECEIPTS.format(
            **_counted(len(demand.receipts)), money=draft.money(sum(each.requested for each in demand.receipts))
        )
    if draft.policy.base:
        yield _BASE.format(base=draft.policy.base)
    yield _BEYOND if draft.policy.may_exceed_request else _WITHIN


def _counted(count: int) -> dict[str, str]:
    """A number of programmes for sentences: alone, and with its English word."""
    return {"count": f"{count:,}", "programmes": programmes(count).en}


_ASKED = Text(
    "{programmes} ask for {money} ({period}). Amounts of the plan are whole numbers of {unit}.",
    "{period}: {count}개 사업이 {money} 요구. 배분 금액의 단위는 {unit}.",
)
_SAME = Text(
    "No last year is taken: each request counts as last year's amount.", "전년 금액 대신 요구액을 기준으로 함."
)
_PAST = Text("Last year is {period}: {money}.", "전년은 {period}: {money}.")
_ENDED = Text(
    "Of it {money} belong to programmes that ask for nothing now ({count}); sums of last year include them.",
    "이 가운데 {money}은(는) 올해 요구가 없는 {count}개 사업의 금액이며, 전년 합계에 포함.",
)
_ASKING = Text(
    "Sums of last year leave out programmes that ask for nothing now.", "전년 합계에서 올해 요구가 없는 사업은 제외."
)
_RECEIPTS = Text(
    "Amounts below zero stay outside what is divided: {programmes}, {money} asked for.",
    "{count}개 사업은 금액이 음수({money})이므로 배분 대상에서 제외.",
)
_BASE = Text("What this policy does not say anew stands as in {base}.", "새로 정하지 않은 내용은 {base}을(를) 따름.")
_WITHIN = Text("No programme gets more than it asks for.", "요구액을 넘는 사업은 없음.")
_BEYOND = Text("Programmes may get more than they ask for.", "요구액을 넘을 수 있음.")


def _worth(draft: Draft) -> Iterator[Text]:
    policy, worth = draft.policy, draft.policy.value
    if not worth.criterion:
        yield _ALIKE
    else:
        yield _PER_AMOUNT if worth.per == "amount" else _PER_PROGRAMME
        for criterion in worth.criterion:
            name, score = criterion.name or Text.same(criterion.id), _score(criterion, draft.demand)
            yield _CRITERION.format(name=name, weight=_weight(criterion), score=score)
    for end, step in zip(ends_of(worth), worth.returns, strict=True):
        yield _RETURNS.format(part=show_percent(end), worth=f"{step.worth:g}")
    if policy.may_exceed_request:
        yield _PAST_RETURNS if worth.returns else _PAST_REQUEST if worth.per == "amount" else _PAST_FUNDED
    if worth.stability:
        yield _STABILITY.format(lost=f"{worth.stability:g}", unit=draft.money(draft.unit.factor))
    for bonus in policy.bonus:
        yield _BONUS.format(one=bonus.programmes[0], other=bonus.programmes[1], value=f"{bonus.value:g}")


_ALIKE = Text(
    "Nothing tells programmes apart: money is worth the same everywhere.",
    "사업을 구별하는 기준이 없어 돈의 가치가 같음.",
)
_PER_AMOUNT = Text(
    "A plan is worth each programme's score times its money. Scores are weighed by:",
    "배분안의 가치는 사업별 점수 × 금액. 점수의 가중치:",
)
_PER_PROGRAMME = Text(
    "A plan is worth the scores of what is funded. Scores are weighed by:",
    "배분안의 가치는 선정된 사업의 점수. 점수의 가중치:",
)
_CRITERION = Text("{name}: {weight}; the score is {score}", "{name}: {weight}, 점수는 {score}")
_SHARE = Text("100 times the part of its money that is of {what}", "{what}에 속하는 금액의 비율 × 100")
_RANKS = Text(
    "100 for the first of each ministry's own ranks ({file}, column {column}), evenly down to its last",
    "부처별 자체 순위({file}의 {column} 열) 1위가 100이며 마지막 순위까지 고르게 낮아짐",
)
_FILED = Text("what {file} says in the column {column}", "{file}의 {column} 열의 값")
_RETURNS = Text(
    "Up to {part} of the request, a unit of money is worth {worth} × the score.",
    "요구액의 {part}까지는 금액의 가치를 {worth}배로 계산.",
)
_PAST_RETURNS = Text(
    "Beyond the last of these parts a unit of money is worth nothing.", "마지막 비율을 넘는 금액의 가치는 없음."
)
_PAST_REQUEST = Text(
    "Money beyond the request is worth as much as within it.", "요구액을 넘는 금액의 가치도 요구액 안의 금액과 같음."
)
_PAST_FUNDED = Text("Money beyond the request is worth nothing.", "요구액을 넘는 금액의 가치는 없음.")
_STABILITY = Text(
    "Each {unit} of change on last year takes {lost} from what the plan is worth.",
    "전년 대비 변동 {unit}마다 배분안의 가치를 {lost} 낮춤.",
)
_BONUS = Text(
    "{one} and {other} together are worth {value} more.", "{one}와(과) {other}이(가) 함께 선정되면 {value} 가점."
)


def _score(criterion: Criterion, demand: Demand) -> Text:
    """Where the scores of a criterion come from."""
    if criterion.where:
        return _SHARE.format(what=selected(criterion.where, "", demand))
    words = _RANKS if criterion.ranks else _FILED
    return words.format(file=criterion.file, column=criterion.column or criterion.id)


def _weight(criterion: Criterion) -> Text:
    if criterion.weight is not None:
        return Text(f"weight {criterion.weight:g}", f"가중치 {criterion.weight:g}")
    if criterion.range is not None:
        low, high = criterion.range
        return Text(f"weight between {low:g} and {high:g}", f"가중치 {low:g}~{high:g}")
    return Text(f"rank {criterion.rank}", f"{criterion.rank}순위")


def _rule(draft: Draft, place: int, rule: RuleInWords) -> Text:
    """A rule with the programmes that it is about, its owner and its source."""
    count = _count(draft, place)
    english = f"{rule.text.en[:1].upper()}{rule.text.en[1:]} [{rule.id}]"
    korean = f"{rule.text.ko} [{rule.id}]"
    if count is not None:
        english, korean = f"{english}; {_counted(count)['programmes']}", f"{korean}; {count:,}개 사업"
    if rule.owner:
        english, korean = f"{english}; owner {rule.owner.en}", f"{korean}; 소관 {rule.owner.ko}"
    if rule.source:
        english, korean = f"{english}; basis: {rule.source.en}", f"{korean}; 근거 {rule.source.ko}"
    return Text(f"{english}.", f"{korean}.")


def _count(draft: Draft, place: int) -> int | None:
    """How many programmes a rule is about; None where it names them."""
    parts: list[RuleMembers] = [*draft.rows, *draft.limits, *draft.options, *draft.groups]
    members = [set(part.members.tolist()) for part in parts if part.rule == place]
    if members:
        return len(set.union(*members))
    return 0 if draft.rules[place].kind == "bound" else None


_SILENT = Text("[{rule}] is about no programme now.", "[{rule}]: 현재 해당하는 사업이 없음.")


def named_year(name: str) -> Text:
    """A year as sentences name it: a fiscal year, or one that only has its place among those planned."""
    place = name.removeprefix("year ")
    return Text(name, f"{place}년" if place == name else f"{place}년차")


def _later(draft: Draft, later: Later, number: int, since: Text) -> Text:
    """What is planned of a later year, whose change counts from the last year known, ``since``."""
    year = named_year(later.year or f"year {number}")
    if later.change is None:
        limit = draft.money(draft.amount(later.amount))
    else:
        shown = show_percent(later.change, sign=True)
        limit = Text(f"{shown} on {since.en}", f"{since.ko} 대비 {shown}")
    words = _LATER_KEEPING if later.carry else _LATER
    return words.format(year=year, limit=limit, carry=show_percent(later.carry))


_LATER = Text(
    "With --years, {year} is planned too: its ceiling is {limit}.", "--years: {year}도 함께 계획. 한도 {limit}."
)
_LATER_KEEPING = Text(
    "With --years, {year} is planned too: its ceiling is {limit}; each programme keeps at least {carry} of the year "
    "before.",
    "--years: {year}도 함께 계획. 한도 {limit}, 사업별로 직전 연도의 {carry} 이상 유지.",
)
