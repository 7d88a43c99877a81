"""The page of a bundle in a real browser, from the disk, with no network and no server: keys, rules, axe, no scripts."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from crosscut.money import unit
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.fields import stored
from crosscut.workspace.filing.checks import CheckedProgramme, faults
from tests.workspace.conftest import Season
from tests.workspace.test_browser import RULES
from tests.workspace.test_bundles import line, send, take

pytestmark = pytest.mark.browser
KEY, NAME = "KR24-1-02", "AI반도체첨단이종집적기술개발"


@pytest.fixture
def place(season: Season, tmp_path: Path) -> str:
    """Where a bundle's page stands on the disk, as an address."""
    content = season.writer.get(f"{season.draft()}/bundle.zip", headers={"accept-language": "en"}).content
    zipfile.ZipFile(BytesIO(content)).extractall(tmp_path / "usb")
    return (tmp_path / "usb" / "request.html").as_uri()


@pytest.fixture
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that reaches nothing, and complains of everything that is asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", offline=True)
    yield context
    context.close()


def opened(context: BrowserContext, place: str) -> Page:
    page = context.new_page()
    page.asked = []  # type: ignore[attr-defined]
    page.wrong = []  # type: ignore[attr-defined]
    page.on("request", lambda each: page.asked.append(each.url))  # type: ignore[attr-defined]
    page.on("pageerror", lambda each: page.wrong.append(str(each)))  # type: ignore[attr-defined]
    page.on("console", lambda each: page.wrong.append(each.text) if each.type == "error" else None)  # type: ignore[attr-defined]
    page.goto(place)
    return page


