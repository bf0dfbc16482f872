"""Reading the chronology from a page: one error for every way in which it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from chronology.errors import ChronologyError
from verify.ledger.errors import LogUnavailable

UNREADABLE = "The log cannot be read now. This says nothing about any record."


@contextmanager
def chronology_read() -> Iterator[None]:
    """Turn whatever the library raises while it is read into LogUnavailable."""
    try:
        yield
    except (ChronologyError, SQLAlchemyError, OSError) as problem:
        raise LogUnavailable(UNREADABLE) from problem
