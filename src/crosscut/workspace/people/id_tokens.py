"""ID tokens of an identity provider: signed by a key of its own, for us, for this flow, and within their time."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import JsonValue

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""The signatures that are taken; anything else is refused, ``none`` above all."""
LEEWAY = timedelta(seconds=60)
"""By how much the clocks of the two servers may differ."""
OLDEST = timedelta(minutes=15)
"""How long ago a token may have been made."""
FEWEST_BITS = 2048
"""Bits that an RSA key has at least."""

PublicKey: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey


class TokenError(ValueError):
    """A token that is not taken, and why; for the log, never for whoever signs in."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say: whose it is, for whom, of which flow, how the person proved who they are, how recently.

    ``methods`` are values of ``amr`` of which one must be there, where there are any; ``recent`` is nought where it
    does not matter how long ago somebody signed in at the provider.
    """

    issuer: str
    client: str
    nonce: str
    methods: frozenset[str] = frozenset()
    recent: timedelta = timedelta()


def key_named(token: str) -> str:
    """The name of the key that a token says it was signed with; empty where it says none.

    Raises
    ------
    TokenError
        where it is no token.
    """
    return str(_head(token).get("kid", ""))


def subject_of(token: str, keys: Sequence[Mapping[str, JsonValue]], expected: Expected, now: datetime) -> str:
    """Who signed in: the subject of a token that fits in every respect.

    Raises
    ------
    TokenError
        where it does not.
    """
    head = _head(token)
    _check_signature(token, head, keys)
    claims = _json(token.split(".")[1])
    _check_purpose(claims, expected)
    _check_times(claims, expected, now)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= 255:
        raise TokenError("it names no subject")
    return subject


def _head(token: str) -> Mapping[str, JsonValue]:
    if len(token) > 32_768 or token.count(".") != 2:
        raise TokenError("it is no signed token")
    head = _json(token.split(".", maxsplit=1)[0])
    if "crit" in head or head.get("typ", "JWT") not in ("JWT", "jwt"):
        raise TokenError("it is of a kind that is not taken")
    return head


def _json(part: str) -> Mapping[str, JsonValue]:
    try:
        read = json.loads(_bytes(part))
    except (ValueError, RecursionError):
        raise TokenError("it cannot be read") from None
    if not isinstance(read, dict):
        raise TokenError("it cannot be read")
    return read


def _bytes(part: object) -> bytes:
    try:
        return urlsafe_b64decode(f"{part}{'=' * (-len(str(part)) % 4)}")
    except (Base64Error, ValueError):
        raise TokenError("it is no base64") from None


def _check_signature(token: str, head: Mapping[str, JsonValue], keys: Sequence[Mapping[str, JsonValue]]) -> None:
    algorithm, name = head.get("alg"), head.get("kid")
    if algorithm not in ALGORITHMS:
        raise TokenError(f"the algorithm {algorithm!r} is not taken")
    fitting = [each for each in keys if (name is None or each.get("kid") == name) and each.get("use", "sig") == "sig"]
    if len(fitting) != 1 or fitting[0].get("alg", algorithm) != algorithm:
        raise TokenError("the provider publishes no such key")
    signed, _, signature = token.rpartition(".")
    try:
        _verify(_key(fitting[0]), str(algorithm), signed.encode(), _bytes(signature))
    except (InvalidSignature, ValueError, KeyError):
        raise TokenError("the signature does not fit") from None


def _key(published: Mapping[str, JsonValue]) -> PublicKey:
    def number(name: str) -> int:
        return int.from_bytes(_bytes(published[name]), "big")

    match published.get("kty"), published.get("crv"):
        case "RSA", _:
            key = rsa.RSAPublicNumbers(number("e"), number("n")).public_key()
            if key.key_size < FEWEST_BITS:
                raise TokenError("the key is too short")
            return key
        case "EC", "P-256":
            return ec.EllipticCurvePublicNumbers(number("x"), number("y"), ec.SECP256R1()).public_key()
        case "OKP", "Ed25519":
            return ed25519.Ed25519PublicKey.from_public_bytes(_bytes(published["x"]))
    raise TokenError("the key is of a kind that is not taken")


def _verify(key: PublicKey, algorithm: str, signed: bytes, signature: bytes) -> None:
    if isinstance(key, rsa.RSAPublicKey) and algorithm == "RS256":
        key.verify(signature, signed, padding.PKCS1v15(), SHA256())
    elif isinstance(key, rsa.RSAPublicKey) and algorithm == "PS256":
        key.verify(signature, signed, padding.PSS(padding.MGF1(SHA256()), SHA256.digest_size), SHA256())
    elif isinstance(key, ec.EllipticCurvePublicKey) and algorithm == "ES256" and len(signature) == 64:
        pair = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        key.verify(utils.encode_dss_signature(*pair), signed, ec.ECDSA(SHA256()))
    elif isinstance(key, ed25519.Ed25519PublicKey) and algorithm == "EdDSA":
        key.verify(signature, signed)
    else:
        raise TokenError("the key does not fit the algorithm")


def _check_purpose(claims: Mapping[str, JsonValue], expected: Expected) -> None:
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    if claims.get("iss") != expected.issuer:
        raise TokenError("it is another issuer's")
    if expected.client not in named or (len(named) > 1 and claims.get("azp") != expected.client):
        raise TokenError("it is for somebody else")
    if claims.get("azp", expected.client) != expected.client:
        raise TokenError("it was given to somebody else")
    if not expected.nonce or claims.get("nonce") != expected.nonce:
        raise TokenError("it is of another sign-in")
    methods = claims.get("amr")
    if expected.methods and not expected.methods & set(map(str, methods if isinstance(methods, list) else [])):
        raise TokenError(f"it does not say that the person signed in by {' or '.join(sorted(expected.methods))}")


def _check_times(claims: Mapping[str, JsonValue], expected: Expected, now: datetime) -> None:
    at = now.timestamp()
    leeway = LEEWAY.total_seconds()
    if _seconds(claims, "exp") <= at - leeway:
        raise TokenError("its time is over")
    made = _seconds(claims, "iat")
    if made > at + leeway or ("nbf" in claims and _seconds(claims, "nbf") > at + leeway):
        raise TokenError("its time has not come")
    if made < at - OLDEST.total_seconds():
        raise TokenError("it was made too long ago")
    recent = expected.recent.total_seconds()
    if recent and _seconds(claims, "auth_time") < at - recent - leeway:
        raise TokenError("the person signed in at the provider too long ago")


def _seconds(claims: Mapping[str, JsonValue], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenError(f"it has no {name}")
    return float(value)
