"""The site in a browser, from disk: tracing, lists, languages, keyboard, downloads."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from crosscut.exports import site
from tests.browsing import follow
from tests.site.conftest import HOSTILE, NOW, Made, Watched
from tests.site.every_page import LAYOUT
from tests.site.site_builder import Programme, publish
from tests.site.site_data import SiteData

pytestmark = pytest.mark.browser


def trace(watched: Watched, selector: str, place: int = 0) -> dict[str, str]:
    """Opens the dialog of a number and reads it."""
    page = watched.page
    page.locator(selector).nth(place).click()
    page.wait_for_selector("dialog[open] [data-sum]")
    proof = page.locator("dialog [data-sum]")
    return {
        "equal": proof.get_attribute("data-equal") or "",
        "sum": proof.get_attribute("data-sum") or "",
        "value": page.locator("dialog [data-value]").get_attribute("data-value") or "",
        "id": page.locator("dialog .trace-id code").inner_text(),
    }


@pytest.mark.parametrize("width", [320, 390, 640])
def test_a_phone_shows_the_rows_of_a_number_whole(watched: Watched, two_years: Made, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(two_years.url("en/index.html"))
    trace(watched, ".total-card.change .fig")
    frame = page.locator("dialog .table-scroll")
    assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") <= 1
    told = frame.locator("tbody tr").first.locator("td")
    assert [each.get_attribute("data-label") for each in told.all()][-1] == "Amount (KRW)"
    assert all(each.bounding_box() for each in told.all())


@pytest.mark.parametrize("name", ["ko/index.html", "en/area-ai.html", "en/programmes.html", "index.html"])
def test_rows_of_a_number_add_up_to_it(watched: Watched, two_years: Made, name: str) -> None:
    page, printed = watched.page, two_years.printed
    page.goto(two_years.url(name))
    page.wait_for_function(
        "document.querySelectorAll('[data-search]').length || !document.querySelector('[data-listing]')"
    )
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    figures = page.locator("main .fig, .hero .fig")
    for place in range(0, figures.count(), max(figures.count() // 12, 1)):
        shown = trace(watched, "main .fig, .hero .fig", place)
        figure = printed[shown["id"]]
        assert shown["equal"] == "true"
        assert shown["value"] == str(figure.value)
        if figure.kind != "count":
            assert shown["sum"] == str(figure.value)
        page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("currency", "language", "said"), [("KRW", "en", "KRW 5"), ("USD", "ko", "0.05달러"), ("USD", "en", "USD 0.05")]
)
def test_an_exact_amount_bears_its_currency_whole(
    watched: Watched, tmp_path: Path, currency: str, language: str, said: str
) -> None:
    site.write(publish([Programme("P1", "사업", "부처", "", {NOW: 5})], currency=currency).public, tmp_path)
    watched.page.goto(f"{tmp_path.as_uri()}/{language}/index.html")
    trace(watched, ".total-card.main .value .fig")
    assert watched.page.locator("dialog .trace-value").inner_text() == said


def test_a_share_of_rounded_amounts_says_so(watched: Watched, tmp_path: Path) -> None:
    held = {"ai": 129_290, "bio": 96_178, "quantum": 79_580, "hydrogen": 65_979, "mobility": 46_196}
    made = [
        Programme(f"P{each}", each, "부처", "", {NOW: own * 10**6}, {each: own * 10**6}) for each, own in held.items()
    ]
    site.write(publish(made).public, tmp_path)
    figures = SiteData(tmp_path).figures
    key = next(key for key, each in figures.items() if "shown" in each)
    page = watched.page
    page.goto(f"{tmp_path.as_uri()}/en/index.html#figure={key}")
    page.wait_for_selector("dialog[open] [data-sum]")
    assert re.search(
        r"As printed\s+\d+\.\d%, of the amounts as they are printed: KRW", page.locator("dialog").inner_text()
    )


@pytest.mark.parametrize(("language", "name"), [("en", "Research programme 1"), ("ko", "연구사업 1")])
def test_a_programme_is_named_in_the_language_of_the_page(
    watched: Watched, two_years: Made, language: str, name: str
) -> None:
    watched.page.goto(two_years.url(f"{language}/programmes.html"))
    watched.page.locator("[data-search]").fill("P001")
    watched.page.wait_for_function("document.querySelectorAll('.programmes tbody tr').length === 1")
    trace(watched, ".programmes tbody .fig")
    assert re.search(rf"{name}\b", watched.page.locator("dialog .trace-sentence").inner_text())


def test_a_difference_shows_signs_and_leads_to_its_parts(watched: Watched, two_years: Made) -> None:
    page = watched.page
    page.goto(two_years.url("en/index.html"))
    shown = trace(watched, ".total-card.change .fig")
    difference = two_years.printed[shown["id"]]
    signs = set(page.locator("dialog tbody tr td:nth-last-child(2)").all_inner_texts())
    assert signs == {"+", "−"}
    page.locator("dialog .trace-of .fig").first.click()
    page.wait_for_function(f"document.querySelector('dialog .trace-id code')?.textContent === '{difference.of[0].id}'")


def test_the_csv_of_a_number_holds_its_rows(watched: Watched, hostile_site: Made) -> None:
    page = watched.page
    page.goto(hostile_site.url("ko/index.html"))
    shown = trace(watched, ".total-card.main .value .fig")
    with page.expect_download() as download:
        page.locator("dialog [data-csv]").click()
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert sum(int(row["amount"]) * int(row["sign"]) for row in rows) == int(shown["value"])
    names = {row["name"] for row in rows}
    assert f"'{HOSTILE[3]}" in names
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_search_filter_and_sort(watched: Watched, plain: Made) -> None:
    page = watched.page
    page.goto(plain.url("ko/programmes.html"))
    page.wait_for_selector("[data-search]")
    rows, count = page.locator(".programmes tbody tr"), page.locator(".listing-count")
    assert count.inner_text() == "200건"
    page.fill("[data-search]", "연구 사업 17")
    assert rows.locator(".id").all_inner_texts() == [
        each for each in (f"P{place:03d}" for place in range(199, -1, -1)) if "17" in each
    ]
    page.click(".listing-tools button")
    page.select_option("[data-filter=ministry]", label="부처3")
    assert count.inner_text() == "40건"
    page.select_option("[data-filter=area]", label="그 외")
    assert count.inner_text() == "0건"
    page.click(".listing-tools button")
    amount = page.locator("th[data-sort=amount]")
    amount.get_by_role("button").click()
    assert amount.get_attribute("aria-sort") == "descending"
    amount.get_by_role("button").click()
    values = [int(text.replace(",", "")) for text in rows.locator(".num .fig").all_inner_texts()]
    assert values == sorted(values)
    page.locator(".paging button").last.click()
    assert "2 / 4" in page.locator(".paging").inner_text()


def test_areas_are_sorted_by_the_names_that_a_page_shows(watched: Watched, plain: Made) -> None:
    page = watched.page
    for language in ("ko", "en"):
        page.goto(plain.url(f"{language}/programmes.html"))
        page.wait_for_selector("[data-search]")
        page.locator("th[data-sort=area]").get_by_role("button").click()
        shown = page.locator(".programmes tbody td > .chip:first-child").all_inner_texts()
        names = [each for place, each in enumerate(shown) if place == 0 or each != shown[place - 1]]
        assert len(names) > 1, names
        assert names == sorted(set(names)), names


def test_what_nobody_looked_at_is_found_apart_from_what_is_outside(watched: Watched, unread: Made) -> None:
    page = watched.page
    page.goto(unread.url("en/programmes.html"))
    page.wait_for_selector("[data-search]")
    found = {}
    for name in ("Outside the taxonomy", "Not looked at"):
        page.select_option("[data-filter=area]", label=name)
        found[name] = page.locator(".listing-count").inner_text()
    assert found == {"Outside the taxonomy": "0 found", "Not looked at": "40 found"}
    assert set(page.locator(".programmes tbody tr td:nth-of-type(3)").all_inner_texts()) == {"Not looked at"}
    page.goto(unread.url("en/index.html"))
    assert trace(watched, ".total-card.unread .value .fig")["equal"] == "true"
    assert "Not looked at" in page.locator("dialog .trace-sentence").inner_text()
    with page.expect_download() as download:
        page.locator("dialog [data-csv]").click()
    rows = csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig")))
    assert {row["area"] for row in rows} == {"Not looked at"}


def test_findings_are_filtered_and_searched(watched: Watched, plain: Made) -> None:
    page = watched.page
    page.goto(plain.url("en/findings.html"))
    page.wait_for_selector("[data-search]")
    assert page.locator(".listing-count").inner_text() == "62 found"
    page.select_option("[data-filter=severity]", "fatal")
    assert page.locator(".finding-message").all_inner_texts() == ["Stands twice <b>"]
    page.select_option("[data-filter=severity]", "")
    page.fill("[data-search]", "P59")
    assert page.locator(".finding").count() == 1


def test_the_language_switch_keeps_the_page(watched: Watched, plain: Made) -> None:
    page = watched.page
    page.goto(plain.url("ko/area-ai.html"))
    follow(page.locator("[data-language]"))
    assert page.url.endswith("/en/area-ai.html")
    assert page.locator("h1").inner_text().startswith("Artificial intelligence holds ")


def test_everything_works_by_keyboard(watched: Watched, plain: Made) -> None:
    page = watched.page
    page.goto(plain.url("en/index.html"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main .fig')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] [data-equal=true]")
    figure = page.evaluate("document.querySelector('dialog .trace-id code').textContent")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash.includes('figure')")
    page.wait_for_function(f"() => document.activeElement.dataset.figure === '{figure}'")


def test_charts_are_drawn_and_open_their_numbers(watched: Watched, two_years: Made) -> None:
    page = watched.page
    page.goto(two_years.url("en/index.html"))
    page.locator("[data-chart=chart-areas]").scroll_into_view_if_needed()
    bar = page.locator("[data-chart=chart-areas] .drawn .mark-rect path").first
    bar.click()
    page.wait_for_selector("dialog[open] [data-equal=true]")


def test_hostile_names_are_shown_as_they_are(watched: Watched, hostile_site: Made) -> None:
    page = watched.page
    for name in ("ko/index.html", "ko/programmes.html", "en/findings.html", "ko/ministries.html"):
        page.goto(hostile_site.url(name))
        page.wait_for_load_state("load")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    page.goto(hostile_site.url("ko/programmes.html"))
    page.wait_for_selector("[data-search]")
    assert set(page.locator(".programmes .name").evaluate_all("all => all.map((each) => each.textContent)")) == set(
        HOSTILE
    )


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1600])
def test_no_page_scrolls_sideways(watched: Watched, two_years: Made, hostile_site: Made, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 800})
    for made in (two_years, hostile_site):
        for name in ("ko/index.html", "en/area-ai.html", "en/programmes.html", "ko/method.html", "ko/findings.html"):
            page.goto(made.url(name))
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, width)


@pytest.mark.parametrize("name", ["en/ministries.html", "ko/ministries.html", "en/areas.html"])
def test_a_table_of_changes_fits_a_tablet_without_scrolling(watched: Watched, two_years: Made, name: str) -> None:
    page = watched.page
    page.set_viewport_size({"width": 768, "height": 800})
    page.goto(two_years.url(name))
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    over = "(all) => all.map((each) => [each.scrollWidth, each.clientWidth])"
    tables = page.locator("main .table-scroll").evaluate_all(over)
    assert tables
    assert not [(wide, room) for wide, room in tables if wide > room]


def test_the_menu_of_a_phone_opens(watched: Watched, plain: Made) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(plain.url("ko/index.html"))
    assert not page.locator("#menu").is_visible()
    page.click(".menu-button")
    follow(page.locator("#menu a", has_text="부처"))
    assert page.url.endswith("/ko/ministries.html")


def test_print_leaves_the_furniture_out(watched: Watched, plain: Made) -> None:
    page = watched.page
    page.goto(plain.url("ko/index.html"))
    page.emulate_media(media="print")
    for selector in (".masthead", "#menu", ".in-page", ".more"):
        assert not page.locator(selector).first.is_visible()
    assert page.locator("#cap-heat").count() == 1
    assert re.match(rb"%PDF", page.pdf(format="A4"))


def test_without_scripts_the_values_are_there(browser, plain: Made) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(plain.url("en/index.html"))
    assert page.locator("#cap-areas").count() == 1
    assert page.locator(".chart-picture svg").count() >= 2
    assert page.locator("noscript").count() == 1
    context.close()


@pytest.mark.parametrize(("width", "most"), [(320, 19), (390, 22)])
def test_headings_of_a_phone_hold_an_amount_in_one_line(
    watched: Watched, two_years: Made, width: int, most: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(two_years.url("en/ministries.html"))
    size = page.locator("main h1").evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert size <= most


def test_the_plain_list_of_a_tablet_shows_its_amounts_and_breaks_no_abbreviation(
    watched: Watched, two_years: Made
) -> None:
    page = watched.page
    page.set_viewport_size({"width": 768, "height": 900})
    page.goto(two_years.url("ko/programmes-1.html"))
    name = page.locator(".plain tbody th").first
    name.evaluate("each => { each.textContent = '한국형위성항법시스템개발사업다목적기술확보'.repeat(3) + '(KPS)' }")
    assert page.locator(".table-scroll").first.evaluate("each => each.scrollWidth <= each.clientWidth + 1")
    assert name.evaluate("each => getComputedStyle(each).wordBreak") == "normal"


def test_the_plain_list_of_a_phone_breaks_no_area_s_name(watched: Watched, two_years: Made) -> None:
    page = watched.page
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(two_years.url("en/programmes-1.html"))
    areas = page.locator(".plain tbody tr").first.locator("td").nth(1)
    areas.evaluate("each => { each.textContent = 'Semiconductors and displays, Advanced biotechnology' }")
    assert not [fault for fault in page.evaluate(LAYOUT) if "broken" in fault]
    amount = page.locator(".plain tbody tr").first.locator("td").last
    assert amount.evaluate("each => each.getBoundingClientRect().right <= innerWidth")


def test_the_lists_of_a_phone_give_names_room(watched: Watched, two_years: Made) -> None:
    page = watched.page
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(two_years.url("ko/programmes-1.html"))
    table = page.locator(".plain")
    assert table.locator("tbody th").first.evaluate("each => each.clientWidth") > 250
    assert table.locator("tbody td").last.bounding_box()["width"] > 20  # type: ignore[index]
    page.goto(two_years.url("en/index.html"))
    for head in page.locator(".figures.narrow tbody th").all():
        if len(head.inner_text()) > len("2025"):
            assert head.evaluate("each => !each.checkVisibility() || each.clientWidth >= 120"), head.inner_text()
