"""The pages of the review: the board, the groups of similar programmes, and a page for each programme with findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from crosscut.exports.words_of import word
from crosscut.figures import Figure, Printed
from crosscut.review import Group, Raised, Review, all_rules
from crosscut.review.duplicates.findings import ACTION
from crosscut.review.duplicates.model import Kind
from crosscut.review.figures import StakeFigures
from crosscut.review.history import YEARS
from crosscut.text import LANGUAGES, Text
from crosscut.views.programmes import page_names

MOST_FINDINGS, MOST_GROUPS = 5000, 300
"""What the pages list; ``crosscut review --format json`` has all."""

FIRST = 50
"""Findings that stand in the page itself, before any script runs."""

_LETTERS = 400

_KINDS: tuple[Kind, ...] = ("duplicate", "continuation", "family")

Segment = tuple[str, bool]
"""A run of letters, and whether the other text has it at that place too."""


@dataclass(frozen=True)
class Compared:
    """A programme of a group beside the group's largest: name and text in runs that are the same or differ."""

    programme: str
    ministry: str
    amount: int | None
    name: list[Segment]
    text: list[Segment]


@dataclass(frozen=True)
class Side:
    """A group with its programmes side by side."""

    group: Group
    programmes: list[Compared]


def board(review: Review, figures: StakeFigures | None) -> dict[str, Any]:
    """What the review board needs: sums by rule, ministry, committee and area, findings, and rules that did not run."""
    rules = {rule.id: (rule.title, rule.action) for rule in all_rules()}
    return {
        "review": review,
        "boards": {name: rows for name, rows in review.stakes.boards.items() if any(row.key for row in rows)},
        "rules": rules,
        "duplicate_action": ACTION,
        "listed": review.findings[:FIRST],
        "more": len(review.findings) > FIRST,
        "figures": figures,
        "hidden": max(len(review.findings) - MOST_FINDINGS, 0),
        "programme_names": page_names(review),
    }


def groups(review: Review, programmes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the page of groups needs: each group's programmes beside one another, differences marked."""
    asked = _asked(review)
    ordered = sorted(review.groups, key=lambda group: _KINDS.index(group.kind))[:MOST_GROUPS]
    shown = [Side(group, _compared(group, programmes, asked)) for group in ordered]
    counts = Counter(group.kind for group in review.groups)
    kinds = [(kind, counts[kind]) for kind in _KINDS if counts[kind]]
    return {"sides": shown, "kinds": kinds, "hidden": max(len(review.groups) - MOST_GROUPS, 0), "review": review}


def rows_for_script(
    review: Review, figures: StakeFigures | None, places: dict[str, int], printed: Printed
) -> dict[str, Any]:
    """The listed findings as their data file has them, and the rules by name.

    A row is the programme's place and its page or null, rule, severity, message in Korean and English, what is at
    stake in minor units with its figure or null, disposition, and the reason that a person gave.
    """
    pages = page_names(review)
    rows = []
    for each in review.findings[:MOST_FINDINGS]:
        found, figure = each.finding, figures.of(each) if figures else None
        rows.append(
            [
                places.get(found.programme),
                pages.get(found.programme),
                found.rule,
                str(found.severity),
                found.message_ko,
                found.message,
                str(each.at_stake),
                figure and printed.add(figure).id,
                each.disposition,
                each.reason,
            ]
        )
    titles = {rule.id: [rule.title.ko, rule.title.en] for rule in all_rules()}
    titles["duplicate"] = [word("review_duplicate", language) for language in LANGUAGES]
    return {"rules": titles, "rows": rows}


def programme_contents(review: Review, figures: StakeFigures | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Page name, programme and content, for programmes with findings."""
    found: dict[str, list[Raised]] = defaultdict(list)
    for each in review.findings:
        found[each.finding.programme].append(each)
    rows = {row["programme"]: row for row in review.history.frame.drop_columns(["text"]).to_pylist()}
    together: dict[str, list[Group]] = defaultdict(list)
    for group in review.groups:
        for name in group.programmes:
            together[name].append(group)
    names, titles = page_names(review), {rule.id: rule.title for rule in all_rules()}
    titles["duplicate"] = Text(en=word("review_duplicate", "en"), ko=word("review_duplicate", "ko"))
    for programme, page in names.items():
        content = {
            "raised": found[programme],
            "years": _years(review, rows[programme], figures),
            "groups": together[programme],
            "programme_names": names,
            "figures": figures,
            "titles": titles,
        }
        yield page, programme, content


Amount = tuple[int | None, Figure | None]


def _years(review: Review, row: dict[str, Any], figures: StakeFigures | None) -> list[tuple[int, Amount, Amount]]:
    """Year, amount and what was executed, latest first, each with its figure."""
    found = []
    for back in range(YEARS + 1):
        amount, executed = row[f"p{back}" if back else "amount"], row.get(f"x{back}")
        if amount is not None or executed is not None:
            year = review.year - back
            found.append((year, _held(figures, row, year, amount), _held(figures, row, year, executed, executed=True)))
    return found


def _held(
    figures: StakeFigures | None, row: dict[str, Any], year: int, amount: int | None, *, executed: bool = False
) -> Amount:
    return amount, figures.of_year(row["programme"], year, amount, executed=executed) if figures else None


def _asked(review: Review) -> dict[str, int]:
    frame = review.history.frame
    pairs = zip(frame["programme"].to_pylist(), frame["amount"].to_pylist(), strict=True)
    return {name: amount or 0 for name, amount in pairs}


def _compared(group: Group, programmes: dict[str, dict[str, Any]], asked: dict[str, int]) -> list[Compared]:
    ordered = sorted(group.programmes, key=lambda name: (-asked[name], name))
    largest, second = (programmes[name] for name in ordered[:2])
    found = []
    for at, name in enumerate(ordered):
        own, other = programmes[name], second if at == 0 else largest
        found.append(
            Compared(
                name,
                own["ministry"],
                asked[name],
                segments(own["name"], other["name"]),
                segments(own["text"][:_LETTERS], other["text"][:_LETTERS]),
            )
        )
    return found


def segments(text: str, other: str) -> list[Segment]:
    """The text in runs, each with whether the other text has it too."""
    if not other:
        return [(text, True)] if text else []
    runs = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    return [(text[start:end], kind == "equal") for kind, start, end, *_ in runs if end > start]
