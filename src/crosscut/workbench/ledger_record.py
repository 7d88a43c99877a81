"""What the ledger keeps of a publication, and the checkpoint that the publication prints."""

from __future__ import annotations

from pathlib import Path

from crosscut.budget import Run
from crosscut.budget.folder_ledger import open_ledger
from crosscut.budget.snapshot import record


def checkpoint_of(run: Run) -> str:
    """What names the ledger as of a run, which is recorded where it is of the folder as it stands."""
    snapshot = run.snapshot
    if not snapshot.as_of:
        record(snapshot)
    with open_ledger(snapshot.folder, snapshot.ledger, read_only=True) as store:
        return str(store.checkpoint(snapshot.reading or None) or "")


def record_publication(folder: Path, ledger: str, checkpoint: str, manifest: Path) -> None:
    """Keep the manifest of a publication in the ledger, with the checkpoint that it prints."""
    with open_ledger(folder, ledger) as store:
        store.publish(manifest.read_text(encoding="utf-8"), checkpoint)
