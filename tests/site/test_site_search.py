"""Names are found as people type them, and what a page shows stands in its address."""

from __future__ import annotations

import pytest

from tests.browsing import address_of, follow
from tests.site.conftest import Made, Watched

pytestmark = pytest.mark.browser


def ready(watched: Watched, url: str) -> None:
    watched.page.goto("about:blank")
    watched.page.goto(url)
    watched.page.wait_for_selector("[data-search]")


def names(watched: Watched) -> list[str]:
    return watched.page.locator(".listing tbody .name").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("반도체", "반도체·디스플레이"),
        ("ㅂㄷㅊ", "반도체·디스플레이"),
        ("qksehcp", "반도체·디스플레이"),
        ("빈도체디스", "반도체·디스플레이"),
        ("Quantum", "양자"),
        ("ㅂㅕㅁㅜㅅㅕㅡ", "양자"),
        ("quantun", "양자"),
    ],
)
def test_an_area_is_found_however_it_is_typed(watched: Watched, plain: Made, typed: str, found: str) -> None:
    ready(watched, plain.url("ko/search.html"))
    watched.page.fill("[data-search]", typed)
    assert found in names(watched)


def test_what_is_nowhere_is_not_found(watched: Watched, plain: Made) -> None:
    ready(watched, plain.url("ko/search.html"))
    for typed in ("zzzzzzzz", "ㅋㅋㅋㅋㅋㅋ", "<b>"):
        watched.page.fill("[data-search]", typed)
        assert names(watched) == []


def test_what_is_found_exactly_hides_what_is_nearly_that(watched: Watched, plain: Made) -> None:
    ready(watched, plain.url("ko/programmes.html"))
    watched.page.fill("[data-search]", "P017")
    assert watched.page.locator(".listing tbody .id").all_inner_texts() == ["P017"]
    watched.page.fill("[data-search]", "연구사업17")
    assert watched.page.locator(".listing-count").inner_text().endswith("건")
    assert not watched.page.locator(".listing-count").inner_text().startswith("비슷한")


def test_a_list_is_the_same_for_whoever_opens_its_address(watched: Watched, plain: Made) -> None:
    page = watched.page
    ready(watched, plain.url("ko/programmes.html"))
    page.select_option("[data-filter=ministry]", label="부처3")
    page.locator("th[data-sort=name] button").click()
    page.locator("th[data-sort=name] button").click()
    page.fill("[data-search]", "사업")
    shown, address = names(watched), address_of(page)
    assert len(shown) == 40
    ready(watched, address)
    assert names(watched) == shown
    assert page.locator("th[data-sort=name]").get_attribute("aria-sort") == "descending"
    follow(page.locator("[data-language]"))
    page.wait_for_selector("[data-search]")
    assert page.locator(".listing-count").inner_text() == "40 found"
    page.click(".listing-tools button")
    assert page.locator(".listing-count").inner_text() == "200 found"
    assert "ministry=" not in address_of(page)


def test_a_page_of_a_list_has_an_address(watched: Watched, plain: Made) -> None:
    page = watched.page
    ready(watched, plain.url("ko/programmes.html"))
    page.locator(".paging button").last.click()
    shown = names(watched)
    follow(page.locator(".listing tbody a").first)
    page.go_back()
    page.wait_for_selector("[data-search]")
    assert names(watched) == shown
    assert "2 / 4" in page.locator(".paging").inner_text()


def test_the_way_back_closes_a_number_and_leaves_the_page_as_it_was(watched: Watched, plain: Made) -> None:
    page = watched.page
    page.goto("about:blank")
    ready(watched, plain.url("ko/programmes.html"))
    page.locator(".paging button").last.click()
    shown, before = names(watched), address_of(page)
    for closed in (page.go_back, lambda: page.keyboard.press("Escape")):
        page.locator(".listing tbody .fig").first.click()
        page.wait_for_selector("dialog[open] [data-equal=true]")
        page.locator("dialog").evaluate("dialog => { dialog.kept = document.querySelector('.listing tbody .fig'); }")
        closed()
        page.wait_for_function("() => !location.hash.includes('figure')")
        assert page.locator("dialog[open]").count() == 0
        assert (names(watched), address_of(page)) == (shown, before)
        assert page.evaluate("() => document.querySelector('dialog').kept.isConnected")
    page.go_back()
    page.wait_for_url("about:blank")


def test_nothing_that_is_nearly_what_was_typed_is_counted_as_nothing(watched: Watched, plain: Made) -> None:
    page = watched.page
    ready(watched, plain.url("en/search.html"))
    page.locator("[data-search]").fill("qqxzzyqq")
    page.wait_for_function("() => document.querySelector('.listing-count').textContent.startsWith('0')")
    assert page.locator(".listing-count").inner_text() == "0 found"


def test_a_number_has_an_address(watched: Watched, plain: Made) -> None:
    page = watched.page
    page.goto(plain.url("en/index.html"))
    page.locator(".total-card.main .fig").first.click()
    page.wait_for_selector("dialog[open] [data-equal=true]")
    value, address = page.locator("dialog .trace-value").inner_text(), address_of(page)
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash.includes('figure')")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("dialog[open] [data-equal=true]")
    assert page.locator("dialog .trace-value").inner_text() == value
