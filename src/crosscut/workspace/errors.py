"""What the workspace refuses, in words of both languages, each with the status that the web answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from crosscut.errors import CrosscutError
from crosscut.text import Text


class WorkspaceError(CrosscutError):
    """Something that cannot be done; ``text`` says what and the mend, ``code`` is a stable word for programs."""

    status: ClassVar[int] = 422

    def __init__(self, text: Text, code: str = "", *, file: str = "", row: int = 0, column: str = "") -> None:
        self.text = text
        super().__init__(text.en, code=code or self.usual, file=file, row=row, column=column)

    usual: ClassVar[str] = "faulty"


class UnknownPersonError(WorkspaceError):
    """Nobody is signed in, or the session has ended."""

    status, usual = 401, "not-signed-in"


class FirstPasswordError(WorkspaceError):
    """The password is a first one: it lets in only to choose one's own."""

    status, usual = 403, "first-password"


class RefusedError(WorkspaceError):
    """The person may not do it; the text says which rule stands in the way."""

    status, usual = 403, "refused"


class MissingError(WorkspaceError):
    """There is no such thing, or nothing that the person may see: the two are never told apart."""

    status, usual = 404, "not-found"


class AgainError(WorkspaceError):
    """Something like it is there already: whoever means it says so by confirming."""

    status, usual = 409, "confirm"


class TooOftenError(WorkspaceError):
    """Tried too often; later again."""

    status, usual = 429, "too-often"


class ProviderError(WorkspaceError):
    """The identity provider does not answer as it should; the server's log says how."""

    status, usual = 502, "provider"


class ScannerError(WorkspaceError):
    """The scanner of files does not answer as it should; the server's log says how."""

    status, usual = 503, "scanner"


class UnseenError(WorkspaceError):
    """A write that does not say which version it saw."""

    status, usual = 428, "version-needed"


class ConflictError(WorkspaceError):
    """Somebody saved meanwhile. ``columns`` has for each field what stood, what stands now, and what was sent."""

    status, usual = 409, "conflict"

    def __init__(self, text: Text, columns: Mapping[str, tuple[str, str, str]], version: int) -> None:
        self.columns, self.version = columns, version
        super().__init__(text)
