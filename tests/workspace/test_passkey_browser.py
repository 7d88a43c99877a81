"""Passkeys in a real browser with an authenticator of its own: by keyboard, under the pages' own policy, and without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page

from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Office
from crosscut.workspace.office_settings import Passkeys, Running
from crosscut.workspace.people import people
from crosscut.workspace.people.people import Role
from crosscut.workspace.receipts import Signer
from crosscut.workspace.schema.store import open_database
from tests.browsing import follow
from tests.shortened import some
from tests.workspace.conftest import copy_of
from tests.workspace.season_play import served
from tests.workspace.test_browser import RULES

pytestmark = pytest.mark.browser
PASSWORD = "a sentence that is long enough"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def address(made: tuple[Path, Known, Signer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office in which an approver's role asks for a passkey, opened by its name."""
    folder = copy_of(made[0], tmp_path_factory.mktemp("served") / "demo")
    stated = Running(passkeys=Passkeys(required=("approver",)))
    office = Office(open_database(folder, ""), made[1], made[2], running=stated)
    with office.database.writing() as connection:
        for name, role in (("Kim", "approver"), *((each, "administrator") for each in ("Lee", "Park", "Choi", "Jung"))):
            number = people.new_person(connection, name, office.clock(), password=PASSWORD)
            people.new_grant(connection, number, Role(role), "test", office.clock(), exception="server")
    with served(office) as place:
        yield place.replace("127.0.0.1", "localhost")
    office.close()


@contextmanager
def at(browser: Browser, address: str, **more: bool) -> Iterator[Page]:
    """A browser under the pages' own policy; what it breaks of it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", **more)
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{address}/sign-in?lang=en")
    yield page
    context.close()
    assert not broken


def authenticator(page: Page) -> tuple[CDPSession, str]:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return session, made["authenticatorId"]


def by_password(page: Page, name: str) -> None:
    page.fill("#f-name", name)
    page.fill("#f-password", PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    page.wait_for_url("**/")


def add(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/account")
    page.get_by_label("What this passkey is called").focus()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account?done=passkey_added")


def test_a_passkey_is_made_and_signs_in_by_keyboard_alone(browser: Browser, address: str) -> None:
    with at(browser, address) as page:
        session, number = authenticator(page)
        by_password(page, "Kim")
        assert page.locator(".kept-back").inner_text().startswith("Approver: only with a passkey")
        assert page.goto(f"{address}/moves").status == 404
        add(page, address, "this machine")
        assert page.locator(".kept-back").count() == 0
        assert page.goto(f"{address}/moves").status != 404
        (kept,) = session.send("WebAuthn.getCredentials", {"authenticatorId": number})["credentials"]
        assert kept["isResidentCredential"]
        assert kept["rpId"] == "localhost"
        follow(page.get_by_role("button", name="Sign out"), "Enter")
        page.get_by_role("button", name="Sign in with a passkey").press("Enter")
        page.wait_for_url(f"{address}/")
        assert page.locator(".who-name").inner_text() == "Kim"
        assert "Approver" in page.locator(".who-role").inner_text()
        again = session.send("WebAuthn.getCredentials", {"authenticatorId": number})["credentials"][0]
        assert again["signCount"] > kept["signCount"]


def test_the_same_machine_is_not_added_twice_and_what_is_called_off_is_said(browser: Browser, address: str) -> None:
    with at(browser, address) as page:
        session, number = authenticator(page)
        by_password(page, "Lee")
        add(page, address, "one")
        page.get_by_label("What this passkey is called").fill("two")
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_text("has a passkey of yours already").wait_for()
        page.get_by_label("What this passkey is called").fill("one")
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_text("You have a passkey of that name.").wait_for()
        session.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": False})
        follow(page.get_by_role("button", name="Sign out"))
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_text("Nothing came of it").wait_for()
        assert page.get_by_role("button", name="Sign in with a passkey").is_enabled()


def test_a_copied_authenticator_is_found_out(browser: Browser, address: str) -> None:
    with at(browser, address) as page:
        session, number = authenticator(page)
        by_password(page, "Park")
        add(page, address, "copied")
        (copy,) = session.send("WebAuthn.getCredentials", {"authenticatorId": number})["credentials"]
        follow(page.get_by_role("button", name="Sign out"))
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(f"{address}/")
        follow(page.get_by_role("button", name="Sign out"))
        session.send("WebAuthn.removeCredential", {"authenticatorId": number, "credentialId": copy["credentialId"]})
        session.send("WebAuthn.addCredential", {"authenticatorId": number, "credential": copy})
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_text("may have been copied").wait_for()


def test_without_scripts_the_password_is_there_and_nothing_else_is_offered(browser: Browser, address: str) -> None:
    with at(browser, address, java_script_enabled=False) as page:
        assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
        by_password(page, "Choi")
        page.goto(f"{address}/account")
        assert not page.get_by_label("What this passkey is called").is_visible()
        assert page.locator("noscript p").is_visible()  # words in it are not found by text


def test_axe_finds_nothing_where_passkeys_are(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=en")
    authenticator(page)
    by_password(page, "Jung")
    for place, (width, language) in some(product(("/account", "/account/prove", "/"), ((390, "en"), (1280, "ko"))), 2):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}{place}?lang={language}")
        found = Axe().run(page, options=RULES).response["violations"]
        assert not found, (place, [(each["id"], each["nodes"][0]["target"]) for each in found])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (place, width)
    context.close()
