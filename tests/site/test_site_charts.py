"""The charts of pages: their words, their files, their keyboard, and that nothing is asked of the network."""

from __future__ import annotations

import itertools
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crosscut.exports.charts.wrapping import wrapped
from tests.browsing import address_of
from tests.site.conftest import NOW, Made, Watched, make
from tests.site.site_builder import MILLION, Programme, publish

PAGES = ("index", "area-ai", "ministries")
CHART = re.compile(r'role="img" aria-label="([^"]*)" data-chart="([^"]*)">(.*?)</div>', re.DOTALL)
NAMED = re.compile(r'<figure class="chart" aria-labelledby="([^"]+)">')
HANGUL = re.compile("[가-힣]")


def pages_with_charts(made: Made, language: str) -> list[str]:
    names = sorted(path.name for path in (made.folder / language).glob("*.html"))
    return [name for name in names if "data-chart=" in (made.folder / language / name).read_text(encoding="utf-8")]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_chart_says_what_it_shows_in_the_language_of_its_page(two_years: Made, language: str) -> None:
    names = pages_with_charts(two_years, language)
    assert {"index.html", "area-ai.html"} <= set(names)
    for name in names:
        for words, chart, _ in CHART.findall((two_years.folder / language / name).read_text(encoding="utf-8")):
            said = unescape(words)
            assert re.search(r"\d", said), (name, chart)
            assert len(said) > 20, (name, chart)
            assert bool(HANGUL.search(re.sub(r"억원|부처\d", "", said))) == (language == "ko"), said


def test_pictures_stand_in_their_pages_and_beside_them(two_years: Made) -> None:
    for page in ("index.html", "ko/index.html", "en/index.html"):
        text = (two_years.folder / page).read_text(encoding="utf-8")
        assert "<!--chart" not in text
        pictures = [picture for _, chart, picture in CHART.findall(text) if chart != "chart-periods"]
        assert len(pictures) >= 4
        assert all(picture.startswith("<svg") for picture in pictures)
        links = re.findall(r'class="chart-file" href="([^"]*)" download', text)
        assert len(links) == 2 * len(pictures)
        folder = (two_years.folder / page).parent
        assert all((folder / link).resolve().is_file() for link in links)


def test_files_of_charts_say_what_the_page_says(two_years: Made) -> None:
    for language in ("ko", "en"):
        text = (two_years.folder / language / "index.html").read_text(encoding="utf-8")
        said = {unescape(words) for words, _, _ in CHART.findall(text)}
        root = ElementTree.parse(two_years.folder / "charts" / f"areas.{language}.svg").getroot()
        description = root.find("{http://www.w3.org/2000/svg}desc")
        assert description is not None
        assert description.text in said
        assert root.attrib["lang"] == language


@pytest.mark.parametrize("name", ["two_years", "decided"])
def test_charts_begin_with_their_finding(name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(name)
    found = [(path, path.read_text(encoding="utf-8")) for each in made.editions for path in each.glob("*/*.html")]
    labels = [(path, text, each) for path, text in found for each in NAMED.findall(text)]
    assert len(labels) >= 10
    for path, text, each in labels:
        heads = [re.search(rf'id="{key}"[^>]*>(.*?)</(?:h2|figcaption)>', text, re.DOTALL) for key in each.split()]
        said = [unescape(re.sub("<[^>]+>", "", head[1])) for head in heads if head]
        assert len(said) == len(each.split()), (path.name, each)
        assert any(re.search(r"[.?](?: \(.*\))?$", one) for one in said), (path.name, said)


def test_files_of_charts_are_called_by_their_finding(two_years: Made) -> None:
    for language in ("ko", "en"):
        text = (two_years.folder / language / "index.html").read_text(encoding="utf-8")
        (finding,) = re.findall(r'<h2 id="areas">(.*?)</h2>', text, re.DOTALL)
        for name, said in (("areas", finding), ("changes-1", None), ("changes-2", None), ("overlap", None)):
            root = ElementTree.parse(two_years.folder / "charts" / f"{name}.{language}.svg").getroot()
            title = root.findtext("{http://www.w3.org/2000/svg}title") or ""
            assert title.endswith("."), title
            assert said is None or title == unescape(re.sub("<[^>]+>", "", said))


@pytest.mark.browser
@pytest.mark.parametrize("chart", ["chart-areas", "chart-change-1", "chart-overlap"])
def test_numbers_of_charts_are_reached_by_keyboard(watched: Watched, two_years: Made, chart: str) -> None:
    page = watched.page
    page.goto(two_years.url("en/index.html"))
    place = page.locator(f"[data-chart={chart}]")
    place.scroll_into_view_if_needed()
    marks = place.locator(".drawn path[role=button]")
    marks.first.wait_for()
    assert place.get_attribute("role") == "group"
    assert place.locator("[tabindex='0']").count() == 1
    assert all(marks.evaluate_all("all => all.map((each) => each.ariaLabel.includes(': '))"))
    assert place.locator("[aria-hidden=true] path[role=button]").count() == 0
    marks.first.focus()
    page.keyboard.press("ArrowDown")
    second = marks.nth(1)
    assert second.evaluate("each => document.activeElement === each")
    figure = second.evaluate("each => each.__data__.datum.figure")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] [data-equal=true]")
    assert page.locator("dialog .trace-id code").inner_text() == figure
    page.keyboard.press("Escape")
    assert second.evaluate("each => document.activeElement === each")


