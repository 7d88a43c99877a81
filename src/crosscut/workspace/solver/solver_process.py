"""The process of a solver: reads a folder's name and then questions, a line of JSON each, and answers each in a line.

It ends with its input. Whoever asks ends it where an answer takes too long.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.workspace.solver.solver_service import SolverService
from crosscut.workspace.solver.solver_shapes import SolverReply


def main() -> None:
    """Answer until the input ends."""
    solver = SolverService(Path(json.loads(sys.stdin.readline())))
    for line in sys.stdin:
        try:
            told: SolverReply = {"answer": solver.answer(json.loads(line))}
        except CrosscutError as error:
            told = {"code": error.code, "message": error.message}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
