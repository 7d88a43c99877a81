"""The command line: one module per command (DESIGN §7)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, Parameter
from rich.console import Console

from crosscut.characters import HIDDEN, escaped
from crosscut.cli.output import asked_for_json, asked_language, complain, refuse
from crosscut.cli.streams import own_output
from crosscut.cli.unexpected_errors import unforeseen
from crosscut.errors import CrosscutError
from crosscut.processes import collect_seldom, without_pandas
from crosscut.version import VERSION

EPILOGUE = """\
Begin with an example:

    crosscut init demo --example korea-2024
    crosscut build demo

Exit status: 0 done; 1 done, and something fatal was found; 2 wrong use or unreadable input.
"""

app = App(
    name="crosscut",
    help="The workbench of an R&D budget office: every amount attributed once, every figure traceable to its lines.",
    help_epilogue=EPILOGUE,
    help_format="markdown",
    version=VERSION,
    default_parameter=Parameter(negative_iterable=()),
)
COMMANDS = (
    "init",
    "check",
    "build",
    "show",
    "trace",
    "verify",
    "classify",
    "sample",
    "estimate",
    "areas",
    "allocate",
    "audit",
    "diff",
    "links",
    "publish",
    "review",
    "serve",
    "people",
    "bundle",
    "backup",
    "restore",
)
_KEPT = frozenset({"--by", "--reason", "--sign", "--despite"})
"""Options whose words are kept, and read by others."""
for command in COMMANDS:
    app.command(f"crosscut.cli.{command}:{command}", name=command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    collect_seldom()
    without_pandas()
    if os.environ.get("COLUMNS", "80").strip().lstrip("0") == "":
        del os.environ["COLUMNS"]
    words = list(sys.argv[1:] if arguments is None else arguments)
    with own_output() as closed:
        status = run(words)
        fault = closed()
    if fault and status != 2:
        complain(fault)
        status = 2
    sys.exit(status)


def run(words: list[str]) -> int:
    """Run one command; the exit status it ends with (DESIGN §7)."""
    if not words or words[0] in app.help_flags:
        _know_every_command()
    try:
        _refuse_unusable(words)
        status = app(words, print_error=False, exit_on_error=False, result_action="return_value")
    except KeyboardInterrupt:
        return 130
    except SystemExit:
        raise
    except BaseException as error:  # also the panics of libraries that are written in Rust, which are no Exceptions
        return refuse(_in_a_line(error), asked_for_json(words), asked_language(words))
    return status if isinstance(status, int) else 0


def _refuse_unusable(words: Sequence[str]) -> None:
    """A word that no name of a file can be; an empty one is mostly a variable of a script that holds nothing."""
    for word in words:
        try:
            os.fsencode(word)
        except UnicodeEncodeError:
            raise CrosscutError(f"{word!a} is no text", hint="Write it without lone surrogates") from None
    for before, word in zip(("", *words), words, strict=False):
        option, equals, value = word.partition("=")
        if not word.strip() or (option.startswith("--") and equals and not value.strip()):
            said = option.strip() or (before if before.startswith("-") else "an argument")
            raise CrosscutError(f"{said} is empty", hint="Give it a value, or leave it out")
        said, text = (option, value) if equals else (before, word)
        if said in _KEPT and "\n" in text:
            raise CrosscutError(f"{said} holds a line break", hint="Write it in one line")
        if said in _KEPT and (hidden := HIDDEN.search(text)):
            raise CrosscutError(
                f"{said} holds the character {escaped(hidden[0])}, which nobody sees", hint="Write it without"
            )


def _know_every_command() -> None:
    """Import what every command says of itself, which one command alone does not wait for."""
    for command in COMMANDS:
        app[command]


def _in_a_line(error: BaseException) -> CrosscutError:
    if isinstance(error, CycloptsError):
        return CrosscutError(_one_line(error), hint="See crosscut --help")
    return error if isinstance(error, CrosscutError) else unforeseen(error)


def _one_line(error: CycloptsError) -> str:
    console = Console(width=10_000, no_color=True)
    with console.capture() as captured:
        console.print(str(error), markup=False, highlight=False)
    return " ".join(captured.get().split()).replace(", ...", " and others").rstrip(".")
