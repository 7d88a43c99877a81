"""``crosscut verify``: the ledger proved whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crosscut.cli.output import Format, console, print_json

if TYPE_CHECKING:
    from crosscut.ledger import Fault, Proof


def verify(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    against: str = "",
    format: Format = "text",  # noqa: A002
) -> int:
    """Read a budget's whole ledger and prove it, or name the first entry that is not as it was written.

    For example:

        crosscut verify demo

        crosscut verify demo --against published/manifest.json

    Parameters
    ----------
    folder
        The budget folder.
    against
        A checkpoint kept elsewhere, as a publication prints it (NUMBER:LINK), or the publication or its manifest.json:
        the ledger must hold that reading as it was, and all before it. Without one, an end that was cut off, or a
        ledger written anew, looks whole.
    format
        text or json.
    """
    from crosscut.workbench import verify as verifying

    name, proof = verifying.verify(folder, against)
    if format == "json":
        print_json(
            {
                "ledger": name,
                "whole": proof.whole,
                "readings": proof.readings,
                "publications": proof.publications,
                "checkpoint": str(proof.checkpoint or ""),
                "against": against,
                "faults": [_record(each) for each in proof.faults],
                "notices": [_record(each) for each in proof.notices],
            }
        )
    else:
        _print(name, proof, against)
    return int(not proof.whole)


def _record(fault: Fault) -> dict[str, str | int]:
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
