"""The deadline in its short form: what is acknowledged is there once, and nothing is filed after the closing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from benchmarks.workspace_deadline import Plan, deadline


@pytest.mark.slow
def test_what_a_deadline_acknowledges_is_there_once_and_nothing_comes_after_it() -> None:
    plan = Plan(users=8, minutes=0, burst_minutes=0.15, statements=400, think=2, ministries=3)
    with ThreadPoolExecutor(1) as apart:  # a browser of another test may hold the loop of this thread
        told, used = apart.submit(deadline, plan, sqlite=True).result()
    assert told.wrong == []
    assert told.receipts
    assert told.seconds["write"]
    assert used > 0
