"""The publication of a budget folder: documents, workbook, open data and site from one set of figures, signed off."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypedDict

import pyarrow as pa

from crosscut.budget import Run, Snapshot
from crosscut.errors import CrosscutError
from crosscut.exports import charts, files
from crosscut.exports.export import Check
from crosscut.exports.registry import needs_rows, public_exports, publication_formats
from crosscut.figures import Printed
from crosscut.locks import budget_locked
from crosscut.progress import Progress, quiet
from crosscut.results import Answer
from crosscut.text import Text
from crosscut.views.publication import Publication
from crosscut.workbench import outputs
from crosscut.workbench.audits import Audits, Despite
from crosscut.workbench.complete import complete
from crosscut.workbench.ledger_record import checkpoint_of, record_publication
from crosscut.workbench.opening import open_run
from crosscut.workbench.signoff import checks, manifest
from crosscut.workbench.signoff.difference import DifferenceText, difference
from crosscut.workbench.signoff.earlier import Sentences
from crosscut.workbench.signoff.earlier import load as earlier_publication
from crosscut.workbench.signoff.links import whole_links
from crosscut.workbench.signoff.news import news
from crosscut.workbench.signoff.signatures import Signature
from crosscut.workbench.sums import parts_make_wholes


class TimedCheck(TypedDict):
    """A check, with the seconds that it took."""

    name: str
    passed: bool
    detail: str
    seconds: float


class PublishedRecord(TypedDict):
    """What ``crosscut publish --format json`` prints."""

    out: str
    run: str
    files: list[str]
    findings: dict[str, int]
    refused: bool
    checkpoint: str
    checks: list[TimedCheck]
    difference: Sentences | None


_WHOLE = Check(
    Text("parts and wholes", "부분과 전체의 합"),
    passed=True,
    outcome=Text("every partition adds up to the lines", "모든 구분의 합계가 전체와 같음"),
)
_WRITTEN = pa.schema([("what", pa.string()), ("name", pa.string()), ("held", pa.bool_()), ("detail", pa.string())])


@dataclass(frozen=True, repr=False)
class Published(Answer):
    """What a publication wrote; nothing where it is ``refused`` for checks that nobody answered for.

    ``aside`` are files of the former one that somebody had changed: the name of each, and the one that it has now.

    As a table: the checks that did not hold, the files, then the checks that held.
    """

    out: Path
    run: str
    files: tuple[str, ...]
    checks: tuple[Check, ...]
    findings: dict[str, int]
    difference: DifferenceText | None
    checkpoint: str = ""
    aside: Mapping[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> list[Check]:
        """The checks that did not hold."""
        return [each for each in self.checks if not each.passed]

    @property
    def refused(self) -> bool:
        """Whether nothing was written."""
        return not self.files

    def titled_table(self) -> tuple[str, pa.Table]:
        """What was written or why nothing was; a row a check or a file."""
        failed = len(self.failed)
        held = f"{len(self.checks) - failed:,} of {len(self.checks):,} checks hold"
        done = "Refused, nothing was written to" if self.refused else f"Published {len(self.files):,} files in"
        why = "".join(f"; {each.summary.en}" for each in self.failed)
        files = [{"what": "file", "name": name} for name in self.files]
        rows = [*map(_row, self.failed), *files, *(_row(each) for each in self.checks if each.passed)]
        return f"{done} {self.out}: {held}{why}", pa.Table.from_pylist(rows, schema=_WRITTEN)

    def to_json(self) -> PublishedRecord:
        """The publication as one JSON document."""
        return {
            "out": str(self.out),
            "run": self.run,
            "files": list(self.files),
            "findings": self.findings,
            "refused": self.refused,
            "checkpoint": self.checkpoint,
            "checks": [_timed(each) for each in self.checks],
            "difference": self.difference.to_json() if self.difference else None,
        }


def _row(check: Check) -> dict[str, str | bool]:
    return {"what": "check", "name": check.name, "held": check.passed, "detail": check.detail}


def _timed(check: Check) -> TimedCheck:
    return {
        "name": check.name,
        "passed": check.passed,
        "detail": check.detail,
        "seconds": round(check.seconds, 1),
    }


@charts.in_another_process()
def publish(
    folder: Path,
    out: Path | None = None,
    to: Sequence[str] = (),
    *,
    as_of: str | None = None,
    held: Run | None = None,
    previous: Path | None = None,
    despite: Despite | None = None,
    signed: Sequence[Signature] = (),
    rehearsal: bool = False,
    demonstration: bool = False,
    engine_name: str = "duckdb",
    progress: Progress = quiet,
) -> Published:
    """Write a publication into ``out`` (``folder/publication``), which changes whole, in one step, or not at all.

    The ledger keeps what was read and, once all is written, the manifest.

    Parameters
    ----------
    to
        The formats, as :func:`crosscut.exports.registry.chosen` reads them; without any, those of a publication.
    as_of
        The moment of the ledger to publish; without it, the folder as it stands.
    held
        The run that was asked before: the publication is of no other.
    previous
        An earlier publication, its folder or its manifest, to say the difference to.
    despite
        Who answers for findings, control totals or an own audit that forbid the publication; without it, such a
        publication is refused and ``out`` stays as it was.
    signed
        Who signs it off, for the manifest.
    rehearsal
        Everything is written and checked, and the ledger is told of no publication:
        :func:`crosscut.workbench.release.release` puts it out once it is signed.
    demonstration
        Whether people who are made up decided what it says: every page and document then says so.
    engine_name
        Where tables are computed and lines are written.

    Raises
    ------
    CrosscutError
        where a check of the publication itself fails, for which nobody can answer, or the folder is no longer what
        ``held`` was read from: then ``out`` stays as it was.

    """
    target = out or folder / "publication"
    earlier = earlier_publication(previous) if previous else None
    with outputs.opened(target, folder, f"publish {folder}", progress) as output:
        with _scratch(output.partial):
            formats = tuple(to) or publication_formats()
            run = _run(folder, as_of, held, progress, engine_name, traceable=needs_rows(formats))
            shown = complete(run, progress)
            counts = dict(Counter(str(finding.severity) for finding in shown.findings))
            parts_make_wholes(shown)
            done = [_WHOLE]
            done += [checks.control_totals(shown.findings), checks.nothing_fatal(shown.findings)]
            if checks.failed(done, excusable=True) and not despite:
                return Published(target, shown.id, (), tuple(done), counts, None)
            shown = replace(shown, formats=formats, checkpoint=checkpoint_of(shown.run), demonstration=demonstration)
            shown = replace(shown, news=news(shown), place=target.absolute())
            done += _written(shown, output.partial, progress)
            changed = difference(shown, earlier) if earlier else None
        _refuse_faults(done)
        if checks.failed(done, excusable=True) and not despite:
            return Published(target, shown.id, (), tuple(done), counts, None)
        answered = (despite.by, despite.reason) if despite else None
        manifest.write(shown, done, changed, output.partial, despite=answered, signed=signed)
        names = tuple(outputs.files_below(output.partial))
        aside = output.replace()
        if not rehearsal:
            snapshot = shown.run.snapshot
            record_publication(snapshot.folder, snapshot.ledger, shown.checkpoint, target / "manifest.json")
    return Published(target, shown.id, names, tuple(done), counts, changed, shown.checkpoint, aside)


@contextmanager
def _scratch(partial: Path) -> Iterator[None]:
    """What libraries write for a moment, in this process and those it starts, stands beside what is written."""
    former, before, scratch = tempfile.tempdir, os.environ.get("TMPDIR"), partial / ".scratch"
    scratch.mkdir()
    tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
    try:
        yield
    finally:
        tempfile.tempdir = former
        os.environ.pop("TMPDIR")
        os.environ.update({"TMPDIR": before} if before is not None else {})
        shutil.rmtree(scratch, ignore_errors=True)


def _run(
    folder: Path, as_of: str | None, held: Run | None, progress: Progress, engine_name: str, *, traceable: bool
) -> Run:
    """The run to publish, read anew, which must be the one that was asked before."""
    with budget_locked(folder, f"publish {folder}", progress, needed=False):
        run = open_run(folder, as_of, engine_name=engine_name, progress=progress, anew=True, traceable=traceable)
    if held is not None:
        _refuse_changed(held.snapshot, run.snapshot)
    return run


def _refuse_changed(held: Snapshot, now: Snapshot) -> None:
    """Refuse where what was read before is not what is read now."""
    changed = sorted({name for name, _ in {*held.files} ^ {*now.files}})
    if held.run == now.run and held.dispositions.equals(now.dispositions):
        return
    what = f"{changed[0]} is" if len(changed) == 1 else f"{len(changed):,} files are" if changed else "what it says is"
    raise CrosscutError(
        f"{now.folder} has changed since it was opened: {what} not what it was",
        code="changed",
        hint="Open it again with crosscut.Budget.open, look at it, and publish that",
    )


def _refuse_faults(done: Sequence[Check]) -> None:
    wrong = checks.failed(done, excusable=False)
    if wrong:
        said = "; ".join(each.summary.en for each in wrong)
        raise CrosscutError(
            f"the publication fails its own checks: {said}", code="sign-off", hint="Nothing was published."
        )


def _written(shown: Publication, out: Path, progress: Progress) -> list[Check]:
    """Every artefact written, read back and audited, the audits beside the writing of what comes next."""
    done, printed = list[Check](), Printed()
    with Audits() as audits:
        for export in public_exports():
            for artefact in export.artefacts(shown, out, shown.formats, progress):
                done.extend(artefact.checks)
                printed.take(artefact.printed)
                if artefact.audited:
                    audits.add(artefact.name, artefact.audited, artefact.pages or 1)
        files.write_figures(shown, printed, out / "figures.json")
        progress("Auditing what was written")
        return [*done, whole_links(out), *audits.checks()]
