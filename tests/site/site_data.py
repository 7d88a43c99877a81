"""The figures of a site as its scripts know them: unfolded from the data files, each with the rows behind it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any


def value_of(path: Path) -> Any:
    """What a data file sets."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text[text.index("=") + 1 : text.rindex(";")])


def names_of(folder: Path) -> dict[str, Any]:
    """What a site's files say of names, all programmes together."""
    found = value_of(folder / "data/names.js")
    parts = sorted((folder / "data").glob("names-*.js"), key=lambda path: int(path.stem.partition("-")[2]))
    people = [row for path in parts for row in value_of(path)]
    assert len(people) == found["programmes"]
    return {**found, "programmes": people}


def list_of(path: Path) -> list[list[str]]:
    """The rows of a list of programmes, amounts written out."""
    rows = [row.split(" ") for row in value_of(path).split(";") if row]
    amounts = (1, 3, 4, 6, 7, 8)
    return [[str(whole(each)) if each and at in amounts else each for at, each in enumerate(row)] for row in rows]


def whole(text: str) -> int:
    """A whole number as data files have it."""
    digits, _, zeros = text.partition("e")
    return int(digits) * 10 ** int(zeros or 0)


def _places(runs: str) -> list[int]:
    found, end = [], 0
    for run in runs.split():
        after, _, more = run.partition("-")
        first, end = end + int(after), end + int(after) + int(more or 0)
        found += range(first, end + 1)
    return found


@dataclass
class SiteData:
    """The data of a site's figures."""

    folder: Path

    @cached_property
    def figures(self) -> dict[str, dict[str, Any]]:
        """Every figure by id, with what its file says of it; those of programmes out of their lines."""
        told = {}
        for path in sorted((self.folder / "data").glob("figures-*.js")):
            shard, ending = value_of(path), path.stem.partition("-")[2]
            told |= shard["figures"]
            for place, lines in shard["lines"].items():
                shape = self._shapes[int(place)]
                for own, _, line in (each.partition(" ") for each in lines.split(";")):
                    told[f"{shape['head']}{own}{ending}"] = self._unfolded(shape, line)
        return told

    def _unfolded(self, shape: dict[str, Any], line: str) -> dict[str, Any]:
        programme, value, *rest = line.split(" ")
        made = {key: shape[key] for key in ("kind", "counting", "where")} | {"programme": int(programme)}
        where = {**made["where"], "programme": self.programmes[int(programme)]}
        tail = {"of": rest} if made["kind"] == "difference" else {"rows": " ".join(rest)}
        return {**made, "where": where, "value": str(whole(value)), **tail}

    def rows(self, figure: str) -> Counter[str]:
        """The ids of the rows behind a figure, each as often as it counts."""
        told = self.figures[figure]
        if "like" in told:
            return self.rows(told["like"])
        if "rows" in told:
            found = Counter([self._rows[place][0] for place in _places(told["rows"])])
            found.subtract(self._rows[place][0] for place in _places(told.get("minus", "")))
            return found
        first, *others = map(self.rows, told["of"])
        for each in others if told["kind"] != "ratio" else ():
            first.subtract(each) if told["kind"] == "difference" else first.update(each)
        return first

    def amount(self, row: str) -> int:
        """What a row holds."""
        return self._amounts[row]

    @cached_property
    def _shapes(self) -> list[dict[str, Any]]:
        return list(value_of(self.folder / "data/shapes.js"))

    @cached_property
    def programmes(self) -> list[str]:
        """The programmes by the place of their names."""
        return [each[0] for each in names_of(self.folder)["programmes"]]

    @cached_property
    def _rows(self) -> list[tuple[str, int]]:
        files = sorted((self.folder / "data").glob("rows-*.js"), key=lambda path: int(path.stem.partition("-")[2]))
        found = []
        for told in map(value_of, files):
            found += zip(told["id"].split(), map(whole, told["amount"].split()), strict=True)
        return found

    @cached_property
    def _amounts(self) -> dict[str, int]:
        return dict(self._rows)
