"""An office's own words stand in sentences, and only there; what cannot be read is named in a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.text.own_words import NONE, in_words_of, own_words, spoken
from crosscut.text.particles import particles
from crosscut.views.publication import Publication
from crosscut.workbench.build import build
from crosscut.workbench.opening import open_run
from tests.workbench.folders import small_budget

AGENCY = own_words('[en]\nministry = "agency"\nministries = "agencies"\n[ko]\n"부처" = "기관"\n"연구개발" = "과학기술"')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ministries and each ministry", "Agencies and each agency"),
        ("{ministry}, a ministry. A Ministry", "{ministry}, an agency. An Agency"),
        ("administry", "administry"),
        ("{{ ministry(each) }} of a ministry {% if ministry %}", "{{ ministry(each) }} of an agency {% if ministry %}"),
    ],
)
def test_whole_words_of_the_text_alone(text: str, said: str) -> None:
    assert AGENCY.replaced(text, "en") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("부처별 금액", "기관별 금액"),
        ("부처는 많다", "기관은 많다"),
        (
            "부처가 쓴다. 부처를 본다. 부처와 분야. 부처로 간다.",
            "기관이 쓴다. 기관을 본다. 기관과 분야. 기관으로 간다.",
        ),
        ("연구개발 예산", "과학기술 예산"),
    ],
)
def test_korean_particles_fit_the_own_word(text: str, said: str) -> None:
    assert particles(AGENCY.replaced(text, "ko")) == said


def test_a_budget_is_one_of_research_only_where_its_title_or_its_words_say_so(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "budget")
    written = (folder / "crosscut.toml").read_text(encoding="utf-8")
    sentence, title = "An R&D budget, 연구개발 예산은 {total}", re.compile(r"^title = .*$", re.MULTILINE)

    def said(name: str, words: str) -> list[str]:
        (folder / "crosscut.toml").write_text(title.sub(f'title = "{name}"', written, count=1), encoding="utf-8")
        (folder / "words.toml").write_text(words, encoding="utf-8")
        own = Publication.of(open_run(folder)).words
        return [particles(own.replaced(sentence, language)) for language in ("en", "ko")]

    assert said("Water 2026", "") == ["A budget, 연구개발 예산은 {total}", "An R&D budget, 예산은 {total}"]
    assert said("R&D of 2026", "")[0] == said("2026 연구개발", "")[0] == sentence
    assert said("Water 2026", '[en]\n"R&D budget" = "water budget"\n')[0].startswith("A water budget")


def test_they_hold_within_and_no_longer() -> None:
    with in_words_of(AGENCY):
        assert spoken() is AGENCY
    assert spoken() is NONE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[de]\nministry = 'Amt'", "[de] is no language of Crosscut"),
        ("en = 'agency'", "en is no table"),
        ("[en]\nministry = 3", "[en] 'ministry' is not given a word"),
        ("[en]\nministry = '<b>'", "[en] 'ministry' is not given a word"),
        ("[en]\nministry = 'agency", "is not valid TOML"),
    ],
)
def test_what_is_no_list_of_words_is_named(text: str, says: str) -> None:
    with pytest.raises(CrosscutError, match=r"words\.toml") as refused:
        own_words(text)
    assert says in str(refused.value)


def test_pages_of_a_budget_speak_the_offices_words(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "budget")
    (folder / "words.toml").write_text(
        '[en]\nministry = "agency"\nministries = "agencies"\n[ko]\n"부처" = "기관"\n', encoding="utf-8"
    )
    build(folder)
    for language, ours, own in (("en", "Ministries", "Agencies"), ("ko", "부처", "기관")):
        page = (folder / "build" / "site" / language / "index.html").read_text(encoding="utf-8")
        menu = page[page.index('id="menu"') : page.index("</nav>", page.index('id="menu"'))]
        assert own in menu
        assert ours not in menu
