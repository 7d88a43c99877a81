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

FILE = "workspace.toml"
MAIL_PASSWORD = "CROSSCUT_MAIL_PASSWORD"  # noqa: S105 - the name of a variable
"""The environment variable that holds what no file should."""
SHORTEST_LOG = 365
"""Days for which access is logged at least."""


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise ValueError("give the address that people open, such as https://budget.example.go.kr")
    return text.rstrip("/")


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


class Log(_Table):
    """How long the log of access is kept, in days."""

    days: int = Field(default=730, ge=SHORTEST_LOG, le=36500)


class Running(_Table):
    """All of it. ``address`` is what people open; mail leads there, and the server answers to its name."""

    address: Address | None = None
    mail: Mail | None = None
    log: Log = Log()

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
        raise _fault(_said(error)) from None
    except CrosscutError as error:
        raise _fault(error.message) from None
    if found.address is None and found.mail:
        raise _fault('mail needs the address that people open: address = "https://…"')
    return found


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return f"{where} is not a setting"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"


def _fault(message: str) -> CrosscutError:
    return CrosscutError(message, code="workspace-toml", file=FILE, hint="See docs/running.md")
