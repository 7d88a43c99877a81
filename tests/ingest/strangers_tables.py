"""Small tables of strangers, asked what is loud."""

from __future__ import annotations

from crosscut.findings import Severity

HEADER = "id,name,ministry,amount\n"


def loud(result):
    return [f"{f.rule}@{f.place.row}: {f.message.en}" for f in result.findings if f.severity is not Severity.INFO]
