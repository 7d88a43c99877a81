"""Publications as rows and files stand in an office, without a job that writes one."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, insert

from crosscut.digests import bytes_digest
from crosscut.workspace.approval.publication_places import candidate, public
from crosscut.workspace.receipts import Signer, digest
from crosscut.workspace.schema.publishing_schema import PUBLICATION_STEPS, PUBLICATIONS
from tests.workspace.conftest import NOW

DOCUMENT, PAPER = "release.pdf", b"%PDF-1.7"
FIGURE = "f0123456789abcdef"
FIGURES = {
    "figures": [
        {
            "id": FIGURE,
            "kind": "sum",
            "counting": "partition",
            "taxonomy": "korea",
            "currency": "KRW",
            "as_of": "",
            "where": {"fiscal_year": 2024, "stage": "confirmed"},
            "value": 120_000_000_000,
            "whole": None,
            "low": None,
            "high": None,
            "of": [],
            "rows": ["a1"],
        }
    ]
}
MANIFEST = {
    **{key: {"ko": "예산", "en": "Budget"} for key in ("title", "contact", "office", "embargo")},
    **dict.fromkeys(("as_of", "licence", "date", "lines", "amounts", "counting"), "x"),
    "run": "r1",
    "checkpoint": "1:abc",
    "crosscut": "0",
    "taxonomy": {"id": "korea", "digest": "x"},
    "period": {"fiscal_year": 2024, "stage": "confirmed"},
    "inputs": {"crosscut.toml": "x"},
    "decisions": {"programmes": 0, "shares": "x"},
    "corrections": 0,
    "findings": {"warning": 2},
    "checks": [{"name": "findings", "passed": True, "detail": "none is fatal"}],
    "despite": None,
    "difference": None,
    "outputs": {DOCUMENT: bytes_digest(PAPER)},
}


def planned(connection: Connection, folder: Path, made_by: int, signer: Signer | None = None) -> int:
    """A publication that is prepared; with a signer it is signed and published as well."""
    values = {"title": "The budget", "made_by": made_by, "made_at": NOW}
    number = int(connection.execute(insert(PUBLICATIONS).values(**values).returning(PUBLICATIONS.c.id)).scalar_one())
    text = json.dumps(MANIFEST)
    steps = [("begun", "", "", ""), ("prepared", text, digest(text), "")]
    if signer is not None:
        steps += [("signed", "", digest(text), signer.receipt({"digest": digest(text)})), ("published", "", "x", "")]
    for kind, content, name, receipt in steps:
        row = {"publication": number, "kind": kind, "content": content, "digest": name, "receipt": receipt}
        connection.execute(insert(PUBLICATION_STEPS).values(**row, done_at=NOW))
    place = candidate(folder, number)
    place.mkdir(parents=True)
    (place / "manifest.json").write_text(text, encoding="utf-8")
    (place / DOCUMENT).write_bytes(PAPER)
    (place / "figures.json").write_text(json.dumps(FIGURES), encoding="utf-8")
    return number


def out(folder: Path) -> None:
    """Put out what the public reads: figures, and the manifest that names them."""
    place = public(folder)
    place.mkdir()
    (place / "figures.json").write_text(json.dumps(FIGURES), encoding="utf-8")
    manifest = {**MANIFEST, "outputs": {"figures.json": "x"}}
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
