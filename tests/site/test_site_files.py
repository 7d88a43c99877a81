"""What the site writes, read without a browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from crosscut.exports import site
from crosscut.exports.printed_figures import Printer
from crosscut.exports.site.figure_data import runs
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.words_of import percent
from crosscut.figures import kind_of
from crosscut.tables import row_id
from crosscut.text import LANGUAGES
from crosscut.views.totals import Totals
from tests.shortened import some
from tests.site.conftest import HOSTILE, Made, budget, make
from tests.site.site_builder import Programme, publish
from tests.site.site_data import SiteData, list_of, names_of, value_of

PAGES = ("index", "areas", "ministries", "programmes", "method", "data", "area-ai")


class Reader(HTMLParser):
    """Collects figures with their texts and classes, texts in cells without a figure, links, and tags."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[tuple[str, str, str]] = []
        self.bare: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: tuple[str, str] | None = None
        self._text = ""
        self._cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        self.links += [values[key] or "" for key in ("href", "src") if key in values]
        if values.get("data-figure"):
            self._open, self._text = (values["data-figure"] or "", values.get("class") or ""), ""
        if tag == "td":
            self._cell = "num" in (values.get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "button" and self._open:
            self.figures.append((*self._open, self._text))
            self._open = None
        if tag == "td":
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text += data
        elif self._cell and re.search(r"\d", data):
            self.bare.append(data)


def read(made: Made, page: str | Path) -> Reader:
    reader = Reader()
    reader.feed((made.folder / page).read_text(encoding="utf-8"))
    return reader


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["index", "areas", "area-ai", "ministries", "programmes"])
def test_every_number_of_a_table_is_a_figure_printed_as_its_value(two_years: Made, language: str, name: str) -> None:
    reader = read(two_years, f"{language}/{name}.html")
    assert len(reader.figures) > 20
    printed = two_years.printed
    printer = Printer(Totals(two_years.publication).rounding, language)  # type: ignore[arg-type]
    for figure, kind, text in reader.figures:
        change = bool({"up", "down", "even"} & set(kind.split()))
        assert text in {printer.text(printed[figure], long=long, change=change) for long in (False, True)}
    if name == "index":
        reader.bare = [text for text in reader.bare if text not in {"1", "60", "0"}]  # numbers of findings
    assert reader.bare == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_names_counting_taxonomy_stage_unit_rounding_and_run(two_years: Made, language: str) -> None:
    for name in ("index", "areas", "area-ai", "ministries", "programmes"):
        text = (two_years.folder / f"{language}/{name}.html").read_text(encoding="utf-8")
        tables = re.findall(r'<table class="figures', text)
        assert text.count('<div class="table-note">') == len(tables)
        assert text.count("kr-cet-2022") >= len(tables)
        assert text.count(two_years.publication.id) >= len(tables)


def test_both_languages_have_the_same_pages_and_every_link_leads_somewhere(plain: Made) -> None:
    for folder, pages in ((plain.folder, PAGES), (plain.desk, ("index", "findings"))):
        korean, english = ({path.name for path in (folder / each).iterdir()} for each in LANGUAGES)
        assert korean == english
        assert {f"{page}.html" for page in pages} <= korean
    for path in (path for path in plain.files if path.suffix == ".html"):
        for link in read(plain, path).links:
            target = (path.parent / link.split("#")[0]).resolve()
            download = target.parent == plain.folder.parent or target == plain.desk / "workbook.xlsx"
            assert link.startswith(("#", "data:")) or download or target.is_file(), (path, link)


def test_readers_are_led_nowhere_but_to_what_is_theirs(decided: Made) -> None:
    for path in (path for path in decided.files if path.suffix == ".html" and decided.folder in path.parents):
        for link in read(decided, path).links:
            target = (path.parent / link.split("#")[0]).resolve()
            assert decided.desk not in (target, *target.parents), (path, link)


