"""Successions: which programme goes on as which, and with what part of its money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import pyarrow as pa

from crosscut.findings import Finding, Place, Severity
from crosscut.ledger.continuity import LinkRow
from crosscut.text import Text


@dataclass(frozen=True)
class Link:
    """One row of LINKS: ``share`` of the predecessor's money goes on as the successor from ``year`` on (0: unknown)."""

    predecessor: str
    successor: str
    share: Fraction
    year: int = 0
    date: str = ""
    source: str = ""
    reason: str = ""
    place: Place = field(default_factory=Place)

    @property
    def why(self) -> str:
        """The date, source and reason as they were given, in one text."""
        return "; ".join(part for part in (self.date, self.reason, self.source) if part)


@dataclass(frozen=True)
class Succession:
    """Sound links: no cycle, and the shares of each predecessor sum to one."""

    by_predecessor: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Link]:
        return (link for links in self.by_predecessor.values() for link in links)

    def in_order(self) -> list[str]:
        """The predecessors, each before those that its money goes on to."""
        order: list[str] = []
        seen: set[str] = set()
        for start in sorted(self.by_predecessor):
            stack = [(start, False)]
            while stack:
                programme, done = stack.pop()
                if done:
                    order.append(programme)
                elif programme not in seen:
                    seen.add(programme)
                    stack.append((programme, True))
                    stack += [(link.successor, False) for link in self.by_predecessor.get(programme, ())]
        return [programme for programme in reversed(order) if programme in self.by_predecessor]

    def family(self, programme: str) -> list[str]:
        """All programmes that links connect with this one, itself included, predecessors first."""
        near: dict[str, set[str]] = defaultdict(set)
        for link in self:
            near[link.predecessor].add(link.successor)
            near[link.successor].add(link.predecessor)
        found, waiting = {programme}, [programme]
        while waiting:
            fresh = near[waiting.pop()] - found
            found |= fresh
            waiting += sorted(fresh)
        rank = {each: place for place, each in enumerate(self.in_order())}
        return sorted(found, key=lambda each: (rank.get(each, len(rank)), each))


def succession(table: pa.Table, known: Iterable[str]) -> tuple[Succession, list[Finding]]:
    """The sound links of a table of LINKS, and what is wrong with the others.

    Left out are links to or from a programme that is not ``known``, links given twice, all links of a predecessor
    whose shares do not sum to one, and all links of a cycle.
    """
    programmes, findings = set(known), list[Finding]()
    kept: dict[tuple[str, str], Link] = {}
    for row in table.to_pylist():
        link = _link(row)
        fault = _fault(link, programmes, kept)
        if fault:
            findings.append(fault)
        else:
            kept[link.predecessor, link.successor] = link
    groups: dict[str, list[Link]] = defaultdict(list)
    for key in sorted(kept):
        groups[key[0]].append(kept[key])
    for predecessor, links in list(groups.items()):
        if sum(link.share for link in links) != 1:
            findings.append(_wrong_sum(predecessor, links))
            del groups[predecessor]
    for cycle in _cycles(groups):
        findings.append(_cycle(cycle, groups))
        for programme in cycle:
            groups.pop(programme, None)
    return Succession({predecessor: tuple(links) for predecessor, links in groups.items()}), findings


def _link(row: LinkRow) -> Link:
    return Link(
        row["predecessor"],
        row["successor"],
        Fraction(row["numerator"], row["denominator"]),
        row["fiscal_year"] or 0,
        row["date"],
        row["source"],
        row["reason"],
        Place.of(row),
    )


def _fault(link: Link, known: set[str], kept: Mapping[tuple[str, str], Link]) -> Finding | None:
    for name in ("predecessor", "successor"):
        programme = getattr(link, name)
        if programme not in known:
            return Finding(
                "link-to-nothing",
                Severity.FATAL,
                Text(
                    f"The {name} {programme!r} of a link is no programme of this budget. The link was left out.",
                    f"연계의 {name} {programme!r}은(는) 이 예산에 없는 사업입니다. 연계를 뺐습니다.",
                ),
                replace(link.place, column=name),
                programme,
                hint=Text(
                    "Write the id as crosscut.toml's column programme has it.",
                    "원자료의 사업 식별자를 그대로 적으십시오.",
                ),
            )
    if (link.predecessor, link.successor) in kept:
        return Finding(
            "link-repeated",
            Severity.WARNING,
            Text(
                f"The link from {link.predecessor} to {link.successor} is given twice. The first holds.",
                f"{link.predecessor}에서 {link.successor}(으)로의 연계가 두 번 있습니다. 첫째 것을 씁니다.",
            ),
            replace(link.place, column="successor"),
            link.predecessor,
            hint=Text("Delete one.", "하나를 지우십시오."),
        )
    return None


def _wrong_sum(predecessor: str, links: list[Link]) -> Finding:
    total = sum(link.share for link in links)
    return Finding(
        "link-shares",
        Severity.FATAL,
        Text(
            f"The shares of {predecessor} sum to {total}, not to 1. Its {len(links)} link(s) were left out.",
            f"{predecessor}의 몫의 합이 1이 아니라 {total}입니다. 연계 {len(links)}건을 뺐습니다.",
        ),
        replace(links[0].place, column="numerator"),
        predecessor,
        hint=Text(
            "Fix the shares; what goes on under the old id is a link to itself.",
            "몫을 고치십시오. 기존 사업에 남는 몫은 자기 자신으로의 연계로 적습니다.",
        ),
    )


def _cycle(cycle: list[str], groups: Mapping[str, list[Link]]) -> Finding:
    named = " → ".join([*cycle, cycle[0]])
    return Finding(
        "link-cycle",
        Severity.FATAL,
        Text(
            f"Successions run in a circle: {named}. All links of these programmes were left out.",
            f"연계가 순환합니다: {named}. 이 사업들의 연계를 모두 뺐습니다.",
        ),
        replace(groups[cycle[0]][0].place, column="successor"),
        cycle[0],
        hint=Text(
            "A programme that returns is a new one: give it an id of its own, or turn the wrong link round.",
            "잘못된 방향의 연계를 바로잡거나, 다시 생긴 사업에 새 식별자를 주십시오.",
        ),
    )


def _cycles(groups: Mapping[str, list[Link]]) -> list[list[str]]:
    """Circles of more than one programme, each once, beginning with its smallest id."""
    state: dict[str, int] = {}
    found: list[list[str]] = []
    for start in sorted(groups):
        path: list[str] = []
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            programme, done = stack.pop()
            if done:
                state[programme] = 2
                path.pop()
            elif state.get(programme) == 1:
                circle = path[path.index(programme) :]
                least = circle.index(min(circle))
                found.append(circle[least:] + circle[:least])
            elif programme not in state:
                state[programme] = 1
                path.append(programme)
                stack.append((programme, True))
                onward = sorted(link.successor for link in groups.get(programme, ()) if link.successor != programme)
                stack += [(each, False) for each in reversed(onward)]
    return found
