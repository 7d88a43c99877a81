"""Shares as readers give them: areas in equal parts, or in per cent that add up to a hundred; exact fractions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import Row

from crosscut.tables import MAX_DENOMINATOR, OUTSIDE
from crosscut.taxonomy import Taxonomy
from crosscut.text import Text
from crosscut.text.areas import AREAS
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.fields import narrow
from crosscut.workspace.words import word

AreaShares = Mapping[str, Fraction]
"""The share of each area; what is missing to one is outside, and nothing at all is outside as a whole."""

AreaSubs = Mapping[str, tuple[str, ...]]
"""The sub-technologies that are named of areas, in the order of the list; areas of which none is named are left out."""

WHOLE, NO_SUB = Fraction(1), ""


def of_form(taxonomy: Taxonomy, chosen: Iterable[str], percents: Mapping[str, str]) -> AreaShares:
    """What a form says: the areas that were chosen, or that have a per cent beside them; ``outside`` is one of them.

    Raises
    ------
    WorkspaceError
        where nothing is chosen, an area is none of the list, or the per cents do not add up to a hundred.
    """
    typed = {area: narrow(text).removesuffix("%").strip() for area, text in percents.items() if text.strip()}
    areas = list(dict.fromkeys([*chosen, *typed]))
    if not areas:
        raise WorkspaceError(word("reading_choose"), column="area")
    if not typed:
        return checked(taxonomy, {area: Fraction(1, len(areas)) for area in areas})
    if missing := [area for area in areas if area not in typed]:
        raise WorkspaceError(
            word("reading_percent_missing", area=_name(taxonomy, missing[0])), column=f"percent_{missing[0]}"
        )
    whole = {area: _percent(area, text) for area, text in typed.items()}
    if sum(whole.values()) != 100:
        raise WorkspaceError(word("reading_percent_sum", sum=sum(whole.values())), column=f"percent_{areas[0]}")
    return checked(taxonomy, {area: Fraction(percent, 100) for area, percent in whole.items()})


def _percent(area: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:4]) <= 100:
        raise WorkspaceError(word("reading_percent_whole", value=text[:20]), column=f"percent_{area}")
    return int(text[:4])


def _name(taxonomy: Taxonomy, area: str) -> Text:
    known = taxonomy.find(area)
    return AREAS[area] if known is None else Text(known.en, known.ko)


def checked(taxonomy: Taxonomy, shares: Mapping[str, Fraction]) -> AreaShares:
    """Shares of areas of the list, what is outside left out.

    Raises
    ------
    WorkspaceError
        where an area is none of the list, a share is none, or they are more than the whole.
    """
    known = {area.id for area in taxonomy.areas} | {OUTSIDE}
    for area, share in shares.items():
        if area not in known:
            raise WorkspaceError(word("reading_no_area", area=area[:60]), column="area")
        if not 0 < share <= 1 or share.denominator > MAX_DENOMINATOR:
            raise WorkspaceError(word("reading_no_share", area=area[:60]), column="area")
    if sum(shares.values()) > 1:
        raise WorkspaceError(word("reading_too_much"), column="area")
    return {area: share for area, share in sorted(shares.items()) if area != OUTSIDE}


def named(taxonomy: Taxonomy, shares: AreaShares, chosen: Mapping[str, Collection[str]]) -> AreaSubs:
    """The sub-technologies that were chosen of areas, each area's share being in equal parts among its own.

    Raises
    ------
    WorkspaceError
        where the list's area has no such sub-technology, the area has no share, or its parts would be too small.
    """
    found = dict[str, tuple[str, ...]]()
    for area, subs in sorted((area, subs) for area, subs in chosen.items() if subs):
        known = next((each.subs for each in taxonomy.areas if each.id == area), ())
        if unknown := sorted(set(subs) - {each.id for each in known}):
            raise WorkspaceError(word("reading_no_sub", sub=unknown[0][:60], area=area[:60]), column=f"sub_{area}")
        if area not in shares:
            raise WorkspaceError(word("reading_sub_alone", area=_name(taxonomy, area)), column=f"area_{area}")
        found[area] = tuple(each.id for each in known if each.id in subs)
        if shares[area].denominator * len(found[area]) > MAX_DENOMINATOR:
            raise WorkspaceError(word("reading_no_share", area=area[:60]), column="area")
    return found


def parts(shares: AreaShares, subs: AreaSubs) -> Mapping[tuple[str, str], Fraction]:
    """The share of each area and sub-technology; an area of which none is named stands with an empty one."""
    return {
        (area, sub): share / len(subs.get(area) or (NO_SUB,))
        for area, share in sorted(shares.items())
        for sub in subs.get(area) or (NO_SUB,)
    }


def subs_written(subs: AreaSubs) -> str:
    """Sub-technologies as they are kept; empty where none is named."""
    return json.dumps(dict(sorted(subs.items()))) if subs else ""


def subs_read(text: str) -> AreaSubs:
    """Kept sub-technologies."""
    return {area: tuple(subs) for area, subs in json.loads(text or "{}").items()}


def written(shares: AreaShares) -> str:
    """Shares as they are kept: ``[["ai", 1, 2], …]``; ``[]`` is outside as a whole."""
    return json.dumps([[area, share.numerator, share.denominator] for area, share in sorted(shares.items())])


def read(text: str) -> AreaShares:
    """Kept shares."""
    return {area: Fraction(numerator, denominator) for area, numerator, denominator in json.loads(text or "[]")}


def spelt(shares: AreaShares, subs: AreaSubs) -> str:
    """Shares in a line with ids, as the record keeps them: ``ai 1/2 + bio/b-1 1/2``, or ``outside``."""
    said = [
        "/".join(filter(None, part)) + ("" if share == WHOLE else f" {share}")
        for part, share in parts(shares, subs).items()
    ]
    rest = WHOLE - sum(shares.values())
    return " + ".join([*said, f"{OUTSIDE} {rest}"] if said and rest else said) or OUTSIDE


def spelt_reading(reading: Row[Any]) -> str:
    """What a kept reading says, in a line as the record keeps it."""
    return spelt(read(reading.shares), subs_read(reading.subs))
