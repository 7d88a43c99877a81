"""Small budgets: what a page has nothing to say of is not on it, and no line parts a number from its marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.unbroken import broken_at_signs
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.exports.words_of import word
from crosscut.figures import Printed
from crosscut.text import LANGUAGES
from crosscut.workbench.complete import followed, reviewed
from crosscut.workbench.opening import open_run
from tests.site.conftest import BEFORE, NOW, Made, make
from tests.site.site_builder import MILLION, Programme, publish
from tests.site.site_data import value_of

PARTLY_TAGGED = """
title = { en = "One programme", ko = "" }
languages = ["en"]
currency = "EUR"
taxonomy = "eu-cta-2023"
stages = [{ id = "granted", role = "budget", name = { en = "Granted", ko = "선정" } }]

[[source]]
file = "sources/p.csv"
unit = "EUR"
stage = "granted"

[source.columns]
programme = "id"
name = "name"
ministry = "agency"
fiscal_year = "year"
amount = "amount"

[source.tags]
prefix = "tag_"
areas = { AI = "ai" }
"""


def page(made: Made, name: str) -> str:
    return (made.folder / name).read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One programme of one year in one area."""
    made = publish([Programme("P", "사업", "부처", "", {NOW: 100 * MILLION}, {"ai": 100 * MILLION})])
    return make(made, tmp_path_factory.mktemp("one") / "site")


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two years of programmes that no area holds."""
    held = {NOW: 100 * MILLION, BEFORE: 90 * MILLION}
    made = publish([Programme(f"P{place}", "사업", f"부처{place}", "", held, {}) for place in range(3)])
    return make(made, tmp_path_factory.mktemp("nowhere") / "site")


def test_areas_without_money_stand_in_one_line(one: Made) -> None:
    for name in ("ko/index.html", "ko/areas.html"):
        text = page(one, name)
        table = text[text.index('id="cap-areas"') :].partition("</tbody>")[0]
        assert table.count('<tr><th scope="row">') == 1
        assert text.count("금액 없음:") == 1


def test_what_is_not_counted_twice_is_said_once(one: Made) -> None:
    text = page(one, "ko/index.html")
    assert "중복이 없어" in text
    assert "세로선이" not in text
    assert 'id="heat"' not in text
    assert "막대 하나: 인공지능" in text
    assert "가장 작은 분야" not in text


def test_no_heading_stands_over_nothing(nowhere: Made) -> None:
    text = page(nowhere, "ko/index.html")
    assert 'id="changes"' not in text
    assert 'id="heat"' not in text
    assert not re.search(r"<h2[^>]*>[^<]*</h2>\s*</section>", text)


def test_no_line_parts_a_number_from_its_marks(two_years: Made) -> None:
    for name in ("ko/index.html", "en/index.html", "en/story.html", "ko/brief.html"):
        text = (two_years.folder / name).read_text(encoding="utf-8")
        said = re.sub(r'<span class="kept">.*?</span>', "", text)
        assert '<span class="kept">' in text
        assert not re.search(r'\(<button type="button" class="fig|</button>[,.)가-힣]', said), name


def test_no_line_parts_a_number_in_another_unit_from_its_particle(two_years: Made) -> None:
    shown = SiteViews(two_years.publication.public)
    writer = Writer(shown.totals, shown.directory, "ko", SitePictures(), Printed())
    button, name = Markup('<button type="button" class="fig">2조 원</button>'), Markup("<span>긴 이름</span>")
    text = writer.with_figures("title_plan", asked=name, amount=button)
    assert f'<span class="kept">{button}을</span>' in text
    assert text.count("kept") == 1
    alone = writer.with_figures("title_story_alone", total=button, programmes=button, count="32")
    assert '<span class="kept">32곳)의</span>' in alone


def test_a_long_name_between_marks_breaks_its_line(two_years: Made) -> None:
    for name in ("en/index.html", "en/story.html", "en/brief.html"):
        text = (two_years.folder / name).read_text(encoding="utf-8")
        for kept in re.findall(r'<span class="kept">(.*?)</span>', text):
            assert "data-figure" in kept, (name, kept)


def test_a_page_of_areas_and_ministries_begins_with_what_it_shows(two_years: Made) -> None:
    for name in ("areas", "ministries"):
        assert re.search(
            r'<p class="kicker">[^<]+</p>\s*<h1>[^<]*(<[^>]+>)*[^<]*<button', page(two_years, f"ko/{name}.html")
        )
    assert "이 분야의" in page(two_years, "ko/area-ai.html")


def test_money_that_nobody_looked_at_is_not_said_to_be_in_no_area(tmp_path: Path) -> None:
    held = {NOW: 100 * MILLION, BEFORE: 90 * MILLION}
    budget = publish([Programme("P", "사업", "부처", "", held, {})], blank_tags="unread")
    made = make(budget, tmp_path / "site")
    for name, said in (("ko", "분야를 아직 검토하지 않았습니다"), ("en", "Nobody has said yet which area")):
        text = (made.folder / name / "index.html").read_text(encoding="utf-8")
        assert said in text
        assert "검토된 금액" not in text
        assert "No area of" not in text


def test_data_that_rules_lack_are_named_in_words(decided: Made) -> None:
    lacking = (
        (decided.desk / "ko/review.html")
        .read_text(encoding="utf-8")
        .partition('id="not-run"')[2]
        .partition("</main>")[0]
    )
    assert "중기사업계획 금액" in lacking
    assert "<code>" not in lacking


def test_a_reason_in_both_languages_is_read_in_one(decided: Made) -> None:
    for language, said, other in (
        ("ko", "올해 시작하는 사업임.", "begins"),
        ("en", "It begins this year.", "시작하는"),
    ):
        for path in (decided.desk / language / "review.html", *(decided.desk / language).glob("review-*.html")):
            text = path.read_text(encoding="utf-8")
            assert other not in text, path
        assert said in (decided.desk / language / "review.html").read_text(encoding="utf-8")
    (listed,) = (row[9:] for row in value_of(decided.desk / "data/list-review.js")["rows"] if row[9])
    assert listed == ["올해 시작하는 사업임.", "It begins this year."]


def test_what_is_not_counted_twice_has_no_card_of_a_difference(one: Made, plain: Made) -> None:
    assert "중복 제거에 따른 차이" not in page(one, "ko/area-ai.html")
    assert "중복 제거에 따른 차이" in page(plain, "ko/area-ai.html")


def test_the_bar_of_the_total_names_its_parts_with_their_shares(hostile_site: Made, one: Made) -> None:
    for made, parts in ((hostile_site, 2), (one, 0)):
        text = (made.folder / "ko/index.html").read_text(encoding="utf-8")
        keys = re.findall(r'<li><span class="key part-[a-z0-9-]+"></span>([^<]+)<button[^>]*>([0-9.]+%)</button>', text)
        assert len(keys) >= parts
        assert len(set(keys)) == len(keys)


def test_tiles_of_areas_stand_in_place_of_a_table_that_repeats_them(two_years: Made) -> None:
    for name in ("ko/index.html", "ko/areas.html"):
        text = page(two_years, name)
        assert re.search(
            r'<details class="as-table"><summary>[^<]+</summary>(?:(?!</details>).)*id="cap-areas"', text, re.S
        )
        assert "bar-cell" not in text.partition('class="as-table"')[2].partition("</details>")[0]


def test_korean_words_in_english_pages_and_english_texts_in_korean_ones_say_their_language(two_years: Made) -> None:
    shown = SiteViews(two_years.publication)
    korean, english = (
        Writer(shown.totals, shown.directory, language, SitePictures(), Printed()) for language in ("ko", "en")
    )
    assert english.spoken("뇌 과학 <R&D> has KRW 3") == ('<span lang="ko">뇌 과학</span> &lt;R&amp;D&gt; has KRW 3')
    assert korean.spoken("Ministry of Finance") == '<span lang="en">Ministry of Finance</span>'
    assert korean.spoken("MSIT") == "MSIT"
    assert korean.spoken("뇌 science of all") == "뇌 science of all"


def test_what_no_area_holds_is_not_told_where_all_that_is_left_is_unread() -> None:
    made = publish(
        [
            Programme("P", "사업", "부처", "", {NOW: 100 * MILLION}, {"ai": 100 * MILLION}),
            Programme("Q", "사업", "부처", "", {NOW: 50 * MILLION}, {}),
        ],
        blank_tags="unread",
    )
    shown = SiteViews(made)
    writer = Writer(shown.totals, shown.directory, "en", SitePictures(), Printed())
    assert "–" not in writer.composition_alt()
    assert "was not looked at" in writer.composition_alt()


def test_the_interval_of_an_amount_stands_apart_and_reads_in_words(two_years: Made) -> None:
    style = (two_years.folder / "static/site.css").read_text(encoding="utf-8")
    assert ":is(td, th) .interval { display: block; }" in style
    told = {language: word("about", language, value="1", low="−2", high="−1") for language in LANGUAGES}
    assert told == {"en": "about 1 · −2 to −1", "ko": "약 1 · −2~−1"}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two years; one ministry, one of its committees and one area hold nothing in the second."""
    both, then = {NOW: 100 * MILLION, BEFORE: 90 * MILLION}, {BEFORE: 40 * MILLION}
    made = publish(
        [
            Programme("P", "사업", "과학기술정보통신부", "", both, {"ai": 100 * MILLION}),
            Programme("Q", "끝난 사업", "산림청", "", then, {"bio": 40 * MILLION}),
            Programme("R", "옮긴 사업", "과학기술정보통신부", "", {BEFORE: 7 * MILLION}, {"bio": 7 * MILLION}),
        ]
    )
    return make(made, tmp_path_factory.mktemp("ended") / "site")


