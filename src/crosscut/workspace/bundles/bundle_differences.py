"""What a bundle's page saved against the draft: what stood, what stands, and what was written without the server."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from crosscut.text import Text
from crosscut.workspace.bundles.bundle_files import SavedNew, SavedPage
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.fields import FIELDS, label, stored
from crosscut.workspace.filing import drafts
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.comparison import CellChange, CellFault, WorkbookReading
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.filing.total_rows import says_total
from crosscut.workspace.office import Act
from crosscut.workspace.schema.schema import CELLS
from crosscut.workspace.words import word


def compare(
    act: Act, call: Call, ministry: str, then: Mapping[str, DraftLine], saved: SavedPage, mark: str
) -> WorkbookReading:
    """What a saved page says against the draft; ``then`` is what stood when its bundle was made, by key."""
    found = _SavedAgainstDraft(act, call, ministry, then, mark)
    for key, cells in saved.said.items():
        found.known(key, cells)
    for each in saved.new:
        found.new(each)
    warnings = tuple(found.warnings)
    at = saved.saved_at
    rows = len(saved.said) + len(saved.new)
    return WorkbookReading(rows, tuple(found.changes), tuple(found.asked), tuple(found.faults), warnings, said_at=at)


class _SavedAgainstDraft:
    """Compares programmes with a draft as they come."""

    def __init__(self, act: Act, call: Call, ministry: str, then: Mapping[str, DraftLine], mark: str) -> None:
        self.act, self.call, self.ministry, self.then, self.mark = act, call, ministry, then, mark
        self.now = {line.key: line for line in drafts.lines(act.connection, act.known, call, ministry)}
        self.answer = act.actor.may("request.write", call.item(ministry, act.now))
        self.changes, self.asked = list[CellChange](), list[dict[str, str]]()
        self.faults, self.warnings = list[CellFault](), list[CellFault]()

    def known(self, key: str, cells: Mapping[str, str]) -> None:
        """A programme that the bundle had when it was made."""
        then, now = self.then.get(key), self.now.get(key)
        if then is None:
            self._fault(f"bundle {self.mark}!{key[:80]}", word("bundle_unknown", id=key[:60]))
        elif now is not None:
            self._compare(then, now, cells, f"bundle {self.mark}!{now.id}")
        elif then.before is None:
            self._gone(then, cells)
        else:
            self._fault(f"bundle {self.mark}!{then.id}", word("bundle_unknown", id=then.id))

    def _compare(self, then: DraftLine, now: DraftLine, cells: Mapping[str, str], where: str) -> None:
        for field in FIELDS:
            sent = self._stored(field, cells, where)
            if sent is None or sent in (then.value(field), now.value(field)):
                continue
            self.changes.append(
                CellChange(now.key, field, then.value(field), now.value(field), sent, f"{where}!{field}")
            )

    def _gone(self, then: DraftLine, cells: Mapping[str, str]) -> None:
        """A new programme that is not in the draft any more: taken out, or lost with the server. It is asked."""
        where = f"bundle {self.mark}!{then.id}"
        if drafts.was_removed(self.act.connection, self.call.id, self.ministry, then.key):
            self._tell(where, word("bundle_removed", id=then.id))
        else:
            self._tell(where, word("bundle_lost", id=then.id))
        kept = {field: then.value(field) for field in FIELDS}
        self._ask(kept, cells, where, picked=False)

    def new(self, said: SavedNew) -> None:
        """A programme that was asked for anew; where this file was taken before, its line is compared instead."""
        where = f"bundle {self.mark}!{said.row}"
        here = (CELLS.c.call == self.call.id, CELLS.c.ministry == self.ministry, CELLS.c.source == where)
        found = self.act.connection.execute(select(CELLS.c.programme).where(*here).limit(1)).scalar()
        if found is None:
            self._ask({}, said.said, where, picked=True)
        elif (now := self.now.get(found)) is not None:
            first = drafts.first_written(self.act.connection, self.call, self.ministry, found, where)
            self._compare(first, now, said.said, where)
        else:
            self._tell(where, word("bundle_removed", id=said.row))

    def _ask(self, kept: Mapping[str, str], cells: Mapping[str, str], where: str, *, picked: bool) -> None:
        """Ask for a new programme: what was kept of it, and what was written over that."""
        if not self.answer.covers("name"):
            self._fault(where, word("field_not_yours", field=label("name")))
            return
        values = {**kept, **self._all_stored(cells, where)}
        if values.get("name"):
            marks = {"unpicked": not picked, "total": says_total(values["name"])}
            self.asked.append({**values, "cell": where, **{mark: "yes" for mark, holds in marks.items() if holds}})
        else:
            self._fault(where, word("rule_name"))

    def _all_stored(self, cells: Mapping[str, str], where: str) -> dict[str, str]:
        found = {field: self._stored(field, cells, where) for field in FIELDS}
        return {field: text for field, text in found.items() if text is not None}

    def _stored(self, field: str, cells: Mapping[str, str], where: str) -> str | None:
        """A value as it is kept; None where there is none, or it is a fault, which is told."""
        if field not in cells:
            return None
        try:
            kept = stored(field, cells[field], self.act.known.unit)
        except WorkspaceError as error:
            self._fault(f"{where}!{field}", error.text)
            return None
        if not self.answer.covers(field):
            self._fault(f"{where}!{field}", word("field_not_yours", field=label(field)))
            return None
        return kept

    def _fault(self, where: str, text: Text) -> None:
        self.faults.append(CellFault(where, text.en, text.ko))

    def _tell(self, where: str, text: Text) -> None:
        self.warnings.append(CellFault(where, text.en, text.ko))
