"""Groups of duplicates as findings of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.findings import Finding, Place, Severity
from crosscut.money import Unit, amount_text
from crosscut.review.duplicates.model import DuplicateGroup
from crosscut.review.history import History
from crosscut.review.model import Raised, ReviewDemand
from crosscut.review.sentences import stage_words
from crosscut.tables import ProgrammeRow
from crosscut.text import Text

ACTION = Text(
    en="Read them side by side; merge them, or say why both are needed.",
    ko="나란히 비교하여 통합하거나 모두 필요한 사유를 밝히십시오.",
)


TITLE = Text("Alike: is one enough?", "유사·중복 확인")

_SENTENCE = Text(
    "{own} ({ministry}) {asks} {amount} and reads like {other} ({beside}): {question} {why}",
    "{own}({ministry}): {asks} {amount}, {other}({beside})와(과) 유사하므로 {question} {why}",
)

_ONE_MINISTRY = Text(
    "ask whether one replaces the other, both are parts of one programme, or one of them is enough.",
    "한쪽이 후속 사업인지, 한 사업을 나눈 것인지, 하나로 충분한지 확인 필요.",
)
_TWO_MINISTRIES = Text(
    "ask whether one of them is enough, or both are parts of one programme.",
    "하나로 충분한지, 한 사업을 나눈 것인지 확인 필요.",
)
"""What is to be asked: readers of such pairs found at one ministry parts and successors more often than the same."""


def group_findings(
    groups: Iterable[DuplicateGroup], demand: ReviewDemand, history: History, unit: Unit
) -> Iterator[Raised]:
    """One finding for each programme of a group of duplicates but the largest, whose money is not at stake."""
    doubled = [group for group in groups if group.kind == "duplicate"]
    rows = demand.named({name for group in doubled for name in group.programmes})
    asked = dict(zip(history.frame["programme"].to_pylist(), history.frame["amount"].to_pylist(), strict=True))
    lines, words = _lines(demand, history, rows), stage_words(demand, history)
    for group in doubled:
        ordered = sorted(group.programmes, key=lambda name: (-(asked[name] or 0), name))
        for name in ordered[1:]:
            yield _finding(
                group,
                rows[name],
                rows[ordered[0]],
                asked[name] or 0,
                lines.get(name, ()),
                history=history,
                unit=unit,
                words=words,
            )


def _lines(demand: ReviewDemand, history: History, wanted: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The lines of the reviewed year by programme, those of parts left out."""
    table = demand.lines
    mask = pc.and_(pc.equal(table["fiscal_year"], history.year), pc.equal(table["subprogramme"], ""))
    mask = pc.and_(mask, pc.is_in(table["programme"], value_set=pa.array(sorted(wanted), pa.string())))
    chosen = table.filter(mask)
    found: dict[str, list[str]] = {}
    for programme, line in zip(chosen["programme"].to_pylist(), chosen["line"].to_pylist(), strict=True):
        found.setdefault(programme, []).append(line)
    return {programme: tuple(sorted(ids)) for programme, ids in found.items()}


def _finding(
    group: DuplicateGroup,
    own: ProgrammeRow,
    other: ProgrammeRow,
    amount: int,
    rows: tuple[str, ...],
    *,
    history: History,
    unit: Unit,
    words: Mapping[str, Text],
) -> Raised:
    written = _SENTENCE.format(
        own=own["name"] or own["programme"],
        ministry=own["ministry"],
        asks=words["asks"],
        amount=amount_text(amount, unit),
        other=other["name"] or other["programme"],
        beside=other["ministry"],
        question=_ONE_MINISTRY if own["ministry"] == other["ministry"] else _TWO_MINISTRIES,
        why=group.why,
    )
    finding = Finding(
        "duplicate",
        Severity.WARNING,
        written,
        Place.of(own),
        own["programme"],
        amount,
        0,
        amount,
        ACTION,
        rows,
    )
    return Raised(finding, max(amount, 0), ACTION, history.year)
