"""Where the site stands: canonical addresses, the list of pages, and how a number is cited."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from crosscut.exports import site
from tests.builders import settings_of
from tests.site.conftest import Made, Watched, budget
from tests.site.site_builder import publish

BASE = "https://example.go.kr/budget/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("addressed")
    site.write(publish(budget()[:20], base_url=BASE).public, folder)
    return folder


def test_every_page_names_its_address_and_the_sitemap_lists_it(published: Path) -> None:
    listed = re.findall(r"<loc>([^<]+)</loc>", (published / "sitemap.xml").read_text("utf-8"))
    pages = sorted(path.relative_to(published).as_posix() for path in published.glob("*/*.html"))
    assert sorted(listed) == [BASE + page for page in pages]
    for page in pages:
        assert f'<link rel="canonical" href="{BASE}{page}">' in (published / page).read_text("utf-8")


def test_headline_pages_have_a_card_with_their_sentence_and_picture(published: Path) -> None:
    for page in ("en/index.html", "ko/story.html"):
        text = (published / page).read_text("utf-8")
        (picture,) = re.findall(rf'<meta property="og:image" content="{BASE}([^"]+)">', text)
        assert (published / picture).read_bytes()[:4] == b"\x89PNG"
        (said,) = re.findall('<meta property="og:description" content="([^"]+)">', text)
        assert {"en": "KRW", "ko": "원"}[page[:2]] in said
        assert '<meta name="twitter:card" content="summary_large_image">' in text
    brief = (published / "en/brief.html").read_text("utf-8")
    assert "og:image" not in brief
    assert "<!--card-->" not in brief


def test_a_site_that_does_not_know_its_place_names_none(two_years: Made) -> None:
    assert not [path for path in two_years.files if path.name == "sitemap.xml"]
    assert "canonical" not in (two_years.folder / "ko/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "wrong", ["example.go.kr/", "https://example.go.kr", 'https://x/"onload="/', "javascript:alert(1)/"]
)
def test_a_place_that_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        settings_of(base_url=wrong)


def test_a_number_is_cited_with_its_source_and_address(watched: Watched, published: Path) -> None:
    page = watched.page
    page.goto((published / "en/index.html").as_uri())
    page.locator(".hero .fig").first.click()
    page.wait_for_selector("dialog[open] [data-sum]")
    figure = page.locator("dialog .trace-id code").inner_text()
    page.locator("dialog .trace-cite summary").click()
    address = f"{BASE}en/figure-{figure}.html"
    page.wait_for_selector("dialog [data-citation][lang=ko]")
    english, korean = page.locator("dialog [data-citation]").all_inner_texts()
    assert address in english
    assert f"{BASE}ko/figure-{figure}.html" in korean
    assert "합계입니다." in korean
    assert page.locator("dialog .trace-cite summary").inner_text() == "Cite or embed this number"
    assert f'href="{address}"' in page.locator("dialog .trace-cite code").inner_text()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_of_a_number_cites_it_in_both_languages_without_scripts(published: Path, language: str) -> None:
    for path in (published / language).glob("figure-*.html"):
        text = path.read_text(encoding="utf-8")
        cited = dict(re.findall(r'<p data-citation lang="(\w+)">(.*?)</p>', text))
        assert list(cited) == sorted(cited, key=lambda each: each != language)
        for each, citation in cited.items():
            assert f"{BASE}{each}/{path.name}" in citation
            assert ("산출 번호" in citation) is (each == "ko")
            assert "below" not in citation
            assert "아래" not in citation
        assert f"&lt;a href=&#34;{BASE}{language}/{path.name}&#34;" in text
