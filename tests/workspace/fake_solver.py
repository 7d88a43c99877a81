"""The process of a solver that answers with what it was asked, slowly, not at all, or by dying: as ``place`` says."""

import json
import os
import sys
import time
from pathlib import Path


def main() -> None:
    folder = Path(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        place = json.loads(line).get("place", "")
        with (folder / "asked").open("a") as file:
            file.write(f"{place}\n")
        if place == "die":
            os._exit(1)
        while place.startswith("wait") and not (folder / "go").exists():
            time.sleep(0.01)
        if place == "hang":
            time.sleep(600)
        told = {"code": "unknown-target", "message": "no"} if place == "wrong" else {"answer": [place, os.getpid()]}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
