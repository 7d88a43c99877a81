"""What commands print: JSON for programs, tables for people, one clear line for wrong use."""

from __future__ import annotations

import json
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from crosscut.characters import CONTROL, printable
from crosscut.errors import CrosscutError, with_options
from crosscut.findings import Finding, Severity
from crosscut.progress import Progress
from crosscut.text import Language, Text, step_words
from crosscut.text.refusals import in_language

Format = Literal["text", "json", "csv"]
TextOrJson = Literal["text", "json"]
_COLOURS = {Severity.FATAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def asked_for_json(words: Sequence[str]) -> bool:
    """Whether a command line asks for JSON, even one that cannot be parsed."""
    return "--format=json" in words or ("--format", "json") in pairwise(words)


def asked_language(words: Sequence[str]) -> Language:
    """The language that a command line asks for, even one that cannot be parsed."""
    return "ko" if "--language=ko" in words or ("--language", "ko") in pairwise(words) else "en"


def refuse(error: CrosscutError, as_json: bool, language: Language = "en") -> int:
    """Say in one line what was wrong and what to do instead, to programs in English."""
    complain(with_options(in_language(error, language)))
    if as_json:
        said = {"message": with_options(error.message), "hint": with_options(error.hint)}
        where = {"file": error.file, "row": error.row, "column": error.column}
        print_json({"error": {"code": error.code, **said, **where}})
    return 2


def complain(text: str) -> None:
    """One line on stderr."""
    print(f"crosscut: {printable(' '.join(text.split()))}", file=sys.stderr)


def tell_aside(aside: Mapping[str, str]) -> None:
    """A line on stderr for each file of an output that somebody had changed, and that a new one takes the place of."""
    for name, now in sorted(aside.items()):
        complain(f"{name} had been changed by somebody: what it held stands beside it now, as {now}")


def fatal_status(findings: Iterable[Finding], folder: Path, more: Text | str = "", language: Language = "en") -> int:
    """1, and one line on stderr, where something fatal was found of a budget, else 0; ``more`` ends the line."""
    fatal = list(dict.fromkeys(each for each in findings if each.severity is Severity.FATAL))
    if not fatal:
        return 0
    first = fatal[0]
    place = f"{first.place}: " if str(first.place) else ""
    words = _FATAL if len(fatal) == 1 else _FATALS
    said = words.format(
        count=f"{len(fatal):,}", place=place, message=first.message, folder=shlex.quote(str(folder)), more=more
    )
    complain(said[language].strip())
    return 1


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document on stdout."""
    text = json.dumps(document, ensure_ascii=not _takes_all(sys.stdout), indent=1)
    sys.stdout.write(CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def _takes_all(stream: TextIO) -> bool:
    """Whether a stream can write every character."""
    return (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def csv_output() -> TextIO:
    """Where CSV goes: stdout, exact to the character, but nothing that a terminal would obey where it is one."""
    return _Seen() if sys.stdout.isatty() else sys.stdout


class _Seen(StringIO):
    """Text for a terminal: what hides is written out."""

    def write(self, text: str) -> int:
        return sys.stdout.write(printable(text))


class PlainConsole(Console):
    """A console for which text is text: no markup, no emoji codes, and nothing that a terminal would obey."""

    def render_str(self, text: str, **options: Any) -> Styled:
        """A text as it stands, what hides in it written out."""
        return super().render_str(printable(text), **{**options, "markup": False, "emoji": False})


class _FileConsole(PlainConsole):
    """A console into a file or a pipe: a sentence is one line, and tables are 160 wide."""

    def print(self, *objects: Any, **options: Any) -> None:
        if all(isinstance(each, str | Styled) for each in objects):
            options["soft_wrap"] = True
        super().print(*objects, **options)


@contextmanager
def progress(language: Language = "en") -> Iterator[Progress]:
    """Progress on stderr: a spinner on a terminal, one line a step elsewhere."""
    console = PlainConsole(stderr=True, highlight=False)

    def line(step: str) -> str:
        return f"{step_words.step(step, language)} …"

    if not console.is_terminal:
        yield lambda step: console.print(line(step), soft_wrap=True)
        return
    with console.status("…") as status:
        yield lambda step: status.update(styled(line(step)))


def console() -> Console:
    """Where people read: colours on a terminal only, and full lines where output goes to a file."""
    out = PlainConsole(highlight=False)
    return out if out.is_terminal else _FileConsole(highlight=False, width=160)


def styled(*parts: str | tuple[str, str]) -> Styled:
    """Texts, some of them with a style: ``"plain", ("loud", "bold")``."""
    pairs = ((each, "") if isinstance(each, str) else each for each in parts)
    return Styled.assemble(*((printable(text), style) for text, style in pairs))


_SEE = Text(
    "{place}{message} See them with: crosscut check {folder}. {more}",
    "{place}{message} 모두 보려면: crosscut check {folder} {more}",
)
_FATAL = Text(f"a fatal finding: {_SEE.en}", f"치명적 오류: {_SEE.ko}")
_FATALS = Text(f"{{count}} fatal findings, the first: {_SEE.en}", f"치명적 오류 {{count}}건, 첫째: {_SEE.ko}")
_WORDS = {
    "severity": Text("severity", "구분"),
    "where": Text("where", "위치"),
    "what": Text("what, and the mend", "내용과 조치"),
    "programme": Text("programme", "사업"),
    "value": Text("value", "값"),
    "expected": Text("expected", "기대값"),
    "difference": Text("difference", "차이"),
    "says": Text("what", "내용"),
    "count": Text("{count} {severity}", "{severity} {count}건"),
    "nothing": Text("Nothing to report.", "발견 없음."),
    "more": Text("… and {count} more of {rule} (--all shows them)", "… 그 밖의 {rule} {count}건 (--all로 표시)"),
    Severity.FATAL: Text("fatal", "치명"),
    Severity.WARNING: Text("warning", "경고"),
    Severity.INFO: Text("info", "참고"),
}


def print_findings(findings: Sequence[Finding], most: int = 0, language: Language = "en") -> None:
    """A table of findings, worst first; with ``most`` above 0 that many of each rule, and how many more there are.

    A rule with more than a thousand is told once and then listed: where, of whom, and which amounts.
    """
    out, shown, hidden = console(), Counter[str](), Counter[str]()
    many = {} if most else _of_many(findings)
    table = Table(box=None, pad_edge=False, header_style="bold", show_lines=False)
    table.add_column(_WORDS["severity"][language], no_wrap=True)
    table.add_column(_WORDS["where"][language], overflow="fold", ratio=2)
    table.add_column(_WORDS["what"][language], overflow="fold", ratio=5)
    for finding in (each for each in findings if each.rule not in many):
        shown[finding.rule] += 1
        if most and shown[finding.rule] > most:
            hidden[finding.rule] += 1
            continue
        mend = ("\n→ ", finding.hint[language]) if finding.hint else ()
        table.add_row(
            styled((_WORDS[finding.severity][language], _COLOURS[finding.severity])),
            styled(finding.place.text[language], (f"\n{finding.rule}", "dim")),
            styled(finding.message[language], *((each, "dim") for each in mend)),
        )
    if table.row_count:
        out.print(table)
    for group in many.values():
        _print_rows(out, group, language)
    for rule, count in sorted(hidden.items()):
        out.print(_WORDS["more"].format(count=count, rule=rule)[language], style="dim")
    out.print(summary(findings, language), style="bold")


_A_TABLE = 1000
"""Findings of one rule up to which each is a sentence."""


def _of_many(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings of each rule that has more than a thousand."""
    counts = Counter(each.rule for each in findings)
    many: dict[str, list[Finding]] = {rule: [] for rule in counts if counts[rule] > _A_TABLE}
    for each in findings:
        if each.rule in many:
            many[each.rule].append(each)
    return many


def _print_rows(out: Console, group: Sequence[Finding], language: Language) -> None:
    """One rule: the first finding in words, its mend, and a line for each; what all leave empty is no column."""
    first, word = group[0], _WORDS[group[0].severity][language]
    out.print(styled((word, _COLOURS[first.severity]), " ", (first.rule, "bold"), f" × {len(group):,}"))
    out.print(styled(f"  {first.place.text[language]}: {first.message[language]}"), soft_wrap=True)
    if first.hint:
        out.print(styled((f"  → {first.hint[language]}", "dim")), soft_wrap=True)
    columns = [[_WORDS["where"][language], *(each.place.text[language] for each in group)]]
    columns.append([_WORDS["programme"][language], *(each.programme for each in group)])
    for name in ("value", "expected", "difference"):
        held = (getattr(each, name) for each in group)
        amounts = ["" if amount is None else f"{amount:,}" for amount in held]
        width = max(map(len, amounts))
        columns.append([_WORDS[name][language].rjust(width), *(amount.rjust(width) for amount in amounts)])
    told = [column for column in columns if any(map(str.strip, column[1:]))]
    if len(told) < 2:
        told.append([_WORDS["says"][language], *(each.message[language] for each in group)])
    out.print(Styled("\n".join(map(printable, _aligned(told)))), soft_wrap=True)


def _aligned(columns: Sequence[Sequence[str]]) -> list[str]:
    """Rows of texts, each column as wide as its widest but for the last."""
    widths = [max(map(cell_len, column)) for column in columns[:-1]]
    lines = []
    for *row, last in zip(*columns, strict=True):
        padded = (text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True))
        lines.append("  ".join(["", *padded, last]))
    return lines


def cell(value: object) -> object:
    """A value as a cell of CSV that no spreadsheet runs as a formula."""
    from crosscut.csvtext import escape

    return escape(value) if isinstance(value, str) else value


def summary(findings: Sequence[Finding], language: Language = "en") -> str:
    """How many findings of each severity there are, in a line."""
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return _WORDS["nothing"][language]
    told = (_WORDS["count"].format(count=counts[each], severity=_WORDS[each]) for each in Severity if counts[each])
    return ", ".join(each[language] for each in told)
