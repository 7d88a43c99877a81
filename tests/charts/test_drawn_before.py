"""A chart that was drawn before is not drawn again, and what would be drawn otherwise is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.exports import charts
from crosscut.exports.charts import PAGE, ChartLook, chart_fonts, drawn_before, worker
from crosscut.processes import processors

WORDS = dict.fromkeys(("axis", "unit", "tagged", "now", "before", "key", "cut"), "words")


class Drawing:
    """Draws what says how often it has drawn."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"\x89 picture %d" % self.times


def kept(task: str | bytes) -> bytes:
    """What a task asks for, kept for the next time."""
    return worker.draw(task, keeping=True)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "crosscut"


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Drawing:
    drawing = Drawing()
    monkeypatch.setattr(worker, "_drawn", lambda _kind, _given: drawing())
    return drawing


@pytest.fixture
def another_start() -> Callable[[], None]:
    drawn_before._drawn_by.cache_clear()
    return drawn_before._drawn_by.cache_clear


def test_the_same_chart_is_drawn_once(draw: Drawing) -> None:
    task = json.dumps(["png", {"mark": "bar"}])
    assert kept(task) == kept(task.encode()) == b"\x89 picture 1"
    assert kept(json.dumps(["svg", {"mark": "bar"}])) == b"\x89 picture 2"
    assert kept(json.dumps(["png", {"mark": "line"}])) == b"\x89 picture 3"
    assert draw.times == 3


def test_a_damaged_picture_is_drawn_anew(draw: Drawing, cache: Path) -> None:
    task = json.dumps(["png", {"mark": "bar"}])
    kept(task)
    (file,) = cache.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert kept(task) == kept(task) == b"\x89 picture 2"


def test_what_cannot_be_drawn_is_not_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_kind: str, _given: object) -> bytes:
        raise ValueError("no chart")

    monkeypatch.setattr(worker, "_drawn", fails)
    with pytest.raises(ValueError, match="no chart"):
        kept('["svg", {}]')
    assert not cache.exists() or not list(cache.iterdir())


def test_it_is_kept_where_that_is_asked_for_and_found_anyhow(draw: Drawing, cache: Path) -> None:
    assert worker.draw('["svg", {}]') == b"\x89 picture 1"
    assert not list(cache.glob("*"))
    assert kept('["svg", {}]') == worker.draw('["svg", {}]') == b"\x89 picture 2"


def test_what_is_kept_says_nothing_to_others(draw: Drawing, cache: Path) -> None:
    kept('["svg", {"amount": 123456}]')
    kept('["svg", {"amount": 123457}]')
    told = [file.read_bytes().partition(b"\n")[2] for file in cache.iterdir()]
    assert len({*told}) == 2
    assert not any(b"picture" in each or b"123" in each for each in told)


@pytest.mark.skipif(processors() < 2, reason="nothing is drawn apart")
@pytest.mark.draws
@pytest.mark.parametrize("keeping", [False, True])
def test_a_process_keeps_where_that_is_asked_for(keeping: bool, cache: Path) -> None:
    spec = charts.paired([charts.Bar("AI", 10**10, "100", "x")], ChartLook("en", 10**8, WORDS, PAGE))
    with charts.in_another_process(keeping=keeping):
        charts.ask(spec).result()
    assert len(list(cache.glob("picture-*"))) == keeping


@pytest.mark.parametrize("changed", ["fonts of charts", "no fonts of charts", "installed fonts", "library"])
def test_other_fonts_or_programs_draw_anew(
    changed: str, draw: Drawing, another_start: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> str:
        raise CrosscutError("no font", code="no-font")

    monkeypatch.setattr(drawn_before, "_FONTS", (str(tmp_path / "installed"),))
    kept('["svg", {}]')
    another_start()
    assert kept('["svg", {}]') == b"\x89 picture 1"
    another_start()
    if changed == "installed fonts":
        (tmp_path / "installed").mkdir()
    elif changed == "library":
        monkeypatch.setattr(drawn_before, "version", lambda _name: "0")
    else:
        monkeypatch.setattr(chart_fonts, "mark", none if changed.startswith("no") else lambda: "others")
    assert kept('["svg", {}]') == b"\x89 picture 2"
    another_start()