def _changes(made: Made, name: str, table: str) -> tuple[list[int], int]:
    """The changes of a table's rows, and what its last row says of the whole."""
    text = page(made, name).partition(f'id="{table}"')[2].partition("</table>")[0]
    body, _, foot = text.partition("</tbody>")
    rows = [
        re.findall(r'<td class="num" data-label="[^"]*년[^"]*대비"><button[^>]*>([^<]*)<', part)
        for part in (body, foot)
    ]
    changes, whole = ([int(re.sub(r"[^\d-]", "", each.replace("−", "-")) or 0) for each in found] for found in rows)
    return changes, whole[-1]


@pytest.mark.parametrize(("name", "table"), [("ministries", "cap-ministries"), ("areas", "cap-areas")])
def test_what_ended_is_listed_so_that_changes_add_up(ended: Made, name: str, table: str) -> None:
    changes, whole = _changes(ended, f"ko/{name}.html", table)
    assert len(changes) == 2
    assert sum(changes) == whole < 0


def test_what_ended_is_told_where_it_held_money(ended: Made) -> None:
    ministries = page(ended, "ko/ministries.html")
    assert "산림청" in ministries
    assert "산림청</a>" not in ministries
    (own,) = SiteViews(ended.publication.public).totals.ministries.values()
    assert len(_changes(ended, f"ko/{own}.html", "cap-areas")[0]) == 2


