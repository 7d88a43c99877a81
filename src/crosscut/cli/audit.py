"""``crosscut audit``: which numbers of a document cannot be true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from crosscut.cli.output import console, fatal_status, print_json, progress, styled
from crosscut.errors import CrosscutError
from crosscut.wholefiles import write_whole

if TYPE_CHECKING:
    from crosscut.audit import Audit, PrintedFigure

_COLOURS = {"fatal": "bold red", "warning": "yellow", "info": "cyan"}


def audit(
    files: Annotated[list[Path], Parameter(name="FILE", negative=())],
    /,
    *,
    against: Annotated[Path | None, Parameter(name="--against")] = None,
    html: Path | None = None,
    format: Literal["text", "json"] = "text",  # noqa: A002
) -> int:
    """Find the numbers of published documents that cannot be true, and say why.

    For example:

        crosscut audit release.txt

        crosscut audit release.ko.hwpx release.en.pdf --against demo --html audit.html

    Parameters
    ----------
    files
        Documents (txt, md, html, pdf, docx, xlsx, hwpx); several are read together and must agree with each other.
    against
        A budget folder whose figures the documents must agree with.
    html
        Where to write one page with the text, its figures and the findings.
    format
        text or json.
    """
    from crosscut.audit.budget_side import amounts_of
    from crosscut.audit.documents_of import audit_files
    from crosscut.workbench.opening import open_run
    from crosscut.workbench.output_files import refuse_inputs

    refuse_inputs(html, against, files)
    if not files:
        raise CrosscutError("no document is named", hint="Write, for example, crosscut audit release.txt.")
    with progress() as step:
        run = open_run(against, progress=step) if against else None
        done = audit_files(files, amounts_of(run) if run else None, step)
    if html is not None:
        from crosscut.audit.report.page import page

        write_whole(html, page(done))
    if format == "json":
        print_json(done.to_json())
    else:
        _print(done)
    return max(fatal_status(run.findings, run.snapshot.folder) if run else 0, int(done.fatal))


def _print(done: Audit) -> None:
    out = console()
    figures = {figure.id: figure for figure in done.figures}
    texts = dict(done.texts)
    for finding in done.findings:
        line = texts[finding.document].count(chr(10), 0, finding.start) + 1
        place = f"{finding.document} {line}행" if done.korean else f"{finding.document}, line {line}"
        words = finding.message["ko" if done.korean else "en"]
        out.print(styled((finding.severity, _COLOURS[finding.severity]), f" {words}"), soft_wrap=True)
        out.print(styled((f"  {place}", "dim")), soft_wrap=True)
    if done.implied:
        out.print("\n말하지 않았지만 따라 나오는 것" if done.korean else "\nImplied", style="bold")
    for implied in done.implied:
        label = implied.label["ko" if done.korean else "en"]
        span = _range(implied.range, figures, implied.why, korean=done.korean)
        out.print(f"  {label}: {span}", soft_wrap=True)
    for words in _counted(done):
        out.print(words, style="bold")


def _counted(done: Audit) -> Iterator[str]:
    """How much was checked, and that nothing is wrong where nothing is."""
    counts = done.coverage
    if done.korean:
        yield (
            f"\n숫자 {counts.numbers}개 가운데 {counts.checked}개를 다른 숫자와 맞추어 확인함"
            f"(금액 {counts.amounts}개, 비율 {counts.percentages}개)."
        )
    else:
        yield (
            f"\n{counts.checked} of {counts.numbers} numbers checked against others "
            f"({counts.amounts} amounts, {counts.percentages} percentages)."
        )
    if not done.fatal:
        yield "틀린 것으로 드러난 숫자가 없음." if done.korean else "No number is shown to be wrong."


def _range(span: object, figures: dict[str, PrintedFigure], why: tuple[str, ...], *, korean: bool) -> str:
    from crosscut.audit import Interval
    from crosscut.audit.phrases import between

    assert isinstance(span, Interval)
    first = figures[why[0]] if why else None
    return between(span, "amount", first.currency if first else "", "ko" if korean else "en")