def until(page: Page, *, reached: str) -> None:
    """Press the tabulator until what a selector names is reached."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", reached):
            return
    raise AssertionError(f"the tabulator never came to {reached}")


def test_a_request_is_edited_and_saved_by_keys_alone_and_merged_afterwards(
    season: Season, offline: BrowserContext, place: str, tmp_path: Path
) -> None:
    page = opened(offline, place)
    until(page, reached=f'[data-key="{KEY}"] > summary')
    page.keyboard.press("Enter")
    until(page, reached=f'[id="f-{KEY}-amount"]')
    page.keyboard.press("Control+A")
    page.keyboard.type("95억원")
    assert page.locator(f'[data-key="{KEY}"] [data-is=asked]').inner_text() == "9,500"
    assert "Say why" in page.locator(f'[data-key="{KEY}"] .field.reason').inner_text()
    until(page, reached=f'[id="f-{KEY}-reason"]')
    page.keyboard.type("Test line of the second phase")
    assert page.locator("#to-mend").is_hidden()
    until(page, reached="#new-name")
    page.keyboard.type("새 사업")
    page.keyboard.press("Enter")
    page.keyboard.type("1,200")
    until(page, reached="#keep > button")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "request-2025-msit-changes.json"
    download.value.save_as(tmp_path / "changes.json")
    assert "Upload it" in page.locator("[role=status]").inner_text()
    assert page.asked == [place]  # type: ignore[attr-defined]
    assert page.wrong == []  # type: ignore[attr-defined]
    [found] = send(season, (tmp_path / "changes.json").read_bytes()).json()
    assert [(each["field"], each["sent"]) for each in found["changes"]] == [
        ("amount", "9500000000"),
        ("reason", "Test line of the second phase"),
    ]
    assert take(season, found["sent"], [0, 1], [0]).json() == {"fields": 4}
    assert line(season)["amount"] == 9_500_000_000


def test_work_goes_on_from_a_saved_file_and_one_of_another_bundle_is_not_taken(
    season: Season, offline: BrowserContext, place: str, tmp_path: Path
) -> None:
    page = opened(offline, place)
    page.locator(f'[data-key="{KEY}"] summary').click()
    page.fill(f'[id="f-{KEY}-amount"]', "9,500")
    page.fill("#new-name", "새 사업")
    page.locator("#add button").click()
    with page.expect_download() as download:
        page.locator("#keep > button").click()
    download.value.save_as(tmp_path / "changes.json")
    second = opened(offline, place)
    second.set_input_files("#go-on input", tmp_path / "changes.json")
    second.get_by_text("2 changes taken from changes.json.").wait_for()
    assert second.locator(f'[data-key="{KEY}"] [data-is=asked]').inner_text() == "9,500"
    assert second.locator('[data-key="new:new-1"] .name').inner_text() == "새 사업"
    second.locator('[data-key="new:new-1"] summary').click()
    second.get_by_role("button", name="Drop this new programme").click()
    assert json.loads(second.evaluate("JSON.stringify(bundle.saved())"))["new"] == []
    (tmp_path / "other.json").write_text(
        '{"kind": "bundle-page", "base": "x", "said": {}, "new": []}', encoding="utf-8"
    )
    second.set_input_files("#go-on input", tmp_path / "other.json")
    second.get_by_text("other.json is not of this bundle").wait_for()


def test_axe_finds_nothing_and_nothing_runs_over_the_edge(browser: Browser, place: str) -> None:
    context = browser.new_context(locale="en-GB", bypass_csp=True)
    page = opened(context, place)
    page.locator(f'[data-key="{KEY}"] summary').click()
    page.fill(f'[id="f-{KEY}-amount"]', "95,000")
    for width, language in ((390, "en"), (1280, "ko")):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(f"#language-{language}").check()
        assert page.evaluate("document.documentElement.lang") == language
        found = Axe().run(page, options=RULES).response["violations"]
        assert not found, [(each["id"], each["nodes"][0]["target"]) for each in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    context.close()


def test_without_scripts_the_request_is_there_in_both_languages_and_the_workbook_is_named(
    browser: Browser, place: str
) -> None:
    context = browser.new_context(locale="en-GB", java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(place)
    assert page.get_by_text("use the workbook request.xlsx").is_visible()
    assert page.locator("#keep").is_hidden()
    page.locator(f'[data-key="{KEY}"] summary').click()
    assert page.locator(f'[data-key="{KEY}"] dt', has_text="Amount asked for").is_visible()
    page.locator("#language-ko").check()
    assert page.locator(f'[data-key="{KEY}"] dt', has_text="요구액").is_visible()
    assert not page.get_by_text("use the workbook request.xlsx").is_visible()
    context.close()


AMOUNTS = (
    *(
        "8,700",
        "8700.5",
        "87억원",
        "87억 원",
        "1조 2,345억원",
        "1조 2,345억 3,000만원",
        "６，５００",
        "12.5억",
        "0",
        "-5",
        "-0",
    ),
    *(
        "1,23",
        "1.2.3",
        "1e5",
        "about 12",
        "0.0000001",
        "99999999999999999",
        "9조조",
        "3백만원",
        "2천3백억",
        "8.7 billion",
    ),
    *(
        "8.7 billion won",
        "KRW 5",
        "₩5",
        "5 won",
        "5원",
        "(5)",
        "5-",
        "+5",
        "1 234",
        "5,000만",
        "1억 1억",
        "1억 20000만",
    ),
    *(
        "1억 9999만원",
        "1.5억 20만원",
        "",
        "  7 ",
        ".5",
        "5.",
        "7백만 원",
        "2조원",
        "3 million KRW",
        "억",
        "12억 3",
        "1만원",
    ),
    *(
        "007",
        "0,500",
        "−5",
        "△5",
        "5 m",
        "5 krw m",
        "5%",
        "5 of million",
        "1조2억3만4원",
        "9,223,372,036,854,775,808원",
    ),
)


def test_amounts_are_read_as_the_workspace_reads_them_or_left_to_it(offline: BrowserContext, place: str) -> None:
    """Never another value: what the page cannot read it says so of."""
    page = opened(offline, place)
    dice = random.Random(7)
    made = [
        "".join(
            dice.choice(["1", "20", "3,000", "억", "만", "조", "원", " ", ".", "5", "천", "백만원", "-", ","])
            for _ in range(dice.randint(1, 7))
        )
        for _ in range(600)
    ]
    texts = [*AMOUNTS, *made]
    found = page.evaluate("texts => texts.map((each) => bundle.stored('amount', each))", texts)
    money, left = unit("million", "KRW"), 0
    for text, here in zip(texts, found, strict=True):
        fault = here.get("fault", [""])[0]
        if fault == "bundle_unread":
            left += 1
            continue
        try:
            there = (stored("amount", text, money), "")
        except WorkspaceError as error:
            there = ("", error.text.en)
        assert (here.get("value", "") or "", bool(fault)) == (there[0], bool(there[1])), (text, here, there)
        if fault:
            assert page.evaluate("said => bundle.said(said)[1]", here["fault"]) == there[1]
    read = sum(each.get("fault", [""])[0] != "bundle_unread" for each in found[: len(AMOUNTS)])
    assert read >= 33


def test_the_rules_of_the_page_are_those_of_the_workspace(offline: BrowserContext, place: str) -> None:
    page = opened(offline, place)
    dice = random.Random(8)
    for _ in range(60):
        rows = [_some_row(dice, f"k{number}") for number in range(dice.randint(1, 6))]
        there = [
            (each.severity, each.key, each.field, each.text.ko, each.text.en)
            for each in faults(rows, year=2025, reason_from=10)
        ]
        told = [
            {"key": each.key, "name": each.name, "start": each.start, "end": each.end, "reason": each.reason}
            | {"amount": _text(each.amount), "before": _text(each.before)}
            for each in rows
        ]
        script = """rows => bundle.faults(rows.map((each) => ({ ...each,
            amount: each.amount === null ? null : BigInt(each.amount), before: each.before === null ? null : BigInt(each.before) })))
            .map((each) => [each.severity, each.key, each.field, ...bundle.said(each.said)])"""
        assert [tuple(each) for each in page.evaluate(script, told)] == there


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _some_row(dice: random.Random, key: str) -> CheckedProgramme:
    years = ("", "2020", "2024", "2026")
    amounts = (None, 0, 100, 110, 109, 1000, 10, 99, 2000)
    return CheckedProgramme(
        key,
        dice.choice(("", "A", "B", "C")),
        dice.choice(years),
        dice.choice(years),
        dice.choice(amounts),
        dice.choice(amounts),
        dice.choice(("", "why")),
    )


def test_other_fields_are_kept_as_the_workspace_keeps_them(offline: BrowserContext, place: str) -> None:
    page = opened(offline, place)
    money = unit("million", "KRW")
    tries = [
        *(("start", each) for each in ("2026", "２０２６", " 2026 ", "27", "1899", "", "2200", "20265")),
        *(("name", each) for each in (" a  b\tc ", "x" * 301, "x" * 300, "😀" * 300, "a\x07b", "")),
        *(("text", each) for each in ("a\r\nb", " a \n b ", "a\x00b", "y" * 20_001)),
    ]
    for field, text in tries:
        here = page.evaluate("([field, text]) => bundle.stored(field, text)", [field, text])
        try:
            there = [stored(field, text, money)]
        except WorkspaceError as error:
            there = [error.text.ko, error.text.en]
        told = page.evaluate("said => bundle.said(said)", here["fault"]) if "fault" in here else [here["value"]]
        assert told == there, (field, text)
