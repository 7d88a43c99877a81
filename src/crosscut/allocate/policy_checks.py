"""What a policy names and states, held against the budget before any of its rules is made."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from crosscut.allocate import policy as stated_by
from crosscut.allocate.draft import BARE, Draft
from crosscut.allocate.policy import Policy
from crosscut.allocate.quantities import show_percent
from crosscut.budget import Run
from crosscut.budget.provenance import POLICY
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError

_SIDED = ("rule", "bound")
"""The tables whose parts state amounts from below and from above."""


def check_stated(draft: Draft) -> None:
    """Refuse a policy that names what there is not, or an amount that cannot be read.

    Raises
    ------
    CrosscutError
        for the first such name or amount, with the setting that it stands in.

    """
    _tags(draft)
    _duplicates(draft)
    _findings(draft)
    _offers(draft.policy)
    _unit(draft)
    _amounts(draft)


def _tags(draft: Draft) -> None:
    """Tags that are selected stand in ``[tags]``, and what stands there asks for money."""
    tags = draft.policy.tags
    for each in _selected(draft.policy, "tag"):
        if each not in tags:
            raise _refused(
                f"tag {each!r} is not in [tags]", f"Name its programmes there.{did_you_mean(each, list(tags))}"
            )
    for programmes in tags.values():
        for each in programmes:
            draft.demand.place_of(each)


def _duplicates(draft: Draft) -> None:
    """A group of duplicates is named by its programmes; one that the review did not find this time selects nothing."""
    groups = sorted(draft.demand.duplicates)
    for each in _selected(draft.policy, "duplicates"):
        if each not in groups and "+" not in each:
            shown = f"Known are {', '.join(groups[:40])}." if groups else "The review found none."
            raise _refused(f"no group of duplicates is called {each!r}", f"{shown}{did_you_mean(each, groups)}")


def _findings(draft: Draft) -> None:
    """A finding is named as the review names its rule; those of the inputs that are none now have names of theirs."""
    policy, known = draft.policy, sorted({*draft.demand.titles, *draft.demand.findings})
    listed = (name for each in (*policy.bound, *policy.choice, *policy.group) for name in each.findings)
    for each in (*_selected(policy, "finding"), *listed):
        near = difflib.get_close_matches(each, known, n=1, cutoff=_MISSPELT)
        if draft.demand.titles and near and each not in known:
            raise _refused(f"no finding is called {each!r}", f"Did you mean {near[0]!r}?")


_MISSPELT = 0.88
"""From this likeness a name that nothing has is taken for a misspelt one: names of findings have words in common."""


def _unit(draft: Draft) -> None:
    """Some programme asks for as much as the smallest amount that a plan can give."""
    most, factor = max(draft.demand.requested, default=0), draft.unit.factor
    if 0 < most < factor:
        raise _refused(
            f"unit: no programme asks for as much as {draft.money(factor).en}, of which amounts are whole numbers",
            f"Write a smaller unit: the largest request is {draft.money(most).en}.",
        )


def _offers(policy: Policy) -> None:
    """No choice offers more than the request where no programme may have that."""
    for number, each in enumerate(() if policy.may_exceed_request else policy.choice, 1):
        for name, parts in (("viable", (each.viable or Fraction(0),)), ("options", each.options)):
            if (most := max(parts, default=Fraction(0))) > 1:
                raise _refused(
                    f"[[choice]] {each.id or number} {name}: {show_percent(most)} is more than the request, which no "
                    "programme may exceed",
                    "Write 100 % at the most, or may_exceed_request = true.",
                )


def _selected(policy: Policy, key: stated_by.Key) -> Iterator[str]:
    """The values of a key that any part of a policy selects by."""
    selecting: list[Any] = [*policy.rule, *policy.bound, *policy.choice, *policy.group, *policy.value.criterion]
    for each in selecting:
        yield from each.where.get(key, ())


def _amounts(draft: Draft) -> None:
    for place, text in _stated_amounts(draft.policy):
        try:
            draft.amount(text)
        except CrosscutError as error:
            raise CrosscutError(f"{place}: {error.message}", code=error.code, file=POLICY, hint=error.hint) from None


def _stated_amounts(policy: Policy) -> Iterator[tuple[str, str]]:
    """Every amount of a policy with the setting that states it."""
    yield "[ceiling] amount", policy.ceiling.amount or "0"
    for table in _SIDED:
        for number, stated in enumerate(getattr(policy, table), 1):
            for side in ("at_least", "at_most"):
                yield f"[[{table}]] {stated.id or number} {side}", getattr(stated, side) or "0"
    for number, later in enumerate(policy.later, 1):
        yield f"[[later]] {later.year or number} amount", later.amount or "0"


def of_currency(policy: Policy, code: str) -> Policy:
    """A policy that was kept: its amounts without a unit are of the currency itself, as they were read then."""

    def with_currency(stated: Any, *keys: str) -> Any:
        bare = {key: text for key in keys if (text := getattr(stated, key)) and BARE.fullmatch(text.strip())}
        return stated.model_copy(update={key: f"{text.strip()} {code}" for key, text in bare.items()})

    sides = {
        table: tuple(with_currency(each, "at_least", "at_most") for each in getattr(policy, table)) for table in _SIDED
    }
    later = tuple(with_currency(each, "amount") for each in policy.later)
    return policy.model_copy(update={"ceiling": with_currency(policy.ceiling, "amount"), "later": later, **sides})


def check_periods(run: Run, policy: Policy, year: int) -> None:
    """Refuse stages that the budget has not, and later years that do not follow one another from ``year``.

    Raises
    ------
    CrosscutError
        for the first of them.

    """
    stages = run.settings.stage_ids
    for table, stage in (("request", policy.request.stage), ("previous", policy.previous.stage)):
        if stage and stage not in stages:
            hint = f"Use one of {', '.join(stages)}.{did_you_mean(stage, stages)}"
            raise _refused(f"[{table}] stage: {stage!r} is not a stage of this budget", hint)
    _later_years([each.year for each in policy.later], year)


def _later_years(stated: Sequence[str], year: int) -> None:
    for number, each in enumerate(stated, 1):
        if each and each != str(year + number):
            raise _refused(
                f"[[later]] {number} is of {each!r}, and the year after {year + number - 1} is {year + number}",
                "Write the later years one after another, none left out: each keeps a part of the year before.",
            )


def _refused(message: str, hint: str) -> CrosscutError:
    return CrosscutError(message, code="policy", file=POLICY, hint=hint)
