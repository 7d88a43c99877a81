"""The page of the groups of similar programmes, each with its programmes side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.review import DuplicateGroup, Review
from crosscut.review.duplicates.model import GroupKind
from crosscut.review.figures import StakeFigures
from crosscut.tables import ProgrammeRow

MOST_GROUPS = 300
"""Groups that the page has; ``crosscut review --format json`` has all."""

_LETTERS = 400
"""Letters of a programme's text that the page has."""

_KINDS: tuple[GroupKind, ...] = ("duplicate", "continuation", "family")

Segment = tuple[str, bool]
"""A run of letters, and whether the other text has it at that place too."""


@dataclass(frozen=True)
class ComparedProgramme:
    """A programme of a group beside the group's largest: name and text in runs that are the same or differ."""

    programme: str
    ministry: str
    amount: int | None
    name: list[Segment]
    text: list[Segment]


@dataclass(frozen=True)
class SideBySide:
    """A group with its programmes side by side."""

    group: DuplicateGroup
    programmes: list[ComparedProgramme]


@dataclass(frozen=True)
class DuplicatesContent:
    """The groups, how many there are of each kind, and how many of them the page leaves out."""

    figures: StakeFigures | None
    sides: list[SideBySide]
    kinds: list[tuple[GroupKind, int]]
    hidden: int


def _pages(views: SiteViews) -> Iterator[Page]:
    review = views.publication.review
    if review is not None:
        content = _content(review, views.publication.stakes, views.directory.programmes)
        yield Page("duplicates", content)


def _content(review: Review, figures: StakeFigures | None, programmes: Mapping[str, ProgrammeRow]) -> DuplicatesContent:
    asked = _asked(review)
    ordered = sorted(review.groups, key=lambda group: _KINDS.index(group.kind))[:MOST_GROUPS]
    sides = [SideBySide(group, _compared(group, programmes, asked)) for group in ordered]
    counts = Counter(group.kind for group in review.groups)
    kinds = [(kind, counts[kind]) for kind in _KINDS if counts[kind]]
    return DuplicatesContent(figures, sides, kinds, max(len(review.groups) - MOST_GROUPS, 0))


def _asked(review: Review) -> dict[str, int]:
    frame = review.history.frame
    pairs = zip(frame["programme"].to_pylist(), frame["amount"].to_pylist(), strict=True)
    return {name: amount or 0 for name, amount in pairs}


def _compared(
    group: DuplicateGroup, programmes: Mapping[str, ProgrammeRow], asked: Mapping[str, int]
) -> list[ComparedProgramme]:
    ordered = sorted(group.programmes, key=lambda name: (-asked[name], name))
    largest, second = (programmes[name] for name in ordered[:2])
    found = []
    for at, name in enumerate(ordered):
        own, other = programmes[name], second if at == 0 else largest
        found.append(
            ComparedProgramme(
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


def _title(writer: Writer, _kind: PageKind, _page: Page) -> str:
    return writer.w("review_groups")


KIND = PageKind("duplicates", _pages, order=71, under="review", title=_title, edition="desk")
