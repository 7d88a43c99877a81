"""One publication of the bundled example, and one of a folder that tries to break pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscut import budget, examples
from crosscut.workbench import publish as publishing
from crosscut.exports.documents.model import Document
from crosscut.views.publication import Publication
from crosscut.exports.documents.content import Facts, write_document


@dataclass(frozen=True)
class Printed:
    """A folder, what was published of it, and its documents as models."""

    folder: Path
    out: Path
    shown: Publication
    facts: Facts
    documents: dict[tuple[str, str], Document]


def documents(facts: Facts) -> dict[tuple[str, str], Document]:
    kinds, languages = ("release", "report"), ("ko", "en")
    return {(kind, each): write_document(facts, kind, each) for kind in kinds for each in languages}


@pytest.fixture(scope="session")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("korea") / "2024"
    examples.write("korea-2024", folder)
    out = folder.parent / "out"
    publishing.publish(folder, out)
    shown = budget.open_publication(folder)
    facts = Facts(shown)
    return Printed(folder, out, shown, facts, documents(facts))
