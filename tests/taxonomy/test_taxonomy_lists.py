from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from crosscut import taxonomy
from crosscut.taxonomy import Area, Sub, Taxonomy, TaxonomyError
from crosscut.taxonomy.lists import CERTAINTIES, check
from crosscut.taxonomy.own import own

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COUNTS = {
    "kr-cet-2022": (12, 50),
    "kr-cet-2026": (10, 55),
    "us-cet-2024": (18, 122),
    "eu-cta-2023": (10, 42),
    "aspi-2024": (9, 64),
    "uk-2023": (5, 0),
    "nabs-2007": (14, 0),
}
every = pytest.mark.parametrize("version", [taxonomy.load(name) for name in taxonomy.names()], ids=lambda each: each.id)


def rows_of(version: Taxonomy) -> list[Area | Sub]:
    return [*version.areas, *(sub for area in version.areas for sub in area.subs)]


def test_the_bundled_lists_are_those_of_the_design() -> None:
    assert taxonomy.names() == tuple(COUNTS)


@every
def test_counts(version: Taxonomy) -> None:
    assert (len(version.areas), sum(len(area.subs) for area in version.areas)) == COUNTS[version.id]


@every
def test_every_row_has_provenance_and_certainty(version: Taxonomy) -> None:
    for row in [version, *rows_of(version)]:
        assert row.source
        assert row.certainty in CERTAINTIES
        assert not re.search(r"\d{6,}", re.sub(r"https?://\S+", "", row.source))
        assert (row.certainty == "unverified") == ("background" in row.source)


@every
def test_ids_are_unique_slugs(version: Taxonomy) -> None:
    ids = [row.id for row in rows_of(version)]
    assert len(ids) == len(set(ids))
    assert all(SLUG.fullmatch(each) for each in ids)
    assert "outside" not in ids


@every
def test_areas_are_named_in_both_languages_and_found_by_every_name(version: Taxonomy) -> None:
    for area in version.areas:
        assert re.search("[가-힣]|6G|^AI", area.ko)
        for name in (area.id, area.en, area.ko, area.en.upper(), f" {area.ko} ", *area.aliases):
            assert version.find(name) is area
        assert version.area(area.id) is area
        assert (area.name("ko"), area.name("en")) == (area.ko, area.en)


@every
def test_dates_are_days_and_notes_are_in_both_languages(version: Taxonomy) -> None:
    assert version.note.endswith(".")
    assert version.note_ko.endswith("다.")
    first = dt.date.fromisoformat(version.valid_from)
    assert not version.valid_to or dt.date.fromisoformat(version.valid_to) > first


def test_korean_versions_follow_one_another_and_name_every_sub_technology_in_korean() -> None:
    old, new = taxonomy.load("kr-cet-2022"), taxonomy.load("kr-cet-2026")
    assert dt.date.fromisoformat(new.valid_from) - dt.date.fromisoformat(old.valid_to) == dt.timedelta(days=1)
    assert all(sub.ko for version in (old, new) for area in version.areas for sub in area.subs)


def test_korean_2022_areas_have_the_ids_of_the_design() -> None:
    assert {area.id for area in taxonomy.load("kr-cet-2022").areas} == {
        "ai",
        "quantum",
        "semiconductors-displays",
        "secondary-batteries",
        "mobility",
        "nuclear",
        "bio",
        "aerospace-marine",
        "hydrogen",
        "cybersecurity",
        "communications",
        "robotics-manufacturing",
    }


def test_what_was_not_verified_stays_marked() -> None:
    version = taxonomy.load("kr-cet-2022")
    marked = {sub.ko for area in version.areas for sub in area.subs if sub.certainty == "unverified"}
    assert marked == {"전기·수소차", "유전자·세포 치료", "수소 저장·운송", "로봇 정밀제어·구동 부품·SW"}
    american = taxonomy.load("us-cet-2024")
    assert {sub.certainty for area in american.areas for sub in area.subs} == {"unverified"}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("인공지능", "ai"),
        ("AI", "ai"),
        ("Ａ Ｉ", "ai"),
        ("첨단바이오", "bio"),
        ("우주항공해양", "aerospace-marine"),
        ("반도체/디스플레이", "semiconductors-displays"),
        ("Semiconductors & displays", "semiconductors-displays"),
        ("첨단로봇제조", "robotics-manufacturing"),
        ("차세대통신", "communications"),
        ("차세대원자력", "nuclear"),
    ],
)
def test_find_recognises_the_names_of_sources(text: str, area: str) -> None:
    found = taxonomy.load("kr-cet-2022").find(text)
    assert found is not None
    assert found.id == area


@pytest.mark.parametrize("text", ["", "·", "반도체", "우주", "기초", "unknown"])
def test_find_does_not_guess(text: str) -> None:
    assert taxonomy.load("kr-cet-2022").find(text) is None


