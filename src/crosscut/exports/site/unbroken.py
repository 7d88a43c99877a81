"""Where lines break: never inside what belongs together, in addresses and names of files behind a sign."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_UNBROKEN = re.compile(
    r"\(\ufdd0\d+\ufdd1[),.;:가-힣]*|\ufdd0\d+\ufdd1[),.;:가-힣]+|[^\s()<>&\ufdd0-\ufdd3]{1,8}\)[가-힣]{1,2}(?![가-힣])"
)
"""A marked number with what stands beside it, and a bracket with the particle behind it."""
_SIGN = re.compile(r"(?<=[^<][/_])(?=\w)")
"""Behind a sign of an address or of a file's name, and in no tag."""


def unbroken(text: str) -> str:
    """Escaped text in which a number keeps its marks and particle, and a bracket the particle behind it."""
    return _UNBROKEN.sub(r'<span class="kept">\g<0></span>', text)


def broken_at_signs(text: str) -> Markup:
    """Text whose addresses and names of files may break behind their signs, before browsers break words and numbers."""
    return Markup(_SIGN.sub("<wbr>", str(escape(text))))  # noqa: S704 - escaped
