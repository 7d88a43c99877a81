"""A filing season played in a real browser by people who are made up: a call, three requests, one of them by a workbook
with faults, an extension, a late filing, questions asked and answered; then the record of each day."""

from __future__ import annotations

import io
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import openpyxl
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page

from crosscut.workspace.office import Office
from crosscut.workspace.people import people, sessions
from crosscut.workspace.people.people import Role
from crosscut.workspace.web.app import application
from tests.browsing import follow
from tests.workspace.conftest import Clock

PASSWORD = "a sentence that is long enough"
OFFICE = (("박서연", "coordinator"), ("최민준", "reviewer"), ("정수아", "chair"), ("장시우", "auditor"))
WRITERS = ("임지안", "오준서", "신예린")


@contextmanager
def served(office: Office) -> Iterator[str]:
    """The office on a server of its own."""
    with served_application(application(office)) as address:
        yield address


@contextmanager
def served_application(app: FastAPI) -> Iterator[str]:
    """An application on a server of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class Play:
    """The season: an office with a clock that the play sets, and what is kept of each screen.

    ``patience`` is how long a screen is waited for, in milliseconds.
    """

    office: Office
    clock: Clock
    browser: Browser
    address: str
    keep: Callable[[Page, str], None]
    office_people: Sequence[tuple[str, str]] = OFFICE
    patience: int = 30_000

    def run(self) -> dict[str, str]:
        """Play it; what each day's record says, by day."""
        ministries = sorted(
            self.office.known.of_ministry, key=lambda key: (-len(self.office.known.of_ministry[key]), key)
        )
        mine = ministries[:3]
        self._people(mine)
        days = [self._day()]
        self._open()
        self.clock.pass_by(days=1)
        days.append(self._day())
        self._by_form(mine[0])
        self._by_workbook(mine[1])
        self.clock.pass_by(days=4)
        days.append(self._day())
        self._extend(mine[2])
        self.clock.pass_by(days=4)
        days.append(self._day())
        self._late(mine[2])
        self._ask_and_answer()
        return self._read(days)

    def _day(self) -> str:
        return self.clock.now.astimezone().strftime("%Y-%m-%d")

    def _people(self, ministries: list[str]) -> None:
        roles = [(name, Role(role)) for name, role in self.office_people]
        roles += [(name, Role("writer", key)) for name, key in zip(WRITERS, ministries, strict=False)]
        with self.office.database.writing() as connection:
            for name, role in roles:
                number = people.new_person(connection, name, self.clock(), label=role.role)
                people.new_grant(connection, number, role, "season", self.clock(), exception="server")

    def _as(self, name: str) -> Page:
        """A page of somebody who has just signed in."""
        with self.office.database.writing() as connection:
            secret = sessions.begin(
                connection, people.named(connection, name).id, self.clock(), sessions.Where(), "demonstration"
            )
        context = self.browser.new_context(viewport={"width": 1100, "height": 760}, locale="en-GB")
        context.set_default_timeout(self.patience)
        context.add_cookies([{"name": "session", "value": secret, "url": self.address}])
        context.add_cookies([{"name": "language", "value": "en", "url": self.address}])
        return context.new_page()

    def _open(self) -> None:
        page = self._as(OFFICE[0][0])
        page.goto(f"{self.address}/calls/new")
        page.fill("#f-opens", (self.clock.now - timedelta(hours=1)).astimezone().strftime("%Y-%m-%dT%H:%M"))
        page.fill("#f-closes_1", (self.clock.now + timedelta(days=6)).astimezone().strftime("%Y-%m-%dT%H:%M"))
        page.get_by_label("Open questions hold up the approval").check()
        follow(page.get_by_role("button", name="Open the call"))
        self.keep(page, "season-call")
        page.context.close()

    def _file(self, page: Page, ministry: str) -> None:
        page.goto(f"{self.address}/calls/1/{ministry}/file")
        for box in page.locator("[name=looked]").all():
            box.check()
        follow(page.get_by_role("button", name=re.compile("^Submit")))
        page.locator(".receipt-number").wait_for()

    def _by_form(self, ministry: str) -> None:
        page, first = self._as(WRITERS[0]), self.office.known.of_ministry[ministry][0]
        page.goto(f"{self.address}/calls/1/{ministry}/programmes/{first.key}")
        more = first.amount * 5 // 4 // self.office.known.unit.factor
        page.fill("#f-amount", str(more))
        page.fill("#f-reason", "The second phase begins a year earlier.")
        follow(page.get_by_role("button", name="Save", exact=True))
        page.wait_for_url("**done=saved")
        page.goto(f"{self.address}/calls/1/{ministry}/file")
        self.keep(page, "season-confirm")
        self._file(page, ministry)
        self.keep(page, "season-receipt")
        page.context.close()

    def _by_workbook(self, ministry: str) -> None:
        page = self._as(WRITERS[1])
        place = f"{self.address}/calls/1/{ministry}"
        book = openpyxl.load_workbook(io.BytesIO(page.request.get(f"{place}/workbook.xlsx").body()))
        heads = [str(cell.value) for cell in book.active[1]]
        amount, reason = (
            next(at for at, head in enumerate(heads, 1) if head.startswith(each)) for each in ("Amount asked", "Reason")
        )
        book.active.cell(2, amount).value = "약 12억"
        book.active.cell(3, amount).value = "12억원"
        book.active.cell(3, reason).value = "A new instrument."
        self._send(page, place, book)
        self.keep(page, "season-workbook")
        follow(page.get_by_role("button", name="Take what is chosen"))
        page.wait_for_url("**done=sheet_taken")
        self._file(page, ministry)
        page.context.close()

    def _send(self, page: Page, place: str, book: openpyxl.Workbook) -> None:
        out = io.BytesIO()
        book.save(out)
        page.goto(place)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        page.set_input_files("#f-sheet", {"name": "request.xlsx", "mimeType": kind, "buffer": out.getvalue()})
        follow(page.get_by_role("button", name="Upload the workbook"))
        page.wait_for_url("**/workbook/*")

    def _extend(self, ministry: str) -> None:
        page = self._as(OFFICE[0][0])
        page.goto(f"{self.address}/calls/1")
        page.select_option("#f-ministry", ministry)
        page.fill("#f-closes", (self.clock.now + timedelta(days=3)).astimezone().strftime("%Y-%m-%dT%H:%M"))
        page.fill("#f-reason", "Their network was down for a day.")
        follow(page.get_by_role("button", name="Extend the closing"))
        self.keep(page, "season-extension")
        page.context.close()

    def _late(self, ministry: str) -> None:
        page = self._as(WRITERS[2])
        self._file(page, ministry)
        self.keep(page, "season-late")
        page.context.close()

    def _ask_and_answer(self) -> None:
        page = self._as(OFFICE[1][0])
        page.goto(f"{self.address}/filings/{self.office.known.year + 1}-00001")
        page.fill("#f-text", "What begins earlier, and what does it cost later?")
        follow(page.get_by_role("button", name="Ask", exact=True))
        page.wait_for_url("**/findings/1?done=asked")
        page.context.close()
        page = self._as(WRITERS[0])
        page.goto(f"{self.address}/findings/1")
        page.fill("#f-text", "The test line; nothing later.")
        follow(page.get_by_role("button", name="Send the answer"))
        page.wait_for_url("**done=answered")
        page.context.close()
        page = self._as(OFFICE[2][0])
        page.goto(f"{self.address}/calls/1")
        self.keep(page, "season-held")
        page.goto(f"{self.address}/findings/1")
        page.locator('[name="how"][value="accepted"]').check()
        page.fill("#f-text", "Agreed.")
        follow(page.get_by_role("button", name="Settle", exact=True))
        page.wait_for_url("**done=settled")
        self.keep(page, "season-question")
        page.context.close()

    def _read(self, days: list[str]) -> dict[str, str]:
        page, told = self._as(OFFICE[3][0]), dict[str, str]()
        for day in days:
            page.goto(f"{self.address}/record?day={day}")
            told[day] = page.locator("main").inner_text()
        self.keep(page, "season-record")
        page.context.close()
        return told
