"""Compiled templates are kept between runs, and what is kept never stands for another template."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from crosscut.digests import text_digest
from crosscut.exports.site import render


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "crosscut"


def rendered(monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    """The template of that text as a new process renders it."""
    monkeypatch.setattr(render._Compiled, "_code", {})
    environment = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=render._Compiled(), autoescape=True)
    return environment.get_template("a.html").render(amount=7)


def test_a_template_is_compiled_once_and_anew_when_it_changes(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [rendered(monkeypatch, "<p>{{ amount }}") for _ in range(2)] == ["<p>7"] * 2
    assert len(list(cache.iterdir())) == 1
    assert rendered(monkeypatch, "<b>{{ amount }}") == "<b>7"
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("left", ["", "no base64 at all", b64encode(b"of another program").decode()])
def test_what_is_no_compiled_template_is_made_anew(cache: Path, monkeypatch: pytest.MonkeyPatch, left: str) -> None:
    rendered(monkeypatch, "<p>{{ amount }}")
    (kept,) = cache.iterdir()
    kept.write_text(f"{text_digest(left)}\n{left}", encoding="utf-8")
    assert rendered(monkeypatch, "<p>{{ amount }}") == "<p>7"
