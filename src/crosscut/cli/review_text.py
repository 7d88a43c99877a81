"""What ``crosscut review`` prints for people, in English or Korean."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.table import Table

from crosscut.cli.output import Format, console, print_findings, print_json
from crosscut.cli.review_words import DECISIONS, WORDS
from crosscut.findings import Severity
from crosscut.ledger.in_force import moment_of
from crosscut.money import Unit, format_amount, format_number
from crosscut.text import Language, Text

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.review import Review
    from crosscut.review.model import Raised
    from crosscut.taxonomy import Taxonomy

MOST = 40
"""Programmes and families that the text lists where it does not list them all."""

NAMES = 3
"""Names by which a family is listed."""


def print_review(found: Review, run: Run, board: str, language: Language, *, in_full: bool) -> None:
    """The findings, what is at stake, what does the same, and what could not run."""
    measure = run.settings.printed_unit
    if in_full:
        print_findings([each.finding for each in found.findings if each.counts], language=language)
    else:
        told = [each.finding for each in found.findings if _is_told_in_full(each)]
        if told or not found.findings:
            print_findings(told, 5, language)
        _print_programmes(found, run.taxonomy, measure, language)
    _print_groups(found, measure, language)
    _print_decided(run, found, language)
    _print_stakes(found, run, board, language)
    kinds = Counter(group.kind for group in found.groups)
    counts = {
        "duplicates": kinds["duplicate"],
        "families": kinds["family"],
        "continuations": kinds["continuation"],
    }
    console().print(_phrase("groups", language, **counts))
    for lacking in found.not_run:
        needs = Text.same("; ").join(lacking.needs)
        named = _titled(lacking.rule, language)
        console().print(_phrase("not run", language, rule=named, needs=needs), style="dim")


def _phrase(name: str, language: Language, **values: object) -> str:
    return WORDS[name].format(**values)[language]


def _titled(rule: str, language: Language) -> str:
    """A rule by its title, and the id by which decisions name it; one without a title by its id."""
    title = _title(rule, language)
    return f"{title} [{rule}]" if title != rule else rule


def _title(rule: str, language: Language) -> str:
    from crosscut.review.registry import all_rules

    if rule == "duplicate":
        return _phrase("alike", language)
    return next((each.title[language] for each in all_rules() if each.id == rule), "") or rule


def _is_told_in_full(raised: Raised) -> bool:
    """Whether a finding is told in full beside the money by programme: what is fatal, and what is of no programme."""
    return raised.finding.severity is Severity.FATAL or not raised.finding.programme


def _print_programmes(found: Review, taxonomy: Taxonomy, measure: Unit, language: Language) -> None:
    """One line a programme with its name, the most money first; how many more there are."""
    from crosscut.review.table import programme_lines
    from crosscut.views.labels import label

    lines = programme_lines(found)
    among = frozenset(line.ministry for line in lines)
    table = _table(_phrase("by programme", language))
    for name in ("programme", "name", "ministry"):
        table.add_column(_phrase(name, language), overflow="fold")
    table.add_column(_phrase("at stake in", language, unit=_unit(measure)), justify="right")
    table.add_column(_phrase("rules", language), overflow="fold")
    for line in lines[:MOST]:
        money = format_number(line.at_stake, measure, digits=0)
        rules = "; ".join(_ruled(each, line.decided.get(each), language) for each in line.rules)
        ministry = label(taxonomy, "ministry", line.ministry, among)[language]
        table.add_row(line.programme, line.name, ministry, money, rules)
    if lines:
        console().print(table)
    if len(lines) > MOST:
        console().print(_phrase("more programmes", language, count=f"{len(lines) - MOST:,}"), style="dim")


def _ruled(rule: str, decided: str | None, language: Language) -> str:
    """A rule by its title, with what was decided of what it found."""
    title = _title(rule, language)
    return f"{title} ({DECISIONS[decided][language]})" if decided else title


def _print_decided(run: Run, found: Review, language: Language) -> None:
    """How many findings people accepted, put off and waived, of how many that expired, and which pairs are apart."""
    counts: Counter[str] = Counter(each.disposition for each in found.findings)
    counts["apart"] = run.snapshot.dispositions["disposition"].to_pylist().count("apart")
    told = [
        _phrase("decided", language, count=counts[each], decision=DECISIONS[each]) for each in DECISIONS if counts[each]
    ]
    if told:
        console().print(", ".join(told), style="dim")


def _print_groups(found: Review, measure: Unit, language: Language) -> None:
    """What is alike, each by its name, and the families by the names that they go by, the largest first."""
    names = dict(zip(*(found.history.frame[key].to_pylist() for key in ("programme", "name")), strict=True))
    kinds = {kind: [group for group in found.groups if group.kind == kind] for kind in ("duplicate", "family")}
    for group in kinds["duplicate"][:MOST]:
        named = " ~ ".join(f"{names.get(each, '')} ({each})" for each in group.programmes)
        console().print(_group("duplicate", group.amount, named, measure, language))
    for group in kinds["family"][:MOST]:
        named = f"{called([names.get(each, '') for each in group.programmes])} ({', '.join(group.programmes)})"
        kind = "question" if group.question else "family"
        console().print(_group(kind, group.amount, named, measure, language))
    if len(kinds["family"]) > MOST:
        console().print(_phrase("more", language, count=f"{len(kinds['family']) - MOST:,}"), style="dim")


def called(names: Sequence[str]) -> str:
    """The names of a family, of those that differ in brackets or an ending only the first, without its brackets."""
    from crosscut.review.duplicates.tokens import base_name

    distinct: dict[str, list[str]] = {}
    for name in names:
        distinct.setdefault(base_name(name), []).append(name)
    shown = [each[0] if len({*each}) == 1 else _outside(each[0]) for each in distinct.values()]
    return " / ".join([*shown[:NAMES], *(["…"] if len(shown) > NAMES else [])])


def _outside(name: str) -> str:
    """A name without what stands in brackets, as it is where nothing else stands."""
    return " ".join(_BRACKETS.sub(" ", name).split()) or name


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")


def _group(kind: str, amount: int, named: str, measure: Unit, language: Language) -> str:
    return _phrase(kind, language, money=format_amount(amount, measure, digits=0, language=language), named=named)


def _print_stakes(found: Review, run: Run, board: str, language: Language) -> None:
    """What is at stake by the rows of a board, and in all."""
    from crosscut.views.labels import label

    measure = run.settings.printed_unit
    period = run.calendar.text((found.year, found.stage))
    table = _table(_phrase("stakes", language, period=period, unit=_unit(measure)))
    amounts: list[Literal["alone", "at_stake"]] = ["alone", "at_stake"] if board == "rule" else ["at_stake"]
    headings = {"alone": "alone", "at_stake": "at stake"}
    for heading in (board, "findings", "programmes", *(headings[each] for each in amounts)):
        table.add_column(_phrase(heading, language), justify="left" if heading == board else "right")
    rows = found.stakes.boards[board]
    among = frozenset(row.key for row in rows)
    for row in rows:
        named = _titled(row.key, language) if board == "rule" else label(run.taxonomy, board, row.key, among)[language]
        key = named or _phrase("not stated", language)
        told = row.to_json()
        money = (format_number(told[each], measure, digits=0) for each in amounts)
        table.add_row(key, f"{row.findings:,}", f"{row.programmes:,}", *money)
    total = format_number(found.stakes.total, measure, digits=0)
    table.add_row(_phrase("total", language), *[""] * (len(amounts) + 1), total, style="bold")
    console().print(table)


def print_recorded(subject: str, decision: str, by: str, reason: str, language: Language) -> None:
    """That one decision was recorded, under what people read of the review that follows from it."""
    said = _phrase("recorded", language, subject=subject, decision=DECISIONS[decision], by=by, reason=reason)
    console().print(said, style="bold")


def print_decisions(run: Run, found: Review, format: Format, language: Language) -> int:  # noqa: A002
    """Who decided what, when and why, newest first; of a waiver that expired, that it did; and what holds no more."""
    from crosscut.csvtext import escape
    from crosscut.review.decision_records import decisions_of

    rows = decisions_of(run, found)
    if format == "json":
        print_json({"decisions": rows})
        return 0
    if format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([_DECIDED, *(map(escape, (str(row[name]) for name in _DECIDED)) for row in rows)])
        return 0
    table = _table()
    zone = _zone(run.settings.zone)
    for name in ("finding", "decision", "by", "at", "reason", "holds"):
        table.add_column(_phrase(name, language, zone=zone or "UTC"), overflow="fold")
    for row in rows:
        decided = row["state"] if row["in_force"] else row["decision"]
        words = DECISIONS[decided][language] if decided in DECISIONS else decided
        holds = _phrase("in force" if row["in_force"] else row["state"], language)
        table.add_row(row["finding"], words, row["by"], _time(row["at"], zone), row["reason"], holds)
    console().print(table)
    return 0


_DECIDED: tuple[Literal["finding", "decision", "by", "at", "reason", "state"], ...] = (
    "finding",
    "decision",
    "by",
    "at",
    "reason",
    "state",
)


def _zone(name: str) -> ZoneInfo | None:
    """The zone that a budget says its times in; None where it names none that this machine knows."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _time(at: str, zone: ZoneInfo | None) -> str:
    """A moment to the minute, in a zone or in UTC; a day, and what is no time, as it was written."""
    moment = moment_of(at) if ":" in at else None
    return f"{moment.astimezone(zone or UTC):%Y-%m-%d %H:%M}" if moment else at


def _unit(measure: Unit) -> Text:
    return Text(measure.label(), measure.label("ko"))


def _table(title: str | None = None) -> Table:
    return Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
