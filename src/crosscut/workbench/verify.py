"""The ledger of a budget folder proved whole, or what of it is not as it was written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from crosscut import config
from crosscut.budget.folder_ledger import ledger_address, open_ledger
from crosscut.errors import CrosscutError
from crosscut.ledger import Checkpoint, Ledger, LedgerError, LedgerMissingError, Proof, prove_absent
from crosscut.ledger.proof import LedgerFault
from crosscut.text import Text

MANIFEST = "manifest.json"
_UNRECORDED = LedgerFault(
    "publication",
    0,
    Text(
        "the ledger has not recorded this publication: its manifest was changed, its record erased, or it is another "
        "budget's",
        "원장에 이 발간본의 기록이 없습니다. 명세가 바뀌었거나 기록이 지워졌거나 다른 예산의 발간본입니다.",
    ),
)


def verify(folder: Path, against: str = "") -> tuple[str, Proof]:
    """Where the folder's ledger is, and what reading all of it finds.

    Parameters
    ----------
    against
        A checkpoint that was kept elsewhere, as ``NUMBER:LINK``; or a publication, its folder or its manifest, that
        prints one: the ledger must have recorded that very manifest, too.

    Raises
    ------
    CrosscutError
        where the ledger does not exist, cannot be reached, or ``against`` names no checkpoint.

    """
    settings = config.load(folder)
    manifest = _manifest(against)
    checkpoint = _checkpoint(manifest, against) if against else None
    name = (
        str(ledger_address(folder, settings.ledger))
        if "@" not in settings.ledger
        else settings.ledger.partition("@")[2]
    )
    try:
        with open_ledger(folder, settings.ledger, read_only=True, checked=False) as store:
            proof = store.prove(checkpoint)
            if manifest is None or _records(store, manifest, proof):
                return name, proof
            return name, replace(proof, faults=(*proof.faults, _UNRECORDED))
    except LedgerMissingError:
        if checkpoint is None:
            raise
        return name, prove_absent(checkpoint)


def _records(store: Ledger, manifest: str, proof: Proof) -> bool:
    """Whether a publication is recorded; one that cannot be looked for was named as a fault already."""
    try:
        return any(each.manifest == manifest for each in store.publications())
    except LedgerError:
        if proof.whole:
            raise
        return True


def _manifest(against: str) -> str | None:
    """The manifest of a publication or its folder; None where a checkpoint is named in words."""
    place = Path(against)
    try:
        file = place / MANIFEST if against and place.is_dir() else place
        return file.read_text(encoding="utf-8") if file.is_file() else None
    except (OSError, ValueError):
        raise _no_manifest(against) from None


def _checkpoint(manifest: str | None, against: str) -> Checkpoint:
    """The checkpoint that a manifest prints, or that stands in words."""
    if manifest is None:
        return Checkpoint.parse(against)
    try:
        document = json.loads(manifest)
    except (ValueError, RecursionError):
        raise _no_manifest(against) from None
    stated = document.get("checkpoint") if isinstance(document, dict) else None
    if not isinstance(stated, str) or not stated:
        raise CrosscutError(
            "this manifest prints no checkpoint",
            code="checkpoint",
            file=against,
            hint="Publications print one from layout 5 of the ledger on; give the checkpoint as NUMBER:LINK",
        )
    return Checkpoint.parse(stated)


def _no_manifest(against: str) -> CrosscutError:
    return CrosscutError("this is no manifest of a publication", code="checkpoint", file=against)
