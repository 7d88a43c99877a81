"""Receipts: what was filed, when and by whom, signed with the office's key, so that anyone can check it offline."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from crosscut.errors import CrosscutError
from crosscut.ledger.chain import Checkpoint, moment_text
from crosscut.wholefiles import read_text, write_whole
from crosscut.workspace.private import keep_private

KEY_FILE = "workspace.key"
"""The office's signing key in the budget folder, readable by its owner alone."""
PUBLIC_FILE = "workspace.pem"
"""Its public part beside it: it says which key is the office's where the key itself is gone."""

CHECKPOINT = "checkpoint"
"""What the facts of a signed checkpoint say that they are."""

Facts = Mapping[str, str | int | bool]


def canonical(facts: object) -> str:
    """JSON of one form only: sorted keys, no spaces, every character as it is."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Signer:
    """Signs receipts with an Ed25519 key."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public key, as PEM."""
        return _pem(self.key.public_key())

    @property
    def fingerprint(self) -> str:
        """What names the key: the first 16 digits of the digest of its public part."""
        return digest(self.public)[:16]

    def receipt(self, facts: Facts) -> str:
        """The facts with their signature, as text to hand out."""
        signed = canonical({**facts, "key": self.fingerprint})
        signature = base64.b64encode(self.key.sign(signed.encode())).decode()
        return _printed({"receipt": json.loads(signed), "signature": signature})

    def checkpoint(self, point: Checkpoint | None, at: datetime) -> str:
        """A checkpoint of the record with its moment, signed as receipts are; None is that of an empty one."""
        return self.receipt({"kind": CHECKPOINT, "workspace": str(point or ""), "at": moment_text(at)})


def _printed(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _pem(key: Ed25519PublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def signer_of(folder: Path) -> Signer:
    """The signer of a budget folder, whose key is made where there never was one.

    Raises
    ------
    CrosscutError
        where the file is no key of this kind, is not the office's or gone, or others may read it and it is another
        user's.
    """
    file, public = folder / KEY_FILE, folder / PUBLIC_FILE
    if not file.exists():
        if public.exists():
            raise _not_the_key("the office's key is gone")
        _write_new(file, Ed25519PrivateKey.generate())
    keep_private(file)
    signer = _read(file)
    if not public.exists():
        write_whole(public, signer.public)
    elif read_text(public) != signer.public:
        raise _not_the_key("this is not the office's key")
    return signer


def _read(file: Path) -> Signer:
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise CrosscutError("this is no Ed25519 key", code="key", file=KEY_FILE, hint="Put the office's key back")
    return Signer(key)


def _not_the_key(what: str) -> CrosscutError:
    hint = f"Put the key back that {PUBLIC_FILE} belongs to; or move {PUBLIC_FILE} away to sign with a new key"
    return CrosscutError(what, code="key", file=KEY_FILE, hint=hint)


def public_of(folder: Path) -> str:
    """The public key of a budget folder's office, as PEM; empty where it has none."""
    if (folder / PUBLIC_FILE).exists():
        return read_text(folder / PUBLIC_FILE)
    return _read(folder / KEY_FILE).public if (folder / KEY_FILE).exists() else ""


def _write_new(file: Path, key: Ed25519PrivateKey) -> None:
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)


@dataclass(frozen=True, slots=True)
class ReceiptVerdict:
    """What checking a receipt found: its facts, and what is wrong with it, if anything."""

    facts: Facts
    fault: str = ""


def verify(receipt: str, public: str, filed: str | None = None) -> ReceiptVerdict:
    """Check a receipt with the public key alone, and against the filed text where that is given.

    Raises
    ------
    CrosscutError
        where the receipt or the key cannot be read at all.
    """
    try:
        document = json.loads(receipt)
        facts, signature = document["receipt"], base64.b64decode(document["signature"], validate=True)
        if not isinstance(facts, dict):
            raise TypeError
        signed = canonical(facts).encode()
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise CrosscutError("this is no receipt", code="receipt", hint="Give the file as it was downloaded") from None
    try:
        _public(public).verify(signature, signed)
    except InvalidSignature:
        return ReceiptVerdict(facts, "the signature does not fit: the receipt was changed, or another key signed it")
    if receipt != _printed(document):
        return ReceiptVerdict(facts, "the file is not byte for byte as it was handed out")
    if filed is not None and facts.get("digest") not in _digests(filed, facts):
        return ReceiptVerdict(facts, "the filing is not the one that the receipt was given for")
    return ReceiptVerdict(facts)


def _digests(filed: str, facts: Facts) -> tuple[str, ...]:
    """What may name the text that a receipt is for: a manifest that went out has the one signature besides."""
    if facts.get("kind") != "publication":
        return (digest(filed),)
    from crosscut.workbench.signoff.manifest import signed_by, with_signatures

    try:
        (own,) = signed_by(filed)
        alone = with_signatures(filed, ())
        is_own = own.by == facts.get("by") and with_signatures(alone, (own,)) == filed
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return (digest(filed),)
    return (digest(filed), digest(alone)) if is_own else (digest(filed),)


def point_of(text: str, public: str) -> Checkpoint | None:
    """The checkpoint of a file as it was downloaded; None where the text is something else.

    Raises
    ------
    CrosscutError
        where it is one, and the office's key did not sign it.
    """
    try:
        facts = json.loads(text)["receipt"]
        if facts["kind"] != CHECKPOINT:
            return None
        point = Checkpoint.parse(str(facts["workspace"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if public and (fault := verify(text, public).fault):
        raise CrosscutError(fault, code="checkpoint", hint="Give the file as it was downloaded")
    return point


def _public(text: str) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(text.encode())
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise CrosscutError("this is no public key of an office", code="key", hint="Give the key.pem of its workspace")
    return key
