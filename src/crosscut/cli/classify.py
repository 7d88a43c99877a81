"""``crosscut classify``: texts of programmes become shares by area."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import console, print_json, progress
from crosscut.errors import CrosscutError


def classify(
    programmes: Annotated[Path, Parameter(name="PROGRAMMES")],
    /,
    *,
    taxonomy: str,
    decisions: Path | None = None,
    out: Path | None = None,
    evaluate: bool = False,
    error: float = 0.05,
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Propose which technology areas programmes belong to, and say how sure each proposal is.

    For example:

        crosscut classify programmes.csv --taxonomy kr-cet-2022 --out proposals.csv

        crosscut classify programmes.csv --taxonomy kr-cet-2022 --decisions decided.csv --out proposals.csv

        crosscut classify programmes.csv --taxonomy kr-cet-2022 --decisions decided.csv --evaluate

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
    evaluate
        Write no proposals; say per area how good they are on decided programmes that the machine was not shown.
    error
        The share of wrong proposals to be borne among those that nobody reads.
    format
        text or json.
    """
    from crosscut.classify import files as classifying

    if evaluate:
        return _evaluate(programmes, taxonomy, decisions, format)
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


def _evaluate(programmes: Path, taxonomy: str, decisions: Path | None, format: str) -> int:  # noqa: A002
    from crosscut.classify import files as classifying

    if decisions is None:
        raise CrosscutError("--evaluate needs --decisions", hint="Name the file of what people decided")
    with progress() as step:
        measured = classifying.evaluate_files(programmes, taxonomy, decisions, step)
    if format == "json":
        print_json(measured.to_json())
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("area", "true", "proposed", "precision", "recall", "F1", "calibration error", "money missed"):
        table.add_column(name, justify="left" if name == "area" else "right")
    for row in measured.rows:
        missed = f"{row.missed / row.money:.1%}" if row.money else ""
        table.add_row(
            row.area,
            f"{row.true:,}",
            f"{row.said:,}",
            f"{row.precision:.3f}",
            f"{row.recall:.3f}",
            f"{row.f1:.3f}",
            f"{row.calibration:.3f}",
            missed,
        )
    say = console()
    say.print(table)
    say.print(
        f"{measured.texts:,} decided programmes in {measured.groups:,} groups, never split. F1 micro "
        f"{measured.micro:.3f}, macro {measured.macro:.3f} over areas, {measured.macro_with_outside:.3f} with outside. "
        f"Calibration error {measured.calibration:.3f}. No reading needed: {measured.sure:.1%} of programmes, "
        f"{measured.sure_money:.1%} of the money, {measured.sure_precision:.1%} right."
    )
    return 0
