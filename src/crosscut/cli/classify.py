"""``crosscut classify``: texts of programmes become shares by area."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.attribution_words import say
from crosscut.cli.output import console, fatal_status, print_json, progress
from crosscut.errors import CrosscutError
from crosscut.text import Language, Text

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.classify.evaluation import EvaluationReport
    from crosscut.classify.files import Classified

_ERROR = 0.05
_MOST = 10


def classify(
    programmes: Annotated[Path, Parameter(name="PROGRAMMES")],
    /,
    *,
    taxonomy: str | None = None,
    decisions: Path | None = None,
    out: Path | None = None,
    evaluate: bool = False,
    error: float | None = None,
    language: Literal["ko", "en"] = "en",
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Propose which technology areas programmes belong to, and say how sure each proposal is.

    For example:

        crosscut classify korea --out proposals.csv

        crosscut classify programmes.csv --taxonomy kr-cet-2022 --out proposals.csv

        crosscut classify programmes.csv --taxonomy kr-cet-2022 --decisions decided.csv --out proposals.csv

        crosscut classify programmes.csv --taxonomy kr-cet-2022 --decisions decided.csv --evaluate

    Parameters
    ----------
    programmes
        A budget folder; or CSV or Parquet with programme, name, and any of text, ministry, committee, group.
    taxonomy
        A bundled taxonomy, such as kr-cet-2022; a folder has its own.
    decisions
        A folder has its own; for a file: CSV or Parquet with programme, area, numerator, denominator, and any of
        decided_by, decided_at, reason; the area outside means that no area holds it. The machine learns from them.
    out
        Where the proposals go: CSV, or Parquet where the name ends in .parquet.
    evaluate
        Write no proposals; say per area how good they are on decided programmes that the machine was not shown.
    error
        The share of wrong proposals to be borne among those that nobody reads: without it what the folder says, or
        0.05.
    language
        The language of the text, and of the labels in the column evidence: en or ko.
    format
        text or json.
    """
    from crosscut.classify import files as classifying
    from crosscut.workbench.opening import open_run
    from crosscut.workbench.output_files import refuse_ending, refuse_inputs

    if error is not None and not 0 < error < 1:
        raise CrosscutError(f"--error {error} is no share of wrong proposals", hint="Write 0.05 for 5 %")
    refuse_inputs(out, programmes if programmes.is_dir() else None, filter(None, [programmes, decisions]))
    refuse_ending(out, ".csv", ".parquet")
    if programmes.is_dir():
        _refuse_own(decisions)
        run = open_run(programmes, taxonomy=taxonomy)
        if evaluate:
            _print_evaluation(_evaluated(run), format, language)
        else:
            with progress(language) as step:
                done = classifying.classify_folder(run, _out(out), error=error, language=language, progress=step)
            _print_done(done, format, language)
        return fatal_status(run.findings, programmes)
    if taxonomy is None:
        raise CrosscutError("--taxonomy is missing", hint="Name the list of areas: --taxonomy kr-cet-2022")
    if evaluate:
        return _print_evaluation(_evaluated_file(programmes, taxonomy, decisions), format, language)
    borne = _ERROR if error is None else error
    with progress(language) as step:
        done = classifying.classify_files(
            programmes, taxonomy, decisions, _out(out), error=borne, language=language, progress=step
        )
    return _print_done(done, format, language)


def _out(out: Path | None) -> Path:
    if out is None:
        raise CrosscutError("--out is missing", hint="Name the file that the proposals go to: --out proposals.csv")
    return out


def _print_done(done: Classified, format: str, language: Language) -> int:  # noqa: A002
    if format == "json":
        not_there = list(done.not_there)
        print_json({"taxonomy": done.taxonomy, "out": str(done.out), "programmes": done.bands, "not_there": not_there})
        return 0
    text = console()
    counted = ", ".join(f"{count:,} {band}" for band, count in done.bands.items() if count) or say("none")
    text.print(say("wrote", out=done.out, counted=counted)[language], markup=False)
    if done.not_there:
        text.print(say("not there", named=_first(done.not_there))[language], markup=False)
    text.print(say("bands")[language], style="dim")
    return 0


def _first(programmes: Sequence[str]) -> Text:
    named = Text.same(", ".join(programmes[:_MOST]))
    return say("and more", named=named, count=len(programmes) - _MOST) if len(programmes) > _MOST else named


def _refuse_own(decisions: Path | None) -> None:
    if decisions is not None:
        raise CrosscutError(
            "--decisions and a budget folder do not go together",
            hint="The folder's own decisions/ are read; put the file there, or leave --decisions out",
        )


def _evaluated(run: Run) -> EvaluationReport:
    from crosscut.classify.programmes import evaluation

    with progress() as step:
        step("Learning five times")
        return evaluation(run)


def _evaluated_file(programmes: Path, taxonomy: str, decisions: Path | None) -> EvaluationReport:
    from crosscut.classify import files as classifying

    if decisions is None:
        raise CrosscutError("--evaluate needs --decisions", hint="Name the file of what people decided")
    with progress() as step:
        return classifying.evaluate_files(programmes, taxonomy, decisions, step)


def _print_evaluation(measured: EvaluationReport, format: str, language: Language) -> int:  # noqa: A002
    if format == "json":
        print_json(measured.to_json())
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("area", "true", "proposed", "precision", "recall", "f1", "calibration error", "money missed"):
        table.add_column(say(name)[language], justify="left" if name == "area" else "right")
    for row in measured.rows:
        missed = f"{row.missed / row.money:.1%}" if row.money else ""
        table.add_row(
            row.area,
            f"{row.true:,}",
            f"{row.proposed:,}",
            f"{row.precision:.3f}",
            f"{row.recall:.3f}",
            f"{row.f1:.3f}",
            f"{row.calibration:.3f}",
            missed,
        )
    text = console()
    text.print(table)
    said = say(
        "evaluated",
        texts=f"{measured.texts:,}",
        groups=f"{measured.groups:,}",
        micro=f"{measured.micro:.3f}",
        macro=f"{measured.macro:.3f}",
        with_outside=f"{measured.macro_with_outside:.3f}",
        calibration=f"{measured.calibration:.3f}",
        sure=f"{measured.sure:.1%}",
        money=f"{measured.sure_money:.1%}",
        right=f"{measured.sure_precision:.1%}",
    )
    text.print(said[language])
    return 0
