"""The pages of a site: which there are, and what each is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from crosscut.exports.site import plans, reviews
from crosscut.exports.site.page import Page
from crosscut.figures import Figure
from crosscut.findings import Finding, Severity
from crosscut.views.histories import changes_content, elsewhen, programme_contents
from crosscut.views.overview import Pair, overview
from crosscut.views.programmes import Directory
from crosscut.views.totals import Totals

LISTED_FINDINGS = 50
"""Findings that stand in the page itself, before any script runs."""


NAV = ("overview", "areas", "ministries", "programmes", "findings", "method", "data")
"""Items of the main menu; each is the name of a page but the first, which is ``index``."""


def menu(totals: Totals) -> tuple[str, ...]:
    """The items of this site's main menu: the allocation only where there is one."""
    items = nav(totals)
    if totals.shown.review is not None:
        after = items.index("findings") + 1
        items = (*items[:after], "review", *items[after:])
    place = items.index("method")
    return items if totals.shown.plan is None else (*items[:place], "plan", *items[place:])


def nav(totals: Totals) -> tuple[str, ...]:
    """The main menu: NAV, and the changes where the publication tells how its amounts came to be."""
    place = NAV.index("findings")
    return NAV if totals.shown.history is None else (*NAV[:place], "changes", *NAV[place:])


def all_pages(totals: Totals, directory: Directory) -> Iterator[Page]:
    """Every page of the site, the overview first."""
    view = overview(totals)
    rules = finding_rules(totals)
    yield Page("index", "overview", "overview", content={"view": view, "rules": rules, **_severities(totals)})
    yield Page("areas", "areas", "areas", content={"lines": view.areas})
    for area in totals.areas:
        yield area_page(totals, directory, area, view.pairs)
    yield Page(
        "ministries", "ministries", "ministries", content={"lines": totals.lines("ministry", totals.total, "partition")}
    )
    for ministry, name in totals.ministries.items():
        yield ministry_page(totals, directory, ministry, name)
    everything = directory.list_of("programmes", "partition")
    content = {"list": everything, "elsewhen": elsewhen(totals, directory)}
    yield Page("programmes", "programmes", "programmes", content=content, lists=(everything,))
    yield from history_pages(totals, directory)
    yield Page("findings", "findings", "findings", content={"rules": rules, **_severities(totals)})
    yield from review_pages(totals, directory)
    if totals.shown.plan is not None:
        view_of_plan = plans.view(totals, totals.shown.plan)
        listed = partial(plans.rows_for_script, view_of_plan, directory.places)
        yield Page("plan", "plan", "plan", content={"view": view_of_plan}, data={"list-plan": listed})
    yield Page("method", "method", "method", content={"inexact": inexact(totals, directory)})
    yield Page("data", "data", "data")


def history_pages(totals: Totals, directory: Directory) -> Iterator[Page]:
    """The page of changes, and one for each programme that has a history; none where nobody asked for one."""
    history = totals.shown.history
    if history is None:
        return
    yield Page("changes", "changes", "changes", content=changes_content(totals, history))
    for name, programme, content in programme_contents(totals, directory, history):
        yield Page(name, "programme", "programmes", programme, content)


def review_pages(totals: Totals, directory: Directory) -> Iterator[Page]:
    """The review board, the groups of similar programmes, and a page for each programme with findings."""
    review = totals.shown.review
    if review is None:
        return
    figures = totals.shown.stakes
    listed = partial(reviews.rows_for_script, review, figures, directory.places)
    yield Page("review", "review", "review", content=reviews.board(review, figures), data={"list-review": listed})
    groups = reviews.groups(review, directory.programmes)
    yield Page("duplicates", "duplicates", "review", content={**groups, "figures": figures})
    for name, programme, content in reviews.programme_contents(review, figures):
        yield Page(name, "review_programme", "review", programme, content)


def area_page(totals: Totals, directory: Directory, area: str, overlapping: list[Pair]) -> Page:
    """The page of one area."""
    whole = totals.line(area, totals.total, area=area)
    programmes = directory.list_of(f"area-{area}", totals.counting, area=area)
    subs = {line.key: line for line in totals.lines("sub", whole.amount, area=area) if line.key}
    others = [
        (pair.second if pair.first == area else pair.first, pair.amount)
        for pair in overlapping
        if area in (pair.first, pair.second)
    ]
    tagged = totals.tagged(area) if totals.has_tags else None
    content = {
        "whole": whole,
        "ministries": totals.lines("ministry", whole.amount, area=area),
        "committees": totals.lines("committee", whole.amount, area=area),
        "periods": totals.period_lines(totals.counting, area=area),
        "subs": subs,
        "others": others,
        "tagged": tagged,
        "effect": totals.book.difference(whole.amount, tagged) if tagged else None,
        "list": programmes,
    }
    return Page(f"area-{area}", "area", "areas", area, content, (programmes,))


def ministry_page(totals: Totals, directory: Directory, ministry: str, name: str) -> Page:
    """The page of one ministry."""
    whole = totals.line(ministry, totals.total, "partition", ministry=ministry)
    programmes = directory.list_of(name, "partition", ministry=ministry)
    content = {
        "whole": whole,
        "own": totals.line(ministry, whole.amount, "partition", ministry=ministry),
        "inside": totals.line("inside", whole.amount, "partition", ministry=ministry, area="inside"),
        "apart": totals.apart_of(whole.amount, ministry=ministry),
        "areas": [line for line in totals.area_lines(whole.amount, ministry=ministry) if line.amount.held],
        "committees": totals.lines("committee", whole.amount, "partition", ministry=ministry),
        "periods": totals.period_lines("partition", ministry=ministry),
        "list": programmes,
    }
    return Page(name, "ministry", "ministries", ministry, content, (programmes,))


def finding_rules(totals: Totals) -> list[tuple[Severity, str, int, Finding]]:
    """How many findings each rule has, with the first of them, worst and most frequent first."""
    first = {(finding.severity, finding.rule): finding for finding in reversed(totals.shown.findings)}
    counts = Counter((finding.severity, finding.rule) for finding in totals.shown.findings)
    order = list(Severity)
    found = [(severity, rule, count, first[severity, rule]) for (severity, rule), count in counts.items()]
    return sorted(found, key=lambda item: (order.index(item[0]), -item[2], item[1]))


def inexact(totals: Totals, directory: Directory) -> list[tuple[str, Figure]]:
    """Programmes whose amount is known only as an interval, with its figure."""
    groups = totals.book.groups(totals.counting, "programme")
    programmes = [str(programme) for (programme,), cell in groups.items() if cell.inexact]
    return [
        (
            directory.programmes[programme]["name"] or programme,
            totals.book.amount("partition", programme=programme, **totals.period.where),
        )
        for programme in programmes
    ]


def _severities(totals: Totals) -> dict[str, Any]:
    counts = Counter(finding.severity for finding in totals.shown.findings)
    return {
        "severities": [(severity, counts[severity]) for severity in Severity],
        "listed": totals.shown.findings[:LISTED_FINDINGS],
    }