@pytest.mark.browser
def test_charts_are_drawn_without_a_network(watched: Watched, two_years: Made) -> None:
    page = watched.page
    page.context.set_offline(True)
    for language in ("ko", "en"):
        page.goto(two_years.url(f"{language}/index.html"))
        for place in page.locator("[data-chart]").all():
            place.scroll_into_view_if_needed()
            place.locator(".drawn svg").wait_for()
    assert any("static/vega.js" in url for url in watched.requests)
    assert all(url.startswith("file:") for url in watched.requests)


@pytest.mark.browser
def test_a_phone_keeps_room_for_bars(watched: Watched, two_years: Made) -> None:
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(two_years.url("en/index.html"))
    place = page.locator("[data-chart=chart-areas]")
    place.scroll_into_view_if_needed()
    place.locator(".drawn .mark-rect path").first.wait_for()
    widest = max(place.locator(".drawn .mark-rect path").evaluate_all("all => all.map((e) => e.getBBox().width)"))
    assert widest > 60
    texts = place.locator(".drawn text").evaluate_all("all => all.map((e) => e.getBoundingClientRect().right)")
    assert max(texts) <= 360


@pytest.mark.browser
def test_the_one_bar_of_a_narrow_chart_stands_above_its_axis(watched: Watched, tmp_path: Path) -> None:
    amount = 123_456_700
    one = publish([Programme("P1", "사업", "부처", "", {NOW: amount}, {"ai": amount})], currency="EUR")
    made, page = make(one, tmp_path / "site"), watched.page
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(made.url("en/index.html"))
    place = page.locator("[data-chart=chart-areas]")
    place.scroll_into_view_if_needed()
    place.locator(".drawn .mark-rect path").first.wait_for()
    bar = place.locator(".drawn .mark-rect path").first.bounding_box()
    said = place.locator(".drawn .role-axis-label text").all()
    along = [box for each in said if (box := each.bounding_box()) and (each.text_content() or "")[:1].isdigit()]
    assert bar
    assert along
    assert all(bar["y"] + bar["height"] <= box["y"] + 1 for box in along)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index", "story", "area-ai", "area-quantum"])
def test_a_phone_draws_every_chart_and_cuts_no_text_of_it(name: str, watched: Watched, two_years: Made) -> None:
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(two_years.url(f"ko/{name}.html"))
    for place in page.locator("[data-chart]").all():
        place.scroll_into_view_if_needed()
        place.locator(".drawn svg text").first.wait_for()
        beyond = """place => { const picture = place.querySelector("svg").getBoundingClientRect();
            return [...place.querySelectorAll("text")].filter((each) => { const own = each.getBoundingClientRect();
                return own.right > picture.right + 1 || own.left < picture.left - 1; }).map((each) => each.textContent) }"""
        assert place.locator(".drawn").evaluate(beyond) == []
        assert [each for each in place.locator(".drawn text").all_text_contents() if each.endswith("…")] == []


@pytest.mark.browser
def test_names_beside_charts_of_phones_stand_whole(watched: Watched, tmp_path: Path) -> None:
    names, page = ("HORIZON-TMA-MSCA-PF-EF", "Ministry of Advanced Robotics and Manufacturing", "ABC"), watched.page
    budget = publish(
        [Programme(name, "사업", name, "", {NOW: (place + 1) * 100 * MILLION}, {}) for place, name in enumerate(names)]
    )
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(make(budget, tmp_path / f"{width}" / "site").url("en/story.html"))
        place = page.locator("[data-chart]").first
        place.scroll_into_view_if_needed()
        place.locator(".drawn svg text").first.wait_for()
        lines = place.locator(".drawn .role-axis-label text")
        said = [" ".join(each.locator("tspan").all_text_contents()) or each.text_content() for each in lines.all()]
        assert {"".join(each.split()) for each in said if each} >= {"".join(name.split()) for name in names}
        tops = sorted(
            each.evaluate("text => { const at = text.getBoundingClientRect(); return [at.top, at.bottom]; }")
            for each in lines.all()
        )
        assert all(below[0] >= above[1] - 1 for above, below in itertools.pairwise(tops) if above[1] < below[1])


