"""Queries that are asked again with every file: their SQL is written once a process.

Writing the SQL of a small query takes Django ten times as long as a small table takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connections
from django.db.models import QuerySet


class Prepared:
    """A query of plain columns without parameters that differ; the rows come as the database gives them.

    `build` names the query by `values_list`; what it does not find, it finds again where rows are there.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._written: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """Every row there is now."""
        alias, (sql, given) = self._sql()
        with connections[alias].cursor() as cursor:
            cursor.execute(sql, given)
            return tuple(map(tuple, cursor.fetchall()))

    def _sql(self) -> tuple[str, tuple[str, tuple[Any, ...]]]:
        for alias in self._written:
            return alias, self._written[alias]
        query = self._build()
        self._written[query.db] = query.query.sql_with_params()
        return query.db, self._written[query.db]
