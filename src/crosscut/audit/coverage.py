"""How much of a document was checked: figures that stand in a relation which could have failed."""

from __future__ import annotations

from collections import defaultdict

from crosscut.audit.model import Coverage
from crosscut.audit.relations.system import Key, Linear, Ratio, System
from crosscut.audit.tables.total_relations import Tally
from crosscut.audit.verdicts import Verdict

_PAIR = 2


def checked(system: System) -> set[str]:
    """The figures whose value some other figures could have contradicted."""
    stating: dict[Key, list[str]] = defaultdict(list)
    for figure, key in system.states.items():
        stating[key].append(figure)
    found = {figure for members in stating.values() if len(members) > 1 for figure in members}
    derived = _derived(system, stating)
    known = {key: set(figures) for key, figures in stating.items()} | derived
    for relation in system.relations:
        if not all(key in known for key in relation.keys):
            continue
        if isinstance(relation, Linear) and (_is_a_bound(relation) or any(key in derived for key in relation.keys)):
            continue
        for key in relation.keys:
            found |= known[key]
        if isinstance(relation, Ratio):
            found.add(relation.figure)
    return found


def _is_a_bound(relation: Linear) -> bool:
    """Whether a relation is the bound of a list that leaves some out: hardly any slip would break it."""
    return not relation.equal and not relation.certain and len(relation.terms) > _PAIR


def _derived(system: System, stating: dict[Key, list[str]]) -> dict[Key, set[str]]:
    """Quantities that nobody states, but that follow from the others of one equation, with the figures they rest on."""
    found: dict[Key, set[str]] = {}
    for relation in system.relations:
        if isinstance(relation, Linear) and relation.equal:
            open_keys = [key for key in relation.keys if key not in stating]
            if len(open_keys) == 1:
                found[open_keys[0]] = {figure for key in relation.keys for figure in stating.get(key, ())}
    return found | _wholes(system, stating)


def _wholes(system: System, stating: dict[Key, list[str]]) -> dict[Key, set[str]]:
    """Wholes that nobody states, which several parts and their shares must agree on, with those parts."""
    parts: dict[Key, list[str]] = defaultdict(list)
    for relation in system.relations:
        if isinstance(relation, Ratio) and relation.kind == "share" and relation.under not in stating:
            parts[relation.under] += stating.get(relation.over, [])[:1]
    return {key: set(figures) for key, figures in parts.items() if len(figures) > 1}


def coverage(system: System, tested: set[str], tally: Tally, verdict: Verdict, unread: int) -> Coverage:
    """The counts of an audit; ``unread`` numbers are printed and no figures."""
    figures = system.figures.values()
    return Coverage(
        numbers=len(figures) + unread,
        amounts=sum(figure.kind == "amount" for figure in figures),
        percentages=sum(figure.kind in ("percentage", "points") for figure in figures),
        checked=len(tested),
        sums_found=tally.found,
        sums=tally.true,
        unproved=verdict.unproved,
        unjoined=sum(verdict.unjoined),
    )
