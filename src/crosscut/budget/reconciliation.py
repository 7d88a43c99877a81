"""Control totals and what explains, line by line, that the ledger differs from them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import pyarrow as pa

from crosscut.characters import folded
from crosscut.config import Control, did_you_mean
from crosscut.findings import Finding, Place, Severity
from crosscut.money import Unit, amount_text, unit
from crosscut.text import Text

_RULE = "control-total"

if TYPE_CHECKING:
    from crosscut.ingest import ReconciliationRow, TotalRow


def reconcile(
    findings: Iterable[Finding],
    controls: Sequence[Control],
    items: pa.Table,
    printed: Sequence[TotalRow] = (),
    *,
    printed_in: Callable[[], Unit],
) -> list[Finding]:
    """The findings with each control's explanation put beside its difference.

    A difference whose lines sum to it exactly is explained: information, no longer fatal. One that they do not sum to
    stays fatal and says what is left. Lines for a control that there is not, for one that is met, or for one of several
    of the same name, are findings themselves.

    Parameters
    ----------
    findings
        Of the reading, those of controls among them: they stand at ``control N``, counted from 1.
    controls
        The budget's controls in order.
    items
        A table with ``control``, ``programme``, ``amount`` (minor units; what the ledger has and the control has not),
        ``reason``, ``source`` and places.
    printed
        The totals that sources print as rows, which can be explained alike: by what the row is called, or by the cell
        of it that says so, with the place before it where several are called so.
    printed_in
        Gives the unit that amounts are printed in, those of another currency in that one's own; asked only where a line
        explains something, since there is none while the budget's currency is to be decided.

    """
    found, lines = [*findings], items.to_pylist()
    if not lines:
        return found
    named = {each.place: each for each in (*_stated(controls), *map(_printed, printed))}
    differing = {
        at: named[each.place]
        for at, each in enumerate(found)
        if each.rule == _RULE and each.difference is not None and each.place in named
    }
    explaining: dict[int, list[ReconciliationRow]] = defaultdict(list)
    for row in lines:
        meant = [at for at, control in differing.items() if _plain(row["control"]) in control.names]
        if not _are_one([found[at] for at in meant]):
            found.append(_of_several(row, [differing[at] for at in meant]))
            continue
        if any(differing[at].currency != row["currency"] for at in meant):
            found.append(_of_another_currency(row, differing[meant[0]]))
            continue
        for at in meant:
            explaining[at].append(row)
        if not meant:
            found.append(_of_nothing(row, list(named.values())))
    for at, rows in explaining.items():
        found[at] = _explained(found[at], rows, printed_in())
    return found


@dataclass(frozen=True)
class _Named:
    """A control, where it stands, and all that a line may call it by."""

    label: str
    place: Place
    names: frozenset[str]
    currency: str = ""


def _stated(controls: Sequence[Control]) -> Iterator[_Named]:
    for number, control in enumerate(controls, start=1):
        place = Place("crosscut.toml", column=f"control {number}")
        yield _Named(control.label, place, _names(place, control.label))


def _printed(total: TotalRow) -> _Named:
    return _Named(total.label, total.place, _names(total.place, total.label, total.word), total.currency)


def _names(place: Place, *labels: str) -> frozenset[str]:
    """The labels, alone and behind any parts of their place: ``Total``, ``b.csv: Total``, ``b.csv, row 4: Total``."""
    parts = (
        ("", place.file),
        ("", place.sheet, f"sheet {place.sheet}"),
        ("", f"row {place.row}"),
        ("", place.column, f"column {place.column}"),
        filter(None, labels),
    )
    return frozenset(_plain(" ".join(each)) for each in product(*parts))


def _plain(name: str) -> str:
    """A name as it is compared: without the marks that part the places before it."""
    return " ".join(re.sub("[,:]", " ", folded(name)).split())


def _are_one(findings: Sequence[Finding]) -> bool:
    """Whether all are of one control, or of one and the row that prints the same total."""
    places = Counter(bool(finding.place.row) for finding in findings)
    amounts = {(finding.expected, finding.difference) for finding in findings}
    return max(places.values(), default=0) <= 1 and len(amounts) <= 1


def _explained(finding: Finding, rows: list[ReconciliationRow], printed_unit: Unit) -> Finding:
    code = rows[0]["currency"] or printed_unit.currency.code
    in_unit = printed_unit if code == printed_unit.currency.code else unit(code, code)
    explained = sum(row["amount"] or 0 for row in rows)
    left = (finding.difference or 0) - explained
    lines = Text("; ", "; ").join(_line(row, in_unit) for row in rows)
    if not left:
        return replace(
            finding,
            rule="control-explained",
            severity=Severity.INFO,
            hint=Text(),
            message=Text(
                f"{finding.message.en} Explained line by line: {lines.en}.",
                f"{finding.message.ko} 항목별 설명: {lines.ko}.",
            ),
        )
    said, rest = (amount_text(each, in_unit, sign=True) for each in (explained, left))
    return replace(
        finding,
        severity=Severity.FATAL,
        message=Text(
            f"{finding.message.en} Its lines explain {said.en}; {rest.en} is left: {lines.en}.",
            f"{finding.message.ko} 항목으로 설명되는 금액은 {said.ko}, 남는 금액은 {rest.ko}입니다: {lines.ko}.",
        ),
        hint=Text(
            "Find the lines that are missing from decisions/reconciliation.csv.",
            "decisions/reconciliation.csv에 빠진 항목을 찾으십시오.",
        ),
    )


def _line(row: ReconciliationRow, in_unit: Unit) -> Text:
    named = f"{row['programme']} " if row["programme"] else ""
    source = f" ({row['source']})" if row["source"] else ""
    amount = amount_text(row["amount"] or 0, in_unit, sign=True)
    said = f"{row['reason']}{source}"
    return Text(f"{named}{amount.en} {said}", f"{named}{amount.ko} {said}")


def _of_several(row: ReconciliationRow, controls: Sequence[_Named]) -> Finding:
    places = "; ".join(f"{control.place}" for control in controls)
    places_ko = "; ".join(control.place.text.ko for control in controls)
    example = f"{controls[0].place}: {row['control']}"
    return Finding(
        "reconciliation-unclear",
        Severity.FATAL,
        Text(
            f"{len(controls)} totals that differ are called {row['control']!r}, so the line explains none: {places}.",
            f"차이가 나는 합계 {len(controls)}개의 이름이 {row['control']!r}(이)어서 설명하지 못합니다: {places_ko}.",
        ),
        replace(Place.of(row), column="control"),
        row["programme"],
        hint=Text(f"Write which one before it, such as {example!r}.", f"앞에 어느 것인지 적으십시오. 예: {example!r}."),
    )


def _of_another_currency(row: ReconciliationRow, control: _Named) -> Finding:
    wanted = (
        Text(control.currency, control.currency) if control.currency else Text("the budget's currency", "예산의 통화")
    )
    return Finding(
        "reconciliation-unclear",
        Severity.FATAL,
        Text(
            f"The control {row['control']!r} is printed in {wanted.en}, and the line is in another currency.",
            f"합계 {row['control']!r}의 통화는 {wanted.ko}인데 설명한 금액의 통화가 다릅니다.",
        ),
        replace(Place.of(row), column="unit"),
        row["programme"],
        hint=Text(f"Write the amount and its unit in {wanted.en}.", f"금액과 단위를 {wanted.ko}(으)로 적으십시오."),
    )


def _of_nothing(row: ReconciliationRow, controls: Sequence[_Named]) -> Finding:
    known = any(_plain(row["control"]) in control.names for control in controls)
    near = did_you_mean(row["control"], [control.label for control in controls])
    text = "is met, so nothing is left to explain" if known else f"is not there.{near}"
    return Finding(
        "reconciliation-of-nothing",
        Severity.WARNING if known else Severity.FATAL,
        Text(
            f"The control {row['control']!r} {text}",
            f"대사할 합계 {row['control']!r}이(가) {'이미 맞습니다' if known else '없습니다'}.",
        ),
        replace(Place.of(row), column="control"),
        row["programme"],
        hint=Text(
            "Write the control's label as crosscut.toml has it, or delete the line.",
            "crosscut.toml의 label을 그대로 적거나 줄을 지우십시오.",
        ),
    )
