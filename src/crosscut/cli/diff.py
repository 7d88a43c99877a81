"""``crosscut diff``: what changed between two stages, years or moments."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from crosscut.characters import composed
from crosscut.cli.output import Format, cell, console, csv_output, fatal_status, print_findings, print_json
from crosscut.money import format_number
from crosscut.text import Language, Text
from crosscut.text.counts import programmes

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.follow import Break, EffectKind
    from crosscut.follow.diff import Followed
    from crosscut.text.effect_kinds import Passage

_ROWS = 40
"""Most rows that the terminal shows of a table."""


def diff(
    folder: Annotated[Path, Parameter(name="DIR")],
    start: Annotated[str, Parameter(name="FROM")],
    end: Annotated[str, Parameter(name="TO")],
    /,
    *,
    by: str = "programme",
    year: int = 0,
    stage: str = "",
    as_of: str | None = None,
    ministries: Literal["each", "now", "then"] = "each",
    language: Language = "en",
    format: Format = "text",  # noqa: A002
) -> int:
    """Say what changed between two stages, years or moments, in parts that sum to the change exactly.

    For example:

        crosscut diff demo 2023 2024

        crosscut diff demo proposed confirmed --year 2024 --by ministry

        crosscut diff demo 2023:executed 2024:confirmed --by area --format json

        crosscut diff demo 2026-03-01 now

    Parameters
    ----------
    folder
        The budget folder.
    start
        A stage, a year, both as 2024:confirmed, or a moment: a day, a time, or the number of a reading.
    end
        The same, later; now is the folder as it stands.
    by
        Keys with commas between: programme, family, area, sub, ministry, committee.
    year
        The fiscal year, where FROM and TO name none.
    stage
        The stage, where FROM and TO name none.
    as_of
        A past day or time, or the number of a reading: both ends as the ledger held them then.
    ministries
        each end's own, or both under those of the later end (now) or of the earlier one (then).
    language
        en or ko: of what happened and why, in text and csv; json has both.
    format
        text, csv or json.
    """
    from crosscut.follow import diff as following
    from crosscut.workbench.opening import open_run

    def opened(moment: str | int | None) -> Run:
        return open_run(folder, moment)

    found = following.diff(
        lru_cache(opened), start, end, by, year=year, stage=composed(stage), as_of=as_of, ministries=ministries
    )
    if format == "json":
        print_json(found.to_json())
    elif format == "csv":
        _print_csv(found, language)
    else:
        _print_text(found, language)
    return fatal_status((*found.findings, *found.later.findings), folder)


def _print_csv(found: Followed, language: Language) -> None:
    names = ["programme", *found.by, "kind", "before", "after", "change", "why"]
    writer = csv.writer(csv_output(), lineterminator="\n")
    writer.writerow(names)
    for row in found.rows:
        writer.writerow(
            cell(value)
            for value in (
                row.programme,
                *row.group,
                str(row.kind),
                row.before,
                row.after,
                row.change,
                getattr(row.why, language),
            )
        )


def _print_text(found: Followed, language: Language) -> None:
    out, sides = console(), found.difference
    _print_parts(found, out, language)
    for note in found.notes:
        out.print(getattr(note, language), style="yellow")
    for each in found.breaks:
        out.print(_break(found, each, language), style="yellow")
    if found.by and found.shares:
        _print_groups(found, out, language)
    if found.rows:
        _print_rows(found, out, language)
    else:
        out.print(_NOTHING[language])
    if found.findings:
        print_findings(found.findings, language=language)
    same = sides.unchanged
    said = f"변동 없는 사업 {same:,}개" if language == "ko" else f"Unchanged: {programmes(same).en}."
    out.print(said, style="dim")


def _break(found: Followed, each: Break, language: Language) -> str:
    title = (language == "ko" and each.event.title_ko) or each.event.title or each.event.event
    change = None if each.change is None else _money(found, each.change)
    if language == "ko":
        restated = "" if change is None else f" 같은 정의로 다시 셈하면 증감은 {change}입니다."
        return f"{each.event.year}년에 계열이 끊깁니다: {title}.{restated}"
    restated = "" if change is None else f"; under one definition the change is {change}"
    return f"The series breaks in {each.event.year}: {title}{restated}."


def _passage(found: Followed) -> Passage:
    before, after = ((side.year, side.stage) for side in (found.difference.before, found.difference.after))
    return found.later.calendar.passage(before, after)


def _kind(found: Followed, kind: EffectKind, language: Language) -> str:
    from crosscut.text.effect_kinds import meaning

    return meaning(kind, _passage(found))[language]


def _named(found: Followed, kind: EffectKind, language: Language) -> str:
    return str(kind) if language == "en" and not _passage(found) else _kind(found, kind, language)


def _print_parts(found: Followed, out: Console, language: Language) -> None:
    sides = found.difference
    unit = found.later.settings.printed_unit
    labels = [side.named.ko if language == "ko" else side.label for side in (sides.before, sides.after)]
    rounded = _ROUNDED[language] if unit.factor > 1 else ""
    out.print(f"{' → '.join(labels)} · {unit.label(language)}{rounded}", style="italic")
    table = _table()
    for name in ("what", "amount", "programmes", "carried or shifted"):
        table.add_column(_HEADS[name][language], justify="left" if name == "what" else "right", no_wrap=True)
    table.add_row(labels[0], _money(found, sides.before.total, sign=False), "", "")
    for part in found.parts:
        gross = format_number(part.gross, unit, digits=0)
        table.add_row(
            f"  {_kind(found, part.kind, language)}", _money(found, part.amount), f"{part.programmes:,}", gross
        )
    table.add_row(labels[1], _money(found, sides.after.total, sign=False), "", "")
    table.add_section()
    table.add_row(_HEADS["change"][language], _money(found, sides.change), "", "", style="bold")
    out.print(table)


def _labels(found: Followed, groups: Sequence[tuple[str, ...]], language: Language) -> list[list[str]]:
    """What each group is called, key by key."""
    from crosscut.views.labels import labels

    return [[text[language] for text in texts] for texts in labels(found.later.taxonomy, found.by, groups)]


def _print_groups(found: Followed, out: Console, language: Language) -> None:
    table = _table()
    _add_columns(table, (*found.by, "before", "after", "change", "of which"), language)
    shares = sorted(found.shares, key=lambda share: (-abs(share.change), share.group))
    for labels, share in zip(_labels(found, [share.group for share in shares], language), shares, strict=True):
        parts = ", ".join(
            f"{_named(found, part.kind, language)} {_money(found, part.amount)}" for part in share.parts if part.amount
        )
        amounts = [_money(found, share.before, sign=False), _money(found, share.after, sign=False)]
        table.add_row(*labels, *amounts, _money(found, share.change), parts)
    out.print(table)


def _print_rows(found: Followed, out: Console, language: Language) -> None:
    names = {**found.difference.before.names, **found.difference.after.names}
    table = _table()
    _add_columns(table, ("programme", *found.by, "kind", "before", "after", "change", "why"), language)
    largest = sorted(found.rows, key=lambda row: (-abs(row.change), row.programme, row.kind))
    shown = largest[:_ROWS]
    for labels, row in zip(_labels(found, [row.group for row in shown], language), shown, strict=True):
        amounts = [_money(found, amount, sign=False) for amount in (row.before, row.after)]
        programme = f"{row.programme} {names.get(row.programme, '')}".strip()
        table.add_row(
            programme,
            *labels,
            _named(found, row.kind, language),
            *amounts,
            _money(found, row.change),
            getattr(row.why, language),
        )
    out.print(table)
    if len(largest) > _ROWS:
        out.print(_MORE.format(count=f"{len(largest) - _ROWS:,}")[language], style="dim")


def _add_columns(table: Table, names: Sequence[str], language: Language) -> None:
    for name in names:
        right = name in ("before", "after", "change")
        table.add_column(_HEADS[name][language], justify="right" if right else "left", overflow="fold")


_NOTHING = Text("Nothing changed.", "달라진 것이 없습니다.")
_MORE = Text("… and {count} more rows (--format csv has all)", "… 그 밖의 {count}행 (--format csv로 모두 표시)")
_ROUNDED = Text(", rounded", ", 반올림")
_HEADS = {
    "what": Text("what", "내용"),
    "amount": Text("amount", "금액"),
    "programmes": Text("programmes", "사업 수"),
    "carried or shifted": Text("carried or shifted", "이동 총액"),
    "before": Text("before", "이전"),
    "after": Text("after", "이후"),
    "change": Text("change", "증감"),
    "of which": Text("of which", "내역"),
    "kind": Text("kind", "구분"),
    "why": Text("why", "사유"),
    "programme": Text("programme", "사업"),
    "family": Text("family", "계열"),
    "area": Text("area", "분야"),
    "sub": Text("sub", "세부 분야"),
    "ministry": Text("ministry", "부처"),
    "committee": Text("committee", "위원회"),
}


def _table() -> Table:
    return Table(box=None, pad_edge=False, header_style="bold")


def _money(found: Followed, amount: int, *, sign: bool = True) -> str:
    return format_number(amount, found.later.settings.printed_unit, digits=0, sign=sign)
