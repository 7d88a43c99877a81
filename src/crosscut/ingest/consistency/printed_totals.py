"""Rules ``control-total`` and ``control-met``: totals printed elsewhere, as the configuration states them."""

from __future__ import annotations

from crosscut.config import LINE_COLUMNS, Control, did_you_mean
from crosscut.findings import Finding, Place
from crosscut.ingest import controls
from crosscut.ingest.consistency.rule import MAIN, Tables
from crosscut.ingest.report import FATAL, Report
from crosscut.money import MoneyError, read_number, unit
from crosscut.tables import LINES, PROGRAMMES, SAID, TAGS
from crosscut.text import Text

_FILE = "crosscut.toml"


def check(tables: Tables) -> list[Finding]:
    """One finding a control, met or not."""
    report = Report()
    for number, control in enumerate(tables.settings.control, start=1):
        expected = printed(control, tables.settings.currency, report)
        if expected is not None:
            _compare(control, expected, number, tables, report)
    return report.findings


def printed(control: Control, code: str, report: Report) -> int | None:
    """A control's amount in minor units, None where it cannot be read."""
    try:
        return read_number(control.amount, unit(code, code)).value
    except MoneyError as error:
        report.add(
            "wrong-control",
            FATAL,
            Place(_FILE, column="control.amount"),
            Text(f"{control.label}: {error}", f"{control.label}: 금액 {control.amount!r}을(를) 읽을 수 없습니다."),
            mend=Text(
                'Write an amount with its unit, such as "30280992 million".', '"30280992 million"처럼 적으십시오.'
            ),
        )
        return None


def _compare(control: Control, expected: int, number: int, tables: Tables, report: Report) -> None:
    own, key = (LINES, "line") if control.kind == "lines" else (TAGS, "tag")
    known = set(own.names) | set(PROGRAMMES.names)
    unknown = sorted(set(control.where) - known)
    if unknown:
        report.add(
            "wrong-control",
            FATAL,
            Place(_FILE, row=0, column="control.where"),
            Text(
                f"{control.label}: {unknown[0]!r} is not a column.{did_you_mean(unknown[0], LINE_COLUMNS)}",
                f"{control.label}: {unknown[0]!r}(이)라는 열은 없습니다.",
            ),
            mend=Text(f"Use one of {', '.join(sorted(known))}.", f"{', '.join(sorted(known))} 가운데 쓰십시오."),
        )
        return
    rows = tables.query(*_sql(control, set(own.names), key)).to_pylist()
    place = Place(_FILE, column=f"control {number}")
    controls.compare(
        control.label,
        sum(int(row["amount"]) for row in rows),
        expected,
        place=place,
        unit=tables.unit,
        report=report,
        explained=control.explained,
        citation=control.citation,
        lines=tuple(row["id"] for row in rows),
    )


def _owner(name: str, own: set[str]) -> str:
    """The table whose column a filter names: what held in the period before what is said of the programme for ever."""
    if name in own:
        return "own"
    return "attributes" if name in SAID else "programmes"


def _sql(control: Control, own: set[str], key: str) -> tuple[str, tuple[str, ...]]:
    """The rows that a control speaks of: those of programmes themselves, unless it names a file or subprogramme."""
    table = "lines" if key == "line" else "tags"
    tests = [f'cast({_owner(name, own)}."{name}" as varchar) = ?' for name in control.where]
    tests += [] if {"file", "subprogramme"} & set(control.where) else [f"own.{MAIN}"]
    sql = (
        f"select own.{key} as id, own.amount from {table} as own left join programmes using (programme) "  # noqa: S608
        "left join attributes using (programme, fiscal_year, stage) "
        f"{'where ' + ' and '.join(tests) if tests else ''} order by id"
    )
    return sql, tuple(str(value) for value in control.where.values())
