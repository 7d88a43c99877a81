"""The manifest of a publication: what it was made from, by what, what was checked, and what it holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.digests import file_digest
from crosscut.exports.export import Check
from crosscut.tables import digest
from crosscut.version import VERSION
from crosscut.views.publication import Publication
from crosscut.workbench.signoff.difference import DifferenceText, headline_amounts
from crosscut.workbench.signoff.earlier import Answered, CheckRecord, EarlierManifest, SignatureRecord
from crosscut.workbench.signoff.signatures import Signature
from crosscut.workbench.signoff.versions import versions


def write(
    shown: Publication,
    checks: Sequence[Check],
    changed: DifferenceText | None,
    out: Path,
    *,
    despite: tuple[str, str] | None = None,
    signed: Sequence[Signature] = (),
) -> None:
    """Write ``manifest.json``, last of all: it names the digest of every other file in ``out``.

    ``despite`` is who answers for the checks that did not hold, and the reason given; ``signed`` is who signs it off.
    """
    files = sorted(path for path in out.rglob("*") if path.is_file())
    settings = shown.settings
    document: EarlierManifest = {
        "title": settings.title.to_json(),
        "run": shown.id,
        "as_of": shown.book.context.as_of,
        "checkpoint": shown.checkpoint,
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
        "checks": [_check(each) for each in checks],
        "despite": _despite(checks, despite),
        "difference": changed.to_json() if changed else None,
        "outputs": {path.relative_to(out).as_posix(): file_digest(path) for path in files},
        "versions": versions(shown.run.engine_name),
        "signatures": _names(signed),
        "headline": headline_amounts(shown),
    }
    if own := [each for each in shown.news if each.key.endswith(shown.id)]:
        document["news"] = {"ko": [each.ko for each in own[0].sentences], "en": [each.en for each in own[0].sentences]}
    if shown.demonstration:
        document["demonstration"] = True
    lines = out / "lines" / "lines.json"
    if lines.is_file() and (snapshot := json.loads(lines.read_text(encoding="utf-8")).get("iceberg")):
        document["iceberg"] = snapshot
    (out / "manifest.json").write_text(_printed(document), encoding="utf-8")


def with_signatures(text: str, signed: Sequence[Signature]) -> str:
    """A manifest that was prepared before anybody signed, with those who signed it off.

    Parameters
    ----------
    text
        ``manifest.json`` as :func:`write` wrote it.
    """
    document: EarlierManifest = json.loads(text)
    document["signatures"] = _names(signed)
    return _printed(document)


def signed_by(text: str) -> list[Signature]:
    """Who signed off a manifest."""
    document: EarlierManifest = json.loads(text)
    return [Signature(each["by"], each["role"]) for each in document["signatures"]]


def _names(signed: Sequence[Signature]) -> list[SignatureRecord]:
    return [{"by": each.by, "role": each.role} for each in signed]


def _printed(document: EarlierManifest) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _decided(shares: pa.Table) -> int:
    """How many programmes have their shares from a decision."""
    return len(shares.filter(pc.equal(shares["origin"], "decision"))["programme"].unique())


def _check(check: Check) -> CheckRecord:
    return {
        "name": check.name,
        "name_ko": check.title.ko,
        "passed": check.passed,
        "detail": check.detail,
        "detail_ko": check.outcome.ko,
    }


def _despite(checks: Sequence[Check], despite: tuple[str, str] | None) -> Answered | None:
    """The checks that did not hold, and who answers for them; None where all held."""
    unheld = [each.name for each in checks if not each.passed]
    return {"by": despite[0], "reason": despite[1], "checks": unheld} if despite and unheld else None
