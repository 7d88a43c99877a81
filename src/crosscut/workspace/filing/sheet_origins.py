"""Whose a word-processor sheet says it is: number, name and ministry, against the programme that it is read for."""

from __future__ import annotations

import re

from crosscut.text import Text
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.filing.sheet_words import cut, plain
from crosscut.workspace.filing.word_sheets import ProgrammeSheet
from crosscut.workspace.known_programmes import Known, ministry_key
from crosscut.workspace.words import word


def other(known: Known, ministry: str, line: DraftLine, sheet: ProgrammeSheet) -> list[Text]:
    """In what a sheet differs from the programme that it is read for; nothing where it is that programme's."""
    found, name = [], sheet.value("name")
    said = ministry_key(sheet.ministry) if sheet.ministry else ministry
    if said != ministry:
        found.append(
            word("word_sheet_other_ministry", said=known.labelled(sheet.ministry), mine=known.ministry(ministry))
        )
    if name and plain(name) != plain(line.value("name")):
        found.append(word("word_sheet_other_name", said=cut(name, 80), mine=line.value("name")))
    if sheet.number and sheet.number != line.id and (_form(sheet.number) == _form(line.id) or found):
        found.append(word("word_sheet_other_number", said=sheet.number, mine=line.id))
    return found


def _form(number: str) -> str:
    """How a number is written: two that are written alike come from one register."""
    return re.sub(r"\d+", "0", number)


def unnamed(known: Known, ministry: str, sheet: ProgrammeSheet, found: int) -> Text:
    """Why nobody knows of which programme a sheet is: it has no name, or none or several have that one."""
    name = sheet.value("name")
    if not name:
        return word("word_sheet_nameless")
    if found:
        return word("word_sheet_whose", name=cut(name, 80), count=found)
    said = ministry_key(sheet.ministry) if sheet.ministry else ministry
    mine = known.ministry(ministry)
    if said == ministry:
        return word("word_sheet_none", name=cut(name, 80), ministry=mine)
    return word("word_sheet_none_other", name=cut(name, 80), ministry=mine, said=known.labelled(sheet.ministry))