def test_what_the_office_asks_and_plans_is_not_for_readers(decided: Made) -> None:
    """No reason of the plan, no finding and no message of the review stands in a file of the public edition."""
    shown = decided.publication
    said = {row["reason_ko"] for row in shown.plan.rows() if row["amount"] < row["requested"]}
    said |= {each.finding.message.ko for each in shown.review.findings}
    said |= {each.message.ko for each in shown.findings if each.message.ko}
    public = [path for path in decided.folder.rglob("*") if path.suffix in (".html", ".js")]
    desk = "".join(path.read_text(encoding="utf-8") for path in decided.desk.rglob("*.js"))
    assert len([text for text in said if text in desk]) > 10
    for path in public:
        text = path.read_text(encoding="utf-8")
        assert not [each for each in said if each in text], path
        assert "planned" not in text or path.parent.name == "static" or "words-" in path.name, path


def test_the_language_switch_keeps_the_page(plain: Made) -> None:
    for language, other in (("ko", "en"), ("en", "ko")):
        for page in PAGES:
            tags = read(plain, f"{language}/{page}.html").tags
            assert [values["href"] for tag, values in tags if "data-language" in values] == [f"../{other}/{page}.html"]


def test_nothing_runs_but_files_of_the_site(plain: Made, hostile_site: Made) -> None:
    for made in (plain, hostile_site):
        for path in (path for path in made.files if path.suffix == ".html"):
            for tag, values in read(made, path).tags:
                assert not [name for name in values if name.startswith("on") or name == "style"]
                if tag == "script" and values.get("type") != "application/json":
                    assert str(values["src"]).endswith(".js")
                assert not any((values.get(key) or "").startswith(("http:", "https:", "//")) for key in ("src", "href"))


def test_the_same_publication_gives_the_same_bytes_whatever_the_order_of_its_rows(plain: Made, tmp_path: Path) -> None:
    other = publish(list(reversed(budget())), plain.publication.findings, licence="KOGL type 1")
    again = make(other, tmp_path / "site")
    for path in plain.files:
        name = path.relative_to(plain.folder.parent)
        assert path.read_bytes() == (again.folder.parent / name).read_bytes(), name


def carried(made: Made) -> set[str]:
    """The ids that stand in pages, in charts, in lists, and in what readers divide."""
    texts = [path.read_text(encoding="utf-8") for path in made.files if path.suffix == ".html"]
    found = {each for text in texts for each in re.findall(r'(?:data-figure="|"figure":")([^"]+)"', text)}
    for path in (path for path in made.files if path.name.startswith("list-")):
        listed = value_of(path)
        rows = listed["rows"] if isinstance(listed, dict) else list_of(path)
        found |= {
            cell for row in rows for cell in row if isinstance(cell, str) and kind_of(cell) and not cell.isdigit()
        }
    for path in (path for path in made.files if path.name == "simulator.js"):
        found |= {each for kind in ("area", "ministry") for line in value_of(path)[kind] for each in line["figures"]}
    return found


def data_folders(made: Made) -> list[Path]:
    """The folders of the editions."""
    return sorted({path.parents[1] for path in made.files if path.name == "shapes.js"})


