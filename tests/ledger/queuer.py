"""A process for the tests of turns: ``python -m tests.ledger.queuer ADDRESS NAME ACT``, which goes on at each line of its input.

``decide`` records one decision of that name, ``hold`` writes until its input ends, and ``fork`` does so with a child
that lives on when it is killed.
"""

from __future__ import annotations

import os
import sys

from crosscut.ledger import Ledger
from tests.ledger.material import decision, decisions


def main() -> None:
    address, name, act = sys.argv[1:]
    with Ledger.open(address, wait=60 if act != "hasty" else 4) as ledger:
        print("ready", flush=True)
        sys.stdin.readline()
        if act in {"decide", "hasty"}:
            ledger.decide(decisions(decision("a", "ai", name)))
            print("kept", flush=True)
            return
        with ledger._database.writing():
            if act == "hold" or os.fork():
                print("holding", flush=True)
            sys.stdin.read()


if __name__ == "__main__":
    main()
