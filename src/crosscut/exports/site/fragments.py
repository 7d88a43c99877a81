"""Parts of pages that are rendered once and stand on many: ``{% cache KEY, … %} … {% endcache %}`` in templates."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.nodes import CallBlock, Const, Expr, Node
from jinja2.parser import Parser
from markupsafe import Markup


class Fragments(Extension):
    """Renders a part of a template once for each value of its keys: it may depend on nothing else of the page."""

    tags = {"cache"}  # noqa: RUF012 - as Jinja declares it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._made: dict[tuple[object, ...], Markup] = {}

    def parse(self, parser: Parser) -> Node:
        """The part as a call of :meth:`_cached`, by the place of the tag and the keys."""
        line = next(parser.stream).lineno
        keys: list[Expr] = [Const(parser.name), Const(parser.free_identifier().name)]
        while parser.stream.current.type != "block_end":
            keys.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endcache",), drop_needle=True)
        return CallBlock(self.call_method("_cached", keys), [], [], body).set_lineno(line)

    def _cached(self, *key: object, caller: Callable[[], Markup]) -> Markup:
        if key not in self._made:
            self._made[key] = caller()
        return self._made[key]
