"""Processes killed at random moments, many at once, and disks that are full: nothing half, nothing lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from crosscut.digests import file_digest
from tests.attacks.running import Ended, Running, run
from tests.cli.test_fatal import POLICY
from tests.workbench.folders import small_budget

APPLY = ("--no-costs", "--samples", "0", "--apply", "confirmed", "--by", "Kim", "--reason", "trial")
PLAN = "decisions/plan-2026-confirmed.csv"


def whole(out: Path) -> bool:
    """Whether an output is what its manifest says, no file more and none less."""
    outputs = json.loads((out / "manifest.json").read_bytes())["outputs"]
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {"manifest.json"}
    return there == set(outputs) and all(file_digest(out / name) == mark for name, mark in outputs.items())


def change(folder: Path, chance: random.Random) -> None:
    """Another amount of the first programme."""
    rows = (folder / "sources" / "p.csv").read_text(encoding="utf-8").split("\n")
    rows[1] = f"P1,Alpha programme,Ministry A,{chance.randrange(1000, 9000)},300,"
    (folder / "sources" / "p.csv").write_text("\n".join(rows), encoding="utf-8")


def kills(place: Path, times: int, seed: int = 0) -> list[str]:
    """What is half or lost after builds, publications, plans and dispositions are killed, ``times`` each."""
    chance = random.Random(seed)
    folder = small_budget(place / "b")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    faults = _killed_outputs(folder, ("build",), "build", times, chance)
    faults += _killed_outputs(folder, ("publish", "--to", "xlsx,datapackage"), "publication", times, chance)
    return faults + _killed_plans(folder, times, chance)


def _killed_outputs(folder: Path, words: tuple[str, ...], out: str, times: int, chance: random.Random) -> list[str]:
    command, faults = (words[0], folder, *words[1:]), list[str]()
    begun = time.monotonic()
    faults += _fault(run(*command))
    took = time.monotonic() - begun
    for _ in range(times):
        change(folder, chance)
        after = chance.uniform(0, took * 1.2)
        Running(command).kill(after)
        if not whole(folder / out):
            faults.append(f"{words[0]} killed after {after:.2f} s of {took:.2f}: not whole")
    ended = run(*command)
    faults += _fault(ended) or ([] if whole(folder / out) else [f"{words[0]} afterwards: not whole"])
    litter = [path.name for path in folder.iterdir() if path.name.startswith(".")]
    return faults + [f"{words[0]} left {name}" for name in litter]


def _killed_plans(folder: Path, times: int, chance: random.Random) -> list[str]:
    command, faults, took = ("allocate", folder, *APPLY), list[str](), 3.0
    text: str | None = None
    for _ in range(times + 1):
        (folder / PLAN).unlink(missing_ok=True)
        begun = time.monotonic()
        ended = run(*command) if text is None else Running(command).kill(chance.uniform(0, took * 1.1))
        if text is None:
            took, text = time.monotonic() - begun, _cells(folder / PLAN)
            faults += _fault(ended)
        elif (folder / PLAN).exists() and _cells(folder / PLAN) != text:
            faults.append("a half plan")
    (folder / PLAN).unlink(missing_ok=True)
    return faults


def _cells(file: Path) -> str:
    """A plan without when it was decided, and the digest that depends on it."""
    return "\n".join(",".join(line.split(",")[:8]) for line in file.read_text(encoding="utf-8").splitlines())


def writers(place: Path, many: int) -> list[str]:
    """What goes wrong where many build and apply a plan at once."""
    folder = small_budget(place / "w")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    commands = [("build", folder), ("allocate", folder, *APPLY)]
    running = [Running(commands[at % 2]) for at in range(many)]
    ended = [each.ended() for each in running]
    faults = [fault for each in ended for fault in _fault(each)]
    applied = sum(each.status == 0 for each in ended if each.words[0] == "allocate")
    built = [each for each in ended if each.words[0] == "build" and each.status == 0]
    faults += [] if applied == 1 else [f"{applied} plans applied"]
    faults += [] if built and whole(folder / "build") else ["the build is not whole"]
    return faults + _fault(run("check", folder))


def full_disks(place: Path, levels: int) -> list[str] | None:
    """What is half or lost where the disk is full at some point; None where no disk can be made for the trial."""
    disk = place / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, check=False).returncode:
        return None
    try:
        return _full_disks(disk, levels)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _full_disks(disk: Path, levels: int) -> list[str]:
    folder = small_budget(disk / "b")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    faults = _fault(run("build", folder))
    needed = sum(path.stat().st_size for path in (folder / "build").rglob("*") if path.is_file()) * 1.3
    for level in range(levels):
        change(folder, random.Random(level))
        _fill(disk, int(needed * level / levels))
        for words, check in ((("build", folder), _built), (("allocate", folder, *APPLY), _planned)):
            ended = run(*words)
            faults += [f"at {level} of {levels}: {fault}" for fault in (*_fault(ended), *check(folder))]
        (disk / "filling").unlink()
        (folder / PLAN).unlink(missing_ok=True)
    return faults + _fault(run("build", folder))


def _built(folder: Path) -> list[str]:
    return [] if whole(folder / "build") else ["not whole"]


def _planned(folder: Path) -> list[str]:
    return ["a half plan"] if (folder / PLAN).exists() and len(_cells(folder / PLAN).split("\n")) < 6 else []


def _fill(disk: Path, left: int) -> None:
    free = shutil.disk_usage(disk).free
    with (disk / "filling").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - left))


def _fault(ended: Ended) -> list[str]:
    return [f"{' '.join(ended.words)}: {ended.fault}: {ended.err[-300:]}"] if ended.fault else []


Attack = Callable[[Path, int], list[str] | None]
