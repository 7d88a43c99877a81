"""From contradictions to findings: which figure to doubt, what it should lie between, what was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crosscut.audit import exchanged
from crosscut.audit.arithmetic import WorkedSum, is_change, worked
from crosscut.audit.directions.words import OPPOSITE
from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.likelihood import (
    DOUBTFUL_SLIP,
    Doubt,
    has_wrong_base,
    in_order,
    is_turned,
    nearness,
    opposites,
    suggested,
    weigh,
)
from crosscut.audit.messages import Case, message
from crosscut.audit.model import AuditFinding, Interval, PrintedFigure
from crosscut.audit.named import broken_totals, few, nearly_disjoint
from crosscut.audit.nearby import Nearby
from crosscut.audit.one_slip_for_all import mended_together
from crosscut.audit.other_readings import asserted, without
from crosscut.audit.printed_twice import with_their_twins
from crosscut.audit.rates_beside import is_told_outright
from crosscut.audit.reconcile.conflicts import FigureConflict, components
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.reconcile.presolve import settled
from crosscut.audit.relations.system import Linear, Ratio, Relation, System
from crosscut.audit.repairs import LOST_WORD
from crosscut.findings import Severity
from crosscut.text import Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings, and what was not settled.

    ``unproved`` counts contradictions without a proved smallest set of figures to doubt, ``more`` those with too many
    of them, ``unjoined`` are the sizes of groups of relations that were judged one by one only.
    """

    findings: tuple[AuditFinding, ...]
    unproved: int = 0
    more: int = 0
    unjoined: tuple[int, ...] = ()


_NEED_A_SLIP = frozenset({"difference", "direction", "sum", "within"})
"""Kinds of relations that words may give to the wrong partner: of two figures called only where a slip explains it."""

_NEED_A_SUM = frozenset({"difference", "growth", "share", "sum"})
"""Kinds of relations called only with a sum that a person can do: without one, figures have wrong partners."""

_UNPROVED = Text(
    "The search ended at its limit: fewer or other figures may explain it.",
    "탐색 한도에 이르러, 더 적거나 다른 숫자로도 설명될 수 있음.",
)

_PAIR = 2
_NO_DOUBT = 50
"""The doubt of a figure that no other relation supports."""

_HALF = Fraction(1, 2)
_WEAK_SLIPS = ("a digit lost", "a stray digit", "a doubled digit")
"""Slips that explain almost any number of few digits."""
_MOST_WEIGHED = 16
_LEAST_DIGITS = 4
"""Of fewer digits, zeros at the end aside, almost any number is a slipped digit away from another."""


def judge(system: System, documents: Sequence[AuditedDocument] = ()) -> Verdict:
    """Every contradiction without another reading: what the document says outright is fatal, else it warns."""
    nearby = Nearby(system, documents)
    system, shared = settled(system)
    certain = [relation for relation in system.relations if relation.certain]
    supported = {figure: 50 - 8 * min(count, 5) for figure, count in _support(system, certain).items()}
    doubts = with_their_twins(system, supported)
    pairs = exchanged.exchanged(system, [each for each in certain if exchanged.is_broken(system, each)], certain)
    gone = {name for pair in pairs for name in pair}
    nearby.proved |= mended_together(system, (each for each in system.relations if exchanged.is_broken(system, each)))
    found = list(exchanged.findings(system, pairs))
    system = without(system, gone) if gone else system
    system, certain, sure = asserted(system, [each for each in certain if _usable(each, gone)], doubts, nearby)
    found += [each for conflict in sure for each in _findings(system, conflict, doubts, Severity.FATAL)]
    doubted = {figure for finding in found for figure in finding.figures}
    rest = without(system, doubted)
    kept = set(certain)
    guessed = [each for each in rest.relations if _usable(each, doubted) and (each in kept or not each.certain)]
    rest, _, likely = asserted(rest, guessed, doubts, nearby)
    found += [each for conflict in likely for each in _findings(rest, conflict, doubts, Severity.WARNING)]
    found += [_many(system, figures) for figures in shared]
    apart = tuple(len(each.relations) for each in components(system, certain) if not each.whole)
    both = (*sure, *likely)
    return Verdict(tuple(found), sum(not each.proved for each in both), sum(each.more for each in both), apart)


