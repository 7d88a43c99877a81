"""Going from page to page in a real browser: what leads on is chosen, and the next page stands before it is read."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def follow(place: Locator, key: str = "") -> None:
    """Choose a link or button that leads to another page, by ``key`` if one is named, and wait until it has loaded."""
    with place.page.expect_navigation():
        if key:
            place.press(key)
        else:
            place.click()


def address_of(page: Page) -> str:
    """The address as the page has it: Playwright's own copy follows a little later."""
    return str(page.evaluate("location.href"))
