"""The bundled lists, read from the CSV files under ``data``."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from crosscut.config import did_you_mean
from crosscut.plugins import OWN, installed, offered, package_of, working
from crosscut.taxonomy.model import RESERVED, Area, Sub, Taxonomy, TaxonomyError, normalised

CERTAINTIES = ("read", "second-hand", "unverified")
"""How sure a row is: its source was read, or someone's transcription of it, or neither."""

CsvRow = dict[str, str]


def bundled(name: str) -> list[CsvRow]:
    """The rows of a bundled CSV file."""
    text = (files("crosscut.taxonomy") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def names() -> tuple[str, ...]:
    """The ids of the bundled taxonomies, in the order in which they are listed, then those of other packages."""
    return (*(row["id"] for row in bundled("lists.csv")), *(point.name for point in offered("crosscut.taxonomies")))


@cache
def load(id: str) -> Taxonomy:  # noqa: A002
    """The taxonomy of an id, such as ``kr-cet-2022``: a bundled one, or one that another package offers.

    Raises
    ------
    TaxonomyError
        where neither Crosscut nor a package has one of the id; it names the nearest.
    """
    head = next((row for row in bundled("lists.csv") if row["id"] == id), None)
    added = next((each for each in installed("crosscut.taxonomies", Taxonomy, _id) if each.id == id), None)
    if added is not None:
        if head is not None:
            raise TaxonomyError(f"{package_of(added)} offers a list with the id of a bundled one, {id!r}: uninstall it")
        _check_added(added)
        return added
    if head is None:
        raise TaxonomyError(
            f"unknown taxonomy {id[:60]!r}.{did_you_mean(id[:60], names())} Known are {', '.join(names())}"
        )
    taxonomy = Taxonomy(areas=tuple(_areas(bundled(f"{id}.csv"))), **head)
    check(taxonomy)
    return taxonomy


def _check_added(taxonomy: Taxonomy) -> None:
    """Check a list that another package offers; what is wrong with it names the package."""
    try:
        with working(taxonomy):
            check(taxonomy)
    except TaxonomyError as error:
        package = package_of(taxonomy)
        raise TaxonomyError(
            f"a list of {package} cannot be used: {error}", code="plugin", hint=f"Fix or uninstall {package}"
        ) from None


def _id(taxonomy: Taxonomy) -> str:
    return taxonomy.id


def to_keep(id: str) -> str:  # noqa: A002
    """The list of an id as a text to keep beside what was read under it; empty where Crosscut itself holds the list.

    A list of Crosscut's stays what it is under its id. That of another package is gone with the package.
    """
    added = load(id)
    return "" if package_of(added) == OWN else added.to_text()


def _areas(rows: Iterable[CsvRow]) -> Iterator[Area]:
    listed = list(rows)
    for row in listed:
        if not row["sub"]:
            subs = tuple(_sub(each) for each in listed if each["sub"] and each["area"] == row["area"])
            yield Area(
                id=row["area"],
                en=row["en"],
                ko=row["ko"],
                subs=subs,
                certainty=row["certainty"],
                source=row["source"],
                aliases=tuple(filter(None, row["aliases"].split(";"))),
                translated=row["translated"],
            )


def _sub(row: CsvRow) -> Sub:
    return Sub(
        id=row["sub"],
        en=row["en"],
        ko=row["ko"],
        certainty=row["certainty"],
        source=row["source"],
        translated=row["translated"],
    )


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(taxonomy: Taxonomy) -> None:
    """Raise TaxonomyError where ids are no slugs or stand twice, a name has two areas, or a row has no provenance."""
    rows: list[Area | Sub] = [*taxonomy.areas, *(sub for area in taxonomy.areas for sub in area.subs)]
    ids = [row.id for row in rows]
    owners: dict[str, str] = {}
    for row in rows:
        if row.id in RESERVED:
            raise TaxonomyError(f"{taxonomy.id}: {row.id!r} is no id of an area: it is a word for where money stands")
        if not _SLUG.fullmatch(row.id) or ids.count(row.id) > 1:
            raise TaxonomyError(f"{taxonomy.id}: {row.id!r} is no slug of its own: give every row a unique id")
        if row.certainty not in CERTAINTIES or not row.source or not row.en:
            raise TaxonomyError(f"{taxonomy.id}: {row.id!r} needs a name, a source and one of {', '.join(CERTAINTIES)}")
    for area in taxonomy.areas:
        for name in filter(None, (area.id, area.en, area.ko, *area.aliases)):
            if owners.setdefault(normalised(name), area.id) != area.id:
                raise TaxonomyError(f"{taxonomy.id}: {name!r} names {owners[normalised(name)]!r} and {area.id!r}")
