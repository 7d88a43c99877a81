"""How the cells of a workbook print their numbers: percentages, and amounts shown in thousands or millions."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from math import prod
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

from crosscut.audit.documents import archive
from crosscut.spreadsheets import column_number, extent

_QUOTED = re.compile(r'"[^"]{0,80}"|\\.|\[[^\]]{0,40}\]|_.')
_BUILT_IN = {9: "0%", 10: "0.00%"}
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

_HIDES = (b'hidden="1"', b'hidden="true"')
_MOST_COLUMNS = 16_384

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Format:
    """A number times ten to ``power``, with so many ``decimals``, and ``mark`` after it."""

    power: int
    decimals: int
    mark: str

    def text(self, value: float) -> str:
        """A number as it is printed."""
        shown = Decimal(repr(value)).scaleb(self.power).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return f"{shown:f}{self.mark}"


def scaled(path: Path, name: str) -> dict[str, dict[Place, Format]]:
    """For each sheet, the cells (row and column from 0) that print a number other than it is kept."""
    with zipfile.ZipFile(path) as opened:
        members = set(opened.namelist())
        if "xl/styles.xml" not in members:
            return {}
        styles = _styles(archive.parsed(archive.part(opened, "xl/styles.xml", name), name))
        if not styles:
            return {}
        parts = _parts(opened, name)
        return {
            sheet: dict(_cells(archive.part(opened, part, name), styles, name))
            for sheet, part in parts
            if part in members
        }


def spreads(path: Path, name: str) -> dict[str, int]:
    """For each sheet, how many places there are from its first cell to its last, told before a reader holds each."""
    with zipfile.ZipFile(path) as opened:
        members = set(opened.namelist())
        parts = [(sheet, part) for sheet, part in _parts(opened, name) if part in members]
        return {sheet: prod(extent(archive.part(opened, part, name), doubted=True)) for sheet, part in parts}


def hidden(path: Path, name: str) -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """For each sheet that hides some, the rows and columns (from 0) that are not shown."""
    found = {}
    with zipfile.ZipFile(path) as opened:
        members = set(opened.namelist())
        for sheet, part in _parts(opened, name):
            data = archive.part(opened, part, name) if part in members else b""
            if any(mark in data for mark in _HIDES):
                found[sheet] = _hidden(data, name)
    return found


def _hidden(data: bytes, name: str) -> tuple[frozenset[int], frozenset[int]]:
    archive.check_entities(data, name)
    rows: set[int] = set()
    columns: set[int] = set()
    for _, each in iterparse(BytesIO(data)):  # noqa: S314
        tag, gone = archive.local(each), each.get("hidden") in ("1", "true")
        if tag == "row":
            rows |= {int(each.get("r", "0")) - 1} if gone else set()
            each.clear()
        elif tag == "col" and gone:
            columns |= set(range(int(each.get("min", "1")) - 1, min(int(each.get("max", "1")), _MOST_COLUMNS)))
    return frozenset(rows), frozenset(columns)


def _styles(root: Element) -> dict[str, Format]:
    """The styles by number that print numbers otherwise than they are kept."""
    codes = dict(_BUILT_IN)
    styles: dict[str, Format] = {}
    for each in root.iter():
        if archive.local(each) == "numFmt":
            codes[int(each.get("numFmtId", "0"))] = each.get("formatCode", "")
    groups = [each for each in root if archive.local(each) == "cellXfs"]
    for place, each in enumerate(style for group in groups for style in group):
        found = _format(codes.get(int(each.get("numFmtId", "0")), ""))
        if found:
            styles[str(place)] = found
    return styles


def _format(code: str) -> Format | None:
    """What a format's code says, where it is a percentage or ends in commas."""
    code = _QUOTED.sub("", code.partition(";")[0])
    digits = code.rstrip("% )-")
    decimals = len(re.sub(r"[^0#?]", "", digits.partition(".")[2]))
    if "%" in code:
        return Format(2, decimals, "%")
    thousands = len(digits) - len(digits.rstrip(","))
    return Format(-3 * thousands, decimals, "") if thousands else None


def _parts(opened: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    """The sheets' names and where in the archive each stands."""
    relations = archive.parsed(archive.part(opened, "xl/_rels/workbook.xml.rels", name), name)
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    for each in archive.parsed(archive.part(opened, "xl/workbook.xml", name), name).iter():
        if archive.local(each) == "sheet":
            target = next((targets.get(value, "") for key, value in each.attrib.items() if key.endswith("}id")), "")
            yield each.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells(data: bytes, styles: dict[str, Format], name: str) -> Iterator[tuple[Place, Format]]:
    archive.check_entities(data, name)
    for _, each in iterparse(BytesIO(data)):  # noqa: S314
        if archive.local(each) == "c":
            match = _ADDRESS.fullmatch(each.get("r", ""))
            if match and each.get("s", "") in styles:
                yield (int(match[2]) - 1, column_number(match[1]) - 1), styles[each.get("s", "")]
        elif archive.local(each) == "row":
            each.clear()
