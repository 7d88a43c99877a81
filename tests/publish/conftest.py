"""One publication of the bundled example, with its documents as models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscut import examples
from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.model import KINDS, Document
from crosscut.text import LANGUAGES, Language
from crosscut.views.publication import Publication
from crosscut.workbench.complete import followed, reviewed
from crosscut.workbench.opening import open_run
from crosscut.workbench.publish import publish
from tests.read_once import budgets_read_once

__all__ = ["budgets_read_once"]


@dataclass(frozen=True)
class Example:
    """A folder, what was published of it, and its documents as models."""

    folder: Path
    out: Path
    shown: Publication
    facts: Facts
    documents: dict[tuple[str, Language], Document]


def documents(facts: Facts, languages: Iterable[Language] = LANGUAGES) -> dict[tuple[str, Language], Document]:
    return {(kind, each): write_document(facts, kind, each) for kind in KINDS for each in languages}


@pytest.fixture(scope="session")
def korea_facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """What the documents of the bundled example say, without a publication."""
    folder = tmp_path_factory.mktemp("korea") / "2024"
    examples.write("korea-2024", folder)
    return Facts(reviewed(followed(open_run(folder))))


@pytest.fixture(scope="session")
def korea(korea_facts: Facts) -> Example:
    shown = korea_facts.publication
    folder = shown.run.snapshot.folder
    out = folder.parent / "out"
    publish(folder, out)
    return Example(folder, out, shown, korea_facts, documents(korea_facts))
