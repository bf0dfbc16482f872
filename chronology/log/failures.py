"""What a store's own errors mean to a caller of the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

from chronology.errors import StoreUnavailable


@contextmanager
def store_failures() -> Iterator[None]:
    """Turn errors of database and disk into StoreUnavailable; what was being stored may or may not be stored."""
    try:
        yield
    except ProgrammingError:
        raise  # a fault of ours, not of the store
    except (SQLAlchemyError, OSError) as error:
        raise StoreUnavailable(
            "The log's store did not answer, and nothing was acknowledged; repeat the same call with the same key."
        ) from error
