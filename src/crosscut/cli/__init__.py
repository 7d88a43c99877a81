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
from crosscut.cli.output import asked_for_json, refuse
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
    sys.exit(run(words))


def run(words: list[str]) -> int:
    """Run one command; the exit status it ends with (DESIGN §7)."""
    try:
        status = app(words, print_error=False, exit_on_error=False, result_action="return_value")
    except CycloptsError as error:
        return refuse(CrosscutError(_one_line(error), hint="See crosscut --help"), asked_for_json(words))
    except CrosscutError as error:
        return refuse(error, asked_for_json(words))
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        return refuse(_of_the_system(error), asked_for_json(words))
    except KeyboardInterrupt:
        return 130
    return status if isinstance(status, int) else 0


def _of_the_system(error: OSError) -> CrosscutError:
    """A file that the system will not give or take: a folder that is none, no permission, a full disk."""
    said = error.strerror or type(error).__name__
    return CrosscutError(
        said[:1].lower() + said[1:],
        code="system",
        file=str(error.filename or ""),
        hint="Check the path, its permissions and the free space",
    )


def _one_line(error: CycloptsError) -> str:
    console = Console(width=10_000, no_color=True)
    with console.capture() as captured:
        console.print(str(error), markup=False, highlight=False)
    return " ".join(captured.get().split()).rstrip(".")
