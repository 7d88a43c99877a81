"""A server that says nothing is given up in time, whether it never let one in or fell silent later."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable

import pytest
from sqlalchemy import text

from crosscut.ledger import Ledger, LedgerError, database

pytestmark = pytest.mark.postgres


def test_a_server_that_never_answers_is_given_up() -> None:
    pytest.importorskip("psycopg")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        with pytest.raises(LedgerError, match="connection timeout expired"):
            Ledger.open(f"postgresql://someone@127.0.0.1:{port}/budgets", wait=2)


def ask_of_the_stopped(ledger: Ledger) -> None:
    """Stop the server's process for a connection, and ask it something."""
    with ledger._database.reading() as connection:
        process = connection.scalar(text("SELECT pg_backend_pid()"))
        os.kill(process, signal.SIGSTOP)
        try:
            connection.scalar(text("SELECT 1"))
        finally:
            os.kill(process, signal.SIGCONT)


def test_a_server_that_falls_silent_is_given_up(
    new_postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SILENCE", 3.0)
    with Ledger.open(new_postgres()) as ledger, pytest.raises(LedgerError, match="the server answered nothing for 3 s"):
        ask_of_the_stopped(ledger)


def test_statements_are_not_compiled(new_postgres: Callable[[], str]) -> None:
    with Ledger.open(new_postgres()) as ledger, ledger._database.reading() as connection:
        assert connection.scalar(text("SHOW jit")) == "off"
