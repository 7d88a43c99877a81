"""The page of the allocation, where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from crosscut.exports.site.desk_titles import PlanTopic, plan_titles
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.plan_view import PlanView, plan_view, rows_for_script
from crosscut.exports.site.views import SiteViews
from crosscut.views.takeaways import Takeaway


@dataclass(frozen=True)
class PlanContent:
    """The plan with its reasons, or the rules that contradict one another, and what the sections of a plan say."""

    view: PlanView
    titles: Mapping[PlanTopic, Takeaway | None]


def _pages(views: SiteViews) -> Iterator[Page]:
    if views.publication.plan is not None:
        view = plan_view(views.totals, views.publication.plan)
        listed = partial(rows_for_script, view, views.directory.places)
        titles = {} if view.plan.conflict else plan_titles(view)
        yield Page("plan", PlanContent(view, titles), data={"list-plan": listed})


KIND = PageKind("plan", _pages, order=80, edition="desk")
