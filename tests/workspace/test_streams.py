"""Streams under a storm of clients that come and go, in the short form of :mod:`tests.workspace.streams`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.season_play import served
from tests.workspace.streams import office_of, storm


@pytest.mark.slow
def test_streams_that_are_opened_and_reset_leave_nothing(tmp_path: Path) -> None:
    office, secret, job = office_of(tmp_path / "budget")
    with served(office) as address:
        seen = storm(office, address, secret, job, clients=20, seconds=4)
    office.close()
    assert seen.opened > 20
    assert seen.other == 0
    assert seen.left == (0, 0), "connections of the database, open streams"
    assert seen.held <= 3 + 1, "those of streams, and one of whoever looks at a page"
    assert seen.looks
