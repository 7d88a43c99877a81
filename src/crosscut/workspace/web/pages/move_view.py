"""What the page of a move calls things: areas, ministries, figures, and what has moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from crosscut.budget import Run
from crosscut.text import Text
from crosscut.views.labels import label
from crosscut.workspace.approval.move_shapes import MovedFigure, MovedTotal, MovePackage
from crosscut.workspace.approval.signed_packages import Columns
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.reading_room.reading_budget import ReadingFacts
from crosscut.workspace.words import word


@dataclass(frozen=True, slots=True)
class MoveSpeaker:
    """Names in both languages, as the budget and the workspace have them."""

    run: Run
    known: Known

    def place(self, key: str, value: str) -> Text:
        """An area, a ministry or another key of a crosscut."""
        if key == "ministry":
            return self.known.labelled(value)
        if key == "area" and value == "inside":
            return word("move_inside")
        return label(self.run.taxonomy, key, value)

    def total(self, total: MovedTotal) -> Text:
        """What a total is of."""
        return word("move_all") if total["kind"] == "all" else self.place(total["kind"], total["key"])

    def figure(self, figure: MovedFigure) -> Text:
        """What a published figure says, in words."""
        held = [self.place(key, value) for key, value in figure["where"] if key not in ("fiscal_year", "stage")]
        of = (
            Text(", ".join(each.en for each in held), ", ".join(each.ko for each in held)) if held else word("move_all")
        )
        return word("move_figure_of", what=word(f"move_kind_{figure['kind']}"), of=of)

    def share(self, part: int, whole: int) -> str:
        """A share in per cent to a hundredth."""
        hundredths = (abs(part) * 20_000 + abs(whole)) // (2 * abs(whole)) if whole else 0
        sign = "−" if hundredths and (part < 0) != (whole < 0) else ""
        return f"{sign}{hundredths // 100}.{hundredths % 100:02} %"


def named_programme(facts: Mapping[str, ReadingFacts], said: str) -> str:
    """The number of the programme that a number, a name or both say; what is said where it is none, or several."""
    wanted = " ".join(said.split())
    if wanted in facts or not wanted:
        return wanted
    whole = [each.programme for each in facts.values() if wanted in (each.name, each.name_en)]
    if not whole and (first := wanted.partition(" ")[0]) in facts:
        return first
    found = whole or [each.programme for each in facts.values() if wanted in each.name]
    if len(found) == 1:
        return found[0]
    return first if not found and any(each.isdigit() for each in first) else wanted


def _listed(texts: list[Text]) -> Text:
    return Text(", ".join(each.en for each in texts), ", ".join(each.ko for each in texts))


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A thing that has moved: its name, what was on the screen and what is now.

    ``kind`` says how the two are told: money in minor units, a share as two numbers with a stroke, or plain.
    """

    name: Text
    before: str
    after: str
    kind: Literal["money", "share", "plain"] = "plain"
    note: str = ""


def moved_rows(columns: Columns, package: MovePackage, speaker: MoveSpeaker) -> list[MovedRow]:
    """What has moved since the page was shown: amounts, what they add up to, figures, questions and files."""
    names = {row["programme"]: row["name"] for row in package["consequences"]["programmes"]}
    figures = {each["figure"]: each for each in package["consequences"]["figures"]}
    found = []
    for key, (before, after, _) in columns.items():
        kind, _, rest = key.partition(" ")
        if kind in ("before", "amount"):
            name = word(f"move_moved_{kind}", name=f"{names.get(rest, rest)} ({rest})")
            found.append(MovedRow(name, before, after, "money"))
        elif kind in ("all", "area", "ministry"):
            total: MovedTotal = {"kind": kind, "key": rest, "before": 0, "after": 0}
            found.append(MovedRow(word("move_total_of", name=speaker.total(total)), before, after, "money"))
        elif kind == "figure":
            found.append(_figure(figures.get(rest), rest, before, after, speaker))
        elif kind == "file":
            found.append(MovedRow(word("move_moved_file", name=rest), before[:12], after[:12]))
        else:
            found.append(MovedRow(word(f"move_moved_{kind}", name=rest), before, after))
    return found


def _figure(known: MovedFigure | None, figure: str, before: str, after: str, speaker: MoveSpeaker) -> MovedRow:
    """A published figure; one that differs no more is told by its id."""
    if known is None:
        return MovedRow(word("move_moved_figure", name=figure), before, after)
    kind: Literal["money", "share", "plain"] = "share" if known["whole"] else "money"
    return MovedRow(speaker.figure(known), before, after, "plain" if known["kind"] == "count" else kind, figure)
