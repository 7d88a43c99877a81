"""Templates of documents: Jinja, in which no number can be typed.

The rule: a number in a document is a figure, printed by ``amount``, ``size``, ``percent`` or ``count``. Digits and
number words in a template's own text are an error that names the file and the line, and so is an expression that
prints a number. A proper name with a number in it is written ``{{ name("Horizon 2020") }}``; names, years and texts out
of the data are quoted by themselves.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateSyntaxError, Undefined, nodes

from crosscut.characters import CONTROLS, escaped
from crosscut.errors import CrosscutError
from crosscut.exports.documents import marks
from crosscut.exports.documents.numerals import first_number
from crosscut.exports.documents.sandbox import LARGEST, Numbered, Sandbox, Words
from crosscut.figures import Figure
from crosscut.text import Language
from crosscut.text.own_words import spoken
from crosscut.wholefiles import followed, read_text

_UNPRINTABLE = re.compile(f"[{CONTROLS}\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")
_LINES = 10_000
"""Lines of the longest document: the report of a national budget has a third of them."""
_PARTS = 20_000
"""Expressions, texts and statements of the longest template: the longest bundled one has a tenth of them."""
_NOT_NAMED = frozenset({"varargs", "kwargs"})
OwnTemplates = Path | Mapping[str, str] | None
"""The office's own templates: their folder, or (of a past moment) their texts by name."""


def source(kind: str, language: Language, own: OwnTemplates) -> tuple[str, str]:
    """The name and the text of a template: the office's own where there is one, or the bundled one in its words.

    Raises
    ------
    CrosscutError
        for an office's own that is no file of that folder, too large, or no text.
    """
    name = f"{kind}.{language}.txt"
    if isinstance(own, Path) and (own / name).exists():
        return str(own / name), _own(own / name)
    if isinstance(own, Mapping) and name in own:
        return name, own[name]
    text = (files("crosscut.exports.documents") / "templates" / name).read_text(encoding="utf-8")
    return name, spoken().replaced(text, language)


def _own(path: Path) -> str:
    if not path.is_file() or not followed(path).is_relative_to(followed(path.parent)):
        raise CrosscutError("is no file of the folder of templates", code="template", file=str(path))
    if path.stat().st_size > LARGEST:
        raise CrosscutError(f"is larger than {LARGEST:,} bytes", code="template", file=str(path))
    try:
        return read_text(path)
    except UnicodeDecodeError:
        raise CrosscutError("is not UTF-8 text", code="template", file=str(path), hint="Save it as UTF-8.") from None


def render(name: str, text: str, words: Words) -> str:
    """What a template writes; ``words`` is all that it may use, by name.

    It runs in a sandbox: nothing but figures and words is reached, and time and length are limited.

    Raises
    ------
    CrosscutError
        for a number typed by hand, and for anything that Jinja cannot do or a template may not, with the line.

    """
    _refuse_unprintable(name, text)
    environment = Sandbox(_finalize)
    try:
        _refuse_numbers(environment, name, text)
        template = environment.from_string(environment.limited(environment.parse(text)))
    except TemplateSyntaxError as error:
        raise CrosscutError(f"is no template: {error.message}", code="template", file=name, row=error.lineno) from None
    except (RecursionError, MemoryError, SyntaxError, ValueError) as error:
        if isinstance(error, CrosscutError):
            raise
        raise CrosscutError(
            "is no template: it is nested too deeply, or a number is too long", code="template", file=name
        ) from None
    environment.begin(words)
    try:
        return _short(name, template.render(words))
    except _FAULTS as error:
        row = next(
            (f.lineno for f in reversed(traceback.extract_tb(error.__traceback__)) if f.filename == "<template>"), 0
        )
        said = "it calls itself too often" if isinstance(error, RecursionError) else str(error)
        raise CrosscutError(f"cannot be filled: {said}", code="template", file=name, row=row or 0) from None


class _TypedNumberError(TypeError):
    """A template printed a number that is no figure."""


_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)


def _finalize(value: object) -> object:
    if isinstance(value, marks.Marked):
        return value
    if isinstance(value, Figure):
        raise _TypedNumberError("a figure is printed by amount(), size(), percent() or count()")
    if isinstance(value, int | float | Numbered):
        raise _TypedNumberError(f"the number {value} is no figure; print figures only, or quote a name by name()")
    if value is not None and not isinstance(value, str | Undefined):
        raise _TypedNumberError(f"{type(value).__name__} is no word; print figures and words only")
    return "" if value is None else marks.quoted(str(value))


def _refuse_unprintable(name: str, text: str) -> None:
    found = _UNPRINTABLE.search(text)
    if found:
        row = text.count("\n", 0, found.start()) + 1
        said = f"holds the character {escaped(found[0])}, which no document can print"
        raise CrosscutError(said, code="template", file=name, row=row, hint="Take it out.")


def _short(name: str, written: str) -> str:
    if len(written.splitlines()) > _LINES:
        raise CrosscutError(f"writes more than {_LINES:,} lines", code="template", file=name)
    return written


def _refuse_numbers(environment: Environment, name: str, text: str) -> None:
    for line, kind, value in environment.lex(text):
        found = first_number(value) if kind == "data" else None
        if found:
            raise _typed(name, line + found[0], found[1])
    tree = environment.parse(text)
    _refuse_endless(name, tree)
    for block in tree.find_all(nodes.FilterBlock):
        raise _not_here(name, block.lineno, "a filter block")
    for named in tree.find_all(nodes.Name):
        if named.name in _NOT_NAMED:
            raise _not_here(name, named.lineno, named.name)
    allowed = {id(each) for call in tree.find_all(nodes.Call) if _is_name(call) for each in call.args}
    for text_node in tree.find_all(nodes.Const):
        value = text_node.value
        if isinstance(value, str) and id(text_node) not in allowed and first_number(value):
            raise _typed(name, text_node.lineno, value)
    for printed in (each for output in tree.find_all(nodes.Output) for each in output.nodes):
        if isinstance(printed, nodes.Const) and isinstance(printed.value, int | float):
            raise _typed(name, printed.lineno, str(printed.value))


def _refuse_endless(name: str, tree: nodes.Template) -> None:
    """Refuse a template that takes long to prepare, whatever it would write."""
    if sum(1 for _ in tree.find_all(nodes.Node)) > _PARTS:
        raise CrosscutError(f"has more than {_PARTS:,} parts", code="template", file=name, hint="Make it shorter.")


def _is_name(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name == "name"


def _not_here(name: str, line: int, what: str) -> CrosscutError:
    return CrosscutError(f"{what} cannot be used here", code="template", file=name, row=line)


def _typed(name: str, line: int, value: str) -> CrosscutError:
    return CrosscutError(
        f"the number {value!r} is typed by hand",
        code="typed-number",
        file=name,
        row=line,
        hint='Print a figure: {{ amount(figure) }}. A proper name is written {{ name("…") }}.',
    )
