"""Small tables as offices of other countries write them, read and asked what is loud."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from crosscut.findings import Severity
from tests.shortened import examples

HEADER = "id,name,ministry,amount\n"


QUICK = settings(max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def loud(result):
    return [f"{f.rule}: {f.message.en}" for f in result.findings if f.severity is not Severity.INFO]


def table(cells):
    return "id;name;ministry;amount\n" + "".join(f"P{n};n;m;{cell}\n" for n, cell in enumerate(cells))