def _many(system: System, names: list[str]) -> AuditFinding:
    """What is said of a name that is given more values than one quantity can have been misprinted to."""
    figures = [system.figures[name] for name in names]
    values = list(dict.fromkeys(_quoted(figure) for figure in figures))
    some = ", ".join(values[:4])
    first = figures[0]
    return AuditFinding(
        "same",
        Severity.INFO,
        Text(
            f"One name is given {len(values)} different values ({some} …): they are taken for different things.",
            f"한 이름에 서로 다른 값이 {len(values)}개임({some} …). 서로 다른 것으로 보고 비교하지 않음.",
        ),
        why=tuple(names[:4]),
        document=first.document,
        start=first.start,
        end=first.end,
    )


def _usable(relation: Relation, doubted: Collection[str]) -> bool:
    return not (isinstance(relation, Ratio) and relation.figure in doubted)


def _support(system: System, relations: Iterable[Relation]) -> dict[str, int]:
    """How many relations with other figures each figure keeps to."""
    counts = dict.fromkeys(system.figures, 0)
    for relation in relations:
        if isinstance(relation, Linear) and not relation.equal:
            continue
        stating = [system.stating(key) for key in relation.keys]
        members = [figure for each in stating for figure in each]
        if isinstance(relation, Ratio):
            members.append(relation.figure)
        if len(members) > 1 and all(stating) and holds(system, relation):
            for figure in members:
                counts[figure] += 1
    return counts


def _findings(
    system: System, conflict: FigureConflict, doubts: Mapping[str, int], severity: Severity
) -> list[AuditFinding]:
    """The findings of one component: one for each figure of the likeliest set, or one for equal candidates.

    Where no sets of figures to doubt were looked for, all figures of each contradiction are.
    """
    return [each for each in _all_findings(system, conflict, doubts, severity) if each is not None]


def _all_findings(
    system: System, conflict: FigureConflict, doubts: Mapping[str, int], severity: Severity
) -> list[AuditFinding | None]:
    if not conflict.sets:
        return [_unweighed(system, conflict, core, severity) for core in conflict.cores]
    if conflict.more:
        return [_of_many(system, conflict, core, doubts, severity) for core in nearly_disjoint(conflict.cores)]
    weighed = sorted(
        ((weigh(system, conflict, chosen, doubts), chosen) for chosen in conflict.sets),
        key=lambda pair: (-sum(doubt.score for doubt in pair[0]), sorted(pair[1], key=in_order)),
    )
    best, chosen = weighed[0]
    top = sum(doubt.score for doubt in best)
    alone = _unsupported(conflict, doubts)
    equals = [pair for pair in weighed if alone or sum(doubt.score for doubt in pair[0]) > top - 12 * len(chosen)]
    if not _may_be_called(system, conflict, [doubt for pair in equals for doubt in pair[0]], severity):
        return []
    told = any(is_told_outright(system, conflict.component.relations, name) for _, chosen in weighed for name in chosen)
    slips = (_was_mistyped(each) or _has_slipped(system, conflict, each) for pair in weighed for each in pair[0])
    if not told and not _is_near(system, weighed, doubts) and not any(slips):
        return []
    if len(equals) == 1:
        others = [pair[0] for pair in weighed[1:]]
        return [_finding(system, conflict, [doubt], severity, others) for doubt in best]
    shared = frozenset.intersection(*(pair[1] for pair in equals))
    found = [_finding(system, conflict, [doubt], severity, []) for doubt in best if doubt.figure.id in shared]
    open_doubts = {doubt.figure.id: doubt for pair in reversed(equals) for doubt in pair[0]}
    groups = _grouped([figure for figure in open_doubts if figure not in shared], conflict)
    for group in groups:
        ranked = sorted(
            (open_doubts[figure] for figure in group), key=lambda each: (-each.score, in_order(each.figure.id))
        )
        found.append(_finding(system, conflict, few(system, conflict, ranked), severity, []))
    return found


def _of_many(
    system: System, conflict: FigureConflict, core: frozenset[str], doubts: Mapping[str, int], severity: Severity
) -> AuditFinding | None:
    """The finding of a contradiction among so many figures that not all were weighed: its likeliest slips."""
    broken = broken_totals(system, conflict)
    order = sorted(core, key=lambda name: (system.states.get(name) not in broken, -doubts.get(name, 0), in_order(name)))
    weighed = [weigh(system, conflict, frozenset((name,)), doubts)[0] for name in order[:_MOST_WEIGHED]]
    return _finding(system, conflict, few(system, conflict, weighed), severity, [])


