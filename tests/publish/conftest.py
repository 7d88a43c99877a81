"""One publication of the bundled example, with its documents as models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscut import examples
from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.model import KINDS, Document
from crosscut.text import LANGUAGES, Language
from crosscut.views.publication import Publication
from crosscut.workbench.complete import complete
from crosscut.workbench.opening import open_run
from crosscut.workbench.publish import publish


@dataclass(frozen=True)
class Example:
    """A folder, what was published of it, and its documents as models."""

    folder: Path
    out: Path
    shown: Publication
    facts: Facts
    documents: dict[tuple[str, Language], Document]


def documents(facts: Facts) -> dict[tuple[str, Language], Document]:
    return {(kind, each): write_document(facts, kind, each) for kind in KINDS for each in LANGUAGES}


@pytest.fixture(scope="session")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Example:
    folder = tmp_path_factory.mktemp("korea") / "2024"
    examples.write("korea-2024", folder)
    out = folder.parent / "out"
    publish(folder, out)
    shown = complete(open_run(folder))
    facts = Facts(shown)
    return Example(folder, out, shown, facts, documents(facts))
