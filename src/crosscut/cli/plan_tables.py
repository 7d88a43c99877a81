"""The tables of plans as the terminal shows them: rules, changes, other ceilings, years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from rich.table import Table

from crosscut.allocate.quantities import show_percent
from crosscut.cli.plan_words import KEYS, WORDS
from crosscut.money import Unit, format_number
from crosscut.text import Language
from crosscut.views.labels import label

if TYPE_CHECKING:
    from crosscut.allocate import Plan
    from crosscut.allocate.horizon import Years
    from crosscut.allocate.records import RuleRow
    from crosscut.taxonomy import Taxonomy


def years_table(
    found: Years, taxonomy: Taxonomy, key: Literal["area", "ministry"], unit: Unit, language: Language
) -> Table:
    """The money by one key, a column a year."""
    table = titled(plan_word("by", language).format(key=KEYS[key][language], unit=unit.label(language)))
    table.add_column(KEYS[key][language], overflow="fold")
    for name in found.names:
        table.add_column(name, justify="right")
    totals = found.totals(key)
    among = frozenset(row["value"] for row in totals)
    for row in totals:
        value = label(taxonomy, key, row["value"], among)[language]
        table.add_row(value, *(format_number(amount, unit, digits=0) for amount in row["amounts"]))
    return table


def binding_table(plan: Plan, unit: Unit, name: str, language: Language) -> Table:
    """The rules over money that a plan uses to the last unit."""
    table = titled(plan_word("binding", language).format(name=name))
    _columns(table, ("rule", "owner"), ("limit", "used"), language)
    for row in plan.rules():
        if row["binding"]:
            said = _rule(row, language)
            table.add_row(said, _owner(row, language), _limit(plan, row, unit), _number(row["used"], unit))
    return table


def _owner(row: RuleRow, language: Language) -> str:
    return row["owner_ko"] if language == "ko" else row["owner"]


def _limit(plan: Plan, row: RuleRow, unit: Unit) -> str:
    """A limit as far as whole units reach it: a floor rounded up, a cap down."""
    limit, step = row["limit"], unit.factor
    if limit is None:
        return ""
    return _number(-(-limit // step) * step if row["rule"] in plan.floors else limit // step * step, unit)


def rules_table(plan: Plan, unit: Unit, language: Language) -> Table:
    """The rules over money that bind or cost something: limit, use, cost, and what relaxing them gives."""
    table = titled(plan_word("rules", language))
    _columns(table, ("rule", "owner"), ("limit", "used", "costs", "when relaxed"), language)
    for row in plan.rules():
        if row["kind"] in ("ceiling", "row") and not row["binding"] and not row["cost"]:
            continue
        table.add_row(
            _rule(row, language),
            _owner(row, language),
            _limit(plan, row, unit),
            _number(row["used"], unit),
            "" if row["cost"] is None else f"{row['cost']:,.1f}",
            row["step_ko"] if language == "ko" else row["step"],
        )
    return table


def _rule(row: RuleRow, language: Language) -> str:
    """A rule in words, and the id by which a what-if and the policy name it."""
    return f"{begun(row['text_ko'] if language == 'ko' else row['text'])} [{row['rule']}]"


def begun(text: str) -> str:
    """A text that begins a line or a cell, with a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def changes_table(plan: Plan, unit: Unit, language: Language, most: int = 20) -> Table:
    """The programmes that ask, those first whose amounts change most on last year, with their reasons."""
    rows = sorted(plan.rows(), key=lambda row: (-abs(row["amount"] - row["previous"]), row["programme"]))
    shown = rows[:most]
    words = plan_word("largest", language)
    table = titled(words.format(count=len(shown), whole=f"{len(rows):,}", unit=unit.label(language)))
    _columns(table, ("programme", "name"), ("last year", "amount", "change"), language)
    table.add_column(plan_word("why", language), overflow="fold", ratio=1)
    for row in shown:
        table.add_row(
            row["programme"],
            row["name"],
            _number(row["previous"], unit),
            _number(row["amount"], unit),
            change(row["previous"], row["amount"], unit),
            row["reason_ko"] if language == "ko" else row["reason"],
        )
    return table


def curve_table(plan: Plan, unit: Unit, language: Language) -> Table:
    """What the plan is at other ceilings: its value, whose amounts change, and who is funded or ended."""
    table = titled(plan_word("moved", language).format(unit=unit.label(language)))
    _columns(table, ("ceiling",), ("limit", "amount", "value", "changed", "flips"), language)
    for point in plan.curve:
        move, ceiling = show_percent(point.move, sign=True), _number(point.ceiling // unit.factor * unit.factor, unit)
        if point.status == "infeasible":
            table.add_row(move, ceiling, plan_word("no plan", language))
            continue
        amounts = (ceiling, _number(point.total, unit))
        table.add_row(move, *amounts, f"{point.value:,.1f}", f"{point.changed:,}", f"{len(point.flips):,}")
    return table


def change(before: int, after: int, unit: Unit) -> str:
    """A change as the printed amounts beside it make it, or exactly where they are printed alike."""
    whole = (_whole(after, unit) - _whole(before, unit)) * unit.factor
    return format_number(whole or after - before, unit, sign=True, digits=0 if whole else None)


def _whole(amount: int, unit: Unit) -> int:
    """Whole units as they are printed, halves away from zero."""
    units = (2 * abs(amount) + unit.factor) // (2 * unit.factor)
    return -units if amount < 0 else units


def titled(title: str) -> Table:
    """An empty table under a title that stands on one line."""
    wide = cell_len(title)
    return Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left", min_width=wide)


def _columns(table: Table, texts: Sequence[str], numbers: Sequence[str], language: Language) -> None:
    for name in texts:
        table.add_column(plan_word(name, language), overflow="fold")
    for name in numbers:
        table.add_column(plan_word(name, language), justify="right")


def plan_word(key: str, language: Language) -> str:
    """A word of plans."""
    return WORDS[key][language]


def _number(amount: int | None, unit: Unit) -> str:
    """An amount as it is printed, without parts of the unit."""
    return "" if amount is None else format_number(amount, unit, digits=0)
