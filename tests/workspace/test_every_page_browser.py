"""Every page in a real browser as everyone who may see it, in each state of a call and both languages: axe and widths.

In CI fifteen pages are looked at, each as one of those who may see it, widths and languages in turn. Everything::

    CROSSCUT_EVERY_PAGE=1 pytest tests/workspace/test_every_page_browser.py -s
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from sqlalchemy import update

from crosscut.workspace.schema.schema import CALL_GROUPS
from tests.shortened import some
from tests.workspace.conftest import CAST, Season
from tests.workspace.rights_matrix import READS
from tests.workspace.season_play import served
from tests.workspace.test_browser import RULES
from tests.workspace.test_rights import busy

__all__ = ["busy"]
pytestmark = pytest.mark.browser
WHOLE = os.environ.get("CROSSCUT_EVERY_PAGE") == "1"
STATES = {"open": timedelta(days=10), "late": timedelta(hours=-1), "closed": timedelta(days=-9)}
"""How far the closing of the call is off in each state."""
WIDTHS = (390, 820, 1280)
LOOKS = {"en": (390, "light"), "ko": (1280, "dark")}
"""The width and the colours in which axe looks at the pages of a language."""
LANGUAGES = tuple(LOOKS)
OPTIONS = {**RULES, "rules": {"target-size": {"enabled": True}}}
_FILES = re.compile(r"\.(json|csv|xlsx|zip|toml)$|/events$|/documents/|/pages/|^/files/|/sent/|\{sheet\}$")
"""Addresses that answer with a file, a page of the edition (looked at by tests/site) or a stream, or with a page that a
workbook without changes does not have."""
PAGES = [each for each in READS if not each.place.startswith("/api/") and not _FILES.search(each.place)]
NOT_FOUND = "/calls/999"
Look = tuple[str, str, tuple[str, ...], tuple[int, ...]]
"""Who looks at what, in which languages, at which widths."""


@pytest.fixture
def address(season: Season) -> Iterator[str]:
    """The season on a server of its own."""
    with served(season.staff.office) as place:
        yield place


def _looks(busy: dict[str, str]) -> Iterator[Look]:
    """What is looked at: everything, or each page once."""
    for place, ask in enumerate(PAGES):
        who = [name for name, *_ in CAST if name in ask.who]
        spelt = ask.place.format(**busy)
        if WHOLE:
            yield from ((name, spelt, LANGUAGES, WIDTHS) for name in who)
        elif who:
            yield who[place % len(who)], spelt, (LANGUAGES[place % 2],), (WIDTHS[place % 3],)
    yield from ((name, NOT_FOUND, LANGUAGES, WIDTHS) for name in ("writer", "coordinator"))


def _signed_in(browser: Browser, address: str, season: Season) -> dict[str, Page]:
    """A browser for each of those who take part."""
    pages = {}
    for name, *_ in CAST:
        context = browser.new_context(locale="en-GB", bypass_csp=True)
        secret = season.staff.clients[name].cookies["session"]
        context.add_cookies([{"name": "session", "value": secret, "url": address}])
        pages[name] = context.new_page()
    return pages


def _is_new(page: Page, seen: set[str]) -> bool:
    """Whether the page is another than those that were looked at: a page that no state changes is looked at once."""
    text = re.sub(r'name="token" value="[^"]*"|data-token="[^"]*"', "", page.content())
    new = text not in seen
    seen.add(text)
    return new


def _faults(page: Page, language: str, widths: tuple[int, ...]) -> list[str]:
    """What is wrong with a page: what runs over the edge, and what axe finds; light where small, dark where large."""
    told = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append(f"runs over {width}")
    width, scheme = LOOKS[language]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return told + [f"{width} {scheme}: {each['id']} {each['nodes'][0]['target']}" for each in found]


@pytest.mark.slow
@pytest.mark.timeout(3600 if WHOLE else 300)
def test_nothing_is_wrong_on_any_page_as_anyone(
    browser: Browser, address: str, season: Season, busy: dict[str, str]
) -> None:
    office = season.staff.office
    pages, told, count, seen = _signed_in(browser, address, season), {}, 0, set[str]()
    for state in STATES if WHOLE else ("open",):
        with office.database.writing() as connection:
            connection.execute(update(CALL_GROUPS).values(closes_at=office.clock() + STATES[state]))
        for name, place, languages, widths in some(_looks(busy), 10_000 if WHOLE else 15):
            for language in languages:
                answer = pages[name].goto(f"{address}{place}{'&' if '?' in place else '?'}lang={language}")
                assert state != "open" or answer.status == (404 if place == NOT_FOUND else 200), (name, place)
                if _is_new(pages[name], seen):
                    count += 1
                    if found := _faults(pages[name], language, widths):
                        told[name, place, language, state] = found
                        print(name, place, language, state, found, flush=True)
        print(f"{state}: {count} pages that differ", flush=True)
    for page in pages.values():
        page.context.close()
    assert not told, "\n".join(f"{key}: {value}" for key, value in told.items())
