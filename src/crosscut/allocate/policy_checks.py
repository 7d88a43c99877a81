"""What a policy names and states, held against the budget before any of its rules is made."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from crosscut.allocate import policy as stated_by
from crosscut.allocate import refusal_words as say
from crosscut.allocate.draft import BARE, Draft
from crosscut.allocate.policy import Policy
from crosscut.allocate.quantities import show_percent
from crosscut.budget import Run
from crosscut.budget.provenance import POLICY
from crosscut.errors import CrosscutError
from crosscut.text import Text
from crosscut.text.refusals import RefusalError, after, meant, mend_of, said_of

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
            raise _refused(say.NO_TAG.format(tag=repr(each)), after(say.TAG_IT, meant(each, list(tags))))
    for programmes in tags.values():
        for each in programmes:
            draft.demand.place_of(each)


def _duplicates(draft: Draft) -> None:
    """A group of duplicates is named by its programmes; one that the review did not find this time selects nothing."""
    groups = sorted(draft.demand.duplicates)
    for each in _selected(draft.policy, "duplicates"):
        if each not in groups and "+" not in each:
            shown = say.KNOWN.format(known=", ".join(groups[:40])) if groups else say.FOUND_NONE
            raise _refused(say.NO_DUPLICATES.format(name=repr(each)), after(shown, meant(each, groups)))


def _findings(draft: Draft) -> None:
    """A finding is named as the review names its rule; those of the inputs that are none now have names of theirs."""
    policy, known = draft.policy, sorted({*draft.demand.titles, *draft.demand.findings})
    listed = (name for each in (*policy.bound, *policy.choice, *policy.group) for name in each.findings)
    for each in (*_selected(policy, "finding"), *listed):
        near = difflib.get_close_matches(each, known, n=1, cutoff=_MISSPELT)
        if draft.demand.titles and near and each not in known:
            raise _refused(say.NO_FINDING.format(name=repr(each)), meant(near[0], near))


_MISSPELT = 0.88
"""From this likeness a name that nothing has is taken for a misspelt one: names of findings have words in common."""


def _unit(draft: Draft) -> None:
    """Some programme asks for as much as the smallest amount that a plan can give."""
    most, factor = max(draft.demand.requested, default=0), draft.unit.factor
    if 0 < most < factor:
        raise _refused(
            say.NO_UNIT_SO_LARGE.format(unit=draft.money(factor)), say.SMALLER_UNIT.format(money=draft.money(most))
        )


def _offers(policy: Policy) -> None:
    """No choice offers more than the request where no programme may have that."""
    for number, each in enumerate(() if policy.may_exceed_request else policy.choice, 1):
        for name, parts in (("viable", (each.viable or Fraction(0),)), ("options", each.options)):
            if (most := max(parts, default=Fraction(0))) > 1:
                raise _refused(
                    say.MORE_THAN_ASKED.format(choice=each.id or number, name=name, part=show_percent(most)),
                    say.AT_THE_MOST,
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
            said = Text("{place}: {said}", "{place}: {said}").format(place=place, said=said_of(error))
            raise RefusalError(said, mend_of(error), code=error.code, file=POLICY) from None


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
            hint = after(say.USE_ONE.format(known=", ".join(stages)), meant(stage, stages))
            raise _refused(say.NO_STAGE.format(table=table, stage=repr(stage)), hint)
    _later_years([each.year for each in policy.later], year)


def _later_years(stated: Sequence[str], year: int) -> None:
    for number, each in enumerate(stated, 1):
        if each and each != str(year + number):
            raise _refused(
                say.LATER_OUT_OF_TURN.format(
                    number=number, stated=repr(each), before=year + number - 1, year=year + number
                ),
                say.IN_TURN,
            )


def _refused(why: Text, instead: Text) -> RefusalError:
    return RefusalError(why, instead, code="policy", file=POLICY)
