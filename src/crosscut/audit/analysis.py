"""An audit from its documents to its findings."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.audit.against import BudgetAmounts, compare
from crosscut.audit.context.placed_numbers import place
from crosscut.audit.coverage import checked, coverage
from crosscut.audit.decimal_commas import in_commas, in_points
from crosscut.audit.directions.changed_parts import changed_parts
from crosscut.audit.directions.stated_directions import note_opposites, stated_directions, with_stated_directions
from crosscut.audit.directions.stated_signs import stated_signs
from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.forms import forms
from crosscut.audit.implied_ranges import imply
from crosscut.audit.model import Audit, AuditFinding, Implied
from crosscut.audit.notes import notes
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.bare_parts import bare_parts
from crosscut.audit.relations.both_sides import both_sides
from crosscut.audit.relations.bracketed_parts import bracketed_parts
from crosscut.audit.relations.confirmed import confirmed
from crosscut.audit.relations.containment import contained
from crosscut.audit.relations.counted_movements import counted_movements
from crosscut.audit.relations.from_to import items_from_to
from crosscut.audit.relations.headlines import leads
from crosscut.audit.relations.index_moves import index_moves
from crosscut.audit.relations.items import items
from crosscut.audit.relations.jumps import jumps
from crosscut.audit.relations.listed_sums import listed_sums
from crosscut.audit.relations.lists_with_totals import lists_with_totals
from crosscut.audit.relations.loose_differences import loose_differences
from crosscut.audit.relations.loose_rates import loose_rates
from crosscut.audit.relations.loose_shares import loose_shares
from crosscut.audit.relations.ministry_totals import Purses
from crosscut.audit.relations.movement import Movement, movements
from crosscut.audit.relations.multiples import multiples
from crosscut.audit.relations.named_rates import named_rates
from crosscut.audit.relations.named_sums import named_sums
from crosscut.audit.relations.nested_lines import nested
from crosscut.audit.relations.net_amounts import netted
from crosscut.audit.relations.odds import odds
from crosscut.audit.relations.parallel_items import parallel_items
from crosscut.audit.relations.parts import parts
from crosscut.audit.relations.points_apart import points_apart
from crosscut.audit.relations.points_printed_as_percent import points_printed_as_percent
from crosscut.audit.relations.programmes import Programmes
from crosscut.audit.relations.rates_of_a_series import rates_of_a_series
from crosscut.audit.relations.remainders import remainders
from crosscut.audit.relations.repeated import Repeated
from crosscut.audit.relations.repeated_movements import repeated_movements
from crosscut.audit.relations.respective import respective, stated_in_turn
from crosscut.audit.relations.shared_numbers import shared_numbers
from crosscut.audit.relations.shares import shares
from crosscut.audit.relations.shares_by_name import shares_by_name
from crosscut.audit.relations.shares_of_all import shares_of_all
from crosscut.audit.relations.shares_of_siblings import shares_of_siblings
from crosscut.audit.relations.stages import stages
from crosscut.audit.relations.sums_of_another_unit import sums_of_another_unit
from crosscut.audit.relations.sums_of_rows import sums_of_rows
from crosscut.audit.relations.sums_of_so_many import sums_of_so_many
from crosscut.audit.relations.sums_shown_beside import sums_shown_beside
from crosscut.audit.relations.system import System
from crosscut.audit.relations.wholes_above import wholes_above
from crosscut.audit.relations.yearly_rates import yearly_rates
from crosscut.audit.repeated.exchanged_digits import exchanged_digits, with_exchanged_digits
from crosscut.audit.search_limits import limits
from crosscut.audit.tables.exchanged_rows import with_the_tables
from crosscut.audit.tables.table_relations import relate_tables
from crosscut.audit.tables.total_relations import Tally
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


class _Reading:
    """What the documents say so far: the system of their relations, and what is noted without one."""

    def __init__(self, ledger: BudgetAmounts | None) -> None:
        self._ministries = ledger.ministries if ledger else {}
        self._purses, self._programmes = Purses(), Programmes(ledger.programmes if ledger else None)
        self._repeated = Repeated()
        self.system, self.tally = System(), Tally()
        self.noted: list[AuditFinding] = []
        self.exchanged: list[AuditFinding] = []
        self.directions: list[AuditFinding] = []
        self.repeats: list[AuditFinding] = []
        self.moves: list[Movement] = []
        self.tested: set[str] = set()
        self.unread = 0

    def read(self, document: AuditedDocument, prefix: str) -> None:
        """Relate the figures of one more document, whose figures' names begin with ``prefix``."""
        assembly = Assembly(document, place(document, self._ministries), self.system, prefix=prefix)
        for group in assembly.prose.groups:
            for placed in group:
                assembly.placed(placed)
        moved = movements(assembly)
        listed = items(assembly, moved)
        self._relate(assembly, moved)
        self.exchanged += relate_tables(assembly, self.tally)
        self._programmes.read(assembly)
        self._repeated.read(assembly)
        self.noted += [*forms(assembly), *jumps(assembly, moved), *notes(assembly, moved, listed)]
        self.noted += [*points_printed_as_percent(assembly), *yearly_rates(assembly)]
        note_opposites(assembly, moved)
        self.directions += [*stated_directions(assembly), *stated_signs(assembly), *changed_parts(assembly, moved)]
        self.repeats += exchanged_digits(assembly, moved)
        self.moves += moved
        self.tested |= assembly.tested
        self.unread += unread(assembly, assembly.prose.tokens)

    def _relate(self, assembly: Assembly, moved: list[Movement]) -> None:
        """Relate the figures of the running text."""
        parts(assembly)
        lists_with_totals(assembly)
        bracketed_parts(assembly)
        bare_parts(assembly)
        stages(assembly)
        sums_of_so_many(assembly)
        named_sums(assembly)
        listed_sums(assembly)
        sums_of_another_unit(assembly)
        contained(assembly)
        self._purses.read(assembly)
        nested(assembly)
        shares(assembly, moved)
        wholes_above(assembly)
        shares_of_all(assembly)
        shares_of_siblings(assembly)
        shared_numbers(assembly)
        remainders(assembly)
        netted(assembly)
        repeated_movements(assembly, moved)
        items_from_to(assembly)
        counted_movements(assembly)
        index_moves(assembly)
        multiples(assembly)
        odds(assembly)
        points_apart(assembly)
        leads(assembly, moved)
        respective(assembly)
        stated_in_turn(assembly)
        named_rates(assembly, moved)
        rates_of_a_series(assembly)
        loose_rates(assembly)
        loose_shares(assembly)
        shares_by_name(assembly)
        loose_differences(assembly)
        parallel_items(assembly)
        sums_shown_beside(assembly, moved)
        sums_of_rows(assembly)
        both_sides(assembly)
        confirmed(assembly)

    def close(self) -> None:
        """Relate what several documents say of one ministry, programme or name."""
        self._purses.close(self.system)
        self._programmes.close(self.system)
        self._repeated.close()


