"""The workspace's words: each is used, none is missing, both languages say the same."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import crosscut
from crosscut.workspace.words import WORDS

ROOT = Path(crosscut.__file__).parent


@cache
def source() -> str:
    """All that could name a word."""
    own = (path for path in sorted((ROOT / "workspace").rglob("*")) if path.suffix in (".py", ".html", ".js", ".toml"))
    paths = [path for path in own if "words" not in path.parts] + sorted((ROOT / "cli").glob("*.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@cache
def beginnings() -> tuple[str, ...]:
    """What keys begin with that are put together from a value."""
    patterns = (r"[\"'`]([a-z_.]+_)[\"'`] ?[~+]", r"f[\"']([a-z_.]+_)\{", r"`([a-z_]+_)\$\{")
    return tuple({each for pattern in patterns for each in re.findall(pattern, source())})


def test_every_word_is_used() -> None:
    named = set(re.findall(r"[\"'`]([A-Za-z0-9_.-]+)[\"'`]", source()))
    assert not [
        key for key in WORDS if not {key, key.removesuffix("_one")} & named and not key.startswith(beginnings())
    ]


def test_no_word_is_missing() -> None:
    asked = set(re.findall(r"\b(?:w|word)\(\s*[\"']([A-Za-z0-9_.-]+)[\"'](?! ?[~+])", source()))
    assert not asked - set(WORDS)


def test_every_word_is_in_both_languages_with_the_same_places() -> None:
    for key, text in WORDS.items():
        assert text.en, key
        assert text.ko, key
        places = [set(re.findall(r"\{(\w+)", each)) for each in (text.en, text.ko)]
        assert places[0] == places[1], key
