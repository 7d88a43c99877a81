"""The audit on documents that were collected and marked by hand, by arithmetic alone, before it was run on them.

Run with `python benchmarks/audit_blind.py [FOLDER]` (tests/audit/blind/open without one). Each document NNN.txt or
NNN.md has its marking NNN.json: relations, and errors with the printed figures any of which may be the wrong one. An
alarm (fatal or warning) is right where it names a figure of a decidable error; one that only touches an undecidable
error counts neither way. With ``--show`` each alarm that is wrong and each error that is missed is printed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

from crosscut.audit import Audit, analyse
from crosscut.audit.documents.text import from_text
from crosscut.findings import Severity

OPEN = Path(__file__).resolve().parent.parent / "tests" / "audit" / "blind" / "open"
LOUD = (Severity.FATAL, Severity.WARNING)
NORMAL = 1.959964


@dataclass
class Measured:
    """Counts over documents: alarms, errors, clean documents and numbers."""

    documents: int = 0
    alarms: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)


def squeezed(text: str) -> str:
    """A printed figure without commas and spaces."""
    return text.replace(",", "").replace(" ", "")


def touches(called: list[str], error: dict) -> bool:
    """Whether an alarm names one of the figures of an error."""
    wanted = [squeezed(each) for each in error["figures"]]
    return any(one and (one in other or other in one) for one in called for other in wanted)


def audited(path: Path) -> Audit:
    """The audit of one document."""
    return analyse([from_text(path.name, path.read_text(encoding="utf-8"))])


def measure(path: Path, into: Measured, *, show: bool) -> None:
    """Audit one document and count it."""
    marking = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    done = audited(path)
    texts = {each.id: squeezed(each.text) for each in done.figures}
    alarms = [each for each in done.findings if each.severity in LOUD]
    called = [[texts[one] for one in each.figures if one in texts] for each in alarms]
    decidable = [each for each in marking["errors"] if each["decidable"]]
    doubtful = [each for each in marking["errors"] if not each["decidable"]]
    into.documents += 1
    for alarm, names in zip(alarms, called, strict=True):
        right = any(touches(names, each) for each in decidable)
        counted = right or not any(touches(names, each) for each in doubtful)
        kind = "fatal" if alarm.severity is Severity.FATAL else "warning"
        into.alarms.update({kind: counted, f"{kind} right": right})
        if show and counted and not right:
            print("WRONG ", path.name, kind, alarm.message.en)
    for each in decidable:
        found = any(touches(names, each) for names in called)
        into.errors.update({"all": 1, "found": found})
        if show and not found:
            print("MISSED", path.name, each["figures"], each["why"])
    if not marking["errors"]:
        into.clean.update({"all": 1, "alarmed": bool(alarms)})
    into.numbers.update({"all": done.coverage.numbers, "checked": done.coverage.checked})


def share(part: int, whole: int) -> str:
    """A share with its 95 % Wilson interval."""
    if not whole:
        return f"{part}/{whole}"
    rate, square = part / whole, NORMAL**2
    middle = (rate + square / (2 * whole)) / (1 + square / whole)
    half = NORMAL / (1 + square / whole) * sqrt(rate * (1 - rate) / whole + square / (4 * whole**2))
    return f"{part}/{whole} = {rate:.2f} ({max(middle - half, 0):.2f} to {min(middle + half, 1):.2f})"


def report(found: Measured) -> None:
    """Print the shares."""
    fatal, warning = found.alarms["fatal"], found.alarms["warning"]
    right = found.alarms["fatal right"] + found.alarms["warning right"]
    print(f"{found.documents} documents")
    print(f"  alarms right          {share(right, fatal + warning)}")
    print(f"  fatal right           {share(found.alarms['fatal right'], fatal)}")
    print(f"  decidable errors found {share(found.errors['found'], found.errors['all'])}")
    print(f"  clean ones alarmed    {share(found.clean['alarmed'], found.clean['all'])}")
    print(f"  numbers checked       {share(found.numbers['checked'], found.numbers['all'])}")


def main() -> None:
    """Measure a folder of documents, by language and together."""
    words = [each for each in sys.argv[1:] if each != "--show"]
    folder, whole = Path(words[0]) if words else OPEN, Measured()
    for path in sorted((*folder.glob("*.txt"), *folder.glob("*.md"))):
        if path.with_suffix(".json").is_file():
            measure(path, whole, show="--show" in sys.argv)
    report(whole)


if __name__ == "__main__":
    main()
