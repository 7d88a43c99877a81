"""A process for the kill tests: appends state after state to a ledger and says each number once it is kept.

Run as ``python -m tests.ledger.appender ADDRESS FIRST``. In state n every amount is n, and there are n % 3 rows more.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

from crosscut.ledger import Ledger, Reading
from tests.ledger.material import amounts, programmes, reading, tags

ROWS = 120


def state(number: int) -> Reading:
    """The whole reading of a state."""
    names = [f"p{row}" for row in range(ROWS + number % 3)]
    return reading(
        "state.csv",
        str(number),
        programmes=programmes(*({"programme": name, "note": str(number)} for name in names)),
        lines=amounts(**dict.fromkeys(names, number)),
        tags=tags(*({"programme": name, "area": "ai", "amount": number} for name in names)),
    )


def when(number: int) -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)


def main() -> None:
    address, number = sys.argv[1], int(sys.argv[2])
    print("ready", flush=True)
    with Ledger.open(address) as ledger:
        while True:
            ledger.append(state(number), at=when(number))
            print(number, flush=True)
            number += 1


if __name__ == "__main__":
    main()
