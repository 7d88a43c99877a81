"""Publications proved: what was prepared against its digest, its signature and the record."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, select

from crosscut.ledger.proof import LedgerFault
from crosscut.text import Text
from crosscut.workspace import receipts
from crosscut.workspace.schema.publishing_schema import PUBLICATION_STEPS
from crosscut.workspace.schema.schema import RECORD

_TOLD = {"prepared": "publication.prepared", "signed": "publication.sign", "published": "publication.published"}


def prove_publications(connection: Connection, public: str) -> Iterator[LedgerFault]:
    """What is not as it was prepared, signed or published; workspaces of before there was publishing have none."""
    if PUBLICATION_STEPS.name not in inspect(connection).get_table_names():
        return
    query = select(RECORD.c.item, RECORD.c.action, RECORD.c.after).where(RECORD.c.action.in_(_TOLD.values()))
    expected = {(item.partition(" ")[2], action): after for item, action, after in connection.execute(query)}
    manifests: dict[int, str] = {}
    for row in connection.execute(select(PUBLICATION_STEPS).order_by(PUBLICATION_STEPS.c.id)):
        if row.kind not in _TOLD or (row.kind == "signed" and not row.receipt):
            continue
        whole = expected.pop((str(row.publication), _TOLD[row.kind]), "") == row.digest
        if row.kind == "prepared":
            manifests[row.publication] = row.content
            whole = whole and receipts.digest(row.content) == row.digest
        elif row.kind == "signed" and public:
            manifest = manifests.get(row.publication, "")
            whole = whole and not receipts.verify(row.receipt, public, manifest).fault
        if not whole:
            yield _altered(str(row.publication))
    for number, _ in expected:
        yield _altered(number)


def _altered(number: str) -> LedgerFault:
    said = Text(
        f"publication {number} of the workspace is not as it was prepared or signed, or is gone",
        f"업무 공간의 발간본 {number}이(가) 준비되거나 결재된 때와 다르거나 없습니다.",
    )
    return LedgerFault("publication", 0, said)
