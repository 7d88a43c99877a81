"""Two readers and an adjudicator over a season: agreement, what holds on each day, and the reason that decided."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosscut.budget import read
from crosscut.budget.opinions import agreement
from crosscut.budget.snapshot import record
from crosscut.views.restated import restated
from crosscut.workbench.opening import open_run
from tests.classify.asked_folders import AREAS, folder

__all__ = ["folder"]

HEAD = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
NUMBERS = range(24)


def say(place: Path, who: str, day: int, areas: dict[str, str], reason: str) -> None:
    """One person's decisions of a day, kept in the ledger at its evening."""
    (place / "decisions").mkdir(exist_ok=True)
    at = f"2026-03-{day:02}T09:00:00+09:00"
    rows = [f"{programme},{area},1,1,{who},{at},{reason}\n" for programme, area in areas.items()]
    (place / "decisions" / f"{who}.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    record(read(place), at=datetime(2026, 3, day, 18, tzinfo=UTC))


@pytest.mark.slow
def test_a_season_of_two_readers_and_an_adjudicator(folder: Path) -> None:
    right = {f"{short}{number:03}": area for short, area in AREAS.items() for number in NUMBERS}
    doubted = [f"qu{number:03}" for number in range(6)]
    say(folder, "Kim", 1, right, "The name says it")
    say(folder, "Lee", 2, right | dict.fromkeys(doubted, "ai"), "Another reading")
    settled = dict.fromkeys(doubted[:3], "quantum") | dict.fromkeys(doubted[3:], "ai")
    say(folder, "Park", 3, settled, "adjudicated: the main aim decides")

    now = open_run(folder)
    quantum = next(each for each in agreement(now.sound_decisions, ("quantum",)))
    assert (quantum.programmes, quantum.agreed) == (96, 90)
    assert not [each for each in now.findings if each.rule == "second-opinion"]
    held = now.decisions["qu000"]
    assert (held.by, held.reason) == ("Park", "adjudicated: the main aim decides")
    assert (held.place.file, held.place.row) == ("decisions/Park.csv", 2)

    money = now.budgets(*now.calendar.leading)
    wanted = {
        1: {each for each in right if each.startswith("qu")},
        2: {each for each in right if each.startswith("qu") and each not in doubted},
        3: {each for each in right if each.startswith("qu") and each not in doubted[3:]},
    }
    for day, programmes in wanted.items():
        then = open_run(folder, f"2026-03-{day:02}")
        shown = {row["area"]: row["amount"] for row in restated(then, "kr-cet-2026", ["area"]).rows}
        assert shown["quantum"] == sum(money[each] for each in programmes)
        open_differences = [each for each in then.findings if each.rule == "second-opinion"]
        assert len(open_differences) == (len(doubted) if day == 2 else 0)
