"""``crosscut verify``: the ledger proved whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crosscut.cli.output import Format, console, print_json
from crosscut.errors import CrosscutError
from crosscut.ledger import Checkpoint
from crosscut.text import Language, Text
from crosscut.wholefiles import read_exact, read_text, read_whole

if TYPE_CHECKING:
    from crosscut.ledger import LedgerFault, Proof
    from crosscut.workspace.verification import Proved

WORKSPACE = "workspace "
"""What a checkpoint of the workspace's record begins with."""


def verify(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    against: str = "",
    filing: Path | None = None,
    format: Format = "text",  # noqa: A002
    language: Language = "en",
) -> int:
    """Read a budget's whole ledger and prove it, or name the first entry that is not as it was written.

    For example:

        crosscut verify demo

        crosscut verify demo --against published/manifest.json

        crosscut verify receipt-2025-00001.json --against key.pem

        crosscut verify bundle-2025-msit.zip --against key.pem

    Parameters
    ----------
    folder
        The budget folder; its workspace is proved with it, where it has one. Or a receipt, a bundle of a request, or
        the file that the page of a bundle saved, which are checked with the office's public key alone.
    against
        A checkpoint kept elsewhere, as a publication prints it (NUMBER:LINK), or the publication or its manifest.json:
        the ledger must hold that reading as it was, and all before it. Without one, an end that was cut off, or a
        ledger written anew, looks whole. "workspace NUMBER:LINK" is a checkpoint of the workspace's record, and so is
        the checkpoint.json that its page gives. Of a receipt or bundle, the office's public key.
    filing
        Of a receipt, what was filed, as it was downloaded.
    format
        text or json.
    language
        Of a receipt that is printed as text: en or ko.
    """
    if folder.is_file():
        from crosscut.workspace.bundles.bundle_files import is_bundle, is_saved_page

        content = read_whole(folder)
        if is_bundle(content) or is_saved_page(content):
            return _bundle(folder, content, against, format)
        return _receipt(folder, against, filing, format, language)
    from crosscut.workbench import verify as verifying
    from crosscut.workspace import verification

    of_workspace = _of_workspace(folder, against)
    name, proof = verifying.verify(folder, "" if of_workspace else against)
    proved = verification.prove(folder, of_workspace)
    if of_workspace and proved is None:
        raise CrosscutError("this budget has no workspace", code="checkpoint", hint="Name the folder that is served")
    if format == "json":
        print_json(
            {
                "ledger": name,
                "whole": proof.whole and not (proved and proved.faults),
                "readings": proof.readings,
                "publications": proof.publications,
                "checkpoint": str(proof.checkpoint or ""),
                "against": against,
                "faults": [_record(each) for each in (*proof.faults, *(proved.faults if proved else ()))],
                "notices": [_record(each) for each in proof.notices],
                "workspace": proved
                and {
                    "entries": proved.entries,
                    "filings": proved.filings,
                    "checkpoint": str(proved.checkpoint or ""),
                },
            }
        )
    else:
        _print(name, proof, against)
        if proved:
            _print_workspace(proved)
    return int(not proof.whole or bool(proved and proved.faults))


def _of_workspace(folder: Path, against: str) -> Checkpoint | None:
    """The checkpoint of the workspace's record that is meant: in words, or the file that its page gives."""
    from crosscut.workspace import receipts

    if against.startswith(WORKSPACE):
        return Checkpoint.parse(against.removeprefix(WORKSPACE))
    file = Path(against)
    if not against or not file.is_file():
        return None
    try:
        return receipts.point_of(read_exact(file), receipts.public_of(folder))
    except UnicodeDecodeError:
        return None


def _key(file: Path, key: str) -> str:
    """The office's public key.

    Raises
    ------
    CrosscutError
        where none is named.
    """
    if not key:
        raise CrosscutError(
            "what the office signed is checked with its public key",
            file=str(file),
            hint="Name it with --against: the key.pem of the office's workspace",
        )
    return read_text(Path(key))


def _bundle(file: Path, content: bytes, key: str, as_format: Format) -> int:
    """Check a bundle, or what its page saved; the workbook may have been worked on, nothing else."""
    from crosscut.workspace.bundles.bundle_files import WORKBOOK, opened

    found = opened(content, file.name, _key(file, key))
    worked = [name for name in found.changed if name == WORKBOOK]
    broken = [name for name in found.changed if name != WORKBOOK]
    fault = found.fault or (f"{', '.join(broken)}: not as it was handed out" if broken else "")
    if as_format == "json":
        print_json({"bundle": dict(found.facts), "valid": not fault, "fault": fault, "changed": list(found.changed)})
    elif fault:
        console().print(f"{file}: not valid: {fault}", soft_wrap=True)
    else:
        facts = found.facts
        said = f"bundle {found.mark} of {facts.get('ministry_name')}, {facts.get('title')}, made {facts.get('made_at')}"
        since = f"; worked on since: {', '.join((*worked, *found.saved))}" if worked or found.saved else ""
        console().print(f"{file}: valid: {said} for {facts.get('made_for')}{since}", soft_wrap=True)
    return int(bool(fault))


def _receipt(file: Path, key: str, filing: Path | None, as_format: Format, language: Language) -> int:
    """Check a receipt with the public key alone."""
    from crosscut.cli.receipt_text import verdict as told
    from crosscut.workspace.receipts import verify as verify_receipt

    verdict = verify_receipt(read_exact(file), _key(file, key), read_exact(filing) if filing else None)
    if as_format == "json":
        print_json({"receipt": dict(verdict.facts), "valid": not verdict.fault, "fault": verdict.fault})
    elif verdict.fault:
        invalid = Text("not valid", "유효하지 않음")[language]
        console().print(f"{file}: {invalid}: {verdict.fault}", soft_wrap=True)
    else:
        console().print(f"{file}: {told(verdict.facts)[language]}", soft_wrap=True)
    return int(bool(verdict.fault))


def _print_workspace(proved: Proved) -> None:
    say = console()
    for each in proved.faults[:10]:
        say.print(f"Not as written: {each.message.en}")
    if not proved.faults:
        say.print(f"Workspace: whole; entries: {proved.entries}, filings: {proved.filings}")
        if proved.checkpoint:
            say.print(f"Checkpoint {WORKSPACE}{proved.checkpoint}")


def _record(fault: LedgerFault) -> dict[str, str | int]:
    return {
        "code": fault.code,
        "reading": fault.reading,
        "message": fault.message.en,
        "message_ko": fault.message.ko,
    }


def _print(name: str, proof: Proof, against: str) -> None:
    say = console()
    for each in proof.notices:
        say.print(f"Note: {each.message.en}")
    if proof.faults:
        for each in proof.faults[:10]:
            say.print(f"Not as written: {each.message.en}")
        if len(proof.faults) > 10:
            say.print(f"… and {len(proof.faults) - 10} more (--format json has them all)")
        return
    agrees = ", as the checkpoint says" if against else ""
    counted = f"readings: {proof.readings}, publications: {proof.publications}"
    say.print(f"{name}: whole{agrees}; {counted}")
    if proof.checkpoint:
        say.print(f"Checkpoint {proof.checkpoint}")
