"""The page of what decisions on all programmes would say: each area's total with its interval, sample by sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.classify.estimates import AreaEstimate, Estimates, estimates
from crosscut.classify.next_command import without_the_place
from crosscut.errors import CrosscutError
from crosscut.exports.site.desk_titles import least_sure
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.text import Language


@dataclass(frozen=True)
class EstimatesContent:
    """The estimates of the leading period after all samples and after each, with what they rest on by language.

    ``unsure`` is the area that is known least, alone. Where a sample cannot be read there are none, and ``refused``
    says why.
    """

    found: Estimates | None
    assumed: dict[Language, tuple[str, ...]]
    refused: str = ""
    unsure: AreaEstimate | None = None


def _pages(views: SiteViews) -> Iterator[Page]:
    """The page where people have read of a drawn sample; without one there is nothing but proposals to go by."""
    run = views.publication.run
    if not run.decisions or not any((run.snapshot.folder / "samples").glob("*.csv")):
        return
    try:
        found = estimates(run)
    except CrosscutError as error:
        yield Page("estimates", EstimatesContent(None, {}, str(error)))
        return
    if found["rounds"]:
        said: dict[Language, list[str]] = {"en": found["assumed"], "ko": found["assumed_ko"]}
        yield Page(
            "estimates",
            EstimatesContent(
                found,
                {each: without_the_place(run, lines) for each, lines in said.items()},
                unsure=least_sure(found["areas"]),
            ),
        )


KIND = PageKind("estimates", _pages, order=75, edition="desk")
