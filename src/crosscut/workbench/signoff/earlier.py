"""What a manifest says, and an earlier publication by its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from crosscut.errors import CrosscutError
from crosscut.figures.figure import FigureRecord
from crosscut.wholefiles import read_whole


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
    """A check of the publication; older editions say it in English alone."""

    name: str
    name_ko: NotRequired[str]
    passed: bool
    detail: str
    detail_ko: NotRequired[str]


class Answered(TypedDict):
    """Who answers for checks that did not hold, and why."""

    by: str
    reason: str
    checks: list[str]


class SignatureRecord(TypedDict):
    """Who signed the publication off, and as what."""

    by: str
    role: str


class _EveryManifest(TypedDict):
    """What ``manifest.json`` has said in every edition."""

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


class EarlierManifest(_EveryManifest, total=False):
    """What ``manifest.json`` says; what is of its own here may be missing, and is where an older edition wrote it."""

    versions: dict[str, str]
    signatures: list[SignatureRecord]
    headline: list[FigureRecord]
    news: Sentences
    demonstration: bool
    iceberg: dict[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier publication: its manifest and its figures."""

    manifest: EarlierManifest
    figures: list[FigureRecord]


_NEEDED = frozenset({"kind", "of", "counting", "where", "value"})


def load(path: Path) -> Earlier:
    """An earlier publication, from its folder or its manifest.

    Raises
    ------
    CrosscutError
        where there is none.

    """
    file = path / "manifest.json" if path.is_dir() else path
    try:
        manifest = _manifest(json.loads(read_whole(file)))
        figures = _figures(json.loads(read_whole(file.parent / "figures.json")))
    except FileNotFoundError as error:
        raise CrosscutError(
            f"`previous` {path}: {error.filename} is not there",
            code="previous",
            hint="Name the folder of an earlier publication; manifest.json and figures.json stand in it.",
        ) from None
    except CrosscutError:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CrosscutError(f"`previous` {path}: is no publication of Crosscut ({error})", code="previous") from None
    return Earlier(manifest, figures)


def manifest_of(text: str) -> EarlierManifest | None:
    """A manifest as the ledger keeps it; None where it is of an edition that wrote others."""
    try:
        return _manifest(json.loads(text))
    except (ValueError, KeyError, TypeError):
        return None


def _manifest(document: object) -> EarlierManifest:
    """A document as a manifest; KeyError or TypeError where it is none."""
    if not isinstance(document, dict):
        raise TypeError("manifest.json is no manifest")
    lacking = EarlierManifest.__required_keys__ - document.keys()
    if lacking:
        raise KeyError(min(lacking))
    if not {"fiscal_year", "stage"} <= dict(document["period"]).keys() or "id" not in dict(document["taxonomy"]):
        raise KeyError("period")
    return cast("EarlierManifest", document)


def _figures(document: object) -> list[FigureRecord]:
    """A document as figures; KeyError or TypeError where it holds none."""
    figures = document["figures"] if isinstance(document, dict) else None
    if not isinstance(figures, list):
        raise TypeError("figures.json holds no figures")
    if not all(isinstance(each, dict) and each.keys() >= _NEEDED for each in figures):
        raise TypeError("figures.json holds what is no figure")
    return figures