def test_unknown_ids_name_the_nearest() -> None:
    with pytest.raises(TaxonomyError, match=r"Did you mean 'us-cet-2024'"):
        taxonomy.load("us-cet-2023")
    with pytest.raises(TaxonomyError, match=r"Known are kr-cet-2022"):
        taxonomy.load("../lists")
    with pytest.raises(TaxonomyError, match=r"Did you mean 'quantum'"):
        taxonomy.load("kr-cet-2022").area("quantun")


def test_digest_depends_on_content_alone() -> None:
    digests = {taxonomy.load(name).digest for name in taxonomy.names()}
    assert len(digests) == len(COUNTS)
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in digests)
    area = Area("ai", "AI", "인공지능", (), "read", "here")
    assert (
        Taxonomy("t", "T", "티", "2022-01-01", "", (area,)).digest
        == Taxonomy("t", "T", "티", "2022-01-01", "", (area,)).digest
    )


def test_a_budget_may_add_areas() -> None:
    version = taxonomy.load("uk-2023")
    extra = Area("not-published", "Not published", "미공개", (), "read", "the budget")
    wider = version.extended([extra])
    assert wider.areas == (*version.areas, extra)
    assert wider.find("미공개") is extra
    assert wider.digest != version.digest
    for twice in ([Area("ai", "x", "x", (), "read", "y")], [extra, extra]):
        with pytest.raises(TaxonomyError, match="another id"):
            version.extended(twice)


@pytest.mark.parametrize(
    ("areas", "why"),
    [
        ([Area("A b", "x", "x", (), "read", "s")], "no slug"),
        ([Area("a", "x", "x", (), "sure", "s")], "needs a name, a source"),
        ([Area("a", "x", "x", (), "read", "")], "needs a name, a source"),
        ([Area("a", "x", "y", (), "read", "s"), Area("a", "z", "w", (), "read", "s")], "no slug of its own"),
        ([Area("a", "x", "y", (), "read", "s"), Area("b", "X ", "w", (), "read", "s")], "names 'a' and 'b'"),
    ],
)
def test_lists_that_do_not_hold_together(areas: list[Area], why: str) -> None:
    with pytest.raises(TaxonomyError, match=why):
        check(Taxonomy("t", "T", "티", "2022-01-01", "", tuple(areas)))


@pytest.mark.real
@pytest.mark.parametrize(
    ("file", "version", "key"),
    [
        ("kr_nst_2022_12x50.csv", "kr-cet-2022", "sub_name_local"),
        ("kr_nst_2026_10x55.csv", "kr-cet-2026", "sub_name_local"),
        ("us_cet_2024_18.csv", "us-cet-2024", "sub_name_en"),
        ("eu_cta_2023_10.csv", "eu-cta-2023", "sub_name_en"),
    ],
)
def test_nothing_was_lost_or_made_surer_on_the_way(shared: Path, file: str, version: str, key: str) -> None:
    with (shared / "taxonomies" / file).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    ours = [sub for area in taxonomy.load(version).areas for sub in area.subs]
    assert [sub.ko if key == "sub_name_local" else sub.en for sub in ours] == [row[key] for row in rows]
    for sub, row in zip(ours, rows, strict=True):
        if "unverified" in row["source"]:
            assert sub.certainty == "unverified"


@pytest.mark.real
def test_columns_of_the_korean_budget_are_recognised(shared: Path) -> None:
    with (shared / "data/kr_rnd_budget_2026/programmes_1236.csv").open(encoding="utf-8-sig") as lines:
        header = next(csv.reader(lines))
    version = taxonomy.load("kr-cet-2022")
    found = [version.find(name.removeprefix("st_")) for name in header if name.startswith("st_") and name != "st_total"]
    assert {area.id for area in found if area} == {area.id for area in version.areas}
    assert None not in found


@every
def test_the_page_on_taxonomies_states_the_counts(version: Taxonomy) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/taxonomies.md").read_text(encoding="utf-8")
    sure = [sum(row.certainty == each for row in rows_of(version)) for each in CERTAINTIES]
    force = f"{version.valid_from} to {version.valid_to}" if version.valid_to else f"from {version.valid_from}"
    cells = [f"`{version.id}`", version.en, force, *COUNTS[version.id], *sure]
    assert f"| {' | '.join(map(str, cells))} |" in page


def test_a_list_with_an_endless_cell_is_one_line() -> None:
    with pytest.raises(TaxonomyError, match="cannot be read as CSV"):
        own("area,en\n" + "x" * 200_000 + ",A\n", "taxonomies/own.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_an_own_list_may_part_its_cells_as_spreadsheets_of_its_country_do(separator):
    text = "area,sub,en,ko,aliases\nfood,,Food,,Ernährung\nfood,soil,Soil,,\n".replace(",", separator)
    made = own(text, "taxonomies/office.csv")
    assert [(area.id, area.aliases, [sub.id for sub in area.subs]) for area in made.areas] == [
        ("food", ("Ernährung",), ["soil"])
    ]


def test_an_own_list_whose_letters_were_lost_names_the_row():
    with pytest.raises(TaxonomyError, match=r"row 3: letters of this row .* Save the file as CSV UTF-8"):
        own("area,en\nfood,Food\nsoil,B\ufffdden\n", "taxonomies/office.csv")
