"""Where a template of anybody runs: it reaches figures and words and nothing behind them, within limits."""

from __future__ import annotations

import operator
import time
from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import wraps
from types import FunctionType, MethodType
from typing import Any, Final, SupportsIndex

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from pydantic import BaseModel

from crosscut.config import Settings
from crosscut.exports.documents import marks
from crosscut.figures import Figure, FigureBook
from crosscut.text import Text

SECONDS: Final = 20.0
"""Processor time that one template may take: the longest bundled one takes about a second for a national budget."""
LONGEST: Final = 4_000_000
"""Characters of the longest text that a template may make: a national report is about a tenth of it."""
MADE: Final = 50_000_000
"""Characters of all texts together that a template may make on its way: it may keep them all."""
LARGEST: Final = 1_000_000
"""Characters of the largest template."""
MOST: Final = 100_000
"""Items of the longest list that a template may make."""

Words = Mapping[str, object]
"""What a template may name: figures, words, and functions that give them."""

_WORDS = (type(None), bool, int, float, str, Text, Figure, FigureBook, BaseModel)
_LISTS = (tuple, list, dict, set, frozenset, range)
_DICT_VIEWS = (KeysView, ValuesView, ItemsView)
_VIEWS = ("brief", "cuts", "facts", "flows", "story", "takeaways", "totals")
_PARTS = (*(f"crosscut.views.{each}" for each in _VIEWS), "crosscut.allocate.")
_ASKED = frozenset({"amount", "count", "difference", "less", "ratio", "shared", "together"})
"""What a template may ask of the book of figures."""
_PRIVATE = frozenset({"ledger", "source"})
"""Settings that say where things are, with passwords perhaps."""
_OF_LISTS = frozenset({"items", "keys", "values", "get"})
_OF_WORDS = ("lower", "upper", "title", "capitalize", "trim")
"""Filters that make another text of a word."""
_MAKING = (*_OF_WORDS, "sort", "unique", "min", "max", "reverse", "list", "first", "last")
"""Filters that make another text, or a list, of what they are given."""
_GOING_ALONG = ("map", "select", "reject", "selectattr", "rejectattr")
_MADE = frozenset({"difference", "ratio", "shared", "part"})
"""Kinds of figures that are no part of other figures, but of ratios: what they say is about other figures."""
_DEEPEST = 4
_PLACES = ("table", "chart")
"""What puts something in its place: by a name that may be made of a number."""
_OF_A_PART, _OF_A_CALL = 8, 64
"""Characters that a part of a list counts as, and parts that a namespace does."""
_FILTERS = (
    *_MAKING,
    "length",
    "count",
    "default",
    "d",
    "abs",
)


class Numbered(str):
    """A text made of a number that is no figure: it may name a table or a chart, and is not printed, nor any of it."""

    __slots__ = ()

    def __getitem__(self, at: SupportsIndex | slice) -> str:
        return Numbered(super().__getitem__(at))

    def __iter__(self) -> Iterator[str]:
        return map(Numbered, super().__iter__())


