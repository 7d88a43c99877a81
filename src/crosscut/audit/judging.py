"""From contradictions to findings: which figure to doubt, what it should lie between, what was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from crosscut.audit import wording
from crosscut.audit.model import AuditFinding, Figure, Interval
from crosscut.audit.reconcile.conflicts import Conflict, components, conflicts
from crosscut.audit.reconcile.exact import Contradiction, consistent, propagate, stated
from crosscut.audit.reconcile.settling import settled
from crosscut.audit.relations.system import Key, Linear, Ratio, Relation, System
from crosscut.audit.repairs import Repair, repairs
from crosscut.findings import Severity

_NARROW = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure to doubt: what it should lie between, and the slips that would explain it."""

    figure: Figure
    expected: Interval
    repairs: tuple[Repair, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings, and what was not settled.

    ``unproved`` counts contradictions without a proved smallest set of figures to doubt, ``more`` those with too many
    of them, ``apart`` are the sizes of groups of relations that were judged one by one only.
    """

    findings: tuple[AuditFinding, ...]
    unproved: int = 0
    more: int = 0
    apart: tuple[int, ...] = ()


def judge(system: System) -> Verdict:
    """Every contradiction: what the document says outright is fatal, what is only likely can at most warn."""
    system, shared = settled(system)
    certain = [relation for relation in system.relations if relation.certain]
    doubts = {figure: 50 - 8 * min(count, 5) for figure, count in _support(system, certain).items()}
    sure = conflicts(system, certain, doubts)
    found = [each for conflict in sure for each in _findings(system, conflict, doubts, Severity.FATAL)]
    doubted = {figure for finding in found for figure in finding.figures}
    rest = _without(system, doubted)
    likely = conflicts(rest, [each for each in rest.relations if _usable(each, doubted)], doubts)
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
        f"One name is given {len(values)} different values ({some} …): they are taken for different things.",
        f"한 이름에 서로 다른 값이 {len(values)}개임({some} …). 서로 다른 것으로 보고 비교하지 않음.",
        why=tuple(names[:4]),
        document=first.document,
        start=first.start,
        end=first.end,
    )


def _usable(relation: Relation, doubted: Collection[str]) -> bool:
    return not (isinstance(relation, Ratio) and relation.figure in doubted)


def _without(system: System, doubted: Collection[str]) -> System:
    return System(
        figures=system.figures,
        relations=system.relations,
        levels=system.levels,
        names=system.names,
        states={figure: key for figure, key in system.states.items() if figure not in doubted},
    )


def _support(system: System, relations: Iterable[Relation]) -> dict[str, int]:
    """How many relations with other figures each figure keeps to."""
    stating: dict[Key, list[str]] = {}
    for figure, key in system.states.items():
        stating.setdefault(key, []).append(figure)
    counts = dict.fromkeys(system.figures, 0)
    for relation in relations:
        members = [figure for key in relation.keys for figure in stating.get(key, ())]
        if isinstance(relation, Ratio):
            members.append(relation.figure)
        if len(members) < 2 or any(key not in stating for key in relation.keys):
            continue
        if isinstance(relation, Linear) and not relation.equal and _holds(system, relation, stating):
            continue
        if _holds(system, relation, stating):
            for figure in members:
                counts[figure] += 1
    return counts


def _holds(system: System, relation: Relation, stating: Mapping[Key, list[str]]) -> bool:
    part = System(
        figures=system.figures,
        levels=system.levels,
        states={figure: key for key in relation.keys for figure in stating.get(key, ())},
    )
    return consistent(part, [relation], set(relation.keys))


def _findings(system: System, conflict: Conflict, doubts: Mapping[str, int], severity: Severity) -> list[AuditFinding]:
    """The findings of one component: one for each figure of the likeliest set, or one for equal candidates."""
    weighed = sorted(
        ((_weigh(system, conflict, chosen, doubts), chosen) for chosen in conflict.sets),
        key=lambda pair: (-sum(doubt.score for doubt in pair[0]), sorted(pair[1], key=_order)),
    )
    best, chosen = weighed[0]
    top = sum(doubt.score for doubt in best)
    alone = _unsupported(conflict, doubts)
    equals = [pair for pair in weighed if alone or sum(doubt.score for doubt in pair[0]) > top - 12 * len(chosen)]
    if len(equals) == 1:
        others = [pair[0] for pair in weighed[1:]]
        return [_finding(system, conflict, [doubt], severity, others) for doubt in best]
    shared = frozenset.intersection(*(pair[1] for pair in equals))
    found = [_finding(system, conflict, [doubt], severity, []) for doubt in best if doubt.figure.id in shared]
    open_doubts = {doubt.figure.id: doubt for pair in reversed(equals) for doubt in pair[0]}
    groups = _grouped([figure for figure in open_doubts if figure not in shared], conflict)
    for group in groups:
        ranked = sorted(
            (open_doubts[figure] for figure in group), key=lambda each: (-each.score, _order(each.figure.id))
        )
        found.append(_finding(system, conflict, ranked, severity, []))
    return found


def _unsupported(conflict: Conflict, doubts: Mapping[str, int]) -> bool:
    """Whether two figures exclude each other, and no relation that holds speaks for either."""
    pair = conflict.cores[0]
    return len(conflict.cores) == 1 and len(pair) == 2 and len({doubts.get(name, 50) for name in pair}) == 1


def _grouped(figures: list[str], conflict: Conflict) -> list[list[str]]:
    """Figures in doubt that meet in a contradiction, together."""
    groups: list[set[str]] = []
    for core in conflict.cores:
        members = set(core) & set(figures)
        if members:
            touching = [group for group in groups if group & members]
            groups = [group for group in groups if not group & members]
            groups.append(members.union(*touching))
    return [sorted(group, key=_order) for group in groups]


def _order(figure: str) -> tuple[str, int]:
    head = figure.rstrip("0123456789")
    return head, int(figure[len(head) :] or 0)


def _weigh(system: System, conflict: Conflict, chosen: frozenset[str], doubts: Mapping[str, int]) -> list[Doubt]:
    """How likely each figure of a set is to be the wrong one."""
    found = []
    for name in sorted(chosen, key=_order):
        figure = system.figures[name]
        expected = expectation(system, conflict.component.relations, conflict.component.keys, name, chosen)
        slips = _repairs(figure, expected)
        wide = not expected.bounded or _wide(expected)
        quality = max(0, 36 - 7 * slips[0].rank) if slips else 0
        score = doubts.get(name, 50) + (quality if not wide else quality // 2 if expected.bounded else quality // 3)
        score += 60 * _wrong_base(conflict, system, figure)
        found.append(Doubt(figure, expected, slips, score))
        key = system.states.get(name, ("",))
        if key[-1] == "difference" or key[0] == "change":
            found[-1] = replace(found[-1], score=score + 2)
    return found


@lru_cache(maxsize=4096)
def _repairs(figure: Figure, expected: Interval) -> tuple[Repair, ...]:
    return tuple(repairs(figure, expected))


def _wide(span: Interval) -> bool:
    assert span.low is not None
    assert span.high is not None
    return span.high - span.low > _NARROW * max(abs(span.high), abs(span.low))


def expectation(
    system: System, relations: Collection[Relation], keys: Collection[Key], name: str, without: frozenset[str]
) -> Interval:
    """What a figure should lie between, by all the others that are not in doubt."""
    part = System(
        figures=system.figures,
        levels=system.levels,
        states={figure: key for figure, key in system.states.items() if key in keys},
    )
    try:
        bounds = propagate(part, relations, stated(part, keys, without), without)
    except Contradiction:
        return Interval()
    found = bounds.get(system.states.get(name, ()), Interval())
    for relation in relations:
        if isinstance(relation, Ratio) and relation.figure == name:
            found = found.meet(_quotient(bounds[relation.over], bounds[relation.under], relation))
    return Interval() if found.empty else found


def _quotient(over: Interval, under: Interval, relation: Ratio) -> Interval:
    """The range of the percentage that makes ``over`` of ``under``."""
    if not over.bounded or not under.bounded or under.low is None or under.low <= 0:
        return Interval()
    assert over.low is not None
    assert over.high is not None
    assert under.high is not None
    quotients = [one / other for one in (over.low, over.high) for other in (under.low, under.high)]
    low, high = min(quotients), max(quotients)
    if relation.transform == "growth":
        return Interval(low - 1, high - 1)
    if relation.transform == "of_after":
        return Interval() if high >= 1 else Interval(low / (1 - low), high / (1 - high))
    return Interval(low, high)


def _finding(
    system: System, conflict: Conflict, ranked: list[Doubt], severity: Severity, others: list[list[Doubt]]
) -> AuditFinding:
    first = ranked[0]
    figure = first.figure
    names = [doubt.figure.id for doubt in ranked]
    kind, why = _explained(system, conflict, names)
    base = _wrong_base(conflict, system, figure)
    suggestions = _suggestions(first, base)
    for doubt in ranked[1:]:
        suggestions += [
            (text, f"{reason}, for {_quoted(doubt.figure)}") for text, reason in _suggestions(doubt, base=False)[:2]
        ]
    en, ko = _messages(system, ranked, why, kind, severity, base, suggestions, others)
    if not conflict.proved:
        en += " The search ended at its limit: fewer or other figures may explain it."
        ko += " 탐색 한도에 이르러, 더 적거나 다른 숫자로도 설명될 수 있음."
    return AuditFinding(
        rule=kind,
        severity=severity,
        message=en,
        message_ko=ko,
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


def _explained(system: System, conflict: Conflict, names: list[str]) -> tuple[str, list[str]]:
    """The kind of the simplest relation that a figure breaks, and the other figures in it."""
    figure = names[0]
    doubted = frozenset(each for chosen in conflict.sets[:1] for each in chosen) - set(names)
    key = system.states.get(figure)
    twins = [other for other, its in system.states.items() if its == key and other != figure and other not in doubted]
    if key is not None and any(
        system.figures[other].lenient.meet(system.figures[figure].lenient).empty for other in twins
    ):
        return "same", sorted(set(twins) - set(names), key=_order)
    for relation in sorted(conflict.component.relations, key=lambda each: len(each.keys)):
        mine = key in relation.keys or (isinstance(relation, Ratio) and relation.figure == figure)
        if mine and not _alone(system, relation, doubted):
            members = [*system.figures_of(relation.keys), *([relation.figure] if isinstance(relation, Ratio) else [])]
            return relation.kind, sorted(set(members) - set(names) - doubted, key=_order)
    cores = sorted((core for core in conflict.cores if figure in core), key=lambda core: (len(core), sorted(core)))
    members = sorted(set(cores[0]) - set(names), key=_order) if cores else []
    kinds = [
        each.kind for each in conflict.component.relations if key in each.keys or figure == getattr(each, "figure", "")
    ]
    return (kinds[0] if kinds else "same"), members


def _alone(system: System, relation: Relation, without: frozenset[str]) -> bool:
    """Whether a relation holds by itself."""
    keys = set(relation.keys)
    part = System(
        figures=system.figures,
        levels=system.levels,
        states={figure: key for figure, key in system.states.items() if key in keys},
    )
    return consistent(part, [relation], keys, without)


def _suggestions(doubt: Doubt, base: bool) -> list[tuple[str, str]]:
    span = doubt.expected
    found = [(repair.text, repair.reason) for repair in doubt.repairs]
    if span.low is not None and span.high is not None and not _wide_for(doubt.figure, span):
        computed = wording.printed(doubt.figure, (span.low + span.high) / 2)
        reason = "the rate on the earlier amount" if base else "what follows from the others"
        if base or not found:
            found.insert(0, (computed, reason))
        elif computed not in dict(found):
            found.append((computed, reason))
    return found


def _wide_for(figure: Figure, span: Interval) -> bool:
    assert span.low is not None
    assert span.high is not None
    return span.high - span.low > 12 * figure.step and _wide(span)


def _wrong_base(conflict: Conflict, system: System, figure: Figure) -> bool:
    """Whether a growth rate was worked out on the later amount."""
    if figure.kind != "percentage" or figure.id in system.states:
        return False
    for relation in conflict.component.relations:
        if isinstance(relation, Ratio) and relation.figure == figure.id and relation.transform == "growth":
            part = System(figures=system.figures, states=system.states, levels=system.levels)
            keys = set(conflict.component.keys)
            try:
                bounds = propagate(
                    part, [r for r in conflict.component.relations if isinstance(r, Linear)], stated(part, keys)
                )
            except Contradiction:
                return False
            after, before = bounds[relation.over], bounds[relation.under]
            if not after.bounded or not before.bounded or not after.low or not before.low:
                return False
            assert after.high is not None
            assert before.high is not None
            on_after = Interval(1 - before.high / after.low, 1 - before.low / after.high)
            return not on_after.meet(figure.lenient).empty
    return False


def _messages(  # noqa: PLR0917
    system: System,
    ranked: list[Doubt],
    why: list[str],
    kind: str,
    severity: Severity,
    base: bool,
    suggestions: list[tuple[str, str]],
    others: list[list[Doubt]],
) -> tuple[str, str]:
    figure, span = ranked[0].figure, ranked[0].expected
    told = [system.figures[each] for each in why[:4]]
    against = ", ".join(_quoted(each) for each in told) + (" …" if len(why) > 4 else "")
    rule_en, rule_ko = wording.KINDS.get(kind, (kind, kind))
    names = ", ".join(_quoted(doubt.figure) for doubt in ranked[:4])
    range_en = wording.between(span, figure.kind, figure.currency)
    range_ko = wording.between(span, figure.kind, figure.currency, "ko")
    sure = severity is Severity.FATAL
    if len(ranked) == 1:
        en = f"{names} {'cannot be true' if sure else 'is doubtful'}: {rule_en}"
        ko = f"{names}: {'사실일 수 없음' if sure else '의심스러움'}. {rule_ko}"
    else:
        en = f"One of {names} {'cannot be true' if sure else 'is doubtful'}: {rule_en}"
        ko = f"{names} 가운데 하나는 {'사실일 수 없음' if sure else '의심스러움'}. {rule_ko}"
    if against:
        en, ko = f"{en}, against {against}", f"{ko}({against})"
    if span != Interval():
        en, ko = f"{en}. {_quoted(figure)} should be {range_en}", f"{ko}. {_quoted(figure)}의 자리에는 {range_ko}"
    if base:
        en, ko = f"{en}; it was worked out on the later amount", f"{ko}. 이후 금액을 분모로 계산한 값임"
    if suggestions:
        en = f"{en}. Probably meant: {suggestions[0][0]} ({suggestions[0][1]})"
        ko = f"{ko}. 본래 {suggestions[0][0]}이었을 것"
    if others:
        alternatives = ", ".join(" and ".join(_quoted(doubt.figure) for doubt in each) for each in others[:3])
        en, ko = f"{en}. As few figures, less likely: {alternatives}", f"{ko}. 덜 그럴듯한 다른 후보: {alternatives}"
    return en + ".", ko + "."


def _quoted(figure: Figure) -> str:
    return " ".join(figure.text.split())
