"""Who signs a publication off, and as what."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.errors import CrosscutError


@dataclass(frozen=True, slots=True)
class Signature:
    """A name under a publication, and the role in which it stands there."""

    by: str
    role: str

    @classmethod
    def parse(cls, text: str) -> Signature:
        """``NAME: role``.

        Raises
        ------
        CrosscutError
            where either is missing.
        """
        by, _, role = (part.strip() for part in text.partition(":"))
        if not by or not role:
            raise CrosscutError(
                f"`sign` {text!r} names nobody or no role",
                code="sign",
                hint='Write `sign` "NAME: role", such as "Kim Minji: director of the budget office".',
            )
        return cls(by, role)