@pytest.mark.browser
@pytest.mark.parametrize(("language", "said"), [("en", "about"), ("ko", "약")])
def test_the_narrowest_phone_cuts_no_amount(language: str, said: str, watched: Watched, tmp_path: Path) -> None:
    held, page = {"보건복지부": 4_328_400, "환경부": 353_400, "국토교통부": 49_500}, watched.page
    budget = publish(
        [
            Programme(name, "사업", name, "", {NOW: each * MILLION}, {"ai": each * MILLION}, bounds=(-MILLION, MILLION))
            for name, each in held.items()
        ]
    )
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(make(budget, tmp_path / "site").url(f"{language}/story.html"))
    place = page.locator("[data-chart]").first
    place.scroll_into_view_if_needed()
    place.locator(".drawn svg text").first.wait_for()
    edges = """place => [place.querySelector("svg"), ...place.querySelectorAll("text")].map((each) => each.getBoundingClientRect().right)"""
    edge, *ends = place.locator(".drawn").evaluate(edges)
    assert any(said in each for each in place.locator(".drawn text").all_text_contents())
    assert max(ends) <= edge + 1


@pytest.mark.browser
def test_a_name_of_a_flow_keeps_its_bands_and_the_address_keeps_the_name(watched: Watched, decided: Made) -> None:
    page = watched.page
    page.goto(decided.url("en/changes.html"))
    first = page.locator("[data-flow=flow] [data-node=left]").first
    assert first.get_attribute("role") == "button"
    first.press("Enter")
    bands = page.locator("[data-flow=flow] path[data-left]")
    kept = page.locator("[data-flow=flow] path[data-left]:not(.away)")
    assert 0 < kept.count() < bands.count()
    assert {each.get_attribute("data-left") for each in kept.all()} == {"0"}
    assert "flow=left-0" in address_of(page)
    page.reload()
    assert page.locator("[data-flow=flow] path.away").count() == bands.count() - kept.count() > 0
    page.locator("[data-flow=flow] [data-node=left]").first.press("Enter")
    assert page.locator("[data-flow=flow] path.away").count() == 0


@pytest.mark.browser
def test_a_phone_shows_the_largest_bands_as_bars(watched: Watched, decided: Made) -> None:
    page = watched.page
    page.goto(decided.url("en/changes.html"))
    assert not page.locator("#flow ~ figure .flow-ranked").is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert not page.locator("[data-flow=flow]").is_visible()
    bars = page.locator("#flow ~ figure .flow-ranked li")
    assert bars.first.is_visible()
    amounts = [
        int(text.replace(",", "")) for text in page.locator("#flow ~ figure .flow-ranked .fig").all_inner_texts()
    ]
    assert amounts == sorted(amounts, reverse=True)
    assert bars.count() == len(amounts) <= 12


@pytest.mark.browser
def test_a_chart_whose_amounts_do_not_fit_is_drawn_as_on_a_phone(watched: Watched, two_years: Made) -> None:
    page = watched.page
    page.goto(two_years.url("en/story.html"))
    page.evaluate(
        """() => {
            const spec = document.getElementById(document.querySelector("[data-chart]").dataset.chart);
            const chart = JSON.parse(spec.textContent);
            chart.data.values.forEach((row) => { row.text = `${row.short} · ${"1,234 to 5,678 ".repeat(12)}`; });
            spec.textContent = JSON.stringify(chart);
        }"""
    )
    page.locator("[data-chart]").first.scroll_into_view_if_needed()
    page.wait_for_selector("[data-chart]:not([aria-busy]) .drawn svg")
    shown = " ".join(page.locator("[data-chart]").first.locator("svg text").all_text_contents())
    assert "to 5,678" not in shown


def test_a_name_breaks_before_its_bracket() -> None:
    assert wrapped("Ministry of Science and ICT (1st Vice Minister)", 18, 3) == [
        "Ministry of Science and ICT",
        "(1st Vice Minister)",
    ]
