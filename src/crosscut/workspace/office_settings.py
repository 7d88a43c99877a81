"""How an office is run: the meaning of ``workspace.toml`` beside the budget's settings. Passwords are in no file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from crosscut import tomltext
from crosscut.errors import CrosscutError
from crosscut.wholefiles import read_text
from crosscut.workspace.rights import ROLES

FILE = "workspace.toml"
MAIL_PASSWORD = "CROSSCUT_MAIL_PASSWORD"  # noqa: S105 - the name of a variable
"""The environment variable that holds what no file should."""
OIDC_SECRET = "CROSSCUT_OIDC_SECRET"  # noqa: S105 - the name of a variable
"""The environment variable of the secret that the identity provider knows the office by."""
SHORTEST_LOG = 365
"""Days for which access is logged at least."""


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise ValueError("give the address that people open, such as https://budget.example.go.kr")
    return text.rstrip("/")


def _issuer(text: str) -> str:
    parts = urlsplit(text)
    local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not parts.hostname or parts.query or parts.fragment or parts.scheme not in {"https", "http" if local else ""}:
        raise ValueError(
            "give the issuer exactly as the provider states it, such as https://sso.example.go.kr/realms/gov"
        )
    return text


Address = Annotated[str, AfterValidator(_address)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mail(_Table):
    """Where mail is handed over. ``security`` is how the connection is encrypted.

    ``remind_days`` are the days before a closing at which those are told who have not filed yet.
    """

    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    user: str = ""
    remind_days: tuple[int, ...] = (3, 1)

    @property
    def password(self) -> str:
        """The password of the user, out of the environment."""
        return os.environ.get(MAIL_PASSWORD, "")


class Oidc(_Table):
    """The ministry's own sign-in by OpenID Connect. ``name`` is what people call it.

    ``methods`` are values of ``amr`` of which the provider must name one, such as ``mfa``; ``recent_minutes`` is how
    long ago somebody may have signed in there, nought where it does not matter.
    """

    issuer: Annotated[str, AfterValidator(_issuer)]
    client: str = Field(min_length=1, max_length=255)
    name: str = Field(min_length=1, max_length=60)
    methods: tuple[str, ...] = ()
    recent_minutes: int = Field(default=0, ge=0, le=1440)

    @property
    def secret(self) -> str:
        """The secret of the client, out of the environment; empty where the provider knows it as a public one."""
        return os.environ.get(OIDC_SECRET, "")


def _role(text: str) -> str:
    if text not in ROLES or text == "public":
        raise ValueError(f"{text!r} is no role; there are {', '.join(each for each in ROLES if each != 'public')}")
    return text


class Passkeys(_Table):
    """Which roles hold only in a sign-in with a passkey, or through a provider that demands ``methods``."""

    required: tuple[Annotated[str, AfterValidator(_role)], ...] = ()


class Scanner(_Table):
    """What looks for viruses in each file that is sent in: a program that reads it on its standard input.

    It ends with 0 where it finds nothing, with 1 where it finds something; everything else is no answer. ``seconds``
    is how long it may take.
    """

    command: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    seconds: int = Field(default=60, ge=1, le=600)


class Log(_Table):
    """How long the log of access is kept, in days."""

    days: int = Field(default=730, ge=SHORTEST_LOG, le=36500)


class Running(_Table):
    """All of it. ``address`` is what people open; mail leads there, and the server answers to its name.

    ``publication`` is the folder that the public edition is written to, which a web server hands out; without it,
    ``publication`` in the budget folder.
    """

    address: Address | None = None
    mail: Mail | None = None
    oidc: Oidc | None = None
    passkeys: Passkeys = Passkeys()
    scanner: Scanner | None = None
    log: Log = Log()
    publication: Path | None = None

    def is_strong(self, way: str) -> bool:
        """Whether a way to sign in takes two factors: what one has, and that one is its owner.

        People who are made up have none, and are in demonstrations alone.
        """
        provider = self.oidc is not None and bool(self.oidc.methods)
        return way in {"passkey", "demonstration"} or (way == "provider" and provider)

    def keeps_back(self, role: str, way: str) -> bool:
        """Whether a role does not hold in a sign-in that began in a way."""
        return role in self.passkeys.required and not self.is_strong(way)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that the server is called by from elsewhere."""
        name = urlsplit(self.address).hostname if self.address else None
        return (name,) if name else ()


def load(folder: Path) -> Running:
    """What a folder says of how its office is run; without a file, nothing but the usual.

    Raises
    ------
    CrosscutError
        where the file cannot be read, states something unknown, or wants mail without an address.
    """
    file = folder / FILE
    if not file.exists():
        return Running()
    try:
        found = Running.model_validate(tomltext.parsed(read_text(file, tomltext.LARGEST)))
    except ValidationError as error:
        raise _fault(_error_text(error)) from None
    except CrosscutError as error:
        raise _fault(error.message) from None
    if found.address is None and (found.mail or found.oidc):
        what = "mail" if found.mail else "oidc"
        raise _fault(f'{what} needs the address that people open: address = "https://…"')
    return found


def _error_text(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return f"{where} is not a setting"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"


def _fault(message: str) -> CrosscutError:
    return CrosscutError(message, code="workspace-toml", file=FILE, hint="See docs/running.md")
