"""What people say of findings, as the ledger keeps it."""

from __future__ import annotations

import pyarrow as pa

from crosscut.tables import Placed

DISPOSITIONS = pa.schema(
    [
        ("subject", pa.string()),
        ("programme", pa.string()),
        ("rule", pa.string()),
        ("disposition", pa.string()),
        ("basis", pa.string()),
        ("decided_by", pa.string()),
        ("decided_at", pa.string()),
        ("reason", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
    ]
)
"""People's decisions about findings of the review.

``subject`` is ``rule:programme``, or ``pair:one|other`` for two programmes that are not duplicates; ``disposition`` is
``accepted``, ``waived``, ``deferred`` or ``apart``. ``basis`` is the digest of the numbers that the finding rested on.
The latest statement about a subject is in force.
"""


class DispositionRow(Placed):
    """A row of DISPOSITIONS."""

    subject: str
    programme: str
    rule: str
    disposition: str
    basis: str
    decided_by: str
    decided_at: str
    reason: str
