"""A bundle: what a ministry works on without the server, as one ZIP that the office has signed.

``base.json`` is what stood when it was made, with the version of every field; ``manifest.json`` is signed as receipts
are and names the digest of every file. The page carries ``base.json`` with a signature of its own, and puts both into
the file that it saves: so either comes back with what the office said, which nobody but the office can change.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crosscut.errors import CrosscutError
from crosscut.workspace.receipts import Facts, Signer, digest, verify

BASE, MANIFEST, PAGE, WORKBOOK = "base.json", "manifest.json", "request.html", "request.xlsx"
PARTS = (PAGE, WORKBOOK, BASE)
KIND, SAVED = "bundle", "bundle-page"
"""What a signed manifest says that it is; what a saved file says that it is."""
LARGEST, MOST_UNPACKED, MOST_FILES = 10 << 20, 60 << 20, 20
"""Bytes of a file that comes back; of all that a ZIP holds; and how many files."""
_FIRST = datetime(1980, 1, 1, tzinfo=UTC)

_Text = Annotated[str, Field(max_length=40_000)]
_Cells = dict[Annotated[str, Field(max_length=20)], _Text]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class BundledProgramme(_Part):
    """A programme as it stood: values as they are kept, and the version of each field; amounts in minor units."""

    key: str
    id: str
    before: int | None
    version: int
    values: dict[str, str]
    versions: dict[str, int]


class BundleBase(_Part):
    """What a bundle was made from; times are the server's."""

    call: int
    year: int
    ministry: str
    made_at: str
    made_for: str
    etag: str
    programmes: list[BundledProgramme]


class SavedNew(_Part):
    """A programme that was asked for anew: its place in the file, which stays when it is saved again."""

    row: Annotated[str, Field(pattern=r"^new-[0-9]{1,4}$")]
    said: _Cells


class SavedPage(_Part):
    """What the page saves: what the office signed, what was written, and the moment as the sender's clock says it."""

    kind: Annotated[str, Field(pattern=rf"^{SAVED}$")]
    base: str
    receipt: str
    said: Annotated[dict[Annotated[str, Field(max_length=80)], _Cells], Field(max_length=20_000)]
    new: Annotated[list[SavedNew], Field(max_length=500)]
    saved_at: Annotated[str, Field(max_length=40)] = ""


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """What came back: what the office signed, and the files that somebody has worked on, by name.

    ``fault`` is why the signature does not hold for it; empty where it does.
    """

    facts: Facts
    base: BundleBase | None
    mark: str
    saved: Mapping[str, bytes]
    workbook: bytes | None
    changed: tuple[str, ...] = ()
    fault: str = ""


def sealed(signer: Signer, facts: Facts, base: str) -> str:
    """The signature that the page carries: that the office made a bundle from this base."""
    return signer.receipt({"kind": KIND, **facts, "digest": digest(base)})


def pack(signer: Signer, facts: Facts, parts: Mapping[str, bytes]) -> bytes:
    """A bundle of its parts, with the manifest that names the digest of each."""
    digests = {f"file {name}": _digest(content) for name, content in parts.items()}
    manifest = signer.receipt({"kind": KIND, **facts, "digest": _digest(parts[BASE]), **digests})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts, MANIFEST: manifest.encode()}.items():
            entry = zipfile.ZipInfo(name, _FIRST.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, content)
    return out.getvalue()


def mark_of(base: str) -> str:
    """What a bundle is called: the beginning of the digest of its base."""
    return digest(base)[:12]


def is_bundle(content: bytes) -> bool:
    """Whether a file is a bundle, and not a workbook or something else that is packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return MANIFEST in map(_plain, packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def is_saved(content: bytes) -> bool:
    """Whether a file is one that a bundle's page saved."""
    return content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"


def is_saved_page(content: bytes) -> bool:
    """Whether a file says that a bundle's page saved it."""
    try:
        read_saved(content)
    except (CrosscutError, RecursionError):
        return False
    return True


def opened(content: bytes, name: str, public: str) -> OpenedBundle:
    """What came back, checked with the office's public key.

    Raises
    ------
    CrosscutError
        where it is neither a bundle nor a file that its page saved.
    """
    try:
        return _of_zip(content, public) if is_bundle(content) else _of_saved(content, name, public)
    except RecursionError:
        raise _no_bundle() from None


def _of_saved(content: bytes, name: str, public: str) -> OpenedBundle:
    saved = read_saved(content)
    verdict = verify(saved.receipt, public, saved.base)
    fault = verdict.fault or _other_kind(verdict.facts)
    return OpenedBundle(
        verdict.facts, None if fault else _base(saved.base), mark_of(saved.base), {name: content}, None, fault=fault
    )


def read_saved(content: bytes) -> SavedPage:
    """What a page saved.

    Raises
    ------
    CrosscutError
        where it is something else.
    """
    try:
        return SavedPage.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError:
        raise _no_bundle() from None


def _of_zip(content: bytes, public: str) -> OpenedBundle:
    files = _unpacked(content)
    manifest = files.pop(MANIFEST).decode("utf-8", "replace")
    verdict = verify(manifest, public)
    facts, base = verdict.facts, files.get(BASE, b"").decode("utf-8", "replace")
    changed = tuple(name for name in PARTS if _digest(files.get(name, b"")) != facts.get(f"file {name}"))
    fault = verdict.fault or _other_kind(facts)
    if not fault and (BASE in changed or digest(base) != facts.get("digest")):
        fault = f"{BASE} is not as it was handed out"
    saved = {name: each for name, each in files.items() if name not in PARTS and is_saved(each)}
    for name, each in saved.items():
        if not fault and _strange(each, facts, public):
            fault = f"{name} is not of this bundle"
    made = None if fault else _base(base)
    book = files.get(WORKBOOK) if WORKBOOK in changed or not saved else None
    return OpenedBundle(facts, made, mark_of(base), saved, book, changed, fault)


def _strange(saved: bytes, facts: Facts, public: str) -> bool:
    """Whether a saved file of a ZIP carries another signature than the ZIP's own."""
    try:
        found = _of_saved(saved, "", public)
    except CrosscutError:
        return True
    return bool(found.fault) or found.facts.get("digest") != facts.get("digest")


def _other_kind(facts: Facts) -> str:
    return "" if facts.get("kind") == KIND else "it is signed, but as something else than a bundle"


def _base(text: str) -> BundleBase:
    try:
        return BundleBase.model_validate_json(text)
    except ValidationError:
        raise CrosscutError(
            "another edition made this bundle",
            code="bundle",
            hint="Download a bundle anew, and carry over what you wrote",
        ) from None


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a ZIP by their plain names, whatever folder they were put into."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = [each for each in packed.infolist() if not each.is_dir()]
            if len(entries) > MOST_FILES or sum(each.file_size for each in entries) > MOST_UNPACKED:
                raise CrosscutError(
                    "the bundle is too large when unpacked", code="bundle", hint="Send it as it was made"
                )
            files = {_plain(each.filename): packed.read(each) for each in entries}
            if len(files) != len(entries):
                raise CrosscutError("the bundle holds a file twice", code="bundle", hint="Send one file at a time")
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError):
        raise _no_bundle() from None
    return files


def _plain(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _no_bundle() -> CrosscutError:
    hint = "Give the bundle (.zip), or the file that its page saved (.json), as they are"
    return CrosscutError("this is no bundle of a request", code="bundle", hint=hint)
