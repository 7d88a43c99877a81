"""What a reading rests on: settings, policy and lists of its folder as texts, its findings, and the files it read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from crosscut import tomltext
from crosscut.config import FILE, Settings
from crosscut.digests import file_digests
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, FindingRow, Phrase, PhraseRecord, Place
from crosscut.text.own_words import FILE as WORDS_FILE
from crosscut.wholefiles import read_whole

POLICY = "policy.toml"
_FOUND, _FILES = "findings.json", "files.json"
_OWN = "folder/"
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Provenance:
    """The texts of a folder by name, the findings of the reading, and its files with their digests."""

    texts: Mapping[str, str]
    findings: tuple[Finding, ...]
    files: tuple[tuple[str, str], ...]


def read(folder: Path, templates: str = "") -> dict[str, str]:
    """The texts of a folder that results follow from beside its sources and decisions: settings, policy, own lists.

    ``templates`` is the folder of the office's own templates, which documents are printed with.
    """
    names = [FILE, POLICY, WORDS_FILE, "terms.csv"]
    names += [*_relative(folder, "taxonomies/*.csv"), *_templates(folder, templates)]
    there = (name for name in names if (folder / name).is_file())
    texts = _texts(folder, there)
    return texts | _texts(folder, (name for name in _scores(texts.get(POLICY, "")) if (folder / name).is_file()))


def _texts(folder: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: (_table if name.lower().endswith(".csv") else _text)(folder / name) for name in names}


def _templates(folder: Path, templates: str) -> list[str]:
    if not templates:
        return []
    return [name for name in _relative(folder, f"{templates}/*.txt") if (folder / name).stat().st_size <= _LARGEST]


def _relative(folder: Path, pattern: str) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))


def _text(path: Path) -> str:
    return read_whole(path).decode("utf-8-sig", errors="replace")


def _table(path: Path) -> str:
    """The text of a table, in whatever encoding its office saves in; letters that fit none are replaced."""
    content = read_whole(path)
    if b"\0" not in content:
        with suppress(UnicodeDecodeError):
            return content.decode("utf-8-sig")
    from crosscut.ingest.readers.encoding import to_utf8
    from crosscut.ingest.report import Report, Unreadable

    try:
        return to_utf8(content, "", Place(path.name), Report()).decode()
    except Unreadable:
        return _text(path)


def _scores(policy: str) -> list[str]:
    """The files that a policy names: scores, contracts, lists, its base. One that cannot be read names none here."""
    try:
        document = tomltext.parsed(policy)
    except CrosscutError:
        return []
    value = document.get("value", {})
    criteria = value.get("criterion", []) if isinstance(value, dict) else []
    named = [criteria, document.get("commitment", []), document.get("priority", [])]
    files = [each.get("file") for part in named if isinstance(part, list) for each in part if isinstance(each, dict)]
    files.append(document.get("base"))
    return sorted({name for name in files if isinstance(name, str) and name and _stays(name)})


def _stays(name: str) -> bool:
    """Whether a path leads to a place in the folder that it is relative to."""
    return ".." not in Path(name).parts and not Path(name).is_absolute()


def files(folder: Path, settings: Settings, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Every file that was read, relative to the folder, with its digest."""
    read = (name for source in settings.source for name in source.files(folder))
    names = {*texts, *read, *_relative(folder, "decisions/*.[cC][sS][vV]")}
    there = [name for name in sorted(names) if (folder / name).is_file()]
    return tuple(zip(there, file_digests(folder / name for name in there), strict=True))


def pack(texts: Mapping[str, str], findings: Iterable[Finding], read: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What a ledger keeps with a reading."""
    found = [
        finding.to_json() | ({"phrase": finding.phrase.to_json()} if finding.phrase else {}) for finding in findings
    ]
    return {
        **{f"{_OWN}{name}": text for name, text in texts.items()},
        _FOUND: json.dumps(found, ensure_ascii=False, separators=(",", ":")),
        _FILES: json.dumps(dict(read), ensure_ascii=False, separators=(",", ":")),
    }


def unpack(stored: Mapping[str, str]) -> Provenance:
    """What a ledger kept with a reading; nothing where it kept nothing."""
    texts = {name.removeprefix(_OWN): text for name, text in stored.items() if name.startswith(_OWN)}
    found = tuple(map(_finding, json.loads(stored.get(_FOUND, "[]"))))
    return Provenance(texts, found, tuple(sorted(json.loads(stored.get(_FILES, "{}")).items())))


class _KeptFinding(FindingRow, total=False):
    """A finding as a ledger keeps it, with what its sentence was made of where that is known."""

    phrase: PhraseRecord


def _finding(kept: _KeptFinding) -> Finding:
    found = Finding.of(kept)
    return replace(found, phrase=Phrase.of_json(kept["phrase"])) if "phrase" in kept else found