def _analyse(documents: Sequence[AuditedDocument], ledger: BudgetAmounts | None) -> Audit:
    reading = _Reading(ledger)
    for index, document in enumerate(documents):
        reading.read(document, prefix="" if index == 0 else f"d{index + 1}")
    reading.close()
    system = reading.system
    verdict = judge(system, documents)
    judged = with_stated_directions(with_the_tables(verdict.findings, reading.exchanged), reading.directions)
    judged = [*with_exchanged_digits(judged, reading.repeats), *limits(verdict, documents)]
    spoken: set[str] = set()
    if ledger is not None:
        differing, spoken = compare(system, ledger)
        judged += differing
    doubted = {figure for finding in judged for figure in finding.figures if finding.severity is Severity.FATAL}
    implied: list[Implied] = imply(system, reading.moves, doubted)
    findings = sorted(
        [*judged, *reading.noted],
        key=lambda each: (_ORDER[each.severity], each.document, each.start, each.rule, each.message),
    )
    tested = checked(system) | spoken | reading.tested
    return Audit(
        tuple(sorted(system.figures.values(), key=lambda each: (each.document, each.start, each.id))),
        tuple(findings),
        tuple(implied),
        coverage(system, tested, reading.tally, verdict, reading.unread),
        tuple((document.name, document.text) for document in documents),
        tuple((document.name, document.tables) for document in documents),
        frozenset(tested),
    )