def _unweighed(system: System, conflict: FigureConflict, core: frozenset[str], severity: Severity) -> AuditFinding:
    """The finding of a contradiction of which no figure is singled out."""
    names = sorted(core, key=in_order)
    figures = [system.figures[name] for name in names]
    kind, why = _explained(system, conflict, names)
    sum_shown = _worked(system, conflict, names)
    against = [system.figures[each] for each in why]
    case = Case(figures, against, kind, severity, Interval(), sum_shown[0] if sum_shown else None, False, (), ())
    return AuditFinding(
        rule=kind,
        severity=severity,
        message=message(case),
        figures=tuple(names),
        why=tuple(why),
        document=figures[0].document,
        start=figures[0].start,
        end=figures[0].end,
    )


def _is_credible(system: System, conflict: FigureConflict, doubt: Doubt) -> bool:
    """Whether a figure may be misprinted, and not its words misread: what could only be nothing was misread."""
    if doubt.expected.low == doubt.expected.high == 0 != doubt.figure.value:
        return False
    if doubt.repairs or doubt.copied or any(len(core) > _PAIR for core in conflict.cores if doubt.figure.id in core):
        return True
    return _explained(system, conflict, [doubt.figure.id])[0] not in _NEED_A_SLIP


def _may_be_called(system: System, conflict: FigureConflict, doubted: Sequence[Doubt], severity: Severity) -> bool:
    """Whether one of some figures may be misprinted; what nobody's words relate needs a slip that explains it."""
    if not any(_is_credible(system, conflict, each) for each in doubted):
        return False
    return severity is not Severity.WARNING or any(_has_slipped(system, conflict, each) for each in doubted)


def _is_near(system: System, weighed: Sequence[tuple[list[Doubt], frozenset[str]]], doubts: Mapping[str, int]) -> bool:
    """Whether a figure is not far from what it should be, stands in a table, or others keep to what it is related with.

    What nothing else supports and is off by half and more was rather related to the wrong partner than misprinted.
    """
    named = {doubt.figure.id for pair in weighed for doubt in pair[0]}
    if any(doubts.get(name, _NO_DOUBT) < _NO_DOUBT or system.states.get(name, ("",))[0] == "cell" for name in named):
        return True
    near = (nearness(doubt) for pair in weighed for doubt in pair[0])
    return any(each is None or each <= _HALF for each in near)


def _was_mistyped(doubt: Doubt) -> bool:
    """Whether a slip explains a figure that not every other number explains too."""
    return doubt.copied or any(each.reason not in _WEAK_SLIPS for each in doubt.repairs)


def _has_slipped(system: System, conflict: FigureConflict, doubt: Doubt) -> bool:
    """Whether something that hands and machines do explains a figure: what nobody's words relate is called for that."""
    figure = doubt.figure
    digits = figure.digits.rstrip("0")
    short = len(digits) < _LEAST_DIGITS
    slips = [each for each in doubt.repairs if each.reason != LOST_WORD and (not short or each.rank < DOUBTFUL_SLIP)]
    return bool(slips) or doubt.copied or is_turned(doubt) or has_wrong_base(conflict, system, figure)


def _unsupported(conflict: FigureConflict, doubts: Mapping[str, int]) -> bool:
    """Whether two figures exclude each other, and no relation that holds speaks for either."""
    pair = conflict.cores[0]
    return len(conflict.cores) == 1 and len(pair) == 2 and len({doubts.get(name, 50) for name in pair}) == 1


def _grouped(figures: list[str], conflict: FigureConflict) -> list[list[str]]:
    """Figures in doubt that meet in a contradiction, together."""
    groups: list[set[str]] = []
    for core in conflict.cores:
        members = set(core) & set(figures)
        if members:
            touching = [group for group in groups if group & members]
            groups = [group for group in groups if not group & members]
            groups.append(members.union(*touching))
    return [sorted(group, key=in_order) for group in groups]


