"""Rules run on small demands, on DuckDB."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosscut import engine
from crosscut.engine import shares
from crosscut.money import unit
from crosscut.review import Review, ReviewDemand, load_policy, review
from crosscut.review.policy import read as read_policy
from crosscut.taxonomy import load
from tests.read_once import budgets_read_once

__all__ = ["budgets_read_once"]

Run = Callable[..., Review]


@pytest.fixture(scope="session")
def run() -> Run:
    taxonomy = load("kr-cet-2022")

    def running(demand: ReviewDemand, policy: Any = None, **more: Any) -> Review:
        from crosscut.tables import DECISIONS

        attributed, _ = shares.shares(demand.lines, demand.tags, DECISIONS.empty_table(), taxonomy)
        settled = (
            load_policy(policy, demand.currency) if policy else read_policy("", Path("policy.toml"), demand.currency)
        )
        measure = unit("million", demand.currency)
        with engine.open(more.pop("engine", "duckdb")) as running_engine:
            return review(running_engine, demand, settled, attributed, measure, **more)

    return running


@pytest.fixture
def found(run: Run) -> Callable[..., dict[str, Any]]:
    """Findings of one rule, by programme."""

    def of(rule: str, demand: ReviewDemand, policy: Any = None) -> dict[str, Any]:
        review = run(demand, policy)
        assert all(each.rule != rule for each in review.not_run), review.not_run
        return {each.finding.programme: each for each in review.findings if each.finding.rule == rule}

    return of
