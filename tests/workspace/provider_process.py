"""An identity provider as a process of its own: discovery, keys, authorization with PKCE, tokens that it signs.

``python -m tests.workspace.provider_process`` prints its address and serves until it is ended. ``POST /misbehave`` takes
JSON that says what it does wrong from then on, and ``{}`` that it behaves again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT, SECRET = "crosscut", "the secret of the client"


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int, length: int = 0) -> str:
    return encoded(value.to_bytes(length or (value.bit_length() + 7) // 8, "big"))


@dataclass
class Key:
    """A key of the provider, by its algorithm."""

    algorithm: str = "RS256"
    name: str = field(default_factory=lambda: secrets.token_hex(4))
    private: Any = None

    def __post_init__(self) -> None:
        if self.algorithm in {"RS256", "PS256"}:
            self.private = rsa.generate_private_key(65537, 2048)
        elif self.algorithm == "ES256":
            self.private = ec.generate_private_key(ec.SECP256R1())
        else:
            self.private = ed25519.Ed25519PrivateKey.generate()

    def published(self) -> dict[str, str]:
        common = {"kid": self.name, "use": "sig", "alg": self.algorithm}
        public = self.private.public_key()
        if self.algorithm == "ES256":
            at = public.public_numbers()
            return {**common, "kty": "EC", "crv": "P-256", "x": number(at.x, 32), "y": number(at.y, 32)}
        if self.algorithm == "EdDSA":
            return {**common, "kty": "OKP", "crv": "Ed25519", "x": encoded(public.public_bytes_raw())}
        at = public.public_numbers()
        return {**common, "kty": "RSA", "n": number(at.n), "e": number(at.e)}

    def sign(self, said: bytes) -> bytes:
        if self.algorithm == "RS256":
            return self.private.sign(said, padding.PKCS1v15(), SHA256())
        if self.algorithm == "PS256":
            return self.private.sign(said, padding.PSS(padding.MGF1(SHA256()), 32), SHA256())
        if self.algorithm == "ES256":
            r, s = utils.decode_dss_signature(self.private.sign(said, ec.ECDSA(SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return self.private.sign(said)


@dataclass
class State:
    """What the provider holds, and what it does wrong."""

    keys: list[Key] = field(default_factory=lambda: [Key()])
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    wrong: dict[str, Any] = field(default_factory=dict)
    now: float = 0.0


class Answer(BaseHTTPRequestHandler):
    """One request."""

    @property
    def state(self) -> State:
        return self.server.state

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/realms/gov"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        place, query = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        if place.endswith("/.well-known/openid-configuration"):
            said = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
            if "moved" in self.state.wrong:
                self.leave(f"{self.issuer}/elsewhere")
                return
            self.say({**said, **self.state.wrong.get("metadata", {})})
        elif place.endswith("/keys"):
            self.say({"keys": [each.published() for each in self.state.keys]})
        elif place.endswith("/authorize"):
            assert query["response_type"] == "code"
            assert query["code_challenge_method"] == "S256"
            code = secrets.token_urlsafe(16)
            self.state.codes[code] = query
            back = {"code": code, "state": query["state"], "iss": self.issuer, **self.state.wrong.get("back", {})}
            self.leave(f"{query['redirect_uri']}?{urlencode(back)}")
        else:
            self.say({"error": "unknown"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/misbehave":
            self.state.wrong = json.loads(body)
            if algorithm := self.state.wrong.get("rotate"):
                self.state.keys = [Key(algorithm)]
            self.say({})
            return
        form = {key: value[0] for key, value in parse_qs(body.decode()).items()}
        asked = self.state.codes.pop(form.get("code", ""), None)
        pair = base64.b64decode(self.headers.get("authorization", "").partition(" ")[2]).decode()
        challenge = encoded(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or pair != f"{CLIENT}:{SECRET.replace(' ', '%20')}"
            or challenge != asked["code_challenge"]
            or form["redirect_uri"] != asked["redirect_uri"]
        ):
            self.say({"error": "invalid_grant"}, 400)
            return
        self.say({"access_token": "x", "token_type": "Bearer", "id_token": self.token(asked)})

    def token(self, asked: dict[str, str]) -> str:
        wrong, now = self.state.wrong, float(self.state.wrong.get("now", time.time()))
        head = {"alg": self.state.keys[0].algorithm, "kid": self.state.keys[0].name, "typ": "JWT"}
        claims = {
            "iss": self.issuer,
            "sub": "f:kim",
            "aud": CLIENT,
            "nonce": asked["nonce"],
            "iat": int(now),
            "exp": int(now) + 300,
            "auth_time": int(now),
            "amr": ["pwd", "mfa"],
        }
        head |= wrong.get("head", {})
        claims |= wrong.get("claims", {})
        for name, seconds in wrong.get("later", {}).items():
            claims[name] = int(now) + seconds
        said = ".".join(encoded(json.dumps(each).encode()) for each in (head, claims))
        key = Key(self.state.keys[0].algorithm) if "forged" in wrong else self.state.keys[0]
        signature = b"" if head["alg"] == "none" else key.sign(said.encode())
        return f"{said}.{encoded(signature)}"

    def say(self, said: object, status: int = 200) -> None:
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def leave(self, place: str) -> None:
        self.send_response(302)
        self.send_header("location", place)
        self.send_header("content-length", "0")
        self.end_headers()


class Provider(ThreadingHTTPServer):
    daemon_threads = True
    state: State


if __name__ == "__main__":
    with Provider(("127.0.0.1", 0), Answer) as provider:
        provider.state = State()
        sys.stdout.write(f"http://127.0.0.1:{provider.server_address[1]}/realms/gov\n")
        sys.stdout.flush()
        provider.serve_forever()
