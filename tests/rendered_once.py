"""Documents rendered once in a test run: dozens of tests publish the same example in every format."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crosscut.digests import text_digest
from crosscut.exports.documents import renderers
from crosscut.exports.documents.model import Document

RENDER = renderers.render
"""How a document becomes a file where nothing is kept."""


@contextmanager
def rendered_once(folder: Path) -> Iterator[None]:
    """Until the end, render no document that says the same as one whose file is kept in the folder."""
    folder.mkdir(parents=True, exist_ok=True)

    def remembered(document: Document, suffix: str) -> bytes:
        kept = folder / text_digest(json.dumps([suffix, document.to_json()]))
        if kept.exists():
            return kept.read_bytes()
        made = RENDER(document, suffix)
        written = kept.with_suffix(f".{os.getpid()}")
        written.write_bytes(made)
        written.replace(kept)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderers, "render", remembered)
        yield