def test_an_area_that_ended_lists_who_held_it_and_no_programme(ended: Made) -> None:
    text = page(ended, "ko/area-bio.html")
    assert "산림청" in text.partition('id="cap-ministries"')[2].partition("</table>")[0]
    assert 'id="programmes"' not in text


def test_addresses_and_names_of_files_break_behind_their_signs() -> None:
    address = "https://a.kr/en/20221028101, “x” <b>"
    assert broken_at_signs(address) == "https://<wbr>a.kr/<wbr>en/<wbr>20221028101, “x” &lt;b&gt;"
    told = Markup('<span lang="ko">자료</span>/p_12.csv')
    assert broken_at_signs(told) == '<span lang="ko">자료</span>/<wbr>p_<wbr>12.csv'


def test_a_review_that_puts_no_money_in_question_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "budget"
    (folder / "sources").mkdir(parents=True)
    (folder / "crosscut.toml").write_text(PARTLY_TAGGED, encoding="utf-8")
    (folder / "sources/p.csv").write_text("id,name,agency,year,amount,tag_AI\nP1,Models,Office,2024,1360,500\n")
    made = make(reviewed(followed(open_run(folder))), folder / "build" / "site")
    for name in ("en/index.html", "en/review.html"):
        text = (made.desk / name).read_text(encoding="utf-8")
        assert "What the review found puts no money in question (findings: 1)." in text
        assert "No one of these has most" not in text
    assert "None of these puts any money in question." in text
    assert "plan as an Excel workbook" not in (made.desk / "en/index.html").read_text(encoding="utf-8")


def test_findings_on_the_sources_call_programmes_and_areas_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "budget"
    (folder / "sources").mkdir(parents=True)
    (folder / "crosscut.toml").write_text(
        PARTLY_TAGGED.replace('AI = "ai"', 'AI = "ai", Q = "quantum"'), encoding="utf-8"
    )
    (folder / "sources/p.csv").write_text(
        "id,name,agency,year,amount,tag_AI,tag_Q\nP1,Models,Office,2024,1360,1000,900\n", encoding="utf-8"
    )
    made = make(reviewed(followed(open_run(folder))), folder / "build" / "site")
    said = "Models (2024 Granted): 2 tagged amounts add up to"
    for name in ("en/index.html", "en/findings.html", "data/findings.js"):
        text = (made.desk / name).read_text(encoding="utf-8")
        assert said in text
        assert "P1 (2024" not in text
