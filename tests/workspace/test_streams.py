"""Streams under a storm of clients that come and go, in the short form of :mod:`tests.workspace.streams`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.streams import StormPlan, office_of, storm


@pytest.mark.slow
def test_streams_that_are_opened_and_reset_leave_nothing(tmp_path: Path) -> None:
    within = office_of(tmp_path / "budget", clients=20)
    seen = storm(within, StormPlan(clients=20, seconds=4, open=0.2, pause=0))
    within.office.close()
    assert seen.opened > 20
    assert seen.other == 0
    assert seen.left == (0, 0), "connections of the database, open streams"
    assert seen.held <= 3 + 1, "those of streams, and one of whoever looks at a page"
    assert seen.looks
