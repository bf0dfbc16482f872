"""Changes of rows that are made again with every file: as in `prepared`, their SQL is written once a process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connections, router
from django.db.models import Expression, Field, Model, QuerySet

Written = tuple[str, tuple[Any, ...]]
Build = Callable[[Callable[[str], "Given"]], tuple[QuerySet[Any, Any], dict[str, Any]]]


class Given(Expression):
    """Stands in a written change where each call puts its own value of this field."""

    def __init__(self, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """One parameter, which is this object until a call is made."""
        return "%s", [self]


class PreparedChange:
    """`build` names rows of a model and their new values, with `given(field)` for what differs from call to call.

    A value that a field would write by more than one parameter, or by an expression, cannot be given.
    """

    def __init__(self, model: type[Model], build: Build) -> None:
        self._model = model
        self._build = build
        self._of: dict[str, Written] = {}

    def make(self, **given: Any) -> int:
        """Change the rows, and say how many there were; every field that the change names must be given."""
        alias = router.db_for_write(self._model)
        connection = connections[alias]
        sql, places = self._of.get(alias) or self._written(alias)
        with connection.cursor() as cursor:
            cursor.execute(sql, [_adapted(one, given, connection) for one in places])
            return int(cursor.rowcount)

    def _written(self, alias: str) -> Written:
        fields = {one.name: one for one in self._model._meta.concrete_fields}  # noqa: SLF001  documented all the same
        rows, values = self._build(lambda name: Given(fields[name]))
        caught: list[Written] = []

        def catch(_execute: object, sql: str, params: tuple[Any, ...], *_more: object) -> None:
            caught.append((sql, tuple(params)))

        with connections[alias].execute_wrapper(catch):
            rows.using(alias).update(**values)
        (self._of[alias],) = caught
        return self._of[alias]


def _adapted(place: Any, given: dict[str, Any], connection: Any) -> Any:
    if not isinstance(place, Given):
        return place
    return place.field.get_db_prep_save(given[place.field.name], connection)
