"""From nothing to the newest tables on both databases, and what their triggers refuse."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from chronology.schema.engines import open_engine, reading, writing
from chronology.schema.metadata import metadata
from chronology.schema.upgrade import newest_revision, revision, upgrade


def test_an_empty_database_reaches_the_newest_step(engine: Engine) -> None:
    upgrade(engine)
    with reading(engine) as connection:
        assert revision(connection) == newest_revision()


def test_every_table_of_the_code_is_in_the_database_with_its_columns(engine: Engine) -> None:
    import chronology.anchors.tables
    import chronology.log.tables
    import chronology.witnesses.tables  # noqa: F401 - each adds its own

    upgrade(engine)
    found = inspect(engine)
    for table in metadata.tables.values():
        assert {one["name"] for one in found.get_columns(table.name)} == {one.name for one in table.columns}


def test_several_processes_may_upgrade_at_once(database: str) -> None:
    engines = [open_engine(database) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(upgrade, engines))
    with reading(engines[0]) as connection:
        assert revision(connection) == newest_revision()
    for one in engines:
        one.dispose()


ROWS = (
    "INSERT INTO log VALUES (1, {id}, 'example.com/log', 'key', 0)",
    "INSERT INTO batch VALUES (1, 0, 256, {h}, {many}, NULL, 256, {h}, {h}, 1, 0)",
    "INSERT INTO batch VALUES (1, 256, 1, {h}, {h}, NULL, 257, {h}, {h}, 1, 0)",
    "INSERT INTO entry_key VALUES (1, {h}, 0)",
    "INSERT INTO checkpoint VALUES (1, 200, {h}, {h}, 0)",
    "INSERT INTO cosignature VALUES (1, 200, 0, 'line', 0)",
    "INSERT INTO lease VALUES (1, 'me', 5, 0)",
)
REFUSED = (
    "UPDATE log SET vkey = 'other'",
    "DELETE FROM log",
    "UPDATE batch SET token = 2",
    "DELETE FROM batch WHERE first = 0",
    "DELETE FROM batch WHERE first = 256",
    "INSERT INTO batch VALUES (1, 258, 1, {h}, {h}, NULL, 259, {h}, {h}, 1, 0)",
    "INSERT INTO batch VALUES (1, 255, 1, {h}, {h}, NULL, 256, {h}, {h}, 1, 0)",
    "INSERT INTO batch VALUES (1, 257, 2, {h}, {h}, NULL, 259, {h}, {h}, 1, 0)",
    "UPDATE entry_key SET number = 1",
    "DELETE FROM entry_key",
    "INSERT INTO entry_key VALUES (1, {h}, 1)",
    "INSERT INTO filing VALUES (1, 512, 0)",
    "INSERT INTO filing VALUES (1, 255, 0)",
    "INSERT INTO indexing VALUES (1, 258, 0)",
    "INSERT INTO indexing VALUES (1, 0, 0)",
    "INSERT INTO checkpoint VALUES (1, 258, {h}, {h}, 0)",
    "INSERT INTO checkpoint VALUES (1, 199, {h}, {h}, 0)",
    "UPDATE checkpoint SET size = 201",
    "DELETE FROM checkpoint",
    "UPDATE cosignature SET line = 'other'",
    "DELETE FROM cosignature",
    "UPDATE lease SET token = 4",
    "UPDATE lease SET holder = 'another'",
    "DELETE FROM lease",
)


def in_words_of(engine: Engine, statement: str) -> str:
    def digest(count: int) -> str:
        return f"X'{'ab' * 32 * count}'" if engine.dialect.name == "sqlite" else f"'\\x{'ab' * 32 * count}'"

    return statement.format(id=digest(1), h=digest(1), many=digest(256))


@pytest.fixture
def filled(engine: Engine) -> Engine:
    upgrade(engine)
    with writing(engine) as connection:
        for row in ROWS:
            connection.exec_driver_sql(in_words_of(engine, row))
    return engine


def test_what_would_change_history_is_refused(filled: Engine) -> None:
    for statement in REFUSED:
        with pytest.raises(DBAPIError), writing(filled) as connection:
            connection.exec_driver_sql(in_words_of(filled, statement))


def test_rows_go_only_once_they_are_filed_and_indexed_and_the_head_never(filled: Engine) -> None:
    with writing(filled) as connection:
        connection.execute(text("INSERT INTO filing VALUES (1, 256, 0)"))
    with pytest.raises(DBAPIError), writing(filled) as connection:
        connection.execute(text("DELETE FROM batch WHERE first = 0"))
    with writing(filled) as connection:
        connection.execute(text("INSERT INTO indexing VALUES (1, 256, 0)"))
        connection.execute(text("DELETE FROM batch WHERE first = 0"))
    with pytest.raises(DBAPIError), writing(filled) as connection:
        connection.execute(text("DELETE FROM batch"))
    with reading(filled) as connection:
        assert connection.execute(text("SELECT first FROM batch")).scalars().all() == [256]


def test_what_is_filed_is_never_taken_back(filled: Engine) -> None:
    with writing(filled) as connection:
        connection.execute(text("INSERT INTO filing VALUES (1, 256, 0)"))
    for statement in ("DELETE FROM filing", "UPDATE filing SET size = 0", "INSERT INTO filing VALUES (1, 256, 1)"):
        with pytest.raises(DBAPIError), writing(filled) as connection:
            connection.execute(text(statement))


def test_postgresql_refuses_to_empty_a_table(filled: Engine) -> None:
    if filled.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    for table in ("log", "batch", "entry_key", "filing", "node", "checkpoint", "cosignature", "lease"):
        with pytest.raises(DBAPIError), writing(filled) as connection:
            connection.execute(text(f"TRUNCATE {table} CASCADE"))


def test_a_commit_waits_for_the_disk(engine: Engine) -> None:
    asked = "PRAGMA synchronous" if engine.dialect.name == "sqlite" else "SHOW synchronous_commit"
    with engine.connect() as connection:
        assert connection.exec_driver_sql(asked).scalar_one() in (2, "on")
