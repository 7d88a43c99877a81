"""A publication that was prepared and signed, put out byte for byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crosscut import config
from crosscut.digests import file_digest, file_sha256
from crosscut.errors import CrosscutError
from crosscut.progress import Progress, quiet
from crosscut.workbench import outputs
from crosscut.workbench.ledger_record import record_publication
from crosscut.workbench.signoff.manifest import with_signatures
from crosscut.workbench.signoff.signatures import Signature

if TYPE_CHECKING:
    from crosscut.workbench.signoff.earlier import EarlierManifest

MANIFEST = "manifest.json"


def release(
    folder: Path,
    prepared: Path,
    out: Path,
    *,
    digest: str,
    signed: Sequence[Signature],
    progress: Progress = quiet,
) -> int:
    """Put a prepared publication out into ``out``, which changes whole, in one step, or not at all; its files' number.

    The signatures go into its manifest; nothing else of it changes. The ledger keeps the manifest.

    Parameters
    ----------
    prepared
        The folder that :func:`crosscut.workbench.publish.publish` wrote as a rehearsal.
    digest
        What was signed: the SHA-256 of its manifest, which names the digest of every other file.

    Raises
    ------
    CrosscutError
        where what was prepared is not what was signed, or ``out`` cannot be written to.
    """
    with outputs.opened(out, folder, f"publish {folder}", progress) as output:
        progress("Copying what was signed")
        try:
            shutil.copytree(prepared, output.partial, dirs_exist_ok=True)
        except FileNotFoundError as error:
            raise _not_as_signed(f"{Path(error.filename).name} is gone") from None
        manifest = output.partial / MANIFEST
        document = _signed(output.partial, manifest, digest)
        manifest.write_text(with_signatures(manifest.read_text(encoding="utf-8"), signed), encoding="utf-8")
        output.replace()
        record_publication(folder, config.load(folder).ledger, document["checkpoint"], output.place / MANIFEST)
    return len(document["outputs"]) + 1


def _signed(copied: Path, manifest: Path, digest: str) -> EarlierManifest:
    """The manifest, where it and every file that it names are what was signed."""
    if not manifest.is_file() or file_sha256(manifest) != digest:
        raise _not_as_signed(f"{MANIFEST} says something else")
    document: EarlierManifest = json.loads(manifest.read_bytes())
    there = {path.relative_to(copied).as_posix() for path in copied.rglob("*") if path.is_file()} - {MANIFEST}
    named = document["outputs"]
    for name in sorted(there ^ named.keys()):
        raise _not_as_signed(f"{name} is gone" if name in named else f"{name} was added")
    for name, expected in named.items():
        if file_digest(copied / name) != expected:
            raise _not_as_signed(f"{name} has changed")
    return document


def _not_as_signed(why: str) -> CrosscutError:
    return CrosscutError(
        f"what was prepared is not what was signed: {why}",
        code="not-as-signed",
        hint="Nothing was published. Prepare the publication anew, and have it signed.",
    )
