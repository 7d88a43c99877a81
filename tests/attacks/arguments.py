"""Every command with hostile arguments and folders."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import chdir
from itertools import cycle
from pathlib import Path

from tests.attacks.drawing import draw_once
from tests.attacks.mutants import folder_of
from tests.attacks.running import faults_of, run

WORDS = (
    "",
    " ",
    ".",
    "/",
    "-",
    "--",
    "x" * 5000,
    "\x1b[31m",
    "[red]",
    "a\nb",
    "../..",
    "/dev/null",
    "/dev/zero",
    "nan",
    "inf",
    "-1",
    "0",
    "1e400",
    "99999999999999999999",
    "2026",
    "__proto__",
    "reading 0",
    "#99",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01",
    "2026-13-45",
    "2999-01-01",
    ",",
    ",,",
    "area,area",
    "none,area",
    "confirmed",
    "\ud800",
    "조",
    "1=2",
)
COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("--format",),
    "show": ("--by", "--counting", "--taxonomy", "--as-of", "--year", "--stage", "--ministries", "--format"),
    "trace": ("--as-of", "--taxonomy", "--figures", "--format"),
    "diff": ("--by", "--year", "--stage", "--as-of", "--ministries", "--language", "--format"),
    "classify": ("--taxonomy", "--decisions", "--out", "--error", "--format"),
    "sample": ("-n", "--format"),
    "estimate": ("--format",),
    "review": ("--policy", "--year", "--stage", "--board", "--waive", "--apart", "--by", "--engine", "--format"),
    "allocate": ("--policy", "--out", "--compare", "--why", "--apply", "--gap", "--seconds", "--samples", "--format"),
    "audit": ("--against", "--html", "--format"),
    "links": ("--least", "--out", "--format"),
    "build": ("--out", "--engine", "--format"),
    "publish": ("--to", "--out", "--as-of", "--previous", "--despite", "--sign", "--format"),
    "init": ("--example", "--data", "--programmes", "--seed", "--format"),
}
PLACES = {"trace": ("FIGURE",), "diff": ("2026", "2026")}


def hostile_folders(place: Path) -> Iterator[Path]:
    """Folders that are none, empty, a file, a pipe, a device, a circle, or hold those."""
    for name in ("empty", "pipe", "circle", "device", "deep"):
        (place / name).mkdir(parents=True)
    yield from (place / "empty", place / "nothing", Path("/dev/null"), Path("/proc/self"))
    (place / "file").write_text("x", encoding="utf-8")
    yield place / "file"
    os.mkfifo(place / "fifo")
    yield place / "fifo"
    os.mkfifo(place / "pipe" / "crosscut.toml")
    yield place / "pipe"
    (place / "circle" / "crosscut.toml").symlink_to("crosscut.toml")
    yield place / "circle"
    (place / "device" / "crosscut.toml").symlink_to("/dev/zero")
    yield place / "device"
    for name, make in (("source-pipe", os.mkfifo), ("source-device", lambda path: path.symlink_to("/dev/zero"))):
        folder = folder_of(place / name)
        (folder / "sources" / "p.csv").unlink()
        make(folder / "sources" / "p.csv")
        yield folder
    for name in ("sources/p.csv", "decisions/links.csv", "decisions/opinions.csv", "words.toml", "build"):
        folder = folder_of(place / f"circle-{Path(name).name}")
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(Path(name).name)
        yield folder
    for name in ("policy.toml", "decisions/attributions.csv", "decisions/plan-2026-confirmed.csv", "words.toml"):
        folder = folder_of(place / f"pipe-{Path(name).name}")
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)
        yield folder


def arguments(place: Path, seed: int) -> Iterator[list[str]]:
    """Every command in hostile folders, then commands with hostile words in a sound one."""
    draw_once()
    sound = folder_of(place / "sound")
    tried = list(zip(cycle(("check", "show")), hostile_folders(place / "folders"), strict=False))
    tried += [(name, folder) for name in COMMANDS for folder in (place / "nothing", Path("/dev/null"))]
    yield [fault for name, folder in tried for fault in faults_of(run(name, folder, *PLACES.get(name, ())))]
    with chdir(place):
        yield from _words(sound, random.Random(seed))


def _words(sound: Path, chance: random.Random) -> Iterator[list[str]]:
    """Commands with hostile words, without end."""
    while True:
        name = chance.choice(tuple(COMMANDS))
        words = (chance.choice(COMMANDS[name]), chance.choice(WORDS))
        own = chance.choice(WORDS) if name == "init" else sound
        yield faults_of(run(name, own, *PLACES.get(name, ()), *words))
