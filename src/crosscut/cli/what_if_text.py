"""What ``crosscut allocate --what-if`` answers: text for people, in English or Korean, or one JSON document a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crosscut.allocate.records import NOT_PROVED
from crosscut.cli.output import console
from crosscut.cli.plan_text import EXACT, contradiction, percent, print_mends
from crosscut.cli.plan_words import STATUS, WHAT_IF
from crosscut.errors import CrosscutError, with_options
from crosscut.money import format_amount
from crosscut.text import Language
from crosscut.text.refusals import RefusalError

if TYPE_CHECKING:
    from crosscut.allocate import Plan
    from crosscut.allocate.changes import Infeasible, WhatIf

MOST = 10
"""Programmes that an answer names, those that change most."""


def answer_changes(plan: Plan, asked: Iterable[str], language: Language, *, as_json: bool) -> None:
    """Answer each line of ``asked`` as it comes; one that cannot be read is refused and the next one waited for."""
    from crosscut.allocate.changes import Session

    session = Session(plan)
    for line in filter(None, map(str.strip, asked)):
        try:
            found = session.ask(line)
        except CrosscutError as error:
            message, hint = with_options(error.message), with_options(error.hint)
            if as_json:
                refused = {"code": error.code, "message": message, "hint": hint}
                refused |= {"message_ko": error.words.ko} if isinstance(error, RefusalError) else {}
                _write(json.dumps({"error": refused}, ensure_ascii=False))
            else:
                own = error.words[language] if isinstance(error, RefusalError) else f"{message.rstrip('.')}. {hint}"
                console().print(with_options(own).strip(), markup=False)
        else:
            if as_json:
                _write(json.dumps(found, ensure_ascii=False))
            else:
                _print(plan, found, language)
        sys.stdout.flush()


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")


def _print(plan: Plan, found: WhatIf | Infeasible, language: Language) -> None:
    say = console()
    limit = plan.draft.money(found["limit"], up=_is_floor(plan, found["change"]))[language]
    print_base = plan.draft.exactly if found["counted_from"] == "request" else plan.draft.money
    words = WHAT_IF[found["counted_from"]].format(
        change=found["change"], limit=limit, base=print_base(found["base"])[language]
    )
    if found["counted_from"] == "amount" and found["base"] != found["limit"]:
        words = WHAT_IF["whole"].format(said=words, unit=plan.draft.money(plan.draft.unit.factor))
    say.print(words[language], style="bold")
    if "conflict" in found:
        say.print(_word(contradiction(found["conflict"], proved=found["conflict_proved"]), language), style="bold red")
        print_mends([(row, "") for row in found["conflict"]], language)
        if found["conflict"] and not found["conflict_proved"]:
            say.print(NOT_PROVED[language])
        return
    gap = found["gap"]
    say.print(
        _word("unproved" if gap is None else "proved" if gap > EXACT else "best", language).format(
            status=STATUS[found["status"]][language],
            total=_money(plan, found["total"], language),
            value=f"{found['value']:,.1f}",
            before=f"{plan.solution.value:,.1f}",
            gap=percent(gap or 0.0),
        )
    )
    _print_moved(plan, found, language)


def _is_floor(plan: Plan, change: str) -> bool:
    """Whether a change is of the least that a rule asks for, which is printed as the rule prints it: rounded up."""
    floors = {plan.draft.rules[row.rule].id for row in plan.problem.rows if row.lo is not None}
    return change.partition("=")[0].strip() in floors


def _print_moved(plan: Plan, found: WhatIf, language: Language) -> None:
    demand, say = plan.draft.demand, console()
    kept = dict(zip(demand.ids, plan.amounts, strict=True))
    names = dict(zip(demand.ids, demand.names, strict=True))
    count = len(found["changes"])
    words = "nothing moves" if not count else "all" if count <= MOST else "most"
    say.print(_word(words, language).format(count=f"{count:,}", most=MOST))
    for each in found["changes"][:MOST]:
        programme, before = each["programme"], kept[each["programme"]]
        say.print(
            _word("moved", language).format(
                named=programme if names[programme] == programme else f"{programme} {names[programme]}",
                before=_money(plan, before, language),
                after=_money(plan, before + each["change"], language),
                change=format_amount(each["change"], plan.draft.unit, sign=True, digits=0, language=language),
            )
        )


def _money(plan: Plan, amount: int, language: Language) -> str:
    return format_amount(amount, plan.draft.unit, digits=0, language=language)


def _word(key: str, language: Language) -> str:
    return WHAT_IF[key][language]
