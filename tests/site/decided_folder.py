"""A small budget of two years with a policy, read through the whole house but for its documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crosscut import examples
from crosscut.allocate import Depth
from crosscut.budget.snapshot import record
from crosscut.views.publication import Publication
from crosscut.workbench.complete import followed, reviewed
from crosscut.workbench.opening import open_run

POLICY = """
title = {{ en = "Two per cent less", ko = "2 % 감축" }}
unit = "million"
may_exceed_request = true

[request]
stage = "requested"

[ceiling]
change = "{ceiling}"
owner = "Treasury"
source = "Test"

[value]
per = "amount"

[[value.criterion]]
id = "strategic"
name = {{ en = "Strategic", ko = "전략성" }}
where = {{ area = ["ai", "bio", "quantum"] }}
range = [0.3, 0.7]

[[value.criterion]]
id = "rest"
name = {{ en = "All others", ko = "그 밖" }}
where = {{ area = "outside" }}
range = [0.3, 0.7]

[[rule]]
id = "ministry-floor"
each = "ministry"
growth_at_least = "-10 %"
owner = "Assembly"
source = "Test"

[[bound]]
id = "no-leaps"
name = {{ en = "No leaps", ko = "급격한 증감 금지" }}
change_at_least = "-30 %"
change_at_most = "30 %"
owner = "Treasury"
"""


def folder(place: Path, programmes: int = 24, ceiling: str = "-2 %") -> Path:
    """A budget folder at ``place`` with a policy of that ceiling; one of -50 % contradicts the floors of ministries."""
    examples.write("synthetic-national", place, None, programmes=programmes)
    (place / "policy.toml").write_text(POLICY.format(ceiling=ceiling), encoding="utf-8")
    return place


def published(place: Path) -> Publication:
    """The folder's publication with its history, plan and review, as a build shows it."""
    run = open_run(place)
    record(run.snapshot)
    return reviewed(followed(run), depth=Depth(samples=20, restored=3, seconds=10))


def answered(shown: Publication) -> Publication:
    """The same where a person accepted the first finding of the review, and gave the reason in both languages."""
    assert shown.review
    first, *others = shown.review.findings
    first = replace(first, disposition="accepted", reason="올해 시작하는 사업임. / It begins this year.")
    return replace(shown, review=replace(shown.review, findings=(first, *others)))
