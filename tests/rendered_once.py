"""Documents rendered once in a test run: dozens of tests publish the same example in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crosscut.digests import bytes_digest, text_digest
from crosscut.exports.documents import renderers
from crosscut.exports.documents.model import Document
from tests.claimed import keep, made_once

RENDER = renderers.render
"""How a document becomes a file where nothing is kept."""


@contextmanager
def rendered_once(folder: Path) -> Iterator[None]:
    """Until the end, render no document that says the same as one whose file is kept in the folder."""
    folder.mkdir(parents=True, exist_ok=True)

    def remembered(document: Document, suffix: str) -> bytes:
        says = json.dumps([suffix, document.to_json()])

        def rendered() -> bytes:
            made = RENDER(document, suffix)
            keep_saying(made, says, folder)
            return made

        return made_once(folder / text_digest(says), rendered)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderers, "render", remembered)
        yield


def keep_saying(made: bytes, says: str, folder: Path) -> None:
    """Note what the document says that was rendered as these bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    keep(_saying(made, folder), says.encode())


def document_of(made: bytes, folder: Path) -> bytes:
    """What the document says that was rendered as these bytes; empty where no such file is kept in the folder."""
    kept = _saying(made, folder)
    return kept.read_bytes() if kept.exists() else b""


def _saying(made: bytes, folder: Path) -> Path:
    return folder / f"{bytes_digest(made)}-says"
