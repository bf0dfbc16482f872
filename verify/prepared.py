"""Queries that are asked again with every file: their SQL is written once a process.

Writing the SQL of a small query takes Django ten times as long as a small table takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import connections
from django.db.models import QuerySet

Rows = tuple[tuple[Any, ...], ...]
Build = Callable[..., QuerySet[Any, Any]]

PLACE: Final = "the text that is asked about"
"""Stands in the written parameters where each question puts its own text."""


class Prepared:
    """A query of plain columns without parameters that differ; the rows come as the database gives them.

    `build` names the query by `values_list`; what it does not find, it finds again where rows are there.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._written = _Written(build)

    def rows(self) -> Rows:
        """Every row there is now."""
        return self._written.rows()


class PreparedAbout:
    """The same of a query about one text, such as a digest or a number, which `build` compares with columns of text."""

    def __init__(self, build: Callable[[str], QuerySet[Any, Any]]) -> None:
        self._written = _Written(lambda: build(PLACE))

    def rows(self, text: str) -> Rows:
        """Every row there is now about this text."""
        return self._written.rows(text)


class PreparedAny:
    """Whether a query about one text finds anything; `build` names it whole, as it is asked for what is there.

    Most files are asked about in vain in most places: that is found out here before the query is built.
    """

    def __init__(self, build: Callable[[str], QuerySet[Any, Any]]) -> None:
        self._written = _Written(lambda: build(PLACE).values_list("pk")[:1])

    def about(self, text: str) -> bool:
        """Whether there is a row now about this text."""
        return bool(self._written.rows(text))


class _Written:
    """The SQL of a query, once a process."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._of: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, text: str = "") -> Rows:
        alias, (sql, given) = self._sql()
        with connections[alias].cursor() as cursor:
            cursor.execute(sql, [text if one == PLACE else one for one in given])
            return tuple(map(tuple, cursor.fetchall()))

    def _sql(self) -> tuple[str, tuple[str, tuple[Any, ...]]]:
        for alias in self._of:
            return alias, self._of[alias]
        query = self._build()
        self._of[query.db] = query.query.sql_with_params()
        return query.db, self._of[query.db]
