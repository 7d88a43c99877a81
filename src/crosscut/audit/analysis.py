"""An audit from its documents to its findings."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.audit.against import BudgetAmounts, compare
from crosscut.audit.context.placed_numbers import place
from crosscut.audit.coverage import checked, coverage
from crosscut.audit.decimal_commas import in_commas, in_points
from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.forms import forms
from crosscut.audit.implied_ranges import imply
from crosscut.audit.model import Audit, AuditFinding, Implied
from crosscut.audit.notes import notes
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.confirmed import confirmed
from crosscut.audit.relations.containment import contained
from crosscut.audit.relations.counted_movements import counted_movements
from crosscut.audit.relations.headlines import leads
from crosscut.audit.relations.items import items
from crosscut.audit.relations.jumps import jumps
from crosscut.audit.relations.ministry_totals import Purses
from crosscut.audit.relations.movement import Movement, movements
from crosscut.audit.relations.nested_lines import nested
from crosscut.audit.relations.net_amounts import netted
from crosscut.audit.relations.parts import parts
from crosscut.audit.relations.programmes import Programmes
from crosscut.audit.relations.repeated import Repeated
from crosscut.audit.relations.repeated_movements import repeated_movements
from crosscut.audit.relations.shares import shares
from crosscut.audit.relations.system import System
from crosscut.audit.relations.wholes_above import wholes_above
from crosscut.audit.search_limits import limits
from crosscut.audit.tables.table_relations import Tally, relate_tables
from crosscut.audit.unread import unread
from crosscut.audit.verdicts import judge
from crosscut.findings import Severity

_ORDER = {Severity.FATAL: 0, Severity.WARNING: 1, Severity.INFO: 2}


def analyse(documents: Sequence[AuditedDocument], ledger: BudgetAmounts | None = None) -> Audit:
    """Audit documents together: what one says of a quantity must agree with what another says of it.

    Figures that speak of what a ledger holds must agree with it. Documents with decimal commas are read with points,
    and what is said of them is said with commas.
    """
    found = _analyse([in_points(each) for each in documents], ledger)
    return in_commas(found, documents)


def _analyse(documents: Sequence[AuditedDocument], ledger: BudgetAmounts | None) -> Audit:
    system, tally, purses, programmes = System(), Tally(), Purses(), Programmes(ledger.programmes if ledger else None)
    repeated = Repeated()
    noted: list[AuditFinding] = []
    moves: list[Movement] = []
    counted: set[str] = set()
    unread_numbers = 0
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
        shares(assembly, moved)
        wholes_above(assembly)
        netted(assembly)
        repeated_movements(assembly, moved)
        counted_movements(assembly)
        leads(assembly, moved)
        confirmed(assembly)
        relate_tables(assembly, tally)
        programmes.read(assembly)
        repeated.read(assembly)
        noted += forms(assembly)
        noted += jumps(assembly, moved)
        noted += notes(assembly, moved, found)
        moves += moved
        counted |= assembly.tested
        unread_numbers += unread(assembly, assembly.prose.tokens)
    purses.close(system)
    programmes.close(system)
    repeated.close()
    verdict = judge(system, documents)
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
        coverage(system, tested, tally, verdict, unread_numbers),
        tuple((document.name, document.text) for document in documents),
        tuple((document.name, document.tables) for document in documents),
        frozenset(tested),
    )
