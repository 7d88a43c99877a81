"""The perimeter: hosts, origins, sizes, headers and the number of each request, before any page is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from time import monotonic
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crosscut.workspace.access_log import Access, AccessLog
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.web.api.api_errors import shape
from crosscut.workspace.web.desk import new_number
from crosscut.workspace.web.rate_limits import Pace
from crosscut.workspace.words import word

LARGEST, LARGEST_UPLOAD = 1 << 20, 20 << 20
"""Bytes of a request's body; of one that sends a workbook, a sheet or another file."""
_UPLOADS = ("/workbook", "/workbook.xlsx", "/sheet", "/bundle", "/files", "/minutes")

POLICY = (
    "default-src 'none'; object-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ENCRYPTED = "max-age=31536000; includeSubDomains"
"""What browsers are told for a year where the connection is encrypted: come encrypted only."""
FOR_ANYONE = frozenset({"/healthz", "/key.pem", "/openapi.json"})
"""What is told to whoever asks, with a token or without."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


_Refused = tuple[int, WorkspaceError]


class Perimeter:
    """Wraps the application. ``hosts`` are the names that requests may call the server by; any where it is empty.

    ``log`` gets a line for each request, refused ones too.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str] = (), log: AccessLog | None = None) -> None:
        self.app, self.hosts, self.log, self.pace = app, frozenset(hosts), log, Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it before it is read."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        scope.setdefault("state", {})["number"] = number = new_number()
        most = LARGEST_UPLOAD if scope["path"].endswith(_UPLOADS) else LARGEST
        refused = self._refused(scope, headers, most) or self._hasty(scope, headers)
        if self.log is not None:
            send = _logged(send, scope, self.log)
        if refused:
            await _say(_with_headers(send, scope, number), *refused, number, program=scope["path"].startswith("/api"))
            return
        await self.app(scope, _limited(receive, most), _with_headers(send, scope, number))

    def _refused(self, scope: Scope, headers: Headers, most: int) -> _Refused | None:
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if self.hosts and host not in self.hosts:
            return 421, WorkspaceError(word("perimeter_host"), "host")
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            return 400, WorkspaceError(word("perimeter_address"), "address")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > most:
            return 413, WorkspaceError(word("perimeter_large", most=f"{most:,}"), "too-large")
        if _is_program(headers) and not _for_programs(scope["path"]):
            return 401, WorkspaceError(word("perimeter_token"), "not-signed-in")
        if scope["method"] not in _SAFE and not _from_here(headers, scope):
            return 403, WorkspaceError(word("perimeter_elsewhere"), "elsewhere")
        return None

    def _hasty(self, scope: Scope, headers: Headers) -> _Refused | None:
        if scope["path"].startswith("/static/") or not self.pace.wait(_whose(scope, headers)):
            return None
        return 429, WorkspaceError(word("perimeter_hasty"), "too-often")


def _whose(scope: Scope, headers: Headers) -> str:
    """Whose request it is: of a sign-in or token, else of an address."""
    cookies = cookie_parser(headers.get("cookie", ""))
    signed = cookies.get("__Host-session") or cookies.get("session")
    return headers.get("authorization") or signed or (scope["client"][0] if scope.get("client") else "")


def _is_program(headers: Headers) -> bool:
    """Whether a request presents a token."""
    return headers.get("authorization", "").lower().partition(" ")[0] == "bearer"


def _for_programs(path: str) -> bool:
    return path == "/api" or path.startswith(("/api/", "/static/")) or path in FOR_ANYONE


def _from_here(headers: Headers, scope: Scope) -> bool:
    """Whether a request that may change something comes from a page of this server, or from a program with a token."""
    if _is_program(headers):
        return True
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return site == "same-origin"
    return origin == f"{scope['scheme']}://{headers.get('host', '')}"


def _limited(receive: Receive, most: int) -> Receive:
    """The body, cut off where it is longer than its head said it would be."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return {"type": "http.disconnect"} if read > most else message

    return limited


def _with_headers(send: Send, scope: Scope, number: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers["x-request"] = number
            if not scope["path"].startswith("/static/"):
                headers.setdefault("cache-control", "no-store")
            if scope["scheme"] == "https":
                headers["strict-transport-security"] = ENCRYPTED
        await send(message)

    return sending


def _logged(send: Send, scope: Scope, log: AccessLog) -> Send:
    """Write the line of a request as its answer begins."""
    begun = monotonic()

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            state = scope["state"]
            signed = state.get("signed")
            person = signed.actor.person if signed else 0
            address = scope["client"][0] if scope.get("client") else ""
            took = round((monotonic() - begun) * 1000)
            asked = (state["number"], person, address, scope["method"], scope["path"])
            log.write(Access(datetime.now(UTC), *asked, message["status"], took))
        await send(message)

    return sending


async def _say(send: Send, status: int, error: WorkspaceError, number: str, *, program: bool) -> None:
    if program:
        kind, body = b"application/json", json.dumps({"error": shape(error, number)}, ensure_ascii=False).encode()
    else:
        kind, body = b"text/plain; charset=utf-8", f"{error.text.ko}\n{error.text.en} ({number})\n".encode()
    raw = [(b"content-type", kind)]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
