"""One id, one programme: rows that share an id and are not one programme are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from crosscut.ingest.report import INFO, WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import begins_of_runs, blank, codes, combined, where, whose_text
from crosscut.text import Text

Suffix = Callable[[str, str], str]
"""From ministry and name, what tells a programme from others of its id."""


def _by_ministry(ministry: str, name: str) -> str:  # noqa: ARG001
    return ministry


def _by_name(ministry: str, name: str) -> str:  # noqa: ARG001
    return name


def _by_both(ministry: str, name: str) -> str:
    return "@".join(filter(None, (ministry, name)))


@dataclass
class Identities:
    """Ids that stand for several programmes, and how each of those is told apart."""

    suffixes: dict[str, Suffix] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def settle(self, programme: str, ministry: str, name: str) -> str:
        """The id of a programme's row."""
        suffix = self.suffixes.get(programme)
        told = suffix(ministry, name) if suffix else ""
        return f"{programme}@{told}" if told else programme

    def parent(self, programme: str, ministry: str, names: Sequence[str]) -> str:
        """The id of the programme that a subprogramme's row belongs to, by its ministry or one of its names."""
        if programme not in self.suffixes:
            return programme
        tried = [self.settle(programme, ministry, name) for name in (*names, "")]
        return next((each for each in tried if each in self.known), programme)


def find(sources: Sequence[SourceRows], report: Report) -> Identities:
    """The ids that stand for more than one programme in one source, fiscal year and stage; each is reported."""
    groups: dict[str, list[set[tuple[str, str]]]] = defaultdict(list)
    for rows in sources:
        if rows.source.kind == "programmes":
            for programme, variants in _conflicts(rows, report):
                groups[programme].append(variants)
    return Identities({programme: _suffix(found) for programme, found in sorted(groups.items())})


def _conflicts(rows: SourceRows, report: Report) -> list[tuple[str, set[tuple[str, str]]]]:
    programme, ministry, name = (rows.texts[key] for key in ("programme", "ministry", "name"))
    columns = (programme, ministry, name)
    first = begins_of_runs(columns)
    pairs = combined([(codes(column)[first].astype(np.int64), len(column.dictionary)) for column in columns])
    if len(pa.array(pairs).unique()) == len(pa.array(codes(programme)[first]).unique()):
        return []
    keys = [(codes(column).astype(np.int64), len(column.dictionary)) for column in columns]
    moments = (codes(rows.texts["stage"]), rows.year)
    seen: dict[tuple[int, int, int], dict[tuple[str, str], int]] = defaultdict(dict)
    doubtful = _doubtful(keys)
    for at in np.flatnonzero(doubtful[keys[0][0]]).tolist():
        key = (int(keys[0][0][at]), int(moments[0][at]), int(moments[1][at]))
        seen[key].setdefault((ministry[at].as_py(), name[at].as_py()), at)
    found = []
    for (code, _, _), variants in seen.items():
        told = {pair: at for pair, at in variants.items() if any(pair)}
        if len(told) > 1 and programme.dictionary[code].as_py():
            found.append((programme.dictionary[code].as_py(), set(told)))
            _report(rows, found[-1][0], told, report)
    return found


def _doubtful(keys: list[tuple[np.ndarray, int]]) -> np.ndarray:
    """Which programme codes stand with more than one ministry and name."""
    pairs = np.unique(combined([keys[0], (combined(keys[1:]), keys[1][1] * keys[2][1])]))
    counts = np.bincount(pairs // max(keys[1][1] * keys[2][1], 1), minlength=keys[0][1])
    return counts > 1


def _suffix(groups: list[set[tuple[str, str]]]) -> Suffix:
    for at, suffix in ((0, _by_ministry), (1, _by_name)):
        if all(len({pair[at] for pair in group if pair[at]}) == len(group) for group in groups):
            return suffix
    return _by_both


def _report(rows: SourceRows, programme: str, variants: dict[tuple[str, str], int], report: Report) -> None:
    named = [(rows.row_text(at), " / ".join(filter(None, pair))) for pair, at in sorted(variants.items(), key=_at)]
    shown = ", ".join(f"{row.en} ({text})" for row, text in named)
    shown_ko = ", ".join(f"{row.ko}({text})" for row, text in named)
    first = min(variants.values())
    column = rows.source.columns["programme"]
    report.add(
        "duplicate-id",
        INFO if rows.source.columns.get("name") == column else WARNING,
        rows.place(first, column if isinstance(column, str) else column[0]),
        Text(
            f"Id {programme} stands for different programmes: {shown}. They were told apart as {programme}@….",
            f"식별자 {programme}이(가) 서로 다른 사업에 쓰였습니다: {shown_ko}. {programme}@…처럼 나누어 적었습니다.",
        ),
        programme=programme,
        mend=Text("Give each programme an id of its own.", "사업마다 다른 식별자를 주십시오."),
    )


def _at(variant: tuple[tuple[str, str], int]) -> int:
    return variant[1]


def settled(rows: SourceRows, identities: Identities) -> pa.DictionaryArray:
    """The programme of each row of a programmes source."""
    programme = rows.texts["programme"]
    return _changed(
        programme,
        identities,
        lambda at: identities.settle(
            programme[at].as_py(), rows.texts["ministry"][at].as_py(), rows.texts["name"][at].as_py()
        ),
    )


def parents(rows: SourceRows, identities: Identities, report: Report) -> pa.DictionaryArray:
    """The programme that each row of a subprogrammes source belongs to; one that is not known is reported."""
    parent, texts = rows.texts["parent"], rows.texts

    def named(at: int) -> str:
        names = (texts["programme"][at].as_py(), texts["name"][at].as_py())
        return identities.parent(parent[at].as_py(), texts["ministry"][at].as_py(), names)

    found = _changed(parent, identities, named)
    for at in np.flatnonzero(where(found, lambda text: bool(text) and text not in identities.known)).tolist():
        report.add(
            "unknown-parent",
            WARNING,
            rows.place(at),
            programme=found[at].as_py(),
            message=Text(
                f"No programme has the id {found[at].as_py()} that this subprogramme belongs to.",
                f"이 내역사업이 속한 세부사업 {found[at].as_py()}이(가) 없습니다.",
            ),
            mend=Text("Fix the id, or add the programme.", "식별자를 고치거나 세부사업을 더하십시오."),
        )
    return found


def _changed(column: pa.DictionaryArray, identities: Identities, change: Callable[[int], str]) -> pa.DictionaryArray:
    if not identities.suffixes:
        return column
    affected = np.flatnonzero(where(column, lambda text: text in identities.suffixes))
    if not len(affected):
        return column
    texts = column.dictionary.to_pylist()
    numbers = {text: number for number, text in enumerate(texts)}
    indices = codes(column).copy()
    for at in affected.tolist():
        indices[at] = numbers.setdefault(change(at), len(numbers))
    return pa.DictionaryArray.from_arrays(pa.array(indices), pa.array(list(numbers), pa.string()))


def subprogramme_ids(rows: SourceRows) -> pa.DictionaryArray:
    """The id of each row's subprogramme: its own column, or else its name."""
    texts = rows.texts
    if "subprogramme" not in rows.source.columns:
        return texts["name"]
    if not whose_text(texts["subprogramme"], blank).any():
        return texts["subprogramme"]
    pairs = zip(texts["subprogramme"].to_pylist(), texts["name"].to_pylist(), strict=True)
    return pa.array([own or name for own, name in pairs], pa.string()).dictionary_encode()
