"""Where passkeys work: they belong to the name that the office is opened by, and a name they must have.

It is the host of the office's address, or ``localhost`` where it states none. A number (``127.0.0.1``) is no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class PasskeyPlace:
    """Where passkeys are made and used: the name that they belong to, and the origin of the pages."""

    name: str
    origin: str


def place_of(address: str | None, asked: str) -> PasskeyPlace | None:
    """Where passkeys work for a page that was opened at an origin; None where they do not.

    ``address`` is the one that people open, None where the office states none: then ``localhost`` is the name.
    """
    origin = address or asked
    parts = urlsplit(origin)
    name = parts.hostname or ""
    if origin != asked or _is_number(name) or (parts.scheme != "https" and name != "localhost"):
        return None
    return PasskeyPlace(name, origin) if address or name == "localhost" else None


def _is_number(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False
