"""The charts of a publication as files: what they are, what they say, and what they cannot show."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest

from crosscut.exports.documents.content import Facts, Gallery
from crosscut.figures import Printed
from tests.charts.reading import SVG, chunks
from tests.publish.conftest import Example
from tests.site.site_builder import MILLION, Programme, publish

ASKED, NOW, BEFORE = (2026, "requested"), (2026, "reviewed"), (2025, "reviewed")


def index(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "charts.json").read_text(encoding="utf-8"))
    return found


class Staged(NamedTuple):
    """A gallery, the folder that it was written to, and the figures that it says it printed."""

    folder: Path
    gallery: Gallery
    printed: Printed


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """Two ministries, two years, two stages, and money tagged with two areas."""
    programmes = [
        Programme(
            "A",
            "하나",
            "가부",
            "",
            {BEFORE: 900_000 * MILLION, ASKED: 950_000 * MILLION, NOW: 800_000 * MILLION},
            {"ai": 500_000 * MILLION, "bio": 600_000 * MILLION},
        ),
        Programme(
            "B",
            "둘",
            "나부",
            "",
            {BEFORE: 300_000 * MILLION, ASKED: 310_000 * MILLION, NOW: 350_000 * MILLION},
            {"quantum": 300_000 * MILLION},
        ),
    ]
    gallery = Gallery(Facts(publish(programmes)))
    folder = tmp_path_factory.mktemp("staged") / "charts"
    return Staged(folder, gallery, gallery.write(folder))


def test_every_chart_is_there_in_both_languages_and_widths(staged: Staged) -> None:
    folder, gallery, _ = staged
    known = index(folder)
    assert [each["name"] for each in known["charts"]] == ["changes", "additional", "heat", "stages", "overlap"]
    assert [each["name"] for each in known["absent"]] == [each["name"] for each in gallery.absent] == ["flows"]
    named = (
        {
            name
            for each in known["charts"]
            for width in each["files"].values()
            for pair in width.values()
            for name in pair
        }
        | {each["data"] for each in known["charts"]}
        | {"charts.json"}
    )
    assert named == {path.name for path in folder.iterdir()}


def test_pictures_say_what_they_show(staged: Staged) -> None:
    folder = staged.folder
    for chart in index(folder)["charts"]:
        for widths in chart["files"].values():
            for language, (svg, png) in widths.items():
                title, text = chart["title"][language], chart["text"][language]
                root = ElementTree.fromstring((folder / svg).read_text(encoding="utf-8"))
                said = {each.attrib["id"]: each.text for each in root if "id" in each.attrib}
                assert root.attrib["role"] == "img"
                assert [said[each] for each in root.attrib["aria-labelledby"].split()] == [title, text]
                assert {each.tag for each in root} >= {f"{SVG}title", f"{SVG}desc"}
                texts = dict(
                    content.split(b"\0", 1) for kind, content in chunks((folder / png).read_bytes()) if kind == b"iTXt"
                )
                assert texts[b"Description"].endswith(f"{language}\0\0{text}".encode())
                assert texts[b"Title"].endswith(title.encode())


def test_no_picture_asks_for_anything(staged: Staged) -> None:
    for path in staged.folder.glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"https?://[^\"']+", text)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }
        assert "<script" not in text
        assert "url(" not in text.replace("url(#", "")


def test_every_number_that_a_chart_says_is_a_figure(staged: Staged) -> None:
    folder, gallery, _ = staged
    for chart in gallery.charts:
        known = {each.text for sketch in chart.sketches.values() for each in (*sketch.labels, *sketch.in_alt)}
        for sketch in chart.sketches.values():
            bare = sketch.alt.replace("2025", "").replace("2026", "")
            assert set(re.findall(r"[+−]?\d[\d,.]*\d", bare)) <= known, sketch.alt
        with (folder / f"{chart.name}.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["figure"]: int(row["value"]) for row in csv.DictReader(file)}
        assert rows == {figure.id: figure.value for figure in chart.figures}


def test_what_a_gallery_printed_is_what_its_files_name(staged: Staged) -> None:
    folder, gallery, printed = staged
    named = {figure for each in index(folder)["charts"] for figure in each["figures"]}
    parts = {part.id for chart in gallery.charts for figure in chart.figures for part in figure.of}
    assert {figure.id for figure in printed} == named | parts


def test_what_the_data_do_not_allow_is_said(korea: Example) -> None:
    known = index(korea.out / "charts")
    assert [each["name"] for each in known["charts"]] == ["changes", "additional", "heat", "stages", "flows-1"]
    assert {each["name"]: each["why"]["en"] for each in known["absent"]} == {
        "overlap": "No money is tagged with two areas.",
    }
    assert all(each["why"]["ko"] for each in known["absent"])
    assert known["run"] == korea.shown.id


def test_figures_of_charts_stand_in_figures_json(korea: Example) -> None:
    published = json.loads((korea.out / "figures.json").read_text(encoding="utf-8"))["figures"]
    shown = {figure for each in index(korea.out / "charts")["charts"] for figure in each["figures"]}
    assert shown <= {each["id"] for each in published}
