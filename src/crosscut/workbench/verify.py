"""The ledger of a budget folder proved whole, or what of it is not as it was written."""

from __future__ import annotations

import json
from pathlib import Path

from crosscut import config
from crosscut.budget.folder_ledger import ledger_address, open_ledger
from crosscut.errors import CrosscutError
from crosscut.ledger import Checkpoint, LedgerMissingError, Proof, prove_absent

MANIFEST = "manifest.json"


def verify(folder: Path, against: str = "") -> tuple[str, Proof]:
    """Where the folder's ledger is, and what reading all of it finds.

    Parameters
    ----------
    against
        A checkpoint that was kept elsewhere, as ``NUMBER:LINK``; or a publication, its folder or its manifest, that
        prints one.

    Raises
    ------
    CrosscutError
        where the ledger does not exist, cannot be reached, or ``against`` names no checkpoint.

    """
    settings = config.load(folder)
    checkpoint = _checkpoint(against) if against else None
    name = (
        str(ledger_address(folder, settings.ledger))
        if "@" not in settings.ledger
        else settings.ledger.partition("@")[2]
    )
    try:
        with open_ledger(folder, settings.ledger, read_only=True, checked=False) as store:
            return name, store.prove(checkpoint)
    except LedgerMissingError:
        if checkpoint is None:
            raise
        return name, prove_absent(checkpoint)


def _checkpoint(against: str) -> Checkpoint:
    """The checkpoint of a text, of a manifest or of a publication's folder."""
    place = Path(against)
    try:
        file = place / MANIFEST if place.is_dir() else place
        if not file.is_file():
            return Checkpoint.parse(against)
        document = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        if isinstance(error, CrosscutError):
            raise
        raise CrosscutError("this is no manifest of a publication", code="checkpoint", file=against) from None
    stated = document.get("checkpoint") if isinstance(document, dict) else None
    if not isinstance(stated, str) or not stated:
        raise CrosscutError(
            "this manifest prints no checkpoint",
            code="checkpoint",
            file=str(file),
            hint="Publications print one from layout 5 of the ledger on; give the checkpoint as NUMBER:LINK",
        )
    return Checkpoint.parse(stated)
