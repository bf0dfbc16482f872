"""Triggers that make a table append-only, in the words of both databases."""

from __future__ import annotations

from typing import Literal

from alembic import op

Change = Literal["UPDATE", "DELETE", "INSERT"]


def refuse(table: str, change: Change, *, unless: str = "", because: str = "append-only") -> None:
    """Refuse this change of any row of `table`, but for rows where the SQL condition `unless` holds.

    The condition may use OLD and NEW and must read alike on SQLite and PostgreSQL; names are constants of our own.
    """
    name = f"{table}_no_{change.lower()}" if not unless else f"{table}_{change.lower()}_guarded"
    reason = f"{table}: {because}"
    for statement in _statements(op.get_bind().dialect.name, name, table, change, unless, reason):
        op.execute(statement)


def append_only(table: str) -> None:
    """Rows of this table are never changed and never removed."""
    refuse(table, "UPDATE")
    refuse(table, "DELETE")


def _statements(dialect: str, name: str, table: str, change: Change, unless: str, reason: str) -> tuple[str, ...]:
    if dialect == "sqlite":
        when = f"WHEN NOT ({unless})" if unless else ""
        return (f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW {when} BEGIN {_abort(reason)}; END",)
    answer = "OLD" if change == "DELETE" else "NEW"
    test = f"IF {unless} THEN RETURN {answer}; END IF;" if unless else ""
    # 55000 is "object not in prerequisite state": neither a bad value nor a unique clash.
    body = f"BEGIN {test} RAISE EXCEPTION '{reason}' USING ERRCODE = '55000'; END"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        *(_no_truncate(table, reason) if change == "DELETE" else ()),
    )


def _abort(reason: str) -> str:
    return f"SELECT RAISE(ABORT, '{reason}')"


def _no_truncate(table: str, reason: str) -> tuple[str, ...]:
    body = f"BEGIN RAISE EXCEPTION '{reason}' USING ERRCODE = '55000'; END"
    return (
        f"CREATE FUNCTION {table}_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_no_truncate()",
    )
