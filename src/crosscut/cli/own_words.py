"""The words of the files' own heads as ``words.toml`` says them, for ``crosscut init --from``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import get_args

from crosscut.ingest.guess import Guess
from crosscut.ingest.head_names import HeadName, NamedRole, head_name
from crosscut.text import Language

_KOREAN: dict[NamedRole, str] = {"ministry": "부처", "committee": "전문위원회"}
_HEAD = (
    "# Written by crosscut init --from: what the heads of the files call those who ask for money. Pages, workbook and",
    "# documents say so in place of our words; change or delete a line where another word is right.",
)


def written(guesses: Sequence[Guess]) -> str:
    """The text of ``words.toml``; empty where the files call offices as we do, or each otherwise."""
    roles: tuple[NamedRole, ...] = get_args(NamedRole)
    found = {role: name for role in roles if (name := _agreed(role, guesses))}
    by_language: dict[Language, list[str]] = {
        "en": [line for role, name in found.items() for line in _english(role, name)],
        "ko": [_line(_KOREAN[role], name.ko) for role, name in found.items() if name.ko],
    }
    tables = [line for language, lines in by_language.items() if lines for line in ("", f"[{language}]", *lines)]
    return "\n".join([*_HEAD, *tables, ""]) if tables else ""


def _agreed(role: NamedRole, guesses: Iterable[Guess]) -> HeadName | None:
    """What all files that have such a column call it."""
    heads = {found.columns[role] for found in guesses if role in found.columns and role not in found.inferred}
    names = {head_name(role, head) for head in heads}
    return names.pop() if len(names) == 1 else None


def _english(role: NamedRole, name: HeadName) -> list[str]:
    many = {"ministry": "ministries", "committee": "committees"}[role]
    return [_line(role, name.en), _line(many, name.en_many)]


def _line(ours: str, theirs: str) -> str:
    key = ours if ours.isascii() else json.dumps(ours, ensure_ascii=False)
    return f"{key} = {json.dumps(theirs, ensure_ascii=False)}"
