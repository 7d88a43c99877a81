"""Building a small budget folder and reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crosscut import taxonomy
from crosscut.config import Settings
from crosscut.findings import Finding, in_order
from crosscut.ingest import Ingested, check, read

COLUMNS = {"programme": "id", "name": "name", "ministry": "ministry", "amount": "amount"}


def budget(*sources: dict[str, Any], **settings: Any) -> Settings:
    usual = {"unit": "million", "fiscal_year": 2026, "stage": "confirmed", "columns": COLUMNS}
    settings = {"title": "Test", "taxonomy": "kr-cet-2022"} | settings
    return Settings.model_validate(settings | {"source": [{"file": "a.csv"} | usual | source for source in sources]})


def read_checked(folder: Path, made: Settings) -> Ingested:
    """What the sources say, with what they say about each other among the findings."""
    ingested = read(folder, made, taxonomy.load(made.taxonomy))
    inconsistent = check(ingested, made, ingested.lines)
    return replace(ingested, findings=tuple(in_order((*ingested.findings, *inconsistent))))


def one(result: Ingested, rule: str) -> Finding:
    found = [finding for finding in result.findings if finding.rule == rule]
    assert len(found) == 1, [f"{f.rule}: {f.message.en}" for f in result.findings]
    assert rule == "control-met" or (found[0].hint.en and found[0].hint.ko)
    assert found[0].message.ko
    return found[0]


def rules(result: Ingested) -> set[str]:
    return {finding.rule for finding in result.findings}


def amounts(result: Ingested) -> dict[str, int]:
    return {row["programme"]: row["amount"] for row in result.lines.to_pylist() if not row["subprogramme"]}


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Ingested]:
    """Read ``a.csv`` of the given text or bytes, or any files already there, by sources and settings."""

    def _read(content: str | bytes | None, *sources: dict[str, Any], **settings: Any) -> Ingested:
        if content is not None:
            data = content.encode() if isinstance(content, str) else content
            (tmp_path / "a.csv").write_bytes(data)
        made = budget(*(sources or ({},)), **settings)
        return read_checked(tmp_path, made)

    return _read
