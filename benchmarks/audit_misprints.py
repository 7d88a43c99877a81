"""Misprints planted in clean documents, by kind: how many the audit finds, and how often it says what was meant.

``python benchmarks/audit_misprints.py [--seed WORD] [--count N] [--any] [FOLDER]`` takes the texts (``.txt``, ``.md``)
of a folder; without one those of the open blind set, and the documents of the gold set as they were meant. Documents
that the audit alarms as they are are left out. Of all misprints that documents have a place for, N (300) are drawn by a
hash of the seed, evenly by kind: the same word plants the same. Only numbers that the audit checks are misprinted: of
others nothing in the document speaks. With ``--any`` all numbers may be. ``--show`` prints what is missed.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import sqrt
from pathlib import Path

from crosscut.audit import Audit, PrintedFigure, analyse
from crosscut.audit.documents.text import from_text
from crosscut.audit.tables.totals import is_a_total
from crosscut.findings import Severity

sys.path.insert(0, str(Path(__file__).resolve().parent))
import audit_blind as blind

import audit as gold

KINDS = ("slip", "swap", "x10", "unit", "base", "row", "total", "repeated", "sign")
MOST_OF_A_KIND = 3
"""How many misprints of one kind are taken of one document at most."""

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_UNITS = (("trillion", "billion"), ("billion", "million"), ("million", "billion"), ("조", "억"), ("억", "조"))
_SHARE = re.compile(r"비중|구성비|비율|의 |share|percent of|% of|accounts|집행률", re.IGNORECASE)
"""What a percentage stands beside that is no rate of growth."""
_WORDS = (
    ("늘었", "줄었"),
    ("줄었", "늘었"),
    ("증가", "감소"),
    ("감소", "증가"),
    ("increase", "decrease"),
    ("up ", "down "),
)
_SIGNS = (("△", ""), ("-", ""), ("−", ""), ("+", "-"))


@dataclass(frozen=True, slots=True)
class Misprint:
    """A text with one misprint: where it stands, and what was there."""

    kind: str
    text: str
    start: int
    end: int
    meant: str


@dataclass
class Tally:
    planted: int = 0
    found: int = 0
    named: int = 0
    meant: int = 0


@dataclass(frozen=True, slots=True)
class Draw:
    """How misprints are drawn: by which word, how many, among all numbers or those that are checked."""

    seed: str = "1"
    count: int = 300
    anywhere: bool = False
    show: bool = False

    def hash(self, *words: object) -> int:
        return int.from_bytes(hashlib.sha256("|".join(map(str, (self.seed, *words))).encode()).digest()[:8], "big")


def _slip(number: str, seed: int) -> str:
    places = [place for place, letter in enumerate(number) if letter.isdigit()]
    place = places[seed % len(places)]
    digits = [digit for digit in "0123456789" if digit != number[place] and (digit != "0" or place)]
    return number[:place] + digits[seed // 7 % len(digits)] + number[place + 1 :]


def _swap(number: str, seed: int) -> str:
    places = [
        place
        for place in range(len(number) - 1)
        if number[place].isdigit() and number[place + 1].isdigit() and number[place] != number[place + 1]
    ]
    places = [place for place in places if place or number[1] != "0"]
    if not places:
        return number
    place = places[seed % len(places)]
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def _tenfold(number: str, _: int) -> str:
    whole, dot, decimals = number.replace(",", "").partition(".")
    moved = f"{whole}{decimals[:1]}.{decimals[1:]}".rstrip(".") if dot else f"{whole}0"
    head, dot, tail = moved.partition(".")
    return (f"{int(head):,}" if "," in number or len(head) > 4 else head) + dot + tail


def _edited(text: str, figure: PrintedFigure, edit: Callable[[str, int], str], kind: str, seed: int) -> Misprint | None:
    """The text with one number of a figure edited."""
    numbers = list(_NUMBER.finditer(text, figure.start, figure.end))
    if not numbers:
        return None
    number = numbers[seed % len(numbers)]
    edited = edit(number[0], seed)
    if edited == number[0]:
        return None
    changed = text[: number.start()] + edited + text[number.end() :]
    end = figure.end + len(edited) - len(number[0])
    return Misprint(kind, changed, figure.start, end, text[figure.start : figure.end])


def _replaced(
    text: str, figure: PrintedFigure, pairs: tuple[tuple[str, str], ...], kind: str, reach: int
) -> Misprint | None:
    """The text with one word of a figure, or just beside it, replaced."""
    begin, close = max(0, figure.start - min(reach, 2)), figure.end + reach
    for old, new in pairs:
        place = text.find(old, begin, close)
        if place >= 0:
            changed = text[:place] + new + text[place + len(old) :]
            shift = len(new) - len(old) if place < figure.end else 0
            return Misprint(kind, changed, figure.start, figure.end + shift, text[figure.start : figure.end])
    return None


def _resigned(text: str, figure: PrintedFigure) -> Misprint | None:
    """The text with the sign that is printed just before a number turned or lost."""
    for old, new in _SIGNS:
        if figure.signed and text[: figure.start].endswith(old):
            changed = text[: figure.start - len(old)] + new + text[figure.start :]
            start = figure.start - len(old) + len(new)
            return Misprint("sign", changed, start, start + figure.end - figure.start, figure.text)
    return None


def _on_the_later(text: str, figure: PrintedFigure, _: int) -> Misprint | None:
    """A rate worked out on the later amount."""
    if figure.kind != "percentage" or not Fraction(-9, 10) < figure.value < 1 or figure.decimals > 2:
        return None
    beside = text[max(0, figure.start - 20) : figure.end + 12] if " · " not in figure.label else figure.label
    if _SHARE.search(beside):
        return None
    wrong = abs(figure.value / (1 + figure.value)) * 100
    scaled = round(wrong * 10**figure.decimals)
    whole, rest = divmod(scaled, 10**figure.decimals)
    printed = f"{whole}.{rest:0{figure.decimals}}" if figure.decimals else str(whole)
    return _edited(text, figure, lambda _number, _seed: printed, "base", 0)


def planted(name: str, text: str, clean: Audit, drawn: Draw) -> Iterator[Misprint]:
    """A few misprints of each kind that a document has a place for."""
    for kind in KINDS:
        places = sorted(
            _places(kind, clean, anywhere=drawn.anywhere), key=lambda figure: drawn.hash(name, kind, figure.start)
        )
        made = (_plant(kind, text, figure, clean, drawn.hash(name, kind, figure.start, "edit")) for figure in places)
        yield from islice(filter(None, made), MOST_OF_A_KIND)


def _places(kind: str, clean: Audit, *, anywhere: bool) -> list[PrintedFigure]:
    numbers = [figure for figure in clean.figures if figure.kind in ("amount", "percentage", "number")]
    numbers = [figure for figure in numbers if len(re.sub(r"\D", "", figure.text)) > 1]
    numbers = [figure for figure in numbers if anywhere or figure.id in clean.checked]
    if kind == "total":
        return [figure for figure in numbers if is_a_total(figure.label.split(" · ")[0])]
    if kind == "repeated":
        counts = Counter(figure.text for figure in numbers)
        return [figure for figure in numbers if counts[figure.text] > 1]
    return numbers


def _plant(kind: str, text: str, figure: PrintedFigure, clean: Audit, seed: int) -> Misprint | None:
    edits = {"slip": _slip, "total": _slip, "swap": _swap, "repeated": _swap, "x10": _tenfold}
    if kind in edits:
        return _edited(text, figure, edits[kind], kind, seed)
    if kind == "unit":
        return _replaced(text, figure, _UNITS, kind, 0)
    if kind == "sign":
        return _resigned(text, figure) or _replaced(text, figure, _WORDS, kind, 8)
    return _on_the_later(text, figure, seed) if kind == "base" else _other_row(text, figure, clean)


def _other_row(text: str, figure: PrintedFigure, clean: Audit) -> Misprint | None:
    """Two numbers of one column in each other's rows."""
    header = figure.label.partition(" · ")[2]
    others = [each for each in clean.figures if each.label.endswith(f" · {header}") and each.start > figure.end]
    if not header or not others or others[0].text == figure.text:
        return None
    other = others[0]
    changed = text[: figure.start] + other.text + text[figure.end : other.start] + figure.text + text[other.end :]
    return Misprint("row", changed, figure.start, figure.start + len(other.text), figure.text)


