"""The page of the demand review: what is at stake by rule, ministry, committee and area, and the findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from crosscut.exports.site.desk_titles import foremost, open_findings
from crosscut.exports.site.lists import noted
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.words import WORDS
from crosscut.exports.words_of import both_in_own_words, by_language
from crosscut.figures import Printed
from crosscut.review import Raised, Review, all_rules
from crosscut.review.duplicates.findings import ACTION
from crosscut.review.figures import StakeFigures
from crosscut.review.stakes import Stake
from crosscut.text import Language, Text
from crosscut.text.said_twice import in_both
from crosscut.views.programmes import page_names
from crosscut.views.takeaways import Takeaway

MOST_FINDINGS = 5000
"""Findings that the list has; ``crosscut review --format json`` has all."""

FIRST = 50
"""Findings that stand in the page itself, before any script runs."""


@dataclass(frozen=True)
class ReviewContent:
    """The review of a demand.

    ``boards`` are what is at stake by rule, ministry, committee and area, and ``leading`` the row of each that has most
    alone; ``open`` says how many findings nobody has answered; ``rules`` has the title and the action of
    each rule; ``listed`` are the first findings, ``more`` says whether there are others, and ``hidden`` how many of
    them no list has.
    """

    review: Review
    figures: StakeFigures | None
    boards: Mapping[str, Sequence[Stake]]
    leading: Mapping[str, Stake | None]
    open: Takeaway
    rules: dict[str, tuple[Text, Text]]
    duplicate_action: Text
    listed: Sequence[Raised]
    more: bool
    hidden: int
    programme_names: dict[str, str]


class ReviewScript(TypedDict):
    """The findings as a data file has them, and the titles of rules by language.

    A row is the programme's place and its page or null, rule, severity, message by language, what is at
    stake in minor units with its figure or null, disposition, and the reason that a person gave by language.
    """

    rules: dict[str, list[str]]
    rows: list[tuple[int | str | None, ...]]


def _pages(views: SiteViews) -> Iterator[Page]:
    review, figures = views.publication.review, views.publication.stakes
    if review is not None:
        listed = partial(rows_for_script, review, figures, views.directory.places, views.publication.settings.languages)
        yield Page("review", _content(review, figures), data={"list-review": listed})


def _content(review: Review, figures: StakeFigures | None) -> ReviewContent:
    boards = {name: rows for name, rows in review.stakes.boards.items() if any(row.key for row in rows)}
    return ReviewContent(
        review=review,
        figures=figures,
        boards=boards,
        leading={name: foremost(rows) for name, rows in boards.items()},
        open=open_findings(review.findings),
        rules={rule.id: (rule.title, rule.action) for rule in all_rules()},
        duplicate_action=ACTION,
        listed=review.findings[:FIRST],
        more=len(review.findings) > FIRST,
        hidden=max(len(review.findings) - MOST_FINDINGS, 0),
        programme_names=page_names(review),
    )


def rows_for_script(
    review: Review,
    figures: StakeFigures | None,
    places: Mapping[str, int],
    made: Collection[Language],
    printed: Printed,
) -> ReviewScript:
    """The listed findings as their data file has them, and the rules by name, in the languages that are made."""
    pages = page_names(review)
    rows: list[tuple[int | str | None, ...]] = []
    for each in review.findings[:MOST_FINDINGS]:
        found = each.finding
        rows.append(
            (
                places.get(found.programme),
                pages.get(found.programme),
                found.rule,
                str(found.severity),
                *by_language(found.message, made),
                str(each.at_stake),
                noted(figures.of(each) if figures else None, printed),
                each.disposition,
                *by_language(in_both(each.reason), made),
            )
        )
    titles = {rule.id: by_language(rule.title, made) for rule in all_rules()}
    titles["duplicate"] = by_language(both_in_own_words(WORDS["review_duplicate"]), made)
    return {"rules": titles, "rows": rows}


KIND = PageKind("review", _pages, order=70, edition="desk")
