"""A chart that was drawn before is not drawn again, and what would be drawn otherwise is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.exports.charts import chart_fonts, drawn_before, worker


class Drawing:
    """Draws what says how often it has drawn."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"\x89 picture %d" % self.times


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
    assert worker.draw(task) == worker.draw(task.encode()) == b"\x89 picture 1"
    assert worker.draw(json.dumps(["svg", {"mark": "bar"}])) == b"\x89 picture 2"
    assert worker.draw(json.dumps(["png", {"mark": "line"}])) == b"\x89 picture 3"
    assert draw.times == 3


def test_a_damaged_picture_is_drawn_anew(draw: Drawing, cache: Path) -> None:
    task = json.dumps(["png", {"mark": "bar"}])
    worker.draw(task)
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert worker.draw(task) == worker.draw(task) == b"\x89 picture 2"


def test_what_cannot_be_drawn_is_not_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_kind: str, _given: object) -> bytes:
        raise ValueError("no chart")

    monkeypatch.setattr(worker, "_drawn", fails)
    with pytest.raises(ValueError, match="no chart"):
        worker.draw('["svg", {}]')
    assert not cache.exists() or not list(cache.iterdir())


@pytest.mark.parametrize("changed", ["fonts of charts", "no fonts of charts", "installed fonts", "library"])
def test_other_fonts_or_programs_draw_anew(
    changed: str, draw: Drawing, another_start: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> str:
        raise CrosscutError("no font", code="no-font")

    monkeypatch.setattr(drawn_before, "_FONTS", (str(tmp_path / "installed"),))
    worker.draw('["svg", {}]')
    another_start()
    assert worker.draw('["svg", {}]') == b"\x89 picture 1"
    another_start()
    if changed == "installed fonts":
        (tmp_path / "installed").mkdir()
    elif changed == "library":
        monkeypatch.setattr(drawn_before, "version", lambda _name: "0")
    else:
        monkeypatch.setattr(chart_fonts, "mark", none if changed.startswith("no") else lambda: "others")
    assert worker.draw('["svg", {}]') == b"\x89 picture 2"
    another_start()
