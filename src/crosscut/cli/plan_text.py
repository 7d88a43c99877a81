"""What ``crosscut allocate`` prints for people, in English or Korean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crosscut.allocate.inexact import inexact_words
from crosscut.allocate.records import NOT_PROVED
from crosscut.cli.output import console
from crosscut.cli.plan_tables import (
    begun,
    binding_table,
    changes_table,
    curve_table,
    plan_word,
    rules_table,
    titled,
    years_table,
)
from crosscut.cli.plan_words import KEYS, STATUS, WORDS
from crosscut.money import Unit, format_amount, format_number
from crosscut.text import Language, Text
from crosscut.text.counts import programmes
from crosscut.views.labels import label

if TYPE_CHECKING:
    from crosscut.allocate import Plan
    from crosscut.allocate.draft import RuleInWords
    from crosscut.allocate.horizon import Years
    from crosscut.allocate.records import ConflictRow
    from crosscut.allocate.scenarios import ScenarioComparison, ScenarioRow
    from crosscut.allocate.year_conflicts import YearConflict
    from crosscut.taxonomy import Taxonomy


MOST_MENDS = 3
"""How many of the smallest sets of rules to relax are printed; single rules say for themselves that they mend it."""

RESTORED = 5
"""Programmes cut most of which it is told what restoring them takes."""

EXACT = 1e-12
"""The gap up to which a plan is the best but for the last digit of a sum."""


def print_plan(plan: Plan, why: tuple[str, ...], language: Language) -> None:
    """A plan with its rules and largest changes, or the rules that contradict one another."""
    if plan.conflict:
        _print_conflict(plan, language)
        return
    say, unit, solution = console(), plan.draft.unit, plan.solution
    say.print(
        plan_word("plan" if solution.gap > EXACT else "best plan", language).format(
            status=STATUS[solution.status][language],
            total=format_amount(plan.total, unit, digits=0, language=language),
            ceiling=plan.draft.money(plan.draft.ceiling, down=True)[language],
            value=f"{solution.value:,.1f}",
            gap=percent(solution.gap),
        ),
        style="bold",
    )
    for words in _beside(plan, language):
        say.print(words)
    say.print(rules_table(plan, unit, language))
    say.print(changes_table(plan, unit, language))
    if plan.curve:
        say.print(curve_table(plan, unit, language))
    for row in plan.rows():
        if row["programme"] in why:
            said = (row["reason_ko"], row["restore_ko"]) if language == "ko" else (row["reason"], row["restore"])
            say.print(f"{row['programme']} {row['name']}: {' '.join(said)}")
    _print_restored(plan, why, language)
    if plan.robustness:
        say.print(_robustness(plan, language))


def _print_restored(plan: Plan, told: Sequence[str], language: Language) -> None:
    """What restoring those takes that are cut most against their requests, but for programmes that are ``told``."""
    cut = [row for row in plan.rows() if row["restore"] and row["amount"] < row["requested"]]
    cut.sort(key=lambda row: (row["amount"] - row["requested"], row["programme"]))
    lines = [row for row in cut if row["programme"] not in told][:RESTORED]
    if lines:
        console().print(plan_word("restored", language))
    for row in lines:
        said = row["restore_ko"] if language == "ko" else row["restore"]
        console().print(f"- {row['name']} ({row['programme']}): {said}")


def print_applied(plan: Plan, period: Text, file: Path, language: Language) -> None:
    """Where a plan was recorded that is applied, and as what."""
    unit, funded = plan.draft.unit, sum(amount > 0 for amount in plan.amounts)
    receipts = [each.requested for each in plan.draft.demand.receipts if each.requested]
    none, words = len(plan.amounts) - funded, [WORDS["applied"]]
    words += [WORDS["given nothing"].format(counted=programmes(none))] if none else []
    words += (
        [
            WORDS["receipts kept"].format(
                counted=programmes(len(receipts)), money=format_amount(sum(receipts), unit, language=language)
            )
        ]
        if receipts
        else []
    )
    total = format_amount(plan.total, unit, digits=0, language=language)
    told = Text.same(" ").join([*words, WORDS["to undo"]])
    console().print(told.format(period=period, counted=programmes(funded), total=total, file=file.name)[language])


def _robustness(plan: Plan, language: Language) -> str:
    found = plan.robustness
    if found is None:
        return ""
    counts = ", ".join(f"{plan_word(name, language)} {count:,}" for name, count in found.counts().items())
    error = "" if found.error is None else plan_word("disagree", language).format(part=f"{found.error:.1%}")
    checked = len(found.withstood) + len(found.refuted)
    tried = plan_word("tried", language).format(tried=checked, refuted=len(found.refuted)) if checked else ""
    return plan_word("robust", language).format(
        counts=counts, method=plan_word(found.method, language), error=error + tried
    )


def percent(gap: float) -> str:
    """A gap as a percentage that it does not exceed, without more digits than anybody reads."""
    return f"{max(ceil(gap * 10**6), 1) / 10**4:g} %"


def print_comparison(comparison: ScenarioComparison, taxonomy: Taxonomy, unit: Unit, language: Language) -> None:
    """Policies side by side: each total, or why it has no plan; then areas and ministries, against the first."""
    for name, plan in zip(comparison.names, comparison.plans, strict=True):
        if plan.conflict:
            console().print(f"{name}:", style="bold")
            _print_conflict(plan, language)
            continue
        total = format_amount(plan.total, unit, digits=0, language=language)
        ceiling = plan.draft.money(plan.draft.ceiling, down=True)[language]
        console().print(plan_word("of", language).format(name=name, total=total, ceiling=ceiling))
    for key in ("area", "ministry"):
        known = bool(comparison.plans and comparison.plans[0].amounts)
        title = plan_word("compared" if known else "beside", language)
        table = titled(title.format(key=KEYS[key][language], unit=unit.label(language)))
        table.add_column(KEYS[key][language], overflow="fold")
        for name in comparison.names:
            table.add_column(name, justify="right")
        compared = comparison.by(key)
        among = frozenset(row.value for row in compared)
        for row in compared:
            table.add_row(label(taxonomy, key, row.value, among)[language], *_compared(row, unit, language))
        console().print(table)


def _compared(row: ScenarioRow, unit: Unit, language: Language) -> Iterator[str]:
    """What each policy gives: the first, and what the others change on it; the whole where the first has no plan."""
    for place, (amount, change) in enumerate(zip(row.amounts, row.changes, strict=True)):
        if amount is None:
            yield plan_word("no plan", language)
        elif place == 0 or change is None:
            yield format_number(amount, unit, digits=0)
        else:
            yield format_number(change, unit, sign=True, digits=0)


def print_years(found: Years, taxonomy: Taxonomy, why: tuple[str, ...], language: Language) -> None:
    """The plans of all years: totals, what is bound, areas and ministries, rules that bind, or what contradicts."""
    from crosscut.allocate.horizon import AGAINST
    from crosscut.allocate.year_plans import BESIDE

    say, unit = console(), found.drafts[0].unit
    if found.conflicts:
        _print_year_conflicts(found, language)
    else:
        status = STATUS[found.solution.status][language]
        proof = "years" if found.solution.gap > EXACT else "best years"
        say.print(plan_word(proof, language).format(status=status, gap=percent(found.solution.gap)), style="bold")
    for name, ceiling, plan in zip(found.names, found.ceilings, found.plans, strict=False):
        total = format_amount(plan.total, unit, digits=0, language=language)
        most = plan.draft.money(ceiling, down=True)[language]
        say.print(plan_word("of", language).format(name=name, total=total, ceiling=most))
    for words in found.bound_words():
        say.print(words[language])
    for key in ("area", "ministry") if found.plans else ():
        say.print(years_table(found, taxonomy, key, unit, language))
    for name, plan in zip(found.names, found.plans, strict=False):
        if any(row["binding"] for row in plan.rules()):
            say.print(binding_table(plan, unit, name, language))
        else:
            say.print(plan_word("nothing binds", language).format(name=name))
    for programme in why if found.plans else ():
        for words in found.why(programme):
            say.print(words[language])
    say.print(AGAINST[language])
    if found.plans:
        say.print(BESIDE[language])


def _print_year_conflicts(found: Years, language: Language) -> None:
    """The rules that cannot hold together, each by its year: those that mend the policy, then the others."""
    key = contradiction(found.conflicts, proved=found.conflict_proved)
    console().print(plan_word(key, language), style="bold red")
    print_mends([(row, f"{row['year']}, ") for row in found.conflicts], language)
    if found.conflicts and not found.conflict_proved:
        console().print(NOT_PROVED[language])


def contradiction(rows: Sequence[ConflictRow | YearConflict], *, proved: bool = True) -> str:
    """The key of the sentence over the rules of a contradiction, over the one, or that time ran out before either.

    That any others can stay is said only where one of them mends the policy by itself.
    """
    from crosscut.allocate.conflict import MENDS_NOTHING

    if not rows:
        return "no contradiction"
    alone = any(not row["change"].startswith(MENDS_NOTHING.en) for row in rows)
    key = "contradiction" if len(rows) > 1 else "contradiction of one"
    return key if proved and alone else f"{key} open"


def print_mends(rows: Sequence[tuple[ConflictRow | YearConflict, str]], language: Language) -> None:
    """Each rule of a contradiction whose change mends the policy, and how; then the others, in one line."""
    from crosscut.allocate.conflict import MENDS_NOTHING

    korean = language == "ko"
    others = []
    for row, before in rows:
        text = begun(before + (row["text_ko"] if korean else row["text"]))
        if row["change"] == MENDS_NOTHING.en:
            others.append(f"{text} [{row['rule']}]")
            continue
        owned, change = (row["owner_ko"], row["change_ko"]) if korean else (row["owner"], row["change"])
        owner = f" ({owned})" if owned else ""
        console().print(plan_word("mend", language).format(rule=row["rule"], text=text, owner=owner, change=change))
    if others:
        console().print(plan_word("with them", language).format(rules="; ".join(others)))


def _beside(plan: Plan, language: Language) -> list[str]:
    """What is not exact or counted of last year beside the programmes that ask, and what stays outside."""
    past, unit = plan.last_year(), plan.draft.unit
    found = [words[language] for words in inexact_words(plan.draft)]
    if past["ended"]:
        total, ended = (format_amount(past[key], unit, language=language) for key in ("total", "ended"))
        words = plan_word("ended", language)
        found.append(words.format(total=total, ended=ended, count=f"{past['ended_programmes']:,}"))
    found += [
        plan_word("outside", language).format(
            named=f"{each.programme} {each.name}",
            money=format_amount(each.requested, unit, language=language),
            past=format_amount(each.previous, unit, language=language),
        )
        for each in plan.draft.demand.receipts
    ]
    return found


def _print_conflict(plan: Plan, language: Language) -> None:
    say = console()
    rows = plan.conflict_rows()
    say.print(plan_word(contradiction(rows, proved=not plan.unproved), language), style="bold red")
    print_mends([(row, "") for row in rows], language)
    for each in plan.conflict_programmes():
        asked = format_amount(each["requested"], plan.draft.unit, language=language)
        named = f"{each['programme']} {each['name']}"
        key = "no amount" if each["at_least"] is None else "no amount between"
        least, most = (format_amount(each[end] or 0, plan.draft.unit, language=language) for end in _ENDS)
        say.print(plan_word(key, language).format(named=named, asked=asked, least=least, most=most))
    told = {row["rule"] for row in rows}
    for words in plan.besides():
        say.print(words[language])
    told.update(rule for others in plan.conflict_others() for rule in others)
    together = [each for each in plan.mends() if len(each) > 1 or not told.issuperset(each)]
    if together:
        called = _called(plan.draft.rules, told, language)
        say.print(plan_word("fewest", language).format(rules=_fewest(together, called, language)))
    if plan.unproved:
        say.print(plan.unproved[language])


_ENDS: tuple[Literal["at_least", "at_most"], ...] = ("at_least", "at_most")


def _called(rules: Sequence[RuleInWords], told: AbstractSet[str], language: Language) -> dict[str, str]:
    """What rules are called: by the name, or the id alone, where they are ``told`` already, else in words too."""
    return {
        rule.id: f"{rule.name[language] if rule.id in told else rule.text[language]} [{rule.id}]".strip()
        for rule in rules
    }


def _fewest(mends: Sequence[Sequence[str]], called: Mapping[str, str], language: Language) -> str:
    """The smallest sets of rules to relax, what all of them share once where they differ in one rule."""
    from crosscut.allocate.conflict import MOST_WAYS

    shared = [rule for rule in mends[0] if all(rule in each for each in mends)]
    others = [rule for each in mends for rule in each if rule not in shared]
    if len(mends) == len(others) <= MOST_MENDS and len(mends) > 1:
        one = plan_word("one of", language).format(rules="; ".join(called[rule] for rule in others))
        return plan_word("and", language).join([*(called[rule] for rule in shared), one])
    ways = [plan_word("and", language).join(called[rule] for rule in each) for each in mends[:MOST_MENDS]]
    more = len(mends) - len(ways)
    key = "more ways" if len(mends) < MOST_WAYS else "many ways"
    rest = plan_word(key, language).format(count=f"{more:,}") if more else ""
    return plan_word("or", language).join(ways) + rest
