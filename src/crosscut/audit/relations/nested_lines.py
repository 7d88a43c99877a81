"""Nested lines: an area's line, its ministries' lines below it, their programmes below those."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crosscut.audit.context.entities import mentions
from crosscut.audit.context.outline import OutlineLine
from crosscut.audit.context.owners import bare
from crosscut.audit.context.placed_numbers import NumberInSentence, by_line
from crosscut.audit.figures import patterns as p
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.containment import SOME, counted
from crosscut.audit.relations.system import Key, Linear

_MARK = re.compile(r"(#{1,6}|[①-⑳➀-➉]|[0-9]{1,2}[.)](?![0-9])|\([0-9]{1,2}\)|[가-하]\.|[□■▪▫●○◦◇◆※▶▷ㅇㆍᄋ•·‧∙–—*-])\s")
_NUMBERED = re.compile(
    r"(?P<circled>[①-⑳➀-➉])|(?P<numbers>[0-9]{1,2}[.)])|(?P<parentheses>\([0-9]{1,2}\))|(?P<letters>[가-하]\.)"
)
_FAMILY = re.compile(r"inter-?ministerial|multi-?ministry|cross-?ministry|다부처|범부처|부처 ?합동", re.IGNORECASE)
_TAB = 4
_Kind = tuple[str, int]


@dataclass
class Node:
    """A marked line with the amount that it leads with, and the lines nested in it."""

    line: OutlineLine
    words: str
    amount: NumberInSentence | None
    children: list[Node] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """How wide its subject is: an area 3, a family of several ministries 2, a ministry 1, anything else 0."""
        if self.amount is None:
            return 0
        if self.amount.ministry:
            return 1
        return 3 if self._area() else 2 if _FAMILY.search(self.words) else 0

    def _area(self) -> bool:
        """Whether the line begins with the name of an area or a whole."""
        assert self.amount is not None
        name = _MARK.sub("", self.words[: self.amount.token.start - self.line.start].lstrip(), count=1).lstrip("* ")
        first = next(iter(mentions(name[:60])), None)
        return first is not None and first.start == 0 and bare(name[first.end :])


def nested(assembly: Assembly) -> None:
    """Relate each line's amount to those of the lines nested in it."""
    placed = by_line(assembly.prose)
    for node in list(_nodes(assembly, placed)):
        if node.amount is not None and node.rank:
            inside = [child for child in node.children if child.amount is not None and child.rank < node.rank]
            for child in inside:
                _within(assembly, node.amount, child)
            _together(assembly, node, [child for child in inside if child.rank == 1])


def _nodes(assembly: Assembly, placed: dict[int, list[NumberInSentence]]) -> Iterator[Node]:
    """The marked lines, each nested in the last line of a mark that was open before its own.

    A mark that another has stood in is not nested in that one, as where a page begins in the middle of a list.
    """
    text, stack = assembly.document.text, list[tuple[_Kind, Node]]()
    within = set[tuple[_Kind, _Kind]]()
    for line in assembly.prose.lines:
        words = text[line.start : line.end]
        mark = _MARK.match(words.lstrip())
        if mark is None:
            stack = [each for each in stack if each[0][0].startswith("#") and line.shape != "item"]
            continue
        kind = _kind(mark[1], len(words.expandtabs(_TAB)) - len(words.expandtabs(_TAB).lstrip()))
        places = [place for place, (its, _) in enumerate(stack) if its == kind]
        deeper = (place for place, (its, _) in enumerate(stack) if (kind, its) in within)
        del stack[places[0] if places else next(deeper, _depth(stack, kind)) :]
        node = Node(line, words, _leading(placed.get(line.start, [])))
        if stack:
            within.add((stack[-1][0], kind))
            stack[-1][1].children.append(node)
        stack.append((kind, node))
        yield node


def _kind(mark: str, indent: int) -> _Kind:
    """What kind of mark it is, all numbers alike, and how far it is indented."""
    numbered = _NUMBERED.fullmatch(mark)
    return (str(numbered.lastgroup) if numbered else mark, indent)


def _depth(stack: list[tuple[_Kind, Node]], kind: _Kind) -> int:
    """Where a mark that is not open yet belongs: a heading below shorter ones, a lesser indent outside deeper ones."""
    for place, ((its, indent), _) in enumerate(stack):
        if kind[0][0] == "#" and (its[0] != "#" or len(its) >= len(kind[0])):
            return place
        if kind[0][0] != "#" and its[0] != "#" and kind[1] < indent:
            return place
    return len(stack)


def _leading(group: list[NumberInSentence]) -> NumberInSentence | None:
    """The level that a line states: its only amount, or the later one of a movement."""
    levels = [placed for placed in group if placed.token.kind == "amount" and placed.part.role in ("level", "after")]
    return levels[0] if len(levels) == 1 else None


def _within(assembly: Assembly, whole: NumberInSentence, child: Node) -> None:
    amount = child.amount
    assert amount is not None
    if not _alike(whole, amount) or p.LIFETIME.search(child.words):
        return
    if whole.ministry and amount.ministry not in ("", whole.ministry):
        return
    terms = ((assembly.quantity(amount), 1), (assembly.quantity(whole), -1))
    if terms[0][0] != terms[1][0] and not _has_parts(assembly, terms[0][0]):
        assembly.system.relate(Linear("within", terms, equal=False, certain=whole.year == amount.year))


def _has_parts(assembly: Assembly, key: Key) -> bool:
    return any(
        isinstance(each, Linear) and each.kind == "within" and each.terms[0] == (key, 1)
        for each in assembly.system.relations
    )


def _alike(whole: NumberInSentence, placed: NumberInSentence) -> bool:
    return len({whole.year, placed.year} - {None}) < 2 and whole.token.currency == placed.token.currency


def _together(assembly: Assembly, node: Node, children: list[Node]) -> None:
    """Ministries' lines together are no more than the line they stand in; all of it where it counts them."""
    whole = node.amount
    amounts = [child.amount for child in children if child.amount is not None]
    assert whole is not None
    ministries = [placed.ministry for placed in amounts]
    if len(amounts) < 2 or len(set(ministries)) < len(ministries) or not all(_alike(whole, each) for each in amounts):
        return
    if any(p.LIFETIME.search(child.words) for child in children):
        return
    complete = counted(node.words) == len(node.children) == len(amounts) and not SOME.search(node.words)
    terms = (*((assembly.quantity(placed), 1) for placed in amounts), (assembly.quantity(whole), -1))
    if len({key for key, _ in terms}) == len(terms):
        assembly.system.relate(Linear("family" if complete else "shared", terms, equal=complete))
