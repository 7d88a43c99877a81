"""Processes killed at random moments: nothing half, nothing lost."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from crosscut import config
from crosscut.budget.folder_ledger import open_ledger
from crosscut.digests import file_digest
from tests.attacks.drawing import draw_once
from tests.attacks.prepared import built_budget
from tests.attacks.running import Running, faults_of, run
from tests.workbench.folders import POLICY, small_budget

APPLY = ("--no-costs", "--samples", "0", "--apply", "confirmed", "--by", "Kim", "--reason", "trial")
PLAN = "decisions/plan-2026-confirmed.csv"
SAID = "finding,decision,reason\nunder-attributed:P1,{0},so {1}\nunder-attributed:P2,{0},so {1}\n"

Attack = Callable[[Path, int], Iterator[list[str]]]
"""An attack in a folder of its own, with a seed: what did not hold, one trial after the other, without end."""


def whole(out: Path, others: Collection[str] = ()) -> bool:
    """Whether an output is what its manifest says and ``others``, no file more and none less."""
    outputs = json.loads((out / "manifest.json").read_bytes())["outputs"]
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {"manifest.json", *others}
    return there == set(outputs) and all(file_digest(out / name) == mark for name, mark in outputs.items())


def change(folder: Path, chance: random.Random) -> None:
    """Another amount of the first programme."""
    rows = (folder / "sources" / "p.csv").read_text(encoding="utf-8").split("\n")
    rows[1] = f"P1,Alpha programme,Ministry A,{chance.randrange(1000, 9000)},300,"
    (folder / "sources" / "p.csv").write_text("\n".join(rows), encoding="utf-8")


def killed_builds(place: Path, seed: int) -> Iterator[list[str]]:
    """Builds, each killed at some moment."""
    folder, first = built_budget(place / "b")
    yield faults_of(first)
    yield from _killed_outputs(folder, ("build", folder), "build", first.seconds, seed)


def killed_publications(place: Path, seed: int) -> Iterator[list[str]]:
    """Publications, each killed at some moment."""
    draw_once()
    folder = small_budget(place / "b")
    words = ("publish", folder, "--to", "datapackage")
    first = run(*words)
    yield faults_of(first)
    yield from _killed_outputs(folder, words, "publication", first.seconds, seed)


def _killed_outputs(
    folder: Path, words: tuple[str | Path, ...], out: str, seconds: float, seed: int
) -> Iterator[list[str]]:
    chance = random.Random(seed)
    while True:
        change(folder, chance)
        after = chance.uniform(0, seconds * 1.05)
        ended = Running(words).kill(after)
        faults = [] if whole(folder / out) else [f"{words[0]} killed after {after:.3f} s: not whole"]
        if ended.status >= 0:
            litter = [path.name for path in folder.iterdir() if path.name.startswith(".crosscut-")]
            faults += faults_of(ended) + [f"{words[0]} left {name}" for name in litter]
        yield faults


def killed_plans(place: Path, seed: int) -> Iterator[list[str]]:
    """Plans applied, each killed at some moment: there is the whole plan, or none."""
    chance, folder = random.Random(seed), small_budget(place / "b")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    command = ("allocate", folder, *APPLY)
    first = run(*command)
    text = cells(folder / PLAN)
    yield faults_of(first)
    while True:
        (folder / PLAN).unlink(missing_ok=True)
        ended = Running(command).kill(chance.uniform(0, first.seconds * 1.05))
        there = (folder / PLAN).exists()
        faults = ["a half plan"] if there and cells(folder / PLAN) != text else []
        yield faults + (faults_of(ended) + ([] if there else ["no plan"]) if ended.status >= 0 else [])


def killed_decisions(place: Path, seed: int) -> Iterator[list[str]]:
    """Decisions recorded two at a time, each killed at some moment: both are in the ledger or none, and none is lost."""
    chance, (folder, built) = random.Random(seed), built_budget(place / "b")
    command = ("review", folder, "--decide", place / "said.csv", "--by", "Kim")
    yield faults_of(built)
    before, seconds, number = 0, 0.0, 0
    while True:
        number += 1
        said = SAID.format(chance.choice(("accepted", "deferred")), number)
        (place / "said.csv").write_text(said, encoding="utf-8")
        ended = Running(command).kill(chance.uniform(0, seconds * 1.05)) if seconds else run(*command)
        seconds = seconds or ended.seconds
        now, faults = _decided(folder)
        faults += [f"{before} decisions, then {now}"] if now - before not in (0, 2) else []
        faults += [*faults_of(ended), *([] if now > before else ["nothing decided"])] if ended.status >= 0 else []
        before = now
        yield faults


def _decided(folder: Path) -> tuple[int, list[str]]:
    """The decisions in a folder's ledger, and what its proof names."""
    with open_ledger(folder, config.load(folder).ledger, read_only=True) as ledger:
        return ledger.versions("dispositions").num_rows, [f"{each.code}" for each in ledger.prove(None).faults]


def cells(file: Path) -> str:
    """A plan without when it was decided, and the digest that depends on it."""
    return "\n".join(",".join(line.split(",")[:8]) for line in file.read_text(encoding="utf-8").splitlines())
