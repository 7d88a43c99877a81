"""A statement that was compiled for one database is the same for another, and gives what stands in that one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, insert, select
from sqlalchemy.sql.selectable import Select

from tests.compiled_once import compiled_once

TABLE = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("name", String))


def test_databases_of_a_kind_share_statements_and_no_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiler = Select._compiler

    def noted(self: Select[tuple[int, str]], dialect: object, **more: object) -> object:
        made.append(str(dialect))
        return compiler(self, dialect, **more)

    monkeypatch.setattr(Select, "_compiler", noted)
    found = []
    with compiled_once():
        for name in ("a", "b"):
            engine = create_engine(f"sqlite:///{tmp_path / name}")
            with engine.begin() as connection:
                TABLE.create(connection)
                connection.execute(insert(TABLE), [{"id": 1, "name": name}, {"id": 2, "name": "both"}])
                found.append(list(connection.execute(select(TABLE).where(TABLE.c.name == name))))
            engine.dispose()
    assert found == [[(1, "a")], [(1, "b")]]
    assert len(made) == 1
