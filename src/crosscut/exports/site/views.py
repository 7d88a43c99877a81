"""What the pages of a site are made from: the views of one publication, each worked out once."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from crosscut.findings import Finding, Severity
from crosscut.text import Text
from crosscut.views.facts import Facts
from crosscut.views.named_findings import by_name
from crosscut.views.overview import Overview, overview
from crosscut.views.programmes import Directory
from crosscut.views.publication import Publication
from crosscut.views.simulation import Simulation, simulation
from crosscut.views.totals import Totals


class RuleFindings(NamedTuple):
    """How many findings a rule has of one severity, and the first of them."""

    severity: Severity
    rule: str
    findings: int
    first: Finding


class SiteViews:
    """The views of a publication that more than one page shows."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.totals = Totals(publication)
        self.directory = Directory(self.totals)

    @cached_property
    def overview(self) -> Overview:
        """The areas, the ministries by areas, and what areas have in common."""
        return overview(self.totals)

    @cached_property
    def facts(self) -> Facts:
        """What documents and pages both speak of."""
        return Facts(self.publication, self.directory)

    @cached_property
    def simulation(self) -> Simulation | None:
        """What readers may divide anew; None where there is nothing to divide."""
        return simulation(self.totals)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings on the sources, by name."""
        areas = {area.id: Text(area.name("en"), area.name("ko")) for area in self.totals.areas.values()}
        return tuple(by_name(self.publication.findings, self.directory.programmes, areas))

    @cached_property
    def rules(self) -> list[RuleFindings]:
        """The rules that found something, worst and most frequent first."""
        first = {(finding.severity, finding.rule): finding for finding in reversed(self.findings)}
        counts = Counter((finding.severity, finding.rule) for finding in self.findings)
        order = list(Severity)
        found = [RuleFindings(*key, count, first[key]) for key, count in counts.items()]
        return sorted(found, key=lambda each: (order.index(each.severity), -each.findings, each.rule))

    @cached_property
    def severities(self) -> list[tuple[Severity, int]]:
        """How many findings there are of each severity, worst first."""
        counts = Counter(finding.severity for finding in self.publication.findings)
        return [(severity, counts[severity]) for severity in Severity]
