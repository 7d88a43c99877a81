"""All exports: one ``EXPORT`` a module of this package, and those of plug-ins (``crosscut.exports``)."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import crosscut.exports
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.exports.export import Download, Export
from crosscut.plugins import OWN, installed, own, package_of
from crosscut.text import Text
from crosscut.views.publication import Edition

FIGURES = Download(
    "figures.json", Text("Every number with its definition, value and rows", "모든 숫자의 정의, 값, 근거 행")
)
"""What stands beside every publication, whatever its formats."""


@lru_cache(maxsize=1)
def all_exports() -> tuple[Export, ...]:
    """Every export, in the order in which they are written.

    Raises
    ------
    CrosscutError
        where two of them take the same format.
    """
    found = (*own(crosscut.exports, "EXPORT", Export), *installed("crosscut.exports", Export))
    taken: dict[str, str] = {}
    for each in found:
        package = package_of(each)
        twice = sorted(taken.keys() & {*each.formats})
        if twice:
            other = "Crosscut itself" if taken[twice[0]] == OWN else taken[twice[0]]
            raise CrosscutError(
                f"an export of {package} takes the format {twice[0]!r}, which {other} has",
                code="plugin",
                hint=f"Uninstall {package}",
            )
        taken |= dict.fromkeys(each.formats, package)
    return tuple(sorted(found, key=lambda export: (export.order, export.formats)))


def publication_formats() -> tuple[str, ...]:
    """What a publication is made as without a choice."""
    return tuple(name for each in public_exports() if each.in_publication for name in each.formats)


def build_exports(edition: Edition) -> tuple[Export, ...]:
    """The exports of an edition that a build makes."""
    return tuple(each for each in all_exports() if each.in_build and each.edition == edition)


def public_exports() -> tuple[Export, ...]:
    """The exports that a publication may hold."""
    return tuple(each for each in all_exports() if each.edition == "public")


def needs_rows(formats: Collection[str]) -> bool:
    """Whether a publication in these formats goes back to the rows of files behind lines that are sums of them."""
    return any(each.of_rows and {*each.formats} & {*formats} for each in public_exports())


def downloads(formats: Collection[str], languages: Collection[str]) -> tuple[Download, ...]:
    """The files that readers are offered of a publication in these formats and languages."""
    found = (each for export in public_exports() for each in export.downloads)
    return (FIGURES, *(each for each in found if each.written_as in formats and each.language in ("", *languages)))


def chosen(to: str) -> tuple[str, ...]:
    """The formats in ``pdf,hwpx``; those of a publication for an empty text.

    Raises
    ------
    CrosscutError
        for a format that no export for readers has.
    """
    asked = tuple(dict.fromkeys(part.strip() for part in to.split(",") if part.strip()))
    known = tuple(name for each in public_exports() for name in each.formats)
    desk = {name for each in all_exports() if each.edition == "desk" for name in each.formats}
    for each in asked:
        if each in desk:
            raise CrosscutError(
                f"`to` {each!r} is for the office alone and never stands in a publication",
                hint="crosscut build writes it beside the tables",
            )
        if each not in known:
            raise CrosscutError(
                f"`to` {each!r} is not a format", hint=f"Use {', '.join(known)}.{did_you_mean(each, known)}"
            )
    return asked or publication_formats()
