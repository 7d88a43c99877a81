"""``crosscut audit``: which numbers of a document cannot be true."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from crosscut.cli.output import console, fatal_status, print_json, progress, styled
from crosscut.errors import CrosscutError
from crosscut.wholefiles import write_whole

if TYPE_CHECKING:
    from crosscut.audit import Audit, Figure

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
        place = f"{finding.document}, line {texts[finding.document].count(chr(10), 0, finding.start) + 1}"
        out.print(styled((finding.severity, _COLOURS[finding.severity]), f" {finding.message}"), soft_wrap=True)
        out.print(styled((f"  {place} · {finding.rule}", "dim")), soft_wrap=True)
    if done.implied:
        out.print("\nImplied", style="bold")
    for implied in done.implied:
        out.print(f"  {implied.label}: {_range(implied.range, figures, implied.why)}", soft_wrap=True)
    counts = done.coverage
    out.print(
        f"\n{counts.checked} of {counts.numbers} numbers checked against others "
        f"({counts.amounts} amounts, {counts.percentages} percentages).",
        style="bold",
    )
    if not done.fatal:
        out.print("No number is shown to be wrong.", style="bold")


def _range(span: object, figures: dict[str, Figure], why: tuple[str, ...]) -> str:
    from crosscut.audit import Interval
    from crosscut.audit.wording import between

    assert isinstance(span, Interval)
    first = figures[why[0]] if why else None
    return between(span, "amount", first.currency if first else "")
