"""Collecting findings while a file is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosscut.findings import Finding, Place, Severity
from crosscut.text import Text

FATAL, WARNING, INFO = Severity.FATAL, Severity.WARNING, Severity.INFO


@dataclass
class Report:
    """The findings of one reading, in the order they were met."""

    findings: list[Finding] = field(default_factory=list)

    def add(
        self,
        rule: str,
        severity: Severity,
        place: Place,
        message: Text,
        *,
        mend: Text = Text(),
        programme: str = "",
        value: int | None = None,
        expected: int | None = None,
        difference: int | None = None,
        rows: tuple[str, ...] = (),
    ) -> None:
        """Add a finding; ``mend`` is its hint."""
        self.findings.append(
            Finding(rule, severity, message, place, programme, value, expected, difference, mend, rows)
        )


class Unreadable(Exception):  # noqa: N818
    """One file cannot be read any further. Never leaves the room: what is wrong with it is already reported."""


class Undecided(Unreadable):
    """A file cannot be read before somebody decides a setting; its header was found."""


def stop(report: Report, rule: str, place: Place, message: Text, mend: Text) -> Unreadable:
    """Report a fatal fault and give the exception that ends the reading of its file."""
    report.add(rule, FATAL, place, message, mend=mend)
    return Unreadable(rule)
