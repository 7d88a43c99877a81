"""A budget year in a real browser, on a made-up budget; scripts/budget-year plays it on Korea 2026."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.workspace.conftest import POLICY
from tests.workspace.reading_office import draw, opened, write_folder
from tests.workspace.season_play import served
from tests.workspace.year_play import YearPlay


@pytest.mark.browser
@pytest.mark.slow
def test_a_year_is_played_and_replayed_as_of_each_day(browser: Browser, tmp_path: Path) -> None:
    folder, kept = tmp_path / "budget", list[str]()
    write_folder(folder)
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    draw(folder, 10)
    for staff in opened(folder):
        staff.clock.now = datetime.now(UTC) - timedelta(days=5)
        with served(staff.office) as address:
            play = YearPlay(staff.office, staff.clock, browser, address, lambda _, name: kept.append(name), readings=12)
            told = play.run()
    assert play.counted == {"readings": play.counted["readings"], "differences": 1, "refused": 1}
    assert play.counted["readings"] >= 10
    days = list(told)[:-2]
    assert len(days) == 5
    assert all("2027 requested" in told[day] and "2027 reviewed" not in told[day] for day in days)
    assert "2027 reviewed" in told["today"]
    for said in ("The Council", "It begins half a year later.", "Signed by 윤도현"):
        assert said in told["why"]
    assert (folder / "publication" / "manifest.json").exists()
    assert {"year-reading", "year-difference", "year-contradiction", "year-refused", "year-published"} < set(kept)
