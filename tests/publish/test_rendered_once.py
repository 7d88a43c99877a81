"""A document that is rendered once in a test run is what a rendering gives, and another document is rendered anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosscut.exports.documents import renderers
from crosscut.exports.documents.model import Document
from tests import rendered_once
from tests.publish.conftest import Example

RENDER = rendered_once.RENDER


def test_what_is_kept_is_what_is_rendered(korea: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, asked = korea.documents["brief", "en"], list[tuple[Document, str]]()
    other = replace(document, subtitles=())

    def rendering(given: Document, suffix: str) -> bytes:
        asked.append((given, suffix))
        return RENDER(given, suffix)

    monkeypatch.setattr(rendered_once, "RENDER", rendering)
    with rendered_once.rendered_once(tmp_path / "kept"):
        made = [renderers.render(each, suffix) for each in (document, other, document) for suffix in ("docx", "hwpx")]
    assert asked == [(each, suffix) for each in (document, other) for suffix in ("docx", "hwpx")]
    assert made[:2] == made[4:] == [RENDER(document, suffix) for suffix in ("docx", "hwpx")]
    assert made[0] != made[2]
