"""Pages into HTML."""

from __future__ import annotations

import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import ClassVar

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import escape

from crosscut.digests import file_digest, text_digest
from crosscut.exports.site import amounts, definitions, fragments, history, passages, plots
from crosscut.exports.site.diagrams import below_zero, composition_parts
from crosscut.exports.site.fragments import Fragments
from crosscut.exports.site.grid_room import FIRST_ROWS, grid_form, grid_heads
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.unbroken import broken_at_signs
from crosscut.exports.site.writer import Writer
from crosscut.exports.user_cache import find, keep
from crosscut.views.overview import TOP_PAIRS
from crosscut.views.programme_sources import MOST
from crosscut.views.programme_titles import programme_titles

_CARD = "<!--card-->"
_PICTURE = re.compile(r'href="(?:\.\./)?(charts/[a-z0-9-]+\.(?:ko|en)\.png)"')
_CARD_TAGS = '<meta property="og:image" content="{image}"><meta name="twitter:card" content="summary_large_image">'
_COMPILER = f"{version('jinja2')} {sys.implementation.cache_tag} {file_digest(Path(fragments.__file__))}"


class Renderer:
    """Renders pages in the language of a writer.

    Parameters
    ----------
    menu
        The items of the main menu, each with its page.

    """

    def __init__(self, writer: Writer, menu: Mapping[str, str]) -> None:
        self._writer = writer
        self._environment = _environment()
        self._environment.globals = {
            "t": writer,
            "totals": writer.totals,
            "menu": menu,
            "plots": plots,
            "history": history,
            "passages": passages,
            "amounts": amounts,
            "definitions": definitions,
            "below_zero": below_zero,
            "compositions": composition_parts,
            "top_pairs": TOP_PAIRS,
            "grid_form": grid_form,
            "grid_heads": grid_heads,
            "first_rows": FIRST_ROWS,
            "most_of_sources": MOST,
            "programme_titles": programme_titles,
        }

    def html(self, kind: PageKind, page: Page) -> str:
        """One page."""
        content = page.content
        own = {} if content is None else {each.name: getattr(content, each.name) for each in fields(content)}
        title = kind.title(self._writer, kind, page)
        template = self._environment.get_template(f"{kind.name}.html")
        return self._with_card(template.render(own, page_kind=kind, page=page, title=title))

    def _with_card(self, text: str) -> str:
        """The page with its first chart as the picture by which social media announce it, where its place is known."""
        if _CARD not in text:
            return text
        first = _PICTURE.search(text)
        base = escape(self._writer.settings.base_url)
        card = _CARD_TAGS.format(image=f"{base}{first[1]}") if first else ""
        return text.replace(_CARD, card, 1)


class _Calls(Context):
    """Calls what a template calls as it stands: nothing of the site asks for Jinja's own context."""

    def call(
        self,
        called: Callable[..., object],
        *given: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: object,
    ) -> object:
        return called(*given, **named)


class _SiteEnvironment(Environment):
    context_class = _Calls


def _environment() -> Environment:
    environment = _SiteEnvironment(
        loader=PackageLoader("crosscut.exports.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[Fragments],
        bytecode_cache=_Compiled(),
    )
    environment.filters["at_signs"] = broken_at_signs
    return environment


def compile_all() -> None:
    """Compile every template now: what this process, and those forked from it, render later is then compiled."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)


class _Compiled(BytecodeCache):
    """The templates of the site, compiled once for all languages of this process and kept in the user's cache."""

    _code: ClassVar[dict[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(bucket.key)
        if bucket.code is None and (kept := find(_name(bucket))) is not None:
            with suppress(ValueError):
                bucket.bytecode_from_string(b64decode(kept, validate=True))
            self._know(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._know(bucket)
        keep(_name(bucket), b64encode(bucket.bytecode_to_string()).decode("ascii"))

    def _know(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key] = bucket.code


def _name(bucket: Bucket) -> str:
    """What a compiled template follows from: its text and place, and how this program, Jinja and Python compile it."""
    made_by = f"{_COMPILER} {bucket.key} {bucket.checksum}"
    return f"template-{text_digest(made_by)}"
