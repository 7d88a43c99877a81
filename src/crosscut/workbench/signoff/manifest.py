"""The manifest of a publication: what it was made from, by what, what was checked, and what it holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosscut.digests import file_digest
from crosscut.errors import CrosscutError
from crosscut.tables import digest
from crosscut.version import VERSION
from crosscut.views.publication import Publication
from crosscut.workbench.signoff.checks import Check
from crosscut.workbench.signoff.difference import Difference


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier publication: its manifest and its figures."""

    manifest: dict[str, Any]
    figures: list[dict[str, Any]]


def load(path: Path) -> Earlier:
    """An earlier publication, from its folder or its manifest.

    Raises
    ------
    CrosscutError
        where there is none.

    """
    file = path / "manifest.json" if path.is_dir() else path
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
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
    decided = [row for row in shown.shares.to_pylist() if row["origin"] == "decision"]
    settings = shown.settings
    document = {
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
        "decisions": {"programmes": len({row["programme"] for row in decided}), "shares": digest(shown.shares)},
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


def _despite(checks: Sequence[Check], despite: tuple[str, str] | None) -> dict[str, Any] | None:
    """The checks that did not hold, and who answers for them; None where all held."""
    unheld = [each.name for each in checks if not each.passed]
    return {"by": despite[0], "reason": despite[1], "checks": unheld} if despite and unheld else None