def measure(documents: list[tuple[str, str]], drawn: Draw) -> dict[str, Tally]:
    """The tallies by kind."""
    found: dict[str, list[tuple[str, Misprint]]] = defaultdict(list)
    for name, text in documents:
        clean = analyse([from_text(name, text)])
        if all(finding.severity is Severity.INFO for finding in clean.findings):
            for misprint in planted(name, text, clean, drawn):
                found[misprint.kind].append((name, misprint))
    tallies: dict[str, Tally] = defaultdict(Tally)
    for name, misprint in evenly(found, drawn):
        _count(tallies[misprint.kind], name, misprint, show=drawn.show)
    return tallies


def evenly(found: dict[str, list[tuple[str, Misprint]]], drawn: Draw) -> list[tuple[str, Misprint]]:
    """So many of all misprints, as evenly by kind as there are places."""
    left, chosen = drawn.count, []
    kinds = sorted(KINDS, key=lambda kind: len(found[kind]))
    for place, kind in enumerate(kinds):
        share = -(-left // (len(kinds) - place))
        ordered = sorted(found[kind], key=lambda each: drawn.hash(each[0], kind, each[1].start, "chosen"))
        chosen += ordered[:share]
        left -= len(ordered[:share])
    return chosen


def _count(tally: Tally, name: str, misprint: Misprint, *, show: bool) -> None:
    done = analyse([from_text(name, misprint.text)])
    figures = {figure.id: figure for figure in done.figures}
    alarms = [finding for finding in done.findings if finding.severity is not Severity.INFO]
    tally.planted += 1
    tally.found += bool(alarms)
    hits = [
        finding
        for finding in alarms
        if any(figures[each].start < misprint.end and misprint.start < figures[each].end for each in finding.figures)
    ]
    tally.named += bool(hits)
    meant = any(_bare(finding.suggestion) == _bare(misprint.meant) for finding in hits)
    tally.meant += meant
    if show and not meant:
        printed = " ".join(misprint.text[misprint.start - 30 : misprint.end + 30].split())
        said = [(str(finding.severity), finding.message.en[:200], finding.suggestion) for finding in alarms]
        print(misprint.kind, name, f"meant {misprint.meant!r}:", printed, said or "MISSED", sep="\n    ")


def _bare(text: str) -> str:
    return re.sub(r"[\s,△+-]", "", text)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The interval of 95 percent of a share."""
    if not whole:
        return 0.0, 1.0
    share, z = part / whole, 1.96
    middle = share + z * z / (2 * whole)
    wide = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return (middle - wide) / (1 + z * z / whole), (middle + wide) / (1 + z * z / whole)


def documents(folder: Path | None) -> list[tuple[str, str]]:
    """Names and texts of a folder, or of the open blind set and the gold set as it was meant."""
    paths = sorted(path for path in (folder or blind.OPEN).iterdir() if path.suffix in (".txt", ".md"))
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in paths]
    if folder is not None:
        return texts
    halves = [document for half in ("tuning", "measuring") for document in gold.documents(half)]
    return texts + [(name, gold.MARK.sub(r"\2", text)) for name, text in halves if gold.PARTED not in text]


def _arguments() -> tuple[Draw, Path | None]:
    read = argparse.ArgumentParser()
    read.add_argument("--seed", default="1")
    read.add_argument("--count", type=int, default=300)
    read.add_argument("--any", action="store_true")
    read.add_argument("--show", action="store_true")
    read.add_argument("folder", nargs="?", type=Path)
    given = read.parse_args()
    return Draw(given.seed, given.count, given.any, given.show), given.folder


def main() -> None:
    drawn, folder = _arguments()
    tallies = measure(documents(folder), drawn)
    print(f"seed {drawn.seed!r}")
    print(f"{'kind':10} planted  found  named  first suggestion right")
    for kind in (*KINDS, "all"):
        each = tallies.get(kind, Tally())
        if kind == "all":
            each = Tally(*(sum(getattr(tally, name) for tally in tallies.values()) for name in Tally.__annotations__))
        low, high = wilson(each.found, each.planted)
        rate = f"{each.meant / each.named:.2f}" if each.named else "-"
        print(
            f"{kind:10} {each.planted:7} {each.found:6} ({low:.2f} to {high:.2f}) {each.named:6} {each.meant:6} {rate}"
        )


if __name__ == "__main__":
    main()
