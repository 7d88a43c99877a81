"""The pages of the groups of similar programmes, each with its programmes side by side."""

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
"""Groups that the pages have; ``crosscut review --format json`` has all."""

MOST_PROGRAMMES = 60
"""Programmes of one group that stand side by side, the largest."""

PAGE = 300_000
"""About how many bytes of groups stand on one page, which keeps it well below half a megabyte."""

_OF_GROUP, _OF_PROGRAMME, _OF_MARK = 1_500, 900, 13
"""Bytes that a page has of each group, programme and mark beside its texts."""

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
    """A group with its programmes side by side, and how many others it has."""

    group: DuplicateGroup
    programmes: list[ComparedProgramme]
    others: int = 0

    def weight(self) -> int:
        """About how many bytes it takes on a page."""
        return _OF_GROUP + sum(_OF_PROGRAMME + _weight(each.name) + _weight(each.text) for each in self.programmes)


@dataclass(frozen=True)
class DuplicatesContent:
    """The groups of one page, how many there are of each kind, and how many of them no page has.

    ``pages`` are the names of all pages of groups, in order.
    """

    figures: StakeFigures | None
    sides: list[SideBySide]
    kinds: list[tuple[GroupKind, int]]
    hidden: int
    pages: list[str]


def _pages(views: SiteViews) -> Iterator[Page]:
    review = views.publication.review
    if review is not None:
        yield from _of_review(review, views.publication.stakes, views.directory.programmes)


def _of_review(review: Review, figures: StakeFigures | None, programmes: Mapping[str, ProgrammeRow]) -> Iterator[Page]:
    asked = _asked(review)
    ordered = sorted(review.groups, key=lambda group: _KINDS.index(group.kind))[:MOST_GROUPS]
    parts = paged([_side(group, programmes, asked) for group in ordered])
    names = ["duplicates", *(f"duplicates-{number}" for number in range(2, len(parts) + 1))]
    counts = Counter(group.kind for group in review.groups)
    kinds = [(kind, counts[kind]) for kind in _KINDS if counts[kind]]
    hidden = max(len(review.groups) - MOST_GROUPS, 0)
    for name, sides in zip(names, parts, strict=True):
        yield Page(name, DuplicatesContent(figures, sides, kinds, hidden, names))


def paged(sides: list[SideBySide]) -> list[list[SideBySide]]:
    """The groups page by page, in order, each page about as large as a page may be; one page where there are none."""
    pages: list[list[SideBySide]] = [[]]
    held = 0
    for side in sides:
        weight = side.weight()
        if pages[-1] and held + weight > PAGE:
            pages.append([])
            held = 0
        pages[-1].append(side)
        held += weight
    return pages


def _side(group: DuplicateGroup, programmes: Mapping[str, ProgrammeRow], asked: Mapping[str, int]) -> SideBySide:
    compared = _compared(group, programmes, asked)
    return SideBySide(group, compared, len(group.programmes) - len(compared))


def _weight(runs: list[Segment]) -> int:
    return sum(len(text.encode()) + (0 if same else _OF_MARK) for text, same in runs)


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
    for at, name in enumerate(ordered[:MOST_PROGRAMMES]):
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