def _finding(
    system: System, conflict: FigureConflict, ranked: list[Doubt], severity: Severity, others: list[list[Doubt]]
) -> AuditFinding | None:
    """What is said of figures in doubt; None where nobody could check it by hand."""
    first = ranked[0]
    figure = first.figure
    names = [doubt.figure.id for doubt in ranked]
    kind, why = _explained(system, conflict, names)
    shown = _worked(system, conflict, names)
    if shown is None and kind in _NEED_A_SUM:
        return None
    kind = shown[1] if shown is not None and kind in _NEED_A_SUM else kind
    base = has_wrong_base(conflict, system, figure)
    turned = shown is not None and shown[0].turned
    suggestions = suggested(first, base=base, turned=turned)
    for doubt in ranked[1:]:
        suggestions += [
            (text, f"{reason}, for {_quoted(doubt.figure)}")
            for text, reason in suggested(doubt, base=False, turned=turned)[:2]
        ]
    suggestions = [each for each in suggestions if each[0] != _quoted(figure)]
    otherwise = len(ranked) == 1 and is_turned(first)
    if otherwise and figure.id in system.opposites:
        suggestions = [(system.opposites[figure.id], OPPOSITE)]
    elif len(ranked) > 1:
        suggestions = [*opposites(system, ranked), *suggestions]
    told = Case(
        [doubt.figure for doubt in ranked],
        [system.figures[each] for each in why],
        kind,
        severity,
        first.expected,
        shown[0] if shown else None,
        base,
        suggestions,
        [[doubt.figure for doubt in each] for each in others],
        turned=otherwise,
    )
    says = message(told) if conflict.proved else Text.same(" ").join((message(told), _UNPROVED))
    return AuditFinding(
        rule=kind,
        severity=severity,
        message=says,
        figures=tuple(names),
        expected=first.expected,
        expected_kind=figure.kind,
        suggestion=suggestions[0][0] if suggestions else "",
        suggestions=tuple(suggestions),
        why=tuple(why),
        document=figure.document,
        start=figure.start,
        end=figure.end,
    )


def _explained(system: System, conflict: FigureConflict, names: list[str]) -> tuple[str, list[str]]:
    """The kind of the simplest relation that a figure breaks, and the other figures in it."""
    figure = names[0]
    doubted = _doubted_too(conflict, names)
    key = system.states.get(figure)
    stating = system.stating(key) if key is not None else ()
    twins = [other for other in stating if other != figure and other not in doubted]
    if key is not None and any(
        system.figures[other].lenient.meet(system.figures[figure].lenient).empty for other in twins
    ):
        return "same", sorted(set(twins) - set(names), key=in_order)
    for relation in sorted(conflict.component.relations, key=lambda each: len(each.keys)):
        mine = key in relation.keys or (isinstance(relation, Ratio) and relation.figure == figure)
        if mine and not holds(system, relation, doubted):
            members = [*system.figures_of(relation.keys), *([relation.figure] if isinstance(relation, Ratio) else [])]
            return relation.kind, sorted(set(members) - set(names) - doubted, key=in_order)
    cores = sorted((core for core in conflict.cores if figure in core), key=lambda core: (len(core), sorted(core)))
    members = sorted(set(cores[0]) - set(names), key=in_order) if cores else []
    kinds = [
        each.kind for each in conflict.component.relations if key in each.keys or figure == getattr(each, "figure", "")
    ]
    return (kinds[0] if kinds else "same"), members


def _doubted_too(conflict: FigureConflict, names: list[str]) -> frozenset[str]:
    """The figures that are wrong together with the first of some, if it is."""
    return next((chosen for chosen in conflict.sets if names[0] in chosen), frozenset[str]()) - set(names)


def _worked(system: System, conflict: FigureConflict, names: list[str]) -> tuple[WorkedSum, str] | None:
    """The sum that shows it, and its kind: of the simplest relation broken by the figures with all others printed.

    Where others must be wrong too, and no sum shows it without them, it is one of theirs.
    """
    doubted = _doubted_too(conflict, names)
    return _worked_without(system, conflict, names, doubted) or (
        _worked_without(system, conflict, names, frozenset()) if doubted else None
    )


def _worked_without(
    system: System, conflict: FigureConflict, names: list[str], doubted: frozenset[str]
) -> tuple[WorkedSum, str] | None:
    relations = conflict.component.relations
    key = system.states.get(names[0])
    for relation in sorted(
        relations, key=lambda each: (not is_change(each, key), len(each.keys), isinstance(each, Linear))
    ):
        members = {*system.figures_of(relation.keys), *([relation.figure] if isinstance(relation, Ratio) else [])}
        if relation.kind != "direction" and members & set(names) and not holds(system, relation, doubted):
            shown = worked(system, relation, relations, doubted)
            if shown is not None:
                return shown, relation.kind
    for relation in relations:
        if not isinstance(relation, Ratio) or relation.transform != "part" or relation.kind != "share":
            continue
        if {relation.figure, *system.stating(relation.over)} & set(names):
            shown = worked(system, relation, relations, doubted)
            return (shown, relation.kind) if shown else None
    return None


def _quoted(figure: PrintedFigure) -> str:
    return " ".join(figure.text.split())
