"""What a manifest says, and an earlier publication by its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from crosscut.errors import CrosscutError
from crosscut.figures.figure import FigureRecord


class Sentences(TypedDict):
    """Sentences by language."""

    ko: list[str]
    en: list[str]


class TaxonomyMark(TypedDict):
    """A list of technologies with its digest."""

    id: str
    digest: str


class DecisionsMark(TypedDict):
    """How many programmes people decided on, and the digest of all shares."""

    programmes: int
    shares: str


class CheckRecord(TypedDict):
    """A check of the publication."""

    name: str
    passed: bool
    detail: str


class Answered(TypedDict):
    """Who answers for checks that did not hold, and why."""

    by: str
    reason: str
    checks: list[str]


class Manifest(TypedDict):
    """What ``manifest.json`` says."""

    title: dict[str, str]
    run: str
    as_of: str
    checkpoint: str
    crosscut: str
    taxonomy: TaxonomyMark
    counting: str
    period: dict[str, str | int]
    licence: str
    contact: dict[str, str]
    office: dict[str, str]
    date: str
    embargo: dict[str, str]
    inputs: dict[str, str]
    decisions: DecisionsMark
    corrections: int
    lines: str
    amounts: str
    findings: dict[str, int]
    checks: list[CheckRecord]
    despite: Answered | None
    difference: Sentences | None
    outputs: dict[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier publication: its manifest and its figures."""

    manifest: Manifest
    figures: list[FigureRecord]


def load(path: Path) -> Earlier:
    """An earlier publication, from its folder or its manifest.

    Raises
    ------
    CrosscutError
        where there is none.

    """
    file = path / "manifest.json" if path.is_dir() else path
    try:
        manifest: Manifest = json.loads(file.read_text(encoding="utf-8"))
        lacking = Manifest.__required_keys__ - manifest.keys()
        if lacking:
            raise KeyError(min(lacking))
        figures = json.loads((file.parent / "figures.json").read_text(encoding="utf-8"))["figures"]
    except FileNotFoundError as error:
        raise CrosscutError(
            f"--previous {path}: {error.filename} is not there",
            code="previous",
            hint="Name the folder of an earlier publication; manifest.json and figures.json stand in it.",
        ) from None
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CrosscutError(f"--previous {path}: is no publication of Crosscut ({error})", code="previous") from None
    return Earlier(manifest, figures)
