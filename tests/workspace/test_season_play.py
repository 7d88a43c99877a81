"""The filing season in a real browser, on the bundled example; scripts/workspace-season plays it on Korea 2026."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.workspace.conftest import Staff
from tests.workspace.season_play import Play, served


@pytest.mark.browser
@pytest.mark.slow
def test_a_season_is_played_and_each_day_can_be_read(browser: Browser, staff: Staff) -> None:
    kept = []
    with served(staff.office) as address:
        told = list(Play(staff.office, staff.clock, browser, address, lambda _, name: kept.append(name)).run().values())
    assert "opened a call" in told[0]
    assert told[1].count("filed a request") == 2
    assert "took a workbook in" in told[1]
    assert "Their network was down" in told[2]
    assert "late" in told[3]
    assert "accepted the answer" in told[3]
    assert "filed a request" not in told[2]
    assert len(kept) == 9
