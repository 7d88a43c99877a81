"""The page of each programme that the review found something about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.exports.words_of import word
from crosscut.figures import Figure
from crosscut.review import DuplicateGroup, Raised, Review, all_rules
from crosscut.review.figures import StakeFigures
from crosscut.review.history import YEARS
from crosscut.text import Text
from crosscut.views.programme_titles import most_of
from crosscut.views.programmes import page_names
from crosscut.views.takeaways import Takeaway


class TracedAmount(NamedTuple):
    """An amount in minor units, None where none is known, and its figure where it can be traced."""

    amount: int | None
    figure: Figure | None


class YearAmounts(NamedTuple):
    """What a programme was given in a year, and what was executed of it."""

    year: int
    budgeted: TracedAmount
    executed: TracedAmount


@dataclass(frozen=True)
class ReviewedProgramme:
    """A programme with the findings about it, its years, the latest first, and the groups that it is in.

    ``most`` says which of several years had most.
    """

    raised: list[Raised]
    years: list[YearAmounts]
    groups: list[DuplicateGroup]
    programme_names: dict[str, str]
    figures: StakeFigures | None
    titles: dict[str, Text]
    most: Takeaway | None


def _pages(views: SiteViews) -> Iterator[Page]:
    review, figures = views.publication.review, views.publication.stakes
    if review is None:
        return
    findings: dict[str, list[Raised]] = defaultdict(list)
    for each in review.findings:
        findings[each.finding.programme].append(each)
    groups: dict[str, list[DuplicateGroup]] = defaultdict(list)
    for group in review.groups:
        for name in group.programmes:
            groups[name].append(group)
    names, titles = page_names(review), _titles()
    for programme, years in _years(review, figures, names):
        most = _most(views, years)
        content = ReviewedProgramme(findings[programme], years, groups[programme], names, figures, titles, most)
        yield Page(names[programme], content, programme)


def _most(views: SiteViews, years: Sequence[YearAmounts]) -> Takeaway | None:
    known = [(each.year, each.budgeted.amount) for each in years if each.budgeted.amount is not None]
    named = [(_year(views.totals.calendar.year(year)), amount) for year, amount in known]
    return most_of(named) if len(named) > 1 else None


def _year(year: str) -> Text:
    return Text(*(word("where_fiscal_year", language, value=year) for language in ("en", "ko")))


def _titles() -> dict[str, Text]:
    titles = {rule.id: rule.title for rule in all_rules()}
    return titles | {"duplicate": Text(en=word("review_duplicate", "en"), ko=word("review_duplicate", "ko"))}


def _years(
    review: Review, figures: StakeFigures | None, programmes: Iterable[str]
) -> Iterator[tuple[str, list[YearAmounts]]]:
    """Each programme with its years."""
    frame = review.history.frame
    place = {programme: at for at, programme in enumerate(frame["programme"].to_pylist())}
    budgeted = [frame[f"p{back}" if back else "amount"].to_pylist() for back in range(YEARS + 1)]
    known = [f"x{back}" if f"x{back}" in frame.column_names else "" for back in range(YEARS + 1)]
    executed = [frame[name].to_pylist() if name else [None] * len(frame) for name in known]
    for programme in programmes:
        at = place[programme]
        pairs = [(review.year - back, budgeted[back][at], executed[back][at]) for back in range(YEARS + 1)]
        yield (
            programme,
            [
                YearAmounts(
                    year,
                    TracedAmount(given, figures.of_year(programme, year, given) if figures else None),
                    TracedAmount(spent, figures.of_year(programme, year, spent, executed=True) if figures else None),
                )
                for year, given, spent in pairs
                if given is not None or spent is not None
            ],
        )


def _title(writer: Writer, _kind: PageKind, page: Page) -> str:
    return writer.programme(page.subject)


KIND = PageKind("review_programme", _pages, order=72, under="review", title=_title, edition="desk")
