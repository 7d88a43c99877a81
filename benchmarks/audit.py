"""Precision, recall and coverage of the audit on its gold set, and its speed.

Each document, or pair of documents parted by a line ``~~~``, is audited as misprinted and as it was meant. A fatal
finding is right where one of its figures is a misprint; a misprint is found where some fatal finding holds it. Run with
the name of a half to see each document.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from crosscut.audit import Audit, PrintedFigure, analyse
from crosscut.audit.documents.text import from_text
from crosscut.findings import Severity

GOLD = Path(__file__).resolve().parent.parent / "tests" / "audit" / "gold"
PARTED = "~~~\n"
MARK = re.compile(r"\{\{([^|{}]*)\|([^|{}]*)\}\}")
NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?=\s?(?:%|percent|billion|million|trillion|조|억|천억|백만))|(?<=\| )△?-?\d[\d,.]*%?(?= \|)"
)


@dataclass
class Tally:
    documents: int = 0
    statements: int = 0
    misprints: int = 0
    found: int = 0
    suggested: int = 0
    fatal: int = 0
    right: int = 0
    false_alarms: int = 0
    numbers: int = 0
    checked: int = 0


def documents(half: str) -> list[tuple[str, str]]:
    """Name and marked text of each document of a half."""
    text = (GOLD / f"{half}.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (.+)\n", text, flags=re.M)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def misprinted(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text as misprinted, and where each misprint stands and what was meant."""
    spots, text, place = [], "", 0
    for match in MARK.finditer(marked):
        text += marked[place : match.start()]
        spots.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        place = match.end()
    return text + marked[place:], spots


def audited(text: str) -> tuple[Audit, dict[str, tuple[int, int]]]:
    """The audit of a text, or of several read together, and where each figure stands in the whole."""
    parts, place, starts = text.split(PARTED), 0, {}
    for number, part in enumerate(parts):
        starts[str(number)] = place
        place += len(part) + len(PARTED)
    done = analyse([from_text(str(number), part) for number, part in enumerate(parts)])
    return done, {each.id: _span(each, starts[each.document]) for each in done.figures}


def _span(figure: PrintedFigure, shift: int) -> tuple[int, int]:
    return figure.start + shift, figure.end + shift


def measure(half: str, show: bool = False) -> Tally:
    """Audit a half of the gold set."""
    tally = Tally()
    for name, marked in documents(half):
        text, spots = misprinted(marked)
        meant = MARK.sub(r"\2", marked)
        tally.documents += 1
        for each, wanted in ((text, spots), (meant, [])) if spots else ((text, []),):
            done, figures = audited(each)
            fatal = [finding for finding in done.findings if finding.severity is Severity.FATAL]
            tally.statements += len(NUMBER.findall(each))
            tally.misprints += len(wanted)
            tally.numbers += done.coverage.numbers
            tally.checked += done.coverage.checked
            for finding in fatal:
                hit = any(_at(figures[one], spot) for one in finding.figures for spot in wanted)
                tally.fatal += 1
                tally.right += hit
                tally.false_alarms += not hit
                if show and not hit:
                    print("FALSE", name, finding.message.en)
            for spot in wanted:
                holding = [f for f in fatal if any(_at(figures[one], spot) for one in f.figures)]
                tally.found += bool(holding)
                suggested = any(_meant(spot[2]) in _meant(text) for f in holding for text, _ in f.suggestions)
                tally.suggested += suggested
                if show and not holding:
                    print("MISSED", name, each[spot[0] - 40 : spot[1] + 20].replace("\n", " "))
                elif show and not suggested:
                    print("SUGGESTED", name, spot[2], [f.suggestions for f in holding], [f.message.en for f in holding])
    return tally


def _meant(text: str) -> str:
    return text.lstrip("△").replace(" ", "")


def _at(figure: tuple[int, int], spot: tuple[int, int, str]) -> bool:
    return figure[0] < spot[1] and spot[0] < figure[1] + 2


def report(half: str, tally: Tally) -> None:
    """Print the shares of a half."""
    print(f"{half}: {tally.documents} documents, {tally.statements} statements, {tally.misprints} misprints")
    print(f"  precision on wrong {tally.right}/{tally.fatal} = {tally.right / max(tally.fatal, 1):.3f}")
    print(f"  recall of misprints {tally.found}/{tally.misprints} = {tally.found / max(tally.misprints, 1):.3f}")
    print(f"  what was meant is among the suggestions {tally.suggested}/{tally.found}")
    print(f"  numbers checked {tally.checked}/{tally.numbers} = {tally.checked / max(tally.numbers, 1):.3f}")


def main() -> None:
    for half in sys.argv[1:] or ("tuning", "measuring"):
        started = time.perf_counter()
        report(half, measure(half, show=bool(sys.argv[1:])))
        print(f"  {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