@pytest.mark.parametrize("name", ["plain", "two_years", "unread", "hostile_site", "decided"])
def test_what_is_printed_is_what_pages_charts_and_lists_carry(name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(name)
    shown = carried(made)
    parts = {part.id for figure in made.printed for part in figure.of}
    assert {figure.id for figure in made.printed} == shown | parts
    told = {figure for folder in data_folders(made) for figure in SiteData(folder).figures}
    assert told == {figure.id for figure in made.printed}


@pytest.mark.slow
@pytest.mark.parametrize("name", some(["plain", "two_years", "unread", "hostile_site", "decided"], 2))
def test_a_figure_s_data_say_what_it_is_and_lead_to_its_rows(name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(name)
    book = made.publication.book
    for told, figure in [
        (each, made.printed[key]) for each in map(SiteData, data_folders(made)) for key in each.figures
    ]:
        data = told.figures[figure.id]
        assert (data["kind"], data["counting"], data["where"]) == (figure.kind, figure.counting, dict(figure.where))
        assert int(data["value"]) == figure.value
        named = [told.programmes[data["programme"]]] if "programme" in data else []
        assert named == [value for key, value in figure.where if key == "programme"]
        assert data.get("of", []) == [each.id for each in figure.of]
        rows = {row: times for row, times in told.rows(figure.id).items() if times}
        signed = Counter[str]()
        for row, sign in book.rows(figure):
            signed[row] += sign
        assert rows == {row: times for row, times in signed.items() if times}
        if figure.kind == "ratio" and figure.whole:
            part, whole = map(int, data.get("shown", (data["value"], data["whole"])))
            assert percent(part, whole) == percent(*Totals(made.publication).rounding.ratio(figure))
        if figure.kind == "sum":
            assert sum(told.amount(row) * times for row, times in rows.items()) == figure.value


def test_a_share_that_is_printed_of_rounded_amounts_says_so_where_it_is_opened(tmp_path: Path) -> None:
    held = {"ai": 129_290, "bio": 96_178, "quantum": 79_580, "hydrogen": 65_979, "mobility": 46_196}
    programmes = [
        Programme(f"P{area}", area, "부처", "", {(2026, "reviewed"): amount * 10**6}, {area: amount * 10**6})
        for area, amount in held.items()
    ]
    made = publish(programmes)
    site.write(made.public, tmp_path)
    found = [each for each in SiteData(tmp_path).figures.values() if "shown" in each]
    shown = Totals(made.public).rounding
    assert found
    for each in found:
        assert percent(*map(int, each["shown"])) != percent(int(each["value"]), int(each["whole"]))
        assert all(int(amount) % shown.grain == 0 for amount in each["shown"])


def test_no_row_stands_in_a_site_that_no_number_rests_on(two_years: Made) -> None:
    told = SiteData(two_years.folder)
    held = {row for path in two_years.files if path.name.startswith("rows-") for row in value_of(path)["id"].split()}
    assert held == {row for figure in told.figures for row in told.rows(figure)}
    assert len(held) < two_years.publication.book.traced.num_rows


def test_hostile_names_cannot_leave_a_script(hostile_site: Made) -> None:
    for path in hostile_site.files:
        if path.suffix != ".png" and path.parent.name != "static":
            text = path.read_text(encoding="utf-8")
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert "<i>Title" not in text
    for path in (hostile_site.folder / "data").glob("names*.js"):
        assert "<" not in path.read_text(encoding="utf-8")
    assert {programme[1] for programme in names_of(hostile_site.folder)["programmes"]} == set(HOSTILE)


@pytest.mark.slow
def test_inexact_amounts_show_their_interval(hostile_site: Made) -> None:
    text = (hostile_site.folder / "en/method.html").read_text(encoding="utf-8")
    assert "about 100" in text
    korean = read(hostile_site, "ko/programmes.html")
    assert any(text.startswith("약 100 · ") for _, _, text in korean.figures)


def test_a_budget_of_one_period_says_once_that_there_is_nothing_to_compare_and_nothing_of_changes(plain: Made) -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (plain.folder / "en").glob("*.html")}
    assert [name for name, text in pages.items() if "There is no earlier year" in text] == ["index"]
    assert "changes" not in pages
    assert not [name for name, text in pages.items() if "a change is" in text or 'total-card change"' in text]


def test_overlap_is_never_totalled(plain: Made) -> None:
    for figure in plain.printed:
        if figure.counting == "overlap" and not figure.of:
            assert dict(figure.where).get("area", "inside") != "inside"


def test_a_synthetic_budget_says_so_on_every_page(two_years: Made, plain: Made) -> None:
    for path in two_years.files:
        if path.suffix == ".html":
            word = "가상자료" if path.parent.name in ("ko", "site", "desk") else "SYNTHETIC"
            assert word in path.read_text(encoding="utf-8")
    assert "SYNTHETIC" not in (plain.folder / "en/index.html").read_text(encoding="utf-8")


def test_what_made_up_people_decided_says_so_on_every_page(plain: Made, tmp_path: Path) -> None:
    shown = replace(publish([Programme("P1", "사업", "", "", {(2026, "reviewed"): 100})]), demonstration=True)
    site.write(shown.public, tmp_path)
    for path in tmp_path.rglob("*.html"):
        assert ("made up" if path.parent.name == "en" else "가상의 인물") in path.read_text(encoding="utf-8")
    assert "made up" not in (plain.folder / "en/index.html").read_text(encoding="utf-8")


def test_an_empty_budget_still_makes_its_pages(tmp_path: Path) -> None:
    nothing = publish([Programme("P1", "없음", "", "", {(2026, "reviewed"): 0})])
    site.write(nothing.public, tmp_path)
    assert (tmp_path / "en/area-ai.html").is_file()


APART = {"ko": ("그 외", "미분류"), "en": ("Outside the taxonomy", "Not looked at")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_that_nobody_looked_at_stands_beside_what_is_outside(unread: Made, language: str) -> None:
    for name in ("index", "areas", f"ministry-{row_id('부처0')[:8]}"):
        text = (unread.folder / f"{language}/{name}.html").read_text(encoding="utf-8")
        for foot in re.findall(r"<tfoot>.*?</tfoot>", text, re.DOTALL):
            heads = re.findall(r'<th scope="row">([^<]*)</th><td class="num">(?:<button[^>]*"(\w+)">)', foot)
            if len(heads) < 2:
                continue
            assert tuple(head for head, _ in heads[1:3]) == APART[language]
            *parts, whole = (unread.printed[figure].value for _, figure in heads)
            assert sum(parts) == whole
    overview = (unread.folder / f"{language}/index.html").read_text(encoding="utf-8")
    assert f'<span class="key"></span>{APART[language][1]}</p>' in overview
    assert "part-unread" in overview
    heads = re.search(r'<table class="figures heat">.*?</thead>', overview, re.DOTALL)
    assert heads is not None
    assert [text for text in re.findall(r">([^<>]+)</span></th>", heads[0]) if text in APART[language]] == [
        *APART[language]
    ]


def test_a_list_says_which_programmes_nobody_looked_at(unread: Made) -> None:
    names = names_of(unread.folder)
    assert names["areas"][-1] == ["unread", "미분류", "Not looked at"]
    told = {row[0] for row in names["programmes"] if row[7:]}
    assert told == {f"P{place:03d}" for place in range(0, 200, 5)}
    listed = (unread.folder / "en/programmes.html").read_text(encoding="utf-8")
    assert '<td class="wide-only"><span class="quiet">Not looked at</span></td>' in listed


def test_a_budget_that_was_read_whole_speaks_of_nothing_unread(two_years: Made) -> None:
    for path in two_years.files:
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            assert not [word for word in ("미분류", "looked at", "unread") if word in text], path
    assert "unread" not in (two_years.folder / "data/names.js").read_text(encoding="utf-8")


def test_runs_of_numbers_are_short() -> None:
    assert runs([5, 0, 1, 2, 9, 8]) == "0-2 3 3-1"
    assert runs([]) == ""


def test_under_coefficients_areas_have_no_total_and_the_budget_keeps_its_own(tmp_path: Path) -> None:
    printed = site.write(publish(budget(), counting="coefficient").public, tmp_path)
    text = (tmp_path / "en/areas.html").read_text(encoding="utf-8")
    assert "<tfoot>" not in text
    assert "coefficient" in text
    hero = re.search(r'total-card main.*?data-figure="(\w+)"', (tmp_path / "en/index.html").read_text(), re.S)
    assert hero is not None
    assert printed[hero.group(1)].counting == "partition"


def test_a_site_writes_what_holds_no_chart_as_it_is_made(tmp_path: Path) -> None:
    written, there = site._Written(tmp_path, SitePictures()), list[bool]()

    def made() -> Iterator[tuple[str, str]]:
        yield "ko/first.html", "one"
        there.append((tmp_path / "ko" / "first.html").exists())
        yield "ko/second.html", "<!--chart drawn ko-->"
        there.append((tmp_path / "ko" / "second.html").exists())

    written.take(made())
    assert there == [True, False]
