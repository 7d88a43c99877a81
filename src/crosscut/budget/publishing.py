"""The publication of a budget folder: documents, workbook, open data and site from one set of figures, signed off."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosscut.budget.allocating import with_plan
from crosscut.budget.auditing import audit_files
from crosscut.budget.checks import parts_make_wholes
from crosscut.budget.inputs import Inputs, read, recorded
from crosscut.budget.reviewing import review_inputs
from crosscut.budget.street import publication
from crosscut.budget.telling import story
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.findings import has_fatal
from crosscut.progress import Progress, quiet
from crosscut.publish import charts, opendata, outputs, site, workbook
from crosscut.publish.documents.model import Document
from crosscut.publish.publication import Publication
from crosscut.publish.release import Facts, write_document
from crosscut.publish.signoff import checks, manifest
from crosscut.publish.signoff.checks import Check
from crosscut.publish.signoff.difference import Difference, difference
from crosscut.publish.text import LANGUAGES

FORMATS = ("pdf", "hwpx", "docx", "xlsx", "datapackage", "site")
"""What a publication may be made as; without a choice it is all of them."""


@dataclass(frozen=True)
class Published:
    """What a publication wrote; ``fatal`` says that the findings forbid handing it out."""

    out: Path
    run: str
    files: tuple[str, ...]
    checks: tuple[Check, ...]
    findings: dict[str, int]
    difference: Difference | None
    fatal: bool

    def to_json(self) -> dict[str, Any]:
        """The publication as one JSON document."""
        return {
            "out": str(self.out), "run": self.run, "files": list(self.files), "findings": self.findings,
            "checks": [{"name": each.name, "passed": each.passed, "detail": each.detail} for each in self.checks],
            "difference": self.difference.to_json() if self.difference else None,
        }  # fmt: skip


def formats(to: str) -> tuple[str, ...]:
    """The formats in ``pdf,hwpx``; all of them for an empty text.

    Raises
    ------
    CrosscutError
        for a format that does not exist.

    """
    asked = tuple(dict.fromkeys(part.strip() for part in to.split(",") if part.strip()))
    for each in asked:
        if each not in FORMATS:
            raise CrosscutError(
                f"--to {each!r} is not a format", hint=f"Use {', '.join(FORMATS)}.{did_you_mean(each, FORMATS)}"
            )
    return asked or FORMATS


@charts.apart()
def publish(
    folder: Path, out: Path | None = None, to: Sequence[str] = FORMATS, *, as_of: str | None = None,
    previous: Path | None = None, progress: Progress = quiet,
) -> Published:  # fmt: skip
    """Write a publication into ``out`` (``folder/publication``); nothing of it is ever written anywhere else.

    Parameters
    ----------
    as_of
        The moment of the ledger to publish; without it, the folder as it stands.
    previous
        An earlier publication, its folder or its manifest, to say the difference to.

    Raises
    ------
    CrosscutError
        where a check of the publication itself fails: then nothing is left in ``out``.

    """
    target = out or folder / "publication"
    earlier = manifest.load(previous) if previous else None
    inputs = recorded(folder, as_of) if as_of else read(folder, progress)
    shown = _complete(publication(inputs, progress=progress), inputs, progress)
    partial = target / ".partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        done, changed = _write(shown, inputs, partial, to=to, earlier=earlier, progress=progress)
        files = tuple(sorted(path.relative_to(partial).as_posix() for path in partial.rglob("*") if path.is_file()))
        _move(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    counts = Counter(str(finding.severity) for finding in shown.findings)
    return Published(target, shown.run, files, tuple(done), dict(counts), changed, has_fatal(shown.findings))


def _complete(shown: Publication, inputs: Inputs, progress: Progress) -> Publication:
    """A publication with its story, its plan and its review, as a build has them."""
    shown = with_plan(replace(shown, story=story(inputs, shown)), inputs, progress)
    return replace(shown, review=review_inputs(inputs, progress=progress))


def _write(
    shown: Publication, inputs: Inputs, out: Path, *, to: Sequence[str], earlier: manifest.Earlier | None,
    progress: Progress,
) -> tuple[list[Check], Difference | None]:  # fmt: skip
    parts_make_wholes(shown)
    done = [Check("parts and wholes", passed=True, detail="every partition adds up to the lines")]
    done.append(checks.control_totals(shown.findings))
    done += _documents(shown, inputs.folder, out, to, progress)
    done += _audited(out)
    if "xlsx" in to:
        progress("Writing the workbook")
        workbook.write(shown, out / "workbook.xlsx")
    if "site" in to:
        progress("Writing the site")
        site.write(shown, out / "site", progress)
    if "datapackage" in to:
        progress("Writing the open data")
        opendata.write(shown, inputs.tags, out / "datapackage")
    outputs.write_figures(shown, out / "figures.json")
    wrong = checks.failed(done)
    if wrong:
        said = "; ".join(f"{each.name}: {each.detail}" for each in wrong)
        raise CrosscutError(
            f"the publication fails its own checks: {said}", code="sign-off", hint="Nothing was published."
        )
    changed = difference(shown, earlier) if earlier else None
    manifest.write(shown, inputs.files, done, changed, out)
    return done, changed


def _documents(shown: Publication, folder: Path, out: Path, to: Sequence[str], progress: Progress) -> list[Check]:
    suffixes = [each for each in ("pdf", "hwpx", "docx") if each in to]
    if not suffixes:
        return []
    facts, done = Facts(shown), []
    templates = folder / shown.budget.publication.templates
    for kind in ("release", "report") if "pdf" in to else ("release",):
        progress(f"Writing the {kind}")
        made = {language: write_document(facts, kind, language, templates) for language in LANGUAGES}
        done.append(checks.same_figures(made["ko"], made["en"]))
        for document in made.values():
            written = suffixes if kind == "release" else ["pdf"]
            done.extend(_document(document, suffix, out) for suffix in written)
    return done


def _document(document: Document, suffix: str, out: Path) -> Check:
    from crosscut.publish.documents import rendering

    content = rendering.render(document, suffix)
    (out / f"{document.kind}.{document.language}.{suffix}").write_bytes(content)
    return checks.reads_back(document, suffix, content)


def _audited(out: Path) -> list[Check]:
    """The releases as Crosscut's own audit reads them: what it finds is said, and keeps nothing from being written."""
    done = []
    for path in sorted(out.glob("release.*.pdf")):
        fatal = [each for each in audit_files([path]).findings if each.severity == "fatal"]
        detail = "; ".join(each.message for each in fatal[:3]) or "nothing fatal"
        done.append(Check(f"{path.name} audited", not fatal, detail, blocks=False))
    return done


def _move(partial: Path, target: Path) -> None:
    for path in sorted(partial.iterdir()):
        place = target / path.name
        if place.is_dir():
            shutil.rmtree(place)
        path.replace(place)
