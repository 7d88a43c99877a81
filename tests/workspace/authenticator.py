"""An authenticator in a few lines: makes keys and signs, as honestly or as badly as a test wants."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, BACKED_UP, ATTESTED = 0x01, 0x04, 0x18, 0x40


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def data(said: str) -> bytes:
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


@dataclass
class Authenticator:
    """One key of one person. What is set otherwise than at first is what it does wrong."""

    name: str = "localhost"
    origin: str = "http://localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    handle: str = ""
    cross: bool = False
    kind: str = ""
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, asked: dict) -> str:
        """What a browser answers who was asked to make a passkey."""
        self.handle = asked["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        more = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cbor2.dumps(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + more}
        said = {"clientDataJSON": self._client("webauthn.create", asked), "attestationObject": cbor2.dumps(attested)}
        return self._answer(said)

    def use(self, asked: dict) -> str:
        """What a browser answers who was asked to sign in."""
        self.count += 1
        client, known = self._client("webauthn.get", asked), self._data()
        signed = self.key.sign(known + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": known, "signature": signed}
        return self._answer(said | ({"userHandle": data(self.handle)} if self.handle else {}))

    def _data(self, more: int = 0) -> bytes:
        name = hashlib.sha256(self.name.encode()).digest()
        return name + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, asked: dict) -> bytes:
        said = {"type": self.kind or kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(said | {"crossOrigin": self.cross}).encode()

    def _answer(self, said: dict[str, bytes]) -> str:
        response = {name: text(value) for name, value in said.items()}
        number = text(self.credential)
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": response})
