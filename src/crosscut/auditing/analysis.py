"""An audit from its documents to its findings."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.auditing.against import Ledger, compare
from crosscut.auditing.context.placing import place
from crosscut.auditing.coverage import checked, coverage
from crosscut.auditing.documents.model import Document
from crosscut.auditing.implying import imply
from crosscut.auditing.judging import judge
from crosscut.auditing.limiting import limits
from crosscut.auditing.model import Audit, AuditFinding, Implied
from crosscut.auditing.notes import notes
from crosscut.auditing.relations.assembly import Assembly
from crosscut.auditing.relations.containing import contained
from crosscut.auditing.relations.items import items
from crosscut.auditing.relations.leads import leads
from crosscut.auditing.relations.movement import Movement, movements
from crosscut.auditing.relations.nesting import nested
from crosscut.auditing.relations.parts import parts
from crosscut.auditing.relations.programmes import Programmes
from crosscut.auditing.relations.purses import Purses
from crosscut.auditing.relations.shares import shares
from crosscut.auditing.relations.system import System
from crosscut.auditing.tables.relating import Tally, relate_tables
from crosscut.findings import Severity

_ORDER = {Severity.FATAL: 0, Severity.WARNING: 1, Severity.INFO: 2}


def analyse(documents: Sequence[Document], ledger: Ledger | None = None) -> Audit:
    """Audit documents together: what one says of a quantity must agree with what another says of it.

    Figures that speak of what a ledger holds must agree with it.
    """
    system, tally, purses, programmes = System(), Tally(), Purses(), Programmes(ledger.programmes if ledger else None)
    noted: list[AuditFinding] = []
    moves: list[Movement] = []
    counted: set[str] = set()
    for index, document in enumerate(documents):
        assembly = Assembly(
            document,
            place(document, ledger.ministries if ledger else {}),
            system,
            prefix="" if index == 0 else f"d{index + 1}",
        )
        for group in assembly.prose.groups:
            for placed in group:
                assembly.placed(placed)
        moved = movements(assembly)
        found = items(assembly, moved)
        parts(assembly)
        contained(assembly)
        purses.read(assembly)
        nested(assembly)
        shares(assembly)
        leads(assembly, moved)
        relate_tables(assembly, tally)
        programmes.read(assembly)
        noted += notes(assembly, moved, found)
        moves += moved
        counted |= assembly.tested
    purses.close(system)
    programmes.close(system)
    verdict = judge(system)
    judged = [*verdict.findings, *limits(verdict, documents)]
    spoken: set[str] = set()
    if ledger is not None:
        differing, spoken = compare(system, ledger)
        judged += differing
    doubted = {figure for finding in judged for figure in finding.figures if finding.severity is Severity.FATAL}
    implied: list[Implied] = imply(system, moves, doubted)
    findings = sorted(
        [*judged, *noted], key=lambda each: (_ORDER[each.severity], each.document, each.start, each.rule, each.message)
    )
    tested = checked(system) | spoken | counted
    figures = tuple(sorted(system.figures.values(), key=lambda each: (each.document, each.start, each.id)))
    return Audit(
        figures,
        tuple(findings),
        tuple(implied),
        coverage(system, tested, tally, verdict),
        tuple((document.name, document.text) for document in documents),
        frozenset(tested),
    )
