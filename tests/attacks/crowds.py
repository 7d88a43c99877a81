"""Many processes at once, and disks that are full: nothing half, nothing lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.attacks.drawing import draw_once
from tests.attacks.kills import APPLY, PLAN, cells, change, whole
from tests.attacks.prepared import built_budget
from tests.attacks.running import Running, faults_of, run
from tests.workbench.folders import POLICY, small_budget

LEVELS = 20
WRITERS = 16


class NoDisk(Exception):  # noqa: N818
    """No disk can be made here for a trial."""


def writers(place: Path, seed: int, many: int = WRITERS) -> Iterator[list[str]]:
    """So many at once that build a folder and apply a plan to it, in turns."""
    draw_once()
    while True:
        seed += 1
        folder = small_budget(place / f"w{seed}")
        (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
        commands = [("allocate", folder, *APPLY), ("build", folder)]
        running = [Running(commands[at % 2]) for at in range(many)]
        ended = [each.ended() for each in running]
        faults = [fault for each in ended for fault in faults_of(each)]
        applied = sum(each.status == 0 for each in ended if each.words[0] == "allocate")
        built = [each for each in ended if each.words[0] == "build" and each.status == 0]
        faults += [] if applied == 1 else [f"{applied} plans applied"]
        faults += [] if built and whole(folder / "build") else ["the build is not whole"]
        yield faults + faults_of(run("check", folder))


def full_disks(place: Path, seed: int, levels: int = LEVELS) -> Iterator[list[str]]:
    """A disk that is full at one level after the other while a build and a plan are written to it.

    Raises
    ------
    NoDisk
        where no disk can be made for the trial.
    """
    disk = place / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, check=False).returncode:
        raise NoDisk("it needs root, to mount a disk")
    try:
        yield from _full_disks(disk, seed, levels)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _full_disks(disk: Path, seed: int, levels: int) -> Iterator[list[str]]:
    folder, built = built_budget(disk / "b")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    faults = faults_of(built)
    needed = sum(path.stat().st_size for path in (folder / "build").rglob("*") if path.is_file()) * 1.3
    for level in range(levels):
        change(folder, random.Random(seed + level))
        _fill(disk, int(needed * (level + 0.5) / levels))
        for words, half in ((("build", folder), _built), (("allocate", folder, *APPLY), _planned)):
            ended = run(*words)
            faults += [f"at {level} of {levels}: {fault}" for fault in (*faults_of(ended), *half(folder))]
        (disk / "filling").unlink()
        (folder / PLAN).unlink(missing_ok=True)
        yield faults
        faults = []
    yield faults_of(run("build", folder)) + _built(folder)


def _built(folder: Path) -> list[str]:
    return [] if whole(folder / "build") else ["not whole"]


def _planned(folder: Path) -> list[str]:
    return ["a half plan"] if (folder / PLAN).exists() and len(cells(folder / PLAN).split("\n")) < 6 else []


def _fill(disk: Path, left: int) -> None:
    free = shutil.disk_usage(disk).free
    with (disk / "filling").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - left))
