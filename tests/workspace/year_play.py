"""A budget year played in a real browser by people who are made up: a filing, forty readings by two experts who differ
once, a contradiction resolved, an approval refused once, a signature, the public edition; then the year as of each day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from playwright.sync_api import Page

from crosscut.budget.snapshot import read, record
from crosscut.workspace.approval.move_signing import room_of
from crosscut.workspace.server import record_ended
from crosscut.workspace.worker import Worker
from tests.browsing import follow
from tests.drawn import DATA_ALONE, command_drawing_once
from tests.workspace.season_play import Play

PEOPLE = (
    ("박서연", "coordinator"),
    ("최민준", "reviewer"),
    ("한지우", "reviewer"),
    ("정수아", "chair"),
    ("윤도현", "approver"),
    ("장시우", "auditor"),
)
COORDINATOR, FIRST, SECOND, CHAIR, APPROVER, AUDITOR = (name for name, _ in PEOPLE)
CEILING = "input[name='limit|limit|ceiling']"
CLASH = "-9"
"""A ceiling that the floors of the policy do not allow, in per cent."""


@dataclass
class YearPlay(Play):
    """The year: what was played is counted, and what each day's replay says is kept.

    ``despite`` is why it is published although a check does not hold; empty where all do.
    """

    readings: int = 40
    despite: str = ""
    office_people: Sequence[tuple[str, str]] = PEOPLE
    counted: dict[str, int] = field(default_factory=lambda: {"readings": 0, "differences": 0, "refused": 0})

    def run(self) -> dict[str, str]:
        """Play it; what the replay says as of each day, by day, and today's at last."""
        ministry = max(self.office.known.of_ministry, key=lambda key: (len(self.office.known.of_ministry[key]), key))
        self._people([ministry])
        days = []
        for act in (
            self._first_day,
            partial(self._by_form, ministry),
            self._readings,
            self._settle,
            self._contradiction,
        ):
            act()
            self._recorded()
            days.append(self._day())
            self.clock.pass_by(days=1)
        self.clock.now = datetime.now(UTC)
        self._approval()
        self._publication()
        return self._replayed(days)

    def _first_day(self) -> None:
        self._open()

    def _recorded(self) -> None:
        """The ledger holds what stands at the end of the day."""
        record(read(room_of(self.office).folder), self.clock.now)

    def _readings(self) -> None:
        """Two experts by turns with the keyboard; what the second is given blind is said otherwise once."""
        pages = {name: self._as(name) for name in (FIRST, SECOND)}
        seen: dict[str, set[str]] = {FIRST: set(), SECOND: set()}
        while self.counted["readings"] < self.readings:
            before = self.counted["readings"]
            for name, page in pages.items():
                if "/reading/" not in page.url:
                    page.goto(f"{self.address}/reading")
                    if page.get_by_role("button", name="Read the next").count():
                        follow(page.get_by_role("button", name="Read the next"))
                if "/reading/" not in page.url:
                    continue
                key = page.url.partition("?")[0].rpartition("/")[2]
                again = any(key in others for who, others in seen.items() if who != name)
                self._answer(page, differ=again and not self.counted["differences"])
                seen[name].add(key)
                self.counted["readings"] += 1
            if before == self.counted["readings"]:
                break
        for page in pages.values():
            page.context.close()

    def _answer(self, page: Page, *, differ: bool) -> None:
        page.wait_for_load_state()
        if self.counted["readings"] == 0:
            self.keep(page, "year-reading")
        page.evaluate("document.activeElement.blur()")
        if differ:
            self.counted["differences"] += 1
            taken = page.locator("input[name^=area_]:not([name=area_outside])").last
            taken.check()
            page.fill("#f-reason", "The text names it.")
            follow(page.locator("button[data-key=areas]").last)
            return
        accepts = page.locator("button[data-key=accept]").count()
        with page.expect_navigation():
            page.keyboard.press("Enter" if accepts else "o")

    def _settle(self) -> None:
        page = self._as(CHAIR)
        page.goto(f"{self.address}/reading")
        follow(page.locator("#differences a").first)
        page.get_by_role("radio").first.check()
        page.get_by_label("Why this holds").fill("Its name says so.")
        self.keep(page, "year-difference")
        follow(page.get_by_role("button", name="Settle"))
        page.locator(".told").wait_for()
        page.context.close()

    def _contradiction(self) -> None:
        page = self._as(COORDINATOR)
        page.goto(f"{self.address}/scenarios")
        page.fill("#f-name", "Nine per cent less")
        page.fill("#f-why", "What the finance ministry asks for")
        follow(page.get_by_role("button", name="Open the scenario"))
        page.wait_for_url("**done=scenario_opened")
        page.fill(CEILING, CLASH)
        follow(page.get_by_role("button", name="Save in the scenario"))
        page.wait_for_url("**done=scenario_clashes")
        page.locator(".clash").wait_for()
        self.keep(page, "year-contradiction")
        follow(page.locator(".mends button").first)
        page.wait_for_url("**done=scenario_changed")
        page.locator(".clash").wait_for(state="detached")
        page.context.close()

    def _approval(self) -> None:
        page, approver = self._as(COORDINATOR), self._as(APPROVER)
        page.goto(f"{self.address}/scenarios/1/propose")
        page.fill("#f-why", "The Council deliberated it.")
        follow(page.get_by_role("button", name="Propose, and show what it changes"))
        page.wait_for_url("**done=move_proposed")
        place = page.url.partition("?")[0]
        approver.goto(place)
        programme = page.locator("#programmes th .meta").first.inner_text().partition(" ")[0]
        amount = next(each.amount for each in self.office.known.programmes.values() if each.id == programme)
        page.fill("#f-programme", programme)
        page.fill("#f-amount", str(amount * 19 // 20 // self.office.known.unit.factor))
        page.fill("#f-mover", "The Council")
        page.fill("form[action$='/amend'] #f-why", "It begins half a year later.")
        follow(page.get_by_role("button", name="Amend an amount"))
        page.wait_for_url("**done=move_amended")
        follow(approver.get_by_role("button", name="Sign", exact=True))
        approver.locator("#since", has_text=programme).wait_for()
        self.counted["refused"] += 1
        self.keep(approver, "year-refused")
        follow(approver.get_by_role("button", name="Sign", exact=True))
        approver.wait_for_url("**done=move_signed")
        page.context.close()
        approver.context.close()

    def _publication(self) -> None:
        folder = room_of(self.office).folder
        worker = Worker(
            self.office.database,
            command_drawing_once(folder, DATA_ALONE),
            self.office.clock,
            partial(record_ended, folder),
        )
        page, approver = self._as(COORDINATOR), self._as(APPROVER)
        page.goto(f"{self.address}/publications")
        page.fill("#f-title", "The budget of the year")
        page.fill("#f-despite", self.despite)
        follow(page.get_by_role("button", name="Prepare", exact=True))
        page.wait_for_url("**done=publication_prepared")
        place = page.url.partition("?")[0]
        worker.once()
        approver.goto(place)
        sign = approver.get_by_role("button", name="Sign", exact=True)
        assert sign.count(), approver.locator("main").inner_text()
        follow(sign)
        approver.wait_for_url("**done=publication_signed")
        worker.once()
        approver.reload()
        approver.get_by_role("heading", name="Published").wait_for()
        self.keep(approver, "year-published")
        page.context.close()
        approver.context.close()

    def _replayed(self, days: Sequence[str]) -> dict[str, str]:
        page, found = self._as(AUDITOR), dict[str, str]()
        for day in days:
            page.goto(f"{self.address}/replay?day={day}")
            found[day] = page.locator(".replay-stages").inner_text()
        page.goto(f"{self.address}/replay")
        found["today"] = page.locator(".replay-stages").inner_text()
        self.keep(page, "year-replayed")
        follow(page.locator(".replay-stages a").last)
        page.wait_for_url(re.compile("/replay/[0-9]+/"))
        found["why"] = page.locator("main").inner_text()
        page.context.close()
        return found