_NO_NAMES = (int, float, Numbered, marks.Marked)
"""What no word is given: it would print it as a name."""


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment without anything that reaches a file, a module or the machine."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, finalize: Callable[[object], object]) -> None:
        super().__init__(
            undefined=StrictUndefined, finalize=finalize, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self.globals = {"namespace": Namespace, "range": _range}
        self.filters = {name: FILTERS[name] for name in _FILTERS} | {"join": self.join, "replace": self.replace}
        self.filters |= {name: self.ticking(FILTERS[name]) for name in _GOING_ALONG}
        self.filters |= {name: self._counting(FILTERS[name], of_words=name in _OF_WORDS) for name in _MAKING}
        self._until, self._made = float("inf"), 0
        self._own = (self.tick, self.joined, self.bounded, self.whole, self.sliced)

    def begin(self, words: Words) -> None:
        """Begin to count the time; only ``words`` and macros may be called from now on."""
        self._until, self._made = time.thread_time() + SECONDS, 0
        self._callable = {id(each) for each in (*words.values(), *self.globals.values(), *self._own)}
        self._words = {id(each): name for name, each in words.items() if callable(each)}

    def limited(self, tree: nodes.Template) -> nodes.Template:
        """A template whose loops, macros and comparisons look at the time, and whose texts stay within the limit."""
        for body in [each.body for each in tree.find_all(nodes.For)] + [
            each.body for each in tree.find_all(nodes.Macro)
        ]:
            body.insert(0, nodes.ExprStmt(_call("tick", [])))
        for loop in tree.find_all(nodes.For):
            loop.iter = _call("whole", [loop.iter])
            loop.test = loop.test and nodes.Or(_call("tick", []), loop.test)
        made = _Limited().visit(tree)
        assert isinstance(made, nodes.Template)
        made.set_environment(self)
        return made

    def whole(self, value: object) -> object:
        """A value whose parts are about to be taken: none are of a text that holds a number."""
        if isinstance(value, str) and any(map(str.isnumeric, value)):
            raise SecurityError("a text with a number in it is printed as a whole")
        return value

    def tick(self) -> None:
        """Stop where the time is over."""
        if time.thread_time() > self._until:
            raise SecurityError(f"it takes longer than {SECONDS:.0f} seconds")

    def make(self, length: int) -> None:
        """Count the characters of a text that is about to be made, and stop where it or all together are too long."""
        _within(length)
        self._made += length
        if self._made > MADE:
            raise SecurityError(f"it makes more than {MADE:,} characters on its way")

    def hold(self, parts: int) -> None:
        """Count what the parts of a list, or a thing of their size, take of the memory."""
        self.tick()
        self._made += parts * _OF_A_PART
        if self._made > MADE:
            raise SecurityError(f"it makes more than {MADE:,} characters on its way")

    def ticking(self, made_by: Callable[..., Any]) -> Callable[..., Any]:
        """A filter that goes along a list, with the time looked at before each part of it."""
        passed = int(bool(getattr(made_by, "jinja_pass_arg", None)))

        @wraps(made_by)
        def slowly(*given: Any, **named: Any) -> Any:
            return made_by(*given[:passed], self._each(given[passed]), *given[passed + 1 :], **named)

        return slowly

    def _each(self, value: Iterable[Any]) -> Iterator[Any]:
        self.whole(value)
        for each in value:
            self.tick()
            yield each

    def _counting(self, made_by: Callable[..., Any], *, of_words: bool) -> Callable[..., Any]:
        """A filter that makes texts, with their characters counted first; one ``of_words`` takes nothing else."""
        passed = bool(getattr(made_by, "jinja_pass_arg", None))

        @wraps(made_by)
        def counting(*given: Any, **named: Any) -> Any:
            self.tick()
            value = given[int(passed)]
            if isinstance(value, int | float | Numbered | Namespace):
                raise SecurityError(_NO_WORD.format(type(value).__name__.lower()))
            if of_words:
                value = _word(value)
            elif not isinstance(self.whole(value), str):
                value = list(value) if isinstance(value, Iterable) else value
            for each in value if isinstance(value, list) else [value]:
                self.make(_written_out(each))
                self.hold(1)
            if not of_words and isinstance(value, str):
                self.hold(len(value))
            return made_by(*given[: int(passed)], value, *given[int(passed) + 1 :], **named)

        return counting

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A part of something."""
        if isinstance(argument, int):
            self.whole(obj)
        return super().getitem(obj, argument)

    def sliced(self, value: object) -> object:
        """What a slice is about to be taken of, counted as if all of it were."""
        if isinstance(value, str):
            self.make(len(value))
        elif isinstance(value, list | tuple):
            self.hold(len(value))
        return self.whole(value)

    def bounded(self, value: Collection[object]) -> Collection[object]:
        """A list, a tuple or a dictionary that a template writes, as long as it stays short with all that it holds."""
        self.make(_written_out(value))
        self.hold(len(value))
        return value

    def joined(self, *parts: object) -> str:
        """What ``~`` makes of its parts: the name of something where one of them is a number, which is not printed."""
        numbers = [isinstance(each, int | float | Numbered) for each in parts]
        texts = (str(each) if number else _word(each) for number, each in zip(numbers, parts, strict=True))
        made = self._together(texts)
        return Numbered(made) if any(numbers) else made

    def join(self, value: Iterable[object], separator: str = "", attribute: str | None = None) -> str:
        """The filter ``join``."""
        self.whole(value)
        parts = value if attribute is None else (self.getitem(each, attribute) for each in value)
        texts, separator = map(_word, parts), _word(separator)
        return self._together(text for at, each in enumerate(texts) for text in ((separator, each) if at else (each,)))

    def replace(self, text: str, old: str, new: str) -> str:
        """The filter ``replace``."""
        text, old, new = map(_word, (text, old, new))
        self.make(len(text) + text.count(old) * len(new))
        return text.replace(old, new)

    def concat(self, parts: Iterable[str]) -> marks.Marked:
        """What a template or a macro writes: its parts are finished, each by itself."""
        return marks.Marked(self._together(parts))

    def call_binop(self, context: Context, name: str, left: Any, right: Any) -> Any:
        """``+ * ** %``, on numbers, and ``+`` on texts and lists that stay short."""
        del context
        if isinstance(left, int | float) and isinstance(right, int | float) and name != "**":
            return self.binop_table[name](left, right) if max(abs(left), abs(right)) < 1 << 63 else _refuse(name)
        if name != "+" or not isinstance(left, str | list | tuple) or not isinstance(right, str | list | tuple):
            return _refuse(name)
        if isinstance(left, str) and isinstance(right, str):
            return self.joined(left, right)
        _within(len(left) + len(right), MOST)
        return self.bounded(operator.add(left, right))

    def _together(self, parts: Iterable[str]) -> str:
        """Parts of a text together, as long as that is not too long."""
        kept, length = [], 0
        for part in parts:
            length += len(part)
            _within(length)
            kept.append(part)
        self.make(length)
        return "".join(kept)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether what stands there is a figure, a word, or what holds some."""
        if attr.startswith("_") or isinstance(value, Settings) or (isinstance(obj, BaseModel) and attr in _PRIVATE):
            return False
        if isinstance(value, MethodType) or callable(value):
            asked = isinstance(obj, FigureBook) and attr in _ASKED
            listed = isinstance(obj, dict) and attr in _OF_LISTS
            return asked or listed or isinstance(obj, LoopContext)
        return _is_printable(obj) and _is_printable(value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether it is a word of a template's, a macro, or a question to the book of figures."""
        if isinstance(obj, Macro | LoopContext) or id(obj) in self._callable or obj in self._own:
            return True
        owner = getattr(obj, "__self__", None)
        return isinstance(owner, FigureBook | dict | LoopContext) and not isinstance(obj, FunctionType)

    def call(self, context: Context, callee: Any, *given: Any, **named: Any) -> Any:
        """Call a word or a macro, the time looked at first."""
        self.hold(_OF_A_CALL if callee is Namespace else 0)
        if isinstance(getattr(callee, "__self__", None), FigureBook):
            _check_asked(callee.__name__, (*given, *named.values()))
        word = self._words.get(id(callee), "")
        for each in (*given, *named.values()) if word else ():
            if isinstance(each, _NO_NAMES) and not (word in _PLACES and isinstance(each, Numbered)):
                raise SecurityError(f"{word}() takes no {type(each).__name__.lower()}: {_NO_WORD.partition('; ')[2]}")
        return super().call(context, callee, *given, **named)


class _Limited(NodeTransformer):
    """Puts a limited joining in the place of ``~``, and looks at what lists hold and at the time of each comparison."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:  # noqa: N802
        self.generic_visit(node)
        made = _call("joined", node.nodes)
        made.set_lineno(node.lineno)
        return made

    def visit_Compare(self, node: nodes.Compare) -> nodes.Or:  # noqa: N802
        return self._timed(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Or:  # noqa: N802
        return self._timed(node)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _call("sliced", [node.node])
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Assign:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.target, nodes.Tuple):
            node.node = _call("whole", [node.node])
        return node

    def visit_List(self, node: nodes.List) -> nodes.Expr:  # noqa: N802
        return self._bounded(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:  # noqa: N802
        return self._bounded(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802
        return self._bounded(node) if node.ctx == "load" else node

    def _timed(self, node: nodes.Expr) -> nodes.Or:
        """What is asked, after the time was looked at: whoever looks gives nothing."""
        self.generic_visit(node)
        made = nodes.Or(_call("tick", []), node)
        made.set_lineno(node.lineno)
        return made

    def _bounded(self, node: nodes.Expr) -> nodes.Call:
        self.generic_visit(node)
        made = _call("bounded", [node])
        made.set_lineno(node.lineno)
        return made


def _call(name: str, given: Iterable[nodes.Node]) -> nodes.Call:
    values = [each for each in given if isinstance(each, nodes.Expr)]
    return nodes.Call(nodes.EnvironmentAttribute(name), values, [], None, None)


_NO_WORD: Final = "{} is no word; print figures and words only"


def _word(part: object) -> str:
    """A part of a text: a word, for no number is made one, nor a figure as it is printed."""
    if isinstance(part, str) and not isinstance(part, Numbered) and marks.FIGURE not in part:
        return part
    if part is None or isinstance(part, Text | Undefined):
        return str(part)
    raise SecurityError(_NO_WORD.format(type(part).__name__.lower()))


def _written_out(value: object) -> int:
    """The characters of all texts that a value holds, however deep; stops where these or its parts are too many."""
    left, seen, length = [value], 0, 0
    while left:
        each = left.pop()
        seen += 1
        if isinstance(each, str):
            length += len(each)
            _within(length)
        elif isinstance(each, dict):
            left += (*each.keys(), *each.values())
        elif isinstance(each, (*_LISTS, *_DICT_VIEWS)) and not isinstance(each, range):
            _within(seen + len(left) + len(each), MOST)
            left += each
        elif isinstance(each, Namespace):
            raise SecurityError(_NO_WORD.format("namespace"))
        _within(seen + len(left), MOST)
    return length + seen * _OF_A_PART


def _check_asked(question: str, given: Iterable[object]) -> None:
    """Check that no figure is made of what was made of figures: only a ratio, and a sum of sums, go so deep."""
    figures = [each for part in given for each in (part if isinstance(part, list | tuple) else [part])]
    for each in figures:
        if isinstance(each, Figure) and question != "ratio" and (each.kind in _MADE or _depth(each) > _DEEPEST):
            raise SecurityError(f"a {each.kind} is no part of what {question}() makes; ask for figures of the budget")


def _depth(figure: Figure) -> int:
    return 1 + max(map(_depth, figure.of), default=0)


def _range(*given: int) -> range:
    made = range(*given)
    _within(len(made), MOST)
    return made


def _within(length: int, most: int = LONGEST) -> None:
    if length > most:
        raise SecurityError(f"it makes more than {most:,} {'characters' if most == LONGEST else 'items'}")


def _refuse(name: str) -> Any:
    raise SecurityError(f"{name!r} cannot be used here")


def _is_printable(value: object) -> bool:
    if isinstance(value, (*_WORDS, *_LISTS, LoopContext, Namespace)):
        return True
    return any(type(value).__module__.startswith(part) for part in _PARTS)
