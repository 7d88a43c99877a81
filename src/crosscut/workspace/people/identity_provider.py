"""The ministry's own sign-in, by OpenID Connect: where one is sent, and what comes back for the code that one brings.

Only addresses below ``https`` are asked, or on this machine; nothing is followed elsewhere, and nothing large is read.
"""

from __future__ import annotations

import json
import logging
import ssl
import threading
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, build_opener

from pydantic import JsonValue

from crosscut.workspace.errors import ProviderError
from crosscut.workspace.office_settings import Oidc
from crosscut.workspace.people.id_tokens import Expected, TokenError, key_named, subject_of
from crosscut.workspace.words import word

_LOG = logging.getLogger("crosscut.workspace")
SECONDS, LARGEST = 10.0, 1 << 20
"""Seconds that the provider has for an answer, and bytes that are read of it."""
FRESH, SOONEST = timedelta(hours=1), timedelta(minutes=1)
"""How long what the provider says of itself is believed, and how soon its keys are asked for again."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _opener() -> OpenerDirector:
    return build_opener(ProxyHandler({}), _NoRedirects(), HTTPSHandler(context=ssl.create_default_context()))


@dataclass(frozen=True, slots=True)
class SignInFlow:
    """One way to the provider and back: its secrets, which nobody can guess and which are good once."""

    state: str
    nonce: str
    verifier: str


@dataclass
class IdentityProvider:
    """A provider as the settings name it. ``back`` is the address that it sends people back to."""

    stated: Oidc
    back: str
    _said: Mapping[str, str] = field(default_factory=dict)
    _keys: Sequence[Mapping[str, JsonValue]] = ()
    _said_at: datetime | None = None
    _keys_at: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def leave_for(self, flow: SignInFlow, now: datetime, *, again: bool = False) -> str:
        """The address of the provider that a browser is sent to; with ``again`` to prove anew who one is.

        Raises
        ------
        ProviderError
            where the provider does not answer as it should.
        """
        challenge = urlsafe_b64encode(sha256(flow.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self.stated.client,
            "redirect_uri": self.back,
            "scope": "openid",
            "state": flow.state,
            "nonce": flow.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        if self.stated.recent_minutes:
            asked["max_age"] = str(self.stated.recent_minutes * 60)
        if again:
            asked["prompt"] = "login"
        place = self._metadata(now)["authorization_endpoint"]
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"

    def subject(self, code: str, flow: SignInFlow, now: datetime) -> str:
        """Who came back with a code.

        Raises
        ------
        ProviderError
            where the provider does not take the code, or its token does not fit in every respect.
        """
        told = self._asked(self._metadata(now)["token_endpoint"], self._exchange(code, flow))
        token = told.get("id_token")
        recent = timedelta(minutes=self.stated.recent_minutes)
        expected = Expected(self.stated.issuer, self.stated.client, flow.nonce, frozenset(self.stated.methods), recent)
        try:
            if not isinstance(token, str):
                raise TokenError("there is none")
            return subject_of(token, self._keys_with(key_named(token), now), expected, now)
        except TokenError as error:
            raise self._fault(f"its ID token is not taken: {error}") from None

    def _exchange(self, code: str, flow: SignInFlow) -> Request:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": flow.verifier,
            "client_id": self.stated.client,
        }
        headers = {"content-type": "application/x-www-form-urlencoded"}
        if secret := self.stated.secret:
            pair = f"{quote(self.stated.client, safe='')}:{quote(secret, safe='')}"
            headers["authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
            del form["client_id"]
        return Request("http://unset", urlencode(form).encode(), headers)

    def _metadata(self, now: datetime) -> Mapping[str, str]:
        """What the provider says of itself; believed for an hour."""
        with self._lock:
            if self._said_at is None or now > self._said_at + FRESH:
                told = self._asked(f"{self.stated.issuer.rstrip('/')}/.well-known/openid-configuration")
                if told.get("issuer") != self.stated.issuer:
                    raise self._fault(f"it calls itself {told.get('issuer')!r}")
                names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
                self._said = {name: self._place(told.get(name)) for name in names}
                self._said_at = now
            return self._said

    def _keys_with(self, name: str, now: datetime) -> Sequence[Mapping[str, JsonValue]]:
        """The provider's keys, asked for anew where one of that name is not among them, once a minute at most."""
        place = self._metadata(now)["jwks_uri"]
        with self._lock:
            at, known = self._keys_at, any(each.get("kid") == name for each in self._keys)
            if at is None or now > at + FRESH or (not known and now > at + SOONEST):
                keys = self._asked(place).get("keys")
                self._keys = [each for each in keys if isinstance(each, dict)] if isinstance(keys, list) else []
                self._keys_at = now
            return self._keys

    def _asked(self, place: str, request: Request | None = None) -> Mapping[str, JsonValue]:
        """What an address of the provider answers, as JSON."""
        asking = request or Request("http://unset")
        asking.full_url = self._place(place)
        asking.add_header("accept", "application/json")
        try:
            with _opener().open(asking, timeout=SECONDS) as answer:
                read = json.loads(answer.read(LARGEST + 1)[:LARGEST])
        except HTTPError as error:
            with error:
                raise self._fault(f"{place}: {error}") from None
        except (URLError, HTTPException, OSError, ValueError, RecursionError) as error:
            raise self._fault(f"{place}: {error}") from None
        if not isinstance(read, dict):
            raise self._fault(f"{place}: no object")
        return read

    def _place(self, said: object) -> str:
        """An address that may be asked: encrypted, or on this machine where the provider itself is."""
        parts = urlsplit(said if isinstance(said, str) else "")
        here = urlsplit(self.stated.issuer)
        if parts.scheme != "https" and (parts.scheme, parts.hostname) != (here.scheme, here.hostname):
            raise self._fault(f"{said!r} is no address that may be asked")
        return parts.geturl()

    def _fault(self, said: str) -> ProviderError:
        _LOG.error("sign-in by %s: %s", self.stated.issuer, said)
        return ProviderError(word("provider_fault", name=self.stated.name))
