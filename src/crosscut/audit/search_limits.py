"""What an audit did not settle because its search has limits: said as findings, so that every report shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.model import AuditFinding
from crosscut.audit.reconcile.conflicts import MOST_EQUALS
from crosscut.audit.reconcile.hitting_sets import NODES, SECONDS
from crosscut.audit.verdicts import Verdict
from crosscut.findings import Severity
from crosscut.text import Text

_UNPROVED = (
    f"The search for the fewest wrong figures ended at its limit, {SECONDS:g} s or {NODES:,} steps. "
    "Contradictions whose figures are named, but not proved to be the fewest: "
)
_UNPROVED_KO = (
    f"틀린 숫자의 최소 집합을 찾는 탐색이 한도({SECONDS:g}초 또는 {NODES:,}단계)에 이름. "
    "제시한 숫자가 가장 적은 것으로 증명되지 않은 모순의 수: "
)
_MORE = f"Contradictions that more than {MOST_EQUALS} sets of figures explain equally well, not all of them compared: "
_MORE_KO = f"같은 크기의 후보가 {MOST_EQUALS}개를 넘어 다 견주지 않은 모순의 수: "
_APART = (
    "A contradiction that only several relations make together is not looked for in groups of many relations. "
    "Their sizes: "
)
_APART_KO = "관계가 많은 묶음에서는 여럿이 함께 이루는 모순을 찾지 않음. 묶음의 크기: "


def limits(verdict: Verdict, documents: Sequence[AuditedDocument]) -> Iterator[AuditFinding]:
    """A finding for each limit that was met."""
    for en, ko in _met(verdict):
        yield AuditFinding("limit", Severity.INFO, Text(en, ko), document=documents[0].name)


def _met(verdict: Verdict) -> Iterator[tuple[str, str]]:
    sizes = ", ".join(f"{size:,}" for size in verdict.unjoined[:5])
    for met, en, ko in (
        (verdict.unproved, _UNPROVED, _UNPROVED_KO),
        (verdict.more, _MORE, _MORE_KO),
        (sizes, _APART, _APART_KO),
    ):
        if met:
            yield f"{en}{met}.", f"{ko}{met}."
