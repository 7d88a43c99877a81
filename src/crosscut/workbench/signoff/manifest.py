"""The manifest of a publication: what it was made from, by what, what was checked, and what it holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.digests import file_digest
from crosscut.errors import CrosscutError
from crosscut.figures.figure import FigureRecord
from crosscut.tables import digest
from crosscut.version import VERSION
from crosscut.views.publication import Publication
from crosscut.workbench.signoff.checks import Check
from crosscut.workbench.signoff.difference import Difference, Sentences


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


def write(
    shown: Publication,
    checks: Sequence[Check],
    changed: Difference | None,
    out: Path,
    *,
    despite: tuple[str, str] | None = None,
) -> None:
    """Write ``manifest.json``, last of all: it names the digest of every other file in ``out``.

    ``despite`` is who answers for the checks that did not hold, and the reason given.
    """
    files = sorted(path for path in out.rglob("*") if path.is_file())
    settings = shown.settings
    document: Manifest = {
        "title": settings.title.to_json(),
        "run": shown.id,
        "as_of": shown.book.context.as_of,
        "crosscut": VERSION,
        "taxonomy": {"id": shown.taxonomy.id, "digest": shown.taxonomy.digest},
        "counting": settings.counting,
        "period": shown.calendar.leading.where,
        "licence": settings.licence,
        "contact": settings.contact.to_json(),
        "office": settings.publication.office.to_json(),
        "date": settings.publication.date,
        "embargo": settings.publication.embargo.to_json(),
        "inputs": dict(shown.run.snapshot.files),
        "decisions": {"programmes": _decided(shown.shares), "shares": digest(shown.shares)},
        "corrections": sum(1 for each in shown.findings if each.rule == "corrected"),
        "lines": digest(shown.lines),
        "amounts": digest(shown.book.atoms.table()),
        "findings": dict(sorted(Counter(str(each.severity) for each in shown.findings).items())),
        "checks": [{"name": each.name, "passed": each.passed, "detail": each.detail} for each in checks],
        "despite": _despite(checks, despite),
        "difference": changed.to_json() if changed else None,
        "outputs": {path.relative_to(out).as_posix(): file_digest(path) for path in files},
    }
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _decided(shares: pa.Table) -> int:
    """How many programmes have their shares from a decision."""
    return len(shares.filter(pc.equal(shares["origin"], "decision"))["programme"].unique())


def _despite(checks: Sequence[Check], despite: tuple[str, str] | None) -> Answered | None:
    """The checks that did not hold, and who answers for them; None where all held."""
    unheld = [each.name for each in checks if not each.passed]
    return {"by": despite[0], "reason": despite[1], "checks": unheld} if despite and unheld else None
