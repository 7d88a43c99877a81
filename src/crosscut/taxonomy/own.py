"""An office's own list of areas and sub-areas, from a CSV file of its budget folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import PurePosixPath

from crosscut.characters import composed
from crosscut.config import did_you_mean
from crosscut.taxonomy.model import RESERVED, Area, Sub, Taxonomy, TaxonomyError, normalised

COLUMNS = ("area", "sub", "en", "ko", "definition", "examples", "aliases", "source")
"""``area`` is an id, ``sub`` that of a sub-area and blank for the area itself, ``en`` and ``ko`` the names: one is
enough; ``definition`` and ``examples`` (with semicolons between) say what belongs to it; ``aliases`` are other names
with semicolons between, ``source`` is where the list is published."""

CsvRow = dict[str, str]
_SEPARATORS = ",;\t"


def own(text: str | None, file: str) -> Taxonomy:
    """The list that a CSV file states; its id is the name of the file without its ending.

    Raises
    ------
    TaxonomyError
        where there is no such file, or a row of it cannot be: the line names file, row and column.
    """
    if text is None:
        raise TaxonomyError(
            "there is no such file", file=file, hint="Put the list into taxonomies/, or name a bundled one"
        )
    rows = _rows(text, file)
    areas: dict[str, tuple[int, CsvRow]] = {}
    subs: dict[str, list[Sub]] = {}
    taken: dict[str, int] = {}
    for number, row in rows:
        _check(row, number, taken, file)
        if not row["sub"]:
            areas[row["area"]] = (number, row)
        else:
            source = row["source"] or file
            subs.setdefault(row["area"], []).append(_sub(row, source))
    for area in subs:
        if area not in areas:
            raise TaxonomyError(
                f"area {area!r} has sub-areas and no row of its own",
                file=file,
                column="area",
                hint=f"Add a row with area {area} and a blank sub.{did_you_mean(area, tuple(areas))}",
            )
    if not areas:
        raise TaxonomyError("it names no area", file=file, hint=f"Write a row an area, under {', '.join(COLUMNS)}")
    name = PurePosixPath(file).stem
    made = tuple(_area(row, tuple(subs.get(area, ())), file) for area, (_, row) in areas.items())
    return Taxonomy(name, name, name, "", "", made, certainty="read", source=file)


def _rows(text: str, file: str) -> list[tuple[int, CsvRow]]:
    _refuse_lost_letters(text, file)
    header_line = text.split("\n", maxsplit=1)[0]
    separator = max(_SEPARATORS, key=header_line.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator)
    try:
        first, *rows = list(reader) or [[]]
    except csv.Error as error:
        raise TaxonomyError(f"cannot be read as CSV: {error}", file=file, row=reader.line_num) from None
    header = [composed(cell.strip()) for cell in first]
    for name in header:
        if name and name not in COLUMNS:
            raise TaxonomyError(
                f"{name!r} is not a column of a list",
                file=file,
                row=1,
                column=name,
                hint=f"Use {', '.join(COLUMNS)}.{did_you_mean(name, COLUMNS)}",
            )
    if "area" not in header or not {"en", "ko"} & set(header):
        raise TaxonomyError("the list needs the columns area and en or ko", file=file, row=1, hint="Name them so")
    blank = dict.fromkeys(COLUMNS, "")
    return [
        (number, blank | {name: composed(cell.strip()) for name, cell in zip(header, cells, strict=False)})
        for number, cells in enumerate(rows, start=2)
        if any(cell.strip() for cell in cells)
    ]


def _refuse_lost_letters(text: str, file: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        if "\ufffd" in line:
            raise TaxonomyError(
                "letters of this row are in no encoding that is known",
                file=file,
                row=number,
                hint="Save the file as CSV UTF-8",
            )


def _check(row: CsvRow, number: int, taken: dict[str, int], file: str) -> None:
    id_ = row["sub"] or row["area"]
    column = "sub" if row["sub"] else "area"
    if not row["area"] or not normalised(id_) or id_ in RESERVED:
        raise TaxonomyError(
            f"{id_!r} is no id", file=file, row=number, column=column, hint="Write a short word of its own"
        )
    if not (row["en"] or row["ko"]):
        raise TaxonomyError(f"{id_!r} has no name", file=file, row=number, column="en", hint="Fill en or ko")
    if id_ in taken:
        raise TaxonomyError(
            f"{id_!r} stands in row {taken[id_]} too", file=file, row=number, column=column, hint="Delete one"
        )
    taken[id_] = number


def _area(row: CsvRow, subs: Iterable[Sub], file: str) -> Area:
    aliases = tuple(filter(None, (each.strip() for each in row["aliases"].split(";"))))
    return Area(
        row["area"],
        row["en"],
        row["ko"],
        tuple(subs),
        "read",
        row["source"] or file,
        aliases,
        definition=row["definition"],
        examples=row["examples"],
    )


def _sub(row: CsvRow, source: str) -> Sub:
    said = {"definition": row["definition"], "examples": row["examples"]}
    return Sub(row["sub"], row["en"], row["ko"], "read", source, **said)
