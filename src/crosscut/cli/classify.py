"""``crosscut classify``: texts of programmes become shares by area."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from crosscut.cli.output import console, print_json, progress
from crosscut.errors import CrosscutError


def classify(
    programmes: Annotated[Path, Parameter(name="PROGRAMMES")],
    /,
    *,
    taxonomy: str,
    decisions: Path | None = None,
    out: Path | None = None,
    error: float = 0.05,
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Propose which technology areas programmes belong to, and say how sure each proposal is.

    For example:

        crosscut classify programmes.csv --taxonomy kr-cet-2022 --out proposals.csv

        crosscut classify programmes.csv --taxonomy kr-cet-2022 --decisions decided.csv --out proposals.csv

    Parameters
    ----------
    programmes
        CSV or Parquet with programme, name, and any of text, ministry, committee, group.
    taxonomy
        A bundled taxonomy, such as kr-cet-2022.
    decisions
        CSV or Parquet with programme, area, numerator, denominator, and any of decided_by, decided_at, reason; the
        area outside means that no area holds it. The machine learns from them.
    out
        Where the proposals go: CSV, or Parquet where the name ends in .parquet.
    error
        The share of wrong proposals to be borne among those that nobody reads.
    format
        text or json.
    """
    from crosscut.budget import classifying

    if out is None:
        raise CrosscutError("--out is missing", hint="Name the file that the proposals go to: --out proposals.csv")
    with progress() as step:
        done = classifying.classify_files(programmes, taxonomy, decisions, out, error=error, progress=step)
    if format == "json":
        print_json({"taxonomy": done.taxonomy, "out": str(done.out), "programmes": done.bands})
        return 0
    say = console()
    counted = ", ".join(f"{count:,} {band}" for band, count in done.bands.items() if count) or "none"
    say.print(f"Wrote proposals to {done.out}. Programmes: {counted}")
    say.print("look: a person should read it. accept and outside: sure enough to count unread.", style="dim")
    return 0
