"""Collecting findings while a file is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from crosscut.findings import Finding, Place, Severity

FATAL, WARNING, INFO = Severity.FATAL, Severity.WARNING, Severity.INFO


@dataclass
class Report:
    """The findings of one reading, in the order they were met."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, rule: str, severity: Severity, place: Place, texts: tuple[str, str], **more: Any) -> None:
        """Add a finding; ``texts`` is its message in English and Korean, ``mend`` the hint in both."""
        hint, hint_ko = more.pop("mend", ("", ""))
        self.findings.append(Finding(rule, severity, *texts, place=place, hint=hint, hint_ko=hint_ko, **more))


class Unreadable(Exception):  # noqa: N818
    """One file cannot be read any further. Never leaves the room: what is wrong with it is already reported."""


def stop(report: Report, rule: str, place: Place, texts: tuple[str, str], mend: tuple[str, str]) -> Unreadable:
    """Report a fatal fault and give the exception that ends the reading of its file."""
    report.add(rule, FATAL, place, texts, mend=mend)
    return Unreadable(rule)
