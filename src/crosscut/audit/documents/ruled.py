"""Tables drawn with ruling lines: a fine grid over the lines, and cells where no line parts it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from crosscut.audit.documents.lines import Word, words
from crosscut.audit.documents.sheet import Letter, RuledLine

_NEAR = 3.0
_SAME = 1.6
_DASH = 4.5
_MOST_PAIRS = 1_000_000
_MOST_CELLS = 60_000
_COVERED = 0.6
_OVERHANG = 2

Place = tuple[int, int]


@dataclass
class Lattice:
    """The fine grid of a ruled table. ``owner`` gives each of its fields the first field of the cell it lies in."""

    xs: list[float]
    ys: list[float]
    owner: dict[Place, Place]
    words: dict[Place, list[Word]] = field(default_factory=lambda: defaultdict(list))

    def take(self, word: Word) -> bool:
        """Keep a word that stands in one of the cells; one that goes over a line is parted there."""
        if not (self._inside(word.x0 + 1, word.top + 1) or self._inside(word.x1 - 1, word.bottom - 1)):
            return False
        parts: dict[Place, list[Letter]] = defaultdict(list)
        for letter in word.letters:
            parts[self.owner[self._field(*letter.middle)]].append(letter)
        if len(parts) > 1 and min(map(len, parts.values())) > _OVERHANG:
            for cell, letters in parts.items():
                self.words[cell] += words(letters)
        else:
            self.words[max(parts, key=lambda cell: len(parts[cell]))].append(word)
        return True

    def _inside(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def _field(self, x: float, y: float) -> Place:
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        return max(0, min(row, len(self.ys) - 2)), max(0, min(column, len(self.xs) - 2))

    @property
    def cells(self) -> list[Place]:
        """The first field of each cell, in reading order."""
        return sorted(set(self.owner.values()))

    def width(self, cell: Place) -> int:
        """Over how many columns of the fine grid a cell goes."""
        return 1 + max(column for (_, column), owner in self.owner.items() if owner == cell) - cell[1]

    def rows(self, texts: dict[Place, str]) -> list[list[str | None]]:
        """The cells' texts row by row, None where a cell is merged into another; rows and columns of none left out."""
        rows = sorted({row for row, _ in self.cells})
        columns = sorted({column for _, column in self.cells})
        firsts = set(self.cells)
        return [
            [texts.get((row, column), "") if (row, column) in firsts else None for column in columns] for row in rows
        ]


def lattices(rules: Iterable[RuledLine]) -> list[Lattice]:
    """The ruled tables of a page: groups of lines that touch, with two columns and four cells at least."""
    level, upright = _joined(each for each in rules if each.level), _joined(each for each in rules if not each.level)
    if len(level) * len(upright) > _MOST_PAIRS:
        return []
    found = [_lattice(*group) for group in _groups(level, upright)]
    return [each for each in found if each and len({column for _, column in each.cells}) >= 2 and len(each.cells) >= 4]


def _joined(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Lines at one place joined where one goes on in the next, as the dashes of a dashed line do."""
    lanes: list[list[RuledLine]] = []
    for rule in sorted(rules, key=lambda each: (each.at, each.start, each.end)):
        if lanes and rule.at - lanes[-1][0].at <= _SAME:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    return [rule for lane in lanes for rule in _along(lane)]


def _along(lane: list[RuledLine]) -> list[RuledLine]:
    lane = sorted(lane, key=lambda each: (each.start, each.end))
    found = [lane[0]]
    for rule in lane[1:]:
        if rule.start - found[-1].end <= _DASH:
            found[-1] = RuledLine(rule.level, found[-1].at, found[-1].start, max(found[-1].end, rule.end))
        else:
            found.append(rule)
    return [rule for rule in found if rule.end - rule.start > _NEAR]


def _groups(level: list[RuledLine], upright: list[RuledLine]) -> list[tuple[list[RuledLine], list[RuledLine]]]:
    """The lines that touch, directly or through others."""
    root = list(range(len(level) + len(upright)))

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for place, one in enumerate(level):
        for other_place, other in enumerate(upright, len(level)):
            if one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR:
                root[top(other_place)] = top(place)
    groups: dict[int, tuple[list[RuledLine], list[RuledLine]]] = defaultdict(lambda: ([], []))
    for place, rule in enumerate([*level, *upright]):
        groups[top(place)][0 if rule.level else 1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _lattice(level: list[RuledLine], upright: list[RuledLine]) -> Lattice | None:
    xs = _marks([rule.at for rule in upright], [end for rule in level for end in (rule.start, rule.end)])
    ys = _marks([rule.at for rule in level], [end for rule in upright for end in (rule.start, rule.end)])
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width > _MOST_CELLS:
        return None
    above, before = _covered(level, ys, xs), _covered(upright, xs, ys)
    owner: dict[Place, Place] = {}
    for row in range(height):
        for column in range(width):
            if (row, column) not in owner:
                _claim(owner, (row, column), (height, width), above, before)
    return Lattice(xs, ys, owner)


def _claim(owner: dict[Place, Place], first: Place, size: Place, above: set[Place], before: set[Place]) -> None:
    """Give a cell the fields to its right, and below, that no line parts from it."""
    row, column = first
    end, bottom = column + 1, row + 1
    while end < size[1] and (end, row) not in before and (row, end) not in owner:
        end += 1
    while (
        bottom < size[0]
        and all((bottom, each) not in above and (bottom, each) not in owner for each in range(column, end))
        and all((each, bottom) not in before for each in range(column + 1, end))
    ):
        bottom += 1
    for each_row in range(row, bottom):
        for each_column in range(column, end):
            owner[each_row, each_column] = first


def _marks(lines: list[float], ends: list[float]) -> list[float]:
    """The places of lines, and of ends that are at no line, each once."""
    found: list[float] = []
    for place in sorted(lines):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    for place in sorted(ends):
        if all(abs(place - each) > 2 * _NEAR for each in found):
            found.append(place)
    return sorted(found)


def _covered(rules: list[RuledLine], marks: list[float], others: list[float]) -> set[Place]:
    """Which edges of the grid have a line: (index of the mark, index of the field along it)."""
    length: dict[Place, float] = defaultdict(float)
    for rule in rules:
        mark = min(range(len(marks)), key=lambda each: abs(marks[each] - rule.at))
        for place, (start, end) in enumerate(pairwise(others)):
            shared = min(end, rule.end) - max(start, rule.start)
            if shared > 0:
                length[mark, place] += shared / (end - start)
    return {edge for edge, share in length.items() if share >= _COVERED}
