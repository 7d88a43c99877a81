"""Charts are measured and drawn by fonts of their own, which are those of documents in another order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import vl_convert

from crosscut.digests import file_digest
from crosscut.exports import fonts, user_cache
from crosscut.exports.charts import chart_fonts
from crosscut.exports.charts.local_forms import without_local_forms
from crosscut.exports.charts.theme import FONT

_DRAW = "import sys; from crosscut.exports.charts.worker import draw; sys.stdout.buffer.write(draw(sys.argv[1]))"
_CHART = {
    "data": {"values": [{"name": "양자 컴퓨팅", "amount": 3}, {"name": "Quantum, 國防", "amount": 5}]},
    "mark": "bar",
    "width": 300,
    "autosize": {"type": "fit", "contains": "padding"},
    "encoding": {"y": {"field": "name", "type": "nominal"}, "x": {"field": "amount", "type": "quantitative"}},
    "config": {"font": FONT, "axis": {"labelFont": FONT, "titleFont": FONT}},
}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "crosscut"


def drawn(kind: str, cache: str) -> bytes:
    """A chart drawn in a process of its own, whose cache folder is that."""
    words = [sys.executable, "-c", _DRAW, json.dumps([kind, _CHART])]
    environment = {"XDG_CACHE_HOME": cache, "HOME": "/", "PYTHONPATH": ":".join(sys.path)}
    return subprocess.run(words, check=True, capture_output=True, env=environment).stdout


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_chart_is_the_same_at_each_start(kind: str, tmp_path: Path) -> None:
    first = drawn(kind, str(tmp_path / "first"))
    assert first == drawn(kind, str(tmp_path / "first")) == drawn(kind, str(tmp_path / "second"))
    assert chart_fonts.FAMILY.encode() not in first
    made = list((tmp_path / "first" / "crosscut").glob("fonts-*/*.otf"))
    assert sorted(each.name for each in made) == ["Bold.otf", "Regular.otf"]


def test_all_that_measuring_looks_into_stands_together(cache: Path) -> None:
    (folder,) = chart_fonts.folders()
    for style in ("Regular", "Bold"):
        (face,) = chart_fonts._faces_of(folder / f"{style}.otf")
        assert (face.name(1), face.name(2)) == (chart_fonts.FAMILY, style)
        order = sorted(face._places, key=lambda name: face._places[name][0])
        assert order.index("CFF ") >= len(order) - 2
        assert face._places["cmap"][0] < 1 << 18


def test_letters_are_those_of_documents(cache: Path) -> None:
    (folder,) = chart_fonts.folders()
    for style, source in chart_fonts._faces().items():
        (face,) = chart_fonts._faces_of(folder / f"{style}.otf")
        assert source.name(1) in fonts.FAMILIES
        for table in ("CFF ", "cmap", "hmtx", "GPOS", "head", "OS/2"):
            assert face._table(table) == source._table(table)


@pytest.mark.parametrize("text", ["과학기술, 技術", "office — Überprüfung", "ⓐ·「‥」", "ВБГД αβγ"])
def test_texts_are_drawn_as_with_the_fonts_of_documents(text: str, cache: Path) -> None:
    chart = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40"><text y="25" font-family="FONT">{text}</text></svg>'
    (own,) = chart_fonts.folders()
    (source,) = {face.name(1) for face in chart_fonts._faces().values()}
    for folder in (own, *fonts.folders()):
        vl_convert.register_font_directory(str(folder))
    pictures = {vl_convert.svg_to_png(chart.replace("FONT", family), 2) for family in (chart_fonts.FAMILY, source)}
    assert len(pictures) == 1


def test_what_named_languages_alone_reach_is_left_out(cache: Path) -> None:
    (folder,) = chart_fonts.folders()
    for style, source in chart_fonts._faces().items():
        (face,) = chart_fonts._faces_of(folder / f"{style}.otf")
        before, after = source._table("GSUB"), face._table("GSUB")
        assert len(before) == len(after)
        assert sum(a != b for a, b in zip(before, after, strict=True)) > 1


@pytest.mark.parametrize("content", [b"", b"\0\1\0\0\0\x0a\xff\xff\0\0", bytes(range(64))])
def test_damaged_substitutions_stay_as_they_are(content: bytes) -> None:
    assert without_local_forms(content) == content


def test_they_are_made_once_and_again_where_one_is_gone(cache: Path) -> None:
    (folder,) = chart_fonts.folders()
    before = {each.name: each.stat().st_ino for each in folder.iterdir()}
    assert chart_fonts.folders() == (folder,)
    assert before == {each.name: each.stat().st_ino for each in folder.iterdir()}
    (folder / "Bold.otf").unlink()
    chart_fonts.folders()
    assert before.keys() == {each.name for each in folder.iterdir()}


def test_they_are_read_whole_once_and_again_where_they_are_others(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder,) = chart_fonts.folders()
    read: list[str] = []
    monkeypatch.setattr(user_cache, "file_digest", lambda file: read.append(file.name) or file_digest(file))
    for _ in range(3):
        chart_fonts.folders()
    assert sorted(read) == ["Bold.otf", "Regular.otf"]
    (folder / "Bold.otf").write_bytes(b"no font")
    chart_fonts.folders()
    assert len((folder / "Bold.otf").read_bytes()) > len(b"no font")


def test_without_a_cache_they_are_those_of_documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert chart_fonts.folders() == fonts.folders()


def test_what_is_no_font_is_passed_over(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in (("a.otf", b""), ("b.ttc", b"ttcf"), ("c.otf", b"OTTO\0\xff"), ("d.otf", b"words")):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "e.otf").mkdir()
    known = fonts.folders()
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path, *known))
    assert sorted(chart_fonts._faces()) == ["Bold", "Regular"]
