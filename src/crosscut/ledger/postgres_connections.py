"""Connections to PostgreSQL that do not wait for ever on a server that fell silent, nor for it to compile."""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Engine, event


def patient(engine: Engine, silence: float) -> None:
    """Let each step on the engine's connections take at most so many seconds, and be run as it is, not compiled.

    Row security makes every plan look costly to the server: compiling one takes a hundred times as long as running it.
    """

    class Patient(psycopg.Connection[Any]):
        """A connection that is closed where the server answers nothing in time."""

        def wait(self, gen: Generator[Any, Any, Any], *args: Any, **options: Any) -> Any:
            return super().wait(self._limited(gen), *args, **options)

        def _limited(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
            deadline = monotonic() + silence
            try:
                state = next(gen)
                while True:
                    ready = yield state
                    if monotonic() >= deadline:
                        self.close()
                        raise psycopg.OperationalError(f"the server answered nothing for {silence:g} seconds")
                    state = gen.send(ready)
            except StopIteration as done:
                return done.value

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, positional: tuple[Any, ...], named: dict[str, Any]) -> Patient:
        connection = Patient.connect(*positional, **named)
        connection.execute("SET jit = off")
        connection.commit()
        return connection
