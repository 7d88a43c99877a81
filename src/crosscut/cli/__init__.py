"""The command line: one module per command (DESIGN §7)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, Parameter
from rich.console import Console

from crosscut.cli import (
    allocate,
    audit,
    build,
    check,
    classify,
    diff,
    estimate,
    init,
    links,
    publish,
    review,
    sample,
    show,
    trace,
    verify,
)
from crosscut.cli.output import asked_for_json, complain, refuse
from crosscut.cli.streams import own_output
from crosscut.cli.unforeseen import unforeseen
from crosscut.errors import CrosscutError
from crosscut.version import VERSION

EPILOGUE = """\
Begin with an example:

    crosscut init demo --example korea-2024
    crosscut build demo

Exit status: 0 done; 1 done, and something fatal was found; 2 wrong use or unreadable input.
"""

app = App(
    name="crosscut",
    help="The workbench of an R&D budget office: every won attributed once, every figure traceable to its lines.",
    help_epilogue=EPILOGUE,
    help_format="markdown",
    version=VERSION,
    default_parameter=Parameter(negative_iterable=()),
)
for command in (
    init.init,
    check.check,
    build.build,
    show.show,
    trace.trace,
    verify.verify,
    classify.classify,
    sample.sample,
    estimate.estimate,
    allocate.allocate,
    audit.audit,
    diff.diff,
    links.links,
    publish.publish,
    review.review,
):
    app.command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    with own_output() as closed:
        status = run(words)
        fault = closed()
    if fault and status != 2:
        complain(f"what was printed cannot be written: {fault}")
        status = 2
    sys.exit(status)


def run(words: list[str]) -> int:
    """Run one command; the exit status it ends with (DESIGN §7)."""
    try:
        status = app(words, print_error=False, exit_on_error=False, result_action="return_value")
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except SystemExit:
        raise
    except BaseException as error:  # also the panics of libraries that are written in Rust, which are no Exceptions
        return refuse(_in_a_line(error), asked_for_json(words))
    return status if isinstance(status, int) else 0


def _in_a_line(error: BaseException) -> CrosscutError:
    if isinstance(error, CycloptsError):
        return CrosscutError(_one_line(error), hint="See crosscut --help")
    return error if isinstance(error, CrosscutError) else unforeseen(error)


def _one_line(error: CycloptsError) -> str:
    console = Console(width=10_000, no_color=True)
    with console.capture() as captured:
        console.print(str(error), markup=False, highlight=False)
    return " ".join(captured.get().split()).rstrip(".")
